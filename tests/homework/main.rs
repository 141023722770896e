//! Checking somebody's homework.

mod diagnosing;
mod judging;
mod sheet;
