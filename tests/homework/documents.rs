//! The documents that are kept: each is judged as it says beside them.

use std::fs;
use std::path::{Path, PathBuf};

use chainrule::homework::verdict::{Answer, Verdict};
use chainrule::homework::{check, document};
use chainrule::lesson::{Lesson, parse};
use serde_json::Value;

/// Folders with documents and an `EXPECTED.json`.
const FOLDERS: [&str; 1] = ["tests/homework/documents"];

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
    for folder in FOLDERS.map(PathBuf::from) {
        let text = fs::read_to_string(folder.join("EXPECTED.json")).expect("what is expected");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        for (name, one) in expected.as_object().expect("documents") {
            let bytes = fs::read(folder.join(name)).expect("a document");
            let document = document::read(name, &bytes).expect("a document");
            let lesson = one["lesson"].as_str().map(|file| lesson(&folder.join(file)));
            let verdict = check(&document, lesson.as_ref()).expect("a verdict").verdict;
            meets(name, one, &verdict);
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

fn meets(name: &str, expected: &Value, verdict: &Verdict) {
    let told = told(verdict);
    let (right, of) = verdict.right();
    assert!(of > 0, "{name}: nothing is judged\n{told}");
    let Some(wrong) = expected["first_wrong"].as_object() else {
        assert_eq!(verdict.answer(), Answer::Ok, "{name}: {told}");
        assert_eq!(right, of, "{name}: {told}");
        return;
    };
    let first = verdict.first_wrong().unwrap_or_else(|| panic!("{name}: nothing wrong\n{told}"));
    assert_eq!(Some(first.iteration), wrong["iteration"].as_u64(), "{name}: {told}");
    assert_eq!(Some(&*first.name), wrong["quantity"].as_str(), "{name}: {told}");
    let cell = first.first_wrong.as_ref().expect("a cell");
    let place = serde_json::json!([cell.row + 1, cell.column + 1]);
    assert_eq!(place, wrong["cell"], "{name}: {told}");
    let code = first.causes.first().map(|cause| cause.codes.join("+"));
    assert_eq!(code.as_deref(), expected["code"].as_str(), "{name}: {told}");
}
