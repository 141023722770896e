//! The program itself, run as a person or a script would run it.
#![allow(dead_code, reason = "each test uses some of it")]
#![expect(clippy::unwrap_used, reason = "a run that fails ends the test")]

use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;

/// What a run of `chainrule` with these arguments gives.
pub(crate) fn chainrule<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Output {
    assert_cmd::Command::cargo_bin("chainrule").unwrap().args(arguments).output().unwrap()
}

/// What it prints, if it succeeds.
pub(crate) fn printed<S: AsRef<std::ffi::OsStr> + std::fmt::Debug>(arguments: &[S]) -> String {
    let output = chainrule(arguments);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaint.is_empty(), "{arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// `trace` as JSON, read again, of a lesson file's text; `more` are further arguments.
pub(crate) fn trace(lesson: &str, more: &[&str]) -> Value {
    let directory = tempfile::tempdir().unwrap();
    let path = file(&directory, lesson);
    let arguments = ["trace", path.to_str().unwrap(), "--format", "json"];
    let text = printed(&[&arguments[..], more].concat());
    serde_json::from_str(&text).unwrap()
}

/// A lesson's text as a file.
pub(crate) fn file(directory: &tempfile::TempDir, lesson: &str) -> PathBuf {
    let path = directory.path().join("lesson.toml");
    std::fs::write(&path, lesson).unwrap();
    path
}

/// The rows of a quantity of an iteration (both counted from 1 on screen, iterations from 0 here).
pub(crate) fn quantity<'a>(trace: &'a Value, iteration: usize, name: &str) -> &'a Value {
    let quantities = trace["iterations"][iteration]["quantities"].as_array().unwrap();
    let found = quantities.iter().find(|quantity| quantity["name"] == name);
    &found.unwrap_or_else(|| panic!("no {name} in iteration {iteration}"))["value"]
}

/// Every number of a (nested) list; the strings for numbers that are not finite count as such.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(entries) => entries.iter().flat_map(numbers).collect(),
        Value::String(text) => vec![text.parse().unwrap()],
        number => vec![number.as_f64().unwrap()],
    }
}
