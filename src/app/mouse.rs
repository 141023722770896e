//! What the mouse does: it points at something the screen has drawn, and that is all the app
//! needs to know.

use crossterm::event::{MouseButton, MouseEventKind};

use super::command::Command;
use super::place::Direction;
use super::{App, Effect, Mode, Pane};
use crate::worksheet::quantity::Cell;

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Press,
    /// The right button went down.
    Second,
    /// The mouse moved while it was down.
    Drag,
    /// It went up.
    Release,
    /// The wheel was turned away.
    WheelUp,
    /// The wheel was turned this way.
    WheelDown,
}

/// What the pointer is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A number of the worksheet.
    Cell(Cell),
    /// A row of the hyperparameters.
    Hyperparameter(usize),
    /// An iteration on a loss curve.
    Iteration(u64),
    /// A command by name: a hint of the footer.
    Command(&'static str),
    /// A pane, or its tab.
    Pane(Pane),
    /// A cell of the plane: how far across and down, and of how many.
    Plane {
        /// Columns and rows before it.
        at: (u16, u16),
        /// All of them.
        of: (u16, u16),
    },
}

/// Lines of the help a notch of the wheel goes.
const NOTCH: isize = 3;

impl Gesture {
    /// The gesture of a report from the terminal; none for other buttons and bare movement.
    pub fn of(kind: MouseEventKind) -> Option<Self> {
        match kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Self::Press),
            MouseEventKind::Down(MouseButton::Right) => Some(Self::Second),
            MouseEventKind::Drag(MouseButton::Left) => Some(Self::Drag),
            MouseEventKind::Up(MouseButton::Left) => Some(Self::Release),
            MouseEventKind::ScrollUp => Some(Self::WheelUp),
            MouseEventKind::ScrollDown => Some(Self::WheelDown),
            _ => None,
        }
    }
}

impl App {
    /// Whether the mouse is reported.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// Says whether the mouse is reported from the start.
    pub fn use_mouse(&mut self, on: bool) {
        self.mouse = on;
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.ask_for(Effect::Mouse(self.mouse));
        self.say(if self.mouse {
            "the mouse points; Shift-drag selects text"
        } else {
            "the mouse is the terminal's own again; :mouse takes it back"
        });
    }

    /// Handles a gesture on what is drawn there. While a line is typed the mouse does nothing.
    pub fn point(&mut self, gesture: Gesture, target: Option<Target>) -> Vec<Effect> {
        let wheel = match gesture {
            Gesture::WheelUp => Some(Direction::Up),
            Gesture::WheelDown => Some(Direction::Down),
            _ => None,
        };
        match (&self.mode, wheel) {
            (Mode::Prompt(_), _) | (Mode::Draw(_), Some(_)) => {}
            (Mode::Help(_), Some(direction)) => {
                self.scroll_help(if direction == Direction::Up { -NOTCH } else { NOTCH });
            }
            (Mode::Draw(_), None) => self.draw_by_hand(gesture, target),
            (_, Some(direction)) => self.turn(direction, target),
            (_, None) => self.hand(gesture, target),
        }
        self.follow_run();
        std::mem::take(&mut self.effects)
    }

    /// The wheel moves what is under the pointer; at an end nothing is said.
    fn turn(&mut self, direction: Direction, target: Option<Target>) {
        let pane = match target {
            Some(Target::Cell(_)) => Pane::Worksheet,
            Some(Target::Hyperparameter(_)) => Pane::Hyperparameters,
            Some(Target::Iteration(_)) => Pane::Loss,
            Some(Target::Plane { .. }) => Pane::Plane,
            Some(Target::Pane(pane)) => pane,
            Some(Target::Command(_)) | None => return,
        };
        // At an end there is nothing to do and nothing to say.
        let _ = match pane {
            Pane::Worksheet => self.move_cursor(direction),
            Pane::Hyperparameters => self.select_hyperparameter(direction),
            Pane::Loss if direction == Direction::Up => self.scrub(Direction::Left, 1),
            Pane::Loss => self.scrub(Direction::Right, 1),
            Pane::Derivation | Pane::Check => self.scroll(pane, direction),
            Pane::Lesson => self.scroll_lesson(direction),
            _ => Ok(()),
        };
    }

    fn hand(&mut self, gesture: Gesture, target: Option<Target>) {
        match (gesture, target) {
            (Gesture::Press, Some(Target::Command(name))) => {
                self.message = None;
                if let Some(command) = Command::find(name) {
                    self.run(command, "");
                }
            }
            _ if matches!(self.mode, Mode::Help(_)) => {}
            (Gesture::Press, Some(target)) => {
                self.message = None;
                self.click(target);
            }
            (Gesture::Drag, Some(Target::Iteration(iteration))) => self.drag_to(iteration),
            (Gesture::Drag, _) => self.say("Shift-drag selects text; :mouse turns the mouse off"),
            _ => {}
        }
    }

    /// While drawing, a press puts a point and goes on putting as long as it is held; the right
    /// button erases; a hint of the footer is run; what is beside the plane is not heard.
    fn draw_by_hand(&mut self, gesture: Gesture, target: Option<Target>) {
        match (gesture, target) {
            (Gesture::Press | Gesture::Drag, Some(Target::Plane { at, of })) => {
                self.message = None;
                self.draw_at(at, of, false);
            }
            (Gesture::Second, Some(Target::Plane { at, of })) => {
                self.message = None;
                self.draw_at(at, of, true);
            }
            (Gesture::Press, Some(Target::Command(name))) => {
                self.message = None;
                self.run_in_drawing(name);
            }
            _ => {}
        }
    }

    fn click(&mut self, target: Target) {
        match target {
            Target::Cell(cell) if self.is_reached(cell.quantity) => {
                let _ = self.focus_on(Pane::Worksheet);
                self.cursor = cell;
                self.keep_cursor();
            }
            Target::Cell(_) | Target::Command(_) => {}
            Target::Hyperparameter(row) => {
                let _ = self.focus_on(Pane::Hyperparameters);
                self.hyper = row.min(self.knobs().len() - 1);
            }
            Target::Iteration(iteration) => {
                let _ = self.focus_on(Pane::Loss);
                self.drag_to(iteration);
            }
            Target::Plane { .. } => {
                let _ = self.focus_on(Pane::Plane);
            }
            Target::Pane(pane) => {
                let _ = self.focus_on(pane);
            }
        }
    }
}
