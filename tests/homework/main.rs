//! Homework: what is read, what is found, and which mistake it was.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

mod generate;
mod generated;
mod style;
mod template;
