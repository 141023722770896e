//! What a written value may be, by its formula and by its name.

use super::kind::Kind;
use super::letters::Letters;
use super::taken::Taken;
use crate::homework::name::formula::Form;
use crate::homework::name::{LayerName, Name, words};

/// What a written value may be.
#[derive(Debug, PartialEq)]
pub(crate) enum Options {
    /// One of these, best first.
    Of(Vec<Kind>),
    /// Nothing of a worksheet, and nothing to complain of: a learning rate.
    Stated,
    /// Nothing that can be judged, and why.
    Never(&'static str),
}

/// What a value may be, and whether name and formula say the same.
pub(crate) fn options(one: &Taken, letters: &Letters) -> (Options, bool) {
    let by_name = letters.kinds(&one.name);
    let form = one.formula.as_ref().map(|formula| formula.form);
    let by_form = form.map_or(Vec::new(), kinds_of);
    let both: Vec<Kind> = by_name.iter().copied().filter(|kind| by_form.contains(kind)).collect();
    if !both.is_empty() {
        return (Options::Of(both), true);
    }
    if by_name.is_empty() {
        return (by_formula_alone(&one.name, form, by_form), false);
    }
    // A formula that looks like much says more than a letter; one that looks like little does not.
    let weak = matches!(
        form,
        None | Some(
            Form::Difference
                | Form::BackSignal
                | Form::BiasGradient
                | Form::Step
                | Form::Derivative
        )
    );
    let all = if weak { [by_name, by_form] } else { [by_form, by_name] };
    let certain = weak && all[0].len() == 1;
    (Options::Of(all.concat()), certain)
}

fn by_formula_alone(name: &Name, form: Option<Form>, by_form: Vec<Kind>) -> Options {
    if name.of.is_some() || form == Some(Form::Derivative) {
        return Options::Never("a derivative f′ by itself is not judged");
    }
    if words::is_stated(&name.base) {
        return Options::Stated;
    }
    if name.gradient && !name.senses().is_empty() {
        return Options::Never("the gradient of the data is not a quantity of the worksheet");
    }
    if by_form.is_empty() {
        return Options::Never("the name says no quantity");
    }
    Options::Of(by_form)
}

fn kinds_of(form: Form) -> Vec<Kind> {
    match form {
        Form::Affine => vec![Kind::Pre],
        Form::Activation => vec![Kind::Act],
        Form::Loss => vec![Kind::Loss],
        Form::Delta => vec![Kind::Delta],
        Form::Difference => vec![Kind::Delta, Kind::Slope],
        Form::BackSignal => vec![Kind::Slope, Kind::Delta],
        Form::WeightGradient => vec![Kind::Gradient(false)],
        Form::BiasGradient => vec![Kind::Gradient(true)],
        Form::Update => vec![Kind::After(false), Kind::After(true)],
        Form::Step => vec![Kind::Gradient(false), Kind::Gradient(true)],
        Form::Derivative => Vec::new(),
    }
}

/// The layers a value of this kind may be of, likeliest first.
pub(crate) fn layers(
    one: &Taken,
    kind: Kind,
    letters: &Letters,
    depth: usize,
) -> Result<Vec<usize>, String> {
    if !kind.has_layer() {
        return Ok(vec![1]);
    }
    if let Some(layer) = letters.layer(&one.name, kind)? {
        return Ok(vec![layer]);
    }
    // The name says none; what the formula is about may.
    let about =
        one.formula.as_ref().and_then(|formula| Some((formula.form, formula.about.as_ref()?)));
    if let Some((_, about)) = about.filter(|(form, _)| kinds_of(*form).contains(&kind)) {
        let of = letters.kinds(about).first().copied();
        let said = about.layer().is_some();
        if let (true, Some(of)) = (said, of)
            && let Ok(Some(layer)) = letters.layer(about, of)
        {
            return Ok(vec![layer]);
        }
    }
    if let (Some(layer), true) = (letters.default_layer(), one.name.layer().is_none()) {
        let first = std::iter::once(layer);
        return Ok(first.chain((1..=depth).filter(|l| *l != layer)).collect());
    }
    let all = 1..=depth;
    let hidden = matches!(one.name.layer(), Some(LayerName::Hidden | LayerName::UnitOfHidden(_)));
    let all = if hidden && depth > 1 { 1..=depth - 1 } else { all };
    Ok(if kind.goes_back() { all.rev().collect() } else { all.collect() })
}

/// The unit that a name says, from 0.
pub(super) fn unit(name: &Name) -> Option<usize> {
    match name.layer()? {
        LayerName::UnitOfHidden(n) | LayerName::UnitOfLast(n) | LayerName::Number(n) => {
            n.checked_sub(1)
        }
        _ => None,
    }
}
