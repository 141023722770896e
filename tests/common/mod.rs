//! What several tests share: the reference cases as lesson files.

use serde_json::Value;

/// Every reference case of `tests/cases`: its name and its fields, in the order of the names.
pub(crate) fn cases() -> Vec<(String, Value)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| !path.file_name().unwrap().to_str().unwrap().starts_with("tables_"))
        .collect();
    paths.sort();
    assert!(paths.len() > 30, "only {} cases were found", paths.len());
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&text).unwrap())
    };
    paths.into_iter().map(read).collect()
}

/// A reference case as a lesson file; `tests/cases/README.md` describes the fields.
pub(crate) fn case_to_toml(case: &Value) -> String {
    let mut text = format!("title = {}\n", toml(&case["name"]));
    text += &format!("iterations = {}\n\n", case["expected"].as_array().map_or(1, Vec::len).max(1));
    text += &network(&case["network"]["layers"]);
    text += &format!("[init]\nweights = {}\n", toml(&case["init"]["W"]));
    let biases = case["init"]["b"].as_array().unwrap();
    let biases: Vec<_> =
        biases.iter().map(|b| if b.is_null() { "[]".to_owned() } else { toml(b) }).collect();
    text += &format!("biases = [{}]\n\n", biases.join(", "));
    text += &format!("[loss]\nname = {}\n", toml(&case["loss"]));
    text += &fields(case, &["reduction", "margin", "huber_delta"]);
    if case["regularizer"].is_object() {
        text += "\n[regularizer]\n";
        text += &fields(&case["regularizer"], &["l1", "l2"]);
    }
    text + &optimizer(case) + &data(&case["data"])
}

fn network(layers: &Value) -> String {
    let layers = layers.as_array().unwrap();
    let mut text = format!("[network]\ninputs = {}\nlayers = [\n", layers[0]["in"]);
    for layer in layers {
        let (units, activation) = (&layer["out"], toml(&layer["activation"]));
        text += &format!("  {{ units = {units}, activation = {activation}");
        for key in ["bias", "alpha"].into_iter().filter(|key| !layer[*key].is_null()) {
            text += &format!(", {key} = {}", toml(&layer[key]));
        }
        text += " },\n";
    }
    text + "]\n\n"
}

fn optimizer(case: &Value) -> String {
    let mut text = "\n[optimizer]\n".to_owned();
    for (key, value) in case["optimizer"].as_object().unwrap() {
        let key = if key == "lr" { "learning_rate" } else { key };
        text += &format!("{key} = {}\n", toml(value));
    }
    text + &fields(case, &["frozen"])
}

/// Targets that are plain numbers are class indices.
fn data(data: &Value) -> String {
    let indices = data["y"][0].is_number();
    let key = if indices { "labels" } else { "y" };
    format!("\n[data]\nx = {}\n{key} = {}\n", toml(&data["x"]), toml(&data["y"]))
        + &fields(data, &["batch", "shuffle_seed"])
}

/// The fields that are there, a line each.
fn fields(table: &Value, keys: &[&str]) -> String {
    let there = keys.iter().filter(|key| !table[**key].is_null());
    there.map(|key| format!("{key} = {}\n", toml(&table[*key]))).collect()
}

/// JSON's numbers, strings, booleans and arrays are TOML's, but for exponents after a bare digit
/// and non-finite numbers, which JSON has as strings.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(entries) => {
            format!("[{}]", entries.iter().map(toml).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) if ["inf", "-inf", "nan"].contains(&text.as_str()) => text.clone(),
        other => other.to_string(),
    }
}
