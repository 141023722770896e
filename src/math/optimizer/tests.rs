//! Updates redone by hand, and every line's formula against its code, bit by bit.

use super::Arg;
use super::Inputs;
use super::Line;
use super::MOST_STATES;
use super::Moment;
use super::OPTIMIZERS;
use super::Optimizer;
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
    assert_eq!(names("playground", &[]), "dead next");
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

#[test]
fn sgd_takes_a_step_against_the_gradient_and_decays() {
    // 2 − 0.5·3 = 0.5; with λ = 0.25: g = 3 + 0.25·2 = 3.5, 2 − 0.5·3.5 = 0.25
    let mut run = Run::new("sgd", &[], &[2.0]);
    run.update(&[3.0]);
    assert_eq!(run.parameter, [0.5]);
    let mut run = Run::new("sgd", &[("weight_decay", 0.25)], &[2.0]);
    run.update(&[3.0]);
    assert_eq!(run.parameter, [0.25]);
}

#[test]
fn dampening_spares_the_first_step() {
    // μ = 0.5, τ = 0.25, η = 0.5: b₁ = g₁ = 4, θ₁ = 1 − 2 = −1;
    // b₂ = 0.5·4 + 0.75·8 = 8, θ₂ = −1 − 4 = −5
    let mut run = Run::new("sgd", &[("momentum", 0.5), ("dampening", 0.25)], &[1.0]);
    run.update(&[4.0]);
    assert_eq!((run.states[0][0], run.parameter[0]), (4.0, -1.0));
    run.update(&[8.0]);
    assert_eq!((run.states[0][0], run.parameter[0]), (8.0, -5.0));
}

#[test]
fn nesterov_looks_ahead_along_the_buffer() {
    // μ = 0.5, η = 0.5: b₁ = 4, θ₁ = 1 − 0.5·(4 + 0.5·4) = −2;
    // b₂ = 0.5·4 + 8 = 10, θ₂ = −2 − 0.5·(8 + 0.5·10) = −8.5
    let mut run = Run::new("sgd", &[("momentum", 0.5), ("nesterov", 1.0)], &[1.0]);
    run.update(&[4.0]);
    assert_eq!(run.parameter, [-2.0]);
    run.update(&[8.0]);
    assert_eq!((run.states[0][0], run.parameter[0]), (10.0, -8.5));
}

#[test]
fn a_new_learning_rate_acts_on_the_whole_buffer() {
    // η outside the buffer: b₂ = 0.5·4 + 0 = 2, and with η = 2 the step is 2·2 = 4.
    let mut run = Run::new("sgd", &[("momentum", 0.5)], &[1.0]);
    run.update(&[4.0]);
    run.hyper.learning_rate = 2.0;
    run.update(&[0.0]);
    assert_eq!(run.parameter, [-5.0]);
}

#[test]
fn centered_rmsprop_divides_by_the_deviation() {
    // α = 0.75, η = 1, ε = 1: v₁ = 0.25·16 = 4, ḡ₁ = 0.25·4 = 1, θ₁ = −4/(√(4 − 1) + 1);
    // g₂ = 0: v₂ = 3, ḡ₂ = 0.75, θ unchanged
    let settings = [("learning_rate", 1.0), ("alpha", 0.75), ("eps", 1.0), ("centered", 1.0)];
    let mut run = Run::new("rmsprop", &settings, &[0.0]);
    run.update(&[4.0]);
    assert_eq!((run.states[0][0], run.states[1][0]), (4.0, 1.0));
    close(run.parameter[0], -1.464_101_615_137_754_6);
    run.update(&[0.0]);
    assert_eq!((run.states[0][0], run.states[1][0]), (3.0, 0.75));
    close(run.parameter[0], -1.464_101_615_137_754_6);
}

#[test]
fn rmsprop_with_momentum_keeps_the_scaled_gradient() {
    // α = 0.75, η = 0.5, ε = 1, μ = 0.5: v₁ = 0.25·16 = 4, b₁ = 4/(2 + 1) = 4/3, θ₁ = −2/3;
    // v₂ = 3 + 0.25·24 = 9 (g₂ = √24), b₂ = 2/3 + √24/4, θ₂ = −2/3 − (2/3 + √24/4)/2 = −1 − √24/8
    let settings = [("learning_rate", 0.5), ("alpha", 0.75), ("eps", 1.0), ("momentum", 0.5)];
    let mut run = Run::new("rmsprop", &settings, &[0.0]);
    run.update(&[4.0]);
    close(run.states[1][0], 4.0 / 3.0);
    close(run.parameter[0], -2.0 / 3.0);
    run.update(&[24f64.sqrt()]);
    close(run.states[0][0], 9.0);
    close(run.parameter[0], -1.0 - 24f64.sqrt() / 8.0);
}

#[test]
fn adagrad_divides_by_all_gradients_so_far() {
    // η = 1, ε = 1, decay 0.5: G₁ = 9, θ₁ = −1/(1 + 0)·3/(3 + 1) = −0.75;
    // G₂ = 9 + 16 = 25, θ₂ = −0.75 − 1/(1 + 0.5)·4/(5 + 1) = −0.75 − 4/9
    let settings = [("learning_rate", 1.0), ("eps", 1.0), ("lr_decay", 0.5)];
    let mut run = Run::new("adagrad", &settings, &[0.0]);
    run.update(&[3.0]);
    assert_eq!((run.states[0][0], run.parameter[0]), (9.0, -0.75));
    run.update(&[4.0]);
    assert_eq!(run.states[0][0], 25.0);
    close(run.parameter[0], -0.75 - 4.0 / 9.0);
}

