//! Homework: documents are read, placed, judged and explained.

mod diagnosing;
mod documents;
mod judging;
mod placing;
mod recovering;
mod sheet;
