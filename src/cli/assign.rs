//! `chainrule assign`: a folder of individual problems from a lesson and a seed.

use std::ffi::OsString;

use anyhow::{Result, anyhow, ensure};
use clap::Args;

use super::folder::Folder;
use super::{Answer, positive, source};
use crate::homework::assign::{folder, problems};

/// The most problems of one command.
const MOST: u64 = 1000;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The lesson whose network is to be trained: a name or a .toml file [default: paper]
    template: Option<OsString>,
    /// What the numbers are drawn from: the same seed gives the same files everywhere
    #[arg(long, value_name = "S")]
    seed: u64,
    /// How many problems, each with other numbers
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u64).range(1..=MOST))]
    count: u64,
    /// Iterations to be worked out [default: as many as the lesson has]
    #[arg(long, short = 'n', value_name = "N", value_parser = positive)]
    iterations: Option<u64>,
    /// Write the worked solutions as well, into a folder of their own
    #[arg(long)]
    solutions: bool,
    #[command(flatten)]
    folder: Folder,
}

/// Writes the folder.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let source::Course { lesson: mut template, edits, .. } =
        source::load(arguments.template.as_deref())?;
    ensure!(edits.is_empty(), "{}: was changed on the way; a template is a lesson", template.name);
    template.iterations = arguments.iterations.unwrap_or(template.iterations);
    arguments.folder.check()?;
    let problems = problems(&template, arguments.seed, arguments.count)
        .map_err(|reason| anyhow!("{reason}"))?;
    let files = folder(&problems, arguments.solutions)?;
    arguments.folder.write(files.iter().map(|file| (file.path.as_str(), &file.bytes[..])))?;
    Ok(Answer::Fine)
}
