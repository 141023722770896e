//! What a check found, for those who read it: lines for a person, JSON, a table of a class, and
//! what the document says cell by cell beside what is right.

mod class;
mod json;
mod line;
pub mod sheet;
mod text;

pub use class::{Entry, class};
pub use json::json;
pub use line::{Line, Piece, Tone, shown};
pub use text::{Wanted, formulas, role_called, told};

use super::verdict::Status;

/// The sign that a status has before its quantity, in Unicode and in ASCII, and its meaning.
pub const SIGNS: &[(Status, char, char, Tone)] = &[
    (Status::Ok, '✓', '+', Tone::Right),
    (Status::OkTruncated, '✓', '+', Tone::Right),
    (Status::OkCarried, '~', '~', Tone::Right),
    (Status::Follows, '→', '>', Tone::Follows),
    (Status::Wrong, '✗', 'x', Tone::Wrong),
    (Status::RightButDoesNotFollow, '!', '!', Tone::Unclear),
    (Status::Shape, '✗', 'x', Tone::Wrong),
    (Status::Unread, '?', '?', Tone::Unclear),
    (Status::Missing, '-', '-', Tone::Dim),
    (Status::Elided, '…', '.', Tone::Dim),
    (Status::TooFewDigits, '?', '?', Tone::Unclear),
];

/// The sign of a status and its meaning.
pub fn sign(status: Status, plain: bool) -> (char, Tone) {
    let row = SIGNS.iter().find(|row| row.0 == status).unwrap_or(&SIGNS[0]);
    (if plain { row.2 } else { row.1 }, row.3)
}
