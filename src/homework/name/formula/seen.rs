//! What stands among the terms of a formula: names by what they may be, numbers, a difference,
//! an f′.

use super::terms::Term;
use crate::homework::name::{Name, Sense, words};
use crate::math::activation::Activation;

/// The terms of a formula that is looked at.
pub(super) struct Seen<'a> {
    pub(super) terms: &'a [Term],
}

impl<'a> Seen<'a> {
    /// Every name, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a Name> {
        self.terms.iter().filter_map(|term| match term {
            Term::Name(name) => Some(name),
            _ => None,
        })
    }

    /// Every number, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        self.terms.iter().filter_map(|term| match term {
            Term::Number(x) => Some(*x),
            _ => None,
        })
    }

    /// What tells one loss from another.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Log => Some("log"),
            Term::Square => Some("square"),
            Term::Op('Σ') => Some("sum"),
            Term::Op('/') => Some("over"),
            _ => None,
        })
    }

    /// The activation function that stands in it.
    pub(super) fn activation(&self) -> Option<&'static Activation> {
        self.terms.iter().find_map(|term| match term {
            Term::Function(word, _) => words::activation(word),
            Term::Max => Activation::find("relu"),
            Term::Exp => Activation::find("sigmoid"),
            _ => None,
        })
    }

    pub(super) fn has(&self, term: &Term) -> bool {
        self.terms.contains(term)
    }

    /// Whether a name is that of weights or a bias itself.
    pub(super) fn is_parameter(name: &Name) -> bool {
        let first = name.senses().first();
        !name.gradient
            && !name.is_activated()
            && matches!(first, Some(Sense::Weights | Sense::Bias))
            || (name.base == "c" && !name.capital)
    }

    /// The first name of weights.
    pub(super) fn weights(&self) -> Option<&'a Name> {
        let all = |name: &&Name| !name.gradient && name.senses().first() == Some(&Sense::Weights);
        self.names().find(all)
    }

    /// A δ, or the gradient of something that is no parameter.
    pub(super) fn delta(&self) -> Option<&'a Name> {
        self.names().find(|name| {
            let first = name.senses().first();
            let of_parameter = matches!(first, Some(Sense::Weights | Sense::Bias));
            matches!(first, Some(Sense::Delta | Sense::Error)) && !name.capital
                || name.gradient && first.is_some() && !of_parameter
        })
    }

    /// The gradient of a parameter.
    pub(super) fn gradient(&self) -> Option<&'a Name> {
        self.names().find(|name| {
            name.gradient && Self::is_parameter(&Name { gradient: false, ..(*name).clone() })
        })
    }

    /// `y - Y`, either way round.
    pub(super) fn difference(&self) -> Option<&'a Name> {
        let target = |name: &Name| name.senses().contains(&Sense::Target);
        self.terms.windows(3).find_map(|three| match three {
            [Term::Name(a), Term::Op('-'), Term::Name(b)] if target(a) || target(b) => {
                Some(if target(a) && !target(b) { b } else { a })
            }
            _ => None,
        })
    }

    /// `1 - a`, `f'(s)`, `s > 0`.
    pub(super) fn mask(&self) -> bool {
        let one_minus = self.terms.windows(3).any(|three| match three {
            [Term::Number(one), Term::Op('-'), next] if *one == 1.0 => match next {
                Term::Name(name) => name.senses().contains(&Sense::Act) && !name.gradient,
                Term::Function(..) | Term::Open => true,
                _ => false,
            },
            _ => false,
        });
        let prime = |term: &Term| matches!(term, Term::Function(_, true) | Term::Op('>'));
        one_minus || self.terms.iter().any(prime)
    }

    /// What f′ is taken of: the argument of a primed function, or the a of 1 − a.
    pub(super) fn slope_of(&self) -> Option<&'a Name> {
        let primed = |term: &Term| matches!(term, Term::Function(_, true));
        let start = self.terms.iter().position(primed).or_else(|| {
            let minus =
                |pair: &[Term]| matches!(pair, [Term::Number(one), Term::Op('-')] if *one == 1.0);
            self.terms.windows(2).position(minus)
        })?;
        self.terms[start..].iter().find_map(|term| match term {
            Term::Name(name) => Some(name),
            _ => None,
        })
    }

    /// Whether the first sign is a plus.
    pub(super) fn is_added(&self) -> bool {
        let sign = self.terms.iter().find(|term| matches!(term, Term::Op('+' | '-')));
        sign == Some(&Term::Op('+'))
    }

    /// The number in `W - 0.5ΔW`.
    pub(super) fn factor(&self) -> Option<f64> {
        let at = self.terms.iter().position(|term| matches!(term, Term::Op('+' | '-')))?;
        match self.terms.get(at + 1)? {
            Term::Number(x) => Some(*x),
            _ => None,
        }
    }
}
