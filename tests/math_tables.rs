//! The tables of activations and losses against exact values (60-digit arithmetic, rounded to f64).

use chainrule::math::activation::{ACTIVATIONS, Activation};
use chainrule::math::loss::{LOSSES, Loss};
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn number(x: &Value) -> f64 {
    x.as_f64().unwrap_or_else(|| panic!("not a number: {x}"))
}

fn numbers(x: &Value) -> Vec<f64> {
    x.as_array().unwrap().iter().map(number).collect()
}

#[test]
fn every_activation_has_its_exact_values_and_slopes() {
    let rows = rows(include_str!("cases/tables_activations.json"));
    let mut wrong = vec![];
    for row in &rows {
        let name = row["activation"].as_str().unwrap();
        let activation = Activation::find(name).unwrap_or_else(|| panic!("no row {name}"));
        let rule = activation.elementwise().unwrap();
        let alpha = activation.alpha.unwrap_or(0.0);
        let (s, f, df) = (number(&row["s"]), number(&row["f"]), number(&row["df"]));
        let a = (rule.f)(s, alpha);
        let prime = (rule.prime)(s, a, alpha);
        if (a - f).abs() > (3.2e-15 * f.abs()).max(1e-300) {
            wrong.push(format!("{name}({s}) = {a:e}, not {f:e}, off {:e}", (a / f - 1.0)));
        }
        let from_output = ["tanh", "sigmoid"].contains(&name);
        if (prime - df).abs() > if from_output { 1e-14 } else { (1e-14 * df.abs()).max(1e-300) } {
            wrong.push(format!(
                "{name}′({s}) = {prime:e}, not {df:e}, off {:e}",
                (prime / df - 1.0)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for row in ACTIVATIONS.iter().filter(|row| row.elementwise().is_some()) {
        assert!(rows.iter().any(|case| case["activation"] == row.name), "no case for {}", row.name);
    }
}

/// One example's targets as a row: values as they are, a class as a one-hot row.
fn target(t: &Value, outputs: usize) -> Vec<f64> {
    match t.as_u64() {
        Some(y) => (0..outputs as u64).map(|k| f64::from(u8::from(k == y))).collect(),
        None => numbers(t),
    }
}

#[test]
fn every_loss_in_the_reference_table_has_its_exact_values_and_gradients() {
    let rows = rows(include_str!("cases/tables_losses.json"));
    for row in &rows {
        let name = row["loss"].as_str().unwrap();
        let loss = Loss::find(name).unwrap_or_else(|| panic!("no row {name}"));
        let given = loss.parameter.and_then(|(_, default)| {
            let given = row.get("margin").or_else(|| row.get("huber_delta"));
            given.map_or(Some(default), Value::as_f64)
        });
        let p = given.unwrap_or(0.0);
        for (n, a) in row["outputs"].as_array().unwrap().iter().enumerate() {
            let a = numbers(a);
            let t = target(&row["targets"][n], a.len());
            let close = |x: f64, y: f64| (x - y).abs() <= 1e-14 * y.abs().max(1.0);
            let (value, expected) = ((loss.value)(&a, &t, p), number(&row["per_example"][n]));
            assert!(close(value, expected), "{name} example {n}: {value} not {expected}");
            let mut g = vec![7.0; a.len()];
            (loss.slope)(&a, &t, p, &mut g);
            for (&g, expected) in g.iter().zip(numbers(&row["grad_outputs"][n])) {
                assert!(close(g, expected), "{name} example {n}: {g} not {expected}");
            }
        }
    }
    let known = |name: &str| LOSSES.iter().any(|row| row.name == name);
    assert!(rows.len() >= 7 && rows.iter().all(|row| known(row["loss"].as_str().unwrap())));
}
