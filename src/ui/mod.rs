//! Floor 8: the app's state drawn into cells. Changes nothing; knows no files and no clock.
//!
//! ```text
//!  header: lesson, what is compared, iteration, step, loss, η
//! ━━ 1 worksheet ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  ── 3 network ──────────────
//!  every matrix: columns of layers, rows of      where there is width: up to
//!  phases; a large one is a window, colours      three panes, one above the
//!  or a picture                                  other
//! ── 2 why ───────────── ── 4 loss ──────────── ── 8 hyperparameters ──────
//!  as many panes as there is room for; on narrow screens one, with tabs
//!  footer: keys, or a message, or the line being typed with its offers above
//! ```
//!
//! `layout` says which panes are where, `pane` draws each; what they left behind ([`Feedback`])
//! tells the next drawing how far things are scrolled, and what the mouse is on ([`Hit`]).

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
mod projector;
mod raster;
pub mod render;
mod screen;
mod scroll;
pub mod theme;
mod warning;
mod wrap;

pub use hit::{Hit, Spot};
pub use kept::Kept;
pub use screen::{Feedback, View, draw, themes};
