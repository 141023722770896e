//! The targets that would make the δ of a document, for one loss: found with the loss's own slope.

use super::values::Matrix;
use crate::math::activation::{Rule, softmax_backward_row};
use crate::math::loss::Targets;
use crate::worksheet::network::Network;

/// How near a δ must be to the written one, in what it may be off.
const NEAR: f64 = 8.0;

/// S, A and δ of the output layer.
pub(super) struct Sides<'a> {
    pub(super) s: &'a Matrix,
    pub(super) a: &'a Matrix,
    pub(super) delta: &'a Matrix,
}

/// A network with a loss that is tried.
pub(super) struct Candidate<'a> {
    pub(super) network: &'a Network,
    /// Whether δ is minus the gradient.
    pub(super) is_added: bool,
}

impl Candidate<'_> {
    /// The targets, row by row; `None` where none make this δ.
    pub(super) fn targets(&self, sides: &Sides) -> Option<Matrix> {
        let (rows, outputs) = (sides.delta.rows, sides.delta.columns);
        let divisor = self.network.divisor(rows).unwrap_or(1.0);
        let scale = if self.is_added { -divisor } else { divisor };
        let mut y = Matrix::exact(rows, outputs, vec![0.0; rows * outputs]);
        for n in 0..rows {
            let row = n * outputs..(n + 1) * outputs;
            let of = |matrix: &Matrix| matrix.values[row.clone()].to_vec();
            let wanted: Vec<f64> = of(sides.delta).iter().map(|x| x * scale).collect();
            let off: Vec<f64> = sides.delta.radii[row.clone()]
                .iter()
                .zip(&sides.a.radii[row.clone()])
                .map(|(delta, a)| delta * scale.abs() + a)
                .collect();
            let (s, a) = (of(sides.s), of(sides.a));
            let found = match self.network.loss.targets {
                Targets::Class | Targets::Distribution => self.class(&s, &a, &wanted, &off)?,
                _ => self.numbers(&s, &a, &wanted, &off)?,
            };
            for (at, (value, radius)) in row.zip(found) {
                y.values[at] = value;
                y.radii[at] = radius;
            }
        }
        Some(y)
    }

    /// δ of one example, not reduced.
    fn delta(&self, s: &[f64], a: &[f64], t: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; a.len()];
        let layer = self.network.layer(self.network.depth());
        if let Some(fused) = self.network.fused() {
            (fused.delta)(a, t, &mut out);
            return out;
        }
        let parameter = self.network.loss.parameter.map_or(0.0, |(_, default)| default);
        (self.network.loss.slope)(a, t, parameter, &mut out);
        match &layer.activation.rule {
            Rule::Elementwise(rule) => (rule.backward)(s, a, layer.alpha, &mut out),
            Rule::Softmax => softmax_backward_row(a, &mut out),
        }
        out
    }

    fn class(&self, s: &[f64], a: &[f64], wanted: &[f64], off: &[f64]) -> Option<Vec<(f64, f64)>> {
        let one_hot = |class: usize| {
            (0..a.len()).map(|k| f64::from(u8::from(k == class))).collect::<Vec<_>>()
        };
        let fits = |t: &Vec<f64>| {
            let made = self.delta(s, a, t);
            let near = made.iter().zip(wanted).zip(off);
            near.into_iter().all(|((made, wanted), off)| (made - wanted).abs() <= NEAR * off)
        };
        let t = (0..a.len()).map(one_hot).find(fits)?;
        Some(t.into_iter().map(|t| (t, 0.0)).collect())
    }

    /// δ is a line in t for every loss of which t can be had back: two points give it.
    fn numbers(
        &self,
        s: &[f64],
        a: &[f64],
        wanted: &[f64],
        off: &[f64],
    ) -> Option<Vec<(f64, f64)>> {
        if !self.network.loss.elementwise {
            return None;
        }
        let at = |t: f64| self.delta(s, a, &vec![t; a.len()]);
        let (zero, one) = (at(0.0), at(1.0));
        let mut found = Vec::new();
        for k in 0..a.len() {
            let slope = one[k] - zero[k];
            let t = (wanted[k] - zero[k]) / slope;
            let again = self.delta(s, a, &vec![t; a.len()])[k];
            if !t.is_finite() || (again - wanted[k]).abs() > NEAR * off[k] {
                return None;
            }
            // What a may be off moves f′ too; twice is more than any f′ of the table.
            found.push((t, 2.0 * off[k] / slope.abs() + off[k] * t.abs().max(1.0)));
        }
        Some(found)
    }
}
