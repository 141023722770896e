//! The first trouble on the screen: told as soon as it is shown and not before, gone to, explained.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::Pane;
use chainrule::lesson::{Lesson, parse};
use chainrule::worksheet::trouble::{TROUBLES, Trouble};

/// w′ = w − 10⁶·4 w: the loss ½ (2 w)² overflows in iteration 25, w in 47, and is no number in 48.
const LINEAR: &str = "title = \"A linear unit\"\n[network]\ninputs = 1\n\
    layers = [{ units = 1, activation = \"identity\" }]\n[init]\nweights = [[[1.0]]]\n\
    [loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = 1e6\n\
    [data]\nx = [[2]]\ny = [[0]]\n";

/// Both pre-activations are negative for every example.
const DEAD: &str = "title = \"Dead\"\n[network]\ninputs = 2\nlayers = [\
    { units = 2, activation = \"relu\" }, { units = 1, activation = \"tanh\" }]\n\
    [init]\nweights = [[[-1.0, -0.5], [-0.3, -2.0]], [[0.7], [-0.4]]]\n\
    [loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = 0.5\n\
    [data]\nx = [[0.5, 1.0], [1.0, 0.2]]\ny = [[1], [-1]]\n";

fn lesson(text: &str) -> Lesson {
    parse(text, "lesson.toml").unwrap()
}

fn linear(size: (u16, u16)) -> Desk {
    Desk::of(lesson(LINEAR), size)
}

fn said(desk: &Desk) -> String {
    desk.app.message().map_or(String::new(), |message| message.text.clone())
}

fn means(name: &str) -> &'static str {
    Trouble::find(name).unwrap().means
}

#[test]
fn trouble_is_told_at_the_step_at_which_it_is_computed_and_not_before() {
    for size in SIZES {
        let mut desk = linear(size);
        desk.press("n n n n n");
        assert!(!desk.header().contains("exploded"), "{}", desk.header());
        desk.press("n");
        assert!(desk.header().contains("step exploded"), "{}", desk.header());
        desk.command("24");
        desk.press("n n");
        assert!(!desk.header().contains("not finite"), "{}", desk.header());
        desk.press("n");
        assert!(desk.header().contains("not finite"), "{}", desk.header());
        assert!(desk.header().contains("25"), "{}", desk.header());
        desk.press("N");
        assert!(!desk.header().contains("not finite"), "{}", desk.header());
    }
}

#[test]
fn the_header_names_iteration_quantity_and_cell() {
    let mut desk = linear((200, 60));
    desk.command("48");
    let words = "not finite since iteration 25: L[1,1], here from W_out on";
    assert!(desk.header().contains(words), "{}", desk.header());
    let mut desk = Desk::of(lesson(DEAD), (80, 24));
    desk.press("space");
    assert!(desk.header().contains("dead: s_ReLU[·,1] since 1"), "{}", desk.header());
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("lr 1e6");
    desk.press("r space space");
    assert!(desk.header().contains("saturated since iteration 2: y_out[·,1]"), "{}", desk.header());
}

#[test]
fn goto_trouble_stands_at_the_step_and_the_cell() {
    let mut desk = linear((120, 36));
    desk.command("60");
    for (name, at, cell) in [
        ("trouble", (1, 6), "W_out′[1,1]"),
        ("nan", (25, 3), "L[1,1]"),
        ("exploding", (1, 6), "W_out′[1,1]"),
    ] {
        desk.command(&format!("goto {name}"));
        assert_eq!((desk.app.iteration(), desk.app.step()), at, "{name}");
        let shown = desk.app.symbols().cell(desk.app.worksheet(), desk.app.cursor());
        assert_eq!(shown, cell, "{name}");
        assert!(said(&desk).contains(cell), "{}", said(&desk));
    }
    // Far back from where one was, it is still known.
    desk.press("g");
    desk.command("goto nan");
    assert_eq!(desk.app.iteration(), 25);
}

#[test]
fn where_there_is_no_trouble_one_line_says_so() {
    for name in ["paper", "xor"] {
        let mut desk = Desk::new(name, (80, 24));
        desk.command("1000");
        for (typed, words) in
            [("trouble", "no trouble"), ("dead", "no unit is dead"), ("nan", "finite")]
        {
            desk.press(":");
            desk.write(&format!("goto {typed}"));
            desk.press("enter");
            assert!(desk.text().contains(words), "{typed}\n{}", desk.text());
            desk.press("esc");
        }
        assert_eq!(desk.app.iteration(), 1_000);
    }
}

#[test]
fn goto_offers_every_trouble_by_name() {
    let mut desk = linear((120, 36));
    desk.press(":");
    desk.write("goto ");
    for name in TROUBLES.iter().map(|row| row.name).chain(["trouble"]) {
        assert!(desk.text().contains(&format!("goto {name}")), "{name}\n{}", desk.text());
    }
    desk.press("esc");
    desk.command("60");
    desk.command("goto na");
    assert_eq!(desk.app.iteration(), 25);
}

#[test]
fn why_shows_the_operands_of_a_number_that_is_none() {
    for (iteration, words) in [
        (25, "is too large (> 1.8e308)"),
        (47, "finite factors, but"),
        (48, "−inf − (−inf) is nan; the first factor that is not finite: W_out[1,1] (−inf)"),
        (49, "the first factor that is not finite: W_out[1,1] (nan)"),
    ] {
        let mut desk = linear((120, 36));
        desk.command(&iteration.to_string());
        desk.go(if iteration == 25 { "L" } else { "W1_next" });
        desk.press("2 z");
        let text = desk.text();
        assert!(text.contains(words), "{iteration}: {words}\n{text}");
        if iteration > 47 {
            desk.press("enter");
            let shown = desk.app.symbols().cell(desk.app.worksheet(), desk.app.cursor());
            assert_eq!(shown, "W_out[1,1]");
        }
    }
}

#[test]
fn why_says_what_it_means_that_a_unit_is_dead_or_a_step_exploded() {
    for size in SIZES {
        let mut desk = Desk::of(lesson(DEAD), size);
        desk.press("space");
        desk.command("goto dead");
        desk.press("2");
        let why = |desk: &Desk| {
            let pane = desk.pane(Pane::Why).join(" ");
            pane.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert!(why(&desk).contains(means("dead")), "{}", desk.text());
        // Of its weights too little is known to say it of them, and X is well.
        desk.go("X");
        assert!(!why(&desk).contains(means("dead")), "{}", desk.text());
        let mut desk = linear(size);
        desk.press("space");
        desk.command("goto trouble");
        desk.press("2");
        assert!(why(&desk).contains(means("exploding")), "{}", desk.text());
    }
}

#[test]
fn undoing_what_led_to_trouble_ends_it_and_redoing_brings_it_back() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    desk.command("lr 1e6");
    desk.press("r");
    desk.command("5");
    let troubled = desk.header();
    assert!(troubled.contains("saturated"), "{troubled}");
    desk.press("u u");
    assert!(!desk.header().contains("saturated"), "{}", desk.header());
    desk.press("ctrl-r ctrl-r");
    assert_eq!(desk.header(), troubled);
}

#[test]
fn a_line_is_enough_for_what_goto_says_at_80_columns() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.command("lr 1e6");
    desk.press("r space space");
    for name in ["trouble", "saturated", "exploding"] {
        desk.command(&format!("goto {name}"));
        assert!(said(&desk).chars().count() < 79, "{}", said(&desk));
        assert_eq!(desk.footer().trim(), said(&desk));
    }
    desk.command("goto saturated");
    assert!(desk.text().contains(means("saturated")), "{}", desk.text());
}
