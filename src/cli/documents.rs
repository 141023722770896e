//! Documents to be checked: the files that arguments mean, each read within bounds, with the lesson
//! that lies beside it, and judged, several at a time.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::{bounded, source};
use crate::homework;
use crate::homework::Checked;
use crate::homework::document;
use crate::homework::verdict::Assumed;
use crate::lesson;
use crate::lesson::Lesson;

/// The largest document, in bytes.
const MOST_BYTES: u64 = 16 << 20;

/// What documents end with that are looked for in a folder.
const ENDINGS: [&str; 8] = ["tex", "md", "txt", "ipynb", "csv", "json", "npz", "npy"];

/// What a lesson beside documents is called.
const BESIDE: &str = "lesson.toml";

/// The documents that arguments mean: of a folder those with a known ending, sorted.
///
/// # Errors
/// One line: a folder that cannot be read or has none.
pub(super) fn meant(arguments: &[OsString]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if path.is_dir() {
            all.extend(inside(path)?);
        } else {
            all.push(path.to_owned());
        }
    }
    Ok(all)
}

fn inside(folder: &Path) -> Result<Vec<PathBuf>> {
    let name = folder.display();
    let entries = fs::read_dir(folder).with_context(|| format!("{name}: cannot be read"))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(|| format!("{name}: cannot be read"))?.path());
    }
    let known = |path: &PathBuf| {
        let ending = path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) && path.is_file()
    };
    paths.retain(known);
    paths.sort();
    ensure!(!paths.is_empty(), "{name}: no document in it ends with .{}", ENDINGS.join(", ."));
    Ok(paths)
}

/// The text of a lesson, which other threads can read too.
#[derive(Clone, Debug)]
pub(super) struct Text {
    text: String,
    name: String,
}

impl Text {
    /// The lesson that an argument names, or that of a session.
    ///
    /// # Errors
    /// Those of [`source::app`].
    pub(super) fn load(argument: &OsStr) -> Result<Self> {
        let app = source::app(Some(argument), &[])?;
        let lesson = app.lesson();
        Ok(Self { text: lesson.text.to_string(), name: format!("{}.toml", lesson.name) })
    }

    fn lesson(&self) -> Result<Lesson> {
        lesson::parse(&self.text, &self.name)
    }
}

/// Reads and judges a document; without a lesson against the one beside it, if there is one.
///
/// # Errors
/// One line with the document's name.
pub(super) fn check(path: &Path, lesson: Option<&Text>) -> Result<Checked> {
    let name = if path == Path::new("-") { "standard input".into() } else { named(path) };
    let document = document::read(&name, &bytes(path).with_context(|| name.clone())?)?;
    if let Some(text) = lesson {
        return homework::check(&document, Some(&text.lesson()?));
    }
    let Some(beside) = beside(path) else { return homework::check(&document, None) };
    let lesson = source::load(Some(beside.as_os_str()))?.lesson;
    let mut checked = homework::check(&document, Some(&lesson))?;
    let file = beside.file_name().map_or_else(String::new, |name| name.display().to_string());
    let said = format!("{file}, which lies beside it, is its lesson");
    let row = Assumed { key: "lesson", value: file, said };
    checked.verdict.assumed.insert(0, row);
    Ok(checked)
}

fn named(path: &Path) -> String {
    path.display().to_string()
}

/// The lesson that lies beside a document: of the same name, or the folder's.
fn beside(path: &Path) -> Option<PathBuf> {
    let own = path.with_extension("toml");
    let folder = path.with_file_name(BESIDE);
    [own, folder].into_iter().find(|beside| beside != path && beside.is_file())
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        return bounded::whole(io::stdin().lock(), MOST_BYTES, "homework");
    }
    bounded::file(path, MOST_BYTES, "homework")
}

/// Does something with every document, several at a time; what comes of it is in their order.
pub(super) fn each<T: Send>(
    paths: &[PathBuf],
    work: impl Fn(&Path) -> T + Sync,
    done: impl Fn() + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let all: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(paths.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, path)) = take(&next, paths) {
                    let made = work(path);
                    done();
                    all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, made));
                }
            });
        }
    });
    let mut all = all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

fn take<'a>(next: &AtomicUsize, paths: &'a [PathBuf]) -> Option<(usize, &'a PathBuf)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    paths.get(at).map(|path| (at, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_documents_is_in_their_order_whoever_is_first() {
        let paths: Vec<PathBuf> = (0..40).map(|i| format!("{i}").into()).collect();
        let slow = |path: &Path| {
            let i: u64 = named(path).parse().unwrap();
            thread::sleep(std::time::Duration::from_millis(i % 3));
            i
        };
        let count = AtomicUsize::new(0);
        let all = each(&paths, slow, || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(all, (0..40).collect::<Vec<_>>());
        assert_eq!(count.into_inner(), 40);
    }
}
