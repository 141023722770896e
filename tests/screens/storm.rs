//! Everything at once: mistakes, roundings, predicting, the projector, proposals, comparing and
//! undoing in any order, on lessons with strange proposals too; then the session is put away and
//! taken up again.

use chainrule::app::key::Key;
use chainrule::app::{App, Effect};
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::{LESSONS, Lesson, parse};
use chainrule::train::{Change, Timeline};
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::mistake::MISTAKES;

use crate::change::bits;
use crate::desk::Desk;
use crate::random::Dice;

/// Lines and keys pressed at the least.
const LINES: usize = 2_400;

/// Lines of one sitting.
const SITTING: usize = 60;

/// Runs longer than this are left: a straight run to their end would take long.
const FAR: u64 = 400;

/// What is typed or pressed; `:` begins a line.
const MOVES: &[&str] = &[
    ":bug",
    ":bug",
    ":bug off",
    "!",
    ":round 4 decimals",
    ":round 0 decimals",
    ":round 2 significant",
    ":round off",
    ":round",
    "v",
    "v",
    "P",
    "P",
    "n",
    "n",
    "n",
    "space",
    "space",
    "backspace",
    "N",
    "V",
    ":reveal all",
    "a",
    ":answer 1/3",
    ":answer -0.0",
    ":answer nan",
    "H",
    "enter",
    "esc",
    "t",
    "t",
    "m",
    "M",
    "u",
    "u",
    "ctrl-r",
    "r",
    "b",
    "b",
    "B",
    ":compare exact",
    ":compare honest",
    ":compare 1",
    ":run 1",
    ":run 2",
    ":goto parting",
    ":goto trouble",
    ":goto 7",
    ":12",
    ":60",
    "g",
    "G",
    "+",
    "-",
    "p",
    ">",
    "tab",
    "z",
    "x",
    "7",
    "2",
    "4",
    "1",
    "9",
    "down",
    "right",
    ":lr 0.3",
    ":momentum 0.9",
    ":momentum 0",
    ":nesterov on",
    ":l1 0.1",
    ":weight_decay 0.1",
    ":margin 2",
    ":lr 1e300",
    ":X[1,1] 0.5",
    ":Y[1,1] 1",
    ":W1[1,1] -0",
    ":W1[1,1] 1e200",
    ":amsgrad on",
    ":dampening 0.5",
    ":glyphs ascii",
    ":glyphs block",
    ":d 14",
    ":why",
    "y",
    ":centered on",
];

fn odd_lessons() -> Vec<Lesson> {
    let heads =
        ["units = 3, activation = \"relu\"", "units = 2, activation = \"leaky_relu\", bias = true"];
    let tries = [
        "bug sign-flipped; round 1 significant; rerun; goto 9; bug off; undo; redo",
        "goto 40; set learning_rate 2; rerun; goto parting; predict; undo; undo; undo; redo",
        "undo; undo; switch-run; bug; play",
        "run 1; run 2; compare exact; round 3 decimals; goto trouble; edit; search; goto 3",
    ];
    let of = |(i, units): (usize, &str)| {
        let cues = tries
            .iter()
            .enumerate()
            .map(|(at, line)| format!("[[cue]]\nat = {}\nsay = \"x\"\ntry = \"{line}\"\n", at + 1));
        let cues: String = cues.collect();
        let text = format!(
            "title = \"odd\"\niterations = 3\n[network]\ninputs = 2\nlayers = [{{ {units} }}, \
             {{ units = 1, activation = \"tanh\" }}]\n[init]\nscheme = \"uniform\"\nrange = 0.5\nseed = 3\n\
             [optimizer]\nname = \"sgd\"\nlearning_rate = 0.5\n[data]\nx = [[1,0.5],[0,1],[1,1],[-1,2],[2,-1]]\n\
             y = [[1],[0],[1],[-1],[1]]\nbatch = {}\nshuffle_seed = 3\n{cues}",
            [2, 3][i]
        );
        parse(&text, "odd.toml").unwrap()
    };
    heads.into_iter().enumerate().map(of).collect()
}

