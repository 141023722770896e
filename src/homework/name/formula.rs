//! What a formula looks like: a sum of products with weights, an activation, a step along a
//! gradient. It need not be right to look like something.

mod looks;
mod seen;
mod terms;

use std::borrow::Cow;

use super::{Name, scan};
use crate::math::activation::Activation;
use seen::Seen;

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
    /// What else tells one loss from another: `log`, `square`, `sum`, `over`.
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
