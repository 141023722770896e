//! The file of a session: which one it is, what goes into it, and whether it lacks anything. What
//! another program has written to it in the meantime is never written over.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use super::output;
use crate::app::App;
use crate::lesson::Lesson;
use crate::lesson::session::lesson_section;

/// How many sittings of a lesson are kept without having been asked for.
const SLOTS: usize = 8;

/// How often, and after how long each time, a program that ends tries to take hold of what is kept.
const TRIES: (usize, Duration) = (50, Duration::from_millis(10));

/// What is written when the program ends, whichever way: shared with the thread of the signals.
#[derive(Debug, Default)]
pub(super) struct Kept {
    place: Place,
    /// Where it goes when its file is another's by now.
    spare: Place,
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
    /// This file, which is ours already, and what is in it as far as we know.
    File(PathBuf, Option<u64>),
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
    /// A lesson that has no file yet.
    pub(super) fn of(lesson: &Lesson) -> Self {
        let place = Place::of(&lesson.name);
        let lesson = lesson_section(std::slice::from_ref(lesson));
        Self { spare: place.clone(), place, lesson, ..Self::default() }
    }

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

    /// The last file of the lesson that was written to.
    pub(super) fn newest(&self) -> Option<PathBuf> {
        self.place.newest()
    }

    /// Keeps it in a file from now on, as the file is now; where it was kept before.
    pub(super) fn keep_in(&mut self, path: PathBuf) -> Place {
        let now = print_of(&path);
        std::mem::replace(&mut self.place, Place::File(path, now))
    }

    /// Whether this is its file, as it was left.
    pub(super) fn is_ours(&self, path: &Path) -> bool {
        matches!(&self.place, Place::File(file, known) if file == path && print_of(file) == *known)
    }

    /// Writes the file, if there is anything new to write. Where another program has written to it,
    /// a file of its own is begun, and what is returned says so.
    pub(super) fn save(&mut self) -> Result<Option<String>> {
        if !self.stale || !self.wanted || self.head.is_empty() {
            return Ok(None);
        }
        let text = self.text();
        let (path, said) = match &self.place {
            Place::Nowhere => return Ok(None),
            Place::File(path, known) if is_another(path, *known) => {
                let (name, Place::Slot(folder, lesson)) = (path.display(), &self.spare) else {
                    bail!("{}: another program has written to it", path.display());
                };
                let slot = take_slot(folder, lesson, &text)?;
                let said = format!(
                    "{name}: another program has written to it; this session is kept in {}",
                    slot.display()
                );
                (slot, Some(said))
            }
            Place::File(path, _) => {
                output::put(path, text.as_bytes(), true, "")?;
                (path.clone(), None)
            }
            Place::Slot(folder, name) => (take_slot(folder, name, &text)?, None),
        };
        self.place = Place::File(path, Some(print(text.as_bytes())));
        self.stale = false;
        Ok(said)
    }
}

/// Whether a file is no longer what it was. One that is gone may be written again.
fn is_another(path: &Path, known: Option<u64>) -> bool {
    print_of(path).is_some_and(|now| Some(now) != known)
}

/// What tells the bytes of a file from others; none where there is no file, or no bytes to read.
fn print_of(path: &Path) -> Option<u64> {
    let is_file = fs::metadata(path).is_ok_and(|file| file.is_file());
    is_file.then(|| fs::read(path).ok()).flatten().map(|bytes| print(&bytes))
}

fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Takes hold of it; a panic of another thread leaves it whole.
pub(super) fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The same where it may be held by a thread that never lets go of it any more.
pub(super) fn lock_soon(kept: &Mutex<Kept>) -> Option<MutexGuard<'_, Kept>> {
    let (times, pause) = TRIES;
    for _ in 0..times {
        match kept.try_lock() {
            Ok(kept) => return Some(kept),
            Err(TryLockError::Poisoned(kept)) => return Some(kept.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(pause),
        }
    }
    None
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
