//! The learning rate, and the parameters of the first iteration: given, or the ones after it taken
//! back by the step.

use anyhow::{Result, anyhow};

use super::Known;
use super::prose;
use super::values::{Matrix, shortest};
use crate::homework::name::formula::Form;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::Role;

impl Known<'_> {
    /// The learning rate: in a formula, stated in words, or by the length of the steps.
    pub(super) fn find_rate(&mut self) -> Result<f64> {
        let (rate, said) = self
            .rate_in_formulas()
            .map(|rate| (rate, "as the formula of an update says"))
            .or_else(|| Some((prose::rate(self.document)?, "as the document states")))
            .or_else(|| Some((self.rate_of_steps()?, "by the length of the steps")))
            .ok_or_else(|| anyhow!("the learning rate is not given and no two updates show it"))?;
        self.assume("learning_rate", format!("{rate}"), format!("η is {rate}, {said}"));
        Ok(rate)
    }

    /// The number before the gradient in the formula of an update.
    fn rate_in_formulas(&self) -> Option<f64> {
        let mut factors = self.formulas(Form::Update).filter_map(|formula| formula.factor);
        factors.find(|rate| *rate > 0.0)
    }

    /// Whether steps are added, δ being minus the gradient.
    pub(super) fn is_added(&self) -> bool {
        self.formulas(Form::Update).next().is_some_and(|formula| formula.is_added)
    }

    /// The parameters that an iteration begins with, where they are written.
    fn before(&self, iteration: u64, parameter: Parameter) -> Option<&Matrix> {
        let given = self.values.get(iteration, Role::Parameter(parameter));
        given.or_else(|| self.values.get(iteration.checked_sub(1)?, Role::After(parameter)))
    }

    /// (W − W′)/∇W where it is known best.
    fn rate_of_steps(&self) -> Option<f64> {
        let mut best: Option<(f64, f64)> = None;
        for parameter in self.network.parameters() {
            for (n, after) in self.values.through(Role::After(parameter)) {
                let gradient = self.values.get(n, Role::Gradient(parameter));
                let (Some(before), Some(gradient)) = (self.before(n, parameter), gradient) else {
                    continue;
                };
                for i in 0..after.values.len() {
                    let rate = (before.values[i] - after.values[i]) / gradient.values[i];
                    let off = before.radii[i] + after.radii[i] + rate.abs() * gradient.radii[i];
                    let off = off / gradient.values[i].abs();
                    if rate.is_finite() && best.is_none_or(|(_, least)| off < least) {
                        best = Some((rate, off));
                    }
                }
            }
        }
        best.map(|(rate, off)| shortest(rate.abs(), off).0).filter(|rate| *rate > 0.0)
    }

    /// The parameters of the first iteration, in the network's order.
    pub(super) fn find_parameters(&mut self, rate: f64) -> Result<Vec<Matrix>> {
        let sign = if self.is_added() { -1.0 } else { 1.0 };
        let mut all = Vec::new();
        for parameter in self.network.parameters() {
            let (matrix, said) = match self.values.get(1, Role::Parameter(parameter)) {
                Some(given) => (given.shortened(), "given"),
                None => (self.taken_back(parameter, sign * rate)?, "W′ + η∇W of iteration 1"),
            };
            self.assume("parameters", parameter.to_string(), format!("{parameter} is {said}"));
            all.push(matrix);
        }
        Ok(all)
    }

    /// A parameter before the first update: W′ + η∇W.
    fn taken_back(&self, parameter: Parameter, rate: f64) -> Result<Matrix> {
        let after = self.values.get(1, Role::After(parameter));
        let gradient = self.values.get(1, Role::Gradient(parameter));
        let (Some(after), Some(gradient)) = (after, gradient) else {
            let missing =
                if after.is_none() { Role::After(parameter) } else { Role::Gradient(parameter) };
            return Err(anyhow!(
                "{parameter} is not given and cannot be recovered: {} of iteration 1 is not written",
                missing.name()
            ));
        };
        let pairs = after.values.iter().zip(&gradient.values);
        let values = pairs.map(|(after, gradient)| after + rate * gradient).collect();
        let radii = after.radii.iter().zip(&gradient.radii);
        let radii = radii.map(|(after, gradient)| after + rate.abs() * gradient).collect();
        Ok(Matrix { values, radii, ..after.clone() }.shortened())
    }

    /// The parameters of an iteration as far as they are known exactly enough.
    pub(super) fn parameters_at(
        &self,
        iteration: u64,
        parameter: Parameter,
        first: &[Matrix],
    ) -> Option<Matrix> {
        if iteration == 1 {
            let at = self.network.parameters().iter().position(|one| *one == parameter)?;
            return first.get(at).cloned();
        }
        self.before(iteration, parameter).cloned()
    }
}
