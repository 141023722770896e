//! Initialisers: one row of [`SCHEMES`] each. They fill a weight matrix of inputs × units from one
//! generator, row by row (`playground` unit by unit); biases all start at one constant.

use super::real;
use super::rng::Stream;

/// The table: every scheme a lesson may name.
pub static SCHEMES: &[Scheme] = &[
    Scheme {
        name: "zeros",
        doc: "every weight 0 (all units of a layer stay alike)",
        formula: "0",
        bias: 0.0,
        fill: |_, _, out| out.fill(0.0),
    },
    Scheme {
        name: "uniform",
        doc: "between −range and range",
        formula: "U(−r, r)",
        bias: 0.0,
        fill: |rng, fan, out| uniform(rng, fan.range, out),
    },
    Scheme {
        name: "xavier_uniform",
        doc: "Glorot and Bengio 2010: keeps the variance for tanh, forwards and backwards",
        formula: "U(−r, r), r = gain √(6 / (fan_in + fan_out))",
        bias: 0.0,
        fill: |rng, fan, out| uniform(rng, fan.gain * real::sqrt(6.0 / fan.both()), out),
    },
    Scheme {
        name: "xavier_normal",
        doc: "Glorot and Bengio 2010, normal",
        formula: "N(0, σ²), σ = gain √(2 / (fan_in + fan_out))",
        bias: 0.0,
        fill: |rng, fan, out| normal(rng, fan.gain * real::sqrt(2.0 / fan.both()), out),
    },
    Scheme {
        name: "he_uniform",
        doc: "He and others 2015: keeps the variance for ReLU, forwards",
        formula: "U(−r, r), r = gain √(3 / fan_in)",
        bias: 0.0,
        fill: |rng, fan, out| uniform(rng, fan.gain * real::sqrt(3.0 / fan.fan_in as f64), out),
    },
    Scheme {
        name: "he_normal",
        doc: "He and others 2015, normal",
        formula: "N(0, σ²), σ = gain / √fan_in",
        bias: 0.0,
        fill: |rng, fan, out| normal(rng, fan.gain / real::sqrt(fan.fan_in as f64), out),
    },
    Scheme {
        name: "playground",
        doc: "TensorFlow Playground: between −0.5 and 0.5, biases 0.1",
        formula: "U(−0.5, 0.5)",
        bias: 0.1,
        fill: playground,
    },
];

/// The half width of the scheme `uniform` where a lesson gives none.
pub const DEFAULT_RANGE: f64 = 0.5;

/// A way to draw initial weights, everything there is to know about it.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in lesson files: `he_normal`.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// The distribution as a line of text.
    pub formula: &'static str,
    /// What biases start at where a lesson gives nothing.
    pub bias: f64,
    /// Fills the weights of one layer, inputs × units.
    pub fill: fn(&mut dyn Stream, &Fan, &mut [f64]),
}

/// What a scheme may depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fan {
    /// The layer's inputs: rows of its weight matrix.
    pub fan_in: usize,
    /// The layer's units: columns of its weight matrix.
    pub fan_out: usize,
    /// The factor the layer's activation asks for, see [`gain`].
    pub gain: f64,
    /// The half width of the scheme `uniform`.
    pub range: f64,
}

impl Fan {
    fn both(&self) -> f64 {
        (self.fan_in + self.fan_out) as f64
    }
}

impl Scheme {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        SCHEMES.iter().find(|row| row.name == name)
    }
}

/// The gain of an activation (its name and its α): √2 for `ReLU`, √(2/(1+α²)) for leaky `ReLU`,
/// 5/3 for tanh, 1 for all others; `PyTorch`'s `calculate_gain`.
pub fn gain(activation: &str, alpha: f64) -> f64 {
    match activation {
        "relu" => std::f64::consts::SQRT_2,
        "leaky_relu" => real::sqrt(2.0 / (1.0 + alpha * alpha)),
        "tanh" => 5.0 / 3.0,
        _ => 1.0,
    }
}

fn uniform(rng: &mut dyn Stream, range: f64, out: &mut [f64]) {
    out.fill_with(|| range * (2.0 * rng.uniform() - 1.0));
}

/// Column by column: Playground draws a unit's weights when it makes the unit.
fn playground(rng: &mut dyn Stream, fan: &Fan, out: &mut [f64]) {
    for unit in 0..fan.fan_out {
        for weight in out.iter_mut().skip(unit).step_by(fan.fan_out) {
            *weight = rng.uniform() - 0.5;
        }
    }
}

fn normal(rng: &mut dyn Stream, deviation: f64, out: &mut [f64]) {
    out.fill_with(|| deviation * rng.normal());
}

#[cfg(test)]
mod tests;
