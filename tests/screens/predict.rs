//! Predict, then see: nothing is given away, what is right is shown, what is wrong is named.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::{PANES, Pane};
use chainrule::lesson::LESSONS;

/// Types an answer for the cell under the cursor.
fn answer(desk: &mut Desk, text: &str) {
    desk.press("enter");
    desk.write(text);
    desk.press("enter");
}

/// The paper's first iteration, predicting, at a quantity.
fn asked_for(quantity: &str) -> Desk {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("v n");
    let wanted = desk.app.worksheet().named(quantity).expect("a quantity");
    while desk.app.current_quantity() != Some(wanted) {
        desk.press("n");
    }
    assert_eq!(desk.app.asked(), Some(wanted));
    desk
}

#[test]
fn what_is_right_to_the_digits_typed_is_shown_and_the_next_cell_asked_for() {
    let mut desk = asked_for("S1");
    assert!(desk.text().contains("What is s[1,1]?"), "{}", desk.text());
    assert!(!desk.text().contains("0.4580"));
    // 0.75 · 0.6 + 0.8 · 0.01 = 0.458 and 0.75 · 0.7 + 0.8 · 0.43 = 0.869
    answer(&mut desk, "0,46");
    assert!(desk.text().contains("0.4580") && desk.text().contains("What is s[1,2]?"));
    answer(&mut desk, "869/1000");
    assert!(desk.text().contains("0.8690") && desk.text().contains("What is s[1,3]?"));
    assert!(desk.header().contains("right 2/2"), "{}", desk.header());
    // The rest can be had for the asking.
    desk.press("V");
    assert!(desk.text().contains("0.7040"));
    desk.command("reveal all");
    assert!(desk.text().contains("-0.4420") && desk.app.asked().is_none());
    desk.press("v");
    assert!(desk.footer().contains("2 of 2 were right"), "{}", desk.footer());
}

#[test]
fn a_wrong_answer_is_answered_with_the_mistake_that_gives_it() {
    // Example 3: s = (−0.442, −0.181, 0.704), y_out = 0.0632753499, target −1, so the error is
    // 1.0632753499, δ_out = (1 − 0.0632753499²) · 1.0632753499 = 1.0590183, and W_out = (0.02, …).
    for (quantity, cell, typed, said) in [
        (
            "delta2",
            "delta2[3,1]",
            "1.0632753",
            "the derivative of the output's activation is missing",
        ),
        ("delta2", "delta2[3,1]", "-1.05902", "opposite sign"),
        ("delta1", "delta1[3,1]", "0.0211804", "left out ReLU′"),
        ("delta1", "delta1[3,3]", "0.0956948", "raw error instead of δ"),
        ("S1", "S1[1,1]", "0.46666", "too large by 1.9 %"),
        ("S1", "S1[1,1]", "-0.3", "the other sign"),
    ] {
        let mut desk = asked_for(quantity);
        desk.go(cell);
        answer(&mut desk, typed);
        assert!(desk.text().contains(said), "{cell} {typed}\n{}", desk.text());
        assert!(desk.app.hides(desk.app.cursor()));
        desk.press("esc");
        assert!(desk.header().contains("right 0/1"), "{}", desk.header());
    }
}

#[test]
fn an_answer_of_one_digit_or_none_is_sent_back_and_not_counted() {
    let mut desk = asked_for("S1");
    for (typed, said) in
        [("0.5", "two digits"), ("", "is not a number"), ("abc", "is not a number")]
    {
        answer(&mut desk, typed);
        assert!(desk.text().contains(said), "{typed}\n{}", desk.text());
        desk.press("esc");
    }
    assert!(desk.header().contains("right 0/0"), "{}", desk.header());
}

#[test]
fn a_hint_shows_the_formula_and_no_number_of_what_is_asked_for() {
    let mut desk = asked_for("delta2");
    assert!(!desk.text().contains("tanh′(s_out)"), "{}", desk.text());
    desk.resize((200, 60));
    desk.press("H");
    let text = desk.text();
    assert!(text.contains("δ_out = tanh′(s_out) ⊙ (y_out − Y)"), "{text}");
    assert!(text.contains("(1 − y_out[1,1]²) × (y_out[1,1] − Y[1,1])"), "{text}");
    // (1 − 0.0982718058711²)(0.0982718058711 − 1) = −0.893019742
    assert!(!text.contains("0.893"), "{text}");
}

