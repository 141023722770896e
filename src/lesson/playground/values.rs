//! The values of a link, read as a browser and Playground's own page read them: what is not ASCII is
//! percent-encoded, the last one of each key counts, an empty one is none.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fmt::Write;

use anyhow::{Result, anyhow, bail, ensure};

use super::{ADDRESS, FEATURES, HOST};
use crate::lesson::source::unknown;
use crate::math::dataset::{DATASETS, Dataset, Labels};

/// The most hidden layers: building a worksheet takes the square of their number.
const MOST_LAYERS: usize = 1_000;

/// The words that a key may have, and what each of them stands for.
type Choices<'a, T> = &'a [(&'a str, T)];

/// The values of a link by key; a key without `=` takes back what stood before.
pub(super) struct Values(BTreeMap<String, String>);

impl Values {
    pub(super) fn of(link: &str) -> Result<Self> {
        let (page, hash) = link.trim().split_once('#').unwrap_or((link.trim(), ""));
        let place = page.split_once("://").map_or(page, |(_, place)| place);
        let host = place.split(['/', '?']).next().unwrap_or(place).to_lowercase();
        // Without a page, the settings may stand without their `#`.
        if hash.is_empty() && super::is_settings(page) {
            return Ok(Self::split(page));
        }
        ensure!(host.is_empty() || host == HOST, "the page is {host:?}, expected {ADDRESS}");
        let query = place.split_once('?').map_or("", |(_, query)| query);
        ensure!(
            !hash.is_empty() || !super::is_settings(query),
            "the settings stand behind `?`, expected `#`: Playground reads nothing else"
        );
        Ok(Self::split(hash))
    }

    fn split(hash: &str) -> Self {
        let mut values = BTreeMap::new();
        for pair in encoded(hash).split('&') {
            let mut parts = pair.split('=');
            let key = parts.next().unwrap_or_default().to_owned();
            match parts.next() {
                Some(value) => values.insert(key, value.to_owned()),
                None => values.remove(&key),
            };
        }
        Self(values)
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn flag(&self, key: &str, default: bool) -> bool {
        self.text(key).map_or(default, |value| value != "false")
    }

    pub(super) fn number(&self, key: &str, default: f64) -> Result<f64> {
        let Some(text) = self.text(key) else { return Ok(default) };
        number(text).ok_or_else(|| wrong(key, text, "a number"))
    }

    /// What the value stands for; without one, the first choice.
    pub(super) fn choice<T: Copy>(&self, key: &str, choices: Choices<T>) -> Result<T> {
        let (default, value) = choices[0];
        let Some(word) = self.text(key) else { return Ok(value) };
        let found = choices.iter().find(|(name, _)| *name == word);
        let names = choices.iter().map(|(name, _)| *name);
        let unknown = || anyhow!("{}; Playground takes {default}", unknown(key, word, names));
        found.map(|(_, value)| *value).ok_or_else(unknown)
    }

    /// An empty list is no hidden layer.
    pub(super) fn shape(&self) -> Result<Vec<usize>> {
        let Some(text) = self.0.get("networkShape") else { return Ok(vec![4, 2]) };
        if text.is_empty() {
            return Ok(Vec::new());
        }
        // A part of a neuron is a whole one, for it is counted up to the number.
        let units = |word: &str| number(word).map(f64::ceil).filter(|units| *units >= 1.0);
        let shape: Option<Vec<_>> =
            text.split(',').map(|word| Some(units(word)? as usize)).collect();
        let what = "whole numbers of at least 1, such as 4,2, or nothing";
        let shape = shape.ok_or_else(|| wrong("networkShape", text, what))?;
        let layers = shape.len();
        ensure!(
            layers <= MOST_LAYERS,
            "networkShape has {layers} layers, expected {MOST_LAYERS} at most"
        );
        Ok(shape)
    }

    /// A hidden feature is none.
    pub(super) fn features(&self) -> Result<Vec<&'static str>> {
        let on = |(key, _): &&(&str, &str)| {
            let hidden = self.text(&format!("{key}_hide")) == Some("true");
            self.flag(key, matches!(*key, "x" | "y")) && !hidden
        };
        let features: Vec<_> = FEATURES.iter().filter(on).map(|(_, name)| *name).collect();
        ensure!(
            !features.is_empty(),
            "no feature is on, expected one of {}",
            FEATURES.map(|(key, _)| key).join(", ")
        );
        Ok(features)
    }

    pub(super) fn dataset(&self) -> Result<&'static Dataset> {
        let of = |values: bool| -> Vec<(&str, &'static Dataset)> {
            let rows = DATASETS.iter().filter(|row| (row.labels == Labels::Values) == values);
            rows.filter_map(|row| Some((row.playground?, *row))).collect()
        };
        let (classes, values) = (of(false), of(true));
        if classes.is_empty() || values.is_empty() {
            bail!("there are no data sets");
        }
        // Both are read, so that a mistake in either is told.
        let classes = self.choice("dataset", &classes)?;
        let values = self.choice("regDataset", &values)?;
        self.choice("problem", &[("classification", classes), ("regression", values)])
    }
}

/// The part behind `#` as a page sees it: tabs and line ends are gone, and everything that is no
/// plain ASCII is percent-encoded (WHATWG URL, the fragment percent-encode set).
fn encoded(hash: &str) -> String {
    let mut out = String::with_capacity(hash.len());
    for byte in hash.bytes() {
        match byte {
            b'\t' | b'\n' | b'\r' => {}
            0..=b' ' | b'"' | b'<' | b'>' | b'`' | 0x7f.. => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            _ => out.push(byte.into()),
        }
    }
    out
}

/// A text as JavaScript's unary plus reads it, where that is a finite number.
fn number(text: &str) -> Option<f64> {
    let radix = |(prefix, radix)| {
        let digits = text.strip_prefix(prefix)?;
        let plain = digits.starts_with(|c: char| c.is_ascii_alphanumeric());
        plain.then(|| u64::from_str_radix(digits, radix).ok()).flatten()
    };
    let whole = [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(radix);
    whole.map_or_else(|| text.parse().ok(), |n| Some(n as f64)).filter(|x: &f64| x.is_finite())
}

/// `batchSize is "ten", expected a number`
fn wrong(key: &str, value: &str, expected: impl Display) -> anyhow::Error {
    anyhow!("{key} is {value:?}, expected {expected}")
}