fn line(dice: &mut Dice) -> String {
    let chosen = MOVES[dice.roll(MOVES.len())];
    if chosen == ":bug" {
        return format!(":bug {}", MISTAKES[dice.roll(MISTAKES.len())].code);
    }
    chosen.to_owned()
}

fn act(desk: &mut Desk, line: &str) -> Vec<Effect> {
    if line.starts_with(':') {
        desk.app.press(Key::parse("esc").unwrap());
        let mut keys: Vec<Key> = line.chars().map(Key::char).collect();
        keys.push(Key::parse("enter").unwrap());
        keys.into_iter().flat_map(|key| desk.app.press(key)).collect()
    } else {
        desk.app.press(Key::parse(line).unwrap())
    }
}

/// The same run without mistakes and roundings, straight to where one stands.
fn straight(app: &App, plain: bool) -> Timeline {
    let timeline = app.timeline();
    let mut setup = timeline.setup().clone();
    if plain {
        setup.manner = Manner::default();
    }
    let mut fresh = Timeline::new(setup);
    let manner = |change: &Change| matches!(change, Change::Mistake(_) | Change::Rounding(_));
    for edit in timeline.run().edits.iter().filter(|edit| !(plain && manner(&edit.change))) {
        fresh.edit(edit.at, edit.change.clone());
    }
    fresh.seek(timeline.iteration());
    fresh
}

fn holds(desk: &mut Desk, after: &[String]) {
    desk.app.press(Key::parse("esc").unwrap());
    if desk.app.is_playing() {
        desk.app.press(Key::parse("p").unwrap());
    }
    desk.app.settle();
    let app = &desk.app;
    let said = || format!("{} after {}", app.lesson().name, after.join(" | "));
    assert!(bits(app.trainer()) == bits(straight(app, false).trainer()), "{}", said());
    if app.twin_name().is_some() {
        let twin = app.twin().unwrap_or_else(|| panic!("no twin: {}", said()));
        let there = twin.at(app.iteration()).unwrap_or_else(|| panic!("elsewhere: {}", said()));
        assert!(bits(there) == bits(straight(app, true).trainer()), "twin: {}", said());
    }
    let text = app.session() + &lesson_section(app.lessons());
    let mut back = App::read_session(&text, "s.toml").unwrap_or_else(|e| panic!("{e}: {}", said()));
    back.settle();
    assert!(bits(back.trainer()) == bits(app.trainer()), "session: {}", said());
    assert_eq!(back.session(), app.session(), "{}", said());
    assert_eq!(back.first_parting(), app.first_parting(), "{}", said());
    let troubles = |app: &App| format!("{:?}", app.timeline().run().troubles.all());
    assert_eq!(troubles(&back), troubles(app), "{}", said());
}

#[test]
fn everything_at_once_breaks_nothing_and_comes_back_from_a_session() {
    let mut dice = Dice(0x5851_f42d_4c95_7f2d);
    let mut lessons: Vec<_> = LESSONS.iter().map(|row| row.lesson().unwrap()).collect();
    lessons.extend(odd_lessons());
    let (mut done, mut sitting) = (0, 0);
    while done < LINES {
        let size = (dice.roll(200) as u16, dice.roll(60) as u16);
        let mut desk = Desk::of(lessons[sitting % lessons.len()].clone(), size);
        let mut after = Vec::new();
        for _ in 0..SITTING {
            let line = line(&mut dice);
            after.push(line.clone());
            act(&mut desk, &line);
            if desk.app.is_moving() {
                desk.app.tick(40);
            }
            desk.draw();
            if desk.app.timeline().run().reached() > FAR {
                break;
            }
            if dice.roll(20) == 0 {
                holds(&mut desk, &after);
            }
        }
        done += after.len();
        sitting += 1;
    }
}
