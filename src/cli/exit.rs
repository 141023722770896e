//! How the program ends: the table of exit codes, of which `--help`, the manual page and the README
//! are projections. What else is to be said goes to standard error.

use std::process::ExitCode;

/// What a command found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done, or yes.
    Fine,
    /// The check that was asked for failed.
    No,
    /// Something that was given could not be used, and was complained of.
    Unusable,
}

/// What Rust exits with after a panic of the main thread.
pub(super) const PANIC: u8 = 101;

/// What the number of a signal is added to, as shells do.
pub(super) const SIGNAL: u8 = 128;

/// A way the program ends.
#[derive(Clone, Copy, Debug)]
pub struct Exit {
    /// The code, as a shell has it; where `varies` is said, the least there can be.
    pub code: u8,
    /// What is added to the code.
    pub varies: Option<&'static str>,
    /// One line about it.
    pub doc: &'static str,
}

/// The table: every way the program ends.
pub static EXITS: &[Exit] = &[
    Exit { code: Answer::Fine.code(), varies: None, doc: "all is well" },
    Exit { code: Answer::No.code(), varies: None, doc: "the answer is no" },
    Exit {
        code: Answer::Unusable.code(),
        varies: None,
        doc: "the input could not be used, with the reason in one line",
    },
    Exit { code: PANIC, varies: None, doc: "the program itself is at fault, and says where" },
    Exit { code: SIGNAL, varies: Some("N"), doc: "the signal N ended it" },
];

impl Answer {
    /// The exit code that says so.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::No => 1,
            Self::Unusable => 2,
        }
    }
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        answer.code().into()
    }
}

impl Exit {
    /// The code as it is written: `2`, `128 + N`.
    pub fn written(&self) -> String {
        let code = self.code;
        self.varies.map_or_else(|| code.to_string(), |added| format!("{code} + {added}"))
    }
}

/// The table as `--help` has it.
pub(super) fn list() -> String {
    let width = EXITS.iter().map(|row| row.written().len()).max().unwrap_or(0);
    let line = |row: &Exit| format!("  {:<width$}  {}\n", row.written(), row.doc);
    format!("Exit codes:\n{}", EXITS.iter().map(line).collect::<String>())
}

/// The table as a section of the manual page.
pub(super) fn section() -> String {
    let row = |row: &Exit| format!(".TP\n{}\n{}\n", row.written(), row.doc);
    format!(".SH \"EXIT STATUS\"\n{}", EXITS.iter().map(row).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_a_row_and_no_code_is_two() {
        for answer in [Answer::Fine, Answer::No, Answer::Unusable] {
            let rows = EXITS.iter().filter(|row| row.code == answer.code() && row.varies.is_none());
            assert_eq!(rows.count(), 1, "{answer:?}");
        }
        assert!(EXITS.is_sorted_by(|one, next| one.code < next.code), "{EXITS:?}");
        assert_eq!(EXITS.last().map(Exit::written).as_deref(), Some("128 + N"));
    }
}
