//! Two runs side by side: which there are, and what this one has more than another, cell by cell,
//! at the same iteration. The other one may also be this run without its mistake or its rounding.

use super::App;
use super::twin::NAMES;
use crate::train::{Aside, Timeline, Trainer, Twin, more};
use crate::worksheet::Trace;
use crate::worksheet::quantity::{Cell, Id, Quantity};

/// What a checked document is called where one compares with it, and in a sentence.
const DOCUMENT: (&str, &str) = ("document", "the document");

/// What the current run is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Another run, by its number, counted from 0.
    Run(usize),
    /// The same run right and exact, as it is called.
    Twin(&'static str),
    /// What a document says that is checked.
    Document,
}

/// The other run, and the difference to it once it stands at the same iteration.
#[derive(Debug)]
pub(super) struct Comparison {
    other: Other,
    /// Who follows the other run; the twin follows by itself.
    aside: Option<Aside>,
    /// The run and iteration of which the difference is.
    at: Option<(usize, u64)>,
    /// This run's numbers minus the other's.
    difference: Trace,
    /// What only this run has.
    alone: Vec<Id>,
}

impl Other {
    /// How it is called in a sentence: `run 2`, `the exact run`.
    pub fn name(self) -> String {
        match self {
            Self::Run(run) => format!("run {}", run + 1),
            Self::Twin(name) => format!("the {name} run"),
            Self::Document => DOCUMENT.1.into(),
        }
    }
}

impl Comparison {
    fn new(timeline: &Timeline, other: Other) -> Self {
        let aside = match other {
            Other::Run(run) => Some(Aside::new(timeline.setup_of(run), &timeline.runs()[run])),
            Other::Twin(_) | Other::Document => None,
        };
        let difference = timeline.trainer().trace().clone();
        Self { other, aside, at: None, difference, alone: Vec::new() }
    }

    /// The other run's engine, where it stands at an iteration.
    fn there<'a>(&'a self, twin: Option<&'a Twin>, iteration: u64) -> Option<&'a Trainer> {
        engine(self.aside.as_ref(), twin, iteration)
    }

    /// Lets the other run follow to where the timeline stands, by one slice of work.
    fn follow(&mut self, timeline: &Timeline, twin: Option<&Twin>, at_once: u64) {
        let here = (timeline.current(), timeline.iteration());
        if self.at == Some(here) {
            return;
        }
        let Self { other, aside, at, difference, alone } = self;
        if let (Some(aside), Other::Run(run)) = (&mut *aside, *other) {
            aside.follow(&timeline.runs()[run], here.1, at_once);
        }
        if let Some(there) = engine(aside.as_ref(), twin, here.1) {
            subtract(timeline.trainer(), there, difference, alone);
            *at = Some(here);
        }
    }
}

/// The engine at an iteration of who follows the other run, or of the twin where nobody does.
fn engine<'a>(
    aside: Option<&'a Aside>,
    twin: Option<&'a Twin>,
    iteration: u64,
) -> Option<&'a Trainer> {
    match aside {
        Some(aside) => Some(aside.trainer()).filter(|there| there.iteration() == iteration),
        None => twin?.at(iteration),
    }
}

/// Takes the numbers of `there` from those of `here`; what only `here` has is noted.
fn subtract(here: &Trainer, there: &Trainer, difference: &mut Trace, alone: &mut Vec<Id>) {
    let (sheet, other) = (here.worksheet(), there.worksheet());
    difference.clone_from(here.trace());
    alone.clear();
    for (id, q) in sheet.quantities() {
        let shape = |q: &Quantity| (q.rows, q.columns);
        let same = other.find(q.role).filter(|id| shape(other.quantity(*id)) == shape(q));
        let Some(same) = same else {
            alone.push(id);
            continue;
        };
        let mine = difference.slice_mut(sheet, id);
        for (mine, theirs) in mine.iter_mut().zip(there.trace().slice(other, same)) {
            *mine = more(*mine, *theirs);
        }
    }
}
impl App {
    /// Starts comparing with a run, or stops; the one left last where none is named.
    pub(super) fn compare(&mut self, with: &str) -> Result<(), String> {
        if with.is_empty() && self.comparison.take().is_some() {
            self.say("the numbers themselves again");
            return Ok(());
        }
        let other = self.other_called(with)?;
        if other == Other::Run(self.timeline.current()) {
            return Err("that is this run".into());
        }
        self.comparison = Some(Comparison::new(&self.timeline, other));
        let label = match other {
            Other::Run(run) => format!(": {}", self.timeline.runs()[run].label),
            Other::Twin(_) | Other::Document => String::new(),
        };
        let name = other.name();
        self.say(format!("this run − {name}{label}; 0 where they are the same"));
        Ok(())
    }

