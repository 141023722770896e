//! What once went wrong with bad input: the bytes, and what was wrong.

use crate::targets::{TARGETS, zipped};

/// A target, what went wrong, and the bytes.
struct Row {
    target: &'static str,
    wrong: &'static str,
    bytes: fn() -> Vec<u8>,
}

const PLAIN: &str = include_str!("../homework/others/tables_plain.md");
const TEX: &str = include_str!("../homework/documents/hw0_perfect.tex");

const ROWS: &[Row] = &[
    Row {
        target: "csv",
        wrong: "the name of a column that has a line end in it made the message several lines",
        bytes: || b"# said before\na\t\"\tkind\t}ore\n1\t2\n".to_vec(),
    },
    Row {
        target: "document",
        wrong: "a row of a table that is cut short made S another shape than A and delta: a panic",
        bytes: || with(1, &PLAIN.replacen("| 0.5466 | 0.4037 |", "| 0.50.4037 |", 1)),
    },
    Row {
        target: "document",
        wrong: "a grid narrower than the column of ones that was looked for in it: a panic",
        bytes: || {
            let end = "\nlearning rate WORD\n\\[ W_{WORD} = \\begin{bmatrix} 1 & 2 \\end{bmatrix} \\]\n\
                       WORD = 3\n";
            with(0, &format!("{TEX}{}", end.replace("WORD", "MARK\u{9d}0;x\u{9c}MARK")))
        },
    },
    Row {
        target: "document",
        wrong: "the least exponent that can be held has no opposite: a panic",
        bytes: || {
            with(0, "\\[ W_1 = \\begin{bmatrix} 2\\times 10^{-2147483648} & 1 \\end{bmatrix} \\]\n")
        },
    },
];

/// A document, after the byte that says what its name ends with.
fn with(ending: u8, text: &str) -> Vec<u8> {
    [&[ending], text.as_bytes()].concat()
}

#[test]
fn what_once_went_wrong_stays_mended() {
    for row in ROWS {
        let target = TARGETS.iter().find(|target| target.name == row.target);
        println!("{}: {}", row.target, row.wrong);
        (target.unwrap().run)(&(row.bytes)());
    }
}

/// The header of an array of numpy that says so.
fn array(shape: &str, body: &[u8]) -> Vec<u8> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n");
    let length = (header.len() as u16).to_le_bytes();
    [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), body].concat()
}

#[test]
fn arrays_of_no_size_or_of_too_many_axes_are_refused() {
    for shape in
        ["(0,)", "(0, 99999999999)", "(99999999999, 0)", "(1, 1, 1, 1)", "()", "(,)", "(-1,)", "(1"]
    {
        let bytes = array(shape, &[0; 8]);
        let archive = zipped(&[("x.npy", &bytes), ("y.npy", &bytes)]);
        crate::targets::npz(&archive);
    }
}
