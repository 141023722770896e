//! Time going on by itself: playing at a speed. All of it in slices of bounded work, so that whoever
//! has the clock can draw and read keys between them.

use super::App;
use crate::train::{Change, Timeline};
use crate::worksheet::manner::Manner;

/// How fast it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    /// Whether it goes by steps rather than by iterations.
    pub by_step: bool,
    /// How many a second; none is as many as there is time for.
    pub rate: Option<u64>,
}

const fn steps(rate: u64) -> Speed {
    Speed { by_step: true, rate: Some(rate) }
}

const fn iterations(rate: u64) -> Speed {
    Speed { by_step: false, rate: Some(rate) }
}

/// The table: every speed, the slowest first.
pub static SPEEDS: &[Speed] = &[
    steps(1),
    steps(3),
    iterations(1),
    iterations(2),
    iterations(5),
    iterations(10),
    iterations(30),
    iterations(100),
    iterations(1_000),
    iterations(10_000),
    Speed { by_step: false, rate: None },
];

pub(super) const DEFAULT_SPEED: usize = 4;

/// The work of a slice: nanoseconds, as far as they can be told from the sizes of the matrices.
const SLICE: u64 = 4_000_000;

/// How much longer a mistake may take than what is right: it is worked out cell by cell from its
/// formula.
const MISTAKEN: usize = 40;

/// Nanoseconds it may take to round a number.
const ROUNDED: usize = 350;

/// The most milliseconds that may be owed: a machine that cannot keep up does not run after it.
const MOST_OWED: u64 = 250;

impl Speed {
    /// `3 steps/s`
    pub fn name(self) -> String {
        let what = if self.by_step { "step" } else { "iteration" };
        match self.rate {
            None => "as fast as it goes".into(),
            Some(1) => format!("1 {what}/s"),
            Some(rate) => format!("{rate} {what}s/s"),
        }
    }
}

impl App {
    /// How fast it plays, or would.
    pub fn speed(&self) -> Speed {
        SPEEDS[self.speed]
    }

    pub(super) fn toggle_play(&mut self) {
        let playing = !self.playing;
        self.stop();
        self.playing = playing;
        let speed = self.speed().name();
        self.say(if playing {
            format!(
                "playing, {speed}; {} pauses, {} slower, {} faster",
                self.call("play"),
                self.call("slower"),
                self.call("faster")
            )
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
        self.owed = 0;
        self.say(self.speed().name());
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Whether time goes on by itself, so that `tick` wants to be called.
    pub fn is_moving(&self) -> bool {
        self.playing || self.pursued.is_some() || self.is_following()
    }

    /// Whether there is work for `work` to do by now.
    pub fn has_work(&self) -> bool {
        let due = self.playing && (self.speed().rate.is_none() || self.owed >= 1_000);
        due || self.pursued.is_some() || self.is_following()
    }

    /// Lets `milliseconds` pass and does a slice of what is due.
    pub fn tick(&mut self, milliseconds: u64) {
        if let Some(rate) = self.speed().rate.filter(|_| self.playing) {
            // Two are owed at least, so that what is left over is not lost at slow speeds.
            let most = (MOST_OWED * rate).max(2_000);
            self.owed = (self.owed + milliseconds.min(1_000) * rate).min(most);
        }
        self.work();
    }

    /// Does one slice of what is due: pursues, plays on, lets the other run follow.
    pub fn work(&mut self) {
        if self.pursued.is_some() {
            self.pursue();
        } else if self.playing {
            self.play_on();
        }
        self.follow_run();
    }

    fn play_on(&mut self) {
        let Speed { by_step, rate } = self.speed();
        let most = if by_step { 1 } else { self.at_once() };
        let due = rate.map_or(most, |_| (self.owed / 1_000).min(most));
        self.owed -= if rate.is_some() { due * 1_000 } else { 0 };
        if due == 0 {
            return;
        }
        if by_step {
            self.next_step();
        } else {
            let unfinished = u64::from(self.step != self.steps());
            self.go_to(self.iteration() + due - unfinished);
        }
    }

    pub(super) fn stop(&mut self) -> bool {
        let moving = self.playing || self.pursued.is_some();
        self.playing = false;
        self.owed = 0;
        self.pursued = None;
        self.left = super::tries::Left::default();
        moving
    }

    /// How many iterations a slice is.
    pub(super) fn at_once(&self) -> u64 {
        at_once(&self.timeline)
    }
}

/// How many iterations of the current run are a slice of work; one at least. Those that are wrong
/// or rounded take longest, wherever in the run they lie.
pub(super) fn at_once(timeline: &Timeline) -> u64 {
    let sheet = timeline.trainer().worksheet();
    let network = sheet.network();
    // Forward, back and the gradient, four products in a nanosecond; numbers; operations.
    let work =
        network.weights() * sheet.rows() * 3 / 4 + 2 * sheet.len() + 30 * sheet.steps().len();
    let Manner { mistake, rounding } = timeline.setup().manner;
    let any = |is: fn(&Change) -> bool| timeline.run().edits.iter().any(|edit| is(&edit.change));
    let mistaken = mistake.is_some() || any(|change| matches!(change, Change::Mistake(Some(_))));
    let rounded = rounding.is_some() || any(|change| matches!(change, Change::Rounding(Some(_))));
    let work = if mistaken { MISTAKEN * work } else { work };
    let rounded = if rounded { ROUNDED * sheet.len() } else { 0 };
    (SLICE / (work + rounded).max(1) as u64).max(1)
}
