//! Which activation function each layer has: by its name in a formula, else by its numbers.

use anyhow::{Result, anyhow};

use super::Known;
use super::values::Matrix;
use crate::homework::name::formula::Form;
use crate::homework::name::words;
use crate::math::activation::{ACTIVATIONS, Activation, Rule, softmax_rows};
use crate::worksheet::quantity::Role;

impl Known<'_> {
    /// Sets the activation of every layer.
    pub(super) fn find_activations(&mut self) -> Result<()> {
        for l in 1..=self.network.depth() {
            let (activation, said) = match self.stated_activation(l) {
                Some(stated) => {
                    (stated, format!("layer {l} is {}, as its formula says", stated.symbol))
                }
                None => self.tested_activation(l)?,
            };
            self.network.layers[l - 1].activation = activation;
            self.network.layers[l - 1].alpha = activation.alpha.unwrap_or(0.0);
            self.assume("activation", activation.name, said);
        }
        Ok(())
    }

    /// The function that a formula or a name says.
    fn stated_activation(&self, l: usize) -> Option<&'static Activation> {
        let of_layer =
            |role: Role| self.taken.iter().filter(move |one| self.role_of(one.event) == Some(role));
        let formulas = of_layer(Role::Activation(l)).filter_map(|one| {
            let formula =
                one.formula.as_ref().filter(|formula| formula.form == Form::Activation)?;
            let divided = formula.words.contains(&"sum").then(|| Activation::find("softmax"));
            divided.flatten().or(formula.activation)
        });
        let named = of_layer(Role::Activation(l))
            .filter_map(|one| one.name.words().find_map(words::activation));
        let sloped = of_layer(Role::Delta(l)).filter_map(|one| {
            let formula = one.formula.as_ref().filter(|formula| formula.form == Form::Delta)?;
            formula.activation
        });
        formulas.chain(named).chain(sloped).next()
    }

    /// The function that takes what is written as S to what is written as A.
    fn tested_activation(&self, l: usize) -> Result<(&'static Activation, String)> {
        let both = self
            .values
            .through(Role::PreActivation(l))
            .filter_map(|(n, s)| Some((s, self.values.get(n, Role::Activation(l))?)));
        let both: Vec<_> = both.collect();
        if both.is_empty() {
            let none = self.values.get(1, Role::Activation(l)).is_none();
            if none && l == self.network.depth() {
                let said = format!("layer {l} is the identity, as no activation of it is written");
                return Ok((ACTIVATIONS[0], said));
            }
            return Err(anyhow!("the activation of layer {l} is not given and cannot be tested"));
        }
        let all: usize = both.iter().map(|(s, _)| s.values.len()).sum();
        let right = |row: &Activation| both.iter().map(|(s, a)| agreeing(row, s, a)).sum::<usize>();
        let best = ACTIVATIONS.iter().copied().rev().max_by_key(|row| right(row));
        let best = best.filter(|row| 2 * right(row) > all);
        let found = best.ok_or_else(|| anyhow!("no activation takes S{l} to A{l}"))?;
        Ok((found, format!("layer {l} is {}, which takes S{l} to A{l}", found.symbol)))
    }
}

/// How many numbers of `a` are f of those of `s`.
fn agreeing(row: &Activation, s: &Matrix, a: &Matrix) -> usize {
    let alpha = row.alpha.unwrap_or(0.0);
    let mut values = vec![0.0; s.values.len()];
    match &row.rule {
        Rule::Elementwise(rule) => (rule.forward)(&s.values, &mut values, alpha),
        Rule::Softmax => softmax_rows(&s.values, &mut values, s.columns),
    }
    a.agreeing(&values)
}
