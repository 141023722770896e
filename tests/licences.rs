//! Every package that the lock file names: its licence is one that `.deny.toml` allows, and it
//! does not ask for a newer Rust than this one does.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// The system whose dependencies the README counts.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// What cargo says without the network; `None` where a package was never fetched.
fn cargo(arguments: &[&str]) -> Option<String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    let command = command.current_dir(HERE).args(arguments).args(["--locked", "--offline"]);
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    let absent = complaint.contains("--offline was specified");
    assert!(output.status.success() || absent, "{complaint}");
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The packages of every system, else those of one.
fn packages() -> Option<Vec<Value>> {
    let arguments = ["metadata", "--format-version", "1", "--all-features"];
    let one = ["--filter-platform", SYSTEM];
    let text = cargo(&arguments).or_else(|| {
        eprintln!("SKIPPED: packages of other systems were not fetched and are NOT CHECKED");
        cargo(&[&arguments[..], &one].concat())
    })?;
    let metadata: Value = serde_json::from_str(&text).unwrap();
    Some(metadata["packages"].as_array().unwrap().clone())
}

fn told_to_fetch<T>(found: Option<T>) -> Option<T> {
    if found.is_none() {
        eprintln!("SKIPPED: dependencies are NOT CHECKED before cargo fetch has run");
    }
    found
}

/// The licences that `.deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new(HERE).join(".deny.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let list = table["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Whether an expression of SPDX can be met. The old `MIT/Apache-2.0` means "or".
fn may_be_used(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().collect::<Vec<_>>();
    words.reverse();
    let met = either(&mut words, allowed);
    assert!(words.is_empty(), "{expression} cannot be read");
    met
}

fn either(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    let mut met = both(words, allowed);
    while words.pop_if(|word| *word == "OR").is_some() {
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    let mut met = one(words, allowed);
    while words.pop_if(|word| *word == "AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

/// A licence, with its exception, or what stands in parentheses.
fn one(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    match words.pop() {
        Some("(") => {
            let met = either(words, allowed);
            assert_eq!(words.pop(), Some(")"));
            met
        }
        Some(name) if words.pop_if(|word| *word == "WITH").is_some() => {
            let with = format!("{name} WITH {}", words.pop().unwrap());
            allowed.contains(&with)
        }
        name => allowed.contains(name.unwrap()),
    }
}

#[test]
fn expressions_of_licences_are_understood() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT/Apache-2.0", true),
        ("Apache-2.0 OR Zlib", true),
        ("MIT AND Zlib", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("GPL-3.0 OR MIT AND Zlib", true),
        ("(MIT OR Zlib) AND Unicode-3.0", false),
        ("MIT WITH LLVM-exception", false),
        ("GPL-3.0 WITH X OR Zlib", true),
    ] {
        assert_eq!(may_be_used(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_package_has_a_licence_that_is_allowed_and_none_is_allowed_in_vain() {
    let Some(packages) = told_to_fetch(packages()) else { return };
    let allowed = allowed();
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none").to_owned();
    let outside = |package: &&Value| !may_be_used(&licence(package), &allowed);
    let refused = packages.iter().filter(outside);
    let refused: Vec<_> = refused.map(|it| format!("{}: {}", it["name"], licence(it))).collect();
    assert!(refused.is_empty(), "{refused:?}");
    for name in &allowed {
        let mut fewer = allowed.clone();
        fewer.remove(name);
        let needed = packages.iter().any(|it| !may_be_used(&licence(it), &fewer));
        let named = packages.iter().any(|it| licence(it).contains(name.as_str()));
        assert!(needed || named, "{name} is allowed and nothing has it");
    }
}

#[test]
fn no_package_asks_for_a_newer_rust_than_this_one() {
    let Some(packages) = told_to_fetch(packages()) else { return };
    let version = |text: &str| -> Vec<u64> {
        text.split('.').map(|part| part.parse().unwrap()).chain([0]).take(3).collect()
    };
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let asking = packages.iter().filter_map(|it| Some((&it["name"], it["rust_version"].as_str()?)));
    let asking: Vec<_> = asking.collect();
    assert!(asking.len() > 50, "{asking:?}");
    let newer: Vec<_> = asking.iter().filter(|(_, theirs)| version(theirs) > ours).collect();
    assert!(newer.is_empty(), "{newer:?}");
}

#[test]
fn the_readme_says_how_many_packages_are_built() {
    let arguments = ["tree", "--edges", "normal", "--prefix", "none", "--target", SYSTEM];
    let Some(tree) = told_to_fetch(cargo(&arguments)) else { return };
    let names: BTreeSet<_> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let said = format!("{} packages", names.len() - 1);
    let readme = std::fs::read_to_string(Path::new(HERE).join("README.md")).unwrap();
    assert!(readme.contains(&said), "README.md does not say \"{said}\"");
}
