//! JSON with the lines and the digits that its numbers were written with.

use anyhow::{Result, bail};

use super::limits::{self, Tally};
use super::{Mark, number};

/// A value and the line on which it begins.
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What a value is.
pub(super) enum Value {
    Number(Mark),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// `true`, `false` or `null`.
    Word,
}

impl Node {
    /// What an object has under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let Value::Object(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.0 == key).map(|entry| &entry.1)
    }

    pub(super) fn list(&self) -> Option<&[Node]> {
        if let Value::List(list) = &self.value { Some(list) } else { None }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }
}

/// Reads a text that is one value.
pub(super) fn read(text: &str, tally: &mut Tally) -> Result<Node> {
    let mut scanner = Scanner { text, at: 0, line: 1, tally };
    let node = scanner.node(0)?;
    scanner.space();
    if scanner.at < text.len() {
        bail!("line {}: something stands behind the end of the JSON", scanner.line);
    }
    Ok(node)
}

struct Scanner<'t, 'a> {
    text: &'a str,
    at: usize,
    line: usize,
    tally: &'t mut Tally,
}

impl Scanner<'_, '_> {
    fn space(&mut self) {
        for byte in
            self.text.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_whitespace())
        {
            self.line += usize::from(*byte == b'\n');
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<u8> {
        self.space();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a byte if it is the next one.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<()> {
        if self.takes(byte) {
            return Ok(());
        }
        bail!("line {}: no JSON; expected {:?} here", self.line, char::from(byte))
    }

    fn node(&mut self, depth: usize) -> Result<Node> {
        limits::depth(depth, self.line)?;
        let (next, line) = (self.next(), self.line);
        let value = match next {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
            _ => bail!("line {line}: no JSON; expected a value here"),
        };
        Ok(Node { line, value })
    }

    fn object(&mut self, depth: usize) -> Result<Value> {
        self.at += 1;
        let mut entries = Vec::new();
        while !self.takes(b'}') {
            if !entries.is_empty() {
                self.expect(b',')?;
            }
            if self.next() != Some(b'"') {
                bail!("line {}: no JSON; expected a name in quotation marks", self.line);
            }
            let key = self.string()?;
            self.expect(b':')?;
            entries.push((key, self.node(depth + 1)?));
            self.tally.count(1)?;
        }
        Ok(Value::Object(entries))
    }

    fn array(&mut self, depth: usize) -> Result<Value> {
        self.at += 1;
        let (mut list, line) = (Vec::new(), self.line);
        while !self.takes(b']') {
            if !list.is_empty() {
                self.expect(b',')?;
            }
            list.push(self.node(depth + 1)?);
            self.tally.count(1)?;
            limits::cells(list.len(), line)?;
        }
        Ok(Value::List(list))
    }

    fn string(&mut self) -> Result<String> {
        let body = &self.text[self.at + 1..];
        let mut escaped = false;
        let end = body.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let Some(end) = end else { bail!("line {}: a text without an end", self.line) };
        let whole = &self.text[self.at..self.at + end + 2];
        self.at += end + 2;
        match serde_json::from_str(whole) {
            Ok(text) => Ok(text),
            Err(_) => bail!("line {}: no JSON text", self.line),
        }
    }

    /// A number, or one of the words.
    fn word(&mut self) -> Result<Value> {
        let rest = &self.text[self.at..];
        let ends = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '+');
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += word.len();
        if matches!(word, "true" | "false" | "null") {
            return Ok(Value::Word);
        }
        match number::mark(word, self.line, false) {
            Some(mark) => Ok(Value::Number(mark)),
            None => bail!(
                "line {}: {:?} is no number",
                self.line,
                word.chars().take(40).collect::<String>()
            ),
        }
    }
}
