//! One iteration of training, the whole trace kept, beside plain `ndarray` in the same run.
//!
//! Both sides are on one thread, but that the products of large networks are computed by two in the
//! second table. Both sides take turns. A ratio above 1 says how many times as fast this crate is: best turn
//! against best turn, and the median of the ratios of neighbouring turns.

mod measure;
mod plain;

use std::hint::black_box;
use std::time::Duration;

use chainrule::lesson::LESSONS;
use chainrule::math::activation;
use chainrule::math::hyperparameter::Hyperparameters;
use chainrule::math::loss::Loss;
use chainrule::math::optimizer::Optimizer;
use chainrule::math::rng::Rng;
use chainrule::math::threads::Threads;
use chainrule::train::Data;
use chainrule::train::Setup;
use chainrule::train::Trainer;
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::network;
use chainrule::worksheet::network::Network;
use chainrule::worksheet::network::Reduction;
use measure::Pair;
use ndarray::Array1;
use ndarray::Array2;
use plain::Activation;
use plain::Plain;

const BUDGET: Duration = Duration::from_secs(6);

/// Iterations after which both sides must still have the same loss.
const STEPS: usize = 20;

/// A row of the table: widths, the activation of the hidden layers, examples, the least ratios on
/// one thread and on two where there are targets.
struct Row {
    name: &'static str,
    widths: &'static [usize],
    hidden: Activation,
    output: Activation,
    examples: usize,
    least: [Option<f64>; 2],
}

const ROWS: &[Row] = &[
    Row {
        name: "2-8-8-1 tanh, 200 rows",
        widths: &[2, 8, 8, 1],
        hidden: Activation::Tanh,
        output: Activation::Tanh,
        examples: 200,
        least: [Some(3.0), None],
    },
    Row {
        name: "64-32-10 relu, 1797 rows",
        widths: &[64, 32, 10],
        hidden: Activation::Relu,
        output: Activation::Softmax,
        examples: 1797,
        least: [Some(1.4), Some(2.0)],
    },
    Row {
        name: "64-32-10 tanh, 1797 rows",
        widths: &[64, 32, 10],
        hidden: Activation::Tanh,
        output: Activation::Softmax,
        examples: 1797,
        least: [Some(1.4), Some(2.0)],
    },
    Row {
        name: "784-128-10 relu, 64 rows",
        widths: &[784, 128, 10],
        hidden: Activation::Relu,
        output: Activation::Softmax,
        examples: 64,
        least: [Some(1.6), Some(2.8)],
    },
    Row {
        name: "784-128-10 relu, 512 rows",
        widths: &[784, 128, 10],
        hidden: Activation::Relu,
        output: Activation::Softmax,
        examples: 512,
        least: [Some(1.8), Some(3.2)],
    },
];

fn main() {
    println!("one iteration, µs: best (median) of many turns; ratio: plain / ours");
    table(0);
    let _threads = Threads::new(2).expect("a thread can be started");
    table(1);
}

/// All rows that have something to gain from more threads than one, or all of them.
fn table(threads: usize) {
    println!(
        "{:<26} {:>19} {:>19}  {:>14}  target",
        ["one thread", "two threads"][threads],
        "ours, whole trace",
        "plain ndarray",
        "ratio"
    );
    let mut sides = vec![("paper 2-3-1, 4 rows", paper(), [Some(6.0), None])];
    sides.extend(ROWS.iter().map(|row| (row.name, row.setup(), row.least)));
    sides.retain(|(name, _, least)| {
        (threads == 0 || least[threads].is_some()) && measure::asked_for(name)
    });
    for (name, setup, least) in sides {
        let mut ours = Trainer::new(&setup);
        let mut theirs = plain(&setup);
        agree(name, &mut ours, &mut theirs);
        if !measure::wanted() {
            continue;
        }
        let ours = || black_box(&mut ours).advance(&[]);
        let pair = Pair::take(BUDGET, ours, || black_box(&mut theirs).step());
        print_row(name, &pair, least[threads]);
    }
}

