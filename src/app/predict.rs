//! Predict, then see: what the next step computes stays hidden until somebody has said what it is,
//! or asks for it. Nobody is ever stuck: a cell, a quantity or a hint can always be had.

use super::{App, Prompt, Purpose};
use crate::worksheet::quantity::{Cell, Id};

mod carried;
mod typed;

use typed::Typed;

/// What is asked, and how it went so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Quiz {
    /// The iteration and step whose quantity is asked for.
    at: Option<(u64, usize)>,
    /// Cells of it that are seen.
    seen: Vec<Cell>,
    /// Whether all of it is seen.
    all: bool,
    /// A cell whose formula was asked for.
    hinted: Option<Cell>,
    right: u32,
    answers: u32,
}

/// How many mistakes are named at most.
const NAMED: usize = 3;

impl App {
    /// Starts asking before showing, or stops.
    pub(super) fn toggle_predict(&mut self) {
        if let Some(quiz) = self.quiz.take() {
            self.say(if self.is_projecting() {
                "nothing is veiled from now on".into()
            } else {
                format!("predicting is off; {} of {} were right", quiz.right, quiz.answers)
            });
            return;
        }
        self.quiz = Some(Quiz::default());
        let step = self.call("next-step");
        self.say(format!("{step} asks for the next quantity before it shows it"));
    }

    /// Hides what the step just made computed, while predicting.
    pub(super) fn hide_step(&mut self) {
        let here = (self.iteration(), self.step);
        if let Some(quiz) = &mut self.quiz {
            *quiz = Quiz {
                at: Some(here),
                right: quiz.right,
                answers: quiz.answers,
                ..Quiz::default()
            };
        }
        if let Some(cell) = self.to_work_out().filter(|cell| self.hides(*cell)) {
            self.cursor = cell;
        }
    }

    /// The right answers and all answers, while predicting; a class has no score.
    pub fn score(&self) -> Option<(u32, u32)> {
        let quiz = self.quiz.as_ref().filter(|_| !self.is_projecting());
        quiz.map(|quiz| (quiz.right, quiz.answers))
    }

    /// The quantity that is asked for, until all of it is seen.
    pub fn asked(&self) -> Option<Id> {
        let quiz = self.quiz.as_ref().filter(|quiz| !quiz.all)?;
        if quiz.at != Some((self.iteration(), self.step)) {
            return None;
        }
        let id = self.current_quantity()?;
        (quiz.seen.len() < self.worksheet().quantity(id).len()).then_some(id)
    }

    /// Whether a cell is still to be predicted.
    pub fn hides(&self, cell: Cell) -> bool {
        self.asked() == Some(cell.quantity)
            && self.quiz.as_ref().is_some_and(|quiz| !quiz.seen.contains(&cell))
    }

    /// Whether the formula of a hidden cell was asked for.
    pub fn is_hinted(&self, cell: Cell) -> bool {
        self.quiz.as_ref().is_some_and(|quiz| quiz.hinted == Some(cell))
    }

    /// Shows the formula of the cell under the cursor.
    pub(super) fn hint(&mut self) -> Result<(), String> {
        let cell = self.asked_cell()?;
        if let Some(quiz) = &mut self.quiz {
            quiz.hinted = Some(cell);
        }
        // The projector has room for the formula beside the numbers.
        if self.is_projecting() { Ok(()) } else { self.focus_on(super::Pane::Why) }
    }

    /// Shows the cell under the cursor, or all of what is asked for.
    pub(super) fn reveal(&mut self, argument: &str) -> Result<(), String> {
        let cell = self.asked_cell();
        let Some(quiz) = &mut self.quiz else { return cell.map(drop) };
        match argument {
            "" => quiz.seen.push(cell?),
            "all" => quiz.all = true,
            other => return Err(format!("reveal or reveal all, not reveal {other}")),
        }
        Ok(())
    }

    /// Shows all of what is asked for.
    pub(super) fn show_all(&mut self) {
        if let Some(quiz) = &mut self.quiz {
            quiz.all = true;
        }
    }

    fn asked_cell(&self) -> Result<Cell, String> {
        let cell = self.cursor;
        match self.asked() {
            None if self.quiz.is_none() => {
                Err(format!("nothing is hidden; {} begins predicting", self.call("predict")))
            }
            None => Err(format!("nothing is hidden; {} goes on", self.call("next-step"))),
            Some(_) if self.hides(cell) => Ok(cell),
            Some(id) => {
                let name = self.symbols().role(self.worksheet().quantity(id).role);
                Err(format!("this cell is seen; what is asked for is {name}"))
            }
        }
    }

