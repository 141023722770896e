<<<<<<< HEAD
//! Homework: what is read, what is found, and which mistake it was.
=======
//! Homework: documents are read, placed, judged and explained.
>>>>>>> reader
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

mod diagnosing;
mod documents;
mod generate;
mod generated;
mod judging;
mod placing;
mod recovering;
mod sheet;
mod style;
mod template;
