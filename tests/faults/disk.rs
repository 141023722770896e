//! Files that cannot be written, that another program writes to as well, or that change.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::session::Session;
use crate::{OPENED, edits, kept};

/// A lesson that is longer than the files that may be written below.
fn long_lesson() -> String {
    let text = include_str!("../../assets/lessons/paper.toml");
    format!("{text}\n{}", "# a line that makes it longer\n".repeat(400))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// `play --plain` with a line in and what it answers out.
struct Plain {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Plain {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
        command.args(["play", "--plain"]).args(arguments);
        Self::of(command, home)
    }

    fn of(mut command: Command, home: &Path) -> Self {
        command.env("XDG_STATE_HOME", home).env("XDG_CONFIG_HOME", home);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, input, output: BufReader::new(output) }
    }

    /// Types a line; what is answered up to the refusal of another, which marks the end.
    fn says(&mut self, line: &str) -> String {
        writeln!(self.input, "{line}\nshow zz9").unwrap();
        let mut all = String::new();
        loop {
            let mut one = String::new();
            assert!(self.output.read_line(&mut one).unwrap() > 0, "it has ended after {all}");
            if one.contains("zz9") {
                return all;
            }
            all.push_str(&one);
        }
    }

    /// Ends it; what it prints on standard error.
    fn end(self) -> String {
        drop(self.input);
        let output = self.child.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn a_full_disk_leaves_the_session_as_it_was_and_the_sitting_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let lesson = home.path().join("long.toml");
    fs::write(&lesson, long_lesson()).unwrap();
    let file = home.path().join("s.toml");
    let state = ("XDG_STATE_HOME", home.path().to_str().unwrap());
    let (lesson, name) = (lesson.to_str().unwrap(), file.to_str().unwrap());
    let mut session = Session::with(&["play", lesson, "--session", name], 100, 30, &[state]);
    session.wait_for(OPENED);
    session.press(":lr 0.25\r");
    session.wait_for("learning_rate = 0.25 from");
    session.press("q");
    assert_eq!(session.end(), 0);
    let before = fs::read_to_string(&file).unwrap();
    let there = names(home.path());

    // Some KiB a file is all there is; the signal that says so is not ignored by anybody else.
    let line = format!("ulimit -f 4; \"$CHAINRULE\" play --session {name}; echo \"ENDED $?\"");
    let mut session = Session::shell(&line, 100, 30);
    session.wait_for("iteration");
    session.press(":lr 0.125\r");
    session.wait_for("cannot be written");
    session.wait_for("the session goes on unsaved");
    session.press(":W1[1,1] 0.5\r");
    session.wait_for("[1,1] = 0.5");
    session.press("q");
    session.wait_for("ENDED 2");
    session.end();
    session.assert_restored();
    let said = session.screen().contents();
    let said: Vec<_> = said.lines().filter(|line| line.contains("chainrule: ")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert_eq!(names(home.path()), there, "something was left behind");
}

/// Plays a session on a disk of its own, 64 KiB small, that nothing else fits on.
const ON_A_SMALL_DISK: &str = r#"
mount -t tmpfs -o size=64k tmpfs "$DISK" && cp "$SESSION" "$DISK/s.toml" || exit 9
head -c 100000 /dev/zero > "$DISK/other" 2> "$SESSION.said"
exec "$CHAINRULE" play --plain --session "$DISK/s.toml"
"#;

#[test]
#[cfg(target_os = "linux")]
fn once_a_full_disk_has_room_again_the_session_is_kept_on_it() {
    let home = tempfile::tempdir().unwrap();
    let (disk, file) = (home.path().join("disk"), home.path().join("s.toml"));
    fs::create_dir(&disk).unwrap();
    let mounts = ["-rm", "mount", "-t", "tmpfs", "tmpfs", disk.to_str().unwrap()];
    if !Command::new("unshare").args(mounts).output().is_ok_and(|made| made.status.success()) {
        eprintln!("SKIPPED: no disk can be made here (unshare -rm mount)");
        return;
    }
    let mut plain = Plain::start(home.path(), &["paper", "--session", file.to_str().unwrap()]);
    plain.says("W1[2,1] 0.125");
    assert_eq!(plain.end(), "");
    let before = fs::read_to_string(&file).unwrap();

    let mut command = Command::new("unshare");
    command.args(["-rm", "bash", "-c", ON_A_SMALL_DISK]);
    command.env("DISK", &disk).env("SESSION", &file);
    command.env("CHAINRULE", env!("CARGO_BIN_EXE_chainrule"));
    let mut plain = Plain::of(command, home.path());
    let said = plain.says("lr 0.125");
    assert!(said.contains("the session goes on unsaved"), "{said}");
    // The disk is there for this process and those that it lets look.
    let disk = format!("/proc/{}/root{}", plain.child.id(), disk.display());
    let disk = Path::new(&disk);
    assert_eq!(names(disk), ["other", "s.toml"]);
    assert_eq!(fs::read_to_string(disk.join("s.toml")).unwrap(), before);

    fs::remove_file(disk.join("other")).unwrap();
    plain.says("W1[1,1] 0.5");
    let values = edits(&disk.join("s.toml")).1;
    assert_eq!(values, ["W1[2,1] 0.125", "learning_rate 0.125", "W1[1,1] 0.5"]);
    assert_eq!(names(disk), ["s.toml"]);
    assert_eq!(plain.end(), "");
}

#[test]
fn a_report_that_does_not_fit_on_the_disk_is_one_line_and_no_file() {
    let home = tempfile::tempdir().unwrap();
    for line in ["trace -n 2000", "train paper -n 20000", "render --size 200x60"] {
        let line = format!("ulimit -f 4; exec \"$CHAINRULE\" {line} --output file");
        let output = Command::new("bash")
            .args(["-c", &line])
            .env("CHAINRULE", env!("CARGO_BIN_EXE_chainrule"))
            .current_dir(home.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.starts_with("chainrule: ") && said.lines().count() == 1, "{line}: {said}");
        assert_eq!(names(home.path()), [""; 0], "{line}");
    }
}

#[test]
fn a_folder_of_sessions_that_is_none_is_said_once_and_lines_go_on() {
    for state in ["/proc", "/dev/null"] {
        let mut plain = Plain::start(Path::new(state), &[]);
        let said = plain.says("lr 0.25");
        assert_eq!(said.matches("the session goes on unsaved").count(), 1, "{state}: {said}");
        let said = plain.says("lr 0.125");
        assert!(said.contains("learning_rate = 0.125") && !said.contains("unsaved"), "{said}");
        assert_eq!(plain.end(), "");
    }
}

#[test]
fn two_programs_that_keep_one_session_never_write_over_each_other() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("s.toml");
    let name = file.to_str().unwrap();
    let mut first = Plain::start(home.path(), &["paper", "--session", name]);
    first.says("lr 0.25");
    let mut second = Plain::start(home.path(), &["--session", name]);
    second.says("show W1");
    first.says("W1[1,1] 0.5");
    let said = second.says("lr 0.125");
    assert!(said.contains("another program has written to it; this session is kept in"), "{said}");
    let said = second.says("X[1,1] 0.75");
    assert!(!said.contains("another program"), "it is said once: {said}");
    first.says("W1[2,1] 0.125");
    assert_eq!((first.end(), second.end()), (String::new(), String::new()));
    assert_eq!(edits(&file).1, ["learning_rate 0.25", "W1[1,1] 0.5", "W1[2,1] 0.125"]);
    let others = kept(home.path());
    assert_eq!(others.len(), 1, "{others:?}");
    assert_eq!(edits(&others[0]).1, ["learning_rate 0.125", "X[1,1] 0.75"]);
}

#[test]
fn a_session_that_another_program_has_written_to_is_not_written_over_at_the_end_either() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("s.toml");
    let name = file.to_str().unwrap();
    let mut plain = Plain::start(home.path(), &["paper", "--session", name]);
    plain.says("lr 0.25");
    plain.says("next");
    fs::write(&file, "mine").unwrap();
    let said = plain.end();
    assert!(said.starts_with("chainrule: ") && said.lines().count() == 1, "{said}");
    assert!(said.contains("s.toml: another program has written to it"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(edits(&kept(home.path())[0]).1, ["learning_rate 0.25"]);
}

#[test]
fn a_lesson_that_changes_on_disk_while_it_is_open_stays_as_it_was_in_its_session() {
    let home = tempfile::tempdir().unwrap();
    let lesson = home.path().join("mine.toml");
    let text = include_str!("../../assets/lessons/paper.toml");
    fs::write(&lesson, text).unwrap();
    let mut plain = Plain::start(home.path(), &[lesson.to_str().unwrap()]);
    plain.says("lr 0.25");
    fs::write(&lesson, text.replace("inputs = 2", "inputs = 3")).unwrap();
    plain.says("W1[1,1] 0.5");
    fs::remove_file(&lesson).unwrap();
    plain.says("W1[2,1] 0.125");
    assert_eq!(plain.end(), "");
    let (app, found) = edits(&kept(home.path())[0]);
    assert_eq!(found, ["learning_rate 0.25", "W1[1,1] 0.5", "W1[2,1] 0.125"]);
    assert_eq!(*app.lesson().text, *text);
}
