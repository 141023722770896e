//! Reports: every lesson in every format and notation, read back by whatever reads the format.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "../common/printed.rs"]
mod printed;

mod forms;
mod outside;
mod people;
#[cfg(feature = "npz")]
mod programs;
mod scripts;

use chainrule::lesson::{LESSONS, Lesson, embedded};
use chainrule::math::number::Digits;
use chainrule::report::{DEFAULT_DIGITS, FORMATS, Format, Report, Selection, Straight};
use chainrule::worksheet::symbols::{NOTATIONS, Notation};

/// A title with everything in it that means something to some format.
const TITLE: &str =
    r#"<script>alert("1")</script> \input{x} | $x_1^2$ % & # ~ 'q' `ls` {} **b** [a](b) 中 ½ η"#;

/// The format of a name.
fn format(name: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.name == name).unwrap()
}

/// Every embedded lesson.
fn lessons() -> impl Iterator<Item = Lesson> {
    LESSONS.iter().map(|row| row.lesson().unwrap())
}

/// The paper's lesson with another title.
fn titled(title: &str) -> Lesson {
    Lesson {
        title: title.into(),
        name: title.into(),
        ..embedded("paper").unwrap().lesson().unwrap()
    }
}

/// A document's bytes.
fn bytes(lesson: &Lesson, format: &Format, notation: Notation, to: u64, digits: Digits) -> Vec<u8> {
    let selection = Selection::all();
    let report = Report { lesson, selection: &selection, notation, digits };
    let mut iterations = Straight::new(&lesson.setup, Vec::new(), (1, to));
    let mut bytes = Vec::new();
    let mut sink = |piece: &[u8]| {
        bytes.extend_from_slice(piece);
        Ok(())
    };
    report.write(format, &mut iterations, &mut sink).unwrap();
    bytes
}

/// A document that is text, of the first two iterations.
fn text(lesson: &Lesson, name: &str, notation: Notation) -> String {
    String::from_utf8(bytes(lesson, format(name), notation, 2, DEFAULT_DIGITS)).unwrap()
}

/// Calls `check` for every lesson in both notations with a document of a format.
fn every(name: &str, check: &dyn Fn(&Lesson, &str)) {
    for lesson in lessons() {
        for (_, notation) in NOTATIONS {
            check(&lesson, &text(&lesson, name, *notation));
        }
    }
}