/// β₁ = 0.5, β₂ = 0.75, ε = 1, η = 0.5: powers that can be taken by hand.
const BY_HAND: [(&str, f64); 4] =
    [("learning_rate", 0.5), ("beta1", 0.5), ("beta2", 0.75), ("eps", 1.0)];

#[test]
fn adamw_shrinks_the_parameter_and_leaves_the_gradient_alone() {
    // λ = 0.5: m₁ = 0.5·4 = 2, v₁ = 0.25·16 = 4;
    // θ₁ = (1 − 0.25)·8 − (0.5/0.5)·2/(√4/√0.25 + 1) = 6 − 2/5 = 5.6
    let settings = [&BY_HAND[..], &[("weight_decay", 0.5)]].concat();
    let mut run = Run::new("adamw", &settings, &[8.0]);
    run.update(&[4.0]);
    assert_eq!((run.states[0][0], run.states[1][0]), (2.0, 4.0));
    close(run.parameter[0], 5.6);
}

#[test]
fn adam_couples_weight_decay_into_the_gradient() {
    // λ = 0.5: g = 4 + 0.5·8 = 8, m₁ = 4, v₁ = 0.25·64 = 16; θ₁ = 8 − 1·4/(4/0.5 + 1) = 8 − 4/9
    let settings = [&BY_HAND[..], &[("weight_decay", 0.5)]].concat();
    let mut run = Run::new("adam", &settings, &[8.0]);
    run.update(&[4.0]);
    assert_eq!((run.states[0][0], run.states[1][0]), (4.0, 16.0));
    close(run.parameter[0], 8.0 - 4.0 / 9.0);
}

#[test]
fn amsgrad_never_forgets_the_largest_mean_square() {
    // m₁ = 2, v₁ = 4; g₂ = 0: m₂ = 1, v₂ = 3, but the largest stays 4;
    // θ₂ − θ₁ = −(0.5/(1 − 0.25))·1/(√4/√(1 − 0.5625) + 1)
    let settings = [&BY_HAND[..], &[("amsgrad", 1.0)]].concat();
    let mut run = Run::new("adam", &settings, &[8.0]);
    run.update(&[4.0]);
    close(run.parameter[0], 8.0 - 0.4);
    run.update(&[0.0]);
    assert_eq!(run.states, [vec![1.0], vec![3.0], vec![4.0]]);
    close(run.parameter[0], 7.6 - (0.5 / 0.75) / (2.0 / 0.4375f64.sqrt() + 1.0));
}

#[test]
fn a_zero_gradient_moves_nothing_where_steps_are_scaled() {
    for name in ["rmsprop", "adagrad", "adam"] {
        let mut run = Run::new(name, &[], &[0.3, -0.7]);
        run.update(&[0.0, -0.0]);
        run.update(&[0.0, 0.0]);
        assert_eq!(run.parameter, [0.3, -0.7], "{name}");
    }
}

#[test]
fn the_playground_kills_weights_that_the_penalty_carries_across_0() {
    // η = 0.5, λ₁ = 1: w = 0.25, g = 0: w₁ = 0.25, w₂ = −0.25: dead.
    // w = 1, g = 4: w₁ = −1, w₂ = −1.5: crossed by the gradient, alive.
    // w = −1, g = 0: w₂ = −1 + 0.5 = −0.5: alive.
    let settings = [("learning_rate", 0.5), ("l1", 1.0)];
    // w = 0, g = 0: w₁ w₂ = 0 is no crossing: alive.
    let mut run = Run::new("playground", &settings, &[0.25, 1.0, -1.0, 0.0]);
    run.update(&[0.0, 4.0, 0.0, 0.0]);
    assert_eq!(run.parameter, [0.0, -1.5, -0.5, 0.0]);
    assert_eq!(run.states[0], [1.0, 0.0, 0.0, 0.0]);
    // Dead for good: no gradient, not even an infinite one or a change of λ₁, brings it back.
    run.hyper.l1 = 0.0;
    run.update(&[f64::NEG_INFINITY, 0.0, 0.0, -1.0]);
    assert_eq!(run.parameter, [0.0, -1.5, -0.5, 0.5]);
}

#[test]
fn the_playground_takes_the_penalty_at_the_old_weight_and_spares_biases() {
    // η = 0.5, λ₂ = 0.5: w = 2, g = 1: w₁ = 1.5, w₂ = 1.5 − 0.5·0.5·2 = 1
    let settings = [("learning_rate", 0.5), ("l2", 0.5)];
    let mut run = Run::new("playground", &settings, &[2.0]);
    run.update(&[1.0]);
    assert_eq!(run.parameter, [1.0]);
    let mut run = Run::new("playground", &settings, &[2.0]);
    run.weight = false;
    run.update(&[1.0]);
    assert_eq!(run.parameter, [1.5]);
}

#[test]
fn playground_divides_a_summed_gradient_by_the_examples() {
    // x = 1, 2; y = 2, 1; w = 0.5: Σ (wx − y) x = −1.5·1 + 0·2 = −1.5, mean −0.75.
    let mut run = Run::new("playground", &[("learning_rate", 0.1)], &[0.5]);
    run.summed = Some(2.0);
    run.update(&[-1.5]);
    assert_eq!(run.parameter, [0.5 + 0.1 * 0.75]);
}
