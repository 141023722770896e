//! From the start of the program to the end of its first frame on a terminal, beside a program that
//! takes the terminal, writes one greeting and ends.
#![cfg(unix)]

mod measure;

use std::env;
use std::io;
use std::io::Read;
use std::io::Write;
use std::thread;
use std::time::Duration;

use crossterm::execute;
use crossterm::terminal;
use measure::Pair;
use portable_pty::CommandBuilder;
use portable_pty::PtySize;
use portable_pty::native_pty_system;

const BUDGET: Duration = Duration::from_secs(5);

/// Tells this very program to be the other one.
const HELLO: &str = "CHAINRULE_BENCH_HELLO";

/// What ends a frame.
const END: &[u8] = b"\x1b[?2026l";

/// The longest the first frame may take, in starts of the other program.
const MOST: f64 = 5.0;

fn main() -> io::Result<()> {
    if env::var_os(HELLO).is_some() {
        return hello();
    }
    if !measure::asked_for("start") {
        return Ok(());
    }
    let budget = if measure::wanted() { BUDGET } else { Duration::ZERO };
    let own = env::current_exe()?;
    let pair = Pair::take(
        budget,
        || start(CommandBuilder::new(env!("CARGO_BIN_EXE_chainrule"))),
        || {
            let mut command = CommandBuilder::new(&own);
            command.env(HELLO, "1");
            start(command);
        },
    );
    let side = |(best, median): (f64, f64)| format!("{:.1} ({:.1})", best / 1e3, median / 1e3);
    println!("ms: best (median) of many turns, starting and reading the first frame");
    println!(
        "chainrule {}   hello {}   {:.1} times as long ({MOST} at most)",
        side(pair.first()),
        side(pair.second()),
        1.0 / pair.ratio().1
    );
    Ok(())
}

/// One greeting on a terminal.
fn hello() -> io::Result<()> {
    let mut out = io::stdout();
    terminal::enable_raw_mode()?;
    execute!(out, terminal::EnterAlternateScreen)?;
    out.write_all(b"\x1b[?2026hhello, world\x1b[?2026l")?;
    execute!(out, terminal::LeaveAlternateScreen)?;
    terminal::disable_raw_mode()
}

/// Starts a program on a terminal and reads until its first frame ends.
fn start(mut command: CommandBuilder) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    let mut child = pair.slave.spawn_command(command).expect("a process");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let (mut raw, mut part) = (Vec::new(), [0; 4096]);
    while !raw.windows(END.len()).any(|window| window == END) {
        let length = reader.read(&mut part).expect("it writes a frame");
        assert!(length > 0, "it ended without a frame");
        raw.extend_from_slice(&part[..length]);
    }
    // Ending a process by its terminal takes its time, which is not what is measured.
    thread::spawn(move || child.kill().and_then(|()| child.wait()));
}
