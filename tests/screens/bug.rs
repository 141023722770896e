//! A mistake switched on in the running network: told loudly, checked, and off again by one key.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::{App, Pane};
use chainrule::lesson::session::lesson_section;

/// The paper with `δ_s` computed without `ReLU′`, at the end of iteration 1.
fn broken(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new("paper", size);
    desk.press("space 7");
    desk.command("bug forgot-fprime");
    desk
}

#[test]
fn the_header_says_that_the_network_is_broken_until_one_key_mends_it() {
    for size in SIZES {
        let mut desk = broken(size);
        assert!(desk.header().contains("BUG"), "{size:?} {}", desk.header());
        desk.press("!");
        assert!(!desk.header().contains("BUG"), "{size:?} {}", desk.header());
        assert!(desk.text().contains("right again"), "{}", desk.text());
    }
    assert!(broken((120, 36)).header().contains("BUG forgot-fprime: you left out ReLU′"));
}

#[test]
fn the_check_says_where_the_mistake_is_and_which_gradients_it_makes_wrong() {
    let desk = broken((120, 36));
    let said = desk.pane(Pane::Check).join("\n");
    assert!(said.contains("forgot-fprime in δ_s"), "{said}");
    // δ_s only leads to ΔW; all its six elements are wrong, because rows 3 and 4 are masked.
    let row =
        |name: &str| said.lines().find(|line| line.trim().starts_with(name)).map(String::from);
    assert!(row("ΔW ").is_some_and(|row| row.contains("6 DIFFER")), "{said}");
    assert!(row("ΔW_out ").is_some_and(|row| row.contains("agrees")), "{said}");
}

#[test]
fn why_has_the_right_formula_beside_the_wrong_one() {
    let mut desk = broken((120, 36));
    desk.command("search delta1[3,1]");
    let said = desk.pane(Pane::Why).join("\n");
    assert!(said.contains("WRONG on purpose: you left out ReLU′"), "{said}");
    assert!(said.contains("right: δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)"), "{said}");
    // δ_out[3,1] · W_out[1,1], without the mask: 1.0591 × 0.02.
    assert!(said.contains("0.0211"), "{said}");
    desk.command("search delta2");
    assert!(!desk.pane(Pane::Why).join("\n").contains("WRONG"));
}

#[test]
fn why_has_another_learning_rate_as_a_number_and_no_formula_twice() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space");
    desk.command("bug lr-twice");
    desk.go("W2_next[1,1]");
    let said = desk.pane(Pane::Why).join("\n");
    // η² = 0.25; the paper's ΔW_out[1,1] is −0.4079306.
    assert!(said.contains("0.02 − 0.25 × (−0.40793)"), "{said}");
    assert!(said.contains("WRONG on purpose") && !said.contains("right: W_out"), "{said}");
}

#[test]
fn only_mistakes_that_can_be_made_here_are_offered_and_others_refused_by_name() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("!");
    assert!(desk.text().contains("bug forgot-activation"), "{}", desk.text());
    assert!(!desk.text().contains("bias-missing"));
    desk.press("esc");
    for (line, said) in [
        ("bug bias-missing", "cannot be made in this network"),
        ("bug forgot-fprim", "did you mean \"forgot-fprime\"?"),
        ("round 4 digits", "expected 0 to 15 decimals"),
    ] {
        let refused = desk.app.command(line).expect_err(line);
        assert!(refused.contains(said), "{refused}");
    }
    for (line, said) in [
        ("bug off", "no mistake is made"),
        ("round off", "numbers are exact already"),
        ("round 2", "rounded to 2 decimals from iteration 1 on"),
        ("round 2 decimals", "numbers are rounded to 2 decimals already"),
    ] {
        desk.command(line);
        assert!(desk.text().contains(said), "{line} {}", desk.text());
    }
}

#[test]
fn the_check_says_why_no_gradient_is_wrong_though_a_mistake_is_made() {
    for (lesson, code, why) in [
        // W′ = W − η η ∇: ∇ itself is right.
        ("paper", "lr-twice", "the gradients are right, what is made of them is not"),
        // λ₂ is 0.
        ("paper", "reg-factor-2", "no number here is another for it"),
        // L and its slopes have the other margin alike.
        ("margin-sign", "margin-sign", "the loss itself is another, and these are its slopes"),
    ] {
        let mut desk = Desk::new(lesson, (120, 36));
        desk.press("space 7 z");
        desk.command(&format!("bug {code}"));
        let said = desk.pane(Pane::Check).join(" ");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&format!("; {why}")), "{code}: {said}");
        desk.command("bug forgot-activation");
        assert!(!desk.pane(Pane::Check).join(" ").contains(';'), "{}", desk.text());
    }
}

#[test]
fn a_turned_sign_leaves_the_loss_and_turns_the_gradient() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space 7 z");
    desk.command("bug sign-flipped");
    desk.go("dW2[1,1]");
    let said = desk.pane(Pane::Check).join("\n");
    // The paper: loss 1.966645057, ΔW_out[1,1] = −0.4079306.
    assert!(desk.header().contains("loss 1.96665"), "{}", desk.header());
    assert!(said.contains("ΔW_out[1,1] = 0.40793060") && said.contains("DIFFERS"), "{said}");
    desk.press("space");
    // Uphill: the honest second loss is 1.651469267.
    assert!(desk.app.trainer().loss() > 1.966_645, "{}", desk.app.trainer().loss());
}

#[test]
fn rounded_numbers_are_carried_and_told() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("round 2 decimals");
    desk.press("space");
    assert!(desk.header().contains("rounded: 2 decimals"), "{}", desk.header());
    desk.command("search S2[1,1]");
    // 0.46 · 0.02 + 0.87 · 0.03 + 0.70 · 0.09 = 0.0983, carried as 0.10.
    let why = desk.pane(Pane::Why).join("\n");
    assert!(why.contains("= 0.0983, rounded 0.1"), "{}", desk.text());
    desk.command("round off");
    assert!(!desk.header().contains("rounded"));
}

#[test]
fn a_run_with_a_mistake_is_worked_out_in_slices_of_its_own_pace() {
    let mut desk = Desk::new("xor", (80, 24));
    for line in ["5000", "bug sign-flipped", "round 4 decimals", "rerun"] {
        desk.command(line);
    }
    assert_eq!(desk.app.pursued(), Some(5000), "it would stand still until it is there");
    desk.app.settle();
    desk.command("undo");
    let text = desk.app.session() + &lesson_section(desk.app.lessons());
    let again = App::read_session(&text, "s.toml").unwrap();
    let mut again = Desk::with(again, (80, 24));
    again.app.settle();
    again.command("redo");
    assert_eq!(again.app.pursued(), Some(5000), "a session goes on at the same pace");
}
