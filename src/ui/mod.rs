//! Floor 8: the app's state drawn into cells. Changes nothing; knows no files and no clock.

pub mod render;
pub mod theme;
