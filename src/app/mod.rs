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
mod effect;
mod epoch;
mod examples;
mod follow;
mod heat;
mod hints;
mod hyper;
pub mod key;
mod keymap;
mod knob;
mod link;
mod looks;
mod manner;
mod marking;
mod message;
mod mouse;
mod named;
mod pane;
mod place;
pub mod plain;
mod plane;
mod playing;
mod predict;
mod press;
mod projector;
mod prompt;
mod pursuit;
mod runs;
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

pub use command::{ALIASES, Argument, COMMANDS, Command, Group, MOST_DECIMALS};
pub use compare::Other;
pub use curve::{CurveLooks, Span};
pub use drawing::Drawing;
pub use effect::Effect;
pub use follow::Origin;
pub use hints::Hint;
pub use keymap::{Conflict, Keymap};
pub use knob::Knob;
pub use looks::{Choice, GLYPHS, Glyphs, Looks};
pub use marking::Beneath;
pub use message::Message;
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
    pursued: Option<pursuit::Pursuit>,
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
}
