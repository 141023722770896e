//! The LESSON argument: the name of an embedded lesson, the path of a lesson or a session, or a
//! link to TensorFlow Playground. Refuses files that are no text or larger than a lesson can sensibly
//! be.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::{bounded, settings};
use crate::app::App;
use crate::lesson;
use crate::lesson::playground;
use crate::lesson::session::{Session, is_session};
use crate::lesson::{LESSONS, Lesson, embedded};
use crate::train::Edit;

/// The largest lesson file, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// A lesson, and what somebody changed of its run.
#[derive(Debug)]
pub(super) struct Course {
    /// The lesson.
    pub lesson: Lesson,
    /// The changes, where a session has some.
    pub edits: Vec<Edit>,
    /// The last iteration that is of interest: where the lesson ends, or the session stood.
    pub end: u64,
}

/// What an argument names: a lesson from its start, or the run of a session; the default lesson
/// where there is no argument.
///
/// # Errors
/// One line: the choices for an unknown name, the file and line for a mistake in a file.
pub(super) fn load(argument: Option<&OsStr>) -> Result<Course> {
    let Some(argument) = argument else { return Ok(lesson::default().lesson()?.into()) };
    if let Some(row) = argument.to_str().and_then(embedded) {
        return Ok(row.lesson()?.into());
    }
    if let Some(link) = argument.to_str().filter(|text| playground::is_link(text)) {
        return Ok(playground::lesson(link)?.into());
    }
    let path = Path::new(argument);
    if !is_path(argument) {
        let names = LESSONS.iter().map(|row| row.name);
        let unknown = lesson::unknown("lesson", &argument.to_string_lossy(), names);
        bail!("{unknown}, or the path of a .toml file, or a link to TensorFlow Playground");
    }
    let (text, name) = (read(path)?, path.display().to_string());
    if is_session(&text) {
        let session = App::session_of(&text, &name)?;
        let open = session.open();
        let Session { mut lessons, mut history, position } = session;
        let lesson = lessons.swap_remove(open);
        let edits = history.runs.swap_remove(history.current).edits;
        return Ok(Course { lesson, edits, end: position.iteration });
    }
    let text = lesson::resolve(&text, &name, &|file| beside(path, file))?;
    Ok(lesson::parse(&text, &name)?.into())
}

/// The bytes of a file that a lesson names, beside its own.
fn beside(lesson: &Path, file: &str) -> Result<Vec<u8>> {
    let path = lesson.parent().unwrap_or(Path::new("")).join(file);
    bounded::file(&path, MOST_BYTES, "lesson")
}

impl From<Lesson> for Course {
    fn from(lesson: Lesson) -> Self {
        Self { end: lesson.iterations, lesson, edits: Vec::new() }
    }
}

/// The app that an argument names: at the start of a lesson with some settings, or where a session
/// was left.
///
/// # Errors
/// Those of [`load`], and one line for a mistake in a session.
pub(super) fn app(argument: Option<&OsStr>, set: &[String]) -> Result<App> {
    let path = argument.filter(|name| name.to_str().and_then(embedded).is_none() && is_path(name));
    if let Some(path) = path.map(Path::new) {
        let text = read(path)?;
        if is_session(&text) {
            let name = path.display();
            ensure!(
                set.is_empty(),
                "{name}: has begun already; --set is for the start of a session"
            );
            return App::read_session(&text, &name.to_string());
        }
    }
    let mut lesson = load(argument)?.lesson;
    settings::apply(&mut lesson, set)?;
    Ok(App::new(lesson))
}

/// The app where the session of a file was left.
///
/// # Errors
/// One line with the file's name and the line of the mistake.
pub(super) fn session(path: &Path) -> Result<App> {
    let (text, name) = (read(path)?, path.display().to_string());
    ensure!(is_session(&text), "{name}: is not a session; it is left as it is");
    App::read_session(&text, &name)
}

/// Whether an argument can only be meant as a link or a path.
pub(super) fn is_elsewhere(argument: &OsStr) -> bool {
    argument.to_str().is_some_and(playground::is_link) || is_path(argument)
}

/// Whether an argument can only be meant as a path.
fn is_path(argument: &OsStr) -> bool {
    if argument.to_str().is_some_and(playground::is_link) {
        return false;
    }
    let path = Path::new(argument);
    path.extension().is_some() || path.components().count() > 1 || path.exists()
}

fn read(path: &Path) -> Result<String> {
    let name = path.display();
    let bytes = bounded::file(path, MOST_BYTES, "lesson").with_context(|| name.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        anyhow::anyhow!("{name}:{line}: not UTF-8 text, which a lesson is")
    })
}
