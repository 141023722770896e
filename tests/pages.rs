//! The pages for teachers and students name only lessons, keys, commands and mistakes that there
//! are, their examples run, and the minutes of the plan add up.
#![expect(clippy::unwrap_used, reason = "what cannot be read or run is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use binary::printed;
use chainrule::app::{App, COMMANDS};
use chainrule::lesson::{LESSONS, embedded};
use chainrule::worksheet::mistake::MISTAKES;
use std::path::{Path, PathBuf};

/// The pages. The first has the plan.
const PAGES: [&str; 2] = ["assets/docs/teacher.md", "assets/docs/student.md"];

/// The minutes of a lesson at school.
const PLANNED: u64 = 45;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The blocks of a language, fences left out, and the text without any block.
fn blocks(text: &str, language: &str) -> (Vec<String>, String) {
    let (mut inside, mut outside) = (Vec::new(), String::new());
    for (i, part) in text.split("```").enumerate() {
        match (i % 2, part.strip_prefix(language)) {
            (0, _) => outside.push_str(part),
            (_, Some(block)) => inside.push(block.to_owned()),
            _ => {}
        }
    }
    (inside, outside)
}

/// What stands between backticks.
fn spans(text: &str) -> Vec<String> {
    let (_, prose) = blocks(text, "none");
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn minutes(name: &str) -> Option<u64> {
    embedded(name)?.lesson().unwrap().minutes.map(u64::from)
}

/// What is wrong with a command line, if anything: its command or lesson, or an option. A session
/// that the page has saved before counts as a lesson.
fn unknown_in(line: &str, saved: &[String]) -> Option<String> {
    let mut words = line.split_whitespace().skip(1).peekable();
    let help = printed(&["--help"]);
    let command =
        words.next_if(|word| help.contains(&format!("\n  {word} ")) && minutes(word).is_none());
    let help = printed(&[command.unwrap_or("play"), "--help"]);
    let mut after_option = false;
    for word in words {
        let (is_option, is_value) = (word.starts_with("--"), after_option);
        after_option = is_option && help.contains(&format!("{word} <"));
        let known = match () {
            () if is_option => {
                help.contains(&format!("{word} ")) || help.contains(&format!("{word}\n"))
            }
            () => is_value || minutes(word).is_some() || saved.iter().any(|name| name == word),
        };
        if !known {
            return Some(format!("{word} of {line}"));
        }
    }
    None
}

/// Whether the line of commands takes a line in the third iteration of a lesson.
fn accepts(lesson: &str, line: &str) -> bool {
    let mut app = App::new(embedded(lesson).unwrap().lesson().unwrap());
    app.command("3").unwrap();
    app.settle();
    app.command(line).is_ok()
}

/// Whether a span says something that there is.
fn is_known(span: &str, saved: &[String]) -> bool {
    if let Some(line) = span.strip_prefix(':') {
        return ["xor", "dead-units"].into_iter().any(|name| accepts(name, line));
    }
    let is_key = COMMANDS.iter().any(|row| row.keys.contains(&span));
    let is_mistake = MISTAKES.iter().any(|row| row.code == span);
    let is_line = span.starts_with("chainrule ") && unknown_in(span, saved).is_none();
    is_key || is_mistake || is_line || minutes(span).is_some()
}

/// The names under which a page saves sessions.
fn saved(text: &str) -> Vec<String> {
    let spans = spans(text);
    spans.iter().filter_map(|span| Some(span.strip_prefix(":save ")?.to_owned())).collect()
}

#[test]
fn every_lesson_key_command_and_mistake_of_the_pages_is_there() {
    for name in PAGES {
        let text = page(name);
        let (spans, saved) = (spans(&text), saved(&text));
        assert!(spans.len() > 30, "{spans:?}");
        for span in spans.iter().filter(|span| *span != "class") {
            assert!(is_known(span, &saved), "{name}: there is no {span}");
        }
        let (lines, _) = blocks(&text, "text\n");
        assert!(!lines.is_empty());
        for line in lines.iter().flat_map(|block| block.lines()) {
            assert!(line.starts_with("chainrule "), "{name}: {line}");
            assert_eq!(unknown_in(line, &saved), None, "{name}");
        }
    }
}

#[test]
fn every_key_and_line_of_the_readme_s_first_minute_is_there() {
    let readme = page("README.md");
    let (_, first) = readme.split_once("\n## Start\n").unwrap();
    let (first, _) = first.split_once("\n## Panes\n").unwrap();
    let spans = spans(first);
    assert!(spans.len() > 20, "{spans:?}");
    for span in spans.iter().filter(|span| !span.starts_with("cargo ")) {
        assert!(is_known(span, &[]), "README.md: there is no {span}");
    }
}

#[test]
fn what_is_not_there_is_found() {
    for span in ["xorr", "forgot", "Z", ":nowhere", ":lr x", "chainrule lessen", "f5"] {
        assert!(!is_known(span, &[]), "{span}");
    }
    for line in [
        "chainrule trase xor",
        "chainrule trace --onyl S1",
        "chainrule mine",
        "chainrule xor --at2",
    ] {
        assert!(unknown_in(line, &[]).is_some(), "{line}");
    }
    assert_eq!(unknown_in("chainrule mine", &["mine".into()]), None);
    assert_eq!(unknown_in("chainrule xor --at 200 --theme light", &[]), None);
}

/// As a shell runs them, one after the other, in a folder of their own.
#[cfg(unix)]
#[test]
fn every_example_of_the_pages_runs() {
    for name in PAGES {
        let folder = tempfile::tempdir().unwrap();
        let lines = blocks(&page(name), "sh\n").0.concat();
        assert!(lines.lines().count() >= 2, "{name}");
        let ours = assert_cmd::cargo::cargo_bin("chainrule");
        let ours = ours.parent().unwrap().to_str().unwrap();
        let path = format!("{ours}:{}", std::env::var("PATH").unwrap());
        for line in lines.lines() {
            assert!(line.starts_with("chainrule "), "{name}: {line}");
            let mut shell = std::process::Command::new("sh");
            let shell = shell.args(["-c", line]).current_dir(&folder).env("PATH", &path);
            let output = shell.output().unwrap();
            let complaint = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && complaint.is_empty(), "{line}: {complaint}");
        }
    }
}

