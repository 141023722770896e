//! Data that a lesson names: CSV files and measurements that come with the program. Expected numbers
//! are those of the published files, or arithmetic that is shown.
#![expect(clippy::float_cmp, reason = "numbers that are exact")]

use std::fs;

use anyhow::bail;
use assert_cmd::Command;
use chainrule::app::App;
use chainrule::lesson::{Lesson, REAL, parse, resolve};
use chainrule::train::Trainer;

/// A lesson with these `[data]`, inputs, outputs, output activation and loss.
fn text(data: &str, inputs: usize, outputs: (usize, &str), loss: &str) -> String {
    let (units, activation) = outputs;
    format!(
        "[network]\ninputs = {inputs}\nlayers = [ {{ units = {units}, activation = \"{activation}\" }} ]\n\
         [init]\nscheme = \"xavier_uniform\"\n[loss]\nname = \"{loss}\"\nreduction = \"mean\"\n\
         [optimizer]\nlearning_rate = 0.1\n[data]\n{data}\n"
    )
}

fn read(text: &str, csv: &str) -> anyhow::Result<Lesson> {
    let fetch = |name: &str| match name {
        "f.csv" => Ok(csv.as_bytes().to_vec()),
        _ => bail!("no such file"),
    };
    parse(&resolve(text, "l.toml", &fetch)?, "l.toml")
}

fn classes(csv: &str, more: &str) -> anyhow::Result<Lesson> {
    let data = format!("csv = \"f.csv\"\ninputs = [\"a\", \"b\"]\ntarget = \"kind\"\n{more}");
    read(&text(&data, 2, (2, "softmax"), "cross_entropy"), csv)
}

