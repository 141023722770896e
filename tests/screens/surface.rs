//! The surface of the loss over two weights: its levels, the way of the run, where it stands.

use crate::desk::Desk;
use chainrule::app::{App, GLYPHS, Pane};
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::{Lesson, parse};
use chainrule::train::Timeline;
use chainrule::ui::glyphs::Glyphs;
use chainrule::ui::theme::{ColorLevel, THEMES};
use chainrule::worksheet::network::Parameter;
use chainrule::worksheet::slice::{Element, Slice};

/// y = w x + b on (1, 2) and (−1, 0) with ½(y − t)²: the loss is ½(w+b−2)² + ½(b−w)², which is
/// (w − 1)² + (b − 1)²; η = 0.25 halves the way to (1, 1) in every iteration.
fn bowl(more: &str) -> Lesson {
    let text = format!(
        "title = \"bowl\"\niterations = 20\n[network]\ninputs = 1\nlayers = [{{ units = 1, \
         activation = \"identity\", bias = true }}]\n[init]\nweights = [[[5.0]]]\n\
         biases = [[-3.0]]\n[loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\n\
         learning_rate = 0.25\n[data]\nx = [[1], [-1]]\ny = [[2], [0]]\n{more}"
    );
    parse(&text, "bowl.toml").unwrap()
}

const W: Element = Element { parameter: Parameter { layer: 1, bias: false }, row: 0, column: 0 };
const B: Element = Element { parameter: Parameter { layer: 1, bias: true }, row: 0, column: 0 };

#[test]
fn losses_are_those_of_the_formula_before_the_update_and_after_it() {
    let mut timeline = Timeline::new(bowl("").setup);
    timeline.seek(3);
    let (sheet, trace) = (timeline.trainer().worksheet(), timeline.trainer().trace());
    let hyper = timeline.trainer().hyper();
    let (ws, bs) = ([-1.0, 0.5, 2.0, 7.0], [0.0, 1.0, -4.0]);
    for (updated, halvings) in [(false, 2), (true, 3)] {
        let mut slice = Slice::new(sheet, trace, hyper, updated);
        let part = 0.5f64.powi(halvings);
        // From (5, −3), 4 away in both directions.
        assert_eq!(slice.loss(), 2.0 * (4.0 * part) * (4.0 * part));
        let losses = slice.losses([W, B], &ws, &bs);
        let turned = slice.losses([B, W], &bs, &ws);
        for (i, b) in bs.iter().enumerate() {
            for (j, w) in ws.iter().enumerate() {
                let expected = (w - 1.0) * (w - 1.0) + (b - 1.0) * (b - 1.0);
                assert!((losses[i * ws.len() + j] - expected).abs() < 1e-12, "{w} {b}");
                assert_eq!(turned[j * bs.len() + i], losses[i * ws.len() + j]);
            }
        }
    }
}

#[test]
fn layers_that_stay_as_they_are_change_nothing() {
    // Both orders of a deep and a shallow weight, held against setting them by hand.
    let lesson = chainrule::lesson::embedded("three-layers").unwrap().lesson().unwrap();
    let mut desk = Desk::of(lesson, (120, 36));
    desk.press("space space n n n n n n");
    let app = &desk.app;
    let (sheet, trainer) = (app.worksheet(), app.trainer());
    let shallow = Element { parameter: Parameter { layer: 1, bias: false }, row: 1, column: 0 };
    let deep = Element { parameter: Parameter { layer: 3, bias: false }, row: 0, column: 0 };
    let mut slice = Slice::new(sheet, trainer.trace(), trainer.hyper(), false);
    let (xs, ys) = ([-0.5, 0.25], [0.75, -1.5]);
    let losses = slice.losses([shallow, deep], &xs, &ys);
    let turned = slice.losses([deep, shallow], &ys, &xs);
    for (i, y) in ys.iter().enumerate() {
        for (j, x) in xs.iter().enumerate() {
            desk.app.command(&format!("W1[2,1] {x}")).unwrap();
            desk.app.command(&format!("W3[1,1] {y}")).unwrap();
            let expected = desk.app.trainer().loss();
            assert_eq!(losses[2 * i + j].to_bits(), expected.to_bits(), "{x} {y}");
            assert_eq!(turned[2 * j + i].to_bits(), expected.to_bits(), "{x} {y}");
        }
    }
}

