//! Going through time: steps, iterations, playing, and pursuing a far iteration bit by bit.

use super::{App, place};

/// Iterations per second while playing; the last is as fast as it goes.
pub(super) const SPEEDS: &[u64] = &[1, 2, 5, 10, 30, 100, 1_000, 10_000, 1_000_000];

pub(super) const DEFAULT_SPEED: usize = 2;

/// How many numbers may be computed at once without the screen standing still.
const AT_ONCE: u64 = 4_000_000;

/// The furthest iteration one may ask for.
pub(super) const FURTHEST: u64 = 1_000_000_000;

impl App {
    /// The number of steps of the current iteration.
    pub fn steps(&self) -> usize {
        self.worksheet().steps().len()
    }

    /// The cursor goes along where it stood on what was computed last, or was never moved.
    pub(super) fn next_iteration(&mut self) {
        let untouched = self.step == 0 && self.cursor == place::home(self.worksheet());
        let goes_along = untouched || self.current_quantity() == Some(self.cursor.quantity);
        if self.step == self.steps() {
            self.go_to(self.iteration() + 1);
        } else {
            self.finish();
        }
        if goes_along {
            self.light();
        }
    }

    pub(super) fn previous_iteration(&mut self) -> Result<(), String> {
        if self.iteration() > 1 {
            self.go_to(self.iteration() - 1);
        } else if self.step > 0 {
            self.go_to_start();
        } else {
            return Err("this is the start".into());
        }
        Ok(())
    }

    pub(super) fn next_step(&mut self) {
        if self.step == self.steps() {
            self.seek(self.iteration() + 1);
            self.step = 0;
        }
        self.step += 1;
        self.light();
    }

    pub(super) fn previous_step(&mut self) -> Result<(), String> {
        if self.step > 1 {
            self.step -= 1;
            self.light();
        } else if self.iteration() > 1 {
            self.go_to(self.iteration() - 1);
            self.light();
        } else if self.step == 1 {
            self.go_to_start();
        } else {
            return Err("this is the start".into());
        }
        Ok(())
    }

    pub(super) fn go_to_start(&mut self) {
        self.seek(1);
        self.step = 0;
        self.cursor = place::home(self.worksheet());
    }

    /// Shows a whole iteration; the cursor stays where it is.
    pub(super) fn go_to(&mut self, iteration: u64) {
        self.seek(iteration);
        self.finish();
    }

    /// Shows an iteration that may be far away, without letting the screen stand still.
    pub(super) fn travel(&mut self, iteration: u64) -> Result<(), String> {
        if !(1..=FURTHEST).contains(&iteration) {
            return Err(format!("iterations go from 1 to {FURTHEST}"));
        }
        self.playing = false;
        if iteration <= self.timeline.run().reached() {
            self.go_to(iteration);
        } else {
            self.pursued = Some(iteration);
            self.go_to(self.timeline.run().reached().max(1));
            self.pursue(self.at_once());
        }
        Ok(())
    }

    fn finish(&mut self) {
        self.step = self.steps();
        self.keep_cursor();
    }

    fn seek(&mut self, iteration: u64) {
        self.timeline.seek(iteration);
        self.keep_cursor();
    }

    /// Puts the cursor on the quantity just computed.
    fn light(&mut self) {
        if let Some(quantity) = self.current_quantity()
            && self.cursor.quantity != quantity
        {
            self.cursor.quantity = quantity;
            self.cursor.row = 0;
            self.cursor.column = 0;
        }
        self.keep_cursor();
    }

    pub(super) fn toggle_play(&mut self) {
        self.playing = !self.playing;
        self.owed = 0;
        let speed = self.speed_name();
        self.say(if self.playing {
            format!("playing, {speed}; {} pauses", self.call("play"))
        } else {
            "paused".into()
        });
    }

    pub(super) fn change_speed(&mut self, faster: bool) {
        self.speed = if faster {
            (self.speed + 1).min(SPEEDS.len() - 1)
        } else {
            self.speed.saturating_sub(1)
        };
        self.say(self.speed_name());
    }

    fn speed_name(&self) -> String {
        if self.speed + 1 == SPEEDS.len() {
            return "as fast as it goes".into();
        }
        format!("{} iterations a second", SPEEDS[self.speed])
    }

    /// Whether time goes on by itself, so that `tick` wants to be called.
    pub fn is_moving(&self) -> bool {
        self.playing || self.pursued.is_some()
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// The far iteration it is on its way to.
    pub fn pursued(&self) -> Option<u64> {
        self.pursued
    }

    /// Lets `milliseconds` pass: plays on, or goes on towards a far iteration.
    pub fn tick(&mut self, milliseconds: u64) {
        if self.pursued.is_some() {
            self.pursue(self.at_once());
        } else if self.playing {
            self.owed += milliseconds.min(1_000) * SPEEDS[self.speed];
            let due = self.owed / 1_000;
            self.owed %= 1_000;
            let due = due.min(self.at_once());
            if due > 0 {
                let from = u64::from(self.step != self.steps());
                self.go_to(self.iteration() + due - from);
            }
        }
    }

    /// Goes on towards the far iteration until it is reached.
    pub fn settle(&mut self) {
        while self.pursued.is_some() {
            self.pursue(self.at_once());
        }
    }

    fn pursue(&mut self, at_most: u64) {
        let Some(target) = self.pursued else { return };
        let next = target.min(self.iteration() + at_most);
        self.go_to(next);
        if next == target {
            self.pursued = None;
        }
    }

    pub(super) fn stop(&mut self) -> bool {
        let moving = self.is_moving();
        self.playing = false;
        self.pursued = None;
        moving
    }

    fn at_once(&self) -> u64 {
        (AT_ONCE / self.worksheet().len() as u64).max(1)
    }

    /// Computes the current run up to `iteration` if that is quick, and comes back.
    pub(super) fn extend(&mut self, iteration: u64) {
        let here = self.iteration();
        let missing = iteration.saturating_sub(self.timeline.run().reached());
        if missing > 0 && missing <= 25 * self.at_once() {
            self.timeline.seek(iteration);
            self.timeline.seek(here);
        }
    }
}
