//! What can go wrong with f′ in a delta: every delta multiplies what arrives by it.

use super::delta::Slope;
use super::wrong::Instead;
use super::{Earlier, Expr, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::activation::{Activation, Arg, Elementwise};
use crate::math::expr;

/// A factor instead of f′: for the whole matrix, and for a cell.
type Factor = (&'static str, String, Expr<Leaf>, Box<dyn Fn(usize, usize) -> Expr<Leaf>>);

impl Slope {
    /// The ways to get f′ ⊙ `signal` wrong by its first factor.
    pub(super) fn mistakes<'a>(
        &'a self,
        site: &Site<'a>,
        signal: &'a dyn Operation,
    ) -> Vec<Wrong<'a>> {
        let Some(rule) = self.activation.elementwise() else { return Vec::new() };
        let wrong = |(code, detail, factor, of): Factor| {
            let instead = Instead::new(
                site,
                move |now| Expr::hadamard(factor.clone(), signal.formula(now)),
                move |row: usize, column: usize, earlier: &Earlier, now: &Now| {
                    Expr::Mul(vec![of(row, column), signal.explain(row, column, earlier, now)])
                },
            );
            Wrong::new(code, instead).detailed(detail)
        };
        let mut factors = self.general(rule);
        factors.extend(self.in_terms_of_a());
        factors.extend(self.next_layer(site));
        factors.into_iter().map(wrong).collect()
    }

    fn general(&self, rule: &'static Elementwise) -> Vec<Factor> {
        if self.activation.name == "identity" {
            return Vec::new();
        }
        let (output, alpha) = (self.output, self.alpha);
        let (name, f) = (self.activation.symbol, rule.f);
        let value = move |row, column| cell(output, row, column);
        let at_a = move |row, column| {
            (rule.prime_expr)().substitute(&mut |arg| match arg {
                Arg::S => cell(output, row, column),
                Arg::A => expr::activation(name, f, alpha, cell(output, row, column)),
                Arg::Alpha => Expr::Number(alpha),
            })
        };
        let prime = expr::call(self.activation.prime, |_| f64::NAN, vec![whole(output)]);
        vec![
            ("f-not-fprime", String::new(), whole(output), Box::new(value)),
            ("fprime-at-activation", String::new(), prime, Box::new(at_a)),
        ]
    }

    /// The derivatives that are written in terms of a, mixed up.
    fn in_terms_of_a(&self) -> Vec<Factor> {
        let output = self.output;
        let rest = |a: Expr<Leaf>| Expr::minus(Expr::Number(1.0), a);
        let of = |form: fn(Expr<Leaf>) -> Expr<Leaf>| {
            let cell = move |row, column| form(cell(output, row, column));
            (form(whole(output)), Box::new(cell) as Box<dyn Fn(usize, usize) -> Expr<Leaf>>)
        };
        let factor = |code, form| {
            let (whole, cell) = of(form);
            (code, String::new(), whole, cell)
        };
        let mut all = Vec::new();
        if ["tanh", "sigmoid"].contains(&self.activation.name) {
            all.push(factor("one-minus-a", rest));
            all.push(factor("a-squared", Expr::squared));
        }
        match self.activation.name {
            "tanh" => all.push(factor("sigmoid-derivative", |a| {
                Expr::Mul(vec![a.clone(), Expr::minus(Expr::Number(1.0), a)])
            })),
            "sigmoid" => all.push(factor("tanh-derivative", |a| {
                Expr::minus(Expr::Number(1.0), Expr::squared(a))
            })),
            _ => {}
        }
        all
    }

    fn next_layer(&self, site: &Site) -> Option<Factor> {
        let next = site.network().layers.get(site.layer())?;
        let other: &'static Activation = next.activation;
        let rule = other.elementwise().filter(|_| other.name != self.activation.name)?;
        let (s, alpha) = (self.pre_activation, next.alpha);
        let of = move |row, column| {
            (rule.prime_expr)().substitute(&mut |arg| match arg {
                Arg::S => cell(s, row, column),
                Arg::A => expr::activation(other.symbol, rule.f, alpha, cell(s, row, column)),
                Arg::Alpha => Expr::Number(alpha),
            })
        };
        let prime = expr::call(other.prime, |_| f64::NAN, vec![whole(s)]);
        Some(("fprime-of-next-layer", other.prime.into(), prime, Box::new(of)))
    }
}
