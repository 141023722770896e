//! Every line's formula against its code, bit by bit, and updates redone by hand.

mod by_hand;

use super::{Arg, Inputs, Line, MOST_STATES, Moment, OPTIMIZERS, Optimizer};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::hyperparameter::Hyperparameters;
use crate::math::rng::Rng;

/// A parameter of a few elements on its way through updates.
struct Run {
    hyper: Hyperparameters,
    lines: Vec<Line>,
    weight: bool,
    summed: Option<f64>,
    t: u64,
    states: [Vec<f64>; MOST_STATES],
    parameter: Vec<f64>,
}

impl Run {
    fn new(name: &str, settings: &[(&str, f64)], parameter: &[f64]) -> Self {
        let optimizer = Optimizer::find(name).unwrap();
        let mut hyper = Hyperparameters::default();
        optimizer.set_defaults(&mut hyper);
        for (name, x) in settings {
            (Hyperparameter::find(name).unwrap().set)(&mut hyper, *x);
        }
        assert_eq!((optimizer.refuse)(&hyper), None);
        let lines = (optimizer.lines)(&hyper);
        let zeros = || vec![0.0; parameter.len()];
        let states = [zeros(), zeros(), zeros()];
        let parameter = parameter.to_vec();
        Self { hyper, lines, weight: true, summed: None, t: 0, states, parameter }
    }

    /// One update; every line is also redone by its formula, element by element.
    fn update(&mut self, gradient: &[f64]) {
        self.t += 1;
        let before = self.states.clone();
        let mut after: [Vec<f64>; MOST_STATES] = Default::default();
        let mut out = vec![f64::NAN; gradient.len()];
        for (slot, line) in self.lines.iter().enumerate() {
            let inputs = Inputs {
                parameter: &self.parameter,
                gradient,
                before: before.each_ref().map(Vec::as_slice),
                after: after.each_ref().map(Vec::as_slice),
                hyper: &self.hyper,
                moment: Moment { t: self.t, weight: self.weight, summed: self.summed },
            };
            out.fill(f64::NAN);
            (line.evaluate)(&inputs, &mut out);
            assert_formula_agrees(line, &inputs, &out);
            if slot + 1 < self.lines.len() {
                after[slot].clone_from(&out);
            }
        }
        let states = self.lines.len() - 1;
        self.states[..states].clone_from_slice(&after[..states]);
        self.parameter = out;
    }
}

fn assert_formula_agrees(line: &Line, inputs: &Inputs, out: &[f64]) {
    let formula = (line.expr)(inputs.hyper, inputs.moment);
    for (k, x) in out.iter().enumerate() {
        let redone = formula.value(&|arg| match *arg {
            Arg::Parameter => inputs.parameter[k],
            Arg::Gradient => inputs.gradient[k],
            Arg::Before(slot) => inputs.before[slot][k],
            Arg::After(slot) => inputs.after[slot][k],
            Arg::Hyper(row) => (row.get)(inputs.hyper),
            Arg::Time => inputs.moment.t as f64,
        });
        let same = redone.to_bits() == x.to_bits() || (redone.is_nan() && x.is_nan());
        assert!(same, "{}: formula {redone}, code {x}; {inputs:?}", line.name);
    }
}

fn close(x: f64, expected: f64) {
    assert!((x - expected).abs() <= 1e-14 * expected.abs().max(1.0), "{x}, expected {expected}");
}

/// Values each setting takes in the combinations: off, and something else.
fn alternatives(name: &str, default: f64) -> Vec<f64> {
    match name {
        "nesterov" | "centered" | "amsgrad" => vec![0.0, 1.0],
        "momentum" => vec![0.0, 0.9],
        "dampening" => vec![0.0, 0.25],
        "weight_decay" | "l1" | "l2" => vec![0.0, 0.07],
        "lr_decay" => vec![0.0, 0.3],
        _ => vec![default],
    }
}

