//! Floor 9: the command line and the terminal. The only floor that touches files, terminal, clock.

pub mod terminal;
