//! The pieces of TOML that are written: numbers to the bit, strings, lines.

use std::fmt::Write;

use crate::math::hyperparameter::{Domain, Hyperparameter};

/// The value of a hyperparameter as files have it.
pub(super) fn setting(row: &Hyperparameter, value: f64) -> String {
    if row.domain == Domain::Flag { (value != 0.0).to_string() } else { number(value) }
}

/// The fewest digits that read back as the same bits, as TOML has them.
pub(super) fn number(x: f64) -> String {
    if x.is_nan() { "nan".into() } else { format!("{x:?}") }
}

/// `[0.5, -1.0]`
pub(super) fn numbers(values: &[f64]) -> String {
    let values: Vec<_> = values.iter().copied().map(number).collect();
    format!("[{}]", values.join(", "))
}

/// A string between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// `key = value` on a line of its own.
pub(super) fn line(key: &str, value: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{key} = {value}");
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_read_back_as_the_same_bits_signs_of_zero_and_infinities_included() {
        let tiny = f64::from_bits(1);
        for x in
            [0.1, -0.0, 0.0, 1.0 / 3.0, 1e300, tiny, f64::MAX, f64::INFINITY, f64::NEG_INFINITY]
        {
            let table: toml::Table = format!("x = {}", number(x)).parse().unwrap();
            assert_eq!(table["x"].as_float().unwrap().to_bits(), x.to_bits(), "{x}");
        }
        let table: toml::Table = format!("x = {}", number(f64::NAN)).parse().unwrap();
        assert!(table["x"].as_float().unwrap().is_nan());
    }
}
