//! The engine by itself: explanations, gradient checks, time. Numbers of cases: `cases.rs`.

use chainrule::math::activation::ACTIVATIONS;
use chainrule::math::activation::Activation;
use chainrule::math::expr::Style;
use chainrule::math::hyperparameter::{Hyperparameter, Hyperparameters};
use chainrule::math::loss::{LOSSES, Loss, Targets};
use chainrule::math::optimizer::{OPTIMIZERS, Optimizer};
use chainrule::math::rng::Rng;
use chainrule::train::{Data, Setup, Trainer};
use chainrule::worksheet::Worksheet;
use chainrule::worksheet::check::{Verdict, gradient_check, gradient_check_of, sample};
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::network::{Layer, Network, Reduction};
use chainrule::worksheet::quantity::Cell;
use chainrule::worksheet::symbols::{Notation, Symbols};

fn layer(units: usize, activation: &str, bias: bool) -> Layer {
    let activation = Activation::find(activation).expect("an activation");
    Layer { units, activation, alpha: activation.alpha.unwrap_or(0.0), bias }
}

/// A network of these layers on five random examples that suit the loss, drawn from a seed.
fn setup(
    layers: Vec<Layer>,
    loss: &'static Loss,
    reduction: Reduction,
    optimizer: &'static Optimizer,
    seed: u64,
) -> Setup {
    let mut rng = Rng::new(seed);
    let mut hyper = Hyperparameters::default();
    for (name, value) in optimizer.settings.iter().chain(loss.parameter.as_ref()) {
        (Hyperparameter::find(name).expect("a hyperparameter").set)(&mut hyper, *value);
    }
    hyper.learning_rate = 0.05;
    let network = Network {
        inputs: 2,
        layers,
        loss,
        reduction,
        optimizer,
        frozen: Vec::new(),
        spelled_out: false,
    };
    let mut draw = |n: usize, scale: f64| -> Vec<f64> {
        (0..n).map(|_| (rng.uniform() * 2.0 - 1.0) * scale).collect()
    };
    let parameters = network
        .parameters()
        .into_iter()
        .map(|p| draw(network.shape(p).0 * network.shape(p).1, 0.9))
        .collect();
    let (rows, outputs) = (5, network.outputs());
    let x = draw(rows * 2, 1.0);
    let y = match loss.targets {
        Targets::Values => draw(rows * outputs, 1.0),
        Targets::UnitInterval => draw(rows * outputs, 0.5).iter().map(|y| y + 0.5).collect(),
        Targets::Class | Targets::Distribution => {
            let class = |at: usize| f64::from(u8::from(at / outputs % outputs == at % outputs));
            (0..rows * outputs).map(class).collect()
        }
    };
    let data = Data { rows, x, y };
    Setup {
        network,
        hyper,
        parameters,
        data,
        test: None,
        batch: rows,
        shuffle: None,
        manner: Manner::default(),
    }
}

fn output_for(loss: &Loss) -> &'static str {
    match (loss.needs, loss.name) {
        (Some(needed), _) => needed,
        (None, "bce") => "sigmoid",
        (None, "cross_entropy") => "softmax",
        _ => "identity",
    }
}

/// Networks that between them have every operation the builder knows.
fn many_networks() -> Vec<Setup> {
    let sgd = Optimizer::find("sgd").expect("sgd");
    let mut all = Vec::new();
    for loss in LOSSES {
        let layers = vec![layer(3, "tanh", true), layer(3, output_for(loss), true)];
        all.push(setup(layers, loss, Reduction::Mean, sgd, 11));
        let layers = vec![
            layer(4, "softmax", false),
            layer(3, "silu", true),
            layer(3, output_for(loss), false),
        ];
        all.push(setup(layers, loss, Reduction::Sum, sgd, 12));
    }
    let half = Loss::find("half_squared").expect("a loss");
    for activation in ACTIVATIONS {
        let layers = vec![layer(3, activation.name, true), layer(2, activation.name, true)];
        all.push(setup(layers, half, Reduction::MeanAll, sgd, 13));
    }
    for optimizer in OPTIMIZERS {
        let layers = vec![layer(3, "relu", true), layer(2, "tanh", true)];
        let mut one = setup(layers, half, Reduction::Sum, optimizer, 14);
        (one.hyper.l1, one.hyper.l2) = (0.01, 0.02);
        all.push(one);
    }
    all
}

#[test]
fn every_cell_of_every_quantity_follows_from_its_explanation_alone() {
    let mut cells = 0;
    for setup in many_networks() {
        let mut trainer = Trainer::new(&setup);
        for _ in 0..3 {
            let (sheet, trace) = (trainer.worksheet(), trainer.trace());
            for (quantity, q) in sheet.quantities() {
                for (row, column) in (0..q.rows).flat_map(|r| (0..q.columns).map(move |c| (r, c))) {
                    let cell = Cell { quantity, row, column };
                    let why = sheet.explain(trace, &trainer.now(), cell);
                    let again = why.recompute(sheet, trace);
                    assert_eq!(
                        again.to_bits(),
                        why.value.to_bits(),
                        "{}[{row},{column}] of {:?}: {again} instead of {}",
                        q.role.name(),
                        setup.network.loss.name,
                        why.value
                    );
                    assert!(q.operation.is_some() || why.factors().is_empty());
                    assert!(why.factors().iter().all(|factor| factor.quantity < quantity));
                    cells += 1;
                }
            }
            trainer.advance(&[]);
        }
    }
    assert!(cells > 10_000, "{cells}");
}

