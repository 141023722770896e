//! Ways to round, as people type them: `4 decimals`, `3 significant`.

use super::Digits;

/// What [`Digits::parse`] reads.
pub const ROUNDINGS: &str = "0 to 15 decimals or 1 to 15 significant: \"4 decimals\"";

/// The most digits that a rounded number of 64 bits keeps for certain.
const MOST: usize = 15;

impl Digits {
    /// The way to round that a person typed; words may be cut short, and a bare number counts
    /// decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let count: usize = text[..end].parse().ok().filter(|n| *n <= MOST)?;
        let word = text[end..].trim().to_lowercase();
        let is = |whole: &str| whole.starts_with(&word);
        match word.split_whitespace().next() {
            _ if is("decimals") || is("decimal places") => Some(Self::Decimals(count)),
            Some(_) if is("significant digits") && count > 0 => Some(Self::Significant(count)),
            _ => None,
        }
    }

    /// The way in words.
    pub fn words(self) -> String {
        match self {
            Self::Decimals(n) | Self::TrimmedDecimals(n) => format!("{n} decimals"),
            Self::Significant(n) => format!("{n} significant"),
            Self::Exact => "exact".into(),
            Self::Python12 => "12 significant".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_round_are_read_as_people_type_them() {
        for (text, expected) in [
            ("4 decimals", Some(Digits::Decimals(4))),
            ("1 decimal", Some(Digits::Decimals(1))),
            ("4", Some(Digits::Decimals(4))),
            (" 0d ", Some(Digits::Decimals(0))),
            ("3 significant", Some(Digits::Significant(3))),
            ("3 significant digits", Some(Digits::Significant(3))),
            ("3 sig", Some(Digits::Significant(3))),
            ("3s", Some(Digits::Significant(3))),
            ("0 significant", None),
            ("16 decimals", None),
            ("four decimals", None),
            ("4 digits", None),
            ("-4 decimals", None),
            ("99999999999999999999 decimals", None),
            ("", None),
        ] {
            assert_eq!(Digits::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_way_to_round_reads_back_from_its_words() {
        for n in 1..=MOST {
            for digits in [Digits::Decimals(n), Digits::Significant(n)] {
                assert_eq!(Digits::parse(&digits.words()), Some(digits));
            }
        }
    }
}