    /// What somebody called the other run.
    fn other_called(&self, with: &str) -> Result<Other, String> {
        if NAMES.contains(&with) {
            let refusal = "nothing is wrong or rounded in this run; see :bug, :round";
            return self.twin_name().map(Other::Twin).ok_or(refusal.into());
        }
        if with == DOCUMENT.0 {
            let refusal = "no document is checked here: chainrule check FILE --open";
            return self.document().map(|_| Other::Document).ok_or(refusal.into());
        }
        if !with.is_empty() {
            return self.numbered(with).map(Other::Run);
        }
        let ghost = self.timeline.ghost().map(Other::Run);
        ghost.ok_or("there is only one run; an edit starts another".into())
    }

    /// What this run is compared with.
    pub fn compared(&self) -> Option<Other> {
        self.comparison.as_ref().map(|comparison| comparison.other)
    }

    /// Whether the other run or the twin is still on its way to this iteration.
    pub(super) fn is_following(&self) -> bool {
        self.twin_is_behind() || (self.comparison.is_some() && self.difference().is_none())
    }

    /// Lets the other run and the twin follow a little; where the other one has become this one,
    /// the one left last is compared with instead.
    pub(super) fn follow_run(&mut self) {
        self.follow_twin();
        let again = match self.compared() {
            None => return,
            Some(Other::Run(run)) if run == self.timeline.current() => {
                Some(self.timeline.ghost().map(Other::Run))
            }
            Some(Other::Run(_)) => None,
            Some(Other::Document) => self.document().is_none().then_some(None),
            Some(twin) => {
                let now = self.twin_name().map(Other::Twin);
                (now != Some(twin)).then_some(now)
            }
        };
        if let Some(other) = again {
            self.comparison = other.map(|other| Comparison::new(&self.timeline, other));
        }
        let most = self.at_once();
        let twin = self.twin.as_deref().filter(|twin| twin.is_of(&self.timeline));
        if self.compared() == Some(Other::Document) {
            self.subtract_document();
        } else if let Some(comparison) = &mut self.comparison {
            comparison.follow(&self.timeline, twin, most);
        }
    }

    /// Takes what the document says of this iteration from the run's numbers; what it does not say
    /// is only in the run.
    fn subtract_document(&mut self) {
        let here = (self.timeline.current(), self.iteration());
        if self.difference().is_some() {
            return;
        }
        let sheet = self.worksheet();
        let (mut difference, mut alone) = (self.trainer().trace().clone(), Vec::new());
        for (id, q) in sheet.quantities() {
            let printed = |at: usize| self.printed(id, (at / q.columns, at % q.columns));
            if (0..q.len()).all(|at| printed(at).is_none()) {
                alone.push(id);
                continue;
            }
            for (at, mine) in difference.slice_mut(sheet, id).iter_mut().enumerate() {
                *mine = printed(at).map_or(f64::NAN, |printed| more(*mine, printed));
            }
        }
        if let Some(comparison) = &mut self.comparison {
            (comparison.difference, comparison.alone) = (difference, alone);
            comparison.at = Some(here);
        }
    }

    fn difference(&self) -> Option<&Comparison> {
        let here = (self.timeline.current(), self.iteration());
        self.comparison.as_ref().filter(|comparison| comparison.at == Some(here))
    }

    /// The numbers to be shown: this iteration's, or while comparing what they are more than the
    /// other run's.
    pub fn displayed(&self) -> &Trace {
        let own = self.trainer().trace();
        self.difference().map_or(own, |comparison| &comparison.difference)
    }

    /// Whether there is something to be shown for a quantity: it is given or computed already,
    /// and while comparing the other run has it too.
    pub fn is_displayed(&self, id: Id) -> bool {
        let compared =
            || self.difference().is_some_and(|difference| !difference.alone.contains(&id));
        self.is_shown(id) && (self.comparison.is_none() || compared())
    }

    /// A cell's value in the other run and what this run has more, while comparing.
    pub fn compared_cell(&self, cell: Cell) -> Option<(f64, f64)> {
        let comparison = self.difference()?;
        if comparison.other == Other::Document {
            let there = self.beneath(cell)?.entry.printed;
            return Some((there, comparison.difference.cell(self.worksheet(), cell)));
        }
        let trainer = comparison.there(self.twin(), self.iteration())?;
        let quantity = trainer.worksheet().find(self.worksheet().quantity(cell.quantity).role)?;
        let there = trainer.trace().cell(trainer.worksheet(), Cell { quantity, ..cell });
        let known = !comparison.alone.contains(&cell.quantity);
        known.then(|| (there, comparison.difference.cell(self.worksheet(), cell)))
    }
}
