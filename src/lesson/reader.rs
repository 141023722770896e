//! Reads TOML values with their places: whatever is not what was expected becomes one line that
//! names the file, the line and the key, says what stands there and what was expected.

use std::fmt::Display;

use anyhow::Result;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::nearest::nearest;
use super::source::{Source, list};

/// A value, what messages call it, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    source: &'a Source<'a>,
    /// What messages call it: `[network] inputs`.
    pub(super) label: String,
    /// The byte it starts at.
    pub(super) at: usize,
    value: &'a DeValue<'a>,
}

/// A table of keys and values.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    source: &'a Source<'a>,
    /// What messages call it: `[network]`; empty for the whole file.
    path: String,
    /// The byte it starts at.
    at: usize,
    map: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn whole(source: &'a Source<'a>, map: &'a DeTable<'a>) -> Self {
        Self { source, path: String::new(), at: 0, map }
    }

    /// A message about the table as a whole.
    pub(super) fn error(&self, message: impl Display) -> anyhow::Error {
        self.source.error(self.at, message)
    }

    /// The keys in the order of the file.
    pub(super) fn keys(&self) -> Vec<&'a str> {
        let mut keys: Vec<_> = self.map.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        keys.into_iter().map(|key| key.get_ref().as_ref()).collect()
    }

    /// Refuses the first key that is not one of these.
    pub(super) fn allow(&self, choices: &[&str]) -> Result<()> {
        match self.keys().into_iter().find(|key| !choices.contains(key)) {
            Some(key) => Err(self.refuse(key, nearest(key, choices.iter().copied()), choices)),
            None => Ok(()),
        }
    }

    /// The message about a key that does not belong here.
    pub(super) fn refuse(&self, key: &str, meant: Option<&str>, choices: &[&str]) -> anyhow::Error {
        let place = if self.path.is_empty() { String::new() } else { format!(" in {}", self.path) };
        let meant = meant.map_or(String::new(), |meant| format!(" did you mean `{meant}`?"));
        let choices = list(choices.iter().copied());
        let key_shown = key.escape_debug();
        let message = format!("unknown key `{key_shown}`{place};{meant} expected one of {choices}");
        self.source.error(self.key_at(key), message)
    }

    /// A message about a key, on the key's line.
    pub(super) fn error_at(&self, key: &str, message: impl Display) -> anyhow::Error {
        self.source.error(self.key_at(key), message)
    }

    fn key_at(&self, key: &str) -> usize {
        self.map.get_key_value(key).map_or(self.at, |(key, _)| key.span().start)
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.map.get(key)?;
        let label = format!("{} {}", self.path, key.escape_debug());
        let label = label.trim_start().to_owned();
        Some(Node { source: self.source, label, at: value.span().start, value: value.get_ref() })
    }

    /// Where a key and its value stand in the text, from the key to the end of the value.
    pub(super) fn entry(&self, key: &str) -> Option<std::ops::Range<usize>> {
        let (key, value) = self.map.get_key_value(key)?;
        Some(key.span().start..value.span().end)
    }

    /// The value of a key that must be there; `what` says what it is.
    pub(super) fn need(&self, key: &str, what: &str) -> Result<Node<'a>> {
        let place = if self.path.is_empty() { String::new() } else { format!(" in {}", self.path) };
        self.get(key).ok_or_else(|| self.error(format!("missing `{key}`{place}: {what}")))
    }

    /// The section `[key]`, if it is there.
    pub(super) fn section(&self, key: &str) -> Result<Option<Table<'a>>> {
        let Some(mut node) = self.get(key) else { return Ok(None) };
        node.label = format!("[{key}]");
        let table = node.table()?;
        Ok(Some(Table { at: self.key_at(key), ..table }))
    }
}

impl<'a> Node<'a> {
    /// A message about the value.
    pub(super) fn error(&self, message: impl Display) -> anyhow::Error {
        self.source.error(self.at, message)
    }

    /// The message that something else was expected.
    pub(super) fn expected(&self, expected: impl Display) -> anyhow::Error {
        self.error(format!("{} is {}, expected {expected}", self.label, describe(self.value)))
    }

    /// A string.
    pub(super) fn text(&self) -> Result<&'a str> {
        self.value.as_str().ok_or_else(|| self.expected("a string"))
    }

    /// A string of one line that a terminal can show.
    pub(super) fn line(&self) -> Result<String> {
        let text = self.text()?;
        if text.contains(char::is_control) {
            return Err(self.expected("one line without control characters"));
        }
        Ok(text.to_owned())
    }

    /// `true` or `false`.
    pub(super) fn flag(&self) -> Result<bool> {
        self.value.as_bool().ok_or_else(|| self.expected("true or false"))
    }

    /// Any number, NaN and the infinities included.
    pub(super) fn number(&self) -> Result<f64> {
        number(self.value).ok_or_else(|| self.expected("a number"))
    }

    /// A finite number.
    pub(super) fn finite(&self) -> Result<f64> {
        let x = self.number()?;
        if x.is_finite() { Ok(x) } else { Err(self.expected("a finite number")) }
    }

    /// A whole number of at least `least`.
    pub(super) fn whole(&self, least: u64) -> Result<u64> {
        let found = self.value.as_integer().and_then(whole).filter(|&n| n >= least);
        found.ok_or_else(|| self.expected(format!("a whole number of at least {least}")))
    }

    /// Its entries, called `label[1]`, `label[2]`, …
    pub(super) fn array(&self) -> Result<Vec<Node<'a>>> {
        let entries = self.value.as_array().ok_or_else(|| self.expected("an array"))?;
        let entry = |(i, value): (usize, &'a toml::Spanned<DeValue<'a>>)| Node {
            source: self.source,
            label: format!("{}[{}]", self.label, i + 1),
            at: value.span().start,
            value: value.get_ref(),
        };
        Ok(entries.iter().enumerate().map(entry).collect())
    }

    /// Its keys and values.
    pub(super) fn table(&self) -> Result<Table<'a>> {
        let map = self.value.as_table().ok_or_else(|| self.expected("a table"))?;
        Ok(Table { source: self.source, path: self.label.clone(), at: self.at, map })
    }
}

fn number(value: &DeValue) -> Option<f64> {
    match value {
        DeValue::Float(float) => parsed(float),
        DeValue::Integer(integer) if integer.radix() == 10 => {
            // −0 is the whole number 0: it has no sign.
            integer.as_str().parse::<f64>().ok().map(|x| x + 0.0)
        }
        DeValue::Integer(integer) => whole(integer).map(|n| n as f64),
        _ => None,
    }
}

fn parsed(float: &DeFloat) -> Option<f64> {
    float.as_str().parse().ok()
}

fn whole(integer: &DeInteger) -> Option<u64> {
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// A value as messages show it.
pub(crate) fn describe(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(x) => x.to_string(),
        DeValue::Boolean(b) => b.to_string(),
        DeValue::Datetime(_) => "a date".into(),
        DeValue::Array(entries) => format!("an array of {}", entries.len()),
        DeValue::Table(_) => "a table".into(),
    }
}
