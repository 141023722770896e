//! Pane 7: the gradient check as it goes.

use crate::desk::Desk;
use chainrule::app::Pane;
use chainrule::lesson::LESSONS;

fn pane(desk: &Desk) -> String {
    desk.pane(Pane::Check).join("\n")
}

#[test]
fn nothing_is_checked_before_it_is_computed() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("7 n n n n n n n");
    assert!(pane(&desk).contains("checked as soon as computed: ΔW  ΔW_out"), "{}", pane(&desk));
    assert!(!pane(&desk).contains("agrees"), "{}", pane(&desk));
    desk.press("n");
    assert!(pane(&desk).contains("ΔW  6 of 6"), "{}", pane(&desk));
    assert!(pane(&desk).contains("computed: ΔW_out"), "{}", pane(&desk));
}

#[test]
fn the_element_under_the_cursor_is_taken_apart() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space 7 z");
    desk.go("dW2[1,1]");
    let text = pane(&desk);
    assert!(text.contains("ΔW      6 of 6") && text.contains("ΔW_out  3 of 3"), "{text}");
    // The paper: loss 1.966645057 in all, ΔW_out[1,1] = −0.4079306 (its 0.203965302 / −0.5).
    assert!(text.contains("L(W_out[1,1] + 1e-6) = 1.96664464"), "{text}");
    assert!(text.contains("L(W_out[1,1] − 1e-6) = 1.96664546"), "{text}");
    assert!(text.contains("ΔW_out[1,1] = −0.40793060"), "{text}");
}

/// `relu` at exactly 0: w = 0 on the only input.
const KINK: &str = r#"
title = "Kink"
iterations = 1
[network]
inputs = 1
layers = [{ units = 1, activation = "relu", bias = false }, { units = 1, activation = "identity", bias = false }]
[init]
weights = [[[0.0]], [[1.0]]]
biases = [[], []]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
[data]
x = [[1.0]]
y = [[1.0]]
"#;

#[test]
fn a_kink_is_named() {
    let lesson = chainrule::lesson::parse(KINK, "kink.toml").unwrap();
    let mut desk = Desk::of(lesson, (80, 24));
    desk.press("space 7 z");
    assert!(pane(&desk).contains("1 at the kink of relu"), "{}", pane(&desk));
}

/// 784-128-10 on ten examples.
fn large() -> String {
    let image: Vec<String> = (0..784).map(|i| format!("{}", f64::from(i % 7) / 7.0)).collect();
    let x = vec![format!("[{}]", image.join(",")); 10].join(",");
    format!(
        "title = \"Large\"\niterations = 1\n[network]\ninputs = 784\nlayers = [{{ units = 128, \
         activation = \"relu\" }}, {{ units = 10, activation = \"softmax\" }}]\n[init]\n\
         seed = 1\nscheme = \"he_uniform\"\n[loss]\nname = \"cross_entropy\"\n[optimizer]\n\
         name = \"sgd\"\n[data]\nx = [{x}]\nlabels = [0,1,2,3,4,5,6,7,8,9]\n"
    )
}

#[test]
fn of_a_large_network_a_sample_is_checked_and_said_to_be_one() {
    let lesson = chainrule::lesson::parse(&large(), "large.toml").unwrap();
    let mut desk = Desk::of(lesson, (120, 36));
    desk.press("space 7 z");
    desk.go("W1[700,77]");
    let text = pane(&desk);
    assert!(text.contains("of 100,352"), "{text}");
    assert!(text.contains("L(W[700,77] + 1e-6)"), "{text}");
}

#[test]
fn no_verdict_and_no_way_back_is_cut_off() {
    let whole = |text: &str, begun: &str, word: &str| {
        text.match_indices(begun).all(|(at, _)| text[at..].starts_with(word))
    };
    for row in LESSONS {
        for width in [110, 114, 120, 160] {
            let mut desk = Desk::new(row.name, (width, 36));
            desk.press("space space 7");
            let text = pane(&desk);
            assert!(whole(&text, "agre", "agrees"), "{} {width}\n{text}", row.name);
            desk.press("2 enter enter enter enter enter");
            let text = desk.pane(Pane::Why).join("\n");
            assert!(whole(&text, "esc:", "esc: back"), "{} {width}\n{text}", row.name);
        }
    }
}
