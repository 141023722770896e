//! The twin of a run with a mistake or with rounded numbers: what would be right or exact, cell by
//! cell, and where the two part.

use super::App;
use crate::train::{Change, Edit, Parting, Twin, more, parts};
use crate::worksheet::quantity::Cell;

/// What `goto` takes to go where a run and its twin part.
pub(super) const PARTING: &str = "parting";

/// What a twin may be called where one compares with it.
pub(super) const NAMES: [&str; 2] = ["exact", "honest"];

/// A cell beside its twin's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// What the run carries.
    pub carried: f64,
    /// What would be right, or exact.
    pub right: f64,
    /// How much more is carried.
    pub more: f64,
    /// Whether they have parted: while rounding, whether a digit on the sheet is wrong.
    pub parted: bool,
}

impl App {
    /// What the run without mistakes and roundings is called, where this run has any: honest where
    /// there is a mistake, else exact.
    pub fn twin_name(&self) -> Option<&'static str> {
        let mistake = |edit: &Edit| matches!(edit.change, Change::Mistake(Some(_)));
        let given = self.timeline.setup().manner.mistake.is_some();
        let honest = given || self.timeline.run().edits.iter().any(mistake);
        Twin::is_wanted(&self.timeline).then_some(NAMES[usize::from(honest)])
    }

    /// That run, as far as it went along.
    pub fn twin(&self) -> Option<&Twin> {
        self.twin.as_deref().filter(|twin| twin.is_of(&self.timeline))
    }

    /// Whether it is still on its way.
    pub(super) fn twin_is_behind(&self) -> bool {
        match self.twin() {
            Some(twin) => !twin.has_arrived(&self.timeline),
            None => Twin::is_wanted(&self.timeline),
        }
    }

    /// Lets it follow a little; one that is not wanted any more goes.
    pub(super) fn follow_twin(&mut self) {
        if !Twin::is_wanted(&self.timeline) {
            self.twin = None;
            return;
        }
        if self.twin().is_none() {
            self.twin = Twin::of_current(&self.timeline).map(Box::new);
        }
        let most = self.at_once();
        if let Some(twin) = self.twin.as_mut().filter(|twin| !twin.has_arrived(&self.timeline)) {
            twin.follow(&self.timeline, most);
        }
    }

    /// A cell beside its twin's, where that has arrived here.
    pub fn beside(&self, cell: Cell) -> Option<Beside> {
        let there = self.twin()?.at(self.iteration())?;
        let carried = self.trainer().trace().cell(self.worksheet(), cell);
        let right = there.trace().cell(there.worksheet(), cell);
        let parted = parts(self.manner(), carried, right);
        Some(Beside { carried, right, more: more(carried, right), parted })
    }

    /// The first place where this run and its twin part, as far as that is known.
    pub fn first_parting(&self) -> Option<Parting> {
        self.twin().and_then(Twin::first_parting)
    }

    /// What is called a place where two runs part: `s_out[1,1]`.
    pub(super) fn place_of_parting(&self, parting: &Parting) -> String {
        let (row, column) = parting.place;
        format!("{}[{},{}]", self.symbols().role(parting.role), row + 1, column + 1)
    }

    /// Goes there.
    pub(super) fn go_to_parting(&mut self) -> Result<(), String> {
        let name = self.twin_name().ok_or("nothing is wrong or rounded here; see :bug, :round")?;
        let Some(parting) = self.first_parting() else {
            let known = self.twin().map_or(0, |twin| twin.losses().count());
            return Err(format!("not apart from the {name} run up to iteration {known}"));
        };
        self.travel(parting.iteration)?;
        if let Some(quantity) = self.worksheet().find(parting.role) {
            let (row, column) = parting.place;
            self.cursor = Cell { quantity, row, column };
            self.keep_cursor();
        }
        let place = self.place_of_parting(&parting);
        self.say(format!("first apart at iteration {}: {place}", parting.iteration));
        Ok(())
    }
}
