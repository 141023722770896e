//! Y, the loss and how it is added up: given or stated, else the ones that explain δ and the losses
//! of the document.

use anyhow::{Result, anyhow};

use super::candidates::{Candidate, Sides};
use super::values::Matrix;
use super::{Known, Start, lesson_text, prose};
use crate::homework::name::formula::Form;
use crate::homework::reduction;
use crate::math::loss::{LOSSES, Loss};
use crate::train::Setup;
use crate::worksheet::network::{REDUCTIONS, Reduction};
use crate::worksheet::quantity::Role;
use crate::worksheet::{Trace, Worksheet};

/// A loss and a reduction with the targets that go with them, and how well they explain what is
/// written: numbers that agree, then decimals that the targets need.
struct Explained {
    y: Matrix,
    agreeing: usize,
    decimals: usize,
}

impl Known<'_> {
    /// The targets; the loss and its reduction are set with them.
    pub(super) fn find_targets(
        &mut self,
        x: &Matrix,
        parameters: &[Matrix],
        rate: f64,
    ) -> Result<Matrix> {
        let stated = self.stated_loss();
        let reduction = prose::reduction(self.document);
        let mut best: Option<(Explained, &'static Loss, Reduction)> = None;
        for loss in LOSSES.iter().copied().filter(|loss| stated.is_none_or(|s| s.name == loss.name))
        {
            for (_, reduced) in REDUCTIONS.iter().filter(|(_, r)| reduction.is_none_or(|s| s == *r))
            {
                let start = (x, parameters, rate);
                let Some(found) = self.explained(loss, *reduced, start) else { continue };
                let better = best.as_ref().is_none_or(|(best, ..)| {
                    (found.agreeing, best.decimals) > (best.agreeing, found.decimals)
                });
                if better {
                    best = Some((found, loss, *reduced));
                }
            }
        }
        let (found, loss, reduced) = best.ok_or_else(|| self.no_targets())?;
        self.network.loss = loss;
        self.network.reduction = reduced;
        self.say(stated.is_some(), reduction.is_some());
        Ok(found.y)
    }

    /// What is missing where no loss and no targets were found.
    fn no_targets(&self) -> anyhow::Error {
        let delta = Role::Delta(self.network.depth());
        if self.values.get(1, Role::Target).is_none() && self.values.get(1, delta).is_none() {
            let name = delta.name();
            return anyhow!(
                "Y is not given and cannot be recovered: {name} of iteration 1 is not written"
            );
        }
        anyhow!("no loss explains the δ of the output")
    }

    /// Notes what was found, and from what.
    fn say(&mut self, loss_is_stated: bool, reduction_is_stated: bool) {
        let (loss, how) = (self.network.loss, self.network.reduction);
        let from = if loss_is_stated { "as its formula says" } else { "which explains δ best" };
        self.assume("loss", loss.name, format!("the loss is {}, {from}", loss.formula));
        let from = if reduction_is_stated { "as stated" } else { "which explains δ best" };
        let said = format!("losses are {}, {from}", reduction::words(how));
        self.assume("reduction", reduction::name(how), said);
        let (value, said) = match self.values.get(1, Role::Target) {
            Some(_) => ("given", "Y is given"),
            None => ("recovered", "Y is what makes δ of the outputs"),
        };
        self.assume("y", value, said);
    }

    /// The loss that a formula says.
    fn stated_loss(&self) -> Option<&'static Loss> {
        let formula = self.formulas(Form::Loss).next()?;
        let output = self.network.layer(self.network.depth()).activation.name;
        let has = |word: &str| formula.words.contains(&word);
        if has("log") {
            return Loss::find(if output == "softmax" { "cross_entropy" } else { "bce" });
        }
        if !has("square") {
            return None;
        }
        let halved =
            formula.numbers.contains(&0.5) || has("over") && formula.numbers.contains(&2.0);
        Loss::find(if halved { "half_squared" } else { "squared" })
    }

    /// How well a loss explains the document.
    fn explained(
        &self,
        loss: &'static Loss,
        reduction: Reduction,
        (x, parameters, rate): (&Matrix, &[Matrix], f64),
    ) -> Option<Explained> {
        let mut network = self.network.clone();
        network.loss = loss;
        network.reduction = reduction;
        let (y, decimals) = if let Some(given) = self.values.get(1, Role::Target) {
            (given.shortened(), 0)
        } else {
            let candidate = Candidate { network: &network, is_added: self.is_added() };
            let y = candidate.targets(&self.sides()?)?;
            (y.shortened(), y.decimals())
        };
        let start = Start { x: x.clone(), y, parameters: parameters.to_vec(), rate };
        let lesson = lesson_text::lesson(&network, &start, 1).ok()?;
        let agreeing = self.agreeing(&lesson.setup);
        Some(Explained { y: start.y, agreeing, decimals })
    }

    /// S, A and δ of the output in the first iteration.
    fn sides(&self) -> Option<Sides<'_>> {
        let l = self.network.depth();
        let s = self.values.get(1, Role::PreActivation(l));
        let a = self.values.get(1, Role::Activation(l)).or(s)?;
        let delta = self.values.get(1, Role::Delta(l))?;
        Some(Sides { s: s.unwrap_or(a), a, delta })
    }

    /// How many numbers of the loss and of the output's δ come out as written.
    fn agreeing(&self, setup: &Setup) -> usize {
        let sheet = Worksheet::new(&setup.network, self.rows, &setup.hyper);
        let mut trace = Trace::new(&sheet);
        let given = [(Role::Input, &setup.data.x), (Role::Target, &setup.data.y)];
        for (role, values) in given {
            if let Some(id) = sheet.find(role) {
                trace.slice_mut(&sheet, id).copy_from_slice(values);
            }
        }
        for (slots, values) in sheet.parameters().iter().zip(&setup.parameters) {
            trace.slice_mut(&sheet, slots.before).copy_from_slice(values);
        }
        trace.evaluate(&sheet, &setup.hyper, 1);
        let sign = if self.is_added() { -1.0 } else { 1.0 };
        let of = |role: Role, sign: f64| {
            let written = self.values.get(1, role)?;
            let values = trace.slice(&sheet, sheet.find(role)?).iter().map(|x| sign * x);
            Some(written.agreeing(&values.collect::<Vec<_>>()))
        };
        let total =
            self.values.loss().map(|loss| loss.agreeing(&[trace.loss(&sheet, &setup.hyper)]));
        let delta = Role::Delta(self.network.depth());
        [of(Role::Loss, 1.0), of(delta, sign), total].into_iter().flatten().sum()
    }
}
