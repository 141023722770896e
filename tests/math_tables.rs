//! The tables of activations and losses against exact values (60-digit arithmetic, rounded to f64).
#![expect(clippy::unwrap_used, reason = "a case that cannot be read is a failed test")]
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
        // The reference's 60 digits cancel in 1 + tanh u, and it says 0 for what is below 1e-59.
        let floor = if f == 0.0 && s < 0.0 { 1e-59 } else { 1e-300 };
        if (a - f).abs() > (3.2e-15 * f.abs()).max(floor) {
            wrong.push(format!("{name}({s}) = {a:e}, not {f:e}, off {:e}", (a / f - 1.0)));
        }
        let from_output = ["tanh", "sigmoid"].contains(&name);
        if (prime - df).abs() > if from_output { 1e-14 } else { (1e-14 * df.abs()).max(floor) } {
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

#[test]
fn the_negative_tails_of_gelu_keep_their_digits() {
    // 500-digit arithmetic. The rounding of the exponent's argument costs s² · 1e-16.
    let exact = [
        ("gelu", -8.0, -4.976_768_459_417_427e-15, -3.979_607_261_086_796e-14),
        ("gelu", -20.0, -5.507_248_237_212_467e-88, -1.101_436_048_313_346_4e-86),
        ("gelu", -36.0, -1.505_744_663_687_022e-282, -5.420_674_359_367_623e-281),
        ("gelu_tanh", -8.0, -3.107_782_937_501_111_2e-21, -4.714_784_504_106_841_6e-20),
        ("gelu_tanh", -12.0, -1.635_985_449_353_481e-61, -5.290_403_352_522_558e-60),
        ("gelu_tanh", -20.0, -3.375_450_956_310_967_3e-261, -2.942_432_872_494_503e-259),
    ];
    for (name, s, f, df) in exact {
        let rule = Activation::find(name).unwrap().elementwise().unwrap();
        let a = (rule.f)(s, 0.0);
        let prime = (rule.prime)(s, a, 0.0);
        assert!((a / f - 1.0).abs() < 3e-13, "{name}({s}) = {a:e}, not {f:e}");
        assert!((prime / df - 1.0).abs() < 3e-13, "{name}′({s}) = {prime:e}, not {df:e}");
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
            let (value, expected) = ((loss.value.row)(&a, &t, p), number(&row["per_example"][n]));
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
