//! Arrays of other programs as examples and first weights. The files are written by numpy,
//! `PyTorch` and safetensors themselves, as `tests/arrays/make.py` shows.
#![cfg(feature = "npz")]

use std::fs;

use anyhow::Context;
use assert_cmd::Command;
use chainrule::lesson::{Lesson, parse, resolve};

/// A folder with the files beside which a lesson is read.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/arrays");

fn read(text: &str) -> anyhow::Result<Lesson> {
    let fetch = |name: &str| fs::read(format!("{FOLDER}/{name}")).context("cannot be opened");
    parse(&resolve(text, "l.toml", &fetch)?, "l.toml")
}

/// A lesson of these layers, sections and `[data]`.
fn text(layers: &str, sections: &str, data: &str) -> String {
    format!("[network]\ninputs = 2\nlayers = [ {layers} ]\n{sections}\n[data]\n{data}\n")
}

const ONE: &str = "{ units = 1, activation = \"tanh\" }";
const CLASSES: &str = "{ units = 3, activation = \"softmax\", bias = true }";
const TWO: &str = "{ units = 2, activation = \"tanh\", bias = true }, { units = 1, activation = \"identity\", bias = true }";
const ENTROPY: &str = "[loss]\nname = \"cross_entropy\"";
const DRAWN: &str = "[init]\nscheme = \"uniform\"";
const GIVEN: &str = "x = [[0.5, 1]]\ny = [[1]]";

