//! A session as a file: the lesson, what it was started over as, every edit, and where one stood.
//! Numbers are not kept, because they follow from it to the bit.

mod history;
mod read;
mod write;

pub use read::{is_session, read};
pub use write::{lesson_section, write};

use super::Lesson;
use crate::train::History;

/// A session, ready to go on.
#[derive(Clone, Debug)]
pub struct Session {
    /// The lesson, and those it was started over as, each with the hyperparameters it was started
    /// with.
    pub lessons: Vec<Lesson>,
    /// What was changed, and the ways back.
    pub history: History,
    /// Where one stood.
    pub position: Position,
}

impl Session {
    /// Which lesson was open.
    pub fn open(&self) -> usize {
        self.history.runs[self.history.current].start
    }
}

/// Where somebody stood, by the names of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The iteration, counted from 1.
    pub iteration: u64,
    /// How many of its steps were shown.
    pub step: usize,
    /// The cell under the cursor: `delta1[3,3]`.
    pub cell: String,
    /// The focused pane.
    pub pane: String,
    /// The pane that was chosen to stand beside the worksheet.
    pub beside: Option<String>,
    /// Whether the focused pane filled the screen.
    pub zoomed: bool,
    /// Decimals that were asked for.
    pub decimals: Option<usize>,
    /// The selected hyperparameter.
    pub hyperparameter: String,
    /// The weights of the surface that was shown and how far it went, and how often it was halved.
    pub surface: Option<(String, i32)>,
}

/// The version of the format, and the key that makes a file a session.
const VERSION: u64 = 1;

/// FNV-1a, 64 bits: enough to notice that a text has changed.
fn fingerprint(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn fingerprints_are_those_of_the_published_test_vectors() {
        // http://www.isthe.com/chongo/tech/comp/fnv: the empty text, "a" and "foobar".
        for (text, expected) in
            [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")]
        {
            assert_eq!(fingerprint(text), expected);
        }
    }
}