#[test]
fn the_minutes_of_the_plan_are_those_of_its_lessons_and_add_up() {
    let text = page(PAGES[0]);
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
    let rows = text.lines().skip_while(|line| !line.starts_with("| from ")).skip(2);
    let rows: Vec<Vec<String>> = rows.take_while(|line| line.starts_with('|')).map(cells).collect();
    let (mut now, mut lessons) = (0, 0);
    for row in &rows {
        let takes: u64 = row[1].parse().unwrap();
        assert_eq!(row[0], now.to_string(), "{row:?}");
        if !row[2].is_empty() {
            assert_eq!(minutes(row[2].trim_matches('`')), Some(takes), "{row:?}");
            lessons += 1;
        }
        let heading = format!("\n**{now} to {}.**", now + takes);
        assert!(text.contains(&heading), "the page has no {heading}");
        now += takes;
    }
    assert_eq!(now, PLANNED, "{rows:?}");
    assert!(lessons >= 3, "{rows:?}");
}

/// "Up to `paper` it is about three quarters of an hour."
#[test]
fn the_students_evening_is_as_long_as_their_page_says() {
    let paper = LESSONS.iter().position(|row| row.name == "paper").unwrap();
    let evening: u64 = LESSONS[..=paper].iter().filter_map(|row| minutes(row.name)).sum();
    assert!((40..=50).contains(&evening), "{evening} minutes");
    assert!(page(PAGES[1]).contains("three quarters of an\n   hour"));
}

#[test]
fn the_readme_leads_to_the_pages() {
    let readme = page("README.md");
    for name in PAGES {
        assert!(readme.contains(&format!("]({name})")), "{name}");
    }
}
