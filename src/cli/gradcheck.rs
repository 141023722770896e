//! `chainrule gradcheck`: every gradient against a central difference of the loss. The answer is
//! no when one disagrees.

use std::ffi::OsString;
use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::manner::MannerOptions;
use super::output::Output;
use super::{Answer, positive, source};
use crate::math::number::Digits;
use crate::train::Trainer;
use crate::worksheet::check::{Checked, ROUNDED, TOLERANCE, Verdict, gradient_check, summaries};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A lesson's name, a .toml file, a session or a Playground link [default: paper]
    lesson: Option<OsString>,
    /// Check iterations 1 to N
    #[arg(long, short = 'n', value_name = "N", default_value = "1", value_parser = positive)]
    iterations: u64,
    #[command(flatten)]
    manner: MannerOptions,
}

/// Checks and prints a table per iteration.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let source::Course { mut lesson, edits, .. } = source::load(arguments.lesson.as_deref())?;
    arguments.manner.apply(&mut lesson.setup)?;
    let mut trainer = Trainer::edited(&lesson.setup, &edits);
    let mut out = Output::stdout();
    let mut worst: Option<(u64, Checked)> = None;
    let mut compared = 0;
    loop {
        let checks = gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper());
        let rounding = trainer.worksheet().manner().rounding;
        table(trainer.iteration(), &checks, rounding, &mut out)?;
        compared += checks.iter().filter(|check| check.is_compared()).count();
        for check in checks.into_iter().filter(|check| check.verdict == Verdict::Differs) {
            if worst.as_ref().is_none_or(|(_, old)| check.error() > old.error()) {
                worst = Some((trainer.iteration(), check));
            }
        }
        if trainer.iteration() >= arguments.iterations {
            break;
        }
        trainer.advance(&edits);
    }
    if compared == 0 {
        writeln!(out, "\nnothing could be compared")?;
        out.finish()?;
        return Ok(Answer::No);
    }
    let Some((iteration, check)) = worst else { return out.finish() };
    writeln!(out, "\ndisagreement: iteration {iteration}, {}", described(&check))?;
    out.finish()?;
    Ok(Answer::No)
}

fn table(
    iteration: u64,
    checks: &[Checked],
    rounding: Option<Digits>,
    out: &mut Output,
) -> Result<()> {
    let rounded = rounding.map_or(String::new(), |digits| {
        format!(" and {ROUNDED} units of the last digit of {}", digits.words())
    });
    writeln!(out, "iteration {iteration}, agreement within {TOLERANCE:e}{rounded}")?;
    writeln!(out, "  parameter  elements  compared  differ  worst    skipped")?;
    for summary in summaries(checks) {
        let (name, checked, compared) =
            (summary.parameter.to_string(), summary.checked, summary.compared);
        let worst = summary.worst.as_ref().map(Checked::error);
        let worst = worst.map_or("-".into(), |worst| format!("{worst:.1e}"));
        let (differ, skipped) = (summary.differ, summary.skipped());
        let skipped = if skipped.is_empty() { "-".into() } else { skipped };
        writeln!(
            out,
            "  {name:<9}  {checked:>8}  {compared:>8}  {differ:>6}  {worst:<7}  {skipped}"
        )?;
    }
    Ok(())
}

/// `d/dW1[2,1]: gradient 0.5, difference of losses 0.25`
fn described(check: &Checked) -> String {
    let (row, column) = (check.row + 1, check.column + 1);
    format!(
        "d{}[{row},{column}]: gradient {}, difference of losses {}",
        check.parameter, check.gradient, check.difference
    )
}
