//! The command line: exit codes, complaints of one line, files that appear whole or not at all,
//! the loss curve and the gradient check.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "common/binary.rs"]
mod binary;
mod common;

use std::fs;

use binary::{chainrule, file, numbers, printed};
use chainrule::lesson::LESSONS;

/// Three examples of y = w·x, two rows an iteration.
const LINE: &str = r#"
[network]
inputs = 1
layers = [{ units = 1, activation = "identity", bias = false }]
[init]
weights = [[[0.5]]]
biases = [[]]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 0.125
[data]
x = [[1], [2], [-1]]
y = [[1], [1], [3]]
batch = 2
"#;

/// The rows of a curve: iteration, epoch and loss.
fn curve(arguments: &[&str]) -> Vec<(u64, u64, f64)> {
    let text = printed(&[&["train"], arguments].concat());
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("iteration,epoch,loss,test_loss"));
    lines
        .map(|line| {
            let fields: Vec<_> = line.split(',').collect();
            assert_eq!((fields.len(), fields[3]), (4, ""), "{line}");
            (fields[0].parse().unwrap(), fields[1].parse().unwrap(), fields[2].parse().unwrap())
        })
        .collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-10 * b.abs()
}

/// Each of these command lines is refused in one line with these words.
fn assert_refused(table: &[(&[&str], &[&str])]) {
    for (arguments, words) in table {
        let output = chainrule(arguments);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaint}");
        assert_eq!(complaint.lines().count(), 1, "{arguments:?}: {complaint}");
        assert!(complaint.starts_with("chainrule: "), "{arguments:?}: {complaint}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        for word in *words {
            assert!(complaint.contains(word), "{arguments:?}: no {word} in {complaint}");
        }
    }
}

#[test]
fn a_misspelt_option_or_a_folder_that_is_not_there_is_named() {
    assert_refused(&[
        (&["gradcheck", "xor", "--iteration", "2"], &["'--iteration'", "--iterations?"]),
        (&["xor", "--them", "light"], &["'--them'", "did you mean --theme?"]),
        (&["xor", "--theme", "ligth"], &["'ligth'", "light", "mono"]),
        (
            &["trace", "--output", "/nowhere/at/all"],
            &["/nowhere/at/all", "its folder is not there"],
        ),
    ]);
}

#[test]
fn what_cannot_be_used_is_refused_in_one_line_that_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let broken = directory.path().join("broken.toml");
    fs::write(&broken, "[network]\ninputs = 2\nlayers = [{ units = 1, activation = \"rellu\" }]\n")
        .unwrap();
    let bytes = directory.path().join("bytes.toml");
    fs::write(&bytes, b"title = 1\n\xff").unwrap();
    let (broken, bytes) = (broken.to_str().unwrap(), bytes.to_str().unwrap());
    let table: &[(&[&str], &[&str])] = &[
        (&["trace", "papr"], &["\"papr\"", "\"paper\"", "xor"]),
        (&["trase", "paper"], &["\"trase\"", "\"trace\"", "gradcheck", "xor"]),
        (&["trase"], &["\"trase\"", "\"trace\""]),
        (&["trace", "nowhere.toml"], &["nowhere.toml"]),
        (&["trace", "/"], &["/: cannot be read"]),
        (&["trace", broken], &["broken.toml:3", "\"rellu\"", "\"relu\"", "softmax"]),
        (&["trace", bytes], &["bytes.toml:2", "UTF-8"]),
        (&["trace", "--only", "S1,delt1"], &["\"delt1\"", "did you mean \"delta1\"", "W1_next"]),
        (&["trace", "--only", "W1_before"], &["\"W1_before\""]),
        (&["trace", "--from", "4"], &["--from 4", "3"]),
        (&["trace", "--from", "0"], &["--from", "at least 1"]),
        (&["trace", "--iterations", "0"], &["--iterations", "at least 1"]),
        (&["trace", "--iterations", "x"], &["--iterations", "at least 1"]),
        (&["trace", "--format", "xml"], &["'xml'", "text", "json"]),
        (&["trace", "--decimals", "70000"], &["70000"]),
        (&["trace", "--decimals", "2", "--exact"], &["--decimals", "--exact"]),
        (&["trace", "--decimals", "2", "--format", "json"], &["json", "exactly"]),
        (&["trace", "--force"], &["--output"]),
        (&["train", "xor"], &["--iterations", "--epochs"]),
        (&["train", "xor", "--iterations", "3", "--epochs", "3"], &["--iterations", "--epochs"]),
        (&["train", "xor", "-n", "3", "--every", "0"], &["--every", "at least 1"]),
        (&["train", "xor", "-n", "3", "--set", "margin=1"], &["\"margin\"", "learning_rate"]),
        (&["train", "xor", "-n", "3", "--set", "lr"], &["NAME=VALUE"]),
        (&["train", "xor", "-n", "3", "--set", "lr=fast"], &["learning_rate", "\"fast\""]),
        (&["train", "xor", "-n", "3", "--set", "momentum=1"], &["momentum", "below 1"]),
        (&["train", "xor", "-n", "3", "--set", "nesterov=on"], &["nesterov", "momentum"]),
        (&["gradcheck", "xor", "extra"], &["'extra'"]),
    ];
    assert_refused(table);
}

