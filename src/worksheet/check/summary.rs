//! What a gradient check found, parameter by parameter.

use std::collections::BTreeMap;

use super::{Checked, Verdict};
use crate::worksheet::network::Parameter;

/// The check of one parameter.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The parameter.
    pub parameter: Parameter,
    /// How many of its elements were looked at.
    pub checked: usize,
    /// How many were compared with a difference.
    pub compared: usize,
    /// How many of these disagree.
    pub differ: usize,
    /// The one with the largest error among the compared.
    pub worst: Option<Checked>,
    /// How many were not compared, by reason: `at the kink of relu`.
    reasons: BTreeMap<String, usize>,
}

impl Checked {
    /// |gradient − difference|, relative to max(1, |gradient|).
    pub fn error(&self) -> f64 {
        let scale = if self.gradient.abs() > 1.0 { self.gradient.abs() } else { 1.0 };
        (self.gradient - self.difference).abs() / scale
    }

    /// Whether the difference is a derivative, so that it says something.
    pub fn is_compared(&self) -> bool {
        matches!(self.verdict, Verdict::Agrees | Verdict::Differs)
    }
}

impl Verdict {
    /// Why there was no comparison: `at the kink of relu`.
    pub fn reason(self) -> Option<String> {
        match self {
            Self::Agrees | Self::Differs => None,
            Self::Kink(of) => Some(format!("at the kink of {of}")),
            Self::NotFinite => Some("not finite".into()),
        }
    }
}

impl Summary {
    /// How many elements were not compared, by reason: `2 at the kink of relu`; empty where all
    /// were.
    pub fn skipped(&self) -> String {
        let said: Vec<_> = self.reasons.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
        said.join(", ")
    }
}

/// The summary of each parameter, in the order of the network.
pub fn summaries(checks: &[Checked]) -> Vec<Summary> {
    let mut parameters: BTreeMap<Parameter, Vec<&Checked>> = BTreeMap::new();
    for check in checks {
        parameters.entry(check.parameter).or_default().push(check);
    }
    parameters.into_iter().map(|(parameter, checks)| summary(parameter, &checks)).collect()
}

fn summary(parameter: Parameter, checks: &[&Checked]) -> Summary {
    let compared: Vec<&Checked> =
        checks.iter().copied().filter(|check| check.is_compared()).collect();
    let mut reasons = BTreeMap::new();
    for reason in checks.iter().filter_map(|check| check.verdict.reason()) {
        *reasons.entry(reason).or_default() += 1;
    }
    Summary {
        parameter,
        checked: checks.len(),
        compared: compared.len(),
        differ: compared.iter().filter(|check| check.verdict == Verdict::Differs).count(),
        worst: worst(compared.into_iter()).cloned(),
        reasons,
    }
}

/// The check with the largest error, the first of equals.
pub fn worst<'a>(checks: impl Iterator<Item = &'a Checked>) -> Option<&'a Checked> {
    checks.reduce(|worst, check| if check.error() > worst.error() { check } else { worst })
}
