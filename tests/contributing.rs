//! The example of CONTRIBUTING.md, an activation as a patch, fits the sources as they are.
#![expect(clippy::unwrap_used, reason = "what cannot be read or copied is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const PATCH: &str = "tests/patches/add-activation.patch";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files on one side of a patch: `--- a/` before it, `+++ b/` after it.
fn files(patch: &str, side: &str) -> BTreeSet<String> {
    patch.lines().filter_map(|line| Some(line.strip_prefix(side)?.to_owned())).collect()
}

/// Copies of the files that a patch changes, changed; `None` where there is no git.
fn patched(patch: &str) -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    for file in files(patch, "--- a/") {
        let copy = folder.path().join(&file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(root().join(&file), copy).unwrap();
    }
    let mut git = Command::new("git");
    git.current_dir(&folder).env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap());
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let Ok(output) = git.args(["apply", "--verbose"]).arg(root().join(PATCH)).output() else {
        eprintln!("SKIPPED: there is no git, so that {PATCH} is NOT APPLIED");
        return None;
    };
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{PATCH} has to be made anew: {complaint}");
    Some(folder)
}

#[test]
fn the_patch_that_adds_an_activation_applies() {
    let patch = fs::read_to_string(root().join(PATCH)).unwrap();
    let Some(folder) = patched(&patch) else { return };
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let changed = files(&patch, "+++ b/");
    let added: Vec<_> = changed.iter().filter(|file| !root().join(file).exists()).collect();
    assert_eq!(added, ["src/math/activation/log_sigmoid.rs"]);
    assert!(read(added[0]).contains("name: \"log_sigmoid\""));
    assert!(read("src/math/activation/mod.rs").contains("    &log_sigmoid::LOG_SIGMOID,\n"));
    assert!(read("README.md").contains("\n| `log_sigmoid` | "));
    let cases: serde_json::Value =
        serde_json::from_str(&read("tests/cases/tables_activations.json")).unwrap();
    let rows = cases["rows"].as_array().unwrap();
    assert!(rows.iter().filter(|row| row["activation"] == "log_sigmoid").count() >= 5);
}

#[test]
fn contributing_names_every_file_of_the_patch() {
    let text = fs::read_to_string(root().join(".github/CONTRIBUTING.md")).unwrap();
    let patch = fs::read_to_string(root().join(PATCH)).unwrap();
    assert!(text.contains(PATCH));
    for file in files(&patch, "+++ b/") {
        assert!(text.contains(&file), "CONTRIBUTING.md does not name {file}");
    }
}