#[test]
fn measurements_are_those_that_were_published() {
    // Fisher's sums of the four lengths, in cm; 50 flowers of each species.
    let iris = read(&text("dataset = \"iris\"", 4, (3, "softmax"), "cross_entropy"), "").unwrap();
    let data = &iris.setup.data;
    assert_eq!(data.rows, 150);
    for (column, sum) in [876.5, 458.6, 563.7, 179.9].into_iter().enumerate() {
        let found: f64 = data.x.iter().skip(column).step_by(4).sum();
        assert!((found - sum).abs() < 1e-9, "{column}: {found}");
    }
    let species = |k: usize| data.y.iter().skip(k).step_by(3).sum::<f64>();
    assert_eq!([species(0), species(1), species(2)], [50.0; 3]);
    // The first image of the published test set is a 0 whose first row is 0 0 5 13 9 1 0 0.
    let text = text("dataset = \"digits\"", 64, (10, "softmax"), "cross_entropy");
    let digits = read(&text, "").unwrap();
    let data = &digits.setup.data;
    assert_eq!(data.rows, 1797);
    let first = [0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0].map(|pixel| pixel / 16.0);
    assert_eq!(data.x[..8], first);
    assert_eq!(data.y[..10], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(data.x.iter().sum::<f64>() * 16.0, 561_718.0);
    let counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    for (digit, count) in counts.into_iter().enumerate() {
        assert_eq!(data.y.iter().skip(digit).step_by(10).sum::<f64>(), f64::from(count));
    }
}

#[test]
fn every_set_of_measurements_is_learnt_a_little() {
    for real in REAL {
        let (inputs, classes) = if real.name == "iris" { (4, 3) } else { (64, 10) };
        let data = format!("dataset = \"{}\"\ntrain_share = 0.8\nseed = 2", real.name);
        let lesson = read(&text(&data, inputs, (classes, "softmax"), "cross_entropy"), "").unwrap();
        let rows = lesson.setup.data.rows + lesson.setup.test.as_ref().unwrap().rows;
        assert_eq!(lesson.setup.data.rows, rows * 4 / 5);
        let mut trainer = Trainer::new(&lesson.setup);
        let before = trainer.loss();
        (0..60).for_each(|_| trainer.advance(&[]));
        assert!(trainer.loss() < 0.8 * before, "{}: {before} {}", real.name, trainer.loss());
    }
}

#[test]
fn columns_are_chosen_by_name_and_classes_stand_in_order() {
    let csv = "b,kind,a,c\n2,yes,1,9\n4,no,3,9\n6,yes,5,9\n";
    let lesson = classes(csv, "").unwrap();
    assert_eq!(lesson.setup.data.x, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(lesson.columns, ["a", "b"]);
    let again = parse(&chainrule::lesson::write(&lesson), "l.toml").unwrap();
    assert_eq!(again.columns, lesson.columns);
    // no, yes
    assert_eq!(lesson.setup.data.y, [0.0, 1.0, 1.0, 0.0, 0.0, 1.0]);
    // Numbers are in order of size: 9 before 10.
    let numbers = classes("a,b,kind\n1,1,10\n1,1,9\n", "").unwrap();
    assert_eq!(numbers.setup.data.y, [0.0, 1.0, 1.0, 0.0]);
}

#[test]
fn standardized_columns_have_mean_0_and_deviation_1() {
    // Mean 2 and variance (1 + 0 + 1)/3: (1 − 2)/√(2/3) = −√1.5. What never changes is 0.
    let lesson = classes("a,b,kind\n1,7,x\n2,7,y\n3,7,x\n", "standardize = true").unwrap();
    let x = &lesson.setup.data.x;
    let root = 1.5_f64.sqrt();
    for (found, expected) in x.iter().zip([-root, 0.0, 0.0, 0.0, root, 0.0]) {
        assert!((found - expected).abs() < 1e-15, "{x:?}");
    }
}

#[test]
fn numbers_and_two_classes_are_targets_of_other_losses() {
    let data = "csv = \"f.csv\"\ninputs = [\"a\"]\ntarget = \"kind\"";
    let of = |loss, output, csv| read(&text(data, 1, (1, output), loss), csv);
    let y = |lesson: anyhow::Result<Lesson>| lesson.unwrap().setup.data.y;
    assert_eq!(y(of("half_squared", "identity", "a,kind\n1,0.5\n2,-3\n")), [0.5, -3.0]);
    assert_eq!(y(of("half_squared", "tanh", "a,kind\n1,up\n2,down\n")), [1.0, -1.0]);
    assert_eq!(y(of("bce", "sigmoid", "a,kind\n1,up\n2,down\n")), [1.0, 0.0]);
    let error = of("half_squared", "tanh", "a,kind\n1,p\n2,q\n3,r\n").unwrap_err().to_string();
    assert!(error.contains("3 classes") && error.contains("cross_entropy"), "{error}");
}

#[test]
fn what_is_missing_or_wrong_is_refused_by_line_and_column() {
    for (csv, expected) in [
        ("a,b,kind\n1,2,x\n,2,x\n", "f.csv:3: column \"a\" is empty"),
        ("a,b,kind\n1,2,x\n1,NA,x\n", "f.csv:3: column \"b\" is empty"),
        ("a,b,kind\n1,two,x\n", "f.csv:2: column \"b\" is \"two\", expected a finite number"),
        ("a,b,kind\n1,inf,x\n", "f.csv:2: column \"b\" is \"inf\""),
        ("a,b,kind\n1,NaN,x\n", "f.csv:2: column \"b\" is \"NaN\", expected a finite number"),
        ("a,b,kind\n1,2,nan\n", "f.csv:2: column \"kind\" is \"nan\", which is no finite number"),
        ("a,b,kind\n1,2,?\n", "f.csv:2: column \"kind\" is empty"),
        ("a,c,kind\n1,2,x\n", "f.csv:1: unknown column \"b\"; expected one of a, c, kind"),
        ("a,b,kind\n1,2\n", "f.csv:2: has 2 columns, expected 3"),
        ("a,b,kind\n", "has a header and no rows"),
        ("", "f.csv:1: expected a header"),
        ("a,b,a,kind\n1,2,3,x\n", "f.csv:1: column \"a\" stands there twice"),
        ("# c\na,B,kind\n1,2,x\n", "f.csv:2: unknown column \"b\"; did you mean \"B\"?"),
        ("a,b,kind\n# none\n\n# more\n1,two,x\n", "f.csv:5: column \"b\" is \"two\""),
        ("a,b,kind\n1,2,x\n# none\n1,2\n", "f.csv:4: has 2 columns, expected 3"),
        ("a,b,kind\r\n1,2,x\r\n1,two,x\r\n", "f.csv:3: column \"b\" is \"two\""),
        ("a,b,kind\n\"1,5\",2,x\n", "is \"1,5\", expected a finite number, with a point"),
        ("a;b;kind\n1.234,5;2;x\n", "is \"1.234,5\", expected a finite number, with a point"),
        ("a,b,kind\n1,2,x,9\n", "f.csv:2: has 4 columns, expected 3"),
        ("a,b,kind\n\"1,2,x\n3,4,y\n", "f.csv:2: has 1 columns, expected 3"),
        ("a,b,kind\n1,2,\u{fffd}\n1,-inf,x\n", "f.csv:3: column \"b\" is \"-inf\""),
    ] {
        let error = classes(csv, "").unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains('\n'), "{csv:?}: {error}");
    }
    let data = "csv = \"g.csv\"\ntarget = \"kind\"";
    let error = read(&text(data, 2, (2, "softmax"), "cross_entropy"), "").unwrap_err().to_string();
    assert!(error.starts_with("l.toml:") && error.contains("no such file"), "{error}");
}

#[test]
fn a_mistake_after_the_data_keeps_its_line() {
    let data = "csv = \"f.csv\"\ninputs = [\n\"a\",\n\"b\"]\ntarget = \"kind\"\nbatch = 9";
    let whole = text(data, 2, (2, "softmax"), "cross_entropy");
    let line = whole.lines().position(|line| line.starts_with("batch")).unwrap() + 1;
    let error = read(&whole, "a,b,kind\n1,2,x\n3,4,y\n").unwrap_err().to_string();
    assert!(error.starts_with(&format!("l.toml:{line}: ")), "{error}");
}

#[test]
fn the_program_reads_a_csv_beside_the_lesson_and_keeps_it_in_the_lesson() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = folder.path().join("l.toml");
    let data = "csv = \"f.csv\"\ntarget = \"kind\"\ntrain_share = 0.5";
    fs::write(&lesson, text(data, 2, (2, "softmax"), "cross_entropy")).unwrap();
    fs::write(folder.path().join("f.csv"), "a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n").unwrap();
    let mut program = Command::cargo_bin("chainrule").unwrap();
    let done = program.arg("train").arg(&lesson).args(["--iterations", "2"]).assert().success();
    let out = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert_eq!(out.lines().count(), 4, "{out}");
    assert!(out.lines().skip(1).all(|line| line.split(',').all(|cell| !cell.is_empty())), "{out}");
    let mut program = Command::cargo_bin("chainrule").unwrap();
    fs::remove_file(folder.path().join("f.csv")).unwrap();
    program.arg("trace").arg(&lesson).assert().code(2);
}

