//! Floor 9: the command line, one file per subcommand, with the terminal, the settings file and
//! the sessions behind them. The only floor with files, the terminal and a clock.

mod assign;
mod bounded;
mod check;
pub mod completions;
pub mod config;
mod documents;
pub mod exit;
mod folder;
mod gradcheck;
#[cfg(unix)]
mod interrupted;
mod kept;
mod lessons;
mod looks;
mod man;
mod manner;
mod output;
mod paint;
mod plain;
pub mod play;
mod progress;
pub mod render;
mod session;
mod settings;
mod source;
pub mod terminal;
mod trace;
mod train;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};

use crate::lesson;
use crate::lesson::LESSONS;
use crate::math::unseen::is_unseen;

pub use exit::Answer;

#[derive(Debug, Parser)]
#[command(name = "chainrule", version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: play::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Step through a lesson on the screen
    Play(play::Arguments),
    /// List the lessons that come with the program
    Lessons,
    /// Print every quantity of every iteration
    Trace(trace::Arguments),
    /// Train without a screen and print the loss curve as CSV
    Train(train::Arguments),
    /// Compare every gradient with a difference of losses
    Gradcheck(gradcheck::Arguments),
    /// Hand out individual problems: a lesson with other numbers for everyone
    Assign(assign::Arguments),
    /// Check a worked solution and say which mistake was made
    Check(check::Arguments),
    /// Draw a screen into a file
    Render(render::Arguments),
    /// Say where the settings are kept, and what is wrong with them
    Config(config::Arguments),
    /// Print what makes a shell complete the options and lessons
    Completions(completions::Arguments),
    /// Print the manual page
    Man,
}

/// Runs the command line; the first argument is the program's own name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.collect();
    if let Some(message) = arguments.get(1).and_then(|first| misspelt(first)) {
        return complain(&message);
    }
    match Cli::try_parse_from(&arguments) {
        Ok(cli) => finish(dispatch(cli)),
        Err(error) if is_help(&error) => {
            // All lessons are read for the list, which takes longer than many a command.
            let command = Cli::command().after_help(lists());
            let error = command.try_get_matches_from(&arguments).err().unwrap_or(error);
            // A closed pipe is no reason to complain.
            let _ = error.print();
            Answer::Fine.into()
        }
        Err(error) => complain(&one_line(&error)),
    }
}

fn dispatch(cli: Cli) -> Result<Answer> {
    match cli.command {
        None => play::run(&cli.play),
        Some(Command::Play(arguments)) => play::run(&arguments),
        Some(Command::Lessons) => lessons::run(),
        Some(Command::Trace(arguments)) => trace::run(&arguments),
        Some(Command::Train(arguments)) => train::run(&arguments),
        Some(Command::Gradcheck(arguments)) => gradcheck::run(&arguments),
        Some(Command::Assign(arguments)) => assign::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Render(arguments)) => render::run(&arguments),
        Some(Command::Config(arguments)) => config::run(&arguments),
        Some(Command::Completions(arguments)) => completions::run(&arguments, &Cli::command()),
        Some(Command::Man) => man::run(Cli::command()),
    }
}

fn finish(answer: Result<Answer>) -> ExitCode {
    match answer {
        Ok(answer) => answer.into(),
        Err(error) if is_closed_pipe(&error) => Answer::Fine.into(),
        Err(error) => complain(&format!("{error:#}")),
    }
}

/// What follows the options in `--help`.
fn lists() -> String {
    format!("{}\n{}", lessons::list(), exit::list())
}

/// What is wrong with a first word that is neither an option nor a command nor can be a lesson.
fn misspelt(first: &OsStr) -> Option<String> {
    let word = first.to_str()?;
    let command = Cli::command();
    let commands = command.get_subcommands().map(clap::Command::get_name).chain(["help"]);
    let lessons = LESSONS.iter().map(|row| row.name);
    let choices: Vec<_> = commands.chain(lessons).collect();
    let known = word.starts_with('-') || choices.contains(&word) || source::is_elsewhere(first);
    (!known).then(|| lesson::unknown("command or lesson", word, choices.into_iter()))
}

/// Whether the reader of our output has gone: `chainrule trace paper | head -1`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    io.into_iter().any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// One line on stderr; control characters would be commands to the terminal.
fn complain(message: &str) -> ExitCode {
    let line: String = message.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect();
    // Nobody may be there to read it.
    let _ = writeln!(io::stderr(), "chainrule: {line}");
    Answer::Unusable.into()
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// What clap says in several lines, without the reminder of how help is called.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let said = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let said = said.take_while(|line| !line.starts_with("Usage:"));
    let aside = |line: &&str| line.starts_with("For more information") || line.starts_with("tip:");
    let said: Vec<_> = said.filter(|line| !aside(line)).collect();
    let line = said.join(" ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(near)) => format!("{line}; did you mean {near}?"),
        _ => line.to_owned(),
    }
}

/// A whole number of at least 1, for options.
fn positive(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|&n| n > 0);
    number.ok_or_else(|| "expected a whole number of at least 1".into())
}
