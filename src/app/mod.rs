//! Floor 7: the state of the program and the ways into it: keys ([`App::press`]), lines
//! ([`App::command`]), the mouse ([`App::point`]) and time (`App::tick`).
//!
//! Knows keys by name and nothing of the screen. What it cannot do itself it asks for ([`Effect`]).

mod apart;
mod change;
pub mod command;
mod compare;
mod copy;
mod course;
mod cue;
mod curve;
mod derived;
mod drawing;
mod epoch;
mod examples;
mod follow;
mod heat;
mod hints;
pub mod key;
mod keymap;
mod knob;
mod link;
mod looks;
mod manner;
mod marking;
mod mouse;
mod named;
mod pane;
mod place;
pub mod plain;
mod plane;
mod playing;
mod predict;
mod projector;
mod prompt;
mod scroll;
mod seen;
mod session;
mod start_over;
mod surface;
mod time;
mod tries;
mod trouble;
mod twin;
mod unit;
mod written;

pub use command::{ALIASES, Argument, COMMANDS, Command, Group};
pub use compare::Other;
pub use curve::{CurveLooks, Span};
pub use drawing::Drawing;
pub use follow::Origin;
pub use hints::Hint;
pub use keymap::{Conflict, Keymap};
pub use knob::Knob;
pub use looks::{Choice, GLYPHS, Glyphs, Looks};
pub use marking::Beneath;
pub use mouse::{Gesture, Target};
pub use pane::{PANES, Pane, PaneRow};
pub use plane::PlaneLooks;
pub use playing::{SPEEDS, Speed};
pub use projector::Slide;
pub use prompt::{Match, Offer, Prompt, Purpose, fuzzy};
pub use surface::Surface;
pub use twin::Beside;
pub use unit::Unit;

use crate::lesson::Lesson;
use crate::train::{Timeline, Twin};
use crate::worksheet::quantity::{Cell, Id};
use key::Key;

/// What the app asks of the floor above the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Suspend it until it is continued.
    Suspend,
    /// Put a text on the clipboard.
    Copy(String),
    /// Write a file.
    Write {
        /// Its path as it was typed.
        path: String,
        /// What is in it.
        bytes: Vec<u8>,
        /// Whether it may replace another.
        replace: bool,
    },
    /// Keep the session in a file from now on.
    Save {
        /// Its path as it was typed.
        path: String,
        /// Whether it may replace another.
        replace: bool,
    },
    /// Go on with the last session of this lesson.
    Restore,
    /// Open the lesson or session of a file.
    Open(String),
    /// Turn reports of the mouse on or off.
    Mouse(bool),
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
    /// Keys put and erase points in the plane.
    Draw(Box<Drawing>),
}

/// Something to tell, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether something was refused.
    pub refused: bool,
}

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    lesson: Lesson,
    /// The lessons that the timeline's setups are of, and which of them is open.
    lessons: Vec<Lesson>,
    start: usize,
    timeline: Timeline,
    /// How many steps of the current iteration are shown, 0 ..= number of steps.
    step: usize,
    cursor: Cell,
    trail: follow::Trail,
    scrolled: scroll::Scrolled,
    focus: Pane,
    /// The pane somebody chose to see beside the worksheet.
    companion: Option<Pane>,
    zoomed: bool,
    /// Decimals that were asked for; without a wish it depends on the room.
    decimals: Option<usize>,
    hyper: usize,
    /// Matrices shown the other way than the room suggests: as a field, or as numbers.
    flipped: Vec<Id>,
    /// The cue of the lesson that was scrolled.
    read: Option<String>,
    /// The unit the plane was asked to show.
    unit: Option<Unit>,
    plane: PlaneLooks,
    /// The loss over two weights, where that is shown and not its curve.
    surface: Option<Surface>,
    speed: usize,
    playing: bool,
    /// Thousandths of an iteration or step owed to the clock while playing.
    owed: u64,
    pursued: Option<playing::Pursuit>,
    /// Lines of the lesson that wait until it has arrived.
    left: tries::Left,
    /// What was proposed and done.
    tried: tries::Tried,
    comparison: Option<compare::Comparison>,
    /// What a document says of this lesson, where one is open.
    marking: Option<Box<marking::Marking>>,
    /// This run without its mistakes and roundings.
    twin: Option<Box<Twin>>,
    curve: curve::CurveLooks,
    mouse: bool,
    mode: Mode,
    message: Option<Message>,
    last_search: String,
    /// How many keys were pressed, and how many when something was copied.
    presses: u64,
    copied: u64,
    /// The command lines of this session, the oldest first.
    history: Vec<String>,
    /// What is asked while predicting.
    quiz: Option<predict::Quiz>,
    /// The projector, while it is on.
    projector: Option<projector::Projector>,
    keymap: Keymap,
    looks: Looks,
    effects: Vec<Effect>,
}

