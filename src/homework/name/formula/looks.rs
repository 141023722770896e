//! Which form a formula has by what stands in it, and which name says the layer that it is about.

use super::Form;
use super::seen::Seen;
use super::terms::Term;
use crate::homework::name::{Name, Sense, words};

impl<'a> Seen<'a> {
    /// The form, if it has one.
    pub(super) fn form(&self) -> Option<Form> {
        if self.is_update() {
            return Some(Form::Update);
        }
        if let Some(form) = self.loss_or_delta() {
            return Some(form);
        }
        if matches!(self.terms.first(), Some(Term::Function(_, false) | Term::Max | Term::Exp)) {
            return Some(Form::Activation);
        }
        if let Some(form) = self.gradient_form() {
            return Some(form);
        }
        if self.has(&Term::Exp) && self.weights().is_none() {
            return Some(Form::Activation);
        }
        if self.is_step() {
            return Some(Form::Step);
        }
        let others = self.names().count() > 1 || self.has(&Term::Matrix);
        if self.weights().is_some() && others && self.gradient().is_none() {
            return Some(Form::Affine);
        }
        self.difference().map(|_| Form::Difference)
    }

    /// `W - η ΔW`, `W + v`
    fn is_update(&self) -> bool {
        let rest = match self.terms {
            [Term::Name(name), Term::Op('+' | '-'), rest @ ..] if Self::is_parameter(name) => rest,
            [Term::Matrix, Term::Op('-'), Term::Number(_), rest @ ..] if !rest.is_empty() => {
                return true;
            }
            _ => return false,
        };
        let product = self.names().filter(|name| Self::is_parameter(name)).count() > 1;
        let steps = |name: &Name| {
            name.gradient
                || words::is_stated(&name.base)
                || name.state().is_some()
                || name.senses().contains(&Sense::Delta)
        };
        rest.iter().any(|term| match term {
            Term::Name(name) => steps(name),
            Term::Number(_) => !product,
            _ => false,
        })
    }

    /// A loss, or what has an f′.
    fn loss_or_delta(&self) -> Option<Form> {
        let difference = self.difference().is_some();
        let target = self.names().any(|name| name.senses().contains(&Sense::Target));
        if self.has(&Term::Log) && (target || self.names().count() > 0) {
            return Some(Form::Loss);
        }
        if self.has(&Term::Max) && (self.has(&Term::Op('Σ')) || self.names().count() > 2) {
            return Some(Form::Loss);
        }
        if self.mask() {
            let error = self.delta().is_some() || difference || self.weights().is_some();
            return Some(if error { Form::Delta } else { Form::Derivative });
        }
        (difference && self.has(&Term::Square)).then_some(Form::Loss)
    }

    /// δ times something: another δ, or a gradient.
    fn gradient_form(&self) -> Option<Form> {
        let weights = self.weights().is_some();
        let turned = self
            .names()
            .any(|name| name.transposed && name.senses().first() != Some(&Sense::Weights));
        let delta = self.delta();
        if (delta.is_some() || self.difference().is_some()) && turned && !weights {
            return Some(Form::WeightGradient);
        }
        let delta = delta?;
        if weights {
            return Some(Form::BackSignal);
        }
        let enters = |name: &&Name| {
            *name != delta && matches!(name.senses().first(), Some(Sense::Act | Sense::Input))
        };
        if self.names().any(|name| enters(&name) && !name.gradient) {
            return Some(Form::WeightGradient);
        }
        let alone = self.names().all(|name| name == delta || words::is_stated(&name.base));
        alone.then_some(Form::BiasGradient)
    }

    /// `-η ΔW`
    fn is_step(&self) -> bool {
        let steps = |name: &Name| name.gradient || words::is_stated(&name.base);
        self.gradient().is_some()
            && self.names().all(steps)
            && self.terms.iter().any(|term| {
                matches!(term, Term::Number(_) | Term::Op('-'))
                    || matches!(term, Term::Name(name) if words::is_stated(&name.base))
            })
    }

    /// The name that says which layer it is about.
    pub(super) fn about(&self, form: Form) -> Option<&'a Name> {
        match form {
            Form::Affine => self.weights(),
            Form::Step => self.gradient(),
            Form::WeightGradient | Form::BiasGradient => self.delta(),
            Form::Difference => self.difference(),
            Form::Activation | Form::Update => self.names().next(),
            Form::Delta | Form::Derivative => self.slope_of(),
            Form::Loss | Form::BackSignal => None,
        }
    }
}
