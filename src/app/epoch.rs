//! Epochs: going through the examples once more, or back.

use super::App;

impl App {
    /// Goes to the end of this epoch, or of the next one where it stands at an end.
    pub(super) fn next_epoch(&mut self) {
        let (per_epoch, here) = (self.trainer().batches().per_epoch(), self.destination());
        let whole = self.step == self.steps() || here != self.iteration();
        let from = if whole { here } else { here - 1 };
        self.go_to((from / per_epoch + 1) * per_epoch);
    }

    /// Goes to the end of the epoch before.
    pub(super) fn previous_epoch(&mut self) -> Result<(), String> {
        let (per_epoch, here) = (self.trainer().batches().per_epoch(), self.destination());
        match (here - 1) / per_epoch {
            0 => Err("this is the first epoch".into()),
            before => {
                self.go_to(before * per_epoch);
                Ok(())
            }
        }
    }
}
