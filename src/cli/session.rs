//! Sessions on disk: every sitting is kept in a file of its own, the last few of each lesson, and
//! written after every edit, at the end, and when a signal ends the program.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, bail};

use super::kept::{Kept, Place, lock, lock_soon};
use super::{complain, output, source};
use crate::app::{App, Effect};
use crate::lesson::Lesson;
use crate::lesson::session::lesson_section;

/// Follows the app and keeps its session.
#[derive(Debug)]
pub(super) struct Keeper {
    kept: Arc<Mutex<Kept>>,
    /// The lesson that is kept, to notice when another one is opened.
    lesson: Rc<str>,
    edited: (usize, usize, usize),
    /// The sitting before this one.
    last: Option<PathBuf>,
    /// Whether the file was asked for, and whether somebody was told that it cannot be written.
    named: bool,
    complained: bool,
}

/// The app to begin with, and who keeps it: a lesson, a copy of a session, or the session of
/// `file`, which is begun where there is none.
///
/// # Errors
/// One line when the lesson or the session cannot be used.
pub(super) fn begin(
    lesson: Option<&OsStr>,
    set: &[String],
    file: Option<&Path>,
) -> Result<(App, Keeper)> {
    let Some(file) = file else {
        let mut app = source::app(lesson, set)?;
        let keeper = Keeper::new(&app);
        if keeper.last.is_some() && !app.is_worth_keeping() {
            let name = &app.lesson().name;
            app.say(format!("the last session of {name} was kept; :restore goes on with it"));
        }
        return Ok((app, keeper));
    };
    let exists = fs::symlink_metadata(file).is_ok();
    let app = if exists { source::session(file)? } else { source::app(lesson, set)? };
    let name = file.display();
    if exists && !set.is_empty() {
        bail!("{name}: has begun already; --set is for the start of a session");
    }
    if exists && lesson.is_some() && source::load(lesson)?.lesson.text != app.lesson().text {
        bail!("{name}: is a session of {}; give it alone, or another file", app.lesson().name);
    }
    let mut keeper = Keeper::new(&app);
    keeper.named = true;
    {
        let mut kept = lock(&keeper.kept);
        kept.wanted = true;
        kept.head = app.session();
        kept.keep_in(file.to_owned());
        kept.stale = !exists;
        kept.save()?;
    }
    Ok((app, keeper))
}

impl Keeper {
    /// Who keeps the session of an app from now on.
    pub(super) fn new(app: &App) -> Self {
        let lesson = app.lesson();
        let kept = Kept::of(lesson);
        let last = kept.newest();
        Self {
            kept: Arc::new(Mutex::new(kept)),
            lesson: Rc::clone(&lesson.text),
            edited: app.edited(),
            last,
            named: false,
            complained: false,
        }
    }

    /// What saves the latest from any thread, while the program ends.
    pub(super) fn saver(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let kept = Arc::clone(&self.kept);
        move || {
            let Some(mut kept) = lock_soon(&kept) else { return };
            // Where it cannot be written somebody was told so by the first edit.
            if let Ok(Some(said)) = kept.save() {
                complain(&said);
            }
        }
    }

    /// Remembers an edit among many that happen at once, so that it is saved whatever comes next.
    pub(super) fn notice(&mut self, app: &App) {
        if app.edited() != self.edited && Rc::ptr_eq(&self.lesson, &app.lesson().text) {
            lock(&self.kept).remember(app);
        }
    }

    /// Remembers where the app stands; saves where an edit was made.
    pub(super) fn follow(&mut self, app: &mut App) {
        if !Rc::ptr_eq(&self.lesson, &app.lesson().text) {
            if app.comes_from(&self.lesson) {
                self.turn_over(app);
            } else {
                self.turn_to(app.lesson());
            }
        }
        let edited = app.edited();
        let saving = edited != std::mem::replace(&mut self.edited, edited);
        let mut kept = lock(&self.kept);
        kept.remember(app);
        let saved = if saving { kept.save() } else { Ok(None) };
        drop(kept);
        match saved {
            Ok(Some(said)) => {
                self.named = false;
                app.refuse(said);
            }
            Err(error) if !self.complained => {
                self.complained = true;
                app.refuse(format!("{error:#}; the session goes on unsaved"));
            }
            _ => {}
        }
    }

