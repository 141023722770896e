//! Numbers as they are typed after the name of a setting.

use anyhow::{Context, Result};

/// A whole number of at least 0; else one line that says what the setting takes.
pub(super) fn whole(name: &str, text: &str) -> Result<i64> {
    let found = text.parse().ok().filter(|n: &i64| *n >= 0);
    found.with_context(|| format!("{name} takes a whole number, not {text:?}"))
}

/// A whole number above 0.
pub(super) fn positive(name: &str, text: &str) -> Result<i64> {
    let found = text.parse().ok().filter(|n: &i64| *n > 0);
    found.with_context(|| format!("{name} takes whole numbers above 0, not {text:?}"))
}

/// A finite number.
pub(super) fn number(name: &str, text: &str) -> Result<f64> {
    let found = text.parse().ok().filter(|x: &f64| x.is_finite());
    found.with_context(|| format!("{name} takes a number, not {text:?}"))
}
