//! The completions and the manual page: whole, and understood by what reads them.
#![expect(clippy::unwrap_used, reason = "what cannot be run is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use binary::printed;
use chainrule::cli::exit::EXITS;
use chainrule::lesson::LESSONS;
use std::io::Write;
use std::process::{Command, Stdio};

/// The shells, each with what makes it read a script without running it.
const SHELLS: [(&str, &[&str]); 3] =
    [("bash", &["-n"]), ("zsh", &["-f", "-n"]), ("fish", &["--no-execute"])];

/// What a program says of a text on its standard input; `None` where it is not installed.
fn said_of(text: &str, program: &str, arguments: &[&str]) -> Option<(bool, String, String)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("SKIPPED: there is no {program}, so that what it would read is NOT CHECKED");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Some((done.status.success(), text(done.stdout), text(done.stderr)))
}

/// The commands as `--help` lists them, without `help` itself.
fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    let names = list.map(|line| line.split_whitespace().next().unwrap().to_owned());
    names.filter(|name| name != "help").collect()
}

/// The long options that the help of a command lists: `--only`.
fn options(command: &str) -> Vec<String> {
    let help = printed(&[command, "--help"]);
    let is_option = |line: &&str| line.starts_with('-') && !line.starts_with("- ");
    let list = help.lines().map(str::trim_start).filter(is_option);
    let words = list.map(|line| line.split_whitespace().find(|word| word.starts_with("--")));
    words.map(|word| word.unwrap().trim_end_matches(',').to_owned()).collect()
}

/// Every command with each of its long options.
fn every_option() -> Vec<(String, String)> {
    let of = |command: String| {
        options(&command).into_iter().map(move |option| (command.clone(), option))
    };
    let all: Vec<_> = commands().into_iter().flat_map(of).collect();
    assert!(all.len() > 50 && all.contains(&("check".into(), "--json".into())), "{all:?}");
    all
}

/// What bash offers for the last of these words.
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let last = words.len() - 1;
    let line = format!(
        "COMP_WORDS=({}); COMP_CWORD={last}; _chainrule chainrule \"${{COMP_WORDS[{last}]}}\" \
         \"${{COMP_WORDS[{}]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        last - 1,
    );
    let script = printed(&["completions", "bash"]);
    let (fine, out, complaint) = said_of(&(script + &line), "bash", &["--norc", "-s"])?;
    assert!(fine, "{words:?}: {complaint}");
    Some(out.lines().map(str::to_owned).collect())
}

#[test]
fn every_shell_that_is_here_can_read_its_script() {
    for (shell, arguments) in SHELLS {
        let script = printed(&["completions", shell]);
        if let Some((fine, _, complaint)) = said_of(&script, shell, arguments) {
            assert!(fine && complaint.is_empty(), "{shell}: {complaint}");
        }
    }
}

#[test]
fn bash_offers_commands_options_their_choices_and_lessons() {
    let Some(first) = offered(&["chainrule", ""]) else { return };
    for command in commands() {
        assert!(first.contains(&command), "{command}");
        let there = offered(&["chainrule", &command, ""]).unwrap();
        for option in options(&command) {
            assert!(there.contains(&option), "{command} {option} is not in {there:?}");
        }
    }
    let all: Vec<_> = LESSONS.iter().map(|row| row.name).collect();
    for command in ["play", "trace", "train", "gradcheck", "assign", "render"] {
        assert!(all.iter().all(|name| first.iter().any(|word| word == name)), "{first:?}");
        let there = offered(&["chainrule", command, ""]).unwrap();
        assert!(all.iter().all(|name| there.iter().any(|word| word == name)), "{there:?}");
    }
    let table: &[(&[&str], &[&str])] = &[
        (&["chainrule", "trace", "vani"], &["vanishing"]),
        (&["chainrule", "gradc"], &["gradcheck"]),
        (&["chainrule", "trace", "--notation", ""], &["paper", "textbook"]),
        (&["chainrule", "completions", "f"], &["fish"]),
    ];
    for (words, expected) in table {
        assert_eq!(offered(words).unwrap(), *expected, "{words:?}");
    }
}

#[test]
fn zsh_and_fish_are_told_of_every_option_and_lesson() {
    let (zsh, fish) = (printed(&["completions", "zsh"]), printed(&["completions", "fish"]));
    for (command, option) in every_option() {
        let (_, there) = zsh.split_once(&format!("({command})\n")).unwrap();
        let (there, _) = there.split_once("\n;;\n").unwrap();
        let has = |end: &str| there.contains(&format!("{option}{end}["));
        assert!(has("") || has("="), "{command} {option}");
        let (place, long) = (format!("using_subcommand {command}\""), option.replace("--", "-l "));
        let mut lines = fish.lines().filter(|line| line.contains(&place));
        assert!(lines.any(|line| format!("{line} ").contains(&format!(" {long} "))), "{option}");
    }
    // Choices stand between double quotes, where a dollar would begin the name of a variable.
    let choices: Vec<_> = fish.lines().filter(|line| line.contains(r"\t'")).collect();
    assert!(choices.iter().any(|line| line.contains(r"\$")), "no choice speaks of a dollar");
    assert!(choices.iter().all(|line| !line.replace(r"\$", "").contains('$')), "{choices:?}");
    for row in LESSONS {
        let summary = row.lesson().unwrap().summary;
        let quoted = summary.replace('\'', r"'\''");
        assert!(zsh.contains(&format!("'{}:{quoted}'", row.name)), "{}", row.name);
        let quoted = summary.replace('\'', r"\'");
        assert!(fish.contains(&format!(" -a {} -d '{quoted}'\n", row.name)), "{}", row.name);
    }
}

#[test]
fn the_manual_page_has_every_option_under_its_command_every_lesson_and_exit_code() {
    let page = printed(&["man"]);
    for (command, option) in every_option() {
        let (_, there) = page.split_once(&format!("\n.SS chainrule {command}\n")).unwrap();
        let there = there.split("\n.S").next().unwrap();
        let written = format!("\\fB{}\\fR", option.replace('-', "\\-"));
        let heads = there.split(".TP\n").skip(1).filter_map(|item| item.lines().next());
        assert!(heads.into_iter().any(|head| head.contains(&written)), "{command} {option}");
    }
    for row in EXITS {
        let item = format!("\n.TP\n{}\n{}\n", row.written(), row.doc);
        assert!(page.contains(&item), "{item}");
    }
    let Some((fine, text, complaint)) =
        said_of(&page, "groff", &["-man", "-Tutf8", "-ww", "-K", "utf8", "-P", "-cbou"])
    else {
        return;
    };
    assert!(fine && complaint.is_empty(), "{complaint}");
    for heading in ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "LESSONS", "EXIT STATUS"] {
        assert!(text.lines().any(|line| line == heading), "{heading} in\n{text}");
    }
    for row in LESSONS {
        let line = format!(" {} ", row.name);
        assert!(text.lines().any(|text| text.contains(&line) && text.contains(" min ")), "{line}");
    }
}

#[test]
fn a_shell_that_is_not_known_is_refused_with_those_that_are() {
    let output = binary::chainrule(&["completions", "csh"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), complaint.lines().count()), (Some(2), 1), "{complaint}");
    for (shell, _) in SHELLS {
        assert!(complaint.contains(shell), "{complaint}");
    }
}
