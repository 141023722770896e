//! A few updates of each optimizer, with the arithmetic written out.

use super::Run;
use super::close;
use crate::math::hyperparameter::Hyperparameter;

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
    // −1.5 + 0.25 = −1.25; −0.5 + 0.25 = −0.25; 0 + 0.5 − 0 = 0.5.
    run.hyper.l1 = 0.5;
    run.update(&[f64::NEG_INFINITY, 0.0, 0.0, -1.0]);
    assert_eq!(run.parameter, [0.0, -1.25, -0.25, 0.5]);
    // Nor its end: 0.5 − 0.5·1 = 0 crosses nothing.
    (Hyperparameter::find("l1").unwrap().set)(&mut run.hyper, 0.0);
    run.update(&[f64::NEG_INFINITY, 0.0, 0.0, 1.0]);
    assert_eq!(run.parameter, [0.0, -1.25, -0.25, 0.0]);
    assert_eq!(run.states[0], [1.0, 0.0, 0.0, 0.0]);
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
