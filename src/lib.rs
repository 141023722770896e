//! `chainrule`: a backprop microscope for the terminal.
//!
//! The modules are floors; arrows only point down (`tests/floors.rs` checks it):
//! `cli` → `ui` → `app` → `report` → `lesson` → `train` → `worksheet` → `math`.

pub mod app;
pub mod cli;
pub mod lesson;
pub mod math;
pub mod report;
pub mod train;
pub mod ui;
pub mod worksheet;