    /// The lesson was changed and started over: it is kept in the same file.
    fn turn_over(&mut self, app: &App) {
        lock(&self.kept).lesson = lesson_section(app.lessons());
        self.lesson = Rc::clone(&app.lesson().text);
    }

    /// Another lesson was opened: what was done is saved, and the new one gets a file of its own.
    fn turn_to(&mut self, lesson: &Lesson) {
        let mut kept = lock(&self.kept);
        // Where it cannot be written somebody was told so by the first edit.
        let _ = kept.save();
        *kept = Kept::of(lesson);
        self.last = kept.newest();
        self.lesson = Rc::clone(&lesson.text);
        self.named = false;
    }

    /// Saves for the last time.
    ///
    /// # Errors
    /// When a file that was asked for cannot be written.
    pub(super) fn finish(&mut self, app: &mut App) -> Result<()> {
        self.follow(app);
        match lock(&self.kept).save() {
            Err(error) if self.named => Err(error),
            Ok(Some(said)) => {
                complain(&said);
                Ok(())
            }
            Ok(None) | Err(_) => Ok(()),
        }
    }

    /// Does what the app asked for, as far as it is a matter of files, and says so in the app.
    pub(super) fn perform(&mut self, effect: Effect, app: &mut App) {
        let done = match effect {
            Effect::Write { path, bytes, replace } => write(&path, &bytes, replace),
            Effect::Save { path, replace } => self.name(&path, replace, app),
            Effect::Restore => self.restore(app),
            Effect::Open(path) => open(&path, app),
            Effect::Quit | Effect::Suspend | Effect::Copy(_) | Effect::Mouse(_) => return,
        };
        match done {
            Ok(said) => app.say(said),
            Err(error) => app.refuse(format!("{error:#}")),
        }
    }

    /// Keeps the session in a file from now on.
    fn name(&mut self, path: &str, replace: bool, app: &App) -> Result<String> {
        let path = expanded(path);
        let mut kept = lock(&self.kept);
        kept.remember(app);
        let ours = kept.is_ours(&path);
        output::put(&path, kept.text().as_bytes(), replace || ours, "save! replaces it")?;
        let said = format!("the session is kept in {} from now on", path.display());
        kept.keep_in(path);
        kept.wanted = true;
        kept.stale = false;
        (self.named, self.complained) = (true, false);
        Ok(said)
    }

    /// Goes on with the sitting before this one, which then is the one before.
    fn restore(&mut self, app: &mut App) -> Result<String> {
        let none = || format!("there is no earlier session of {}", app.lesson().name);
        let path = self.last.clone().with_context(none)?;
        let restored = source::session(&path)?;
        let mut kept = lock(&self.kept);
        kept.remember(app);
        kept.save()?;
        let changed = restored.lesson().text != app.lesson().text;
        app.change_to(restored);
        self.last = match kept.keep_in(path) {
            Place::File(before, _) if kept.wanted => Some(before),
            _ => None,
        };
        kept.lesson = lesson_section(app.lessons());
        kept.wanted = true;
        kept.remember(app);
        kept.stale = false;
        self.lesson = Rc::clone(&app.lesson().text);
        self.edited = app.edited();
        self.named = false;
        let aside = if changed { ", with the lesson as it was then" } else { "" };
        Ok(format!("where the last session of {} was left{aside}", app.lesson().name))
    }
}

/// Opens a lesson file or a saved session.
fn open(path: &str, app: &mut App) -> Result<String> {
    let opened = source::app(Some(expanded(path).as_os_str()), &[])?;
    let said = format!("{}, from {path}", opened.lesson().title);
    app.change_to(opened);
    Ok(said)
}

fn write(path: &str, bytes: &[u8], replace: bool) -> Result<String> {
    let path = expanded(path);
    output::put(&path, bytes, replace, "write! replaces it")?;
    Ok(format!("wrote {}, {} bytes", path.display(), bytes.len()))
}

/// A path as a shell would read it: `~/` is the home directory.
fn expanded(path: &str) -> PathBuf {
    let home = path.strip_prefix("~/").and_then(|rest| Some(env::home_dir()?.join(rest)));
    home.unwrap_or_else(|| path.into())
}