#[test]
fn examples_are_those_that_numpy_saved() {
    let lesson = read(&text(ONE, DRAWN, "npz = \"and.npz\"\nbatch = 2")).unwrap();
    let x = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
    assert_eq!(lesson.setup.data.x, x);
    assert_eq!(lesson.setup.data.y, [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(lesson.setup.batch, 2);
    // Truth values, and float32 with the columns first.
    let two = "{ units = 2, activation = \"tanh\" }";
    let lesson = read(&text(two, DRAWN, "npz = \"true.npz\"")).unwrap();
    assert_eq!(lesson.setup.data.x, x);
    assert_eq!(lesson.setup.data.y, [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
    let lesson = read(&text(ONE, DRAWN, "npz = \"and.npz\"\ntrain_share = 0.75")).unwrap();
    assert_eq!((lesson.setup.data.rows, lesson.setup.test.unwrap().rows), (3, 1));
}

#[test]
fn weights_beside_the_examples_are_the_first_unless_the_lesson_has_its_own() {
    let lesson = read(&text(CLASSES, ENTROPY, "npz = \"mixed.npz\"")).unwrap();
    assert_eq!(lesson.setup.data.x, [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0]);
    let labels = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0];
    assert_eq!(lesson.setup.data.y, labels);
    let saved = [vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], vec![7.0, 8.0, 9.0]];
    assert_eq!(lesson.setup.parameters, saved);
    let own = format!("{ENTROPY}\n[init]\nscheme = \"zeros\"");
    let lesson = read(&text(CLASSES, &own, "npz = \"mixed.npz\"")).unwrap();
    assert_eq!(lesson.setup.parameters[0], [0.0; 6]);
}

#[test]
fn weights_are_turned_as_their_names_say() {
    let from = |file: &str| {
        let init = format!("[init]\nweights_from = \"{file}\"");
        read(&text(TWO, &init, GIVEN)).unwrap().setup.parameters
    };
    // PyTorch's are units × inputs: [[1, 2], [3, 4]] is turned.
    let (b1, w2, tenth) = (vec![5.0, 6.0], vec![7.0, 8.0], f64::from(0.1f32));
    let turned = [vec![1.0, 3.0, 2.0, 4.0], b1.clone(), w2.clone(), vec![tenth]];
    assert_eq!(from("state.safetensors"), turned);
    assert_eq!(from("state.npz"), turned);
    // W1 is inputs × units; of W2, 1×2, only the turned one fits.
    assert_eq!(from("named.safetensors"), [vec![1.0, 2.0, 3.0, 4.0], b1, w2, vec![0.1]]);
}

#[test]
fn what_nobody_asks_for_may_be_anything_and_half_precision_is_read() {
    let lesson = read(&text(ONE, DRAWN, "npz = \"beside.npz\"")).unwrap();
    // A third has 11 digits: 1365 · 2⁻¹².
    let third = 1365.0 / 4096.0;
    assert_eq!(lesson.setup.data.x, [0.0, 0.0, 0.0, third, third, 0.0, third, third]);
    assert_eq!(lesson.setup.data.y, [0.0, -2.0, 65504.0, 1.0]);
}

#[test]
fn what_does_not_fit_is_refused_with_the_file_and_the_array() {
    let layer = |units| format!("{{ units = {units}, activation = \"tanh\" }}");
    let data = |file: &str| format!("npz = \"{file}\"");
    let weights = |file: &str| format!("[init]\nweights_from = \"{file}\"");
    for (lesson, expected) in [
        (text(&layer(2), DRAWN, &data("and.npz")), "and.npz: y is an array of 4, expected 4×2"),
        (text(ONE, DRAWN, &data("short.npz")), "short.npz: y is 3×1, expected 4×1"),
        (text(ONE, DRAWN, &data("nan.npz")), "nan.npz: x, row 3: is NaN, expected a finite number"),
        (text(ONE, DRAWN, &data("words.npz")), "words.npz: x: holds \"<U1\"; expected numbers"),
        (
            text(ONE, DRAWN, &data("many.npz")),
            "many.npz: x: has 4000001 numbers; at most 4000000 are read",
        ),
        (
            text(ONE, DRAWN, &data("state.npz")),
            "state.npz: has no x, the inputs; its arrays: 0.weight",
        ),
        (text(ONE, DRAWN, &data("none.npz")), "l.toml:7: none.npz: cannot be opened"),
        (text(ONE, DRAWN, &data("make.py")), "make.py: is neither npz nor safetensors"),
        (
            text(ONE, DRAWN, "npz = \"and.npz\"\ny = [[1]]"),
            "l.toml:8: unknown key `y` in [data]; expected one of npz, train_share",
        ),
        (text(CLASSES, "", &data("and.npz")), "and.npz: y is an array of 4, expected 4×3"),
        (text(ONE, "", &data("and.npz")), "missing [init]"),
        (
            text(&CLASSES.replace('3', "2"), ENTROPY, &data("mixed.npz")),
            "mixed.npz: labels, row 3: is 2, expected a class from 0 to 1",
        ),
        (
            text(&layer(3), &weights("state.npz"), GIVEN),
            "state.npz: has no W1, and 2 matrices ending in .weight, expected 1 (layers)",
        ),
        (
            text(&format!("{}, {ONE}", layer(3)), &weights("state.npz"), GIVEN),
            "state.npz: 0.weight is 2×2, expected 3×2 (units × inputs, layer 1)",
        ),
        (
            text(&format!("{}, {ONE}", layer(2)), &weights("named.safetensors"), GIVEN),
            "named.safetensors: b1 is there, but layer 1 of the lesson has no bias = true",
        ),
        (
            text(ONE, &format!("{}\nseed = 1", weights("state.npz")), GIVEN),
            "l.toml:6: unknown key `seed` in [init]",
        ),
    ] {
        let error = read(&lesson).unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains('\n'), "{expected}\n{error}");
    }
}

#[test]
fn a_file_that_was_cut_or_changed_is_refused_and_nothing_panics() {
    for name in ["and.npz", "mixed.npz", "state.safetensors"] {
        let whole = fs::read(format!("{FOLDER}/{name}")).unwrap();
        let lesson = if name.starts_with("state") {
            text(TWO, &format!("[init]\nweights_from = \"{name}\""), GIVEN)
        } else {
            text(
                if name == "and.npz" { ONE } else { CLASSES },
                ENTROPY,
                &format!("npz = \"{name}\""),
            )
        };
        let lesson = if name == "and.npz" { lesson.replace(ENTROPY, DRAWN) } else { lesson };
        let read = |bytes: &[u8]| resolve(&lesson, "l.toml", &|_| Ok(bytes.to_vec())).map(|_| ());
        read(&whole).unwrap();
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{name} cut at {end}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let _ = read(&changed);
        }
        // A number that changed on the way differs from the sum that the zip has of it.
        if let Some(array) = whole.windows(6).position(|six| six == b"\x93NUMPY") {
            let mut changed = whole.clone();
            changed[array + 128 + 15] ^= 1;
            let error = read(&changed).unwrap_err().to_string();
            assert!(error.contains("x: is not what was saved"), "{error}");
        }
    }
}

#[test]
fn the_program_reads_arrays_beside_the_lesson_and_keeps_them_in_a_session() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = folder.path().join("l.toml");
    fs::write(&lesson, text(CLASSES, ENTROPY, "npz = \"mixed.npz\"")).unwrap();
    fs::copy(format!("{FOLDER}/mixed.npz"), folder.path().join("mixed.npz")).unwrap();
    let only = ["-n", "1", "--only", "W1", "--format", "csv"];
    let mut program = Command::cargo_bin("chainrule").unwrap();
    let done = program.arg("trace").arg(&lesson).args(only).assert().success();
    let out = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(out.ends_with("1,W1,2,3,6.0\n"), "{out}");
}