    /// Whether a character begins the number that the cell under the cursor is asked for.
    pub(super) fn begins_answer(&self, c: char) -> bool {
        let here = matches!(self.focus, super::Pane::Worksheet | super::Pane::Why);
        let browsing = matches!(self.mode, super::Mode::Browse) && !self.is_projecting();
        let begins = c.is_ascii_digit() || ['-', '−', '.'].contains(&c);
        begins && here && browsing && self.hides(self.cursor)
    }

    /// Opens the line for an answer with its first character.
    pub(super) fn begin_answer(&mut self, first: char) {
        let name = self.symbols().cell(self.worksheet(), self.cursor);
        self.ask(Prompt::new(Purpose::Answer, format!("{name} = "), first));
    }

    /// Opens the line for an answer, where the cell under the cursor is asked for.
    pub(super) fn ask_answer(&mut self) -> Result<(), String> {
        let cell = self.asked_cell()?;
        let name = self.symbols().cell(self.worksheet(), cell);
        self.ask(Prompt::new(Purpose::Answer, format!("{name} = "), ""));
        Ok(())
    }

    /// Judges an answer. What is right is shown; what is wrong is refused with the likely reason.
    pub(super) fn answer(&mut self, text: &str) -> Result<(), String> {
        let cell = self.asked_cell()?;
        let typed = Typed::parse(text)?;
        let value = self.trainer().trace().cell(self.worksheet(), cell);
        let right = typed.is(value);
        if right && !typed.is_enough_for(value) {
            let more = || "right as far as it goes; two digits at least".into();
            return Err(self.carried_otherwise(cell, typed).unwrap_or_else(more));
        }
        if let Some(digits) =
            self.manner().rounding.filter(|_| !right && self.is_before(cell, typed))
        {
            return Err(format!("right before it is rounded; {} are carried", digits.words()));
        }
        if let Some(quiz) = &mut self.quiz {
            quiz.answers += 1;
            quiz.right += u32::from(right);
        }
        if !right {
            let otherwise = self.carried_otherwise(cell, typed);
            return Err(otherwise.unwrap_or_else(|| self.diagnosis(cell, typed, value)));
        }
        if let Some(quiz) = &mut self.quiz {
            quiz.seen.push(cell);
        }
        self.go_to_hidden(cell);
        Ok(())
    }

    /// Goes on from a right answer to the next cell that is still asked for.
    fn go_to_hidden(&mut self, from: Cell) {
        if self.next_hidden(from) {
            self.say("right");
        } else {
            self.say(format!("right, and complete; {} goes on", self.call("next-step")));
        }
    }

    /// Puts the cursor on the next cell that is still asked for; false where all is seen.
    pub(super) fn next_hidden(&mut self, from: Cell) -> bool {
        let (rows, columns) = {
            let q = self.worksheet().quantity(from.quantity);
            (q.rows, q.columns)
        };
        let here = from.row * columns + from.column;
        let places = (1..rows * columns).map(|by| (here + by) % (rows * columns));
        let cells = places.map(|at| Cell { row: at / columns, column: at % columns, ..from });
        let next = { cells }.find(|cell| self.hides(*cell));
        self.cursor = next.unwrap_or(self.cursor);
        next.is_some()
    }

    /// Why an answer may have come out as it did.
    fn diagnosis(&self, cell: Cell, typed: Typed, value: f64) -> String {
        let (sheet, trainer) = (self.worksheet(), self.trainer());
        let made = |x: f64| typed.is(x) && typed.is_enough_for(x);
        let mut said: Vec<(&str, String)> = Vec::new();
        for wrong in sheet.blamed(trainer.trace(), &trainer.now(), cell, &made) {
            if said.iter().all(|(code, _)| *code != wrong.code) {
                said.push((wrong.code, format!("{}: {}", wrong.said(), wrong.row().why)));
            }
        }
        if !said.is_empty() {
            said.truncate(NAMED);
            let texts: Vec<_> = said.into_iter().map(|(_, text)| text).collect();
            return texts.join("; or ");
        }
        let factors = self.explanation().by_size(sheet, trainer.trace());
        let look = factors.first().map_or(String::new(), |factor| {
            format!("; look at {}", self.symbols().cell(sheet, *factor))
        });
        format!("{}{look}", typed.compared_with(value))
    }
}
