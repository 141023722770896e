//! `chainrule gradcheck`: every gradient against a central difference of the loss. The answer is
//! no when one disagrees.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::output::Output;
use super::{Answer, positive, source};
use crate::train::Trainer;
use crate::worksheet::check::{Checked, TOLERANCE, Verdict, gradient_check};
use crate::worksheet::network::Parameter;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A lesson's name or a .toml file [default: paper]
    lesson: Option<OsString>,
    /// Check iterations 1 to N
    #[arg(long, short = 'n', value_name = "N", default_value = "1", value_parser = positive)]
    iterations: u64,
}

/// Checks and prints a table per iteration.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let lesson = source::load(arguments.lesson.as_deref())?;
    let mut trainer = Trainer::new(&lesson.setup);
    let mut out = Output::stdout();
    let mut worst: Option<(u64, Checked)> = None;
    let mut compared = 0;
    loop {
        let checks = gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper());
        table(trainer.iteration(), &checks, &mut out)?;
        compared += checks.iter().filter(|check| is_compared(check)).count();
        for check in checks.into_iter().filter(|check| check.verdict == Verdict::Differs) {
            if worst.as_ref().is_none_or(|(_, old)| error(&check) > error(old)) {
                worst = Some((trainer.iteration(), check));
            }
        }
        if trainer.iteration() >= arguments.iterations {
            break;
        }
        trainer.advance(&[]);
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

fn table(iteration: u64, checks: &[Checked], out: &mut Output) -> Result<()> {
    writeln!(out, "iteration {iteration}, agreement within {TOLERANCE:e}")?;
    writeln!(out, "  parameter  elements  compared  differ  worst    skipped")?;
    let mut parameters: BTreeMap<Parameter, Vec<&Checked>> = BTreeMap::new();
    for check in checks {
        parameters.entry(check.parameter).or_default().push(check);
    }
    for (parameter, checks) in &parameters {
        let compared = checks.iter().filter(|check| is_compared(check));
        let differ = checks.iter().filter(|check| check.verdict == Verdict::Differs).count();
        let worst = compared.clone().map(|check| error(check)).reduce(f64::max);
        let worst = worst.map_or("-".into(), |worst| format!("{worst:.1e}"));
        let (name, all, compared) = (parameter.to_string(), checks.len(), compared.count());
        let skipped = skipped(checks);
        writeln!(out, "  {name:<9}  {all:>8}  {compared:>8}  {differ:>6}  {worst:<7}  {skipped}")?;
    }
    Ok(())
}

fn is_compared(check: &Checked) -> bool {
    matches!(check.verdict, Verdict::Agrees | Verdict::Differs)
}

/// How many elements were not compared, by reason: `2 at the kink of relu`.
fn skipped(checks: &[&Checked]) -> String {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for check in checks {
        let reason = match check.verdict {
            Verdict::Agrees | Verdict::Differs => continue,
            Verdict::Kink(of) => format!("at the kink of {of}"),
            Verdict::NotFinite => "not finite".into(),
        };
        *reasons.entry(reason).or_default() += 1;
    }
    let said: Vec<_> = reasons.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
    if said.is_empty() { "-".into() } else { said.join(", ") }
}

/// |gradient − difference|, relative to max(1, |gradient|).
fn error(check: &Checked) -> f64 {
    let scale = if check.gradient.abs() > 1.0 { check.gradient.abs() } else { 1.0 };
    (check.gradient - check.difference).abs() / scale
}

/// `d/dW1[2,1]: gradient 0.5, difference of losses 0.25`
fn described(check: &Checked) -> String {
    let (row, column) = (check.row + 1, check.column + 1);
    format!(
        "d{}[{row},{column}]: gradient {}, difference of losses {}",
        check.parameter, check.gradient, check.difference
    )
}
