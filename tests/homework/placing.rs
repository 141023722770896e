//! Which quantity a written name is: by map, formula, name, shape and order.

use std::fmt::Write;

use chainrule::homework::document::{Document, Event, Grid, Heading, Mark, Written};
use chainrule::homework::place::{BiasRow, Layout, Placement, What, place};
use chainrule::math::activation::Activation;
use chainrule::math::loss::Loss;
use chainrule::math::optimizer::Optimizer;
use chainrule::worksheet::network::{Layer, Network, Reduction};

/// A name, the formula behind it and its shape; a shape without columns is a bare number.
type Line = (&'static str, &'static str, (usize, usize));

fn network(widths: &[usize], activations: &[&str], bias: bool) -> Network {
    let layer = |(units, name): (&usize, &&str)| Layer {
        units: *units,
        activation: Activation::find(name).expect("a row of the table"),
        alpha: 0.0,
        bias,
    };
    Network {
        inputs: widths[0],
        layers: widths[1..].iter().zip(activations).map(layer).collect(),
        loss: Loss::find("half_squared").expect("a row of the table"),
        reduction: Reduction::Sum,
        optimizer: Optimizer::find("sgd").expect("a row of the table"),
        frozen: Vec::new(),
        spelled_out: false,
    }
}

/// 2-3-1 and four examples.
fn paper() -> Network {
    network(&[2, 3, 1], &["relu", "tanh"], false)
}

fn grid((rows, columns): (usize, usize)) -> Grid {
    let (is_number, columns) = (columns == 0, columns.max(1));
    let mark = |at: usize| Mark {
        line: 1,
        raw: format!("{at}.5"),
        value: at as f64 + 0.5,
        decimals: Some(1),
        elided: false,
    };
    Grid { rows, columns, cells: (0..rows * columns).map(mark).collect(), is_number }
}

fn written((name, formula, shape): &Line) -> Event {
    let formulas = formula.split('=').filter(|part| !part.is_empty()).map(str::to_owned);
    Event::Written(Written {
        line: 1,
        name: (*name).into(),
        formulas: formulas.collect(),
        operands: Vec::new(),
        value: Some(grid(*shape)),
    })
}

fn heading(iteration: u64) -> Event {
    Event::Heading(Heading {
        line: 1,
        text: format!("Iteration {iteration}"),
        iteration: Some(iteration),
    })
}

fn document(lines: &[Line]) -> Document {
    Document { name: "by hand".into(), events: lines.iter().map(written).collect() }
}

fn what(what: What) -> String {
    match what {
        What::Quantity(role) => role.name(),
        What::Cell(role, i, j) => format!("{}[{},{}]", role.name(), i + 1, j + 1),
        What::Loss => "loss".into(),
    }
}

/// `1.S1 1.A1 …`, with `?` for what could not be placed.
fn found(placement: &Placement) -> String {
    let placed = placement.placed.iter().map(|p| (p.event, p.iteration, what(p.what)));
    let unread = placement.unread.iter().map(|u| (u.event, u.iteration, "?".into()));
    let mut all: Vec<_> = placed.chain(unread).collect();
    all.sort_by_key(|(event, ..)| *event);
    let mut out = String::new();
    for (_, iteration, what) in all {
        write!(out, "{iteration}.{what} ").expect("a string takes anything");
    }
    out.trim_end().into()
}

