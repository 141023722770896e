//! Sessions: what is kept is enough to stand at the same place with the same numbers and the same
//! ways back.

use crate::change::bits;
use crate::desk::Desk;
use crate::random::Dice;
use chainrule::app::key::Key;
use chainrule::app::{App, Mode};
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::{LESSONS, parse};

/// How many random sittings are kept and gone on with.
const SITTINGS: usize = 320;

/// Keys of one sitting.
const KEYS: usize = 60;

/// Further than this no run is followed.
const FAR: u64 = 600;

/// A lesson with classes, biases, batches and states of an optimizer.
const CLASSES: &str = include_str!("../mistakes/classes.toml");

fn saved(app: &App) -> String {
    app.session() + &lesson_section(app.lessons())
}

fn restored(text: &str) -> App {
    App::read_session(text, "s.toml").unwrap_or_else(|error| panic!("{error:#}\n{text}"))
}

/// An app that stands there again.
fn again(app: &App) -> App {
    restored(&saved(app))
}

fn fresh(i: usize) -> App {
    match LESSONS.get(i % (LESSONS.len() + 1)) {
        Some(row) => App::new(row.lesson().unwrap()),
        None => App::new(parse(CLASSES, "my classes.toml").unwrap()),
    }
}

/// What somebody sees who has just sat down: the panes by themselves, without the line of messages.
/// Not `why`, which tells besides by which way one came, and not `loss`, which numbers runs that
/// were forgotten and remembers its scale.
fn shown(mut app: App) -> Vec<String> {
    if app.zoomed() {
        app.press(Key::char('z'));
    }
    let mut desk = Desk::with(app, (120, 36));
    desk.press("z");
    let mut seen = Vec::new();
    for pane in ["1", "8"] {
        desk.press(pane);
        seen.extend(desk.lines());
        seen.pop();
    }
    seen
}

/// What a person does who edits a lot.
fn typed(dice: &mut Dice) -> &'static str {
    let lines = [
        "lr 0.1",
        "lr 0.25",
        "l2 0.01",
        "momentum 0.9",
        "momentum 0",
        "margin 0.2",
        "W1[1,1] 0.5",
        "W1[2,1] = -0",
        "W2[1,1] 0.1",
        "b1[1,2] 0.25",
        "X[1,2] 0.3",
        "X[3,1]=-1e-7",
        "Y[1,1] 1",
        "Y[2,1] 0",
        "set W2[2,1] 1.25",
        "3",
        "7",
        "40",
        "400",
        "r",
        "d 6",
        "rerun",
        "undo",
        "redo",
    ];
    lines[dice.roll(lines.len())]
}

fn sit(app: &mut App, dice: &mut Dice) -> Vec<String> {
    let mut pressed = Vec::new();
    for _ in 0..=dice.roll(KEYS) {
        if dice.roll(3) == 0 {
            let line = typed(dice);
            pressed.push(format!(":{line}"));
            let _ = app.command(line);
        } else {
            let key = if dice.roll(4) == 0 {
                Key::char(['+', '-', 'u', 'r'][dice.roll(4)])
            } else {
                dice.key()
            };
            pressed.push(key.to_string());
            app.press(key);
        }
        if app.timeline().run().reached() > FAR {
            break;
        }
    }
    pressed
}

