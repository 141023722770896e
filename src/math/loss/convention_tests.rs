//! The conventions of the losses at their edges: kinks, ties, clamps, zeros and NaN.

use super::{LOSSES, Loss, Targets};

const NAN: f64 = f64::NAN;

fn value(name: &str, a: &[f64], t: &[f64], p: f64) -> f64 {
    (Loss::find(name).unwrap().value.row)(a, t, p)
}

fn slope(name: &str, a: &[f64], t: &[f64], p: f64) -> Vec<f64> {
    let mut g = vec![7.0; a.len()];
    (Loss::find(name).unwrap().slope)(a, t, p, &mut g);
    g
}

fn kink(name: &str, a: &[f64], t: &[f64], p: f64) -> f64 {
    (Loss::find(name).unwrap().kink)(a, t, p)
}

#[test]
fn a_nan_output_makes_the_loss_nan() {
    for loss in LOSSES {
        let t =
            if loss.targets == Targets::Distribution { [0.2, 0.5, 0.3] } else { [0.0, 1.0, 0.0] };
        for k in 0..3 {
            let mut a = [0.2, 0.5, 0.3];
            a[k] = NAN;
            assert!((loss.value.row)(&a, &t, 0.5).is_nan(), "{} output {k}", loss.name);
            if let Some(fused) = &loss.fused {
                assert!((fused.value)(&a, &t).is_nan(), "{} fused, output {k}", loss.name);
            }
        }
    }
}

#[test]
fn exactly_on_the_margin_nothing_is_active() {
    // 0.25 − 0.75 + 0.5 is exactly 0.
    let (a, t) = ([0.75, 0.25, 0.125], [1.0, 0.0, 0.0]);
    for name in ["hinge_softmax", "hinge", "squared_hinge", "crammer_singer"] {
        assert_eq!(value(name, &a, &t, 0.5), 0.0, "{name}");
        assert_eq!(slope(name, &a, &t, 0.5), [0.0; 3], "{name}");
    }
    for name in ["hinge_softmax", "hinge", "crammer_singer"] {
        assert_eq!(kink(name, &a, &t, 0.5), 0.0, "{name}");
    }
}

#[test]
fn crammer_singer_gives_a_tie_to_the_lowest_class() {
    let t = [0.0, 0.0, 1.0, 0.0];
    assert_eq!(slope("crammer_singer", &[2.0, 3.0, 1.0, 3.0], &t, 1.0), [0.0, 1.0, -1.0, 0.0]);
    assert_eq!(value("crammer_singer", &[2.0, 3.0, 1.0, 3.0], &t, 1.0), 3.0);
    assert_eq!(kink("crammer_singer", &[2.0, 3.0, 1.0, 3.0], &t, 1.0), 0.0);
    // The two strongest of the others are 0.5 apart, the violation is 3.
    assert_eq!(kink("crammer_singer", &[2.5, 3.0, 1.0, 0.0], &t, 1.0), 0.5);
    assert_eq!(kink("crammer_singer", &[0.0, 3.0, 3.75, 0.0], &t, 1.0), 0.25);
}

#[test]
fn the_kink_of_a_loss_is_the_nearest_jump_of_its_slope() {
    let (a, t) = ([1.0, 2.0, 0.5], [1.0, 0.0, 0.0]);
    // Violations 2 and 0.5; distances of a from t are 0, 2 and 0.5.
    assert_eq!(kink("hinge", &a, &t, 1.0), 0.5);
    assert_eq!(kink("absolute", &a, &t, 0.0), 0.0);
    assert_eq!(kink("absolute", &a[1..], &t[1..], 0.0), 0.5);
    let jumping = ["absolute", "hinge_softmax", "hinge", "crammer_singer"];
    for loss in LOSSES {
        let finite = (loss.kink)(&a, &t, 1.0).is_finite();
        assert_eq!(finite, jumping.contains(&loss.name), "{}", loss.name);
    }
}

#[test]
fn a_single_class_has_no_hinge() {
    for name in ["hinge_softmax", "hinge", "squared_hinge", "crammer_singer"] {
        assert_eq!(value(name, &[0.3], &[1.0], 1.0), 0.0, "{name}");
        assert_eq!(slope(name, &[0.3], &[1.0], 1.0), [0.0], "{name}");
    }
}

#[test]
fn the_paper_s_hinge_example_gives_its_corrected_loss() {
    // Section 4 with p = (0.5, 0.35, 0.15), y = 0, margin 0.2: 0.35 − 0.5 + 0.2 = 0.05.
    let (p, t) = ([0.5, 0.35, 0.15], [1.0, 0.0, 0.0]);
    assert!((value("hinge_softmax", &p, &t, 0.2) - 0.05).abs() < 1e-15);
    assert_eq!(slope("hinge_softmax", &p, &t, 0.2), [-1.0, 1.0, 0.0]);
}

#[test]
fn hinge_counts_every_violating_class() {
    // Violations 2 and 0.5.
    let (a, t) = ([1.0, 2.0, 0.5], [1.0, 0.0, 0.0]);
    assert_eq!(value("hinge", &a, &t, 1.0), 2.5);
    assert_eq!(slope("hinge", &a, &t, 1.0), [-2.0, 1.0, 1.0]);
    assert_eq!(value("squared_hinge", &a, &t, 1.0), 4.25);
    assert_eq!(slope("squared_hinge", &a, &t, 1.0), [-5.0, 4.0, 1.0]);
}

#[test]
fn sign_of_zero_is_zero() {
    assert_eq!(slope("absolute", &[1.0, 2.0, -1.0], &[1.0, 0.0, 0.0], 0.0), [0.0, 1.0, -1.0]);
}

#[test]
fn huber_is_linear_beyond_its_delta() {
    // e = 0.5, 3, −3 with δ = 1: ½·0.25, then 1·(3 − ½) each.
    assert_eq!(value("huber", &[0.5, 3.0, -3.0], &[0.0; 3], 1.0), 5.125);
    assert_eq!(slope("huber", &[0.5, 3.0, -3.0], &[0.0; 3], 1.0), [0.5, 1.0, -1.0]);
    assert!(slope("huber", &[NAN], &[0.0], 1.0)[0].is_nan());
}

#[test]
fn bce_on_probabilities_is_clamped_as_pytorch_has_it() {
    assert_eq!(value("bce", &[0.0, 1.0], &[1.0, 0.0], 0.0), 200.0);
    assert_eq!(slope("bce", &[0.0, 1.0], &[1.0, 0.0], 0.0), [-1e12, 1e12]);
    for sure in [0.0, 1.0] {
        assert_eq!(value("bce", &[sure], &[sure], 0.0).to_bits(), 0f64.to_bits());
    }
}

#[test]
fn zero_times_the_logarithm_of_zero_is_zero() {
    let (p, t) = ([0.0, 1.0], [0.0, 1.0]);
    assert_eq!(value("cross_entropy", &p, &t, 0.0), 0.0);
    assert_eq!(slope("cross_entropy", &p, &t, 0.0), [0.0, -1.0]);
    assert_eq!(value("cross_entropy", &[0.0, 1.0], &[1.0, 0.0], 0.0), f64::INFINITY);
}

#[test]
fn targets_that_do_not_sum_to_one_scale_the_probabilities_of_the_fused_delta() {
    let fused = Loss::find("cross_entropy").unwrap().fused.as_ref().unwrap();
    let mut d = [7.0; 2];
    (fused.delta)(&[0.25, 0.75], &[0.5, 1.5], &mut d);
    assert_eq!(d, [0.0, 0.0]);
}
