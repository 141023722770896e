//! An iteration as a person reads it, in the symbols of one style: what every format for people
//! puts into its own marks.

use super::Report;
use crate::math::expr::{Expr, Style};
use crate::math::number;
use crate::math::unseen::is_unseen;
use crate::train::Trainer;
use crate::worksheet::explain::Wording;
use crate::worksheet::op::Leaf;
use crate::worksheet::quantity::{Cell, Id, Phase};
use crate::worksheet::symbols::{NOTATIONS, Symbols};

/// Terms of a sum that are written out; the others become one figure.
const TERMS: usize = 6;

/// The most rows of a matrix that stands in a formula in the place of its symbol.
const SHORT: usize = 8;

/// An iteration in the symbols of a style.
pub(crate) struct Page<'a> {
    report: &'a Report<'a>,
    trainer: &'a Trainer,
    symbols: Symbols,
}

/// Characters of the signs around an operand.
const SIGN: usize = 4;

/// How a matrix is written: its numbers, row by row, and its columns.
pub(super) type Matrix<'a> = &'a dyn Fn(&[f64], usize) -> String;

impl<'a> Page<'a> {
    pub(crate) fn new(report: &'a Report, trainer: &'a Trainer, style: Style) -> Self {
        let network = trainer.worksheet().network();
        Self { report, trainer, symbols: Symbols::new(network, report.notation, style) }
    }

    pub(crate) fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    pub(super) fn iteration(&self) -> u64 {
        self.trainer.iteration()
    }

    /// A number in the digits asked for.
    pub(crate) fn number(&self, x: f64) -> String {
        self.symbols.style().figure(&number::format(x, self.report.digits))
    }

    /// The loss, and what it is the sum of where there is a penalty.
    pub(super) fn loss(&self) -> (String, Option<[String; 2]>) {
        let (sheet, trace) = (self.trainer.worksheet(), self.trainer.trace());
        let penalty = trace.penalty(sheet, self.trainer.hyper());
        let sum =
            (penalty != 0.0).then(|| [self.number(trace.data_loss(sheet)), self.number(penalty)]);
        (self.number(self.trainer.loss()), sum)
    }

    /// In prose what is not as usual in this iteration.
    pub(super) fn manner(&self) -> Vec<String> {
        let manner = self.trainer.worksheet().manner();
        let mistake = manner.mistake.map(|mistake| format!("with the mistake {}", mistake.code));
        let rounding = manner.rounding.map(|digits| format!("rounded to {}", digits.words()));
        mistake.into_iter().chain(rounding).collect()
    }

    /// The quantities by the parts of the iteration.
    pub(super) fn phases(&self) -> Vec<(Phase, Vec<Id>)> {
        let mut phases: Vec<(Phase, Vec<Id>)> = Vec::new();
        for (id, quantity) in self.report.quantities(self.trainer) {
            let now = quantity.role.phase();
            match phases.last_mut() {
                Some((phase, ids)) if *phase == now => ids.push(id),
                _ => phases.push((now, vec![id])),
            }
        }
        phases
    }

    pub(crate) fn symbol(&self, id: Id) -> String {
        self.symbols.role(self.trainer.worksheet().quantity(id).role)
    }

    /// Its name in files.
    pub(crate) fn name(&self, id: Id) -> String {
        self.trainer.worksheet().quantity(id).role.name()
    }

    /// `4×3`
    pub(crate) fn shape(&self, id: Id) -> String {
        let quantity = self.trainer.worksheet().quantity(id);
        format!("{}×{}", quantity.rows, quantity.columns)
    }

    /// Its numbers row by row, and how many make a row.
    pub(crate) fn cells(&self, id: Id) -> (&'a [f64], usize) {
        let sheet = self.trainer.worksheet();
        (self.trainer.trace().slice(sheet, id), sheet.quantity(id).columns)
    }

    pub(crate) fn formula(&self, id: Id) -> Option<String> {
        let sheet = self.trainer.worksheet();
        let formula = sheet.formula(id, &self.trainer.now())?;
        Some(self.symbols.formula(sheet, &formula))
    }

    /// In prose the mistake that is made in a quantity.
    pub(super) fn mistake(&self, id: Id) -> Option<String> {
        let made = self.trainer.worksheet().made(id, &self.trainer.now())?;
        Some(format!("the mistake: {}", made.said()))
    }

    /// The formula with matrices for its symbols, where they are small enough to stand side by
    /// side in `room` characters.
    pub(super) fn substituted(&self, id: Id, room: usize, matrix: Matrix) -> Option<String> {
        let sheet = self.trainer.worksheet();
        let formula = sheet.formula(id, &self.trainer.now())?;
        if self.width(&formula)? > room {
            return None;
        }
        Some(formula.print(self.symbols.style(), &|leaf| match leaf {
            Leaf::Quantity(of) => {
                let (cells, columns) = self.cells(*of);
                matrix(cells, columns)
            }
            Leaf::Hyper(_, x) => self.number(*x),
            other => self.symbols.leaf(sheet, other),
        }))
    }

    /// How many characters a formula of small matrices takes; `None` where it is in words or a
    /// matrix has many rows.
    fn width(&self, formula: &Expr<Leaf>) -> Option<usize> {
        let mut sum = Some(0);
        formula.leaves(&mut |leaf| {
            let width = match leaf {
                Leaf::Quantity(id) => {
                    let (cells, columns) = self.cells(*id);
                    let widths = super::block::widths(cells, columns, self.report.digits);
                    let short = cells.len() <= SHORT * columns;
                    short.then(|| widths.iter().map(|width| width + 2).sum::<usize>() + 3)
                }
                Leaf::Hyper(..) => Some(8),
                Leaf::Time(_) => Some(2),
                Leaf::Cell(_) | Leaf::Text(_) => None,
            };
            sum = sum.zip(width).map(|(sum, width)| sum + width + SIGN);
        });
        sum
    }

    /// The first cell worked out: itself, its formula in symbols, with numbers, and its value.
    pub(super) fn worked(&self, id: Id) -> Option<Vec<String>> {
        let (sheet, trace) = (self.trainer.worksheet(), self.trainer.trace());
        let cell = Cell { quantity: id, row: 0, column: 0 };
        let explained = sheet.explain(trace, &self.trainer.now(), cell);
        let number = |x| self.number(x);
        let wording =
            Wording { symbols: &self.symbols, number: &number, terms: TERMS, chosen: None };
        let (symbolic, numbers) = explained.written(sheet, trace, wording)?;
        let ends = [self.symbols.cell(sheet, cell), symbolic];
        Some(ends.into_iter().chain(numbers).chain([self.number(explained.value)]).collect())
    }
}

impl Report<'_> {
    /// In prose which lesson it is and how it is written: `lesson paper, notation paper`.
    pub(super) fn subtitle(&self) -> String {
        let notation = NOTATIONS.iter().find(|(_, notation)| *notation == self.notation);
        let notation = notation.map_or("", |(name, _)| name);
        let digits = match self.digits {
            number::Digits::Exact => "every number exactly".into(),
            number::Digits::Significant(n) => format!("numbers to {n} significant digits"),
            digits => format!("numbers to {}", digits.words()),
        };
        format!("lesson {}, notation {notation}, {digits}", self.lesson.name)
    }
}

/// Prose on one line, without what would be commands to a terminal.
pub(super) fn line(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect()
}
