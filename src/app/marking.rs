//! A checked document beside the lesson: what somebody wrote, what is right, and which mistake
//! was made; and going from mistake to mistake.

use super::App;
use crate::homework::Checked;
use crate::homework::marked::sheet::{Entry, Sheet};
use crate::homework::marked::{formulas, role_called, shown};
use crate::homework::verdict::{Judged, Verdict};
use crate::worksheet::quantity::{Cell, Id, Role};

/// A document that was checked.
#[derive(Debug)]
pub(super) struct Marking {
    verdict: Verdict,
    sheet: Sheet,
    /// The quantities that are wrong somewhere.
    wrong: Vec<Role>,
}

/// What a document says of a cell, and what is found about its quantity.
#[derive(Clone, Copy, Debug)]
pub struct Beneath<'a> {
    /// What was written.
    pub entry: &'a Entry,
    /// What was found.
    pub judged: &'a Judged,
}

/// A mistake's place: iteration, step, and which of the verdict's quantities it is.
type Place = (u64, usize, usize);

impl App {
    /// An app on the lesson of a checked document, at its first mistake.
    pub fn marked(checked: Checked) -> Self {
        let Checked { verdict, lesson, sheet } = checked;
        let mut app = Self::new(lesson);
        let wrong = |judged: &&Judged| judged.status.is_wrong();
        let roles = verdict.quantities.iter().filter(wrong);
        let wrong = roles.filter_map(|judged| role_called(app.worksheet(), &judged.name)).collect();
        app.marking = Some(Box::new(Marking { verdict, sheet, wrong }));
        if app.go_to_wrong(true).is_err() {
            app.say_all_right();
        }
        app
    }

    fn say_all_right(&mut self) {
        let Some(marking) = &self.marking else { return };
        let (right, of) = marking.verdict.right();
        let text = format!("{}: {right} of {of} right", shown(&marking.verdict.document));
        self.say(text);
    }

    /// The document, while its lesson is as it was given: numbers of another run are not compared
    /// with it.
    fn marking(&self) -> Option<&Marking> {
        let marking = self.marking.as_deref()?;
        self.timeline.run().edits.is_empty().then_some(marking)
    }

    /// What the document that is checked is called.
    pub fn document(&self) -> Option<&str> {
        self.marking().map(|marking| marking.verdict.document.as_str())
    }

    /// Whether what the document says of a quantity stands under its numbers: of every one that is
    /// wrong in some iteration, so that nothing moves from one to the next.
    pub fn has_beneath(&self, id: Id) -> bool {
        let role = self.worksheet().quantity(id).role;
        self.marking().is_some_and(|marking| marking.wrong.contains(&role))
    }

    /// What the document says of a cell of this iteration, seen or not.
    pub(super) fn printed(&self, id: Id, at: (usize, usize)) -> Option<f64> {
        let role = self.worksheet().quantity(id).role;
        let found = self.marking()?.sheet.cell(self.iteration(), role, at)?;
        Some(found.1.printed)
    }

    /// What the document says of a cell of this iteration, where that may be seen.
    pub fn beneath(&self, cell: Cell) -> Option<Beneath<'_>> {
        let marking = self.marking().filter(|_| self.is_shown(cell.quantity))?;
        let role = self.worksheet().quantity(cell.quantity).role;
        let (written, entry) =
            marking.sheet.cell(self.iteration(), role, (cell.row, cell.column))?;
        Some(Beneath { entry, judged: marking.verdict.quantities.get(written.judged)? })
    }

    /// The formula behind the first cause of a wrong quantity, and the right one.
    pub fn formulas_beneath(&self, id: Id, judged: &Judged) -> Option<[String; 2]> {
        let (sheet, now, symbols) = (self.worksheet(), self.trainer().now(), self.symbols());
        let cause = judged.causes.first()?;
        formulas(sheet, &now, &symbols, sheet.quantity(id).role, cause)
    }

    /// Goes to the next mistake of the document, or to the one before.
    pub(super) fn go_to_wrong(&mut self, next: bool) -> Result<(), String> {
        let Some(marking) = &self.marking else {
            return Err("no document is checked here: chainrule check FILE --open".into());
        };
        let places = self.wrong_places(&marking.verdict);
        let here = self.worksheet().step_of(self.cursor().quantity).unwrap_or(0);
        // Before the first step nothing is stood at.
        let here = (self.iteration(), if self.step == 0 { 0 } else { here });
        let after = |place: &&Place| (place.0, place.1) > here;
        let before = |place: &&Place| (place.0, place.1) < here;
        let found = if next { places.iter().find(after) } else { places.iter().rev().find(before) };
        let Some(&place) = found else {
            return Err(match (places.is_empty(), next) {
                (true, _) => "nothing in the document is wrong".into(),
                (false, true) => "there is no further mistake in the document".into(),
                (false, false) => "there is no mistake before this one".into(),
            });
        };
        let at = places.iter().position(|other| *other == place).unwrap_or(0);
        self.show_wrong(place, (at + 1, places.len()));
        Ok(())
    }

    /// Where the document is wrong, in the order of an iteration.
    fn wrong_places(&self, verdict: &Verdict) -> Vec<Place> {
        let sheet = self.worksheet();
        let place = |(at, judged): (usize, &Judged)| {
            let id = sheet.find(role_called(sheet, &judged.name)?)?;
            Some((judged.iteration, sheet.step_of(id).unwrap_or(0), at))
        };
        let wrong = verdict.quantities.iter().enumerate();
        let wrong = wrong.filter(|(_, judged)| judged.status.is_wrong());
        let mut places: Vec<Place> = wrong.filter_map(place).collect();
        places.sort_unstable();
        places
    }

    /// Stands at a mistake, the cursor on its first wrong cell, and says what it is.
    fn show_wrong(&mut self, (iteration, step, at): Place, (which, of): (usize, usize)) {
        self.stop();
        self.go_to_step(iteration, step);
        let Some(marking) = &self.marking else { return };
        let Some(judged) = marking.verdict.quantities.get(at) else { return };
        let role = role_called(self.worksheet(), &judged.name);
        let quantity = role.and_then(|role| self.worksheet().find(role));
        let written = marking.sheet.quantities.iter().find(|written| written.judged == at);
        let first = written.and_then(|written| written.first_wrong(judged));
        let said = judged.first_wrong.as_ref().map(|at| (at.row, at.column));
        let (row, column) = first.or(said).unwrap_or((0, 0));
        let line = judged.first_wrong.as_ref().map(|at| at.line).or(judged.line);
        let line = line.map_or(String::new(), |line| format!(", line {line}"));
        let cause =
            judged.causes.first().map_or(String::new(), |cause| format!(": {}", cause.said));
        let name = shown(&judged.written);
        let text = format!("mistake {which} of {of}, {name}{line}{}", shown(&cause));
        if let Some(quantity) = quantity {
            self.cursor = Cell { quantity, row, column };
        }
        self.keep_cursor();
        self.say(text);
    }
}
