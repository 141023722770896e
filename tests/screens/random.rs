//! Random keys, lines and gestures on screens of random sizes: nothing breaks, what is shown is
//! what a straight run shows, and undoing everything leads back to the start.

use crate::change::bits;
use crate::desk::Desk;
use chainrule::app::key::Key;
use chainrule::app::{Argument, COMMANDS, Command, GLYPHS, Gesture};
use chainrule::lesson::LESSONS;
use chainrule::train::Timeline;
use chainrule::ui::theme::THEMES;
use chainrule::ui::{self, View};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The least number of keys.
const KEYS: usize = 24_000;

/// Keys, lines and gestures of one sitting.
const SITTING: usize = 200;

/// Runs longer than this are left, because a straight run to their end would take long.
const FAR: u64 = 1_500;

/// xorshift64*: the same keys every time.
pub(crate) struct Dice(pub(crate) u64);

/// Lines after `:` that are more than a command's name.
const LINES: &[&str] = &[
    "lr 0.3",
    "lr = 1e300",
    "lr nan",
    "momentum 0.5",
    "W1[1,1] -0.25",
    "X[1,1] = 0.5",
    "Y[1,1] 1",
    "W9[1,1] 2",
    "W1[1,",
    "heat all",
    "unit 1.1",
    "unit 9.9",
    "surface W1[1,1] b1[1,1]",
    "surface W1[1,1] W1[1,2] 1e-9",
    "40",
    "0",
    "compare 1",
    "run 1",
    "run 2",
    "δ",
    "nite",
];

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len())]
    }

    pub(crate) fn key(&mut self) -> Key {
        let bound: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.iter().copied()).collect();
        let typed = "0123456789.-ex[],δé\u{301}漢 ".chars().collect::<Vec<_>>();
        match self.roll(10) {
            0..=5 => Key::parse(self.one_of(&bound)).unwrap(),
            6 => Key::parse(self.one_of(&["enter", "space", "n", "N", "e"])).unwrap(),
            7 => Key::parse(self.one_of(&["delete", "home", "ctrl-u", "alt-x", "tab"])).unwrap(),
            _ => Key::char(self.one_of(&typed)),
        }
    }

    /// What may be typed after a command.
    fn argument(&mut self, command: &Command) -> &'static str {
        let lesson = self.roll(LESSONS.len());
        match command.argument {
            Argument::None => "",
            Argument::Optional(_) => self.one_of(&["", "1", "3", "x"]),
            Argument::Needed(_) => {
                self.one_of(&["2", "12", "lr 0.2", "W1[1,1] 0.5", "1.2", "f.txt"])
            }
            Argument::Moment => self.one_of(&["2", "12", "trouble", "dead", "nan"]),
            Argument::Lesson => LESSONS[lesson].name,
            Argument::Theme => THEMES[self.roll(THEMES.len())].name,
            Argument::Glyphs => GLYPHS[self.roll(GLYPHS.len())].1,
            Argument::Mistake => {
                self.one_of(&["", "off", "forgot-fprime", "sign-flipped", "lr-twice"])
            }
            Argument::Rounding => self.one_of(&["off", "2 decimals", "3 significant", "x"]),
            Argument::Setting(row) => {
                let words = row.choices.map_or_else(Vec::new, |choices| choices());
                let words: Vec<_> = words.into_iter().map(|(name, _)| name).collect();
                let typed = self.one_of(&["2", "0.1", "3 2", "x, y", "all", "off", ""]);
                if words.is_empty() { typed } else { self.one_of(&words) }
            }
        }
    }

    /// The keys of a line: `:`, a command with what it takes or something else, Enter.
    fn line(&mut self) -> Vec<Key> {
        let command = &COMMANDS[self.roll(COMMANDS.len())];
        let line = match self.roll(3) {
            0 => self.one_of(LINES).to_owned(),
            _ => format!("{} {}", command.name, self.argument(command)),
        };
        let open = ["esc", "esc", ":"].map(|name| Key::parse(name).unwrap());
        let typed = line.chars().map(Key::char);
        open.into_iter().chain(typed).chain([Key::parse("enter").unwrap()]).collect()
    }

    /// A gesture, mostly on something that was drawn.
    fn gesture(&mut self, desk: &Desk) -> (Gesture, (u16, u16)) {
        let gesture = self.one_of(&[
            Gesture::Press,
            Gesture::Press,
            Gesture::Drag,
            Gesture::Release,
            Gesture::WheelUp,
            Gesture::WheelDown,
        ]);
        let hits = desk.hits();
        let area = match self.roll(5) {
            1.. if !hits.is_empty() => hits[self.roll(hits.len())].area,
            _ => Rect::new(0, 0, 240, 80),
        };
        let across = self.roll(usize::from(area.width.max(1))) as u16;
        let down = self.roll(usize::from(area.height.max(1))) as u16;
        (gesture, (area.x + across, area.y + down))
    }
}