#[test]
fn what_other_programs_write_as_csv_is_understood() {
    let plain = classes("a,b,kind\n1.5,2,x\n-3,4e-1,y\n", "").unwrap();
    for other in [
        "\u{feff}a,b,kind\r\n1.5,2,x\r\n-3,4e-1,y\r\n",
        "# of somebody\n\n a , b , kind \n 1.5 , 2 , x \n\n -3 , 4e-1 , y ",
        "\"a\",\"b\",\"kind\"\n\"1.5\",\"2\",\"x\"\n\"-3\",\"0.4\",\"y\"\n",
        "a;b;kind\n1,5;2;x\n-3;0,4;y\n",
        "a\tb\tkind\n1.5\t2\tx\n-3\t0.4\ty\n",
        ",b,a,kind\n7,2,1.5,x\n8,.4,-3,y\n",
    ] {
        let found = classes(other, "").unwrap_or_else(|error| panic!("{other:?}: {error}"));
        assert_eq!(found.setup.data, plain.setup.data, "{other:?}");
        assert_eq!(found.classes, ["x", "y"]);
    }
}

#[test]
fn a_file_of_too_many_numbers_is_refused_before_it_fills_the_memory() {
    let csv = String::from("a,b,kind\n") + &"1,2,x\n".repeat(700_000);
    let error = classes(&csv, "").unwrap_err().to_string();
    // Three numbers a row, and one line for the header.
    assert!(error.starts_with("f.csv:666668: more than 2000000 numbers"), "{error}");
}

