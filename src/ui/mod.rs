//! Floor 8: the app's state drawn into cells. Changes nothing; knows no files and no clock.
//!
//! ```text
//! ┌ header: lesson, iteration, step, loss, η ─────────────────────────────┐
//! │ worksheet: every matrix, columns of layers, rows of phases            │
//! ├ why ──────────────────────────┬ loss ──────────┬ hyperparameters ─────┤
//! │ (narrow screens show one of these, with numbered tabs)                │
//! └ footer: keys, or a message, or the line being typed ──────────────────┘
//! ```

mod ascii;
mod canvas;
mod chart;
mod field;
mod footer;
mod frame;
pub mod glyphs;
mod header;
mod help;
mod hit;
mod kept;
mod layout;
mod notice;
mod number;
mod palette;
mod pane;
mod raster;
pub mod render;
mod screen;
pub mod theme;
mod wrap;

pub use hit::{Hit, Spot};
pub use kept::Kept;
pub use screen::{Feedback, View, draw, themes};
