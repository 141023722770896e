//! Every row of the table, and the small rules of checking, nudging and parsing.

use std::collections::HashSet;

use super::Domain;
use super::HYPERPARAMETERS;
use super::Hyperparameter;
use super::Hyperparameters;
use super::Nudge;
use super::used_by;
use crate::math::optimizer::OPTIMIZERS;
use crate::math::optimizer::Optimizer;

fn row(name: &str) -> &'static Hyperparameter {
    Hyperparameter::find(name).unwrap()
}

#[test]
fn every_field_has_a_row_that_writes_it_and_no_other() {
    let fields = format!("{:?}", Hyperparameters::default()).matches(": ").count();
    // One field remembers λ₁ and is nothing to set.
    assert_eq!(HYPERPARAMETERS.len() + 1, fields);
    for row in HYPERPARAMETERS {
        let mut hyper = Hyperparameters::default();
        let other = if (row.get)(&hyper) == 1.0 { 0.0 } else { 1.0 };
        (row.set)(&mut hyper, other);
        for seen in HYPERPARAMETERS {
            let expected =
                if seen.name == row.name { other } else { (seen.get)(&Hyperparameters::default()) };
            assert_eq!((seen.get)(&hyper), expected, "{} after {}", seen.name, row.name);
        }
    }
}

#[test]
fn names_and_aliases_are_unique_and_found() {
    let mut seen = HashSet::new();
    for row in HYPERPARAMETERS {
        for name in std::iter::once(&row.name).chain(row.aliases) {
            assert!(seen.insert(*name), "{name} twice");
            assert_eq!(Hyperparameter::find(name).unwrap().name, row.name);
        }
        assert!(row.plain.is_ascii() && !row.plain.is_empty());
        assert!(!row.doc.is_empty() && !row.doc.contains('\n'));
    }
    assert_eq!(row("lr").name, "learning_rate");
    assert!(Hyperparameter::find("rate").is_none());
}

#[test]
fn defaults_lie_within_the_bounds() {
    for row in HYPERPARAMETERS {
        assert_eq!(row.check((row.get)(&Hyperparameters::default())), Ok(()));
    }
    for optimizer in OPTIMIZERS {
        for (name, value) in optimizer.settings {
            assert_eq!(row(name).check(*value), Ok(()), "{} {name}", optimizer.name);
        }
    }
}

#[test]
fn a_refused_value_is_told_the_bounds() {
    let refused = [
        ("learning_rate", -1.0, "learning_rate must be a finite number of at least 0, not -1"),
        ("learning_rate", f64::NAN, "learning_rate must be a finite number of at least 0, not NaN"),
        ("margin", f64::INFINITY, "margin must be a finite number of at least 0, not inf"),
        ("momentum", 1.0, "momentum must be at least 0 and below 1, not 1"),
        ("eps", 0.0, "eps must be a finite number above 0, not 0"),
        ("nesterov", 0.5, "nesterov must be on or off, not 0.5"),
    ];
    for (name, x, reason) in refused {
        assert_eq!(row(name).check(x).unwrap_err(), reason);
    }
}

#[test]
fn the_ladder_is_climbed_in_exact_decimals() {
    let rate = row("learning_rate");
    let mut x = 0.1;
    for expected in [0.2, 0.5, 1.0, 2.0, 5.0, 10.0] {
        x = rate.nudged(x, true);
        assert_eq!(x, expected);
    }
    for expected in [5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005] {
        x = rate.nudged(x, false);
        assert_eq!(x, expected);
    }
    // From between two rungs to the nearest one in that direction.
    assert_eq!(rate.nudged(0.3, true), 0.5);
    assert_eq!(rate.nudged(0.3, false), 0.2);
    assert_eq!(rate.nudged(9.5, true), 10.0);
    // 0 lies below the rung 0.0001 and is left again.
    assert_eq!(rate.nudged(1e-4, false), 0.0);
    assert_eq!(rate.nudged(0.0, true), 1e-4);
    assert_eq!(rate.nudged(0.0, false), 0.0);
    // ε never reaches 0, and the largest number has no next rung.
    assert_eq!(row("eps").nudged(1e-8, false), 5e-9);
    assert_eq!(rate.nudged(1.5e308, true), 1.5e308);
    assert_eq!(row("eps").nudged(5e-324, false), 5e-324);
}

#[test]
fn steps_do_not_pile_up_rounding_errors() {
    let margin = row("margin");
    let mut x = 0.0;
    for hundredths in (5..=500).step_by(5) {
        x = margin.nudged(x, true);
        assert_eq!(x, f64::from(hundredths) / 100.0);
    }
    assert_eq!(margin.nudged(0.02, false), 0.0);
    assert!(margin.nudged(0.05, false).is_sign_positive());
    assert_eq!(row("momentum").nudged(0.95, true), 0.95);
    assert_eq!(row("beta2").nudged(0.999, false), 0.998);
    assert_eq!(row("nesterov").nudged(0.0, true), 1.0);
    assert_eq!(row("nesterov").nudged(1.0, true), 0.0);
}

#[test]
fn no_number_of_nudges_leaves_the_bounds() {
    for row in HYPERPARAMETERS {
        for up in [true, false] {
            let mut x = (row.get)(&Hyperparameters::default());
            for _ in 0..3000 {
                x = row.nudged(x, up);
                assert_eq!(row.check(x), Ok(()), "{}", row.name);
            }
        }
        assert_eq!(row.nudge == Nudge::Toggle, row.domain == Domain::Flag);
    }
}

#[test]
fn text_is_read_as_a_number_or_a_switch() {
    assert_eq!(row("lr").parse(" 1e-3 "), Ok(0.001));
    assert_eq!(row("nesterov").parse("on"), Ok(1.0));
    assert_eq!(row("nesterov").parse("true"), Ok(1.0));
    assert_eq!(row("nesterov").parse("off"), Ok(0.0));
    assert_eq!(row("nesterov").parse("false"), Ok(0.0));
    assert_eq!(row("nesterov").parse("1"), Ok(1.0));
    for (name, text, reason) in [
        ("lr", "fast", "learning_rate must be a finite number of at least 0, not \"fast\""),
        ("lr", "on", "learning_rate must be a finite number of at least 0, not \"on\""),
        ("lr", "−1", "learning_rate must be a finite number of at least 0, not -1"),
        ("lr", "nan", "learning_rate must be a finite number of at least 0, not NaN"),
        ("nesterov", "2", "nesterov must be on or off, not 2"),
        ("nesterov", "maybe", "nesterov must be on or off, not \"maybe\""),
    ] {
        assert_eq!(row(name).parse(text).unwrap_err(), reason);
    }
}

#[test]
fn a_network_has_the_rows_of_its_optimizer_its_loss_and_the_penalties() {
    let names = |optimizer, loss| {
        let optimizer = Optimizer::find(optimizer).unwrap();
        used_by(optimizer, loss).map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(names("playground", None), ["learning_rate", "l1", "l2"]);
    assert_eq!(
        names("sgd", Some("margin")),
        [
            "learning_rate",
            "momentum",
            "dampening",
            "nesterov",
            "weight_decay",
            "l1",
            "l2",
            "margin"
        ]
    );
    assert_eq!(
        names("adagrad", Some("huber_delta")),
        ["learning_rate", "eps", "lr_decay", "l1", "l2", "huber_delta"]
    );
}
