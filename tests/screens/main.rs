//! Keys in, screen out: what people see of the paper and the other lessons, without a terminal.
#![expect(clippy::unwrap_used, reason = "a lesson or key that does not exist is a failed test")]

#[path = "../common/printed.rs"]
mod printed;

mod apart;
mod ascii;
mod blunders;
mod bug;
mod change;
mod check;
mod copy;
mod curve;
mod derivation;
mod desk;
mod drawing;
mod graph;
mod help;
mod keys;
mod lines;
mod maps;
mod marked;
mod matrices;
mod mouse;
mod named;
mod numbers;
mod palette;
mod paper;
mod picture;
mod plane;
mod predict;
mod projector;
mod random;
mod reader;
mod roles;
mod session;
mod start_over;
mod storm;
mod surface;
mod time;
mod tries;
mod trouble;
mod why;

/// The sizes of a projector, a laptop and a wall.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];
