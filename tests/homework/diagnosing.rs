//! Which mistake was made, in documents with one mistake each.

use std::collections::BTreeMap;

use crate::judging::{judged, lessons};
use crate::sheet::{Hand, Slip, printed, worked};

#[test]
fn every_mistake_made_on_purpose_is_found_and_named_first() {
    let (mut made, mut found, mut first) = (0, 0, 0);
    let mut twins: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut lost = Vec::new();
    for lesson in lessons() {
        let right = worked(&lesson, Hand { iterations: 2, ..Hand::default() });
        for (id, quantity) in right.worksheet.quantities() {
            for (which, wrong) in right.worksheet.mistakes(id).into_iter().enumerate() {
                for iteration in 1..=2 {
                    let slip = Some(Slip { iteration, id, which });
                    let sheet = worked(&lesson, Hand { iterations: 2, slip, carried: None });
                    let paper = printed(&sheet, Some(6), &|_| true, &|_, _, _| {});
                    let (reading, all) = judged(&lesson, &paper);
                    let name = quantity.role.name();
                    let one = all.iter().find(|one| one.iteration == iteration && one.name == name);
                    let Some(one) = one.filter(|one| !one.status.is_right()) else { continue };
                    made += 1;
                    let codes: Vec<_> =
                        one.causes.iter().map(|cause| cause.codes.join("+")).collect();
                    let place = format!("{} {iteration} {name} {}", lesson.name, wrong.code);
                    if codes.iter().any(|code| code == wrong.code) {
                        found += 1;
                    } else {
                        lost.push(format!(
                            "{place} {} {:?} {codes:?} {reading:?}",
                            wrong.detail, one.status
                        ));
                    }
                    if codes.first().is_some_and(|code| code == wrong.code) {
                        first += 1;
                    } else if let Some(code) = codes.first() {
                        *twins.entry((wrong.code.into(), code.clone())).or_default() += 1;
                    }
                }
            }
        }
    }
    println!("{made} made, {found} found, {first} first\n{twins:#?}\n{}", lost.join("\n"));
    assert!(made > 1000, "{made}");
    assert!(100 * found >= 99 * made, "{found} of {made} found\n{}", lost.join("\n"));
    assert!(100 * first >= 95 * made, "{first} of {made} named first\n{twins:?}");
}
