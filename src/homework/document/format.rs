//! What a document is written in, by its name or else by what it holds.

use std::borrow::Cow;

use anyhow::{Context, Result, bail, ensure};

use super::lex::Manner;
use super::limits::{self, Tally};
use super::{Document, Event, csv, drawn, json, number, page};

/// Reads a document: LaTeX, Markdown, plain text, CSV, JSON, a notebook or npz, by the ending of
/// its name, else by what it holds.
///
/// # Errors
/// One line that begins with the name: what is wrong, and on which line of the document.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document> {
    let events = events(name, bytes).with_context(|| name.to_owned());
    let events = events.map_err(|error| anyhow::anyhow!("{error:#}"))?;
    Ok(Document { name: name.to_owned(), events })
}

fn events(name: &str, bytes: &[u8]) -> Result<Vec<Event>> {
    limits::bytes(bytes.len())?;
    let mut tally = Tally::default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") || ending == "npz" {
        return arrays(bytes, &mut tally);
    }
    let text = text(bytes)?;
    let events = match ending.as_str() {
        "csv" | "tsv" => csv::read(&text, &mut tally)?,
        "json" | "ipynb" => json::read(&text, &mut tally)?,
        "tex" | "md" | "txt" | "markdown" => prose(&text, &ending, &mut tally)?,
        _ if text.trim_start().starts_with('{') => json::read(&text, &mut tally)?,
        _ if csv::is_csv(&text) => csv::read(&text, &mut tally)?,
        _ => prose(&text, &ending, &mut tally)?,
    };
    let says = |event: &Event| matches!(event, Event::Written(written) if written.value.is_some());
    ensure!(events.iter().any(says), "nothing in it that reads as a named matrix or number");
    Ok(events)
}

fn prose(text: &str, ending: &str, tally: &mut Tally) -> Result<Vec<Event>> {
    let comments =
        ending == "tex" || text.contains("\\documentclass") || text.contains("\\begin{document}");
    let manner = Manner { comments, comma: number::has_decimal_comma(text) };
    page::read(&drawn::rewritten(&unspoken(text)), manner, 1, tally)
}

/// The text without what is said in words inside formulas and has mathematics of its own, such as
/// `\text{if $s > 0$}`.
fn unspoken(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\text{") {
        let (before, spoken) = rest.split_at(at + "\\text{".len());
        let end = closing(spoken).unwrap_or(0);
        out += before;
        if spoken[..end].contains('$') {
            out += "words";
            rest = &spoken[end..];
        } else {
            rest = spoken;
        }
    }
    if out.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out + rest) }
}

/// Where a group ends on its line.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().take(2000) {
        match c {
            '\n' => return None,
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The text of a document, its lines ended by line feeds alone.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        bail!("is UTF-16; expected UTF-8");
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            bail!("line {line}: no UTF-8 text (a file of another encoding, or no text at all)");
        }
    };
    if !text.contains('\r') {
        return Ok(Cow::Borrowed(text));
    }
    Ok(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
}

#[cfg(feature = "npz")]
fn arrays(bytes: &[u8], tally: &mut Tally) -> Result<Vec<Event>> {
    super::npz::read(bytes, tally)
}

#[cfg(not(feature = "npz"))]
fn arrays(_: &[u8], _: &mut Tally) -> Result<Vec<Event>> {
    bail!("is npz, which this build cannot read")
}
