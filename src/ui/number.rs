//! Numbers in cells: fixed decimals where they say something, scientific where they would not.

use crate::math::number::{self, Digits};

/// The widest cell fixed decimals may ask for; larger numbers become scientific.
const WIDEST_WHOLE_PART: f64 = 1e7;

/// `x` with `decimals` digits after the point; scientific where that would say 0 for something
/// else, or where the number is huge. Never clipped.
pub(super) fn cell(x: f64, decimals: usize) -> String {
    let tiny = x != 0.0 && x.abs() < 0.5 * 10f64.powi(-(decimals as i32));
    if x.is_finite() && (tiny || x.abs() >= WIDEST_WHOLE_PART) {
        return format!("{x:.*e}", decimals.min(4).saturating_sub(2).max(1));
    }
    number::format(x, Digits::Decimals(decimals))
}

/// Whether a number is written with fixed decimals at all.
fn is_fixed(x: f64) -> bool {
    x.is_finite() && x.abs() < WIDEST_WHOLE_PART
}

/// The width that holds every number of a matrix.
pub(super) fn width(values: &[f64], decimals: usize) -> usize {
    let (mut least, mut most) = (0.0f64, 0.0f64);
    let mut special = 0;
    for x in values {
        if is_fixed(*x) && (*x == 0.0 || x.abs() >= 0.5 * 10f64.powi(-(decimals as i32))) {
            least = least.min(*x);
            most = most.max(*x);
        } else {
            special = special.max(cell(*x, decimals).len());
        }
    }
    let negative_zero = values.iter().any(|x| *x == 0.0 && x.is_sign_negative());
    let least = if negative_zero && least == 0.0 { -0.0 } else { least };
    special.max(cell(least, decimals).len()).max(cell(most, decimals).len())
}

/// `x` in at most `width` columns: with `decimals` digits after the point, else fewer, else
/// scientific with as many digits as there is room for, else only its sign and kind of size.
pub(super) fn fitted(x: f64, decimals: usize, width: usize) -> String {
    let fits = |text: &String| text.len() <= width;
    let says = |text: &String| x == 0.0 || text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let usual = cell(x, decimals);
    if fits(&usual) || !x.is_finite() {
        return usual;
    }
    let fixed = (0..decimals).rev().filter(|_| is_fixed(x)).map(|d| format!("{x:.d$}"));
    let scientific = (0..6).rev().map(|d| format!("{x:.d$e}"));
    fixed.filter(says).chain(scientific).find(fits).unwrap_or_else(|| {
        let sign = if x < 0.0 { "-" } else { "" };
        format!("{sign}{}", if x.abs() < 1.0 { "tiny" } else { "huge" })
    })
}

/// `x` in few characters, to be read from afar: with `decimals` digits after the point, fewer where
/// it is large; scientific with one digit where it would be 0 otherwise, or is huge.
pub(super) fn brief(x: f64, decimals: usize) -> String {
    let fixed = (0..=decimals).rev().map(|decimals| cell(x, decimals));
    let short = |text: &String| !text.contains('e') && text.len() <= decimals + 4;
    { fixed }.find(short).unwrap_or_else(|| format!("{x:.0e}"))
}

/// As many decimals as it takes to write every number of a matrix exactly, `most` at most: what is
/// given by hand usually needs few.
pub(super) fn needed(values: &[f64], most: usize) -> usize {
    let written = |x: f64, decimals: usize| {
        let power = 10f64.powi(decimals as i32);
        // Whole numbers and powers of ten of this size are exact, and so the quotient is the
        // number that the digits stand for.
        (x * power).round() / power == x
    };
    let enough = |decimals: &usize| values.iter().all(|x| !is_fixed(*x) || written(*x, *decimals));
    (0..most).find(enough).unwrap_or(most)
}

/// `x` for sentences and headers: six significant digits.
pub(super) fn short(x: f64) -> String {
    number::format(x, Digits::Significant(6))
}

/// `x` as it stands in a formula: as many significant digits as decimals are shown, at least 5.
pub(super) fn in_formula(x: f64, decimals: usize) -> String {
    number::format(x, Digits::Significant(decimals.max(4) + 1)).replace('-', "−")
}

/// `x` as the result of a formula: twelve significant digits, as the paper has them; to the last
/// bit where more decimals are asked for.
pub(super) fn result(x: f64, decimals: usize) -> String {
    let digits = if decimals > 12 { Digits::Exact } else { Digits::Significant(12) };
    number::format(x, digits).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_never_shown_as_zero_unless_it_is_zero() {
        assert_eq!(cell(0.0, 4), "0.0000");
        assert_eq!(cell(-0.0, 1), "-0.0");
        assert_eq!(cell(0.00004, 4), "4.00e-5");
        assert_eq!(cell(0.00006, 4), "0.0001");
        assert_eq!(cell(-1e300, 4), "-1.00e300");
        assert_eq!(cell(f64::NAN, 4), "nan");
    }

    #[test]
    fn what_is_given_by_hand_is_written_with_the_decimals_it_needs() {
        assert_eq!(needed(&[0.75, -0.8, 2.0], 4), 2);
        assert_eq!(needed(&[1.0, -1.0], 4), 0);
        assert_eq!(needed(&[1.0 / 3.0, 0.5], 4), 4);
        assert_eq!(needed(&[1e200, f64::NAN, 0.5], 4), 1);
    }

    #[test]
    fn a_number_gives_up_decimals_before_it_gives_up_its_place() {
        for (x, width, shown) in [
            (12.345_678, 7, "12.3457"),
            (-12.345_678, 7, "-12.346"),
            (-123_456.7, 7, "-123457"),
            (-1_234_567.0, 7, "-1.23e6"),
            (-1.5e-300, 7, "-2e-300"),
            (-1.5e-300, 6, "-tiny"),
            (1.5e-300, 4, "tiny"),
            (-1.5e300, 5, "-huge"),
            (0.00001, 7, "1.00e-5"),
            (f64::NEG_INFINITY, 5, "-inf"),
        ] {
            assert_eq!(fitted(x, 4, width), shown);
        }
    }

    #[test]
    fn a_number_to_be_read_from_afar_is_short_and_not_zero() {
        for (x, shown) in [
            (0.458, "0.46"),
            (-0.0873, "-0.09"),
            (0.004, "4e-3"),
            (-3.2e-12, "-3e-12"),
            (0.0, "0.00"),
            (-123.456, "-123.5"),
            (123_456.7, "123457"),
            (-1e300, "-1e300"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(brief(x, 2), shown);
        }
    }

    #[test]
    fn the_width_of_a_matrix_holds_each_of_its_numbers() {
        let values = [0.0, -0.0, 0.1, -12.5, 3e9, -2e-9, f64::NEG_INFINITY, f64::NAN, 999.0];
        for n in 1..=values.len() {
            for decimals in 0..=12 {
                let widest = values[..n].iter().map(|x| cell(*x, decimals).len()).max();
                assert_eq!(Some(width(&values[..n], decimals)), widest, "{n} {decimals}");
            }
        }
    }
}
