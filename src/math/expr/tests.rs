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

fn latex(e: &Text) -> String {
    e.print(Style::Latex, &|l| (*l).into())
}

fn mathml(e: &Text) -> String {
    e.print(Style::MathMl, &|l| format!("<mi>{l}</mi>"))
}

#[test]
fn formulas_are_set_in_latex_with_the_parentheses_they_need() {
    let half = Expr::Mul(vec![number(0.5), Expr::squared(Expr::minus(leaf("a"), leaf("t")))]);
    assert_eq!(latex(&half), "\\tfrac{1}{2} (a - t)^{2}");
    let up = Expr::product(leaf("\\delta"), Expr::transposed(leaf("W")));
    let delta = Expr::hadamard(call("ReLU′", |x| x[0], vec![leaf("s")]), up);
    assert_eq!(latex(&delta), "\\mathrm{ReLU}'(s) \\odot (\\delta \\cdot W^{\\top})");
    // A second power or transpose above a first one is an error of LaTeX.
    for base in ["W^{1}", "\\partial L/\\partial W", "W'"] {
        assert_eq!(latex(&Expr::squared(leaf(base))), format!("({base})^{{2}}"));
        assert_eq!(latex(&Expr::transposed(leaf(base))), format!("({base})^{{\\top}}"));
    }
    let quotient = Expr::over(Expr::minus(leaf("a"), leaf("t")), leaf("4"));
    assert_eq!(latex(&quotient), "\\frac{a - t}{4}");
    assert_eq!(latex(&Expr::squared(quotient)), "(\\frac{a - t}{4})^{2}");
    assert_eq!(latex(&sqrt(leaf("v"))), "\\sqrt{v}");
    assert_eq!(latex(&indicator(leaf("a"))), "[a > 0]");
    let dot = Expr::Dot(vec![(leaf("-1"), leaf("2")), (leaf("-3"), leaf("-4"))]);
    assert_eq!(latex(&dot), "-1 \\times 2 + (-3) \\times (-4)");
    assert_eq!(latex(&Expr::Max(vec![number(0.0), leaf("s")])), "\\max(0, s)");
    assert_eq!(latex(&Expr::ColumnSum(Box::new(leaf("\\delta")))), "\\sum_{n} \\delta");
    assert_eq!(latex(&number(-1e-12)), "-1 \\times 10^{-12}");
}

#[test]
fn formulas_are_set_in_mathml_with_the_parentheses_they_need() {
    let quotient = Expr::over(Expr::minus(leaf("a"), leaf("t")), number(4.0));
    let minus = "<mrow><mi>a</mi><mo>−</mo><mi>t</mi></mrow>";
    assert_eq!(mathml(&quotient), format!("<mfrac>{minus}<mn>4</mn></mfrac>"));
    let square = mathml(&Expr::squared(Expr::minus(leaf("a"), leaf("t"))));
    let [open, close] = ['(', ')'].map(|c| format!("<mo stretchy=\"false\">{c}</mo>"));
    assert_eq!(square, format!("<msup><mrow>{open}{minus}{close}</mrow><mn>2</mn></msup>"));
    assert_eq!(mathml(&indicator(leaf("a"))).matches("&gt;").count(), 1);
    assert_eq!(mathml(&Expr::transposed(leaf("W"))), "<msup><mi>W</mi><mo>⊤</mo></msup>");
}

#[test]
fn figures_and_words_are_written_in_every_style() {
    for (text, tex, ml) in [
        ("-0.25", "-0.25", "<mrow><mo>−</mo><mn>0.25</mn></mrow>"),
        ("nan", "\\mathrm{NaN}", "<mi>NaN</mi>"),
        ("-inf", "-\\infty", "<mrow><mo>−</mo><mi>∞</mi></mrow>"),
        (
            "1.5e-07",
            "1.5 \\times 10^{-7}",
            "<mrow><mn>1.5</mn><mo>×</mo><msup><mn>10</mn><mn>−7</mn></msup></mrow>",
        ),
    ] {
        assert_eq!(Style::Latex.figure(text), tex);
        assert_eq!(Style::MathMl.figure(text), ml);
        assert_eq!(Style::Unicode.figure(text), text);
        let negative = text.starts_with('-');
        assert!(
            [tex, ml]
                .iter()
                .zip([Style::Latex, Style::MathMl])
                .all(|(t, s)| s.is_negative(t) == negative)
        );
    }
    let words = "\\a{b} 50% & <c> $d$ #_^~|\n\u{1b}[31m½ 中";
    let expected = "\\text{\\textbackslash{}a\\{b\\} 50\\% \\& $<$c$>$ \\$d\\$ \\#\\_\\textasciicircum{}\
                    \\textasciitilde{}$|$  [31m$\\tfrac{1}{2}$ \\symbolof{4E2D}}";
    assert_eq!(Style::Latex.words(words), expected);
    let expected = "<mtext>\\a{b} 50% &amp; &lt;c&gt; $d$ #_^~|  [31m½ 中</mtext>";
    assert_eq!(Style::MathMl.words(words), expected);
}
