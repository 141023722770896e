//! A number on the worksheet is whole or it is not there.

use crate::desk::Desk;
use chainrule::lesson::LESSONS;

/// The strings a worksheet may show of its numbers at so many decimals.
fn allowed(desk: &Desk, decimals: usize) -> Vec<String> {
    let (sheet, trace) = (desk.app.worksheet(), desk.app.trainer().trace());
    let mut strings = Vec::new();
    for (id, q) in sheet.quantities().filter(|(id, _)| desk.app.is_shown(*id)) {
        let values = trace.slice(sheet, id);
        // What is given is written with as many decimals as it needs.
        let exact = |n: &usize| {
            values
                .iter()
                .all(|x| format!("{x:.n$}").parse::<f64>().unwrap().to_bits() == x.to_bits())
        };
        let given = (0..decimals).find(exact).filter(|_| q.operation.is_none());
        let decimals = given.unwrap_or(decimals);
        strings.extend(values.iter().flat_map(|x| all_written(*x, decimals)));
    }
    // The numbers of rows and columns, where only a part of a matrix is in sight.
    if desk.worksheet().iter().any(|row| row.contains(['×', '◀', '▲'])) {
        strings.extend((1..=8).map(|row| row.to_string()));
    }
    strings
}

/// As it is written where there is room; and, where that is longer than a sign, a digit, the point
/// and the decimals, with fewer decimals or digits.
fn all_written(x: f64, decimals: usize) -> Vec<String> {
    let mut all = vec![written(x, decimals)];
    if all[0].len() > decimals.max(2) + 2 && x.is_finite() {
        all.extend((0..decimals).map(|d| format!("{x:.d$}")));
        all.extend((0..6).map(|d| format!("{x:.d$e}")));
        let size = if x.abs() < 1.0 { "tiny" } else { "huge" };
        all.push(format!("{}{size}", if x < 0.0 { "-" } else { "" }));
    }
    all
}

/// Plain where that says something; else two digits at least and an exponent.
fn written(x: f64, decimals: usize) -> String {
    let plain = format!("{x:.decimals$}").to_lowercase();
    let says = plain.parse::<f64>() != Ok(0.0) || x == 0.0;
    if !x.is_finite() || (says && x.abs() < 1e7) {
        return plain;
    }
    format!("{x:.*e}", [1, 1, 1, 1, 2][decimals.min(4)])
}

fn check(desk: &Desk, what: &str) -> usize {
    let shown = desk.numbers();
    let decimals = desk.app.decimals();
    // Four decimals that nobody asked for become three where that makes everything fit.
    let asked = desk.app.decimals_are_asked_for();
    let tried = if asked { vec![decimals] } else { vec![4, 3] };
    let whole = |decimals: &usize| {
        let allowed = allowed(desk, *decimals);
        shown.iter().find(|text| !allowed.contains(text)).cloned()
    };
    let wrong: Vec<_> = tried.iter().map(whole).collect();
    assert!(wrong.contains(&None), "{what}: no number is {wrong:?}\n{}", desk.text());
    shown.len()
}

const WIDTHS: [u16; 9] = [40, 47, 58, 66, 80, 97, 120, 160, 220];

#[test]
fn no_number_is_ever_clipped() {
    let mut checked = 0;
    for row in LESSONS {
        for width in WIDTHS {
            for height in [10, 17, 24, 36, 70] {
                let mut desk = Desk::new(row.name, (width, height));
                for keys in
                    ["n n", "space", "z space", "right right right", "d d d d", "D D z", "d"]
                {
                    desk.press(keys);
                    checked += check(&desk, &format!("{} {width}×{height} {keys}", row.name));
                }
            }
        }
    }
    assert!(checked > 20_000, "{checked}");
}

#[test]
fn huge_numbers_infinities_and_nan_are_shown_as_such() {
    for (lesson, line) in [("paper", "lr 1e6"), ("xor", "lr 1e300"), ("three-layers", "lr 1e160")] {
        for size in [(48, 14), (80, 24), (200, 60)] {
            let mut desk = Desk::new(lesson, size);
            desk.command(line);
            for _ in 0..4 {
                desk.press("space");
                assert!(check(&desk, &format!("{lesson} {line} {size:?}")) > 4);
            }
        }
    }
}
