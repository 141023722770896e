//! The real binary in a terminal of our own: what it writes is kept raw and shown by `vt100`.
//! Waiting is for a condition, never for a time; a time only bounds it.
#![allow(dead_code, reason = "each test uses some of it")]

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use std::io::Read;
use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// The longest anything may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Cursor position, device attributes, version, size, colours; and every movement of the mouse.
const QUESTIONS: [&str; 9] = [
    "\x1b[6n",
    "\x1b[c",
    "\x1b[>c",
    "\x1b[>q",
    "\x1b[18t",
    "\x1b]10;?",
    "\x1b]11;?",
    "\x1b[?u",
    "\x1b[?1003h",
];

pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
    modes_before: String,
}

/// What has come from the terminal so far.
struct Seen {
    raw: Vec<u8>,
    shown: vt100::Parser,
}

impl Session {
    /// `chainrule` on a terminal of that size, with these variables set.
    pub(crate) fn start(columns: u16, rows: u16, variables: &[(&str, &str)]) -> Self {
        Self::with(&[], columns, rows, variables)
    }

    /// The same with arguments.
    pub(crate) fn with(
        arguments: &[&str],
        columns: u16,
        rows: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_chainrule"));
        command.args(arguments);
        Self::command(command, columns, rows, variables)
    }

