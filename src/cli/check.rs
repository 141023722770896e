//! `chainrule check`: a worked training against what is right, number by number. The answer is no
//! when something is wrong.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use clap::Args;

use super::documents::Text;
use super::output::{Destination, Output};
use super::{Answer, complain, documents, looks, paint, play, progress};
use crate::app::{App, Glyphs};
use crate::homework::Checked;
use crate::homework::marked::{Entry, Line, Wanted, class, json, told};
use crate::homework::verdict::{self, Verdict};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Worked solutions: .tex, .md, .txt, .csv, .json, .npz, or folders of them; - is standard input
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<OsString>,
    /// The lesson that was to be worked out [default: the .toml beside the document, else what the
    /// document gives]
    #[arg(long, value_name = "LESSON")]
    lesson: Option<OsString>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    /// Print every quantity on a line of its own; of several documents every report too
    #[arg(long)]
    all: bool,
    /// When to use colours
    #[arg(long, default_value = "auto", value_parser = paint::when())]
    color: String,
    /// Open the document's lesson on the screen, at the first wrong number
    #[arg(long, conflicts_with_all = ["json", "output"])]
    open: bool,
    #[command(flatten)]
    destination: Destination,
}

/// A document that was judged, or why it could not be.
struct Found {
    document: String,
    result: Result<(Verdict, Vec<Line>), String>,
}

impl Found {
    fn verdict(&self) -> Option<&Verdict> {
        self.result.as_ref().ok().map(|(verdict, _)| verdict)
    }

    fn entry(&self) -> Entry<'_> {
        Entry { document: &self.document, verdict: self.verdict() }
    }

    /// What the exit code says of it.
    fn answer(&self) -> verdict::Answer {
        self.verdict().map_or(verdict::Answer::Unreadable, Verdict::answer)
    }

    /// Why it is unreadable.
    fn complaint(&self) -> Option<String> {
        match &self.result {
            Err(reason) => Some(reason.clone()),
            Ok(_) if self.answer() == verdict::Answer::Unreadable => {
                Some(format!("{}: nothing in it could be judged", self.document))
            }
            Ok(_) => None,
        }
    }
}

/// Checks and prints what was found.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let lesson = arguments.lesson.as_deref().map(Text::load).transpose()?;
    let paths = documents::meant(&arguments.documents)?;
    let standard = paths.iter().filter(|path| path.as_os_str() == "-").count();
    ensure!(standard < 2, "-: standard input can be read only once");
    if arguments.open {
        return open(&paths, lesson.as_ref());
    }
    let mut out = arguments.destination.open()?;
    let wanted = Wanted { all: arguments.all, plain: is_plain() };
    let bar = progress::bar(paths.len() as u64, "documents", paths.len() > 1);
    let judge = |path: &std::path::Path| {
        let checked = documents::check(path, lesson.as_ref());
        let said = |checked: Checked| (told(&checked, wanted), checked.verdict);
        let result = checked.map(said).map(|(lines, verdict)| (verdict, lines));
        let document = path.display().to_string();
        Found { document, result: result.map_err(|error| format!("{error:#}")) }
    };
    let found = documents::each(&paths, judge, || bar.inc(1));
    bar.finish_and_clear();
    for complaint in found.iter().filter_map(Found::complaint) {
        complain(&complaint);
    }
    report(arguments, &found, &mut out)?;
    out.finish()?;
    Ok(answer(&found))
}

/// 2 where one could not be read, else 1 where one is wrong.
fn answer(found: &[Found]) -> Answer {
    let has = |answer| found.iter().any(|found| found.answer() == answer);
    if has(verdict::Answer::Unreadable) {
        Answer::Unusable
    } else if has(verdict::Answer::Wrong) {
        Answer::No
    } else {
        Answer::Fine
    }
}

fn report(arguments: &Arguments, found: &[Found], out: &mut Output) -> Result<()> {
    if arguments.json {
        return objects(found, out);
    }
    let painted = paint::is_wanted(&arguments.color, arguments.destination.is_stdout());
    let mut lines = Vec::new();
    if found.len() == 1 || arguments.all {
        for (_, report) in found.iter().filter_map(|found| found.result.as_ref().ok()) {
            lines.extend(report.iter().cloned().chain((found.len() > 1).then(Line::default)));
        }
    }
    if found.len() > 1 {
        lines.extend(class(&found.iter().map(Found::entry).collect::<Vec<_>>()));
    }
    Ok(out.write_all(paint::text(&lines, painted).as_bytes())?)
}

/// One object, or an array of several.
fn objects(found: &[Found], out: &mut Output) -> Result<()> {
    let objects: Result<Vec<_>, _> =
        found.iter().map(|found| json(&found.document, found.verdict())).collect();
    let objects = objects?;
    match objects.as_slice() {
        [object] => writeln!(out, "{object}")?,
        objects => writeln!(out, "[{}]", objects.join(",\n"))?,
    }
    Ok(())
}

/// Whether only ASCII is sure to be seen.
fn is_plain() -> bool {
    looks::promised_glyphs(|name| std::env::var(name).ok()) == Glyphs::Ascii
}

/// Opens the screen on a document.
fn open(paths: &[PathBuf], lesson: Option<&Text>) -> Result<Answer> {
    let [path] = paths else {
        bail!("--open: one document at a time, not {}", paths.len());
    };
    let checked = documents::check(path, lesson)?;
    play::open(App::marked(checked))
}