impl App {
    /// An app that stands before the first step of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        let mut timeline = Timeline::new(lesson.setup.clone());
        timeline.set_patience(playing::at_once);
        let cursor = place::home(timeline.trainer().worksheet());
        Self {
            lessons: vec![lesson.clone()],
            start: 0,
            lesson,
            timeline,
            step: 0,
            cursor,
            trail: follow::Trail::default(),
            scrolled: scroll::Scrolled::default(),
            focus: Pane::Worksheet,
            companion: None,
            zoomed: false,
            decimals: None,
            hyper: 0,
            flipped: Vec::new(),
            read: None,
            unit: None,
            plane: PlaneLooks::default(),
            surface: None,
            speed: playing::DEFAULT_SPEED,
            playing: false,
            owed: 0,
            pursued: None,
            left: tries::Left::default(),
            tried: tries::Tried::default(),
            comparison: None,
            marking: None,
            twin: None,
            curve: curve::CurveLooks::default(),
            mouse: true,
            mode: Mode::Browse,
            message: None,
            last_search: String::new(),
            presses: 1,
            copied: 0,
            history: Vec::new(),
            quiz: None,
            projector: None,
            keymap: Keymap::default(),
            looks: Looks::default(),
            effects: Vec::new(),
        }
    }

    /// Handles one key and returns what the floor above has to do.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        self.presses += 1;
        match &self.mode {
            Mode::Prompt(_) => self.press_in_prompt(key),
            Mode::Draw(_) => self.press_in_drawing(key),
            Mode::Help(_) | Mode::Browse => self.press_command(key),
        }
        self.follow_run();
        std::mem::take(&mut self.effects)
    }

    fn press_command(&mut self, key: Key) {
        if let Some(first) = key.typed().filter(|c| self.begins_answer(*c)) {
            return self.begin_answer(first);
        }
        let Some(command) = self.keymap.bound_to(key) else {
            if let Some(c) = key.typed().filter(char::is_ascii_digit) {
                self.say(format!("there is no pane {c}"));
            } else {
                let help = self.call("help");
                self.refuse(format!("{key} does nothing here; {help} lists the keys"));
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
        self.look_from(command.group);
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

    /// Replaces the lesson and starts it, with the pane that was chosen; but what a lesson says
    /// comes first.
    pub fn open(&mut self, lesson: Lesson) {
        let companion = self.companion.filter(|_| lesson.cues.is_empty());
        self.change_to(Self::new(lesson));
        self.companion = companion;
    }

    /// Goes on as another app, with what belongs to the person rather than to the lesson: keys,
    /// looks, mouse, speed, the lines typed, the projector; and the decimals where the other has no
    /// wish.
    pub fn change_to(&mut self, other: Self) {
        let projecting = self.leave_projector();
        let history = std::mem::take(&mut self.history);
        let (keymap, looks) = (self.keymap.clone(), self.looks.clone());
        let (speed, curve, mouse) = (self.speed, self.curve, self.mouse);
        let decimals = other.decimals.or(self.decimals);
        *self = Self { decimals, speed, curve, mouse, history, keymap, looks, ..other };
        if projecting {
            self.project();
        }
    }

    /// Which key runs which command.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Binds keys anew.
    pub fn set_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
    }

    /// How a command is called in a sentence: by its first key, or as it is typed.
    pub fn call(&self, command: &str) -> String {
        self.keymap.call(command)
    }

    /// Asks for a number of decimals, as `:more-decimals 6` does.
    pub fn set_decimals(&mut self, decimals: Option<usize>) {
        self.decimals = decimals;
    }

    /// Tells something until the next key: what the floor above found at the start.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.refuse(text);
    }
}