#[track_caller]
fn assert_placed(network: &Network, rows: usize, table: &[(&[Line], &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .filter_map(|(lines, expected)| {
            let placement = place(&document(lines), network, rows, &[], Layout::default());
            let found = found(&placement);
            (found != *expected).then(|| {
                let names: Vec<_> = lines.iter().map(|line| line.0).collect();
                format!("{names:?}\n  {found}, expected\n  {expected}\n  {:?}", placement.unread)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const S1: (usize, usize) = (4, 3);
const S2: (usize, usize) = (4, 1);
const W1: (usize, usize) = (2, 3);
const W2: (usize, usize) = (3, 1);

#[expect(clippy::too_many_lines, reason = "a table of notations")]
#[test]
fn a_single_name_is_what_it_says() {
    let table: &[(Line, &str)] = &[
        (("s", "X\\cdotW", S1), "S1"),
        (("s_{ReLU}", "ReLU(s)", S1), "A1"),
        (("W1 gradients", "", W1), "dW1"),
        (("Gradients of W2", "", W2), "dW2"),
        (("s_{out}", "s_{ReLU}\\cdotW_{out}", S2), "S2"),
        (("y_{out}", "\\tanh(s_{out})", S2), "A2"),
        (("Loss", "0.5(y_{out}-Y)^2", S2), "L"),
        (("Loss", "", (1, 0)), "loss"),
        (("\\delta_{s_{out}}", "\\tanh'(s_{out})\\times(y_{out}-Y)", S2), "delta2"),
        (("\\delta_s", "ReLU'(s)\\times(\\delta_{s_{out}}\\cdotW_{out}^T)", S1), "delta1"),
        (("\\Delta W", "X^T\\cdot\\delta_s", W1), "dW1"),
        (("\\Delta W_{out}", "s_{ReLU}^T\\cdot\\delta_{s_{out}}", W2), "dW2"),
        (("W", "W-0.5\\Delta W", W1), "W1_next"),
        (("W_{out}", "W_{out}-0.5\\Delta W_{out}", W2), "W2_next"),
        (("W_2^{new}", "", W2), "W2_next"),
        (("W_2^+", "", W2), "W2_next"),
        (("W_{2}'", "", W2), "W2_next"),
        (("W^{(t+1)}_2", "", W2), "W2_next"),
        (("W2_{new}", "", W2), "W2_next"),
        (("W2_{next}", "", W2), "W2_next"),
        (("W1 new", "", W1), "W1_next"),
        (("updated W2", "", W2), "W2_next"),
        (("dW2", "", W2), "dW2"),
        (("dW^{[2]}", "", W2), "dW2"),
        (("\\nabla_{W_2}", "", W2), "dW2"),
        (("∇_{W_2}L", "", W2), "dW2"),
        (("\\nabla W^{(1)}", "", W1), "dW1"),
        (("grad_{W2}", "", W2), "dW2"),
        (("W2.grad", "", W2), "dW2"),
        (("Gradient of W1", "", W1), "dW1"),
        (("\\frac{\\partial L}{\\partial W_2}", "", W2), "dW2"),
        (("\\frac{\\partial E}{\\partial W^{(1)}}", "", W1), "dW1"),
        (("\\frac{dJ}{dW_1}", "", W1), "dW1"),
        (("∂L/∂W_2", "", W2), "dW2"),
        (("dL/dW1", "", W1), "dW1"),
        (("dL_{dW1}", "", W1), "dW1"),
        (("\\frac{\\partial L}{\\partial z_2}", "", S2), "delta2"),
        (("dZ1", "", S1), "delta1"),
        (("dZ^{[2]}", "", S2), "delta2"),
        (("\\frac{\\partial L}{\\partial h}", "", S1), "dA1"),
        (("dh1", "", S1), "dA1"),
        (("dscores", "", S2), "delta2"),
        (("scores", "", S2), "S2"),
        (("\\hat{y}", "", S2), "A2"),
        (("ŷ", "", S2), "A2"),
        (("net_h", "", S1), "S1"),
        (("out_h", "", S1), "A1"),
        (("net_o", "", S2), "S2"),
        (("out_o", "", S2), "A2"),
        (("\\delta_o", "", S2), "delta2"),
        (("\\delta_h", "", S1), "delta1"),
        (("δ^2", "", S2), "delta2"),
        (("δ_{hidden}", "", S1), "delta1"),
        (("delta 2", "", S2), "delta2"),
        (("Fehler δ_{out}", "", S2), "delta2"),
        (("hidden layer activations", "", S1), "A1"),
        (("output weights", "", W2), "W2"),
        (("E_{total}", "", (1, 0)), "loss"),
        (("total loss", "", (1, 0)), "loss"),
        (("J", "", (1, 0)), "loss"),
        (("\\tanh(s_{out})", "", S2), "A2"),
        (("X", "", (4, 2)), "X"),
        (("Y", "", S2), "Y"),
        (("y_{gt}", "", S2), "Y"),
        (("t", "", S2), "Y"),
        (("W_{xh}", "", W1), "W1"),
        (("W_{hy}", "", W2), "W2"),
        (("s[1,3]", "", (1, 0)), "S1[1,3]"),
        (("s_{ReLU}[4,1]", "", (1, 0)), "A1[4,1]"),
        (("L[2,1]", "", (1, 0)), "L[2,1]"),
    ];
    for (line, expected) in table {
        let placement = place(&document(&[*line]), &paper(), 4, &[], Layout::default());
        assert_eq!(found(&placement), format!("1.{expected}"), "{} {:?}", line.0, placement.unread);
    }
}

#[expect(clippy::too_many_lines, reason = "a table of notations")]
#[test]
fn whole_notations_are_placed() {
    let cs231n: &[Line] = &[
        ("hidden", "np.maximum(0,np.dot(X,W1)+b1)", S1),
        ("scores", "np.dot(hidden,W2)+b2", S2),
        ("dscores", "", S2),
        ("dW2", "np.dot(hidden.T,dscores)", W2),
        ("db2", "np.sum(dscores)", (1, 1)),
        ("dhidden", "np.dot(dscores,W2.T)", S1),
        ("dhidden", "", S1),
        ("dW1", "np.dot(X.T,dhidden)", W1),
        ("db1", "np.sum(dhidden)", (1, 3)),
        ("W2", "W2-0.5*dW2", W2),
        ("b1", "", (1, 3)),
    ];
    let nielsen: &[Line] = &[
        ("z^2", "", S1),
        ("a^2", "\\sigma(z^2)", S1),
        ("z^3", "", S2),
        ("a^3", "\\sigma(z^3)", S2),
        ("δ^3", "", S2),
        ("δ^2", "", S1),
        ("\\nabla_{b^3}", "", (1, 1)),
        ("\\nabla_{w^2}", "", W1),
    ];
    let bishop: &[Line] = &[
        ("a_j", "", S1),
        ("z_j", "", S1),
        ("a_k", "", S2),
        ("y_k", "", S2),
        ("\\delta_k", "", S2),
        ("\\delta_j", "", S1),
    ];
    let goodfellow: &[Line] =
        &[("a^{(1)}", "", S1), ("h^{(1)}", "", S1), ("a^{(2)}", "", S2), ("\\hat{y}", "", S2)];
    let d2l: &[Line] =
        &[("H", "\\sigma(XW_1+b_1)", S1), ("O", "HW_2+b_2", S2), ("\\hat{Y}", "", S2)];
    let zero_based: &[Line] =
        &[("W^{(0)}", "", W1), ("W^{(1)}", "", W2), ("S1", "", S1), ("S2", "", S2)];
    let glued: &[Line] = &[
        ("s_1", "XW_1", S1),
        ("h", "\\tanh(s_1)", S1),
        ("s_2", "hW_2", S2),
        ("\\delta_2", "s_2-t", S2),
        ("\\delta_1", "(1-h^2)\\odot(\\delta_2W_2^T)", S1),
        ("\\frac{\\partial L}{\\partial W_2}", "h^T\\delta_2", W2),
        ("W_2", "W_2-0.3\\frac{\\partial L}{\\partial W_2}", W2),
    ];
    assert_placed(
        &network(&[2, 3, 1], &["relu", "sigmoid"], true),
        4,
        &[
            (
                cs231n,
                "1.A1 1.S2 1.delta2 1.dW2 1.db2 1.dA1 1.delta1 1.dW1 1.db1 1.W2_next 1.b1_next",
            ),
            (nielsen, "1.S1 1.A1 1.S2 1.A2 1.delta2 1.delta1 1.db2 1.dW1"),
            (bishop, "1.S1 1.A1 1.S2 1.A2 1.delta2 1.delta1"),
            (goodfellow, "1.S1 1.A1 1.S2 1.A2"),
            (d2l, "1.A1 1.S2 1.A2"),
            (zero_based, "1.W1 1.W2 1.S1 1.S2"),
            (glued, "1.S1 1.A1 1.S2 1.delta2 1.delta1 1.dW2 1.W2_next"),
        ],
    );
}

#[test]
fn what_alias_and_shape_contradict_is_not_guessed() {
    let table: &[&[Line]] = &[
        &[("S1", "", (5, 3))],
        &[("\\delta_2", "", S1)],
        &[("W_7", "", W1)],
        &[("b_1", "", (1, 3))],
        &[("blah", "", S1)],
        &[("\\sigma'(s)", "", S1)],
        &[("", "", S1)],
    ];
    for lines in table {
        let placement = place(&document(lines), &paper(), 4, &[], Layout::default());
        assert!(placement.placed.is_empty(), "{lines:?}: {:?}", placement.placed);
        assert_eq!(placement.unread.len(), 1, "{lines:?}");
        assert!(!placement.unread[0].reason.is_empty(), "{lines:?}");
    }
    let rate = place(&document(&[("\\eta", "", (1, 0))]), &paper(), 4, &[], Layout::default());
    assert!(rate.placed.is_empty() && rate.unread.is_empty(), "a stated rate is no complaint");
}

#[test]
fn a_new_iteration_begins_with_a_heading_or_when_s1_comes_again() {
    let step: &[Line] =
        &[("s", "X\\cdotW", S1), ("\\Delta W", "X^T\\delta_s", W1), ("W", "W-0.5\\Delta W", W1)];
    let expected = "1.S1 1.dW1 1.W1_next 2.S1 2.dW1 2.W1_next";
    let bare = document(&[step, step].concat());
    assert_eq!(found(&place(&bare, &paper(), 4, &[], Layout::default())), expected);
    let mut headed = Document { name: "headed".into(), events: vec![heading(1)] };
    headed.events.extend(step.iter().map(written));
    headed.events.push(heading(2));
    headed.events.extend(step.iter().map(written));
    assert_eq!(found(&place(&headed, &paper(), 4, &[], Layout::default())), expected);
    let three = |numbers: [u64; 3], first: &[Line]| {
        let parts = numbers.into_iter().zip([first, step, step]);
        let events = parts.flat_map(|(n, part)| {
            std::iter::once(heading(n)).chain(part.iter().map(written)).collect::<Vec<_>>()
        });
        let document = Document { name: "three".into(), events: events.collect() };
        found(&place(&document, &paper(), 4, &[], Layout::default()))
    };
    let third = "3.S1 3.dW1 3.W1_next";
    assert_eq!(three([0, 1, 2], step), format!("{expected} {third}"), "counted from 0");
    // What the first iteration starts from may have a heading of its own.
    assert_eq!(three([0, 1, 2], &[("W", "", W1)]), format!("1.W1 {expected}"));
    let steps = [heading(0), written(&step[0]), heading(1), written(&step[1])];
    let steps = Document { name: "steps".into(), events: steps.into() };
    assert_eq!(found(&place(&steps, &paper(), 4, &[], Layout::default())), "1.S1 1.dW1");
    // Restated weights: before the S of an iteration they are given, behind the gradient updated.
    let plain: &[Line] = &[("W", "", W1), ("s", "", S1), ("\\Delta W", "", W1), ("W", "", W1)];
    let again = document(&[plain, plain].concat());
    assert_eq!(
        found(&place(&again, &paper(), 4, &[], Layout::default())),
        "1.W1 1.S1 1.dW1 1.W1_next 2.W1 2.S1 2.dW1 2.W1_next"
    );
}

#[test]
fn the_map_of_a_lesson_names_single_cells() {
    let network = network(&[2, 2, 2], &["sigmoid", "sigmoid"], true);
    let names: Vec<(String, String)> =
        [("w5", "W2[1,1]"), ("w6", "W2[2,1]"), ("net_h1", "S1[1,1]"), ("out_o2", "A2[1,2]")]
            .map(|(name, cell)| (name.into(), cell.into()))
            .into();
    let lines: &[Line] = &[
        ("w_5", "", (1, 0)),
        ("net_{h1}", "w_1i_1+w_2i_2+b_1", (1, 0)),
        ("out_{o2}", "", (1, 0)),
        ("net_{o1}", "", (1, 0)),
        ("\\delta_{o1}", "", (1, 0)),
        ("\\frac{\\partial E_{total}}{\\partial w_5}", "", (1, 0)),
        ("w_5^+", "", (1, 0)),
        ("w_6", "w_6-0.5\\frac{\\partial E_{total}}{\\partial w_6}", (1, 0)),
        ("E_{o1}", "", (1, 0)),
        ("E_{total}", "", (1, 0)),
    ];
    let placement = place(&document(lines), &network, 1, &names, Layout::default());
    assert_eq!(
        found(&placement),
        "1.W2[1,1] 1.S1[1,1] 1.A2[1,2] 1.S2[1,1] 1.delta2[1,1] 1.dW2[1,1] 1.W2_next[1,1] \
         1.W2_next[2,1] 1.? 1.loss"
    );
}

#[test]
fn layouts_turn_and_split_what_is_written() {
    let network = network(&[2, 3, 1], &["relu", "tanh"], true);
    let columns = Layout { columns: true, bias_row: None };
    let lines: &[Line] = &[
        ("Z1", "W1X+b1", (3, 4)),
        ("A1", "", (3, 4)),
        ("Z2", "W2A1+b2", (1, 4)),
        ("dZ2", "", (1, 4)),
        ("dW2", "dZ2A1^T", (1, 3)),
        ("db1", "", (3, 1)),
        ("W1", "W1-0.5dW1", (3, 2)),
    ];
    let placement = place(&document(lines), &network, 4, &[], columns);
    assert_eq!(found(&placement), "1.S1 1.A1 1.S2 1.delta2 1.dW2 1.db1 1.W1_next");
    let values: Vec<f64> = placement.placed[6].value.cells.iter().map(|m| m.value).collect();
    // 3×2 as written: 0.5 1.5 / 2.5 3.5 / 4.5 5.5.
    assert_eq!(values, [0.5, 2.5, 4.5, 1.5, 3.5, 5.5]);

    let row = Layout { columns: false, bias_row: Some(BiasRow::Last) };
    let lines: &[Line] = &[("W1", "", (3, 3)), ("dW2", "", (4, 1))];
    let placement = place(&document(lines), &network, 4, &[], row);
    assert_eq!(found(&placement), "1.W1 1.b1 1.dW2 1.db2");
    assert_eq!(placement.placed[1].value.cells[0].value, 6.5);

    let lines: &[Line] = &[
        ("fc1.weight", "", (3, 2)),
        ("fc2.weight.grad", "", (1, 3)),
        ("fc1.bias", "", (1, 3)),
        ("dense/kernel", "", (2, 3)),
        ("dense_1/kernel", "", (3, 1)),
    ];
    let placement = place(&document(&lines[..3]), &network, 4, &[], Layout::default());
    assert_eq!(found(&placement), "1.W1 1.dW2 1.b1");
    assert_eq!(placement.placed[0].value.columns, 3);
    let placement = place(&document(&lines[3..]), &network, 4, &[], Layout::default());
    assert_eq!(found(&placement), "1.W1 1.W2");
}

#[test]
fn absurd_names_end() {
    let pieces =
        ["{", "_", "^", "\\frac{\\partial", "∇", "Δ", "d", "W_", "(", "[", "δ_{s", "'", "."];
    for piece in pieces {
        for count in [1, 3, 40, 700, 20_000] {
            let name = piece.repeat(count);
            let events = vec![Event::Written(Written {
                line: 1,
                name: name.clone(),
                formulas: vec![name.clone(); 3],
                operands: Vec::new(),
                value: Some(grid((4, 3))),
            })];
            let document = Document { name: "absurd".into(), events };
            place(&document, &paper(), 4, &[(name, "W1[1,1]".into())], Layout::default());
        }
    }
}