    /// A line of shell on a terminal of that size, with job control; the binary is `$CHAINRULE`.
    pub(crate) fn shell(line: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "--noprofile", "-m", "-c", line]);
        Self::command(command, columns, rows, &[("CHAINRULE", env!("CARGO_BIN_EXE_chainrule"))])
    }

    /// A function of this test program on a terminal of that size: one that is ignored otherwise.
    pub(crate) fn inside(
        function: &str,
        columns: u16,
        rows: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let program = std::env::current_exe().expect("a program");
        let mut command = CommandBuilder::new(program);
        command.args(["--exact", function, "--ignored", "--nocapture"]);
        Self::command(command, columns, rows, variables)
    }

    fn command(
        mut command: CommandBuilder,
        columns: u16,
        rows: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a terminal");
        surround(&mut command, variables);
        let modes_before = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("a process");
        let shown = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Arc::new(Mutex::new(Seen { raw: Vec::new(), shown }));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let into = Arc::clone(&seen);
        thread::spawn(move || keep(reader, &into));
        Self { child, master: pair.master, writer, seen, modes_before }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys are taken");
        self.writer.flush().expect("keys are taken");
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("a process").to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().expect("kill");
        assert!(sent.success());
    }

    /// Signals the process that the one of this session has started.
    #[cfg(target_os = "linux")]
    pub(crate) fn signal_child(&self, name: &str) {
        let id = self.child.process_id().expect("a process");
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let children = children.expect("a list of processes");
        let mut kill = Command::new("kill");
        let sent = kill.args(["-s", name]).args(children.split_whitespace()).status();
        assert!(sent.expect("kill").success());
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen
            .lock()
            .expect("no panic")
            .shown
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("another size");
    }

    /// All that was written so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.lock().expect("no panic").raw.clone()
    }

    /// The screen as it is now.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen.lock().expect("no panic").shown.screen().clone()
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is no longer what it was.
    pub(crate) fn wait_for_change(&self, from: &vt100::Screen) {
        self.wait_until("another screen", |screen| screen.contents() != from.contents());
    }

    /// Row and column, from 1, of the first place that shows `text`.
    pub(crate) fn place_of(&self, text: &str) -> (usize, usize) {
        let shown = self.screen().contents();
        let mut rows = shown.lines().enumerate();
        let found = rows.find_map(|(row, line)| {
            let at = line.find(text)?;
            Some((row + 1, line[..at].chars().count() + 1))
        });
        found.expect("it is shown")
    }

    pub(crate) fn wait_until(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !is(&self.screen()) {
            let shown = self.screen().contents();
            assert!(start.elapsed() < PATIENCE, "waited for {what}; the screen shows:\n{shown}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end of the process and of what it writes; its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                self.settle(Duration::from_millis(50));
                // Shown where a test fails: what a program that ended otherwise has said.
                if !status.success() {
                    eprintln!("{}", String::from_utf8_lossy(&self.raw()).escape_debug());
                }
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen().contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until nothing has been written for so long.
    pub(crate) fn settle(&self, quiet: Duration) {
        let mut length = self.raw().len();
        let mut since = Instant::now();
        while since.elapsed() < quiet {
            thread::sleep(Duration::from_millis(5));
            if self.raw().len() != length {
                length = self.raw().len();
                since = Instant::now();
            }
        }
    }

    /// The terminal is ours: everything that is switched on for it.
    pub(crate) fn assert_taken(&self) {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
        assert!(!modes(&*self.master).contains("ICANON"), "raw mode is off");
    }

    /// Nothing was written that the terminal would answer: an answer may never come, or come to
    /// the shell. Every movement of the mouse would be one too.
    pub(crate) fn assert_asked_nothing(&self) {
        let raw = self.raw();
        for question in QUESTIONS {
            let asked = raw.windows(question.len()).any(|window| window == question.as_bytes());
            assert!(!asked, "{question:?}");
        }
    }

    /// How often the program has written to anything so far.
    #[cfg(target_os = "linux")]
    pub(crate) fn writes(&self) -> u64 {
        let id = self.child.process_id().expect("a process");
        let io = std::fs::read_to_string(format!("/proc/{id}/io")).expect("its counters");
        let line = io.lines().find_map(|line| line.strip_prefix("syscw: "));
        line.and_then(|count| count.parse().ok()).expect("a count of writes")
    }

    /// The terminal is as it was, seen from the screen's side and from the line's.
    pub(crate) fn assert_restored(&self) {
        self.assert_asked_nothing();
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(!screen.bold() && !screen.inverse(), "a style is left behind");
        assert_eq!(modes(&*self.master), self.modes_before);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts `chainrule` on a terminal on which keys are pressed, each when what comes before it is
/// shown, and which hangs up when the last text is.
pub(crate) fn hang_up_amid(
    variables: &[(&str, &str)],
    dialogue: &'static [(&str, &str)],
) -> Box<dyn Child + Send + Sync> {
    let pair = native_pty_system().openpty(size(100, 30)).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_chainrule"));
    surround(&mut command, variables);
    let child = pair.slave.spawn_command(command).expect("a process");
    let (done, wait) = mpsc::channel();
    let master = pair.master;
    thread::spawn(move || {
        speak(&*master, dialogue);
        drop(master);
        let _ = done.send(());
    });
    wait.recv_timeout(PATIENCE).expect("what was waited for is shown");
    child
}

fn speak(master: &dyn MasterPty, dialogue: &[(&str, &str)]) {
    let mut reader = master.try_clone_reader().expect("a reader");
    let mut writer = master.take_writer().expect("a writer");
    let mut shown = vt100::Parser::new(cells(30), cells(100), 0);
    let mut part = [0; 4096];
    for (text, keys) in dialogue {
        while !shown.screen().contents().contains(text) {
            let length = reader.read(&mut part).expect("it shows something");
            shown.process(&part[..length]);
        }
        writer.write_all(keys.as_bytes()).expect("keys are taken");
        writer.flush().expect("keys are taken");
    }
}

/// Starts `chainrule` on a terminal that is read until it shows `text` and then hangs up.
pub(crate) fn hang_up_after(text: &str) -> Box<dyn Child + Send + Sync> {
    let (child, master) = unread();
    let mut reader = master.try_clone_reader().expect("a reader");
    let mut raw = Vec::new();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&raw).contains(text) {
        let length = reader.read(&mut part).expect("it shows something");
        raw.extend_from_slice(&part[..length]);
    }
    child
}

/// Starts `chainrule` on a large terminal that nobody reads from.
pub(crate) fn unread() -> (Box<dyn Child + Send + Sync>, Box<dyn MasterPty + Send>) {
    let pair = native_pty_system().openpty(size(400, 120)).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_chainrule"));
    surround(&mut command, &[]);
    (pair.slave.spawn_command(command).expect("a process"), pair.master)
}

/// The same environment whoever runs the tests; nothing is kept outside the build directory.
fn surround(command: &mut CommandBuilder, variables: &[(&str, &str)]) {
    command.env("RUST_BACKTRACE", "0");
    let home = env!("CARGO_TARGET_TMPDIR");
    let settings = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8")];
    let homes = [("HOME", home), ("XDG_STATE_HOME", home), ("XDG_CONFIG_HOME", home)];
    command.env_remove("NO_COLOR");
    for (name, value) in settings.iter().chain(&homes).chain(variables) {
        command.env(name, value);
    }
}

/// A size as the terminal's emulator wants it.
fn cells(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).expect("at least one cell")
}

fn keep(mut reader: Box<dyn Read + Send>, seen: &Mutex<Seen>) {
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = reader.read(&mut part) {
        let mut seen = seen.lock().expect("no panic");
        seen.raw.extend_from_slice(&part[..length]);
        seen.shown.process(&part[..length]);
    }
}

/// What the line does to what is typed (`ICANON`, `ECHO`, …), as text.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a line"))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
