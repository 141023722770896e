//! Pane 6: the chain rule of any network, each δ with its brace, lit where the steps are.

use crate::desk::Desk;
use chainrule::app::Pane;
use chainrule::lesson::{LESSONS, Lesson};
use chainrule::worksheet::quantity::Role;

/// A network of so many layers.
fn deep(layers: usize, notation: &str) -> Lesson {
    let layer = |l: usize| {
        let activation = ["tanh", "relu", "sigmoid"][l % 3];
        format!("{{ units = 2, activation = \"{activation}\", bias = {} }},", l.is_multiple_of(2))
    };
    let text = format!(
        "title = \"Deep\"\niterations = 2\nnotation = \"{notation}\"\n[network]\ninputs = 3\n\
         layers = [{}]\n[init]\nseed = 1\nscheme = \"xavier_uniform\"\n\
         [loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\n\
         [data]\nx = [[1, 0.5, -1]]\ny = [[0.5, 1]]\n",
        (0..layers).map(layer).collect::<String>()
    );
    chainrule::lesson::parse(&text, "deep.toml").unwrap()
}

#[test]
fn every_delta_has_one_brace_at_every_depth_in_both_notations() {
    for (depth, notation) in (1..=6).flat_map(|d| [(d, "paper"), (d, "textbook")]) {
        for size in [(80, 24), (200, 60)] {
            let mut desk = Desk::of(deep(depth, notation), size);
            desk.press("space");
            desk.go("W1");
            desk.press("6 z");
            let mut lines = desk.pane(Pane::Derivation);
            // What does not fit is scrolled to.
            for _ in 0..20 {
                desk.press("down");
                let more = desk.pane(Pane::Derivation);
                let last = more.iter().rfind(|line| !line.trim_end_matches('▲').trim().is_empty());
                lines.extend(last.filter(|last| !lines.contains(last)).cloned());
            }
            let braces: Vec<&String> = lines.iter().filter(|line| line.contains('└')).collect();
            let (app, symbols) = (&desk.app, desk.app.symbols());
            for (_, q) in app.worksheet().quantities() {
                if let Role::Delta(_) = q.role {
                    let label = format!(" {} 1×2 ", symbols.role(q.role));
                    let named = braces.iter().filter(|line| line.contains(&label)).count();
                    assert_eq!(named, 1, "{label} at depth {depth}\n{}", lines.join("\n"));
                }
            }
        }
    }
}

#[test]
fn the_papers_chain_is_written_as_the_field_writes_it() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space 6");
    desk.go("W1");
    let text = desk.pane(Pane::Derivation).join("\n");
    for line in [
        "ΔW = Xᵀ · [ReLU′(s) ⊙ ([tanh′(s_out) ⊙ (y_out − Y)] · W_outᵀ)]",
        "    2×4      4×3            4×1            4×1         1×3",
        "                       └─────── δ_out 4×1 ────────┘",
        "          └──────────────────── δ_s 4×3 ─────────────────────┘",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // Where there is room for one formula only, it is that of the parameter under the cursor.
    desk.resize((80, 14));
    desk.go("W2");
    let text = desk.pane(Pane::Derivation).join("\n");
    assert!(text.contains("ΔW_out = s_ReLUᵀ · [tanh′(s_out) ⊙ (y_out − Y)]"), "{text}");
}

#[test]
fn the_lit_factor_follows_the_steps() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("6");
    let delta = "[tanh′(s_out) ⊙ (y_out − Y)]";
    let hidden = format!("[ReLU′(s) ⊙ ({delta} · W_outᵀ)]");
    let steps = [
        "s".to_owned(),
        "s_ReLU".to_owned(),
        "s_out".to_owned(),
        "y_out".to_owned(),
        String::new(),
        // Written out in the first gradient, by its symbol in the second.
        format!("{delta} δ_out"),
        hidden.clone(),
        format!("ΔW = Xᵀ · {hidden}"),
        "ΔW_out = s_ReLUᵀ · δ_out".to_owned(),
        String::new(),
        String::new(),
    ];
    for (i, lit) in steps.iter().enumerate() {
        desk.press("n");
        let shown = desk.lit_in(Pane::Derivation);
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(shown, *lit, "step {}\n{}", i + 1, desk.text());
    }
}

#[test]
fn every_parameter_of_every_lesson_is_derived_at_every_size() {
    for row in LESSONS {
        let mut desk = Desk::new(row.name, (80, 24));
        desk.press("space 6");
        let parameters: Vec<_> = desk.app.worksheet().parameters().to_vec();
        for slots in parameters {
            desk.go(&slots.parameter.to_string());
            assert_eq!(desk.app.derived(), Some(slots.gradient), "{}", row.name);
            let gradient = desk.app.symbols().role(Role::Gradient(slots.parameter));
            let text = desk.pane(Pane::Derivation).join("\n");
            assert!(text.contains(&format!("{gradient} = ")), "{text}");
        }
    }
}

#[test]
fn every_gradient_is_written_where_there_is_room_for_all_and_then_nothing_moves() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space 6 z");
    let text = desk.text();
    for formula in ["ΔW = Xᵀ · [", "ΔW_out = s_ReLUᵀ · δ_out", "with each parameter"] {
        assert!(text.contains(formula), "{formula}\n{text}");
    }
    desk.go("W2[1,1]");
    assert!(desk.text().contains("ΔW = Xᵀ · ["), "{}", desk.text());
    // In a low pane the one under the cursor is alone.
    desk.resize((80, 14));
    desk.press("z");
    assert!(!desk.text().contains("ΔW = Xᵀ · ["), "{}", desk.text());
}

#[test]
fn a_brace_too_short_for_its_name_has_it_behind_it() {
    let lesson =
        chainrule::lesson::playground::lesson("#dataset=spiral&networkShape=4,2&seed=0.5").unwrap();
    let mut desk = Desk::of(lesson, (200, 60));
    desk.press("space 6");
    let text = desk.pane(Pane::Derivation).join("\n");
    assert!(text.contains("───┘ δ_out"), "{text}");
}
