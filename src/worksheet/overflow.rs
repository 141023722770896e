//! How a number stopped being one: the operation on two numbers that has no number as its result,
//! or the factor that was none already.

use super::explain::{Explanation, value};
use super::op::Leaf;
use super::symbols::Symbols;
use super::{Trace, Worksheet};
use crate::math::expr::Expr;
use crate::math::real;

/// An operation on numbers that gave infinity or NaN where its operands were none.
struct Birth {
    operation: Expr<f64>,
    value: f64,
}

impl Explanation {
    /// What happened in a cell that is not finite, in one line; nothing for any other cell, and
    /// for what an iteration is given.
    pub fn overflow(
        &self,
        worksheet: &Worksheet,
        trace: &Trace,
        symbols: &Symbols,
        number: &dyn Fn(f64) -> String,
    ) -> Option<String> {
        let formula = self.formula.as_ref().filter(|_| !self.value.is_finite())?;
        let of = |leaf: &Leaf| value(worksheet, trace, leaf);
        let mut births = Births { of: &of, found: Vec::new() };
        births.follow(formula);
        let mut cells = self.factors().into_iter();
        let factor = cells.find(|cell| !trace.cell(worksheet, *cell).is_finite()).map(|cell| {
            let x = number(trace.cell(worksheet, cell));
            format!("the first factor that is not finite: {} ({x})", symbols.cell(worksheet, cell))
        });
        let birth = births.found.iter().find(|birth| birth.value.is_nan() == self.value.is_nan());
        let born = birth.map(|birth| {
            let operation = birth.operation.print(symbols.style(), &|x| number(*x));
            match birth.operation {
                _ if birth.value.is_nan() => format!("{operation} is nan"),
                Expr::Call(..) => format!("{operation} is {}", number(birth.value)),
                Expr::Div(_, ref by) if by.value(&|x| *x) == 0.0 => {
                    format!("{operation} is {}", number(birth.value))
                }
                _ => {
                    format!("finite factors, but {operation} is too large (> 1.8e308)")
                }
            }
        });
        match (born, factor) {
            (Some(born), Some(factor)) if self.value.is_nan() => Some(format!("{born}; {factor}")),
            (born, factor) => factor.or(born),
        }
    }
}

/// Works a formula out as its value is, and notes what is born on the way.
struct Births<'a> {
    of: &'a dyn Fn(&Leaf) -> f64,
    found: Vec<Birth>,
}

impl Births<'_> {
    fn follow(&mut self, e: &Expr<Leaf>) -> f64 {
        match e {
            Expr::Number(x) => *x,
            Expr::Leaf(leaf) => (self.of)(leaf),
            Expr::Neg(e) => -self.follow(e),
            Expr::Sub(a, b) => {
                let (a, b) = (self.follow(a), self.follow(b));
                self.note(&[a, b], Expr::minus(leaf(a), leaf(b)), a - b)
            }
            Expr::Div(a, b) => {
                let (a, b) = (self.follow(a), self.follow(b));
                self.note(&[a, b], Expr::over(leaf(a), leaf(b)), a / b)
            }
            Expr::Square(e) => {
                let x = self.follow(e);
                self.note(&[x], multiplied(x, x), x * x)
            }
            Expr::Add(es) => self.chain(es, |a, b| a + b, added),
            Expr::Mul(es) => self.chain(es, |a, b| a * b, multiplied),
            Expr::Max(es) => {
                let each = es.iter().map(|e| self.follow(e));
                each.fold(f64::NEG_INFINITY, real::larger)
            }
            Expr::Dot(pairs) => pairs.iter().fold(0.0, |sum, (a, b)| {
                let (a, b) = (self.follow(a), self.follow(b));
                self.add_product(sum, a, b)
            }),
            Expr::Call(f, es) => {
                let given: Vec<f64> = es.iter().map(|e| self.follow(e)).collect();
                let leaves = given.iter().map(|x| leaf(*x)).collect();
                self.note(&given, Expr::Call(*f, leaves), f.value(&given))
            }
            _ => f64::NAN,
        }
    }

    fn chain(
        &mut self,
        es: &[Expr<Leaf>],
        work: fn(f64, f64) -> f64,
        write: fn(f64, f64) -> Expr<f64>,
    ) -> f64 {
        let values: Vec<f64> = es.iter().map(|e| self.follow(e)).collect();
        let one = |a: f64, b: f64| self.note(&[a, b], write(a, b), work(a, b));
        values.into_iter().reduce(one).unwrap_or(f64::NAN)
    }

    /// sum + a·b in one, as matrix products are summed.
    fn add_product(&mut self, sum: f64, a: f64, b: f64) -> f64 {
        let (product, total) = (a * b, a.mul_add(b, sum));
        if total.is_finite() {
            return total;
        }
        let known = self.found.len();
        self.note(&[a, b], multiplied(a, b), product);
        if self.found.len() == known {
            self.note(&[sum, product], added(sum, product), total);
        }
        total
    }

    fn note(&mut self, operands: &[f64], operation: Expr<f64>, value: f64) -> f64 {
        let overflows = value.is_infinite() && operands.iter().all(|x| x.is_finite());
        let is_lost = value.is_nan() && !operands.iter().any(|x| x.is_nan());
        if overflows || is_lost {
            self.found.push(Birth { operation, value });
        }
        value
    }
}

