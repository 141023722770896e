//! `chainrule play --plain`: lines in, lines out; needs no terminal.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use anyhow::Result;

use super::Answer;
use super::session::Keeper;
use crate::app::plain::{greeting, respond};
use crate::app::{App, Effect};
use crate::math::unseen::is_unseen;

/// What stands before a line that is typed.
const PROMPT: &str = "> ";

/// The longest line that is read, in bytes; the rest of it is dropped.
const LONGEST: u64 = 4096;

/// Answers the lines of standard input until it ends, or until one says so.
///
/// # Errors
/// What reading or writing says.
pub(super) fn run(mut app: App, mut keeper: Keeper) -> Result<Answer> {
    let mut input = io::stdin().lock();
    let mut out = io::stdout();
    let prompt = if io::stdin().is_terminal() && out.is_terminal() { PROMPT } else { "" };
    let warned = app.message().map(|message| message.text.clone());
    let welcome: Vec<_> = warned.into_iter().chain(greeting(&app)).collect();
    print(&mut out, &welcome, prompt)?;
    while let Some(line) = line(&mut input)? {
        let answer = respond(&mut app, &line);
        let mut lines = answer.lines;
        let quits = answer.effects.contains(&Effect::Quit);
        for effect in answer.effects {
            lines.extend(perform(effect, &mut app, &mut keeper));
        }
        let before = app.message().map(|message| message.text.clone());
        keeper.follow(&mut app);
        let after = app.message().map(|message| message.text.clone());
        lines.extend(after.filter(|after| before.as_ref() != Some(after)));
        print(&mut out, &lines, if quits { "" } else { prompt })?;
        if quits {
            break;
        }
    }
    keeper.finish(&mut app)?;
    Ok(Answer::Fine)
}

/// Does what a command asked for and says what came of it.
fn perform(effect: Effect, app: &mut App, keeper: &mut Keeper) -> Option<String> {
    match effect {
        Effect::Quit => None,
        Effect::Suspend => Some("Ctrl-Z suspends it, as it does every program".into()),
        // On the clipboard it would have to go by an escape sequence.
        Effect::Copy(text) => Some(text),
        other => {
            keeper.perform(other, app);
            app.message().map(|message| message.text.clone())
        }
    }
}

/// The next line, whatever its bytes; none at the end.
fn line(input: &mut impl BufRead) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Lines without anything in them that a terminal would obey.
fn print(out: &mut impl Write, lines: &[String], prompt: &str) -> Result<()> {
    let visible = |c: char| if is_unseen(c) && c != '\t' { '\u{fffd}' } else { c };
    let lines = lines.iter().flat_map(|text| text.lines());
    let mut text: String =
        lines.flat_map(|line| line.chars().map(visible).chain(std::iter::once('\n'))).collect();
    text.push_str(prompt);
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_it_is_too_long_and_the_next_one_is_whole() {
        let long = "x".repeat(3 * LONGEST as usize);
        let text = format!("{long}\nstep\n\u{e9}");
        let mut input = io::Cursor::new(text.into_bytes());
        let mut next = || line(&mut input).unwrap();
        assert_eq!(next().map(|line| line.len()), Some(LONGEST as usize));
        assert_eq!(next().as_deref(), Some("step\n"));
        assert_eq!(next().as_deref(), Some("\u{e9}"));
        assert_eq!(next(), None);
    }

    #[test]
    fn nothing_a_terminal_obeys_is_printed() {
        let mut out = Vec::new();
        print(&mut out, &["a\x1b[2Jb\nc".into(), "d".into()], "> ").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\u{fffd}[2Jb\nc\nd\n> ");
    }
}
