//! Why a quantity is wrong: its first wrong cell, the mistakes that explain it, and the formula
//! that was used beside the right one.

use super::Teller;
use crate::homework::marked::line::{Line, Tone, shown};
use crate::homework::verdict::{Cause, Judged, Status, WrongCell};
use crate::math::number::{self, Digits};
use crate::worksheet::Worksheet;
use crate::worksheet::op::Now;
use crate::worksheet::quantity::Role;
use crate::worksheet::symbols::Symbols;

/// The most causes that are told of a quantity.
const CAUSES: usize = 3;

impl Teller {
    /// The mistakes that explain a quantity, best first.
    pub(super) fn causes(&self, judged: &Judged) -> Vec<Line> {
        if judged.causes.is_empty() && judged.status == Status::Wrong {
            let slip = "no usual mistake gives these numbers: look for a slip in the arithmetic";
            return vec![Line::of(Tone::Plain, format!("      {slip}"))];
        }
        let mut lines = Vec::new();
        for (at, cause) in judged.causes.iter().take(CAUSES).enumerate() {
            let again = if cause.again { "the same mistake again: " } else { "" };
            let or = if at > 0 { "or " } else { "" };
            lines.push(
                Line::of(Tone::Plain, format!("      {or}{again}"))
                    .and(Tone::Wrong, shown(&cause.said))
                    .and(Tone::Dim, format!(" [{}]", cause.codes.join(" + "))),
            );
            if !cause.why.is_empty() && !cause.again {
                lines.push(Line::of(Tone::Plain, format!("        {}", shown(&cause.why))));
            }
            if !cause.again {
                lines.extend(self.formulas(judged, cause));
            }
        }
        let left = judged.causes.len().saturating_sub(CAUSES);
        if left > 0 {
            let text = format!("      or {left} more that give the same numbers");
            lines.push(Line::of(Tone::Dim, text));
        }
        lines
    }

    /// The formula that was used beside the right one.
    fn formulas(&self, judged: &Judged, cause: &Cause) -> Vec<Line> {
        let sheet = self.trainer.worksheet();
        let Some(role) = role_called(sheet, &judged.name) else { return Vec::new() };
        let both = formulas(sheet, &self.trainer.now(), &self.symbols, role, cause);
        let line = |head: &str, tone, text: String| {
            Line::of(Tone::Dim, format!("        {head}  ")).and(tone, text)
        };
        both.map_or(Vec::new(), |[used, right]| {
            vec![line("yours", Tone::Wrong, used), line("right", Tone::Right, right)]
        })
    }
}

/// The formula somebody used who made a mistake in a quantity, and the right one, with the
/// quantity's symbol; `None` where they are the same in symbols.
pub fn formulas(
    sheet: &Worksheet,
    now: &Now,
    symbols: &Symbols,
    role: Role,
    cause: &Cause,
) -> Option<[String; 2]> {
    let [code] = cause.codes.as_slice() else { return None };
    let id = sheet.find(role)?;
    let mistakes = sheet.mistakes(id);
    let same = || mistakes.iter().filter(|wrong| wrong.code == *code);
    let wrong = same().find(|wrong| wrong.said() == cause.said).or_else(|| same().next())?;
    let written = |e: &_| format!("{} = {}", symbols.role(role), symbols.formula(sheet, e));
    let used = written(&wrong.operation.formula(now));
    let right = written(&sheet.right_formula(id, now)?);
    (used != right).then_some([used, right])
}

/// The role of a quantity of a verdict; the loss of an iteration is explained by that of its
/// examples.
pub fn role_called(sheet: &Worksheet, name: &str) -> Option<Role> {
    if name == "loss" {
        return Some(Role::Loss);
    }
    sheet.named(name).map(|id| sheet.quantity(id).role)
}

/// The first wrong cell: where it is, what was written and what is right.
pub(super) fn wrong_cell(at: &WrongCell) -> Vec<Line> {
    let place = format!("      cell [{},{}], line {}", at.row + 1, at.column + 1, at.line);
    let exact = |x: f64| number::format(x, Digits::Significant(10));
    let row = |head: &str, tone, text: String| {
        Line::of(Tone::Dim, format!("        {head:<22}  ")).and(tone, text)
    };
    let mut lines = vec![
        Line::of(Tone::Plain, place),
        row("you wrote", Tone::Wrong, shown(&at.raw)),
        row("right", Tone::Right, exact(at.expected)),
    ];
    let own = exact(at.expected_from_own);
    if own != exact(at.expected) {
        lines.push(row("from your own numbers", Tone::Follows, own));
    }
    lines
}
