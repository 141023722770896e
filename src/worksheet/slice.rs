//! The loss over any two elements of parameters, all others as they are: a slice through the place
//! where an iteration stands, worked out as the iteration itself is.

use super::forward;
use super::network::{Network, Parameter};
use super::quantity::Role;
use super::{Trace, Worksheet};
use crate::math::hyperparameter::Hyperparameters;

/// An element of a parameter; row and column count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// The parameter.
    pub parameter: Parameter,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

impl Element {
    /// Its place among the numbers of its parameter.
    pub fn index(&self, network: &Network) -> usize {
        self.row * network.shape(self.parameter).1 + self.column
    }

    /// Whether a network has such an element.
    pub fn is_of(&self, network: &Network) -> bool {
        let (rows, columns) = match self.parameter.layer {
            l if l == 0 || l > network.depth() => return false,
            _ => network.shape(self.parameter),
        };
        let there = !self.parameter.bias || network.layer(self.parameter.layer).bias;
        there && self.row < rows && self.column < columns
    }
}

/// The loss of an iteration's examples as a function of its parameters.
#[derive(Debug)]
pub struct Slice<'a> {
    sheet: &'a Worksheet,
    hyper: &'a Hyperparameters,
    trace: Trace,
}

impl<'a> Slice<'a> {
    /// Through the parameters that the iteration of `trace` started from; or, where it is
    /// `updated`, through those that its update left.
    pub fn new(
        sheet: &'a Worksheet,
        trace: &Trace,
        hyper: &'a Hyperparameters,
        updated: bool,
    ) -> Self {
        let mut slice = Self { sheet, hyper, trace: trace.clone() };
        if updated {
            for slots in sheet.parameters() {
                let after = trace.slice(sheet, slots.after);
                slice.trace.slice_mut(sheet, slots.before).copy_from_slice(after);
            }
            slice.trace.evaluate_forward(sheet, hyper);
        }
        slice
    }

    /// The loss where it goes through, penalty included.
    pub fn loss(&self) -> f64 {
        self.trace.loss(self.sheet, self.hyper)
    }

    /// The losses at all pairs of these values of the two elements: a row for each value of the
    /// second one.
    pub fn losses(&mut self, [across, down]: [Element; 2], xs: &[f64], ys: &[f64]) -> Vec<f64> {
        let mut losses = vec![0.0; xs.len() * ys.len()];
        // What lies deeper changes more often: the layers before it stay as they are.
        let turned = across.parameter.layer < down.parameter.layer;
        let (outer, inner) = if turned { (across, down) } else { (down, across) };
        let (outers, inners) = if turned { (xs, ys) } else { (ys, xs) };
        for (i, value) in outers.iter().enumerate() {
            self.set(outer, *value);
            for (j, value) in inners.iter().enumerate() {
                self.set(inner, *value);
                let first = if j == 0 { outer } else { inner };
                self.evaluate_from(first.parameter.layer);
                let at = if turned { j * xs.len() + i } else { i * xs.len() + j };
                losses[at] = self.loss();
            }
        }
        losses
    }

    fn set(&mut self, element: Element, value: f64) {
        let at = element.index(self.sheet.network());
        if let Some(id) = self.sheet.find(Role::Parameter(element.parameter)) {
            self.trace.slice_mut(self.sheet, id)[at] = value;
        }
    }

    fn evaluate_from(&mut self, layer: usize) {
        if let Some(first) = self.sheet.find(Role::PreActivation(layer)) {
            self.trace.evaluate_forward_from(self.sheet, first, self.hyper);
        }
    }
}

/// About how many multiplications a loss takes where these elements change.
pub fn cost(sheet: &Worksheet, elements: [Element; 2]) -> usize {
    let deeper = elements.iter().map(|element| element.parameter.layer).max().unwrap_or(1);
    forward::cost(sheet, deeper)
}
