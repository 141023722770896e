//! What a check found, as it is told: to a person, to a program, and of a whole class.
#![expect(clippy::unwrap_used, reason = "a lesson that does not exist is a failed test")]

use chainrule::homework::Checked;
use chainrule::homework::marked::sheet::Sheet;
use chainrule::homework::marked::{Entry, Line, SIGNS, Wanted, class, json, told};
use chainrule::homework::verdict::{Assumed, Cause, Judged, STATUSES, Status, Verdict, WrongCell};
use chainrule::lesson::embedded;

fn judged(iteration: u64, name: &str, written: &str, line: usize, status: Status) -> Judged {
    Judged {
        iteration,
        name: name.into(),
        written: written.into(),
        line: Some(line),
        status,
        digits: status.is_right().then_some(6),
        cells: 12,
        wrong_cells: 0,
        first_wrong: None,
        causes: Vec::new(),
        remark: None,
    }
}

fn forgot(again: bool) -> Cause {
    Cause {
        codes: vec!["forgot-fprime"],
        said: "you left out ReLU′".into(),
        why: "what arrives at a unit is multiplied by the slope of its activation".into(),
        again,
    }
}

fn wrong(iteration: u64, line: usize, again: bool) -> Judged {
    Judged {
        wrong_cells: 3,
        first_wrong: Some(WrongCell {
            row: 2,
            column: 0,
            line: line + 2,
            raw: "0.0211804".into(),
            printed: 0.021_180_4,
            expected: -0.0,
            expected_from_own: 0.25,
        }),
        causes: vec![forgot(again)],
        ..judged(iteration, "delta1", "\\delta_s", line, Status::Wrong)
    }
}

fn verdict(quantities: Vec<Judged>) -> Verdict {
    let said = "the learning rate is 0.5".into();
    let rate = Assumed { key: "learning_rate", value: "0.5".into(), said };
    let said = "the loss is a sum".into();
    let sum = Assumed { key: "reduction", value: "sum".into(), said };
    Verdict { document: "hw1.tex".into(), assumed: vec![rate, sum], quantities }
}

fn checked(quantities: Vec<Judged>) -> Checked {
    let lesson = embedded("paper").unwrap().lesson().unwrap();
    Checked { verdict: verdict(quantities), lesson, sheet: Sheet::default() }
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
}

/// Two iterations: `ReLU′` is forgotten in both, and what comes after follows.
fn document() -> Vec<Judged> {
    vec![
        judged(1, "S1", "s", 5, Status::Ok),
        judged(1, "A1", "s_{ReLU}", 7, Status::OkCarried),
        judged(1, "delta2", "\\delta_{out}", 15, Status::Ok),
        wrong(1, 17, false),
        judged(1, "dW1", "\\Delta W", 23, Status::Follows),
        judged(1, "W1_next", "W'", 27, Status::Follows),
        judged(2, "S1", "s", 33, Status::Follows),
        judged(2, "A1", "s_{ReLU}", 35, Status::Follows),
        wrong(2, 37, true),
    ]
}

#[test]
fn one_decimal_is_one() {
    let coarse = |name: &str, digits| Judged {
        digits: Some(digits),
        ..judged(1, name, name, 1, Status::Ok)
    };
    let told_of = |quantities: Vec<Judged>, all: bool| {
        text(&told(&checked(quantities), Wanted { all, plain: false }))
    };
    let alone = told_of(vec![coarse("S1", 1)], true);
    assert!(alone.contains("right, 1 decimal\n"), "{alone}");
    let both = told_of(vec![coarse("S1", 1), coarse("A1", 1)], false);
    assert!(both.contains("2 right (1 decimal): "), "{both}");
    let span = told_of(vec![coarse("S1", 0), coarse("A1", 1)], false);
    assert!(span.contains("2 right (0 to 1 decimals): "), "{span}");
}

#[test]
fn a_person_is_told_what_is_wrong_why_and_what_follows_from_it() {
    let expected = "\
hw1.tex: 3 of 9 quantities right, 2 wrong, 4 follow from it
  first mistake: \\delta_s of iteration 1, cell [3,1], line 19: you left out ReLU′
  assumed: the learning rate is 0.5
  assumed: the loss is a sum

Iteration 1
  ~ 3 right (6 decimals, 1 with your rounded numbers): s, s_{ReLU}, \\delta_{out}
  ✗ \\delta_s      delta1    line 17    wrong, 3 of 12 numbers
      cell [3,1], line 19
        you wrote               0.0211804
        right                   -0
        from your own numbers   0.25
      you left out ReLU′ [forgot-fprime]
        what arrives at a unit is multiplied by the slope of its activation
        yours  δ_s = δ_out · W_outᵀ
        right  δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)
  → 2 follow from the mistake before: \\Delta W, W'

Iteration 2
  → 2 follow from the mistake before: s, s_{ReLU}
  ✗ \\delta_s  delta1    line 37    wrong, 3 of 12 numbers
      cell [3,1], line 39
        you wrote               0.0211804
        right                   -0
        from your own numbers   0.25
      the same mistake again: you left out ReLU′ [forgot-fprime]
";
    assert_eq!(text(&told(&checked(document()), Wanted::default())), expected);
}

