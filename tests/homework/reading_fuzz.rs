//! Whatever the bytes: a document is read or refused in one line, in bounded memory.

use std::fs;
use std::path::Path;

use chainrule::homework::document::{Event, read};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What documents are made of.
const PIECES: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "=",
    "&",
    "\\\\",
    "$",
    "$$",
    "\n",
    "1.5 ",
    "W_1",
    "\\[",
    "\\]",
    "\\begin{bmatrix}",
    "\\end{bmatrix}",
    "\\begin{array}{cc}",
    "\\end{array}",
    ", ",
    "|",
    "'",
    "_",
    "^",
    "\\frac",
    "\\text{",
    "**",
    " ",
    "# ",
    "\n\n",
    "array(",
    "\\left",
    "\\cdots",
    "...",
    "|---|",
    "−",
    "1/3",
    "e5",
    "\\times 10^{-3}",
    "₁",
    "′",
    "δ",
    "```",
    "- ",
    "\"",
    ":",
    ";",
    "<sub>",
    "</sub>",
    "%",
    "\\item",
    "\\hat",
    "\u{301}",
    "𝐖",
    "\\",
    "\\underbrace{",
    "\\begin{",
    "\\end{",
    "\\label{",
    "Iteration 2",
    "1,S1,0,0,",
    "iteration,quantity,row,col,value\n",
    "\r",
];

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// A document is read to whole matrices, or refused in a line.
fn holds(name: &str, bytes: &[u8]) {
    match read(name, bytes) {
        Err(error) => {
            let error = format!("{error:#}");
            assert!(error.starts_with(name) && !error.contains('\n'), "{error}");
        }
        Ok(document) => {
            for event in &document.events {
                let Event::Written(written) = event else { continue };
                for grid in written.value.iter().chain(&written.operands) {
                    assert!(!grid.cells.is_empty() && grid.cells.len() == grid.rows * grid.columns);
                }
                assert!(written.line >= 1);
            }
        }
    }
}

const ENDINGS: &[&str] = &["md", "tex", "txt", "csv", "json", "ipynb", "npz", "unknown"];

#[test]
fn soups_of_tokens_are_read_or_refused() {
    let soup = prop::collection::vec(prop::sample::select(PIECES), 0..60);
    let strategy = (soup, prop::sample::select(ENDINGS));
    let run = |(soup, ending): (Vec<&str>, &str)| {
        holds(&format!("a.{ending}"), soup.concat().as_bytes());
        Ok(())
    };
    runner(4000).run(&strategy, run).unwrap();
}

#[test]
fn random_bytes_are_read_or_refused() {
    let strategy = (prop::collection::vec(any::<u8>(), 0..400), prop::sample::select(ENDINGS));
    let run = |(bytes, ending): (Vec<u8>, &str)| {
        holds(&format!("a.{ending}"), &bytes);
        holds("a.npz", &[&b"PK\x03\x04"[..], &bytes].concat());
        Ok(())
    };
    runner(1000).run(&strategy, run).unwrap();
}

#[test]
fn changed_documents_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/homework/documents");
    let names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let change = (any::<u16>(), 0usize..30, prop::sample::select(PIECES));
    let strategy = (any::<u8>(), prop::collection::vec(change, 1..8));
    let run = |(which, changes): (u8, Vec<(u16, usize, &str)>)| {
        let path = &names[which as usize % names.len()];
        let mut bytes = fs::read(path).unwrap();
        for (at, cut, piece) in changes {
            let at = at as usize % (bytes.len() + 1);
            let to = (at + cut).min(bytes.len());
            bytes.splice(at..to, piece.bytes());
        }
        holds(path.file_name().unwrap().to_str().unwrap(), &bytes);
        Ok(())
    };
    runner(1000).run(&strategy, run).unwrap();
}

#[test]
fn a_long_file_of_one_thing_takes_no_long_time() {
    for piece in PIECES {
        let text = piece.repeat(400_000 / piece.len());
        holds("a.md", text.as_bytes());
        holds("a.tex", text.as_bytes());
    }
}
