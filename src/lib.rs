//! `chainrule`: a backprop microscope for the terminal.
//!
//! The modules are floors; arrows only point down (`tests/floors.rs` checks it):
//! `cli` → `ui` → `app` → `homework` → `report` → `lesson` → `train` → `worksheet` → `math`.
//!
//! An operation of the worksheet is computed, written, explained and checked in one place; every
//! view, from the screen to the JSON trace, is a projection of it.

pub mod app;
pub mod cli;
pub mod homework;
pub mod lesson;
pub mod math;
pub mod report;
pub mod train;
pub mod ui;
pub mod worksheet;
