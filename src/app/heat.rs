//! Which matrices are shown the other way than the room on the screen suggests.

use super::App;
use crate::worksheet::quantity::Id;

impl App {
    /// Whether a matrix is shown as colours where it would be numbers, or the other way round.
    pub fn is_flipped(&self, id: Id) -> bool {
        self.flipped.contains(&id)
    }

    /// Shows the matrix under the cursor the other way, or every matrix.
    pub(super) fn flip(&mut self, argument: &str) -> Result<(), String> {
        let which = match argument {
            "" => vec![self.cursor.quantity],
            "all" => self.worksheet().quantities().map(|(id, _)| id).collect(),
            other => return Err(format!("heat or heat all, not heat {other}")),
        };
        for id in which {
            match self.flipped.iter().position(|flipped| *flipped == id) {
                Some(at) => drop(self.flipped.swap_remove(at)),
                None => self.flipped.push(id),
            }
        }
        Ok(())
    }
}
