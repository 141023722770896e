//! `chainrule man`: the manual page, with the options of every command, made from the options
//! themselves.

use std::io;
use std::io::Write;

use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::Man;

use super::output::Output;
use super::{Answer, exit, lessons};

/// What writes a part of a page, under a heading of its own.
type Part = fn(&Man, &mut dyn Write) -> io::Result<()>;

/// The parts about the program.
const PROGRAM: &[(&str, Part)] = &[
    ("NAME", Man::render_name_section),
    ("SYNOPSIS", Man::render_synopsis_section),
    ("OPTIONS", Man::render_options_section),
];

/// The parts about one of its commands, under the command's name.
const COMMAND: &[Part] =
    &[Man::render_description_section, Man::render_synopsis_section, Man::render_options_section];

/// Prints the page.
///
/// # Errors
/// When it cannot be printed.
pub(super) fn run(command: Command) -> Result<Answer> {
    let mut out = Output::stdout();
    out.write_all(page(command)?.as_bytes())?;
    out.finish()
}

fn page(command: Command) -> Result<String> {
    let mut command = command.after_help(lessons::list()).subcommand_value_name("COMMAND");
    command.build();
    let man = Man::new(command.clone());
    let mut page = rendered(&man, Man::render_title)?;
    for (heading, part) in PROGRAM {
        page.extend([".SH ", heading, "\n", &body(&man, *part)?]);
    }
    page.push_str(".SH COMMANDS\n");
    for command in command.get_subcommands().filter(|it| it.get_name() != "help") {
        let man = Man::new(command.clone());
        page.extend([".SS chainrule ", command.get_name(), "\n"]);
        let parts: Vec<_> = COMMAND.iter().map(|part| body(&man, *part)).collect::<Result<_>>()?;
        page += &parts.join(".PP\n");
    }
    let list = body(&man, Man::render_extra_section)?;
    let (_, list) = list.split_once('\n').context("there are no lessons")?;
    Ok(page + ".SH LESSONS\n.nf\n" + list + ".fi\n" + &exit::section())
}

fn rendered(man: &Man, part: Part) -> Result<String> {
    let mut bytes = Vec::new();
    part(man, &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}

/// A part without its heading.
fn body(man: &Man, part: Part) -> Result<String> {
    let text = rendered(man, part)?;
    let (_, rest) = text.split_once(".SH ").context("a part has no heading")?;
    Ok(rest.split_once('\n').map_or(String::new(), |(_, body)| body.to_owned()))
}
