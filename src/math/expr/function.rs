//! The functions a formula may apply, with the way each is written.

use super::Expr;
use crate::math::real;

/// A function of numbers: how it is called, written and computed.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name: `tanh`, `ReLU′`, `exp`.
    pub name: &'static str,
    /// How an application is written.
    pub notation: Notation,
    /// How its value is computed.
    pub apply: Apply,
}

/// How the value of a function is computed from its arguments.
#[derive(Clone, Copy, Debug)]
pub enum Apply {
    /// From a slice that holds as many arguments as the call has.
    Arguments(fn(&[f64]) -> f64),
    /// From one argument and the fixed parameter α of an activation.
    Activation(fn(f64, f64) -> f64, f64),
}

impl Function {
    /// The value for these arguments.
    pub fn value(&self, arguments: &[f64]) -> f64 {
        match self.apply {
            Apply::Arguments(f) => f(arguments),
            Apply::Activation(f, alpha) => f(arguments[0], alpha),
        }
    }
}

/// How the application of a function is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// name(x, y)
    Prefix,
    /// √x
    Root,
    /// |x|
    Bars,
    /// `[x > 0]`: 1 where it holds, else 0
    Indicator,
    /// `[x = 0] × y`: y where x is 0, else 0
    Unless,
    /// e^x
    Exponential,
    /// x^y
    Power,
}

const fn function(name: &'static str, notation: Notation, apply: fn(&[f64]) -> f64) -> Function {
    Function { name, notation, apply: Apply::Arguments(apply) }
}

/// `name(args…)`
pub fn call<L>(name: &'static str, apply: fn(&[f64]) -> f64, args: Vec<Expr<L>>) -> Expr<L> {
    Expr::Call(function(name, Notation::Prefix, apply), args)
}

/// f(e), where f is an activation with its parameter α.
pub fn activation<L>(
    name: &'static str,
    f: fn(f64, f64) -> f64,
    alpha: f64,
    e: Expr<L>,
) -> Expr<L> {
    let apply = Apply::Activation(f, alpha);
    Expr::Call(Function { name, notation: Notation::Prefix, apply }, vec![e])
}

/// √e
pub fn sqrt<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("sqrt", Notation::Root, |x| real::sqrt(x[0])), vec![e])
}

/// |e|
pub fn abs<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("abs", Notation::Bars, |x| x[0].abs()), vec![e])
}

/// sign(e), sign 0 = 0
pub fn sign<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("sign", Notation::Prefix, |x| real::sign(x[0])), vec![e])
}

/// `[e > 0]`
pub fn indicator<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(
        function("indicator", Notation::Indicator, |x| f64::from(u8::from(x[0] > 0.0))),
        vec![e],
    )
}

/// `[e = 0] × y`: y where e is 0, else 0, whatever y is
pub fn unless<L>(e: Expr<L>, y: Expr<L>) -> Expr<L> {
    let apply = |x: &[f64]| if x[0] == 0.0 { x[1] } else { 0.0 };
    Expr::Call(function("unless", Notation::Unless, apply), vec![e, y])
}

/// eˣ
pub fn exp<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("exp", Notation::Exponential, |x| real::exp(x[0])), vec![e])
}

/// ln e
pub fn ln<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("ln", Notation::Prefix, |x| real::ln(x[0])), vec![e])
}

/// ln(1 + e)
pub fn log1p<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("log1p", Notation::Prefix, |x| real::log1p(x[0])), vec![e])
}

/// σ(e), the logistic function
pub fn sigmoid<L>(e: Expr<L>) -> Expr<L> {
    Expr::Call(function("σ", Notation::Prefix, |x| real::sigmoid(x[0])), vec![e])
}

/// aᵇ
pub fn pow<L>(a: Expr<L>, b: Expr<L>) -> Expr<L> {
    Expr::Call(function("pow", Notation::Power, |x| real::pow(x[0], x[1])), vec![a, b])
}
