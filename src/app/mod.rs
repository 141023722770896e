//! Floor 7: the state of the program and the one way into it, `App::press`.
//!
//! Knows keys by name and nothing of the screen. What it cannot do itself it asks for ([`Effect`]).

mod change;
pub mod command;
mod cues;
pub mod key;
mod looks;
mod pane;
mod place;
mod prompt;
mod time;

pub use command::{COMMANDS, Command, Group};
pub use pane::{PANES, Pane, PaneRow};
pub use prompt::{Prompt, Purpose};

use crate::lesson::Lesson;
use crate::math::hyperparameter::{self, Hyperparameter};
use crate::train::{Timeline, Trainer};
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::{Cell, Id};
use key::Key;

/// What the app asks of the floor above the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Suspend it until it is continued.
    Suspend,
}

/// What keys mean at the moment.
#[derive(Clone, Debug)]
pub enum Mode {
    /// Keys are commands.
    Browse,
    /// Keys are typed into a line.
    Prompt(Prompt),
    /// The help is open, scrolled down by so many lines.
    Help(usize),
}

/// Something to tell, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether something was refused.
    pub refused: bool,
}

/// Decimals where nobody asked for a number of them.
const USUAL_DECIMALS: usize = 4;

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    lesson: Lesson,
    timeline: Timeline,
    /// How many steps of the current iteration are shown, 0 ..= number of steps.
    step: usize,
    cursor: Cell,
    trail: Vec<(u64, usize, Cell)>,
    focus: Pane,
    /// The pane somebody chose to see beside the worksheet.
    companion: Option<Pane>,
    zoomed: bool,
    /// Decimals that were asked for; without a wish it depends on the room.
    decimals: Option<usize>,
    hyper: usize,
    /// Matrices shown the other way than the room suggests: as a field, or as numbers.
    flipped: Vec<Id>,
    reading: cues::Reading,
    speed: usize,
    playing: bool,
    /// Thousandths of an iteration owed to the clock while playing.
    owed: u64,
    pursued: Option<u64>,
    mode: Mode,
    message: Option<Message>,
    last_search: String,
    effects: Vec<Effect>,
}

impl App {
    /// An app that stands before the first step of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        let timeline = Timeline::new(lesson.setup.clone());
        let cursor = place::home(timeline.trainer().worksheet());
        Self {
            lesson,
            timeline,
            step: 0,
            cursor,
            trail: Vec::new(),
            focus: Pane::Worksheet,
            companion: None,
            zoomed: false,
            decimals: None,
            hyper: 0,
            flipped: Vec::new(),
            reading: cues::Reading::default(),
            speed: time::DEFAULT_SPEED,
            playing: false,
            owed: 0,
            pursued: None,
            mode: Mode::Browse,
            message: None,
            last_search: String::new(),
            effects: Vec::new(),
        }
    }

    /// Handles one key and returns what the floor above has to do.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        match &self.mode {
            Mode::Prompt(_) => self.press_in_prompt(key),
            Mode::Help(_) | Mode::Browse => self.press_command(key),
        }
        std::mem::take(&mut self.effects)
    }

    fn press_command(&mut self, key: Key) {
        let Some(command) = command::bound_to(key) else {
            let typed = key.typed().filter(char::is_ascii_digit);
            match typed {
                Some(c) => self.say(format!("there is no pane {c}")),
                None => self.refuse(format!("{key} does nothing here; ? lists the keys")),
            }
            return;
        };
        self.run(command, "");
    }

    /// Runs a command; what it refuses becomes the message. Help closes for the keys that do
    /// nothing in it, and they do nothing else: what they would change is out of sight.
    pub(crate) fn run(&mut self, command: &Command, argument: &str) {
        if matches!(self.mode, Mode::Help(_)) && !command.in_help {
            self.mode = Mode::Browse;
            return;
        }
        if let Err(reason) = (command.run)(self, argument) {
            self.refuse(reason);
        }
    }

    /// Scrolls the help by some lines, if it is open.
    fn scroll_help(&mut self, by: isize) -> bool {
        let Mode::Help(scroll) = &mut self.mode else { return false };
        *scroll = scroll.saturating_add_signed(by);
        true
    }

    /// Keeps the help from being scrolled past its end, which is `most` lines down.
    pub fn learn_help(&mut self, most: usize) {
        if let Mode::Help(scroll) = &mut self.mode {
            *scroll = (*scroll).min(most);
        }
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), refused: false });
    }

    pub(crate) fn refuse(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), refused: true });
    }

    pub(crate) fn ask_for(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Replaces the lesson and starts it.
    pub fn open(&mut self, lesson: Lesson) {
        let (companion, decimals, speed) = (self.companion, self.decimals, self.speed);
        *self = Self { companion, decimals, speed, ..Self::new(lesson) };
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Its training.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The engine at the current iteration.
    pub fn trainer(&self) -> &Trainer {
        self.timeline.trainer()
    }

    /// The worksheet of the current iteration.
    pub fn worksheet(&self) -> &Worksheet {
        self.timeline.trainer().worksheet()
    }

    /// The current iteration, counted from 1.
    pub fn iteration(&self) -> u64 {
        self.timeline.iteration()
    }

    /// How many steps of the current iteration are shown.
    pub fn step(&self) -> usize {
        self.step
    }

    /// The quantity just computed, if any was.
    pub fn current_quantity(&self) -> Option<Id> {
        self.step.checked_sub(1).map(|at| self.worksheet().steps()[at])
    }

    /// Whether a quantity is given or computed already in this iteration.
    pub fn is_shown(&self, id: Id) -> bool {
        let steps = self.worksheet().steps();
        steps.iter().position(|step| *step == id).is_none_or(|at| at < self.step)
    }

    /// The cell under the cursor.
    pub fn cursor(&self) -> Cell {
        self.cursor
    }

    /// The focused pane.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The pane shown beside the worksheet where there is room for one: the chosen one; else the
    /// lesson before the first step, and why from then on.
    pub fn companion(&self) -> Pane {
        let at_start = self.step == 0 && self.cursor == place::home(self.worksheet());
        self.companion.unwrap_or(if at_start { Pane::Lesson } else { Pane::Why })
    }

    /// Whether the focused pane fills the screen.
    pub fn zoomed(&self) -> bool {
        self.zoomed
    }

    /// Decimals in matrices.
    pub fn decimals(&self) -> usize {
        self.decimals.unwrap_or(USUAL_DECIMALS)
    }

    /// Whether somebody asked for that many, so that the screen may not choose fewer.
    pub fn decimals_are_asked_for(&self) -> bool {
        self.decimals.is_some()
    }

    /// What keys mean at the moment.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What was said last.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The hyperparameters of this network, in the order of the table.
    pub fn hyperparameters(&self) -> Vec<&'static Hyperparameter> {
        let network = &self.lesson.setup.network;
        let parameter = network.loss.parameter.map(|(name, _)| name);
        hyperparameter::used_by(network.optimizer, parameter).collect()
    }

    /// The selected hyperparameter's place in [`App::hyperparameters`].
    pub fn selected_hyperparameter(&self) -> usize {
        self.hyper
    }
}
