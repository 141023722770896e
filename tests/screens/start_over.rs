//! Starting over from the screen: a fresh run with another network, loss or data; the run before
//! stays as a ghost and can be gone back to.

use crate::change::bits;
use crate::desk::Desk;
use chainrule::app::App;
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::setting::SETTINGS;

/// What every setting can be on the paper's lesson, in the order of the table.
const TYPED: &[(&str, &str)] = &[
    ("layers", "8 8"),
    ("activation", "sigmoid"),
    ("loss", "huber"),
    ("optimizer", "adam"),
    ("l1", "0.01"),
    ("l2", "0.01"),
    ("init", "he_normal"),
    ("seed", "7"),
    ("dataset", "circle"),
    ("points", "40"),
    ("noise", "0.2"),
    ("share", "0.8"),
    ("features", "x, y, xy"),
    ("regenerate", ""),
    ("batch", "10"),
    ("shuffle", "3"),
];

fn line(desk: &mut Desk, line: &str) -> Result<(), String> {
    let done = desk.app.command(line);
    desk.draw();
    done
}

#[test]
fn every_setting_starts_a_run_of_its_own_and_undo_leads_through_all_of_them_back() {
    assert_eq!(TYPED.len(), SETTINGS.len());
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    let mut seen = vec![bits(desk.app.trainer())];
    for (run, (name, value)) in TYPED.iter().enumerate() {
        line(&mut desk, &format!("{name} {value}")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let app = &desk.app;
        assert_eq!(app.timeline().runs().len(), run + 2, "{name}");
        assert_eq!(app.iteration(), 2, "{name}");
        assert!(app.timeline().ghost().is_some(), "{name} keeps no ghost");
        seen.push(bits(app.trainer()));
    }
    for expected in seen.iter().rev().skip(1) {
        desk.press("u");
        assert_eq!(bits(desk.app.trainer()), *expected);
    }
    for expected in seen.iter().skip(1) {
        desk.press("ctrl-r");
        assert_eq!(bits(desk.app.trainer()), *expected);
    }
}

#[test]
fn what_is_refused_stays_in_the_line_and_starts_nothing() {
    for (typed, reason) in [
        (": l o s s space c r o s s _ e n t r o p y", "softmax"),
        (": s e e d space 7", ":init SCHEME"),
        (": l a y e r s", "type the units of each hidden layer"),
        (": b a t c h space 9", "1 to 4"),
    ] {
        let mut desk = Desk::new("paper", (120, 36));
        desk.press("space");
        desk.press(&format!("{typed} enter"));
        assert!(desk.text().contains(reason), "{typed}: {}", desk.text());
        assert_eq!(desk.app.timeline().runs().len(), 1, "{typed}");
    }
}

#[test]
fn the_old_curve_stands_beside_the_new_one() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    line(&mut desk, "layers 8 8").unwrap();
    assert!(desk.text().contains("layers 8 8"), "{}", desk.text());
    assert!(desk.text().contains("1 start"), "{}", desk.text());
    line(&mut desk, "compare").unwrap();
    desk.draw();
}

#[test]
fn the_pane_of_hyperparameters_shows_every_setting_of_the_lesson_and_changes_it() {
    let mut desk = Desk::new("paper", (120, 36));
    line(&mut desk, "init he_normal").unwrap();
    line(&mut desk, "dataset circle").unwrap();
    desk.press("8 z");
    for row in SETTINGS.iter().filter(|row| row.name != "seed") {
        assert!(desk.text().contains(row.name), "{}: {}", row.name, desk.text());
    }
    while desk.app.knob().name() != "noise" {
        desk.press("j");
    }
    desk.press("+");
    assert_eq!(desk.app.knob().name(), "noise");
    assert_eq!(desk.app.lesson().generated.as_ref().unwrap().noise, 0.05);
    desk.press("e ctrl-u 0 . 3 enter");
    assert_eq!(desk.app.lesson().generated.as_ref().unwrap().noise, 0.3);
}

#[test]
fn a_session_goes_on_in_the_lesson_that_was_changed() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    for text in ["learning_rate 0.125", "layers 3 3", "dataset xor", "l2 0.01", "W1[1,1] 0.25"] {
        line(&mut desk, text).unwrap();
    }
    let text = desk.app.session() + &lesson_section(desk.app.lessons());
    let again = App::read_session(&text, "s.toml").unwrap_or_else(|e| panic!("{e:#}\n{text}"));
    assert_eq!(bits(again.trainer()), bits(desk.app.trainer()));
    assert_eq!(again.timeline().setup().hyper.learning_rate, 0.125);
}

#[test]
fn epochs_are_gone_through_forwards_and_back() {
    // 250 training points in batches of 10: an epoch is 25 iterations.
    let lesson = chainrule::lesson::playground::lesson("#dataset=circle").unwrap();
    let mut desk = Desk::of(lesson, (120, 36));
    for (key, iteration) in
        [("E", 25), ("E", 50), ("space", 51), ("E", 75), ("W", 50), ("W", 25), ("W", 25)]
    {
        desk.press(key);
        assert_eq!(desk.app.iteration(), iteration, "{key}");
    }
    assert!(desk.header().contains("epoch 1"), "{}", desk.header());
}

#[test]
fn a_link_says_what_holds_now_and_leads_to_the_same_numbers() {
    let lesson = chainrule::lesson::playground::lesson("#dataset=xor&seed=5").unwrap();
    let mut desk = Desk::of(lesson, (120, 36));
    for text in ["learning_rate 0.1", "noise 0.1", "layers 3 2"] {
        line(&mut desk, text).unwrap();
    }
    line(&mut desk, "link").unwrap();
    let text = desk.text().replace(['\n', ' '], "");
    for part in ["learningRate=0.1", "noise=10", "networkShape=3,2", "dataset=xor", "seed=5"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let mut paper = Desk::new("paper", (120, 36));
    assert!(line(&mut paper, "link").unwrap_err().contains("no Playground link"));
}
