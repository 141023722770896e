//! What a formula looks like: a sum of products with weights, an activation, a step along a
//! gradient. It need not be right to look like something.

use std::borrow::Cow;

use super::scan;
use super::{Name, Sense, words};
use crate::math::activation::Activation;

mod terms;

use terms::Term;

/// What a formula looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `X W + b`
    Affine,
    /// `f(s)`
    Activation,
    /// `½(y - Y)²`, `-Σ t ln a`
    Loss,
    /// `f'(s) × …`
    Delta,
    /// `y - Y`
    Difference,
    /// `δ Wᵀ`
    BackSignal,
    /// `Xᵀ δ`
    WeightGradient,
    /// `Σ δ`
    BiasGradient,
    /// `W - η ΔW`
    Update,
    /// `-η ΔW`
    Step,
    /// `f'(s)` and nothing else.
    Derivative,
}

/// A formula that looks like something.
#[derive(Clone, Debug)]
pub struct Formula {
    /// What it looks like.
    pub form: Form,
    /// The name that says which layer it is about: the weights of a product, the argument of an
    /// activation, the δ of a gradient.
    pub about: Option<Name>,
    /// The activation function that stands in it.
    pub activation: Option<&'static Activation>,
    /// The number before the gradient of an update.
    pub factor: Option<f64>,
    /// Whether the update is added: `W + 0.5ΔW`.
    pub is_added: bool,
    /// Every name in it.
    pub names: Vec<Name>,
    /// Every number in it.
    pub numbers: Vec<f64>,
    /// What else tells one loss from another: `log`, `max`, `sum`, `mean`.
    pub words: Vec<&'static str>,
}

/// What a formula looks like, if it looks like anything.
pub fn read(text: &str) -> Option<Formula> {
    let terms = terms::terms(&scan::signs(&multiplied(text)));
    let seen = Seen { terms: &terms };
    let form = seen.form()?;
    Some(Formula {
        form,
        about: seen.about(form).cloned(),
        activation: seen.activation(),
        factor: seen.factor(),
        is_added: seen.is_added(),
        names: seen.names().cloned().collect(),
        numbers: seen.numbers().collect(),
        words: seen.words().collect(),
    })
}

/// The formula with the methods of arrays as signs: `x.mm(w1)` is `x·(w1)`.
fn multiplied(text: &str) -> Cow<'_, str> {
    if !text.contains('.') {
        return Cow::Borrowed(text);
    }
    let products = [".mm(", ".matmul(", ".dot("].into_iter().filter(|_| !text.starts_with("np."));
    let text = products.fold(text.to_owned(), |text, method| text.replace(method, "·("));
    Cow::Owned(text.replace(".t()", "^T"))
}

struct Seen<'a> {
    terms: &'a [Term],
}

impl<'a> Seen<'a> {
    fn names(&self) -> impl Iterator<Item = &'a Name> {
        self.terms.iter().filter_map(|term| match term {
            Term::Name(name) => Some(name),
            _ => None,
        })
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.terms.iter().filter_map(|term| match term {
            Term::Number(x) => Some(*x),
            _ => None,
        })
    }

    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Log => Some("log"),
            Term::Max => Some("max"),
            Term::Square => Some("square"),
            Term::Op('Σ') => Some("sum"),
            Term::Op('/') => Some("over"),
            Term::Op('|') => Some("bar"),
            _ => None,
        })
    }

    fn activation(&self) -> Option<&'static Activation> {
        self.terms.iter().find_map(|term| match term {
            Term::Function(word, _) => words::activation(word),
            Term::Max => Activation::find("relu"),
            Term::Exp => Activation::find("sigmoid"),
            _ => None,
        })
    }

    fn has(&self, term: &Term) -> bool {
        self.terms.contains(term)
    }

    fn is_parameter(name: &Name) -> bool {
        let first = name.senses().first();
        !name.gradient
            && !name.is_activated()
            && matches!(first, Some(Sense::Weights | Sense::Bias))
            || (name.base == "c" && !name.capital)
    }

    fn weights(&self) -> Option<&'a Name> {
        let all = |name: &&Name| !name.gradient && name.senses().first() == Some(&Sense::Weights);
        self.names().find(all)
    }

    /// A δ, or the gradient of something that is no parameter.
    fn delta(&self) -> Option<&'a Name> {
        self.names().find(|name| {
            let first = name.senses().first();
            let of_parameter = matches!(first, Some(Sense::Weights | Sense::Bias));
            matches!(first, Some(Sense::Delta | Sense::Error)) && !name.capital
                || name.gradient && first.is_some() && !of_parameter
        })
    }

    fn gradient(&self) -> Option<&'a Name> {
        self.names().find(|name| {
            name.gradient && Self::is_parameter(&Name { gradient: false, ..(*name).clone() })
        })
    }

    /// `y - Y`, either way round.
    fn difference(&self) -> Option<&'a Name> {
        let target = |name: &Name| name.senses().contains(&Sense::Target);
        self.terms.windows(3).find_map(|three| match three {
            [Term::Name(a), Term::Op('-'), Term::Name(b)] if target(a) || target(b) => {
                Some(if target(a) && !target(b) { b } else { a })
            }
            _ => None,
        })
    }

    /// `1 - a`, `f'(s)`, `s > 0`.
    fn mask(&self) -> bool {
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

    fn form(&self) -> Option<Form> {
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

    fn is_step(&self) -> bool {
        let steps = |name: &Name| name.gradient || words::is_stated(&name.base);
        self.gradient().is_some()
            && self.names().all(steps)
            && self.terms.iter().any(|term| {
                matches!(term, Term::Number(_) | Term::Op('-'))
                    || matches!(term, Term::Name(name) if words::is_stated(&name.base))
            })
    }

    fn about(&self, form: Form) -> Option<&'a Name> {
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

    /// What f′ is taken of: the argument of a primed function, or the a of 1 − a.
    fn slope_of(&self) -> Option<&'a Name> {
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

    fn is_added(&self) -> bool {
        let sign = self.terms.iter().find(|term| matches!(term, Term::Op('+' | '-')));
        sign == Some(&Term::Op('+'))
    }

    /// The number in `W - 0.5ΔW`.
    fn factor(&self) -> Option<f64> {
        let at = self.terms.iter().position(|term| matches!(term, Term::Op('+' | '-')))?;
        match self.terms.get(at + 1)? {
            Term::Number(x) => Some(*x),
            _ => None,
        }
    }
}
