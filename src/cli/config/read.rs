//! From the text of the file to settings. Nothing here fails: what cannot be used is left at its
//! default and told in one line with the file and the line it is on.

use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::settings::SETTINGS;
use crate::app::key::Key;
use crate::app::{COMMANDS, Command};
use crate::lesson;
use crate::lesson::describe;

/// The section of the keys.
pub(super) const KEYS: &str = "keys";

/// A file being read, and what was found wrong with it: the byte, and the words.
struct Reader<'a> {
    text: &'a str,
    name: &'a str,
    warnings: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn warn(&mut self, at: usize, message: impl Display) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        self.warnings.push((at, format!("{}:{line}: {message}", self.name)));
    }
}

/// Reads a file's text; `name` is what messages call the file.
pub fn read(text: &str, name: &str) -> (Config, Vec<String>) {
    let mut config = Config::default();
    let mut reader = Reader { text, name, warnings: Vec::new() };
    match DeTable::parse(text) {
        Ok(file) => table(file.get_ref(), &mut config, &mut reader),
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let message = format!("{message}; nothing of this file counts until that is mended");
            reader.warn(error.span().map_or(0, |span| span.start), message);
        }
    }
    reader.warnings.sort();
    (config, reader.warnings.into_iter().map(|(_, warning)| warning).collect())
}

fn table(file: &DeTable, config: &mut Config, reader: &mut Reader) {
    for (key, value) in file {
        let name = key.get_ref().as_ref();
        if name == KEYS {
            keys(value, config, reader);
        } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
            if let Err(reason) = setting.set(config, value.get_ref()) {
                reader.warn(value.span().start, reason);
            }
        } else {
            let names = SETTINGS.iter().map(|setting| setting.name).chain([KEYS]);
            reader.warn(key.span().start, lesson::unknown("setting", name, names));
        }
    }
}

/// Binds what can be bound; what conflicts keeps its own keys.
fn keys(section: &Spanned<DeValue>, config: &mut Config, reader: &mut Reader) {
    let Some(rows) = section.get_ref().as_table() else {
        let message = "keys is a section: [keys], then next-step = [\"n\"] and the like";
        return reader.warn(section.span().start, message);
    };
    let mut bound: Vec<(&'static Command, usize)> = Vec::new();
    for (name, value) in rows {
        let at = name.span().start;
        let name = name.get_ref().as_ref();
        let Some(command) = Command::find(name) else {
            let names = COMMANDS.iter().map(|command| command.name);
            reader.warn(at, lesson::unknown("command", name, names));
            continue;
        };
        let wanted = match key_list(value.get_ref()) {
            Ok(keys) => config.keymap.bind(command, keys),
            Err(reason) => Err(format!("{name}: {reason}")),
        };
        match wanted {
            Ok(()) => bound.push((command, at)),
            Err(reason) => reader.warn(value.span().start, reason),
        }
    }
    bound.sort_by_key(|(_, at)| *at);
    settle(bound, config, reader);
}

/// Takes back one after the other, the last in the file first, until no key runs two commands.
fn settle(mut bound: Vec<(&'static Command, usize)>, config: &mut Config, reader: &mut Reader) {
    let conflicting = |bound: &[(&'static Command, usize)], config: &Config| {
        bound.iter().rposition(|(command, _)| config.keymap.conflict(command.name).is_some())
    };
    while let Some(last) = conflicting(&bound, config) {
        let (command, at) = bound.remove(last);
        if let Some(conflict) = config.keymap.conflict(command.name) {
            let [one, other] = conflict.commands;
            let key = conflict.key.to_string();
            reader.warn(
                at,
                format!("{key:?} runs both {one} and {other}; {} keeps its own keys", command.name),
            );
        }
        config.keymap.reset(command);
    }
}

/// `["n", "ctrl-n"]`, or `"n"` alone.
fn key_list(value: &DeValue) -> Result<Vec<Key>, String> {
    let expected =
        || format!("{} is not a list of keys such as [\"n\", \"ctrl-n\"]", describe(value));
    match value {
        DeValue::String(text) => Ok(vec![key(text)?]),
        DeValue::Array(entries) => entries
            .iter()
            .map(|entry| entry.get_ref().as_str().ok_or_else(expected).and_then(key))
            .collect(),
        _ => Err(expected()),
    }
}

fn key(name: &str) -> Result<Key, String> {
    Key::parse(name).ok_or_else(|| {
        let near = lesson::nearest(name, Key::words());
        let near = near.map_or(String::new(), |near| format!(" did you mean \"{near}\"?"));
        format!("{name:?} is no key;{near} expected a character or one of space, enter, ctrl-r, …")
    })
}
