//! Going through time: steps and iterations, forwards and backwards.

use super::{App, place};

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

    /// Shows a whole iteration; the cursor stays where it is. Where it takes long to get there, it
    /// is pursued.
    pub(super) fn go_to(&mut self, iteration: u64) {
        self.seek(iteration);
        self.finish();
    }

    pub(super) fn finish(&mut self) {
        self.look_at_matrix(false);
        self.step = self.steps();
        self.keep_cursor();
    }

    fn seek(&mut self, iteration: u64) {
        self.timeline.seek_within(iteration, self.at_once());
        self.pursue_from(iteration.max(1), None);
        self.keep_cursor();
    }

    /// Puts the cursor on the quantity just computed.
    pub(super) fn light(&mut self) {
        if let Some(quantity) = self.current_quantity()
            && self.cursor.quantity != quantity
        {
            self.cursor.quantity = quantity;
            self.cursor.row = 0;
            self.cursor.column = 0;
        }
        self.keep_cursor();
    }
}
