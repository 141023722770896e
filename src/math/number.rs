//! Numbers as text: the ways a cell may be written, with the rounding of C's `printf`. A number
//! that does not fit is never clipped.

mod words;

pub use words::ROUNDINGS;

#[cfg(test)]
mod tests;

/// A way to write a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// `%.nf`: n digits after the point.
    Decimals(usize),
    /// `%.ng`: n significant digits, trailing zeros cut, an exponent (`1.2e-05`) for numbers below
    /// 0.0001 or with more than n digits before the point.
    Significant(usize),
    /// The fewest digits that read back as the same bits, as Python's `repr`: `0.1`, `-0.0`, `1e-05`.
    Exact,
    /// n digits after the point, trailing zeros cut but the point kept, as numpy prints: `0.458`,
    /// `0.`, `-0.0178604`.
    TrimmedDecimals(usize),
    /// `%.12g` with `.0` after whole numbers: Python 2's `str`.
    Python12,
}

/// `x` written as `digits` says; NaN is `nan`, the infinities are `inf` and `-inf`.
pub fn format(x: f64, digits: Digits) -> String {
    if x.is_nan() {
        return "nan".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "inf" } else { "-inf" }.into();
    }
    match digits {
        Digits::Decimals(n) => format!("{x:.n$}"),
        Digits::Significant(n) => significant(x, n.max(1)),
        Digits::Exact => with_point(exact(x)),
        Digits::TrimmedDecimals(n) => trimmed(x, n),
        Digits::Python12 => with_point(significant(x, 12)),
    }
}

/// The number that [`format()`] writes: `x` to these digits.
pub fn rounded(x: f64, digits: Digits) -> f64 {
    let quick = match digits {
        _ if x == 0.0 => Some(x),
        Digits::Decimals(n) => i32::try_from(n).ok().and_then(|n| quickly_rounded(x, n)),
        Digits::Significant(n) => quickly_cut(x, n.max(1)),
        _ => None,
    };
    quick.or_else(|| format(x, digits).parse().ok()).unwrap_or(x)
}

/// The most digits of which the quick ways are sure.
const SURE: usize = 9;

/// The same without writing it, where the last digit is beyond doubt: a whole number over a power
/// of ten, or times one, both exact, so that the result is the number its digits stand for.
/// Negative decimals are places before the point.
fn quickly_rounded(x: f64, decimals: i32) -> Option<f64> {
    // Powers of ten are exact up to this one.
    let power = 10f64.powi(Some(decimals.abs()).filter(|n| *n <= 22)?);
    let scaled = if decimals < 0 { x / power } else { x * power };
    let from_tie = (scaled.abs().fract() - 0.5).abs();
    let whole = (scaled.abs() < 1e9 && from_tie > 1e-6).then(|| scaled.round())?;
    Some(if decimals < 0 { whole * power } else { whole / power })
}

/// The same to so many significant digits.
fn quickly_cut(x: f64, digits: usize) -> Option<f64> {
    let before = i32::try_from(Some(digits).filter(|n| *n <= SURE)?).ok()?;
    let exponent = x.abs().log10().floor();
    let decimals = (exponent.abs() < 100.0).then(|| before - 1 - exponent as i32)?;
    let cut = quickly_rounded(x, decimals)?;
    // Where the logarithm was off by one the number has a digit more or less than that.
    let least = 10f64.powi(exponent.abs() as i32);
    let least = if exponent < 0.0 { 1.0 / least } else { least };
    (x.abs() > least * (1.0 + 1e-9) && x.abs() < least * 10.0 * (1.0 - 1e-9)).then_some(cut)
}

/// `x` in at most `width` characters, or `None`: as asked; else with fewer digits but without an
/// exponent; else as a short scientific number (`1.2e-5`). A number other than 0 is never written
/// as 0 to make it fit.
pub fn fit(x: f64, digits: Digits, width: usize) -> Option<String> {
    let asked = format(x, digits);
    if asked.len() <= width {
        return Some(asked);
    }
    if !x.is_finite() {
        return None;
    }
    let fits = |text: &String| text.len() <= width;
    fewer(digits)
        .map(|digits| format(x, digits))
        .filter(|text| {
            !text.contains('e') && (x == 0.0 || text.contains(|c| ('1'..='9').contains(&c)))
        })
        .find(fits)
        .or_else(|| (0..most_digits(digits)).rev().map(|n| scientific(x, n)).find(fits))
}

/// The same way of writing with fewer and fewer digits.
fn fewer(digits: Digits) -> Box<dyn Iterator<Item = Digits>> {
    match digits {
        Digits::Decimals(n) => Box::new((0..n).rev().map(Digits::Decimals)),
        Digits::TrimmedDecimals(n) => Box::new((0..n).rev().map(Digits::TrimmedDecimals)),
        Digits::Significant(_) | Digits::Exact | Digits::Python12 => {
            Box::new((1..most_digits(digits)).rev().map(Digits::Significant))
        }
    }
}

/// How many significant digits a shortened number may still have.
fn most_digits(digits: Digits) -> usize {
    match digits {
        Digits::Significant(n) => n.max(1),
        Digits::Python12 => 12,
        Digits::Decimals(_) | Digits::TrimmedDecimals(_) | Digits::Exact => 17,
    }
}

/// `1.25e-5`: n digits after the point of the mantissa at most, no padding anywhere.
fn scientific(x: f64, n: usize) -> String {
    let text = format!("{x:.n$e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => format!("{}e{exponent}", cut_zeros(mantissa)),
        None => text,
    }
}

/// `%.ng`, n ≥ 1.
fn significant(x: f64, n: usize) -> String {
    let text = format!("{x:.*e}", n - 1);
    let (mantissa, exponent) = split(&text);
    let digits = i32::try_from(n).unwrap_or(i32::MAX);
    if exponent < -4 || exponent >= digits {
        return with_exponent(cut_zeros(mantissa), exponent);
    }
    let decimals = (digits - 1 - exponent) as usize;
    cut_zeros(&format!("{x:.decimals$}")).into()
}

/// The shortest digits that read back as x; an exponent below 0.0001 and from 1e16 up.
fn exact(x: f64) -> String {
    let text = format!("{x:e}");
    let (mantissa, exponent) = split(&text);
    if (-4..16).contains(&exponent) { format!("{x}") } else { with_exponent(mantissa, exponent) }
}

fn trimmed(x: f64, n: usize) -> String {
    let text = format!("{x:.n$}");
    if n == 0 { text + "." } else { text.trim_end_matches('0').into() }
}

/// Mantissa and exponent of a number that Rust wrote as `1.25e-5`.
fn split(text: &str) -> (&str, i32) {
    text.split_once('e').map_or((text, 0), |(m, e)| (m, e.parse().unwrap_or(0)))
}

/// `1.25e-05`: an exponent with its sign and two digits at least.
fn with_exponent(mantissa: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// Without the zeros after the last digit that counts, and without a point that ends the number.
fn cut_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn with_point(text: String) -> String {
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}
