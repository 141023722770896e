//! Setting things by name, copying, and writing reports.

use crate::change::bits;
use crate::desk::Desk;
use chainrule::app::{App, Effect, Mode};
use chainrule::lesson::parse;
use chainrule::report::FORMATS;

/// Two examples, of the classes 0 and 2, with a cross-entropy.
const CLASSES: &str = include_str!("../mistakes/classes.toml");

fn classes() -> Desk {
    Desk::with(App::new(parse(CLASSES, "classes.toml").unwrap()), (120, 36))
}

/// The rows of a matrix by name.
fn matrix(desk: &Desk, name: &str) -> Vec<f64> {
    let sheet = desk.app.worksheet();
    desk.app.trainer().trace().slice(sheet, sheet.named(name).unwrap()).to_vec()
}

#[test]
fn everything_that_is_given_can_be_set_by_name() {
    for (line, name, at, expected) in [
        ("W1[2,1] 0.5", "W1", 3, 0.5),
        ("W[2,1] = 0.5", "W1", 3, 0.5),
        ("W_out[3,1]=−2", "W2", 2, -2.0),
        ("X[1,2] 0.3", "X", 1, 0.3),
        ("Y[3,1] 0.25", "Y", 2, 0.25),
        ("set X[4,1] 1e-3", "X", 6, 1e-3),
        ("set W2[1, 1] 7", "W2", 0, 7.0),
    ] {
        let mut desk = Desk::new("paper", (120, 36));
        desk.command(line);
        assert_eq!(matrix(&desk, name)[at], expected, "{line}: {}", desk.footer());
        desk.press("u");
        let start = Desk::new("paper", (120, 36));
        assert_eq!(bits(desk.app.trainer()), bits(start.app.trainer()), "{line}");
    }
    for line in
        ["lr 0.1", "set learning_rate 0.1", "learning_rate=0.1", "set η 0.1", "set lr = 0.1"]
    {
        let mut desk = Desk::new("paper", (120, 36));
        desk.command(line);
        assert_eq!(desk.app.trainer().hyper().learning_rate, 0.1, "{line}: {}", desk.footer());
    }
}

#[test]
fn what_cannot_be_set_is_refused_in_the_line_with_what_was_expected() {
    let mut desk = Desk::new("paper", (200, 60));
    let before = bits(desk.app.trainer());
    for (line, reason) in [
        ("W1[3,1] 0.5", "rows of W1 are 1 to 2, columns 1 to 3"),
        ("W1[0,1] 0.5", "rows of W1 are 1 to 2, columns 1 to 3"),
        ("W1[a] 0.5", "rows of W1 are 1 to 2"),
        ("W1[1,1] many", "\"many\" is not a number"),
        ("W1[1,1] inf", "a finite number is needed"),
        ("W1[1,1]", "is 0.6; type a value after it"),
        ("W9[1,1] 0.5", "expected one of W1[…], W2[…], X[…], Y[…], learning_rate"),
        ("S1[1,1] 0.5", "s is computed"),
        ("set nothing 1", "nothing called \"nothing\""),
        ("set lr 0.1x", "learning_rate must be"),
        ("set lr -1", "learning_rate must be a finite number of at least 0, not -1"),
        ("set", "set takes a name and a value"),
    ] {
        desk.command(line);
        let refused = match desk.app.mode() {
            Mode::Prompt(prompt) => prompt.refused.clone().unwrap_or_default(),
            _ => panic!("{line} was not refused"),
        };
        assert!(refused.contains(reason), "{line}: {refused}");
        desk.press("esc");
    }
    assert_eq!(bits(desk.app.trainer()), before);
}

#[test]
fn a_target_of_a_class_loss_moves_as_a_whole_row() {
    let mut desk = classes();
    let before = matrix(&desk, "Y");
    let columns = before.len() / 2;
    let class = |y: &[f64], row: usize| y[row * columns..][..columns].to_vec();
    assert_eq!(class(&before, 0)[0], 1.0);
    desk.go("Y[1,2]");
    desk.press("e");
    desk.write("0.5");
    desk.press("enter");
    assert!(desk.text().contains("are classes"), "{}", desk.text());
    desk.press("ctrl-u 1 enter");
    let now = matrix(&desk, "Y");
    assert_eq!(class(&now, 0)[..2], [0.0, 1.0], "{}", desk.footer());
    assert_eq!(class(&now, 1), class(&before, 1));
    // The same with + on the class it was before, and by name.
    desk.go("Y[1,1]");
    desk.press("+");
    assert_eq!(matrix(&desk, "Y"), before);
    desk.command("Y[1,2] 1");
    assert_eq!(matrix(&desk, "Y"), now);
    desk.press("-");
    assert!(desk.footer().contains("1 makes"), "{}", desk.footer());
    desk.press("u u u");
    assert_eq!(matrix(&desk, "Y"), before);
}

#[test]
fn y_copies_every_digit_of_a_cell_and_right_again_its_matrix() {
    let mut desk = Desk::new("paper", (120, 36));
    assert_eq!(desk.press("y"), [Effect::Copy("0.6".into())]);
    assert!(desk.footer().contains("copied W[1,1] = 0.6"), "{}", desk.footer());
    let whole = "0.6\t0.7\t0.0\n0.01\t0.43\t0.88\n";
    assert_eq!(desk.press("y"), [Effect::Copy(whole.into())]);
    assert!(desk.footer().contains("copied W, 2×3"), "{}", desk.footer());
    assert_eq!(desk.press("right y"), [Effect::Copy("0.7".into())]);
    assert_eq!(desk.press("right left y"), [Effect::Copy("0.7".into())]);
    assert_eq!(desk.press("Y"), [Effect::Copy(whole.into())]);
    desk.press("space");
    desk.go("y_out[1,1]");
    let value = matrix(&desk, "A2")[0];
    let Effect::Copy(text) = &desk.press("y")[0] else { panic!("nothing copied") };
    assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
    assert_eq!(desk.press("8 y"), [Effect::Copy("0.5".into())]);
}

