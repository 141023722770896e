//! A bar of how far long work has come, on stderr, where somebody sees it.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};

/// The bar of so many things, with a word behind it; hidden where it is not wanted or nobody sees it.
pub(super) fn bar(things: u64, word: &str, wanted: bool) -> ProgressBar {
    if !wanted || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = format!("{{wide_bar}} {{human_pos}}/{{human_len}} {word}");
    let bar = ProgressBar::new(things);
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
