//! Keys in, screen out: what people see of the paper and the other lessons, without a terminal.
#![expect(clippy::unwrap_used, reason = "a lesson or key that does not exist is a failed test")]

#[path = "../common/printed.rs"]
mod printed;

mod change;
mod desk;
mod help;
mod lines;
mod matrices;
mod numbers;
mod paper;
mod random;
mod time;

/// The sizes of a projector, a laptop and a wall.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];
