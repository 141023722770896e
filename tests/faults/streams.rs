//! Every command with a standard output that is closed, or on which nothing more can be written.

use std::fs;
use std::process::{Command, Stdio};

/// A line for every command, and more of those that write a lot; `{}` is a folder.
const LINES: &[&[&str]] = &[
    &["play", "--plain"],
    &["lessons"],
    &["trace"],
    &["trace", "-n", "20000"],
    &["trace", "-n", "2000", "--format", "json"],
    &["trace", "--format", "npz"],
    &["train", "paper", "-n", "20000"],
    &["gradcheck", "-n", "200"],
    &["assign", "paper", "--seed", "1", "--output", "{}/out"],
    &["check", "tests/homework/documents/hw0_perfect.tex"],
    &["check", "--json", "tests/homework/documents/bonus_lr_missing.csv"],
    &["render", "--format", "text"],
    &["render", "--format", "svg"],
    &["config", "--print-default"],
    &["completions", "bash"],
    &["completions", "fish"],
    &["man"],
    &["help"],
    &["--help"],
    &["--version"],
];

fn command(line: &[&str], folder: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
    let folder = folder.path().to_str().unwrap();
    command.args(line.iter().map(|word| word.replace("{}", folder)));
    command.env("XDG_STATE_HOME", folder).env("XDG_CONFIG_HOME", folder);
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn every_command_is_here() {
    let help = Command::new(env!("CARGO_BIN_EXE_chainrule")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    let names = rest.lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        assert!(LINES.iter().any(|line| line[0] == name), "no line for {name}");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_reason_to_complain() {
    for line in LINES {
        let folder = tempfile::tempdir().unwrap();
        let mut child = command(line, &folder).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line:?}: {:?}", output.status);
        assert_eq!(said, "", "{line:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_one_line() {
    for line in LINES.iter().filter(|line| !["help", "--help", "--version"].contains(&line[0])) {
        let folder = tempfile::tempdir().unwrap();
        if command(line, &folder).stdout(Stdio::piped()).output().unwrap().stdout.is_empty() {
            assert_eq!(line[0], "assign", "it prints nothing");
            continue;
        }
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command(line, &folder).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line:?}: {said}");
        assert!(said.starts_with("chainrule: ") && said.lines().count() == 1, "{line:?}: {said}");
        assert!(said.contains("No space left"), "{line:?}: {said}");
    }
}