/// Every combination of the alternatives of an optimizer's settings.
fn combinations(optimizer: &Optimizer) -> Vec<Vec<(&'static str, f64)>> {
    optimizer.settings.iter().fold(vec![vec![]], |all, &(name, default)| {
        let grow = |chosen: Vec<(&'static str, f64)>| {
            alternatives(name, default).into_iter().map(move |x| {
                let mut longer = chosen.clone();
                longer.push((name, x));
                longer
            })
        };
        all.into_iter().flat_map(grow).collect()
    })
}

fn refused(optimizer: &Optimizer, settings: &[(&str, f64)]) -> bool {
    let mut hyper = Hyperparameters::default();
    for (name, x) in settings {
        (Hyperparameter::find(name).unwrap().set)(&mut hyper, *x);
    }
    (optimizer.refuse)(&hyper).is_some()
}

#[test]
fn every_formula_has_the_bits_of_its_code_whatever_the_settings() {
    let mut rng = Rng::new(42);
    for optimizer in OPTIMIZERS {
        for settings in combinations(optimizer) {
            if refused(optimizer, &settings) {
                continue;
            }
            for weight in [true, false] {
                let parameter: Vec<_> = (0..9).map(|_| rng.normal()).collect();
                let mut run = Run::new(optimizer.name, &settings, &parameter);
                run.weight = weight;
                for t in 0..6 {
                    let mut gradient: Vec<_> = (0..9).map(|_| rng.normal()).collect();
                    gradient[0] = 0.0;
                    gradient[1] = -0.0;
                    gradient[2] = if t == 5 { f64::INFINITY } else { 1e-200 };
                    gradient[3] = if t == 5 { f64::NAN } else { 100.0 * gradient[3] };
                    run.update(&gradient);
                }
            }
        }
    }
}

#[test]
fn the_last_line_is_the_parameter_and_the_others_are_states() {
    for optimizer in OPTIMIZERS {
        for settings in combinations(optimizer) {
            if refused(optimizer, &settings) {
                continue;
            }
            let run = Run::new(optimizer.name, &settings, &[]);
            let (last, states) = run.lines.split_last().unwrap();
            assert_eq!(last.name, "next");
            assert!(states.len() <= MOST_STATES && states.iter().all(|line| line.name != "next"));
        }
    }
}

#[test]
fn states_follow_from_the_settings() {
    let names = |optimizer: &str, settings: &[(&str, f64)]| {
        let run = Run::new(optimizer, settings, &[]);
        run.lines.iter().map(|line| line.name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("sgd", &[]), "next");
    assert_eq!(names("sgd", &[("momentum", 0.9)]), "buf next");
    assert_eq!(names("rmsprop", &[]), "v next");
    assert_eq!(names("rmsprop", &[("momentum", 0.9)]), "v buf next");
    let both = [("momentum", 0.9), ("centered", 1.0)];
    assert_eq!(names("rmsprop", &both), "v grad_avg buf next");
    assert_eq!(names("adagrad", &[]), "sum next");
    assert_eq!(names("adam", &[]), "m v next");
    assert_eq!(names("adamw", &[("amsgrad", 1.0)]), "m v vmax next");
    assert_eq!(names("playground", &[]), "next");
    assert_eq!(names("playground", &[("l1", 0.1)]), "dead next");
}

#[test]
fn nesterov_is_refused_without_momentum_or_with_dampening() {
    let refuse = |momentum, dampening, nesterov| {
        let h = Hyperparameters { momentum, dampening, nesterov, ..Hyperparameters::default() };
        (Optimizer::find("sgd").unwrap().refuse)(&h)
    };
    assert_eq!(refuse(0.0, 0.0, true), Some("nesterov needs momentum above 0"));
    assert_eq!(refuse(0.9, 0.1, true), Some("nesterov needs dampening = 0"));
    assert_eq!(refuse(0.9, 0.0, true), None);
    assert_eq!(refuse(0.9, 0.1, false), None);
    assert_eq!(refuse(0.0, 0.0, false), None);
}
