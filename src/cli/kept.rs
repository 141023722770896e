//! The file of a session: which one it is, what goes into it, and whether it lacks anything.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::output;
use crate::app::App;

/// How many sittings of a lesson are kept without having been asked for.
const SLOTS: usize = 8;

/// What is written when the program ends, whichever way: shared with the thread of the signals.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) place: Place,
    pub(super) head: String,
    pub(super) lesson: String,
    /// Whether there is anything to come back to.
    pub(super) wanted: bool,
    /// Whether the file lacks the latest.
    pub(super) stale: bool,
}

/// Where it is written.
#[derive(Clone, Debug, Default)]
pub(super) enum Place {
    /// There is no folder to keep sessions in.
    #[default]
    Nowhere,
    /// The next free file of this name in the folder.
    Slot(PathBuf, String),
    /// This file, which is ours already.
    File(PathBuf),
}

impl Place {
    /// The next free file of a lesson.
    pub(super) fn of(lesson: &str) -> Self {
        folder().map_or(Self::Nowhere, |folder| Self::Slot(folder, file_name(lesson)))
    }

    /// The last file of the lesson that was written to.
    pub(super) fn newest(&self) -> Option<PathBuf> {
        let Self::Slot(folder, name) = self else { return None };
        slots(folder, name).filter(|path| path.is_file()).max_by_key(|path| modified(path))
    }
}

impl Kept {
    /// Remembers where the app stands.
    pub(super) fn remember(&mut self, app: &App) {
        let head = app.session();
        self.wanted |= app.is_worth_keeping();
        self.stale |= self.head != head;
        self.head = head;
    }

    /// The whole file.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.head, self.lesson)
    }

    /// Writes the file, if there is anything new to write.
    pub(super) fn save(&mut self) -> Result<()> {
        if !self.stale || !self.wanted || self.head.is_empty() {
            return Ok(());
        }
        match &self.place {
            Place::Nowhere => return Ok(()),
            Place::File(path) => output::put(path, self.text().as_bytes(), true, "")?,
            Place::Slot(folder, name) => {
                self.place = Place::File(take_slot(folder, name, &self.text())?);
            }
        }
        self.stale = false;
        Ok(())
    }
}

/// Takes hold of it; a panic of another thread leaves it whole.
pub(super) fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a new file of this name, or over the one that was not written to for longest.
fn take_slot(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))?;
    for path in slots(folder, name) {
        if fs::symlink_metadata(&path).is_ok() {
            continue;
        }
        match output::put(&path, text.as_bytes(), false, "") {
            // Somebody else was faster.
            Err(_) if path.exists() => {}
            done => return done.map(|()| path),
        }
    }
    let oldest = slots(folder, name).min_by_key(|path| modified(path));
    let path = oldest.context("there are slots")?;
    output::put(&path, text.as_bytes(), true, "")?;
    Ok(path)
}

fn cannot(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("{}: cannot be written: {}", path.display(), error.kind())
}

fn slots<'a>(folder: &'a Path, name: &'a str) -> impl Iterator<Item = PathBuf> + 'a {
    (1..=SLOTS).map(move |slot| folder.join(format!("{name}-{slot}.toml")))
}

/// When it was last written to.
fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// `$XDG_STATE_HOME/chainrule`, by default `~/.local/state/chainrule`.
fn folder() -> Option<PathBuf> {
    let named = env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let state = named.or_else(|| Some(env::home_dir()?.join(".local/state")))?;
    Some(state.join("chainrule"))
}

/// A lesson's name as the beginning of a file's.
fn file_name(lesson: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name: String = lesson.chars().map(plain).take(60).collect();
    name.replacen('.', "_", usize::from(name.starts_with('.')))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_lessons_become_names_of_files_in_the_folder() {
        for (lesson, file) in [
            ("paper", "paper"),
            ("my lesson", "my_lesson"),
            ("../x", "_._x"),
            (".hidden", "_hidden"),
        ] {
            assert_eq!(file_name(lesson), file);
        }
    }
}