#[test]
fn a_matrix_too_long_for_a_clipboard_is_refused() {
    let row = format!("[{}]", vec!["0.123456789"; 70].join(","));
    let rows = vec![row.as_str(); 80].join(",");
    let lesson = format!(
        "[network]\ninputs = 70\nlayers = [{{ units = 1, activation = \"tanh\" }}]\n\
         [init]\nscheme = \"xavier_uniform\"\nseed = 1\n[data]\nx = [{rows}]\ny = [{}]\n",
        vec!["[1]"; 80].join(",")
    );
    let mut desk = Desk::with(App::new(parse(&lesson, "wide.toml").unwrap()), (120, 36));
    desk.go("X[1,1]");
    assert!(desk.press("Y").is_empty());
    assert!(desk.footer().contains("X is 80×70: too long for a clipboard"), "{}", desk.footer());
    assert_eq!(desk.press("y"), [Effect::Copy("0.123456789".into())]);
}

#[test]
fn a_report_of_the_iteration_is_written_in_the_format_of_its_ending() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space space");
    desk.command("2");
    for format in FORMATS {
        for (command, replace) in [("write", false), ("write!", true)] {
            let path = format!("here/out.{}", format.ending);
            desk.press(":");
            desk.write(&format!("{command} {path}"));
            let effects = desk.press("enter");
            let [Effect::Write { path: to, bytes, replace: over }] = &effects[..] else {
                panic!("{effects:?}, {}", desk.footer())
            };
            assert_eq!((to, *over), (&path, replace));
            // The paper's second s, and not its first.
            let holds = |text: &str, x: f64| {
                if format.is_text {
                    String::from_utf8_lossy(bytes).contains(text)
                } else {
                    bytes.windows(8).any(|window| window == x.to_le_bytes())
                }
            };
            if format.ending.ends_with("py") {
                // A script starts from the second W, to the bit, and not from the first.
                let w = format!("W1 = np.array([\n    [{:?},", matrix(&desk, "W1")[0]);
                let w =
                    if format.name == "numpy" { w } else { w.replace("np.array", "torch.tensor") };
                assert!(holds(&w, 0.0) && !holds("[0.6,", 0.0), "{}", format.name);
                continue;
            }
            let s = matrix(&desk, "S1")[0];
            assert!(holds("0.4695", s) && !holds("0.458", 0.458), "{}", format.name);
        }
    }
    desk.press("w");
    desk.write("a.json");
    assert!(matches!(&desk.press("enter")[..], [Effect::Write { path, .. }] if path == "a.json"));
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("write notes.doc");
    assert!(desk.text().contains("unknown ending \"doc\""), "{}", desk.text());
}

/// What a line writes, as text.
fn written(desk: &mut Desk, line: &str) -> String {
    desk.press(":");
    desk.write(line);
    match &desk.press("enter")[..] {
        [Effect::Write { bytes, .. }] => String::from_utf8(bytes.clone()).unwrap(),
        other => panic!("{line}: {other:?}, {}", desk.footer()),
    }
}

#[test]
fn a_report_has_the_iterations_quantities_and_letters_that_follow_its_file() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("3");
    let text = written(&mut desk, "write my notes.csv 1-2 delta1,W1_next");
    let names: std::collections::BTreeSet<_> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    let expected =
        ["1 W1_next", "1 delta1", "1 loss", "2 W1_next", "2 delta1", "2 loss"].map(str::to_owned);
    assert_eq!(names.into_iter().collect::<Vec<_>>(), expected);
    let text = written(&mut desk, "write a.tex 2 delta textbook");
    assert!(text.contains("\\delta^{1}") && !text.contains("\\delta_s"), "{text}");
    assert!(text.contains("Iteration 2") && !text.contains("Iteration 3"));
    // An edit on the way is in it, and the digits are those of the screen.
    desk.command("1");
    desk.command("lr 0");
    desk.command("3");
    desk.command("more-decimals 3");
    let text = written(&mut desk, "write a.txt 3 W1");
    let w = matrix(&desk, "W1")[0];
    assert!(text.contains(&format!(" {w:.3} ")) && !text.contains(&format!("{w:.4}")), "{text}");
    // The pages show the losses of the whole run.
    assert!(written(&mut desk, "write a.html 1").contains("The loss of 3 iterations"));
}

#[test]
fn what_a_report_cannot_have_is_refused_with_what_was_expected() {
    let mut desk = Desk::new("paper", (200, 60));
    for (line, reason) in [
        ("write a.md 1-9", "the run has come to iteration 1; 9 is not computed yet"),
        ("write a.md 0", "iterations are written as 2 or as 1-3"),
        ("write a.md 3-1", "iterations are written as 2 or as 1-3"),
        ("write a.md delta7", "unknown quantity \"delta7\"; did you mean \"delta"),
        ("write a.xlsx 1", "unknown ending \"xlsx\""),
        ("write notes", "a report is a file ending in .txt or .md or .tex or .html"),
    ] {
        desk.command(line);
        let refused = match desk.app.mode() {
            Mode::Prompt(prompt) => prompt.refused.clone().unwrap_or_default(),
            _ => panic!("{line} was not refused"),
        };
        assert!(refused.contains(reason), "{line}: {refused}");
        desk.press("esc");
    }
}