#[test]
fn every_gradient_agrees_with_central_differences_for_every_activation_and_loss() {
    let sgd = Optimizer::find("sgd").expect("sgd");
    let (mut agreed, mut kinks) = (0, 0);
    for loss in LOSSES {
        for activation in ACTIVATIONS {
            let layers = vec![layer(4, activation.name, true), layer(3, output_for(loss), true)];
            let setup = setup(layers, loss, Reduction::Mean, sgd, 21);
            let trainer = Trainer::new(&setup);
            for checked in gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper()) {
                match checked.verdict {
                    Verdict::Agrees => agreed += 1,
                    Verdict::Kink(_) => kinks += 1,
                    other => panic!("{other:?} {checked:?} {} {}", loss.name, activation.name),
                }
            }
        }
    }
    assert!(agreed > 3_000 && kinks < agreed / 20, "{agreed} agree, {kinks} at kinks");
}

#[test]
fn no_formula_leaves_out_what_it_is_computed_from() {
    let symbols = |setup: &Setup| Symbols::new(&setup.network, Notation::Textbook, Style::Plain);
    for setup in many_networks() {
        let trainer = Trainer::new(&setup);
        for (id, q) in trainer.worksheet().quantities() {
            let Some(formula) = trainer.worksheet().formula(id, &trainer.now()) else { continue };
            let text = symbols(&setup).formula(trainer.worksheet(), &formula);
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            assert!(letters > 0 && !text.contains("* 0"), "{}: {text}", q.role.name());
        }
    }
}

#[test]
fn a_gradient_is_checked_the_same_alone_and_after_others() {
    let layers = vec![layer(3, "tanh", true), layer(2, "relu", true), layer(2, "sigmoid", true)];
    let loss = Loss::find("half_squared").expect("a loss");
    let optimizer = Optimizer::find("sgd").expect("an optimizer");
    let trainer = Trainer::new(&setup(layers, loss, Reduction::Sum, optimizer, 4));
    let (sheet, trace) = (trainer.worksheet(), trainer.trace());
    let gradients = sheet.parameters().iter().map(|slots| slots.gradient);
    let mut cells: Vec<Cell> = gradients
        .flat_map(|quantity| {
            let q = sheet.quantity(quantity);
            let (rows, columns) = (q.rows, q.columns);
            (0..rows * columns).map(move |i| Cell {
                quantity,
                row: i / columns,
                column: i % columns,
            })
        })
        .collect();
    for _ in 0..2 {
        let together = gradient_check_of(sheet, trace, trainer.hyper(), &cells);
        assert_eq!(together.len(), cells.len());
        for (cell, among_others) in cells.iter().zip(together) {
            let alone = gradient_check_of(sheet, trace, trainer.hyper(), &[*cell]);
            assert_eq!(alone, [among_others]);
        }
        cells.reverse();
    }
}

#[test]
fn a_few_checked_elements_lie_in_different_rows_and_columns() {
    let shapes = [(784, 128), (64, 32), (256, 256), (3, 2), (1, 7), (7, 1), (1, 1)];
    for (inputs, units) in shapes {
        let mut network = setup(
            vec![layer(units, "tanh", false)],
            Loss::find("half_squared").expect("a loss"),
            Reduction::Sum,
            Optimizer::find("sgd").expect("an optimizer"),
            1,
        )
        .network;
        network.inputs = inputs;
        let sheet = Worksheet::new(&network, 1, &Hyperparameters::default());
        let gradient = sheet.parameters()[0].gradient;
        for wanted in [1, 2, 4, 8, 16, 49, 64, inputs * units] {
            // A forward pass counts 8 more than its multiplications for each unit, twice.
            let cost = 2 * (inputs + 8) * units;
            let cells = sample(&sheet, &[gradient], wanted.min(inputs * units) * cost);
            let mut different = cells.clone();
            different.dedup();
            assert_eq!(different.len(), wanted.min(inputs * units), "{inputs}×{units}");
            let most = |of: fn(&Cell) -> usize| {
                let mut seen: Vec<usize> = cells.iter().map(of).collect();
                seen.sort_unstable();
                seen.dedup();
                seen.len()
            };
            let half = |of: usize| (cells.len() / 2).clamp(1, of.div_ceil(2));
            assert!(most(|cell| cell.row) >= half(inputs), "{inputs}×{units} {wanted}");
            assert!(most(|cell| cell.column) >= half(units), "{inputs}×{units} {wanted}");
        }
    }
}
