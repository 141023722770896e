//! ∂L/∂W = Aᵀ · δ, plus the slope of the penalty.

use super::gradient_mistakes::{as_step, examples, of_other_layers};
use super::wrong::{Instead, reduced, scaled};
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::activation::Arg as Part;
use crate::math::expr;
use crate::math::matrix;
use crate::math::regularizer::{self, Arg};
use crate::worksheet::quantity::Role;

/// ∂L/∂W (d₀×d) from the layer's input A (N×d₀), its δ (N×d) and, where there is a penalty, W.
#[derive(Clone, Debug)]
pub(in crate::worksheet) struct WeightGradient {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) delta: Id,
    pub(in crate::worksheet) weights: Id,
    /// Whether the objective has a penalty on the weights.
    pub(in crate::worksheet) penalised: bool,
}

impl WeightGradient {
    fn with_penalty(&self, sum: &Expr<Leaf>, w: &Expr<Leaf>, now: &Now) -> Expr<Leaf> {
        if !self.penalised {
            return sum.clone();
        }
        let whole = regularizer::gradient_expr(now.hyper.l1, now.hyper.l2);
        whole.substitute(&mut |arg| match *arg {
            Arg::Weight(_) => w.clone(),
            Arg::Gradient => sum.clone(),
            Arg::Hyper(row) => Expr::Leaf(Leaf::Hyper(row, (row.get)(now.hyper))),
        })
    }
}

impl Operation for WeightGradient {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let (a, k, n) = earlier.matrix(self.input);
        let (delta, _, m) = earlier.matrix(self.delta);
        matrix::product_transposed_left(a, delta, out, n, k, m);
        let (l1, l2) = (now.hyper.l1, now.hyper.l2);
        if self.penalised && regularizer::is_on(l1, l2) {
            regularizer::add_gradient(earlier.get(self.weights), l1, l2, out);
        }
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        let product = Expr::product(Expr::transposed(whole(self.input)), whole(self.delta));
        self.with_penalty(&product, &whole(self.weights), now)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let examples = 0..earlier.rows(self.input);
        let term = |n| (cell(self.input, n, row), cell(self.delta, n, column));
        let sum = Expr::Dot(examples.map(term).collect());
        self.with_penalty(&sum, &cell(self.weights, row, column), now)
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        all.extend(reduced(site, self, site.network().divisor(site.worksheet.rows())));
        all.extend(as_step(site, self));
        let delta = self.delta;
        all.extend(examples(
            site,
            move |now| self.formula(now),
            move |n, row, column, now| {
                let one = Expr::Mul(vec![cell(self.input, n, row), cell(delta, n, column)]);
                self.with_penalty(&one, &cell(self.weights, row, column), now)
            },
        ));
        all.extend(of_other_layers(site, delta, |delta| Self { delta, ..self.clone() }));
        all.extend(self.input_mistakes(site));
        all.extend(self.penalty_mistakes(site));
        all
    }
}

impl WeightGradient {
    /// S or f′(S) of the layer before in the place of its activation.
    fn input_mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let before = site.layer_before().zip(site.find(Role::PreActivation(site.layer() - 1)));
        let Some((layer, s)) = before else { return vec![self.without_input(site)] };
        let Some(rule) = layer.activation.elementwise() else { return Vec::new() };
        let (input, delta) = (self.input, self.delta);
        let prime = move |n, row| {
            (rule.prime_expr)().substitute(&mut |part| match part {
                Part::S => cell(s, n, row),
                Part::A => cell(input, n, row),
                Part::Alpha => Expr::Number(layer.alpha),
            })
        };
        let derivative = Instead::new(
            site,
            move |now| {
                let prime = expr::call(layer.activation.prime, |_| f64::NAN, vec![whole(s)]);
                let product = Expr::product(Expr::transposed(prime), whole(delta));
                self.with_penalty(&product, &whole(self.weights), now)
            },
            move |row, column, earlier, now| {
                let term = |n| (prime(n, row), cell(delta, n, column));
                let sum = Expr::Dot((0..earlier.rows(input)).map(term).collect());
                self.with_penalty(&sum, &cell(self.weights, row, column), now)
            },
        );
        let mut all =
            vec![Wrong::new("fprime-not-activation", derivative).detailed(layer.activation.prime)];
        if layer.activation.name != "identity" {
            let raw = Self { input: s, ..self.clone() };
            all.push(Wrong::new("preactivation-not-activation", raw));
        }
        all
    }

    /// 1, the derivative of an input by itself, in the place of the input.
    fn without_input<'a>(&'a self, site: &Site<'a>) -> Wrong<'a> {
        let (input, delta) = (self.input, self.delta);
        let derivative = Instead::new(
            site,
            move |now| {
                let prime = expr::call("identity′", |_| f64::NAN, vec![whole(input)]);
                let product = Expr::product(Expr::transposed(prime), whole(delta));
                self.with_penalty(&product, &whole(self.weights), now)
            },
            move |row, column, earlier, now| {
                let term = |n| (Expr::Number(1.0), cell(delta, n, column));
                let sum = Expr::Dot((0..earlier.rows(input)).map(term).collect());
                self.with_penalty(&sum, &cell(self.weights, row, column), now)
            },
        );
        Wrong::new("fprime-not-activation", derivative).detailed("1")
    }

    fn penalty_mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        if !self.penalised {
            return Vec::new();
        }
        let bare = Self { penalised: false, ..self.clone() };
        // The right gradient with λ₂ w once more.
        let twice = Instead::new(
            site,
            move |now| self.formula(now),
            move |row, column, earlier, now| {
                let once = self.explain(row, column, earlier, now);
                let w = cell(self.weights, row, column);
                let more = Expr::Mul(vec![Expr::Number(now.hyper.l2), w]);
                Expr::Add(vec![once, more])
            },
        );
        vec![Wrong::new("reg-not-in-gradient", bare), Wrong::new("reg-factor-2", twice)]
    }
}