#[test]
fn the_way_is_that_of_the_run_with_what_was_set_by_hand() {
    let mut timeline = Timeline::new(bowl("").setup);
    timeline.seek(9);
    timeline.seek(4);
    let halved = |at: u64| 4.0 * 0.5f64.powi(at as i32 - 1);
    for (at, [w, b]) in timeline.path([W, B]) {
        assert_eq!([w, b], [1.0 + halved(at), 1.0 - halved(at)], "{at}");
    }
    let places: Vec<u64> = timeline.path([W, B]).iter().map(|(at, _)| *at).collect();
    assert_eq!(places, (1..=9).collect::<Vec<_>>());
    // Momentum keeps a state beside each parameter from iteration 4 on; w is set at 5.
    let lesson = bowl("");
    let mut desk = Desk::of(lesson, (120, 36));
    desk.press("space space space n");
    for line in ["momentum 0.5", "5", "W1[1,1] 9", "12"] {
        desk.command(line);
    }
    let path = desk.app.timeline().path([W, B]);
    let places: Vec<u64> = path.iter().map(|(at, _)| *at).collect();
    assert_eq!(places, (1..=12).collect::<Vec<_>>());
    assert_eq!(path[4].1[0], 9.0);
    for (at, values) in path {
        desk.command(&at.to_string());
        let now: Vec<f64> = desk.app.trainer().parameters().iter().map(|p| p[0]).collect();
        assert_eq!(now, values, "{at}");
    }
}

#[test]
fn the_screen_says_where_it_stands_and_how_low_it_goes() {
    let mut desk = Desk::of(bowl(""), (120, 36));
    desk.command("20");
    desk.command("surface W1[1,1] b1[1,1]");
    desk.press("z g space");
    // After the first update: (3, −1), the loss is 8.
    for said in
        ["after update 1", "W_out[1,1] 3 ", "b_out[1,1] -1 ", "all 2 examples", "loss here 8 "]
    {
        assert!(desk.text().contains(said), "{said}\n{}", desk.text());
    }
    let text = desk.text();
    let lowest = text.split("lowest in sight ").nth(1).unwrap();
    let lowest: f64 = lowest.split_whitespace().next().unwrap().parse().unwrap();
    assert!((0.0..0.02).contains(&lowest), "{lowest}: the bottom is 0 at (1, 1)");
    assert!(text.contains('▼') && text.contains('●') && text.contains('○'), "{text}");
    // One iteration on, half as far from (1, 1).
    desk.press("right");
    assert!(desk.text().contains("loss here 2"), "{}", desk.text());
}

#[test]
fn the_batch_is_named_and_the_penalty() {
    let mut desk = Desk::of(bowl("batch = 1\n[regularizer]\nl2 = 0.5\n"), (120, 36));
    desk.press("space S z");
    assert!(desk.text().contains("batch: 1 of 2, with penalty"), "{}", desk.text());
}

#[test]
fn keys_open_it_zoom_it_and_close_it_and_esc_closes_it_last() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space");
    desk.go("W1[2,1]");
    desk.press("S z");
    let low = |desk: &Desk| desk.app.surface().map(|_| desk.text());
    assert!(desk.text().contains("→ W¹[2,1]"), "the cell under the cursor\n{}", desk.text());
    let first = low(&desk).unwrap();
    desk.press("+ +");
    assert_ne!(low(&desk).unwrap(), first);
    desk.press("- -");
    assert_eq!(low(&desk).unwrap(), first);
    assert_eq!(desk.app.timeline().runs().len(), 1, "nothing was nudged");
    desk.press("esc");
    assert!(!desk.app.zoomed() && desk.app.surface().is_some());
    desk.press("esc");
    assert!(desk.app.surface().is_none() && desk.app.focus() == Pane::Loss);
    desk.press("S S");
    assert!(desk.app.surface().is_none());
}

