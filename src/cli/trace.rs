//! `chainrule trace`: every quantity of every iteration of a lesson, in a format of the report.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use anyhow::{Result, anyhow, bail};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::manner::MannerOptions;
use super::output::Destination;
use super::{Answer, positive, source};
use crate::lesson::Lesson;
use crate::math::number::Digits;
use crate::report::{DEFAULT_DIGITS, FORMATS, Format, Report, Selection, Straight};
use crate::worksheet::Worksheet;
use crate::worksheet::symbols::{NOTATIONS, Notation};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A lesson's name, a .toml file, a session or a Playground link [default: paper]
    lesson: Option<OsString>,
    /// The last iteration to print [default: where the lesson ends, or the session stood]
    #[arg(long, short = 'n', value_name = "N", value_parser = positive)]
    iterations: Option<u64>,
    /// The first iteration to print
    #[arg(long, value_name = "K", default_value = "1", value_parser = positive)]
    from: u64,
    /// Print only these quantities, by name (delta1) or kind (delta)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Option<Vec<String>>,
    /// How to print
    #[arg(long, default_value = FORMATS[0].name, value_parser = formats())]
    format: &'static Format,
    /// Whose letters to use [default: the lesson's]
    #[arg(long, value_parser = PossibleValuesParser::new(NOTATIONS.iter().map(|row| row.0)))]
    notation: Option<String>,
    #[command(flatten)]
    manner: MannerOptions,
    #[command(flatten)]
    digits: DigitOptions,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Args, Debug)]
#[group(multiple = false)]
struct DigitOptions {
    /// Digits after the point, in formats for people
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(..=1074))]
    decimals: Option<u16>,
    /// Significant digits, in formats for people [default: 8]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=767))]
    significant: Option<u16>,
    /// As many digits as tell the number from every other
    #[arg(long)]
    exact: bool,
}

/// Prints the iterations.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let source::Course { mut lesson, edits, end } = source::load(arguments.lesson.as_deref())?;
    arguments.manner.apply(&mut lesson.setup)?;
    let to = arguments.iterations.unwrap_or(end);
    let from = arguments.from;
    if from > to {
        bail!("--from {from}: the last iteration printed is {to}; --iterations N moves it");
    }
    let selection = selection(arguments, &lesson)?;
    let digits = arguments.digits.chosen();
    let format = arguments.format;
    if !format.rounds && digits.is_some_and(|digits| digits != Digits::Exact) {
        bail!("--format {} writes every number exactly and takes no digits", format.name);
    }
    let digits = digits.unwrap_or(DEFAULT_DIGITS);
    if !format.is_text && arguments.destination.is_stdout() && io::stdout().is_terminal() {
        bail!("--format {} is not text: --output FILE writes it into a file", format.name);
    }
    let notation = notation(arguments.notation.as_deref()).unwrap_or(lesson.notation);
    let report = Report { lesson: &lesson, selection: &selection, notation, digits };
    let mut out = arguments.destination.open()?;
    let mut iterations = Straight::new(&lesson.setup, edits, (from, to));
    report.write(format, &mut iterations, &mut |page| Ok(out.write_all(page)?))?;
    out.finish()
}

fn selection(arguments: &Arguments, lesson: &Lesson) -> Result<Selection> {
    let Some(words) = &arguments.only else { return Ok(Selection::all()) };
    let setup = &lesson.setup;
    let sheet = Worksheet::new(&setup.network, setup.batch, &setup.hyper);
    Selection::of(words, &sheet).map_err(|reason| anyhow!("--only: {reason}"))
}

fn notation(name: Option<&str>) -> Option<Notation> {
    NOTATIONS.iter().find(|row| Some(row.0) == name).map(|row| row.1)
}

fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.iter().map(|row| PossibleValue::new(row.name).help(row.doc));
    PossibleValuesParser::new(names)
        .map(|name| FORMATS.iter().find(|row| row.name == name).copied().unwrap_or(FORMATS[0]))
}

impl DigitOptions {
    fn chosen(&self) -> Option<Digits> {
        let exact = self.exact.then_some(Digits::Exact);
        let decimals = self.decimals.map(|n| Digits::Decimals(usize::from(n)));
        let significant = self.significant.map(|n| Digits::Significant(usize::from(n)));
        exact.or(decimals).or(significant)
    }
}
