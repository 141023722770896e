//! Homework: documents are read, placed, judged and explained.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

mod diagnosing;
mod documents;
mod generate;
mod generated;
mod judging;
mod placing;
mod reading;
mod reading_fuzz;
mod recovering;
mod sheet;
mod style;
mod template;
