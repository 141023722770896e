//! Which examples of the data set an iteration sees, and what their classes are called.

use super::App;
use crate::worksheet::quantity::Role;

impl App {
    /// The rows of the data set that this iteration sees: `rows 31–40`, `rows 241–250, 1–30`; none
    /// where it sees all of them.
    pub fn rows_seen(&self) -> Option<String> {
        let batches = self.trainer().batches();
        if batches.is_everything() {
            return None;
        }
        let Some(pieces) = batches.pieces(self.iteration()) else {
            return Some("shuffled rows".into());
        };
        let piece = |rows: &std::ops::Range<usize>| match rows.len() {
            0 => None,
            1 => Some(rows.end.to_string()),
            _ => Some(format!("{}–{}", rows.start + 1, rows.end)),
        };
        let pieces: Vec<_> = pieces.iter().filter_map(piece).collect();
        Some(format!("rows {}", pieces.join(", ")))
    }

    /// What the row and the column under the cursor stand for: `row 3 is example 33 of 250,
    /// setosa; column 2 is versicolor`.
    pub fn example_note(&self) -> Option<String> {
        let row = self.example().and_then(|row| self.row_note(row));
        let both: Vec<_> = row.into_iter().chain(self.column_note()).collect();
        (!both.is_empty()).then(|| both.join("; "))
    }

    fn row_note(&self, row: usize) -> Option<String> {
        let all = self.trainer().data().rows;
        let of_all = self.row_of_all(row)?;
        let class = self.class_of(of_all);
        let example = format!("example {} of {all}", of_all + 1);
        let said = match (self.trainer().batches().is_everything(), class) {
            (true, class) => class?.to_owned(),
            (false, None) => example,
            (false, Some(class)) => format!("{example}, {class}"),
        };
        Some(format!("row {} is {said}", row + 1))
    }

    fn column_note(&self) -> Option<String> {
        let (sheet, column) = (self.worksheet(), self.cursor().column);
        let outputs = sheet.network().outputs();
        let layer = match sheet.quantity(self.cursor().quantity).role {
            Role::Input | Role::Loss => return None,
            Role::Target => sheet.network().depth(),
            Role::PreActivation(l)
            | Role::Activation(l)
            | Role::LossGradient(l)
            | Role::Delta(l) => l,
            Role::Parameter(p)
            | Role::StateBefore(p, _)
            | Role::Gradient(p)
            | Role::State(p, _)
            | Role::After(p) => p.layer,
        };
        let is_class = layer == sheet.network().depth() && outputs > 1;
        let class = self.lesson.classes.get(column).filter(|_| is_class)?;
        Some(format!("column {} is {class}", column + 1))
    }

    /// The place in the data set of a row of this iteration.
    pub(super) fn row_of_all(&self, row: usize) -> Option<usize> {
        let batches = self.trainer().batches();
        match batches.pieces(self.iteration()) {
            Some(pieces) => pieces.into_iter().flatten().nth(row),
            None => batches.clone().indices(self.iteration()).get(row).copied(),
        }
    }

    /// What the class of a training example is called.
    fn class_of(&self, row: usize) -> Option<&str> {
        let outputs = self.worksheet().network().outputs();
        let targets = self.trainer().data().y.get(row * outputs..)?.get(..outputs)?;
        let class = match targets {
            [only] => usize::from(*only > 0.0),
            _ => targets.iter().position(|target| *target == 1.0)?,
        };
        self.lesson.classes.get(class).map(String::as_str)
    }
}
