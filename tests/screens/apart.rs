//! A run with a mistake or with rounded numbers beside what would be right: cell by cell, over
//! time, as a curve, and where they part.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::Pane;
use chainrule::app::plain::respond;
use ratatui::style::Modifier;

/// The paper with two decimals after so many iterations.
fn rounded(size: (u16, u16), iterations: usize) -> Desk {
    let mut desk = Desk::new("paper", size);
    desk.command("round 2 decimals");
    (0..iterations).for_each(|_| drop(desk.press("space")));
    desk.app.settle();
    desk.draw();
    desk
}

fn why(desk: &Desk) -> String {
    desk.pane(Pane::Why).join("\n")
}

#[test]
fn why_has_the_exact_value_beside_the_rounded_one_and_how_much_they_differ() {
    let mut desk = rounded((200, 60), 1);
    // s[1,1] = 0.458 in the paper, carried as 0.46: 0.002 more. L[3,1] is 0.56 for 0.56527723.
    desk.go("S1[1,1]");
    assert!(why(&desk).contains("s[1,1]: carried 0.46, exact 0.458: 0.002 more"), "{}", why(&desk));
    desk.go("L[3,1]");
    let line = "L[3,1]: carried 0.56, exact 0.56528, rounded 0.57: 0.0053 less";
    assert!(why(&desk).contains(line), "{}", why(&desk));
    desk.go("X[1,1]");
    assert!(why(&desk).contains("X[1,1]: 0.75 is exact"), "{}", why(&desk));
    desk.command("round off");
    desk.command("rerun");
    desk.app.settle();
    desk.draw();
    assert!(!why(&desk).contains("exact"), "{}", why(&desk));
}

#[test]
fn a_cell_is_told_over_time_and_the_first_wrong_digit_is_gone_to() {
    for size in [(120, 36), (200, 60)] {
        let mut desk = rounded(size, 2);
        desk.go("W2[3,1]");
        // ΔW_out[3,1] = 0.70 · −0.89 + 0.04 · −0.99 + 0.70 · 1.06 = 0.0794 → 0.08, so the weight is
        // 0.09 − 0.5 · 0.08 = 0.05; the paper prints 0.0533191257679.
        assert!(why(&desk).contains("exact 0.053319: 0.0033 less"), "{}", why(&desk));
        assert!(why(&desk).contains("over time: it 1 0 · it 2 −0.0033"), "{}", why(&desk));
        desk.command("goto parting");
        assert_eq!(desk.app.iteration(), 1);
        assert!(desk.text().contains("first apart at iteration 1: L[3,1]"), "{}", desk.text());
        let name = desk.app.symbols().cell(desk.app.worksheet(), desk.app.cursor());
        assert_eq!(name, "L[3,1]");
    }
    let refused = Desk::new("paper", (80, 24)).app.command("goto parting").expect_err("no twin");
    assert!(refused.contains("nothing is wrong or rounded"), "{refused}");
}

#[test]
fn with_a_mistake_the_honest_curve_and_the_right_value_are_there_though_nobody_computed_them() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    desk.command("bug forgot-fprime");
    desk.press("space");
    desk.app.settle();
    desk.draw();
    // The third loss of the paper: 0.0786250444837 + 0.36700526714 + 0.437378596027 + 0.622391399102.
    let loss = desk.pane(Pane::Loss).join("\n");
    assert!(loss.contains("honest 1.5054"), "{loss}");
    assert!(!loss.contains("1 start"), "{loss}");
    desk.go("delta1[3,1]");
    // ReLU′ = 0 there.
    assert!(why(&desk).contains("right 0"), "{}", why(&desk));
    desk.press("!");
    desk.app.settle();
    desk.press("u");
    desk.press("u");
    desk.app.settle();
    desk.draw();
    assert!(!desk.text().contains("honest"), "{}", desk.text());
}

#[test]
fn wrong_digits_are_underlined_and_only_they() {
    for theme in ["dark", "mono"] {
        let mut desk = rounded((120, 36), 1);
        desk.command(&format!("theme {theme}"));
        desk.go("X[1,1]");
        let underlined = |text: &str| {
            let rows = desk.lines();
            let y = rows.iter().position(|row| row.contains("-0.44 -0.18")).expect("example 3");
            let x = rows[y].rfind(text).map(|at| rows[y][..at].chars().count()).expect(text);
            desk.screen()[(x as u16, y as u16)].modifier.contains(Modifier::UNDERLINED)
        };
        // The third example: L is 0.56 for 0.56527723; s is −0.44 for −0.442, as one would round.
        assert!(underlined("0.56"), "{theme} {}", desk.text());
        assert!(!underlined("-0.44"), "{theme} {}", desk.text());
    }
}

#[test]
fn what_is_carried_is_shown_with_its_decimals_unless_somebody_wants_others() {
    let mut desk = rounded((120, 36), 1);
    assert_eq!(desk.app.decimals(), 2);
    assert!(desk.text().contains("0.46 0.87 0.70") || desk.text().contains("0.46  0.87  0.70"));
    desk.command("compare exact");
    desk.app.settle();
    desk.draw();
    assert_eq!(desk.app.decimals(), 4);
    // 0.46 − 0.458, 0.87 − 0.869, 0.70 − 0.704.
    let text = desk.text();
    assert!(text.contains("0.0020  0.0010 -0.0040"), "{text}");
    assert!(desk.header().contains("difference to the exact run"), "{}", desk.header());
    desk.press("B");
    desk.command("more-decimals 6");
    assert_eq!(desk.app.decimals(), 6);
    let refused = Desk::new("paper", (80, 24)).app.command("compare honest").expect_err("no twin");
    assert!(refused.contains("nothing is wrong or rounded"), "{refused}");
}

#[test]
fn the_twin_goes_along_wherever_one_goes_and_then_everything_rests() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.command("bug sign-flipped");
    desk.command("300");
    desk.app.settle();
    for key in ["backspace", "space", "g", "G", "u", "ctrl-r"] {
        desk.press(key);
        desk.app.settle();
        assert!(!desk.app.is_moving(), "{key}");
        let twin = desk.app.twin().filter(|twin| twin.at(desk.app.iteration()).is_some());
        assert_eq!(twin.is_some(), key != "u", "{key}");
    }
    for size in SIZES.into_iter().filter(|size| size.0 > 100) {
        desk.resize(size);
        assert!(desk.pane(Pane::Loss).join(" ").contains("honest"), "{}", desk.text());
    }
}

#[test]
fn line_by_line_the_exact_value_is_told_too() {
    let mut desk = Desk::new("paper", (80, 24));
    let mut told = |line: &str| respond(&mut desk.app, line).lines.join("\n");
    told("round 2 decimals");
    told("next");
    let line = "s[1,1]: carried 0.46, exact 0.458: 0.002 more";
    assert!(told("why S1[1,1]").contains(line), "{}", told("why S1[1,1]"));
    assert!(told("show S1[1,1]").contains(line));
    assert!(told("why X[1,1]").contains("first apart from the exact run at iteration 1, L[3,1]"));
}
