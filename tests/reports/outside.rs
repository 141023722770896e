//! What other programs make of the documents. Where one is not installed its test says so on
//! stderr and checks nothing.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::{TITLE, bytes, format, lessons, titled};
use chainrule::lesson::Lesson;
use chainrule::report::DEFAULT_DIGITS;
use chainrule::worksheet::symbols::{NOTATIONS, Notation};

/// The first of these programs that is installed, or a word about it on stderr.
fn installed(names: &[&'static str], what: &str) -> Option<&'static str> {
    let runs = |name: &&&str| {
        Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success())
    };
    let found = names.iter().find(runs).copied();
    if found.is_none() {
        eprintln!("SKIPPED: {what} is not checked, for none of {} is installed", names.join(", "));
    }
    found
}

fn write(folder: &TempDir, file: &str, lesson: &Lesson, name: &str, notation: Notation, to: u64) {
    let bytes = bytes(lesson, format(name), notation, to, DEFAULT_DIGITS);
    std::fs::write(folder.path().join(file), bytes).unwrap();
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn latex_compiles_every_lesson_s_document() {
    let Some(latex) = installed(&["pdflatex", "lualatex"], "LaTeX") else { return };
    let folder = tempfile::tempdir().unwrap();
    for lesson in lessons().chain([titled(TITLE)]) {
        for (_, notation) in NOTATIONS {
            write(&folder, "report.tex", &lesson, "latex", *notation, 1);
            let options = ["-interaction=nonstopmode", "-halt-on-error", "report.tex"];
            let output = run(folder.path(), latex, &options);
            let log = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{}: {log}", lesson.name);
        }
    }
}

#[test]
fn numpy_opens_npz_and_finds_the_numbers() {
    let Some(python) = installed(&["python3"], "numpy") else { return };
    let folder = tempfile::tempdir().unwrap();
    if !run(folder.path(), python, &["-c", "import numpy"]).status.success() {
        return eprintln!("SKIPPED: numpy is not installed, so that npz is not opened in it");
    }
    let lesson = titled("paper");
    write(&folder, "one.npz", &lesson, "npz", Notation::Paper, 1);
    write(&folder, "three.npz", &lesson, "npz", Notation::Paper, 3);
    let script = "import numpy as np\n\
                  one, three = np.load('one.npz'), np.load('three.npz')\n\
                  assert one['delta1'].shape == (4, 3) and one['delta1'].dtype == np.float64\n\
                  assert abs(float(one['loss']) - 1.9666450569727654) < 1e-15\n\
                  assert np.allclose(one['S1'], one['X'] @ one['W1'], rtol=0, atol=1e-15)\n\
                  assert (three['1.W1_next'] == three['2.W1']).all()\n\
                  assert len(three.files) == 3 * len(one.files)\n";
    let output = run(folder.path(), python, &["-c", script]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_browser_draws_the_page() {
    let Some(browser) = installed(&["chromium", "google-chrome"], "the page in a browser") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "page.html", &titled(TITLE), "html", Notation::Textbook, 3);
    let page = format!("file://{}", folder.path().join("page.html").display());
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1000,800",
        "--screenshot=page.png",
        &profile,
        &page,
    ];
    let output = run(folder.path(), browser, &options);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let picture = resvg::tiny_skia::Pixmap::load_png(folder.path().join("page.png")).unwrap();
    assert_eq!(picture.width(), 1000);
    let dark = picture.pixels().iter().filter(|p| p.red() < 128).count();
    let share = dark as f64 / picture.pixels().len() as f64;
    // Ink on paper: letters cover some of the page and by far not most of it.
    assert!((0.005..0.5).contains(&share) || (0.5..0.995).contains(&share), "{share}");
}
