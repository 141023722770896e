//! Random keys on screens of random sizes: nothing breaks, and what is shown is what a straight
//! run shows.

use crate::change::bits;
use crate::desk::Desk;
use chainrule::app::COMMANDS;
use chainrule::app::key::Key;
use chainrule::lesson::LESSONS;
use chainrule::train::Timeline;
use chainrule::ui::theme::THEMES;
use chainrule::ui::{self, View};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const KEYS: usize = 24_000;

/// Keys of one sitting.
const SITTING: usize = 300;

/// Runs longer than this are left, because a straight run to their end would take long.
const FAR: u64 = 1_500;

/// xorshift64*: the same keys every time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    pub(crate) fn key(&mut self) -> Key {
        let bound: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.iter().copied()).collect();
        let typed = "0123456789.-ex[],δé\u{301}漢 ".chars().collect::<Vec<_>>();
        match self.roll(10) {
            0..=5 => Key::parse(bound[self.roll(bound.len())]).unwrap(),
            6 => Key::parse(["enter", "space", "n", "N", "e"][self.roll(5)]).unwrap(),
            7 => Key::parse(["delete", "home", "ctrl-u", "alt-x", "tab"][self.roll(5)]).unwrap(),
            _ => Key::char(typed[self.roll(typed.len())]),
        }
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
    assert!(app.selected_hyperparameter() < app.hyperparameters().len());
}

#[test]
fn random_keys_on_random_sizes_break_nothing() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for sitting in 0..KEYS / SITTING {
        let mut desk = Desk::new(LESSONS[sitting % LESSONS.len()].name, (80, 24));
        let mut pressed = Vec::new();
        for _ in 0..SITTING {
            if dice.roll(12) == 0 {
                let size = (dice.roll(221) as u16, dice.roll(71) as u16);
                desk.resize(size);
                drawn_inside(&desk, size);
            }
            let key = dice.key();
            pressed.push(key.to_string());
            desk.app.press(key);
            if desk.app.is_moving() {
                desk.app.tick(40);
            }
            desk.draw();
            holds(&desk);
            if desk.app.iteration() > FAR || desk.app.timeline().run().reached() > 40 * FAR {
                break;
            }
            if dice.roll(15) == 0 {
                let same = bits(desk.app.trainer()) == straight_run(&desk);
                assert!(same, "{} after {}", desk.app.lesson().name, pressed.join(" "));
            }
        }
    }
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
