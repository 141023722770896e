//! What keys do while drawing: they move the crosshair, put a point, erase one, take back.

use super::{round_to, step};
use crate::app::key::Key;
use crate::app::place::Direction;
use crate::app::{App, Effect, Mode};

/// Steps that a page key goes.
const PAGE: f64 = 10.0;

impl App {
    /// A key while drawing: those of moving, nudging, undoing and closing have their meaning here.
    pub(in crate::app) fn press_in_drawing(&mut self, key: Key) {
        let command = self.keymap.bound_to(key).map_or("", |command| command.name);
        let digit = key.typed().and_then(|c| c.to_digit(10)).map(|n| n as usize);
        match digit {
            Some(class) => self.put_class(class),
            None if ["delete", "X"].contains(&key.to_string().as_str()) => self.erase_here(),
            None => self.run_in_drawing(command),
        }
    }

    /// A command while drawing.
    pub(in crate::app) fn run_in_drawing(&mut self, command: &str) {
        match command {
            "left" => self.move_cross(Direction::Left, 1.0),
            "right" => self.move_cross(Direction::Right, 1.0),
            "up" => self.move_cross(Direction::Up, 1.0),
            "down" => self.move_cross(Direction::Down, 1.0),
            "page-left" => self.move_cross(Direction::Left, PAGE),
            "page-right" => self.move_cross(Direction::Right, PAGE),
            "page-up" => self.move_cross(Direction::Up, PAGE),
            "page-down" => self.move_cross(Direction::Down, PAGE),
            "increase" => self.put_kind(true),
            "decrease" => self.put_kind(false),
            "heat" | "previous-iteration" => self.erase_here(),
            "undo" => self.take_back(),
            "rerun" => self.drop_drawing(),
            "follow" | "back" | "draw" | "quit" => self.finish_drawing(),
            "quit-now" | "suspend" => {
                self.finish_drawing();
                let effect = if command == "suspend" { Effect::Suspend } else { Effect::Quit };
                self.ask_for(effect);
            }
            _ => self.refuse(
                "while drawing: arrows move, + and - or a class put a point, x erases, u takes \
                 the last one back, r drops all, enter is done",
            ),
        }
    }

    /// The crosshair goes by round steps.
    fn move_cross(&mut self, direction: Direction, steps: f64) {
        let (ranges, by) = (self.plane_ranges(), self.sizes().map(step));
        let Mode::Draw(drawing) = &mut self.mode else { return };
        let (axis, sign) = match direction {
            Direction::Left => (0, -1.0),
            Direction::Right => (0, 1.0),
            Direction::Up => (1, 1.0),
            Direction::Down => (1, -1.0),
        };
        let (low, high) = ranges[axis];
        let there = round_to(drawing.cross[axis] + sign * steps * by[axis], by[axis]);
        drawing.cross[axis] = there.clamp(low, high);
    }

    /// `+` and `-`: the high and the low target; of classes `+` puts the chosen one.
    fn put_kind(&mut self, high: bool) {
        let Mode::Draw(drawing) = &mut self.mode else { return };
        let count = drawing.last_digit();
        if drawing.class().is_some() && !high {
            return self.refuse(format!("1 to {count} put a point of that class"));
        }
        if drawing.class().is_none() {
            drawing.kind = usize::from(high);
        }
        drawing.put(drawing.cross);
    }

    fn put_class(&mut self, class: usize) {
        let Mode::Draw(drawing) = &mut self.mode else { return };
        let count = drawing.last_digit();
        if drawing.class().is_none() || class == 0 || class > count {
            let choices =
                if drawing.class().is_some() { format!("1 to {count}") } else { "+ and -".into() };
            return self.refuse(format!("{choices} put a point"));
        }
        drawing.kind = class - 1;
        drawing.put(drawing.cross);
    }

    fn erase_here(&mut self) {
        let sizes = self.sizes();
        let Mode::Draw(drawing) = &mut self.mode else { return };
        drawing.erase(drawing.cross, sizes);
    }

    fn take_back(&mut self) {
        let Mode::Draw(drawing) = &mut self.mode else { return };
        if !drawing.take_back() {
            self.refuse("nothing was drawn yet; enter goes back");
        }
    }
}