fn leaf(x: f64) -> Expr<f64> {
    Expr::Leaf(x)
}

fn multiplied(a: f64, b: f64) -> Expr<f64> {
    Expr::Mul(vec![leaf(a), leaf(b)])
}

/// a + b, as a difference where b is negative.
fn added(a: f64, b: f64) -> Expr<f64> {
    if b < 0.0 { Expr::minus(leaf(a), leaf(-b)) } else { Expr::Add(vec![leaf(a), leaf(b)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is born in a formula of plain numbers, written out, with its value.
    fn births(e: &Expr<Leaf>) -> Vec<String> {
        let mut births = Births { of: &|_| 0.0, found: Vec::new() };
        let value = births.follow(e);
        let again = e.value(&|_| 0.0);
        assert!(value.to_bits() == again.to_bits() || (value.is_nan() && again.is_nan()));
        let style = crate::math::expr::Style::Unicode;
        let write = |x: &f64| format!("{x:e}").replace('-', "−").replace("e0", "");
        births.found.iter().map(|birth| birth.operation.print(style, &write)).collect()
    }

    fn x(x: f64) -> Expr<Leaf> {
        Expr::Number(x)
    }

    #[test]
    fn every_way_of_losing_a_number_is_named_by_its_operands() {
        let inf = f64::INFINITY;
        let dot =
            |pairs: &[(f64, f64)]| Expr::Dot(pairs.iter().map(|(a, b)| (x(*a), x(*b))).collect());
        let rows: &[(Expr<Leaf>, &[&str])] = &[
            (Expr::minus(x(inf), x(inf)), &["inf − inf"]),
            (Expr::Add(vec![x(1.0), x(-inf), x(inf)]), &["−inf + inf"]),
            (Expr::Mul(vec![x(2.0), x(0.0), x(inf)]), &["0 × inf"]),
            (Expr::over(x(0.0), x(0.0)), &["0 / 0"]),
            (Expr::squared(x(-1e200)), &["−1e200 × (−1e200)"]),
            (dot(&[(1.0, 2.0), (1e200, 1e200)]), &["1e200 × 1e200"]),
            (dot(&[(1.5e308, 1.0), (1.5e308, 1.0)]), &["1.5e308 + 1.5e308"]),
            (dot(&[(1e200, 1e200), (1e200, -1e200)]), &["1e200 × 1e200", "1e200 × (−1e200)"]),
            (dot(&[(inf, 1.0), (-inf, 1.0), (1.0, 1.0)]), &["inf − inf"]),
            // Already lost, or not lost at all.
            (Expr::Add(vec![x(f64::NAN), x(1.0)]), &[]),
            (Expr::Mul(vec![x(inf), x(2.0)]), &[]),
            (dot(&[(1e200, 1e100), (3.0, 4.0)]), &[]),
        ];
        for (formula, expected) in rows {
            assert_eq!(births(formula), *expected, "{formula:?}");
        }
    }
}
