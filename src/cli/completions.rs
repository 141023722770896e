//! `chainrule completions`: the script that lets a shell complete commands, options, their choices
//! and lessons, made from the options themselves.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command};
use clap_complete::{Generator, generate, shells};

use super::Answer;
use super::output::Output;
use crate::lesson::LESSONS;

/// A shell and what writes its script.
type Shell = (&'static str, fn(&Command) -> Result<String>);

/// The shells there are scripts for.
const SHELLS: &[Shell] = &[("bash", bash), ("zsh", zsh), ("fish", fish)];

/// The names of arguments that are a lesson.
const LESSON: [&str; 2] = ["lesson", "template"];

/// The options of `completions`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The shell that is to read it
    #[arg(value_parser = PossibleValuesParser::new(SHELLS.iter().map(|shell| shell.0)))]
    shell: String,
}

/// Prints the script for a shell.
///
/// # Errors
/// When it cannot be printed.
pub(super) fn run(arguments: &Arguments, command: &Command) -> Result<Answer> {
    let shell = SHELLS.iter().find(|shell| shell.0 == arguments.shell);
    let (_, script) = shell.context("clap knows the shells")?;
    let mut out = Output::stdout();
    out.write_all(script(command)?.as_bytes())?;
    out.finish()
}

/// Where no lesson fits, bash goes on with the names of files.
fn bash(command: &Command) -> Result<String> {
    script(shells::Bash, with_lessons(command.clone()))
}

/// Lessons with what they are about, and files. They are offered beside the commands, because zsh
/// would take a command for the lesson if that stood before it.
fn zsh(command: &Command) -> Result<String> {
    let names: Vec<_> = LESSONS.iter().map(|row| row.name).collect();
    let options = command.get_arguments().filter(|it| !it.is_positional()).cloned();
    let bare = Command::new("chainrule").args(options);
    let bare = bare.version("").subcommands(command.get_subcommands().cloned());
    let script = script(shells::Zsh, with_lessons(bare))?;
    let script = script.replace(&format!(":({})'", names.join(" ")), ":_chainrule_lesson'");
    let commands = "    _describe -t commands 'chainrule commands' commands \"$@\"\n";
    let script = script.replace(commands, &format!("{commands}    _chainrule_lesson\n"));
    let mut lesson = "_chainrule_lesson() {\n    local -a lessons=(\n".to_owned();
    for (name, summary) in summaries()? {
        writeln!(lesson, "        '{}'", format!("{name}:{summary}").replace('\'', r"'\''"))?;
    }
    lesson.push_str("    )\n    _describe lesson lessons\n    _files\n}\n");
    let (head, rest) = script.split_once("\n\n").context("the script has no head")?;
    Ok(format!("{head}\n\n{lesson}\n{rest}"))
}

/// What fish is told of options says nothing of lessons, so that they follow.
fn fish(command: &Command) -> Result<String> {
    let takes_one = |command: &&Command| command.get_positionals().any(is_lesson);
    let mut when = "__fish_chainrule_needs_command".to_owned();
    for command in command.get_subcommands().filter(takes_one) {
        write!(when, "; or __fish_chainrule_using_subcommand {}", command.get_name())?;
    }
    let mut text = String::new();
    for line in script(shells::Fish, command.clone())?.lines() {
        // A choice and what it is stand between double quotes, where a dollar begins a variable.
        let is_choice = line.contains(r"\t'");
        writeln!(text, "{}", if is_choice { line.replace('$', r"\$") } else { line.into() })?;
    }
    for (name, summary) in summaries()? {
        let summary = summary.replace('\\', r"\\").replace('\'', r"\'");
        writeln!(text, "complete -c chainrule -n \"{when}\" -a {name} -d '{summary}'")?;
    }
    Ok(text)
}

fn script(shell: impl Generator, mut command: Command) -> Result<String> {
    let mut bytes = Vec::new();
    generate(shell, &mut command, "chainrule", &mut bytes);
    Ok(String::from_utf8(bytes)?)
}

/// The same command, and its commands, with the lessons as the choices where one is expected.
fn with_lessons(command: Command) -> Command {
    let names = || PossibleValuesParser::new(LESSONS.iter().map(|row| row.name));
    let command = command.mut_args(|it| if is_lesson(&it) { it.value_parser(names()) } else { it });
    command.mut_subcommands(with_lessons)
}

fn is_lesson(argument: &Arg) -> bool {
    LESSON.contains(&argument.get_id().as_str())
}

/// Of every lesson its name and what it is about.
fn summaries() -> Result<Vec<(&'static str, String)>> {
    LESSONS.iter().map(|row| Ok((row.name, row.lesson()?.summary))).collect()
}