#[test]
fn labels_may_be_names_whatever_the_loss() {
    let of = |labels: &str, outputs, loss| {
        let data = format!("x = [[1], [2], [3]]\nlabels = {labels}");
        read(&text(&data, 1, outputs, loss), "")
    };
    let three = of("[\"b\", \"c\", \"a\"]", (3, "softmax"), "cross_entropy").unwrap();
    assert_eq!(three.classes, ["a", "b", "c"]);
    assert_eq!(three.setup.data.y, [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
    let two = |outputs, loss| of("[\"b\", \"a\", \"b\"]", outputs, loss).unwrap();
    assert_eq!(two((1, "tanh"), "half_squared").setup.data.y, [1.0, -1.0, 1.0]);
    assert_eq!(two((1, "sigmoid"), "bce").setup.data.y, [1.0, 0.0, 1.0]);
    let pairs = two((2, "tanh"), "half_squared").setup.data.y;
    assert_eq!(pairs, [0.0, 1.0, 1.0, 0.0, 0.0, 1.0]);
    let again = parse(&chainrule::lesson::write(&three), "again.toml").unwrap();
    assert_eq!((&again.classes, &again.setup.data), (&three.classes, &three.setup.data));
    for (labels, outputs, loss, words) in [
        ("[\"b\", \"c\", \"a\"]", (2, "softmax"), "cross_entropy", "3 classes (a, b, c)"),
        ("[\"b\", \"c\"]", (2, "softmax"), "cross_entropy", "3 labels"),
        ("[\"b\", 1, \"a\"]", (3, "softmax"), "cross_entropy", "labels[2]"),
        ("[\"b\", \"c\", \"a\"]", (1, "tanh"), "half_squared", "3 classes (a, b, c)"),
    ] {
        let error = of(labels, outputs, loss).unwrap_err().to_string();
        assert!(error.starts_with("l.toml:") && error.contains(words), "{error}");
    }
}

#[test]
fn the_screen_says_which_examples_it_shows_and_what_their_classes_are_called() {
    let data = "dataset = \"iris\"\ntrain_share = 0.8\nbatch = 50\n";
    let lesson = read(&text(data, 4, (3, "softmax"), "cross_entropy"), "").unwrap();
    let mut app = App::new(lesson);
    assert_eq!(app.rows_seen().as_deref(), Some("rows 1–50"));
    // Three batches of an epoch, the flowers in the order of the file: 50 of each species.
    app.command("3").unwrap();
    assert_eq!(app.rows_seen().as_deref(), Some("rows 101–120"));
    app.command("search Y[2,3]").unwrap();
    let note = "row 2 is example 102 of 120, virginica; column 3 is virginica";
    assert_eq!(app.example_note().as_deref(), Some(note));
    app.command("search W1[1,2]").unwrap();
    assert_eq!(app.example_note().as_deref(), Some("column 2 is versicolor"));
    let left_over = chainrule::lesson::playground::lesson("#batchSize=30&seed=1").unwrap();
    let mut app = App::new(left_over);
    app.command("9").unwrap();
    assert_eq!(app.rows_seen().as_deref(), Some("rows 241–250, 1–30"));
    app.command("search S1[11,1]").unwrap();
    assert_eq!(app.example_note().as_deref(), Some("row 11 is example 1 of 250"));
}
