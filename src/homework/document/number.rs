//! Numbers as people write them: `-0.5`, `.5`, `1e-3`, `1.2 \times 10^{-3}`, `1\,234.5`, `0,5`.

use super::Mark;

/// A number that was read.
pub(super) struct Number {
    pub(super) value: f64,
    /// How many decimals it shows; below 0 where its exponent goes beyond them.
    pub(super) decimals: i32,
    /// How many digits it shows, without the zeros in front.
    pub(super) digits: usize,
}

/// How many bytes at the front of `text` are a number without a sign; 0 for none. `comma` says
/// whether a comma is a decimal point.
pub(super) fn length(text: &str, comma: bool) -> usize {
    let mut at = digits(text);
    let whole = at;
    if text[at..].starts_with("{,}") && digits(&text[at + 3..]) > 0 && whole > 0 {
        at += 3 + digits(&text[at + 3..]);
    }
    while whole > 0 && text[at..].starts_with("\\,") && digits(&text[at + 2..]) == 3 {
        at += 5;
    }
    let point = text[at..].starts_with('.') || comma && text[at..].starts_with(',');
    let after = if point { digits(&text[at + 1..]) } else { 0 };
    let is_dots = text[at..].starts_with("..");
    if after > 0 || point && text[at..].starts_with('.') && whole > 0 && !is_dots {
        at += 1 + after;
    }
    if whole == 0 && after == 0 { 0 } else { at + exponent(&text[at..]) }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How many bytes at the front are an exponent.
fn exponent(text: &str) -> usize {
    if text.starts_with(['e', 'E']) {
        let sign = usize::from(text[1..].starts_with(['+', '-']));
        let digits = digits(&text[1 + sign..]);
        return if digits == 0 { 0 } else { 1 + sign + digits };
    }
    let trimmed = text.trim_start_matches(' ');
    let Some(rest) = TIMES.iter().find_map(|times| trimmed.strip_prefix(times)) else { return 0 };
    let Some(rest) = rest.trim_start_matches([' ', '{']).strip_prefix("10") else { return 0 };
    let rest = rest.trim_start_matches('}');
    let end = match rest.strip_prefix('^') {
        Some(power) => power_end(power),
        None => rest.trim_start_matches(SUPERSCRIPTS),
    };
    if end.len() == rest.len() || rest.starts_with('^') && end.len() + 1 == rest.len() {
        return 0;
    }
    text.len() - end.len()
}

/// What stands behind the power of ten; all of `power` where it is none.
fn power_end(power: &str) -> &str {
    let braced = power.strip_prefix('{');
    let body = braced.unwrap_or(power).trim_start();
    let signed = body.strip_prefix(MINUS).or_else(|| body.strip_prefix('+')).unwrap_or(body);
    let count = digits(signed);
    let end = &signed[count..];
    match braced {
        _ if count == 0 => power,
        Some(_) => end.trim_start().strip_prefix('}').unwrap_or(power),
        None => end,
    }
}

/// The signs that stand for times before a power of ten.
const TIMES: &[&str] = &["\\times", "\\cdot", "×", "·", "⋅", "*", "x"];

const SUPERSCRIPTS: &[char] = &['⁻', '⁺', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The signs that are a minus.
pub(super) const MINUS: &[char] = &['-', '−', '–', '‐', '‑', '﹣'];

/// The number that a text is, sign included.
pub(super) fn parse(text: &str, comma: bool) -> Option<Number> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(MINUS) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let split = text.find(['e', 'E', '^', '*', 'x', '×', '·', '⋅']);
    let split = [split, text.find("\\times"), text.find("\\cdot")].into_iter().flatten().min();
    let (mantissa, power) = text.split_at(split.unwrap_or(text.len()));
    let grouped = if comma { mantissa.replace("{,}", ".") } else { mantissa.replace("{,}", "") };
    let plain = grouped.replace("\\,", "").replace(' ', "");
    let plain = if comma { plain.replace(',', ".") } else { plain };
    let exponent = power_of_ten(power)?;
    let mantissa = plain.trim_matches(['.']).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = format!("{sign}{plain}e{exponent}").parse().ok().filter(|_| mantissa)?;
    let decimals = plain.find('.').map_or(0, |point| plain.len() - point - 1);
    let digits = plain.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let decimals = (decimals.min(100_000) as i32) - exponent;
    value.is_finite().then_some(Number { value, decimals, digits })
}

/// The exponent of `e-3`, `\times 10^{-3}` or `×10⁻³`; 0 for nothing.
fn power_of_ten(power: &str) -> Option<i32> {
    if power.is_empty() {
        return Some(0);
    }
    let from = if power.starts_with(['e', 'E']) { 1 } else { power.find("10")? + 2 };
    let ascii: String = power[from..].chars().filter_map(plain).collect();
    ascii.parse().ok().filter(|n: &i32| n.unsigned_abs() <= 100_000)
}

/// A character of an exponent in ASCII, none for brackets and spaces.
fn plain(c: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|up| up == c);
    match at {
        Some(digit) => char::from_digit(digit as u32, 10),
        None if c == '⁻' || MINUS.contains(&c) => Some('-'),
        None => c.is_ascii_digit().then_some(c),
    }
}

/// A number of a text as it was written there.
pub(super) fn mark(raw: &str, line: usize, comma: bool) -> Option<Mark> {
    let word = raw.trim().trim_start_matches(['+', '-', '−']).to_ascii_lowercase();
    let sign = if raw.trim().starts_with(MINUS) { -1.0 } else { 1.0 };
    let special = match word.as_str() {
        "nan" => Some(f64::NAN),
        "inf" | "infinity" | "\\infty" | "∞" => Some(sign * f64::INFINITY),
        _ => None,
    };
    let (value, decimals) = match special {
        Some(value) => (value, None),
        None => parse(raw, comma).map(|number| (number.value, Some(number.decimals)))?,
    };
    Some(Mark { line, raw: raw.trim().to_owned(), value, decimals, elided: false })
}

/// A cell that dots stand for.
pub(super) fn dots(raw: &str, line: usize) -> Mark {
    Mark { line, raw: raw.to_owned(), value: f64::NAN, decimals: None, elided: true }
}

/// Whether a comma is this document's decimal point: it has no number with a point, but for the
/// numbers of sections in front of a line, and has some with a comma that is in no list.
pub(super) fn has_decimal_comma(text: &str) -> bool {
    let mut commas = false;
    for line in text.lines() {
        let line = line.trim_start_matches(['#', ' ', '*', '>', '-']);
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let mut depth = 0usize;
        for three in line.as_bytes().windows(3) {
            depth = match three[0] {
                b'[' | b'(' => depth + 1,
                b']' | b')' => depth.saturating_sub(1),
                _ => depth,
            };
            let digits = three[0].is_ascii_digit() && three[2].is_ascii_digit();
            match three[1] {
                b'.' if digits => return false,
                b',' if digits => commas |= depth == 0,
                b',' if three[0] == b'{' && three[2] == b'}' => commas = true,
                _ => {}
            }
        }
    }
    commas
}
