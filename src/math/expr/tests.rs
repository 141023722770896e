//! What formulas look like in print, and that they are evaluated in the written order.

use super::{Expr, Style, abs, call, exp, indicator, sqrt};

type Text = Expr<&'static str>;

fn leaf(text: &'static str) -> Text {
    Expr::Leaf(text)
}

fn number(x: f64) -> Text {
    Expr::Number(x)
}

fn unicode(e: &Text) -> String {
    e.print(Style::Unicode, &|l| (*l).into())
}

fn plain(e: &Text) -> String {
    e.print(Style::Plain, &|l| (*l).into())
}

#[test]
fn sums_get_parentheses_inside_products_and_under_powers() {
    let error = || Expr::minus(leaf("a"), leaf("t"));
    let half = Expr::Mul(vec![number(0.5), Expr::squared(error())]);
    assert_eq!(unicode(&half), "½ (a − t)²");
    assert_eq!(plain(&half), "0.5 (a - t)^2");
    assert_eq!(unicode(&Expr::Mul(vec![number(2.0), error()])), "2 × (a − t)");
    assert_eq!(unicode(&Expr::Mul(vec![number(0.5), leaf("a")])), "½ × a");
    assert_eq!(unicode(&Expr::minus(error(), error())), "a − t − (a − t)");
    assert_eq!(unicode(&Expr::Add(vec![error(), leaf("m")])), "a − t + m");
    assert_eq!(unicode(&Expr::Add(vec![leaf("m"), error()])), "m + (a − t)");
    assert_eq!(unicode(&Expr::squared(Expr::squared(leaf("a")))), "(a²)²");
    assert_eq!(unicode(&Expr::squared(leaf("W¹"))), "(W¹)²");
    assert_eq!(unicode(&Expr::squared(leaf("∂L/∂W"))), "(∂L/∂W)²");
    assert_eq!(unicode(&Expr::squared(leaf("a[1,1]"))), "a[1,1]²");
}

#[test]
fn a_negative_number_gets_parentheses_except_where_a_line_begins() {
    let nested = Expr::Mul(vec![leaf("−0.39"), leaf("0.22")]);
    assert_eq!(unicode(&Expr::Mul(vec![nested.clone(), leaf("1")])), "(−0.39 × 0.22) × 1");
    assert_eq!(unicode(&nested), "−0.39 × 0.22");
    assert_eq!(unicode(&Expr::Mul(vec![leaf("1"), nested])), "1 × (−0.39 × 0.22)");
    assert_eq!(unicode(&Expr::Mul(vec![leaf("2"), leaf("−3")])), "2 × (−3)");
    assert_eq!(plain(&Expr::Mul(vec![number(2.0), number(-3.0)])), "2 * (-3)");
    assert_eq!(unicode(&Expr::minus(leaf("−2"), leaf("−3"))), "−2 − (−3)");
    assert_eq!(unicode(&Expr::Add(vec![leaf("−2"), leaf("−3")])), "−2 + (−3)");
    assert_eq!(unicode(&Expr::squared(leaf("−3"))), "(−3)²");
    assert_eq!(unicode(&Expr::negate(leaf("−3"))), "−(−3)");
    assert_eq!(unicode(&exp(Expr::negate(leaf("s")))), "e^(−s)");
}

#[test]
fn nested_products_and_quotients_keep_their_parentheses() {
    let product = || Expr::Mul(vec![leaf("b"), leaf("c")]);
    assert_eq!(unicode(&Expr::Mul(vec![leaf("a"), product()])), "a × (b × c)");
    assert_eq!(unicode(&Expr::Mul(vec![product(), leaf("a")])), "(b × c) × a");
    assert_eq!(unicode(&Expr::over(leaf("a"), product())), "a / (b × c)");
    assert_eq!(unicode(&Expr::negate(product())), "−b × c");
    assert_eq!(unicode(&Expr::minus(leaf("a"), product())), "a − b × c");
}

#[test]
fn dot_products_are_printed_term_by_term() {
    let first = || (leaf("−1"), leaf("2"));
    let two = Expr::Dot(vec![first(), (leaf("−3"), leaf("−4"))]);
    assert_eq!(unicode(&two), "−1 × 2 + (−3) × (−4)");
    assert_eq!(plain(&Expr::Mul(vec![leaf("d"), two])), "d * (−1 * 2 + (−3) * (−4))");
    assert_eq!(unicode(&Expr::Mul(vec![leaf("d"), Expr::Dot(vec![first()])])), "d × (−1 × 2)");
}

#[test]
fn matrix_formulas_read_as_on_paper() {
    let up = Expr::product(leaf("delta2"), Expr::transposed(leaf("W2")));
    let delta = Expr::hadamard(call("ReLU′", |x| x[0], vec![leaf("S1")]), up);
    assert_eq!(unicode(&delta), "ReLU′(S1) ⊙ (delta2 · W2ᵀ)");
    assert_eq!(plain(&delta), "ReLU'(S1) * (delta2 . W2^T)");
    assert_eq!(unicode(&Expr::ColumnSum(Box::new(leaf("delta2")))), "Σₙ delta2");
}

#[test]
fn functions_have_their_own_notations() {
    assert_eq!(unicode(&abs(Expr::minus(leaf("a"), leaf("t")))), "|a − t|");
    assert_eq!(unicode(&indicator(leaf("a"))), "[a > 0]");
    assert_eq!(unicode(&sqrt(leaf("v"))), "√v");
    assert_eq!(plain(&sqrt(leaf("v"))), "sqrt(v)");
    assert_eq!(plain(&super::sigmoid(leaf("s"))), "sigmoid(s)");
    assert_eq!(unicode(&Expr::Max(vec![number(0.0), leaf("s")])), "max(0, s)");
}

#[test]
fn numbers_far_from_one_are_printed_short() {
    assert_eq!(unicode(&number(1e-12)), "1e-12");
    assert_eq!(unicode(&number(-1e300)), "−1e300");
    assert_eq!(unicode(&number(-100.0)), "−100");
    assert_eq!(unicode(&number(f64::NEG_INFINITY)), "−inf");
}

#[test]
fn values_are_summed_from_left_to_right_and_dots_are_fused() {
    let value = |e: Text| e.value(&|l| l.parse().unwrap());
    let sum = |terms: [&'static str; 3]| Expr::Add(terms.map(leaf).to_vec());
    assert_eq!(value(sum(["1e16", "-1e16", "1"])), 1.0);
    assert_eq!(value(sum(["1", "1e16", "-1e16"])), 0.0);
    // 0.1 · 10 is 1 + 2⁻⁵⁴·…: rounded it is 1, fused the remainder 5.55e-17 survives.
    let dot = Expr::Dot(vec![(leaf("-1"), leaf("1")), (leaf("0.1"), leaf("10"))]);
    assert!(value(dot) > 5e-17);
}
