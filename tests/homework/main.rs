//! Homework: documents are read, placed, judged and explained.

mod diagnosing;
mod judging;
mod placing;
mod sheet;
