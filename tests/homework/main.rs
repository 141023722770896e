//! Homework: documents are read, placed, judged and explained.

mod placing;
mod recovering;