#[test]
fn what_is_no_pair_of_weights_is_refused_with_what_is() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space");
    for (line, reason) in [
        ("surface S1[1,1]", "no weight or bias"),
        ("surface W1[9,1]", "rows of W1 are 1 to 2"),
        ("surface W1[1,1] W1[1,1]", "twice the same"),
        ("surface W1[1,1] W1[1,2] W2[1,1]", "two weights"),
        ("surface W1[1,1] W1[1,2] far", "no way to go"),
        ("surface W1[1,1] W1[1,2] -1", "no way to go"),
    ] {
        let said = desk.app.command(line).unwrap_err();
        assert!(said.contains(reason), "{line}: {said}");
        assert!(desk.app.surface().is_none());
    }
    let mut single = Desk::new("one-weight", (120, 36));
    let said = single.app.command("surface").unwrap_err();
    assert!(said.contains("only one"), "{said}");
}

#[test]
fn without_colours_levels_are_digits_from_0_to_9() {
    for (level, glyphs) in [
        (ColorLevel::Mono, "braille"),
        (ColorLevel::Ansi16, "braille"),
        (ColorLevel::TrueColor, "ascii"),
    ] {
        let mut desk = Desk::of(bowl(""), (100, 30));
        desk.dress(&THEMES[0].at(level));
        desk.command(&format!("glyphs {glyphs}"));
        desk.command("20");
        desk.press("S z");
        let pane: String = desk
            .pane(Pane::Loss)
            .iter()
            .map(|line| line.chars().skip(10).take(56).collect::<String>())
            .collect();
        for digit in ["0", "3", "5", "6"] {
            assert!(pane.matches(digit).count() > 8, "{level:?} {digit}\n{}", desk.text());
        }
        let ascii = GLYPHS.iter().any(|row| row.0 == Glyphs::Ascii && row.1 == glyphs);
        assert!(!ascii || desk.text().is_ascii(), "{}", desk.text());
    }
}

#[test]
fn other_layers_without_the_weights_show_the_curve_again() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("surface W1[1,3] W1[2,3]");
    desk.command("layers 2");
    assert!(desk.app.surface().is_none());
    desk.command("undo");
    desk.command("surface W1[1,1] W1[2,1]");
    desk.command("layers 2 2");
    assert!(desk.app.surface().is_some());
}

#[test]
fn every_size_and_look_draws_a_surface_and_a_second_drawing_works_nothing_out() {
    for lesson in ["paper", "xor", "three-layers", "hinge"] {
        let mut desk = Desk::new(lesson, (80, 24));
        desk.command("surface");
        for keys in ["g", "space n n", "4 z", "z", "p"] {
            desk.press(keys);
            for glyphs in ["braille", "block", "ascii"] {
                desk.command(&format!("glyphs {glyphs}"));
                for width in (0..=48).chain([79, 109, 110, 160, 220]) {
                    for height in (0..=12).chain([27, 28, 70]) {
                        desk.resize((width, height));
                    }
                }
            }
        }
        desk.resize((200, 60));
        desk.draw();
        assert_eq!(desk.worked_out(), 0);
    }
}

#[test]
fn a_surface_goes_a_sensible_way_and_a_session_keeps_it() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    for reach in ["1e308", "1e-300", "inf", "1.1e6"] {
        let said = desk.app.command(&format!("surface W1[1,1] W2[1,1] {reach}")).unwrap_err();
        assert!(said.contains("from 1e-6 to 1e6"), "{reach}: {said}");
    }
    desk.app.command("surface W1[1,2] W2[3,1] 0.25").unwrap();
    desk.press("+ + -");
    let text = desk.app.session() + &lesson_section(desk.app.lessons());
    let again = App::read_session(&text, "s.toml").unwrap_or_else(|e| panic!("{e:#}"));
    assert!(again.surface().is_some());
    assert_eq!(again.surface(), desk.app.surface());
    // One that the network does not have is not shown, and the rest of the session is.
    let other = text.replace("W2[3,1] 0.25", "W2[9,1] 0.25");
    let again = App::read_session(&other, "s.toml").unwrap_or_else(|e| panic!("{e:#}"));
    assert_eq!((again.surface(), again.iteration()), (None, 2));
}
