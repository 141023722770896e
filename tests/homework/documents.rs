//! The documents that are kept: each is judged as it says beside them.

use std::fs;
use std::path::{Path, PathBuf};

use chainrule::homework::verdict::{Answer, Verdict};
use chainrule::homework::{check, document};
use chainrule::lesson::{Lesson, parse};
use serde_json::Value;

/// Folders with documents and an `EXPECTED.json`.
const FOLDERS: [&str; 2] = ["tests/homework/documents", "tests/homework/others"];

fn lesson(path: &Path) -> Lesson {
    let text = fs::read_to_string(path).expect("a lesson");
    parse(&text, &path.display().to_string()).expect("a lesson")
}

/// Everything in a verdict that something is to be said against.
pub(crate) fn told(verdict: &Verdict) -> String {
    let mut lines = vec![format!("{:?}", verdict.assumed)];
    for judged in verdict.quantities.iter().filter(|judged| !judged.status.is_right()) {
        let causes: Vec<_> = judged.causes.iter().map(|cause| cause.codes.join("+")).collect();
        lines.push(format!(
            "{} {} ({}) {} {:?} {causes:?} {:?}",
            judged.iteration,
            judged.name,
            judged.written,
            judged.status.name(),
            judged.first_wrong,
            judged.remark
        ));
    }
    lines.join("\n")
}

#[test]
fn the_documents_are_judged_as_is_said_beside_them() {
    let mut count = 0;
    let mut missed = Vec::new();
    for folder in FOLDERS.map(PathBuf::from) {
        let text = fs::read_to_string(folder.join("EXPECTED.json")).expect("what is expected");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let readable = |name: &str| cfg!(feature = "npz") || !name.contains(".npz");
        let documents = expected.as_object().expect("documents").iter();
        for (name, one) in documents.filter(|(name, _)| readable(name)) {
            let bytes = fs::read(folder.join(name)).expect("a document");
            let lesson = one["lesson"].as_str().map(|file| lesson(&folder.join(file)));
            let verdict = document::read(name, &bytes)
                .and_then(|document| check(&document, lesson.as_ref()))
                .map(|checked| checked.verdict);
            let met = match verdict {
                Ok(verdict) => meets(one, &verdict).map_err(|e| format!("{e}\n{}", told(&verdict))),
                Err(error) => Err(format!("{error:#}")),
            };
            missed.extend(met.err().map(|error| format!("== {name}: {error}")));
            count += 1;
        }
    }
    assert!(missed.is_empty(), "{} of {count}\n{}", missed.len(), missed.join("\n"));
    assert!(count >= 8, "{count}");
}

/// Whether a verdict is the one that is expected, or what is otherwise.
fn meets(expected: &Value, verdict: &Verdict) -> Result<(), String> {
    let (right, of) = verdict.right();
    let Some(wrong) = expected["first_wrong"].as_object() else {
        let ok = verdict.answer() == Answer::Ok && right == of;
        return if ok { Ok(()) } else { Err(format!("{right} of {of} right, expected all")) };
    };
    let first = verdict.first_wrong().ok_or("nothing wrong")?;
    let cell = first.first_wrong.as_ref().map(|cell| [cell.row + 1, cell.column + 1]);
    let code = first.causes.first().map(|cause| cause.codes.join("+"));
    let found = serde_json::json!([first.iteration, first.name, cell, code]);
    let should =
        serde_json::json!([wrong["iteration"], wrong["quantity"], wrong["cell"], expected["code"]]);
    if found == should { Ok(()) } else { Err(format!("{found}, expected {should}")) }
}