/// Draws into a part of a larger buffer and sees that the rest is left alone.
fn drawn_inside(desk: &Desk, (width, height): (u16, u16)) {
    let mut outer =
        Buffer::filled(Rect::new(0, 0, width + 4, height + 2), ratatui::buffer::Cell::new("#"));
    let area = Rect::new(2, 1, width, height);
    ui::draw(&desk.app, &View::new(THEMES[0].clone()), area, &mut outer);
    for position in outer.area.positions().filter(|position| !area.contains(*position)) {
        assert_eq!(outer[position].symbol(), "#", "{position:?} with {width}×{height}");
    }
}

/// The same edits, made beforehand, and a run straight to where the screen stands.
fn straight_run(desk: &Desk) -> Vec<u64> {
    let timeline = desk.app.timeline();
    let mut fresh = Timeline::new(timeline.setup().clone());
    for edit in &timeline.run().edits {
        fresh.edit(edit.at, edit.change.clone());
    }
    fresh.seek(timeline.iteration());
    bits(fresh.trainer())
}

fn holds(desk: &Desk) {
    let app = &desk.app;
    let cursor = app.cursor();
    let q = app.worksheet().quantity(cursor.quantity);
    assert!(cursor.row < q.rows && cursor.column < q.columns, "{cursor:?}");
    assert!(app.step() <= app.steps());
    assert!(app.iteration() >= 1 && app.iteration() <= app.timeline().run().reached());
    assert!(app.selected_hyperparameter() < app.knobs().len());
}

/// Undoing everything leads to the lesson's own start.
fn undone(desk: &mut Desk) {
    desk.app.settle();
    while desk.app.command("undo").is_ok() {}
    desk.app.command("start").unwrap();
    desk.app.settle();
    let setup = desk.app.lesson().setup.clone();
    let start = Timeline::new(setup);
    let timeline = desk.app.timeline();
    assert!(timeline.run().edits.is_empty() && desk.app.iteration() == 1);
    assert_eq!(timeline.trainer().hyper(), start.trainer().hyper());
    assert!(bits(timeline.trainer()) == bits(start.trainer()), "{}", desk.app.lesson().name);
}

/// Something random is done, drawn and looked at; the keys that were pressed.
fn act(dice: &mut Dice, desk: &mut Desk) -> Vec<Key> {
    if dice.roll(12) == 0 {
        let size = (dice.roll(221) as u16, dice.roll(71) as u16);
        desk.resize(size);
        drawn_inside(desk, size);
    }
    let keys = match dice.roll(12) {
        0 => dice.line(),
        1 => {
            let (gesture, at) = dice.gesture(desk);
            desk.point(gesture, at);
            Vec::new()
        }
        _ => vec![dice.key()],
    };
    for key in &keys {
        desk.app.press(*key);
    }
    if desk.app.is_moving() {
        desk.app.tick(40);
    }
    desk.draw();
    holds(desk);
    keys
}

#[test]
fn random_keys_on_random_sizes_break_nothing() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut keys, mut compared, mut sitting) = (0, 0, 0);
    while keys < KEYS {
        let mut desk = Desk::new(LESSONS[sitting % LESSONS.len()].name, (80, 24));
        let mut pressed = Vec::new();
        for _ in 0..SITTING {
            pressed.extend(act(&mut dice, &mut desk).iter().map(ToString::to_string));
            if desk.app.iteration() > FAR || desk.app.timeline().run().reached() > 40 * FAR {
                break;
            }
            if dice.roll(15) == 0 {
                let same = bits(desk.app.trainer()) == straight_run(&desk);
                assert!(same, "{} after {}", desk.app.lesson().name, pressed.join(" "));
                compared += 1;
            }
        }
        keys += pressed.len();
        sitting += 1;
        undone(&mut desk);
    }
    assert!(compared > KEYS / 50, "{compared} straight runs");
}

#[test]
fn every_pane_draws_at_every_small_size_and_stays_inside() {
    for row in LESSONS {
        for keys in ["1", "2", "4", "8", "9", "1 z", "2 z", "4 z", "8 z", "9 z", "?", ":", "e"] {
            let mut desk = Desk::new(row.name, (0, 0));
            desk.press("space n n");
            desk.press("g");
            desk.press(keys);
            for width in (0..=48).chain([80, 109, 110, 159, 160]) {
                for height in (0..=12).chain([27, 28]) {
                    drawn_inside(&desk, (width, height));
                }
            }
        }
    }
}