#[test]
fn help_and_the_list_name_every_lesson() {
    for text in [printed(&["--help"]), printed(&["lessons"])] {
        for lesson in LESSONS.iter().map(|row| row.name) {
            let lines = text.lines().filter(|line| line.trim().starts_with(&format!("{lesson} ")));
            assert_eq!(lines.count(), 1, "{lesson} in\n{text}");
        }
    }
    assert_eq!(printed(&["lessons"]).lines().count(), LESSONS.len());
    for command in ["play", "lessons", "trace", "train", "gradcheck", "render"] {
        assert!(printed(&["--help"]).contains(&format!("\n  {command} ")), "{command}");
        assert!(printed(&[command, "--help"]).contains("Usage: chainrule"), "{command}");
    }
}

#[test]
fn a_file_is_written_whole_and_never_replaced_unasked() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("trace.json");
    let name = path.to_str().unwrap();
    let arguments = ["trace", "--format", "json", "--output", name];
    let expected = printed(&arguments[..3]);
    assert_eq!(printed(&arguments), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);

    fs::write(&path, "mine").unwrap();
    let refused = chainrule(&arguments);
    let complaint = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint.contains(name) && complaint.contains("--force"), "{complaint}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");

    printed(&[&arguments[..], &["--force"]].concat());
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);

    let missing = directory.path().join("nowhere").join("file");
    let failed = chainrule(&["trace", "--output", missing.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(2));
    let onto = chainrule(&["trace", "--force", "--output", directory.path().to_str().unwrap()]);
    assert_eq!(onto.status.code(), Some(2));
    let left: Vec<_> = fs::read_dir(&directory).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(left, ["trace.json"], "something was left behind");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_of_any_other_and_a_replaced_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let other = directory.path().join("other");
    fs::write(&other, "").unwrap();
    let path = directory.path().join("curve.csv");
    let arguments = ["train", "xor", "-n", "1", "--force", "--output", path.to_str().unwrap()];
    printed(&arguments);
    assert_eq!(mode(&path), mode(&other));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = directory.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    printed(&[&arguments[..6], &[link.to_str().unwrap()]].concat());
    assert_eq!(mode(&path), 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn the_curve_of_a_long_run_passes_through_the_cases_checkpoints() {
    let directory = tempfile::tempdir().unwrap();
    for (name, case) in common::cases() {
        let path = file(&directory, &common::case_to_toml(&case));
        let path = path.to_str().unwrap();
        for checkpoint in case["checkpoints"].as_array().into_iter().flatten() {
            let updates = checkpoint["after_updates"].as_u64().unwrap();
            let rows = curve(&[path, "--iterations", &updates.to_string(), "--every", "500"]);
            let iterations: Vec<_> = rows.iter().map(|row| row.0).collect();
            let expected: Vec<_> = (0..=updates / 500).map(|i| i * 500).collect();
            assert_eq!(iterations, expected, "{name}");
            let (_, epoch, loss) = rows[rows.len() - 1];
            assert_eq!(epoch, updates, "{name}: every iteration sees all rows");
            assert!(close(loss, checkpoint["loss"].as_f64().unwrap()), "{name}: {loss}");
        }
    }
}

#[test]
fn the_curve_leaves_the_penalty_out() {
    let directory = tempfile::tempdir().unwrap();
    let mut penalised = 0;
    for (name, case) in common::cases() {
        let expected = case["expected"].as_array().unwrap();
        let path = file(&directory, &common::case_to_toml(&case));
        let rows = curve(&[path.to_str().unwrap(), "--iterations", &expected.len().to_string()]);
        assert_eq!(rows.len(), expected.len() + 1, "{name}");
        for (row, expected) in rows.iter().zip(expected) {
            let key = if expected["data_loss"].is_null() { "loss" } else { "data_loss" };
            penalised += usize::from(key == "data_loss");
            let theirs = numbers(&expected[key])[0];
            assert!(row.2 == theirs || close(row.2, theirs), "{name}: {row:?}, not {theirs}");
        }
    }
    assert!(penalised > 0, "no case has a penalty");
}

#[test]
fn rows_come_every_so_many_iterations_or_epochs_and_at_the_end() {
    let directory = tempfile::tempdir().unwrap();
    let path = file(&directory, LINE);
    let places = |more: &[&str]| -> Vec<(u64, u64)> {
        let rows = curve(&[&[path.to_str().unwrap()], more].concat());
        rows.into_iter().map(|(iteration, epoch, _)| (iteration, epoch)).collect()
    };
    assert_eq!(places(&["-n", "3"]), [(0, 0), (1, 0), (2, 1), (3, 1)]);
    assert_eq!(places(&["-n", "5", "--every", "2"]), [(0, 0), (2, 1), (4, 2), (5, 2)]);
    assert_eq!(places(&["--epochs", "3"]), [(0, 0), (2, 1), (4, 2), (6, 3)]);
    assert_eq!(places(&["--epochs", "3", "--every", "2"]), [(0, 0), (4, 2), (6, 3)]);
    assert_eq!(places(&["-n", "1", "--every", "9"]), [(0, 0), (1, 0)]);
}

#[test]
fn the_curve_of_batches_is_that_of_all_rows() {
    let directory = tempfile::tempdir().unwrap();
    let path = file(&directory, LINE);
    // w = 0.5; rows 1, 2: w − ⅛((w − 1) + 2(2w − 1)) = 0.5625; row 3: w + ⅛(−w − 3) = 0.1171875.
    let weights = [0.5, 0.5625, 0.117_187_5];
    let loss = |w: f64| {
        let errors = [(1.0, 1.0), (2.0, 1.0), (-1.0, 3.0)].map(|(x, y)| w * x - y);
        errors.map(|e| 0.5 * e * e).iter().sum::<f64>()
    };
    let rows = curve(&[path.to_str().unwrap(), "-n", "2"]);
    assert_eq!(rows.iter().map(|row| row.2).collect::<Vec<_>>(), weights.map(loss));
}

#[test]
fn setting_a_hyperparameter_is_writing_it_into_the_lesson() {
    let directory = tempfile::tempdir().unwrap();
    let changed = LINE.replace("learning_rate = 0.125", "learning_rate = 0.03\nmomentum = 0.5");
    let changed = printed(&["train", file(&directory, &changed).to_str().unwrap(), "-n", "7"]);
    let path = file(&directory, LINE);
    let path = path.to_str().unwrap();
    let set = ["--set", "lr=1", "--set", "momentum=0.5", "--set", "learning_rate=0.03"];
    assert_eq!(printed(&[&["train", path, "-n", "7"], &set[..]].concat()), changed);
    assert_ne!(printed(&["train", path, "-n", "7"]), changed);
}

#[test]
fn the_gradients_of_every_lesson_pass_the_check() {
    for lesson in LESSONS.iter().map(|row| row.name) {
        let text = printed(&["gradcheck", lesson, "--iterations", "3"]);
        assert_eq!(text.matches("iteration ").count(), 3, "{text}");
    }
    let text = printed(&["gradcheck", "paper"]);
    assert!(text.lines().any(|line| line.trim().starts_with("W1 ") && line.contains(" 6 ")));
}

#[test]
fn a_kink_is_skipped_and_named() {
    let directory = tempfile::tempdir().unwrap();
    let (_, case) = common::cases().into_iter().find(|(name, _)| name.starts_with("24_")).unwrap();
    let path = file(&directory, &common::case_to_toml(&case));
    let text = printed(&["gradcheck", path.to_str().unwrap()]);
    assert!(text.contains("at the kink of hinge_softmax"), "{text}");
}

#[test]
fn a_disagreement_is_the_answer_no_and_names_the_worst_element() {
    // h = 1e-6 moves the argument of the sine by radians, so the differences are no derivatives.
    let lesson = LINE.replace("identity", "sin").replace("inputs = 1", "inputs = 4");
    let lesson = lesson.replace("[[0.5]]]", "[[0.5], [0.25], [0.1], [0.3]]]");
    let lesson = lesson.replace("x = [[1], [2], [-1]]", "x = [[1, 1e6, 4e6, 2e6]]");
    let lesson = lesson.replace("y = [[1], [1], [3]]\nbatch = 2", "y = [[0]]");
    let directory = tempfile::tempdir().unwrap();
    let output = chainrule(&["gradcheck", file(&directory, &lesson).to_str().unwrap()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(output.stderr.is_empty());
    let named =
        text.lines().last().unwrap().strip_prefix("disagreement: iteration 1, dW1[").unwrap();
    let (place, both) = named.split_once(",1]: gradient ").unwrap();
    let (gradient, difference) = both.split_once(", difference of losses ").unwrap();
    let trace = binary::trace(&lesson, &["--iterations", "1", "--only", "dW1"]);
    let row = place.parse::<usize>().unwrap() - 1;
    let gradient: f64 = gradient.parse().unwrap();
    assert_eq!(gradient, numbers(binary::quantity(&trace, 0, "dW1"))[row]);
    let difference: f64 = difference.parse().unwrap();
    let error = (gradient - difference).abs() / gradient.abs().max(1.0);
    let line = text.lines().find(|line| line.trim().starts_with("W1 ")).unwrap();
    assert!(line.contains(&format!(" {error:.1e} ")), "{error} is not the worst of {line}");
}

#[test]
fn a_mistake_or_rounding_can_be_trained_traced_and_checked() {
    // The loss of iteration 2 with the derivative of the input in its place: see the lesson.
    let rows = curve(&["weight-change", "-n", "1", "--bug", "fprime-not-activation"]);
    assert!((rows[1].2 - 1.882_200).abs() < 1e-6, "{rows:?}");
    let traced = printed(&["trace", "weight-change", "-n", "2", "--bug", "fprime-not-activation"]);
    assert!(traced.contains("0.86991") && traced.contains("identity′(X)ᵀ · δ"), "{traced}");
    let output = chainrule(&["gradcheck", "paper", "--bug", "forgot-fprime"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(chainrule(&["gradcheck", "paper", "--round", "4 decimals"]).status.code(), Some(0));
    let rounded =
        printed(&["trace", "paper", "-n", "1", "--only", "delta1", "--round", "2 decimals"]);
    // 0.095311 in exact numbers.
    assert!(rounded.contains(" 0.1 ") || rounded.contains(" 0.10 "), "{rounded}");
    assert_refused(&[
        (&["trace", "--bug", "forgot"], &["--bug", "unknown mistake", "forgot-activation"]),
        (&["trace", "--bug", "bias-missing"], &["--bug", "cannot be made in this network"]),
        (&["train", "xor", "-n", "1", "--round", "x"], &["--round", "expected 0 to 15 decimals"]),
    ]);
}
