//! A checked document beside its lesson: the first mistake, the numbers of both, the formula that
//! was used beside the right one, and going from mistake to mistake.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::{App, Pane};
use chainrule::homework::Checked;
use chainrule::homework::marked::sheet::{Entry, Sheet, Written};
use chainrule::homework::verdict::{Cause, Judged, Status, Verdict, WrongCell};
use chainrule::lesson::embedded;
use chainrule::math::number::{Digits, format};
use chainrule::worksheet::quantity::Role;

/// `δ_s` of iteration 1 of the paper without `ReLU′`: `δ_out` times 0.02, 0.03 and 0.09, with
/// `δ_out` = −0.89301989, −0.98866111, 1.0590182, 1.0059094; in the file from line 19 on.
const DELTA: [[f64; 3]; 4] = [
    [-0.017_860_4, -0.026_790_6, -0.080_371_8],
    [-0.019_773_2, -0.029_659_8, -0.088_979_5],
    [0.021_180_4, 0.031_770_5, 0.095_311_6],
    [0.020_118_2, 0.030_177_3, 0.090_531_8],
];

/// Where `s` is negative, so that the right one is 0.
const MASKED: [(usize, usize); 3] = [(2, 0), (2, 1), (3, 2)];

/// The paper as somebody worked it out who forgot `ReLU′` in iteration 1; `wrong` is where that shows.
fn checked(quantities: Vec<Judged>) -> Checked {
    let lesson = embedded("paper").unwrap().lesson().unwrap();
    let entries = DELTA.iter().enumerate().flat_map(|(row, numbers)| {
        numbers.iter().enumerate().map(move |(column, &printed)| Entry {
            row,
            column,
            line: 19 + row,
            raw: format(printed, Digits::Decimals(7)),
            printed,
            wrong: MASKED.contains(&(row, column)),
        })
    });
    let written =
        Written { iteration: 1, role: Role::Delta(1), judged: 0, cells: entries.collect() };
    let verdict = Verdict { document: "hw1.tex".into(), assumed: Vec::new(), quantities };
    Checked { verdict, lesson, sheet: Sheet { quantities: vec![written] } }
}

fn judged(iteration: u64, name: &str, written: &str, status: Status) -> Judged {
    Judged {
        iteration,
        name: name.into(),
        written: written.into(),
        line: Some(17),
        status,
        digits: None,
        cells: 12,
        wrong_cells: 0,
        first_wrong: None,
        causes: Vec::new(),
        remark: None,
    }
}

fn forgotten() -> Judged {
    Judged {
        wrong_cells: 3,
        first_wrong: Some(WrongCell {
            row: 2,
            column: 0,
            line: 21,
            raw: "0.0211804".into(),
            printed: 0.021_180_4,
            expected: 0.0,
            expected_from_own: 0.0,
        }),
        causes: vec![Cause {
            codes: vec!["forgot-fprime"],
            said: "you left out ReLU′".into(),
            why: "what arrives at a unit is multiplied by the slope of its activation".into(),
            again: false,
        }],
        ..judged(1, "delta1", "\\delta_s", Status::Wrong)
    }
}

fn wrong(size: (u16, u16)) -> Desk {
    let late = judged(2, "dW2", "\\Delta W_{out}", Status::Wrong);
    let verdict = vec![forgotten(), late];
    Desk::with(App::marked(checked(verdict)), size)
}

#[test]
fn a_document_opens_at_its_first_wrong_cell_with_both_numbers() {
    for size in SIZES {
        let desk = wrong(size);
        let right: f64 = desk.under_cursor().trim().parse().unwrap();
        assert_eq!((desk.app.iteration(), right), (1, 0.0), "{size:?}");
        let text = desk.text();
        for said in ["mistake 1 of 2", "\\delta_s, line 21", "you left out ReLU′"] {
            assert!(text.contains(said), "{size:?} {said}\n{text}");
        }
        let why = desk.pane(Pane::Why).join("\n");
        assert!(why.contains("line 21 has 0.0211804, right is 0"), "{size:?}\n{text}");
    }
}

#[test]
fn the_wrong_numbers_stand_under_the_right_ones_and_are_told_apart() {
    let mut desk = wrong((120, 36));
    let said = |desk: &Desk| desk.worksheet().join("\n");
    for number in ["0.0212", "0.0318", "0.0905"] {
        assert!(said(&desk).contains(number), "{number}\n{}", said(&desk));
    }
    let marked = desk.styled(&[desk.theme().error()]);
    assert_eq!(marked, ["0.0212", "0.0318", "0.0905"]);
    // A step back they are not computed, and a number of another run is not the document's.
    desk.press("N");
    assert!(!said(&desk).contains("0.0212"), "{}", desk.text());
    desk.press("n");
    assert!(desk.app.document().is_some());
    desk.command("set W[1,1] 0.5");
    assert!(desk.app.document().is_none() && !said(&desk).contains("0.0318"));
}

#[test]
fn why_has_the_formula_that_was_used_beside_the_right_one() {
    let desk = wrong((120, 36));
    let why = desk.pane(Pane::Why).join("\n");
    assert!(why.contains("yours: δ_s = δ_out · W_outᵀ"), "{why}");
    assert!(why.contains("right: δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)"), "{why}");
}

#[test]
fn two_keys_go_from_mistake_to_mistake() {
    let mut desk = wrong((120, 36));
    desk.press("c");
    assert!(desk.text().contains("mistake 2 of 2"), "{}", desk.text());
    assert_eq!(desk.app.iteration(), 2);
    desk.press("c");
    assert!(desk.text().contains("no further mistake"), "{}", desk.text());
    desk.press("C");
    assert!(desk.text().contains("mistake 1 of 2"), "{}", desk.text());
    desk.press("C");
    assert!(desk.text().contains("no mistake before this one"), "{}", desk.text());
    let mut other = Desk::new("paper", (120, 36));
    other.press("c");
    assert!(other.text().contains("no document is checked here"), "{}", other.text());
}

#[test]
fn a_document_without_mistakes_says_so_at_the_start() {
    let all = vec![judged(1, "delta1", "\\delta_s", Status::Ok)];
    let desk = Desk::with(App::marked(checked(all)), (80, 24));
    assert!(desk.text().contains("hw1.tex: 1 of 1 right"), "{}", desk.text());
    assert_eq!((desk.app.iteration(), desk.app.step()), (1, 0));
}

#[test]
fn the_document_can_be_compared_with_as_another_run() {
    let mut desk = wrong((120, 36));
    desk.command("compare document");
    // 0 − 0.0211804 where ReLU′ is 0.
    assert_eq!(desk.under_cursor().trim(), "-0.0212");
    assert!(desk.header().contains("difference to the document"), "{}", desk.header());
    desk.command("compare");
    let mut other = Desk::new("paper", (120, 36));
    other.press("space");
    assert!(other.app.command("compare document").is_err());
}