fn print_row(name: &str, pair: &Pair, least: Option<f64>) {
    let side = |(best, median): (f64, f64)| format!("{best:.3} ({median:.3})");
    let (best, median) = pair.ratio();
    let verdict = match least {
        Some(least) if median >= least => format!("≥ {least} reached"),
        Some(least) => format!("≥ {least} MISSED"),
        None => "none".to_owned(),
    };
    println!(
        "{name:<26} {:>19} {:>19}  {:>14}  {verdict}",
        side(pair.first()),
        side(pair.second()),
        format!("{best:.2} ({median:.2})"),
    );
}

/// Both sides compute the same training: their losses agree to 1e-9 at the start and later on.
fn agree(name: &str, ours: &mut Trainer, theirs: &mut Plain) {
    for step in 0..STEPS {
        let (a, b) = (ours.loss(), theirs.loss());
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{name}, step {step}: {a} is not {b}");
        ours.advance(&[]);
        theirs.step();
    }
}

/// The paper's network.
fn paper() -> Setup {
    let lesson = LESSONS.iter().find(|lesson| lesson.name == "paper").expect("it comes along");
    lesson.lesson().expect("the lesson can be read").setup
}

/// The plain network that starts where `setup` does.
fn plain(setup: &Setup) -> Plain {
    let (network, data) = (&setup.network, &setup.data);
    let matrix = |h: usize, w: usize, values: &[f64]| {
        Array2::from_shape_vec((h, w), values.to_vec()).expect("a matrix of its shape")
    };
    let x = matrix(data.rows, network.inputs, &data.x);
    let y = matrix(data.rows, network.outputs(), &data.y);
    let mut plain = Plain::new(x, y, setup.hyper.learning_rate);
    let mut values = setup.parameters.iter();
    let mut next = || values.next().expect("a value for every parameter");
    for (l, layer) in network.layers.iter().enumerate() {
        let weights = matrix(network.width(l), layer.units, next());
        let bias = layer.bias.then(|| Array1::from(next().clone()));
        let activation = match layer.activation.name {
            "relu" => Activation::Relu,
            "tanh" => Activation::Tanh,
            "softmax" => Activation::Softmax,
            other => panic!("the plain side has no {other}"),
        };
        plain = plain.with(weights, bias, activation);
    }
    plain
}

impl Row {
    fn setup(&self) -> Setup {
        let (inputs, outputs) = (self.widths[0], self.widths[self.widths.len() - 1]);
        let classes = self.output == Activation::Softmax;
        let network = self.network(classes);
        let mut rng = Rng::new(7);
        let mut draw = |n: usize, scale: f64| -> Vec<f64> {
            (0..n).map(|_| (rng.uniform() * 2.0 - 1.0) * scale).collect()
        };
        let shapes = network.parameters().into_iter().map(|parameter| network.shape(parameter));
        let parameters = shapes.map(|(h, w)| draw(h * w, (3.0 / h as f64).sqrt().min(1.0)));
        let parameters = parameters.collect();
        let x = draw(self.examples * inputs, 1.0);
        let class = |i: usize| f64::from(u8::from(i / outputs * 7 % outputs == i % outputs));
        let y = if classes {
            (0..self.examples * outputs).map(class).collect()
        } else {
            draw(self.examples * outputs, 1.0)
        };
        let data = Data { rows: self.examples, x, y };
        let hyper = Hyperparameters { learning_rate: 0.001, ..Hyperparameters::default() };
        let batch = self.examples;
        Setup {
            network,
            hyper,
            parameters,
            data,
            test: None,
            batch,
            shuffle: None,
            manner: Manner::default(),
        }
    }

    fn network(&self, classes: bool) -> Network {
        let layer = |(l, &units): (usize, &usize)| {
            let last = l + 2 == self.widths.len();
            let name = match if last { self.output } else { self.hidden } {
                Activation::Relu => "relu",
                Activation::Tanh => "tanh",
                Activation::Softmax => "softmax",
            };
            let activation = activation::Activation::find(name).expect("a row of the table");
            network::Layer { units, activation, alpha: 0.0, bias: true }
        };
        let loss = if classes { "cross_entropy" } else { "half_squared" };
        Network {
            inputs: self.widths[0],
            layers: self.widths[1..].iter().enumerate().map(layer).collect(),
            loss: Loss::find(loss).expect("a row of the table"),
            reduction: if classes { Reduction::Mean } else { Reduction::Sum },
            optimizer: Optimizer::find("sgd").expect("a row of the table"),
            frozen: Vec::new(),
            spelled_out: false,
        }
    }
}
