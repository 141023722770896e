//! X: given, or what the weights make S of, or what δ makes the gradient of.

use anyhow::{Result, anyhow};

use super::Known;
use super::solve::pseudo_inverse;
use super::values::Matrix;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::Role;

/// The most unknowns that are solved for at once.
const MOST: usize = 400;

const W1: Parameter = Parameter { layer: 1, bias: false };
const B1: Parameter = Parameter { layer: 1, bias: true };

/// Equations with their right sides and how far those may be off.
#[derive(Default)]
struct System {
    equations: Vec<Vec<f64>>,
    right: Vec<(f64, f64)>,
}

impl System {
    /// Adds an equation in the cells of X, given the factor of each, and its right side.
    fn add(
        &mut self,
        (rows, columns): (usize, usize),
        factor: impl Fn(usize, usize) -> f64,
        right: (f64, f64),
    ) {
        let cells = (0..rows).flat_map(|n| (0..columns).map(move |k| (n, k)));
        self.equations.push(cells.map(|(n, k)| factor(n, k)).collect());
        self.right.push(right);
    }

    /// The unknowns and how far they may be off; the rank where the equations are too few.
    fn solve(&self, unknowns: usize) -> Result<Vec<(f64, f64)>, usize> {
        let inverse = pseudo_inverse(&self.equations, unknowns)?;
        let unknown = |row: &Vec<f64>| {
            let terms = || row.iter().zip(&self.right);
            let value = terms().map(|(p, (x, _))| p * x).sum();
            let radius = terms().map(|(p, (_, radius))| p.abs() * radius).sum();
            (value, radius)
        };
        Ok(inverse.iter().map(unknown).collect())
    }
}

impl Known<'_> {
    /// The inputs of the first iteration.
    pub(super) fn find_inputs(&mut self, parameters: &[Matrix]) -> Result<Matrix> {
        if let Some(given) = self.values.get(1, Role::Input) {
            let given = given.shortened();
            self.assume("x", "given", "X is given");
            return Ok(given);
        }
        let first = self.rows_of_inputs(1, parameters);
        let found = first.or_else(|_| self.rows_of_inputs(self.values.last, parameters));
        if let Ok(x) = found {
            self.assume("x", "recovered", "X is what the weights make S1 of");
            return Ok(x);
        }
        if let Some(x) = self.inputs_with_gradients(parameters) {
            self.assume("x", "recovered", "X is what follows from S1 and from ∇W1 = Xᵀδ1");
            return Ok(x);
        }
        let (written, rank) = (self.values.through(Role::PreActivation(1)).count(), found.err());
        let iterations = if written == 1 { "iteration" } else { "iterations" };
        let (rank, inputs) = (rank.unwrap_or(0), self.network.inputs);
        Err(anyhow!(
            "X is not given and cannot be recovered: S1 of {written} {iterations} has rank {rank}, {inputs} needed"
        ))
    }

    /// X row by row from S1 = X W1 + b1 of the first iterations.
    fn rows_of_inputs(&self, last: u64, parameters: &[Matrix]) -> Result<Matrix, usize> {
        let inputs = self.network.inputs;
        let mut columns: Vec<Vec<f64>> = Vec::new();
        let mut right: Vec<Vec<(f64, f64)>> = vec![Vec::new(); self.rows];
        for (n, s) in self.values.through(Role::PreActivation(1)).filter(|(n, _)| *n <= last) {
            let Some(w) = self.parameters_at(n, W1, parameters) else { continue };
            let b = self.parameters_at(n, B1, parameters);
            for j in 0..w.columns {
                columns.push((0..inputs).map(|k| w.values[k * w.columns + j]).collect());
                let bias = b.as_ref().map_or(0.0, |b| b.values[j]);
                let off: f64 = (0..inputs).map(|k| w.radii[k * w.columns + j]).sum();
                for (row, side) in right.iter_mut().enumerate() {
                    let at = row * s.columns + j;
                    side.push((s.values[at] - bias, s.radii[at] + off));
                }
            }
        }
        let mut x = Vec::new();
        for right in right {
            x.extend(System { equations: columns.clone(), right }.solve(inputs)?);
        }
        Ok(self.matrix_of(&x))
    }

    /// X of its cells, row by row.
    fn matrix_of(&self, x: &[(f64, f64)]) -> Matrix {
        let (values, radii) = x.iter().copied().unzip();
        Matrix { rows: self.rows, columns: self.network.inputs, values, radii }.shortened()
    }

    /// X as a whole from S1 and from ∇W1 = Xᵀδ1 of every iteration.
    fn inputs_with_gradients(&self, parameters: &[Matrix]) -> Option<Matrix> {
        let inputs = self.network.inputs;
        let unknowns = self.rows * inputs;
        if unknowns > MOST {
            return None;
        }
        let mut system = System::default();
        for n in 1..=self.values.last.min(100) {
            self.add_sums(n, parameters, &mut system);
            self.add_gradients(n, &mut system);
        }
        system.solve(unknowns).ok().map(|x| self.matrix_of(&x))
    }

    /// S1 = X W1 + b1 of an iteration.
    fn add_sums(&self, n: u64, parameters: &[Matrix], system: &mut System) {
        let s = self.values.get(n, Role::PreActivation(1));
        let (Some(s), Some(w)) = (s, self.parameters_at(n, W1, parameters)) else { return };
        let b = self.parameters_at(n, B1, parameters);
        let shape = (self.rows, self.network.inputs);
        for at in 0..s.values.len() {
            let (row, j) = (at / s.columns, at % s.columns);
            let bias = b.as_ref().map_or(0.0, |b| b.values[j]);
            let w = |k: usize| w.values[k * w.columns + j];
            let factor = |n: usize, k: usize| if n == row { w(k) } else { 0.0 };
            system.add(shape, factor, (s.values[at] - bias, s.radii[at]));
        }
    }

    /// ∇W1 = Xᵀδ1 of an iteration.
    fn add_gradients(&self, n: u64, system: &mut System) {
        let gradient = self.values.get(n, Role::Gradient(W1));
        let (Some(gradient), Some(delta)) = (gradient, self.values.get(n, Role::Delta(1))) else {
            return;
        };
        let shape = (self.rows, self.network.inputs);
        for at in 0..gradient.values.len() {
            let (row, j) = (at / gradient.columns, at % gradient.columns);
            let delta = |n: usize| delta.values[n * delta.columns + j];
            let factor = |n: usize, k: usize| if k == row { delta(n) } else { 0.0 };
            system.add(shape, factor, (gradient.values[at], 4.0 * gradient.radii[at]));
        }
    }
}
