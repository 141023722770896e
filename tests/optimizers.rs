//! The optimizers replayed on the reference cases: recorded gradients in, parameters and states out.
#![expect(clippy::unwrap_used, reason = "a case that cannot be read fails the test")]

use std::collections::BTreeMap;

use chainrule::math::hyperparameter::Hyperparameter;
use chainrule::math::hyperparameter::Hyperparameters;
use chainrule::math::optimizer::Inputs;
use chainrule::math::optimizer::MOST_STATES;
use chainrule::math::optimizer::Moment;
use chainrule::math::optimizer::Optimizer;
use serde_json::Value;

/// Every number of a nested array, row by row.
fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        number => vec![number.as_f64().expect("a number")],
    }
}

fn assert_close(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (x, y) in found.iter().zip(expected) {
        assert!((x - y).abs() <= 1e-13 + 1e-11 * y.abs(), "{what}: {x}, expected {y}");
    }
}

/// The optimizer of a case and its settings.
fn settings(case: &Value) -> (&'static Optimizer, Hyperparameters) {
    let given = case["optimizer"].as_object().unwrap();
    let optimizer = Optimizer::find(given["name"].as_str().unwrap()).unwrap();
    let mut hyper = Hyperparameters::default();
    optimizer.set_defaults(&mut hyper);
    for (name, value) in given.iter().filter(|(name, _)| *name != "name") {
        let row = Hyperparameter::find(name).unwrap();
        (row.set)(&mut hyper, value.as_f64().unwrap());
    }
    assert_eq!((optimizer.refuse)(&hyper), None);
    (optimizer, hyper)
}

/// Replays one parameter (`W2` = layer 2's weights) and returns how many updates were compared.
fn replay(case: &Value, kind: &str, layer: usize) -> usize {
    let (optimizer, hyper) = settings(case);
    let lines = (optimizer.lines)(&hyper);
    let name = format!("{kind}{}", layer + 1);
    let mut parameter = flat(&case["init"][kind][layer]);
    let mut before: [Vec<f64>; MOST_STATES] = [(); 3].map(|()| vec![0.0; parameter.len()]);
    let steps = case["expected"].as_array().unwrap();
    for (t, step) in (1..).zip(steps) {
        let gradient = flat(&step[format!("grad_{kind}")][layer]);
        let mut after: [Vec<f64>; MOST_STATES] = Default::default();
        let mut out = vec![f64::NAN; parameter.len()];
        for (slot, line) in lines.iter().enumerate() {
            let inputs = Inputs {
                parameter: &parameter,
                gradient: &gradient,
                before: before.each_ref().map(Vec::as_slice),
                after: after.each_ref().map(Vec::as_slice),
                hyper: &hyper,
                moment: Moment { t, weight: kind == "W", summed: None },
            };
            (line.evaluate)(&inputs, &mut out);
            if slot + 1 < lines.len() {
                let expected = &step["optimizer_state_after"][&name][line.name];
                assert_close(&out, &flat(expected), &format!("{name} {} at {t}", line.name));
                after[slot].clone_from(&out);
            }
        }
        assert_close(&out, &flat(&step[format!("{kind}_after")][layer]), &format!("{name} at {t}"));
        (before, parameter) = (after, out);
    }
    steps.len()
}

#[test]
fn every_optimizer_case_is_reproduced_update_by_update() {
    let mut replayed = BTreeMap::new();
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if !["60_", "53_", "88_"].iter().any(|prefix| file.starts_with(prefix)) {
            continue;
        }
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let frozen = case["frozen"].to_string();
        let mut updates = 0;
        for layer in 0..2 {
            for kind in ["W", "b"] {
                if !frozen.contains(&format!("\"{kind}{}\"", layer + 1)) {
                    updates += replay(&case, kind, layer);
                }
            }
        }
        replayed.insert(file, updates);
    }
    // Four parameters (two where a layer is frozen) times the case's iterations.
    let expected = [
        ("53_playground_l1_clip", 16),
        ("60_optimizer_adam", 20),
        ("60_optimizer_rmsprop", 20),
        ("60_optimizer_sgd", 20),
        ("60_optimizer_sgd_momentum", 20),
        ("88_frozen_first_layer", 6),
    ];
    let expected = expected.map(|(file, updates)| (file.to_owned(), updates));
    assert_eq!(replayed, BTreeMap::from(expected));
}