#[test]
fn random_sittings_are_kept_and_gone_on_with_to_the_same_bits() {
    let mut dice = Dice(0x5e55_1017_2026_0003);
    let (mut kept, mut edited) = (0, 0);
    let mut sitting = 0;
    while kept < SITTINGS {
        sitting += 1;
        let mut app = fresh(sitting);
        let pressed = sit(&mut app, &mut dice).join(" ");
        app.settle();
        // What is only looked at for a while is not kept: a line begun, playing, a comparison,
        // matrices as colours, predicting, the projector, a surface.
        let flipped = app.worksheet().quantities().any(|(id, _)| app.is_flipped(id));
        let asked = app.score().is_some() || app.is_projecting() || app.surface().is_some();
        let passing = app.is_playing() || app.compared().is_some() || flipped || asked;
        if !matches!(app.mode(), Mode::Browse) || passing {
            continue;
        }
        kept += 1;
        edited += usize::from(app.timeline().runs().len() > 1);
        let text = saved(&app);
        let mut back = restored(&text);
        assert_eq!(saved(&back), text, "{pressed}");
        assert_eq!(bits(back.trainer()), bits(app.trainer()), "{pressed}");
        assert_eq!(shown(again(&back)), shown(back), "{pressed}");
        back = again(&app);
        // Every way back and forth leads to the same numbers.
        for key in ["u", "b", "u", "ctrl-r", "u", "u", "space", "r", "ctrl-r"] {
            app.press(Key::parse(key).unwrap());
            back.press(Key::parse(key).unwrap());
            assert_eq!(bits(back.trainer()), bits(app.trainer()), "{key} after {pressed}");
        }
        assert_eq!(shown(back), shown(app), "{pressed}");
    }
    assert!(edited > SITTINGS / 2, "only {edited} sittings had edits");
}

#[test]
fn undoing_everything_leads_to_the_start_also_after_a_session_was_gone_on_with() {
    let mut dice = Dice(0x0000_5e55_0000_0007);
    for sitting in 0..60 {
        let mut app = fresh(sitting);
        sit(&mut app, &mut dice);
        app.settle();
        // A line may have opened another lesson.
        if app.lesson().name != fresh(sitting).lesson().name {
            continue;
        }
        let mut apps = [again(&app), app];
        for app in &mut apps {
            while app.timeline().history().0 > 0 {
                app.command("undo").unwrap();
            }
            assert_eq!(app.timeline().run().label, "start");
            assert!(app.timeline().run().edits.is_empty());
            app.command("1").unwrap();
            assert_eq!(bits(app.trainer()), bits(fresh(sitting).trainer()));
        }
    }
}

#[test]
fn a_session_stands_where_it_was_left_and_is_small() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space n n n 4 d");
    desk.go("s[2,3]");
    desk.command("W1[2,1] 0.5");
    desk.command("lr 0.1");
    let text = saved(&desk.app);
    assert!(text.len() < 1_000, "{} bytes:\n{text}", text.len());
    assert_eq!(shown(restored(&text)), shown(again(&desk.app)));
    let back = Desk::with(restored(&text), (120, 36));
    assert_eq!(back.header(), desk.header());
    assert_eq!((back.app.iteration(), back.app.step()), (desk.app.iteration(), desk.app.step()));
    assert_eq!(back.app.cursor(), desk.app.cursor());
    assert_eq!(back.app.decimals(), 6);
    assert_eq!(back.app.timeline().run().label, "learning_rate 0.1 from 2");
}

#[test]
fn a_hundred_edits_and_more_are_kept_in_some_kilobytes_and_undo_still_ends_at_the_start() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press(&"+ ".repeat(400));
    let text = saved(&desk.app);
    assert!(text.len() < 16_000, "{} bytes", text.len());
    let mut back = restored(&text);
    assert_eq!(bits(back.trainer()), bits(desk.app.trainer()));
    back.command("undo").unwrap();
    desk.press("u");
    assert_eq!(bits(back.trainer()), bits(desk.app.trainer()));
    while back.command("undo").is_ok() {}
    assert_eq!(bits(back.trainer()), bits(Desk::new("paper", (80, 24)).app.trainer()));
}

#[test]
fn a_session_that_is_far_is_gone_on_with_bit_by_bit() {
    let mut desk = Desk::new("xor", (80, 24));
    desk.command("lr 0.5");
    let far = "200000";
    let text = saved(&desk.app).replacen("iteration = 1", &format!("iteration = {far}"), 1);
    let mut back = restored(&text);
    assert_eq!(back.pursued(), Some(200_000));
    back.settle();
    desk.command(far);
    desk.app.settle();
    assert_eq!(bits(back.trainer()), bits(desk.app.trainer()));
}
