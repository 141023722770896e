//! A number as somebody writes it by hand: `-0.0873`, `2/3`, `1e-3`, `0,5`; and how exactly.

/// What was typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    value: f64,
    /// What the last digit counts.
    unit: f64,
    /// Digits that say something.
    digits: usize,
}

/// As many digits as a fraction is taken to have.
const EXACT: usize = 9;

impl Typed {
    /// Reads a number.
    ///
    /// # Errors
    /// One line that says what a number looks like.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().replace('−', "-");
        let text = if text.contains('.') { text } else { text.replace(',', ".") };
        let expected = || format!("{text:?} is not a number such as -0.0873, 2/3 or 1e-3");
        if let Some((above, below)) = text.split_once('/') {
            let part = |text: &str| text.trim().parse::<f64>().map_err(|_| expected());
            let value = part(above)? / part(below)?;
            let unit = value.abs().max(1e-300) * 10f64.powi(-(EXACT as i32));
            return Ok(Self { value, unit, digits: EXACT });
        }
        let value: f64 = text.parse().map_err(|_| expected())?;
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let figures = mantissa.chars().filter(char::is_ascii_digit);
        let digits = figures.skip_while(|c| *c == '0').count();
        let unit = 10f64.powi(exponent.saturating_sub(decimals as i32));
        Ok(Self { value, unit, digits })
    }

    /// Whether a number is written like this, rounded to the digits that were typed.
    pub(super) fn is(self, x: f64) -> bool {
        if !x.is_finite() || !self.value.is_finite() {
            return x == self.value || (x.is_nan() && self.value.is_nan());
        }
        (x - self.value).abs() <= self.unit * 0.500_000_1
    }

    /// Whether that many digits say something about a number: two, or the number exactly.
    pub(super) fn is_enough_for(self, x: f64) -> bool {
        !x.is_finite() || self.digits >= 2 || (x - self.value).abs() <= 1e-9 * x.abs()
    }

    /// How far it is from what is right, without saying what that is.
    pub(super) fn compared_with(self, right: f64) -> String {
        let ratio = self.value / right;
        match ratio {
            _ if !ratio.is_finite() || right == 0.0 => "no".into(),
            r if r < 0.0 => "no: it has the other sign".into(),
            r if r > 1.5 => format!("no: about {r:.1} times too large"),
            r if r >= 1.0 => format!("no: too large by {:.1} %", (r - 1.0) * 100.0),
            r if r > 0.67 => format!("no: too small by {:.1} %", (1.0 - r) * 100.0),
            r => format!("no: about {:.1} times too small", 1.0 / r),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("-0.0873", -0.0873),
            ("−0,5", -0.5),
            ("1e-3", 0.001),
            (" 2/3 ", 2.0 / 3.0),
            ("3", 3.0),
        ] {
            assert_eq!(Typed::parse(text).map(|typed| typed.value), Ok(value), "{text}");
        }
        for text in ["", "abc", "1/", "1.2.3", "2/x", "1,2,3"] {
            assert!(Typed::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_answer_is_right_to_the_digits_it_has() {
        for (text, x, right) in [
            ("0.46", 0.458, true),
            ("0.45", 0.458, false),
            ("0.458", 0.458, true),
            ("0.4580", 0.458, true),
            ("4.6e-1", 0.458, true),
            ("46e-2", 0.458, true),
            ("1/3", 1.0 / 3.0, true),
            ("1/3", 0.333, false),
            ("0", -0.0, true),
            ("nan", f64::NAN, true),
            ("inf", f64::NEG_INFINITY, false),
        ] {
            assert_eq!(Typed::parse(text).map(|typed| typed.is(x)), Ok(right), "{text} {x}");
        }
    }

    #[test]
    fn one_digit_says_too_little_unless_the_number_has_no_more() {
        for (text, x, enough) in [("0.5", 0.458, false), ("0.5", 0.5, true), ("0", 0.0, true)] {
            assert_eq!(
                Typed::parse(text).map(|typed| typed.is_enough_for(x)),
                Ok(enough),
                "{text}"
            );
        }
    }
}