#[test]
fn all_of_it_is_a_line_a_quantity_and_ascii_has_signs_of_its_own() {
    let all = text(&told(&checked(document()), Wanted { all: true, plain: true }));
    for line in
        ["  + s ", "  ~ s_{ReLU} ", "  x \\delta_s ", "  > \\Delta W ", "right  delta_s = ReLU'(s)"]
    {
        assert!(all.contains(line), "{line}\n{all}");
    }
    let lines = all.lines().filter(|line| line.contains("  line ")).count();
    assert_eq!(lines, document().len(), "{all}");
}

#[test]
fn iterations_in_which_all_is_right_are_told_in_one_line() {
    let three = (1..=3)
        .flat_map(|i| (0..11).map(move |at| judged(i, "S1", &format!("q_{at}"), 1, Status::Ok)));
    let told = text(&told(&checked(three.collect()), Wanted::default()));
    assert!(told.starts_with("hw1.tex: 33 of 33 quantities right\n"), "{told}");
    assert!(told.contains("Iterations 1 to 3\n  ✓ 33 right (6 decimals): q_0, "), "{told}");
    assert_eq!(told.lines().count(), 6, "{told}");
}

#[test]
fn what_somebody_wrote_is_never_obeyed_by_a_terminal() {
    let mut evil = wrong(1, 3, false);
    evil.written = "\u{1b}[2J\u{202e}x".into();
    evil.remark = Some("\u{7}".into());
    if let Some(at) = &mut evil.first_wrong {
        at.raw = "1\u{9b}2".into();
    }
    let mut all = checked(vec![evil]);
    all.verdict.document = "a\u{1b}]0;b.tex".into();
    let entry = Entry { document: &all.verdict.document, verdict: Some(&all.verdict) };
    let lines = [told(&all, Wanted { all: true, plain: false }), class(&[entry])].concat();
    let text = text(&lines);
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    assert!(text.contains("\\u{1b}[2J\\u{202e}x"), "{text}");
}

#[test]
fn every_status_has_a_sign_and_signs_tell_right_from_wrong_without_colour() {
    for (status, name, _) in STATUSES {
        let sign = SIGNS.iter().find(|row| row.0 == *status);
        assert!(sign.is_some_and(|row| row.2.is_ascii()), "{name}");
    }
    let sign = |status| SIGNS.iter().find(|row| row.0 == status).map(|row| (row.1, row.2));
    let different = [Status::Ok, Status::OkCarried, Status::Follows, Status::Wrong, Status::Unread];
    for (i, a) in different.iter().enumerate() {
        for b in &different[..i] {
            let (a, b) = (sign(*a).unwrap(), sign(*b).unwrap());
            assert!(a.0 != b.0 && a.1 != b.1, "{a:?} {b:?}");
        }
    }
}

#[test]
fn a_program_gets_the_keys_of_the_contract_and_negative_zero() {
    let mut pair = wrong(1, 17, false);
    pair.causes.push(Cause { codes: vec!["sign-flipped", "factor-2"], ..forgot(false) });
    let found = verdict(vec![judged(1, "S1", "s", 5, Status::Ok), pair]);
    let json = json("hw1.tex", Some(&found)).unwrap();
    let expected = r#"{"document":"hw1.tex","verdict":"wrong",
"assumed":{"learning_rate":0.5,"reduction":"sum"},
"first_wrong":{"iteration":1,"name":"delta1","cell":[3,1],"causes":["forgot-fprime","sign-flipped+factor-2"]},
"quantities":[
{"iteration":1,"name":"S1","written":"s","line":5,"status":"ok","digits":6,"first_wrong":null,"wrong_cells":0,"causes":[]},
{"iteration":1,"name":"delta1","written":"\\delta_s","line":17,"status":"wrong","digits":null,"first_wrong":{"cell":[3,1],"printed":0.0211804,"expected":-0.0,"expected_from_own":0.25},"wrong_cells":3,"causes":["forgot-fprime","sign-flipped+factor-2"]}]}"#;
    assert_eq!(json, expected);
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    let unread = chainrule::homework::marked::json("a.tex", None).unwrap();
    let unread: serde_json::Value = serde_json::from_str(&unread).unwrap();
    assert_eq!(unread["verdict"], "unreadable");
    assert!(unread["first_wrong"].is_null() && unread["quantities"] == serde_json::json!([]));
}

#[test]
fn a_class_is_one_table_with_the_worst_last_and_its_commonest_mistakes() {
    let good = verdict(vec![judged(1, "S1", "s", 5, Status::Ok)]);
    let bad = verdict(document());
    let slip = Judged { causes: Vec::new(), ..wrong(1, 9, false) };
    let worst = verdict(vec![slip, wrong(2, 30, false)]);
    let entry = |document, verdict| Entry { document, verdict };
    let entries = [
        entry("broken.tex", None),
        entry("worst.md", Some(&worst)),
        entry("good.csv", Some(&good)),
        entry("bad.tex", Some(&bad)),
    ];
    // 3 of 9 and 0 of 2 are right, and 1 of 1: 4 of 12.
    let expected = "\
document     right  first mistake
good.csv       1/1  -
bad.tex        3/9  forgot-fprime  \\delta_s, iteration 1, line 19
worst.md       0/2  ?  \\delta_s, iteration 1, line 11
broken.tex  unreadable

4 documents: 1 all right, 2 with mistakes, 1 unreadable; 4 of 12 quantities right
Commonest mistakes
   2  forgot-fprime  you left out f′
   1  slip
";
    assert_eq!(text(&class(&entries)), expected);
}