#[test]
fn no_pane_gives_away_what_is_asked_for() {
    for row in LESSONS {
        for size in SIZES {
            let mut desk = Desk::new(row.name, size);
            desk.press("v");
            for _ in 0..desk.app.steps() {
                desk.press("n");
                let id = desk.app.asked().expect("a quantity is asked for");
                let values = desk.app.trainer().trace().slice(desk.app.worksheet(), id).to_vec();
                let seen = |desk: &Desk| {
                    let text = desk.text();
                    let told = values.iter().filter(|x| x.abs() > 1e-3 && x.fract() != 0.0);
                    told.map(|x| format!("{x:.6}")).find(|digits| text.contains(digits.as_str()))
                };
                for pane in PANES {
                    desk.press(pane.digit);
                    assert_eq!(
                        seen(&desk),
                        None,
                        "{} {size:?} {}\n{}",
                        row.name,
                        pane.name,
                        desk.text()
                    );
                }
                desk.press("1");
            }
        }
    }
}

#[test]
fn in_a_run_with_rounded_numbers_the_rounded_one_is_asked_for() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.command("round 2 decimals");
    desk.press("v 2 n");
    desk.app.settle();
    desk.draw();
    assert!(desk.text().contains("What is s[1,1], rounded to 2 decimals?"), "{}", desk.text());
    // s[1,1] = 0.458 in the paper.
    answer(&mut desk, "0.458");
    assert!(desk.text().contains("right before it is rounded; 2 decimals"), "{}", desk.text());
    desk.press("esc");
    answer(&mut desk, "0.46");
    assert!(desk.header().contains("right 1/1"), "{}", desk.header());
    while desk.app.asked() != desk.app.worksheet().named("L") {
        desk.press("n");
    }
    desk.go("L[3,1]");
    // The paper's 0.56527723 is 0.57; from the rounded y_out ½ (0.06 + 1)² = 0.5618 is carried on.
    answer(&mut desk, "0.57");
    assert!(desk.text().contains("right in exact numbers"), "{}", desk.text());
    desk.press("esc");
    answer(&mut desk, "0.56");
    assert!(desk.header().contains("right 2/3"), "{}", desk.header());
}

#[test]
fn in_a_broken_run_what_comes_out_with_the_mistake_is_asked_for() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("bug forgot-fprime");
    desk.press("2 v n");
    while desk.app.asked() != desk.app.worksheet().named("delta1") {
        desk.press("n");
    }
    desk.go("delta1[3,1]");
    desk.app.settle();
    desk.draw();
    let text = desk.text();
    assert!(text.contains("What is δ_s[3,1], with the mistake?"), "{text}");
    // ReLU′ is 0 there; without it δ_out[3,1] · W_out[1,1] = 1.059135 · 0.02.
    answer(&mut desk, "0");
    assert!(desk.text().contains("right without the mistake"), "{}", desk.text());
    assert!(desk.text().contains("you left out ReLU′"), "{}", desk.text());
    desk.press("esc");
    answer(&mut desk, "0.02118");
    assert!(desk.header().contains("right 1/1"), "{}", desk.header());
}

#[test]
fn a_digit_a_sign_or_a_point_begins_the_answer_where_one_is_asked_for() {
    for (first, typed) in [("5", "5"), ("-", "-"), (".", ".")] {
        let mut desk = Desk::new("paper", (120, 36));
        desk.press("v n");
        desk.press(first);
        let footer = desk.footer();
        assert!(footer.contains(&format!("s[1,1] = {typed}")), "{footer}");
        assert_eq!(desk.app.focus(), Pane::Worksheet);
        // The rest is typed behind it: 0.75 · 0.6 + 0.8 · 0.01 = 0.458.
        desk.press("esc");
        desk.press("0 . 4 5 8 enter");
        assert!(desk.footer().contains("right"), "{}", desk.footer());
    }
    // Where nothing is hidden, and in another pane, a digit goes to its pane.
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("n 5");
    assert_eq!(desk.app.focus(), Pane::Plane);
    desk.press("1 v n 4 0");
    assert!(desk.footer().contains("= 40"), "{}", desk.footer());
    desk.press("esc tab tab tab 4");
    assert_eq!(desk.app.focus(), Pane::Loss);
}
