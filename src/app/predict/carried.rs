//! Predicting in a run with a mistake or with rounded numbers: what is asked for is what is carried.

use super::typed::Typed;
use crate::app::App;
use crate::worksheet::quantity::Cell;

impl App {
    /// How the number that is asked for is made, behind its name: `, rounded to 2 decimals`.
    pub fn asked_how(&self) -> String {
        let now = self.trainer().now();
        let made = self.worksheet().made(self.cursor.quantity, &now);
        let rounded = self.manner().rounding;
        let rounded = rounded.map(|digits| format!(", rounded to {}", digits.words()));
        let made = made.map(|_| ", with the mistake".to_owned());
        made.into_iter().chain(rounded).collect()
    }

    /// Whether an answer is what is asked for as it is before it is rounded.
    pub(super) fn is_before(&self, cell: Cell, typed: Typed) -> bool {
        let (sheet, trainer) = (self.worksheet(), self.trainer());
        let why = sheet.explain(trainer.trace(), &trainer.now(), cell);
        typed.is(why.recompute(sheet, trainer.trace()))
    }

    /// What to say of an answer that would be right in a run without the mistake or the rounding.
    pub(super) fn carried_otherwise(&self, cell: Cell, typed: Typed) -> Option<String> {
        let right = self.beside(cell)?.right;
        if !typed.is(right) || !typed.is_enough_for(right) {
            return None;
        }
        Some(match self.manner().mistake {
            Some(mistake) => format!(
                "right without the mistake; what comes out with it, where {}?",
                self.broken_by(mistake)
            ),
            None => {
                "right in exact numbers; what comes out of the rounded ones on the sheet?".into()
            }
        })
    }
}
