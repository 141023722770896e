//! Files that are too much: refused by name, in memory that is limited from outside.

use std::fs;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use crate::targets::zipped;

/// The address space that each command has, in KiB.
const MOST: u64 = 768 << 10;

/// One of them, the command that reads it, and words that the refusal has.
struct Row {
    name: &'static str,
    /// Writes the file.
    make: fn(&Path),
    /// The command, `{}` for the file.
    line: &'static [&'static str],
    words: &'static [&'static str],
}

const GOOD: &str = include_str!("../mistakes/good.toml");

fn text(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// A GB of which nothing is on the disk.
fn sparse(path: &Path) {
    File::create(path).unwrap().set_len(1 << 30).unwrap();
}

/// A network of this many units.
fn units(count: &str) -> String {
    format!(
        "[network]\ninputs = 2\nlayers = [ {{ units = {count}, activation = \"tanh\" }} ]\n[init]\nscheme = \"zeros\"\n\
         [data]\nx = [[1, 2]]\ny = [[1]]\n"
    )
}

/// An array of numpy: its header, and zeros.
fn array(shape: &str, zeros: usize) -> Vec<u8> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n");
    let length = (header.len() as u16).to_le_bytes();
    [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), &vec![0; zeros]].concat()
}

/// A lesson beside which there is an archive.
fn with_archive(path: &Path, archive: &[u8]) {
    fs::write(path.with_file_name("f.npz"), archive).unwrap();
    let data = "[data]\nnpz = \"f.npz\"\n";
    let head = "[network]\ninputs = 2\nlayers = [ { units = 1, activation = \"tanh\" } ]\n[init]\nscheme = \"zeros\"\n";
    text(path, &format!("{head}{data}"));
}

/// An archive whose one array is a GB of zeros, in a MB.
fn bomb() -> Vec<u8> {
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("x.npy", options).unwrap();
    archive.write_all(&deflated_gigabyte()).unwrap();
    let mut bytes = archive.finish().unwrap().into_inner();
    // Deflate in the place of stored, in both headers.
    let central = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[8] = 8;
    bytes[central + 10] = 8;
    bytes
}

/// A GB of zeros as deflate has them: one byte, then copies of 258 from one byte before, 4 bits a
/// copy (RFC 1951, 3.2.6): a length of 258 is the code 11000101, a distance of 1 five zeros.
fn deflated_gigabyte() -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with the fixed codes.
    bits.put(&[1, 1, 0]);
    // The byte 0 is the code 00110000.
    bits.put(&[0, 0, 1, 1, 0, 0, 0, 0]);
    for _ in 0..(1usize << 30) / 258 {
        bits.put(&[1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
    }
    bits.put(&[0; 7]);
    bits.bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn put(&mut self, bits: &[u8]) {
        for bit in bits {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= bit << (self.count % 8);
            self.count += 1;
        }
    }
}

fn nested(open: &str, close: &str) -> String {
    format!("{}1{}", open.repeat(1_000_000), close.repeat(1_000_000))
}

const ROWS: &[Row] = &[
    Row {
        name: "a layer of a billion units",
        make: |path| text(path, &units("1_000_000_000")),
        line: &["trace", "{}"],
        words: &["l.toml:3", "the network holds 2000000000 numbers"],
    },
    Row {
        name: "a layer of as many units as can be counted",
        make: |path| text(path, &units("9_223_372_036_854_775_807")),
        line: &["train", "{}", "-n", "1"],
        words: &["l.toml:3", "the network holds"],
    },
    Row {
        name: "a lesson of a GB",
        make: sparse,
        line: &["trace", "{}"],
        words: &["larger than 64 MiB"],
    },
    Row {
        name: "a session of a GB",
        make: sparse,
        line: &["play", "--plain", "--session", "{}"],
        words: &["larger than"],
    },
    Row {
        name: "a document of a GB",
        make: sparse,
        line: &["check", "{}"],
        words: &["larger than"],
    },
    Row {
        name: "a table of a GB",
        make: |path| {
            sparse(&path.with_file_name("f.csv"));
            text(
                path,
                &format!(
                    "{}[data]\ncsv = \"f.csv\"\ntarget = \"a\"\n",
                    units("1").split("[data]").next().unwrap()
                ),
            );
        },
        line: &["trace", "{}"],
        words: &["f.csv: is larger than 64 MiB"],
    },
    Row {
        name: "an archive of a GB",
        make: |path| {
            with_archive(path, b"");
            sparse(&path.with_file_name("f.npz"));
        },
        line: &["trace", "{}"],
        words: &["f.npz: is larger than 64 MiB"],
    },
    Row {
        name: "arrays in arrays",
        make: |path| text(path, &GOOD.replacen("x = ", &format!("x = {} #", nested("[", "]")), 1)),
        line: &["trace", "{}"],
        words: &["l.toml:", "max recursion depth met"],
    },
    Row {
        name: "tables in tables",
        make: |path| {
            text(path, &GOOD.replacen("x = ", &format!("x = {} #", nested("{a=", "}")), 1));
        },
        line: &["trace", "{}"],
        words: &["l.toml:", "max recursion depth met"],
    },
    Row {
        name: "a key of keys",
        make: |path| text(path, &format!("{}\na{} = 1\n", GOOD, ".a".repeat(1_000_000))),
        line: &["trace", "{}"],
        words: &["l.toml:", "recursion limit"],
    },
    Row {
        name: "the name of a section of sections",
        make: |path| text(path, &format!("{}\n[a{}]\n", GOOD, ".a".repeat(1_000_000))),
        line: &["trace", "{}"],
        words: &["l.toml:", "recursion limit"],
    },
    Row {
        name: "a session of arrays in arrays",
        make: |path| text(path, &format!("session = 1\nrun = {}\n", nested("[", "]"))),
        line: &["play", "--plain", "{}"],
        words: &["l.toml:2", "max recursion depth met"],
    },
    Row {
        name: "brackets of JSON",
        make: |path| text(&path.with_file_name("d.json"), &nested("[", "]")),
        line: &["check", "{dir}/d.json"],
        words: &["nested deeper than 100"],
    },
    Row {
        name: "objects of JSON",
        make: |path| {
            text(&path.with_file_name("d.json"), &format!("{{\"a\":{}}}", nested("{\"a\":", "}")));
        },
        line: &["check", "{dir}/d.json"],
        words: &["nested deeper than 100"],
    },
    Row {
        name: "braces of LaTeX",
        make: |path| {
            text(&path.with_file_name("d.tex"), &format!("\\[ W_1 = {} \\]\n", nested("{", "}")));
        },
        line: &["check", "{dir}/d.tex"],
        words: &["d.tex: line 1:", "than"],
    },
    Row {
        name: "an array that claims a million million numbers",
        make: |path| with_archive(path, &zipped(&[("x.npy", &array("(1000000, 1000000)", 64))])),
        line: &["trace", "{}"],
        words: &["f.npz: x: has 1000000000000 numbers; at most 4000000 are read from a file"],
    },
    Row {
        name: "the same in a document",
        make: |path| {
            fs::write(
                path.with_file_name("d.npz"),
                zipped(&[("W1.npy", &array("(1000000, 1000000)", 64))]),
            )
            .unwrap();
        },
        line: &["check", "{dir}/d.npz"],
        words: &["d.npz: W1: line 1: a matrix of more than 100000 numbers"],
    },
    Row {
        name: "an archive that unpacks to a GB",
        make: |path| with_archive(path, &bomb()),
        line: &["trace", "{}"],
        words: &["f.npz: x: an array of more than"],
    },
    Row {
        name: "the same as a document",
        make: |path| fs::write(path.with_file_name("d.npz"), bomb()).unwrap(),
        line: &["check", "{dir}/d.npz"],
        words: &["d.npz: x: an array of more than 4 MiB"],
    },
    Row {
        name: "a session whose runs have all the edits of those before",
        make: |path| {
            let app = chainrule::app::App::new(
                chainrule::lesson::embedded("paper").unwrap().lesson().unwrap(),
            );
            let text = app.session() + &chainrule::lesson::session::lesson_section(app.lessons());
            let count = 20_000;
            let run = |i: usize| {
                format!(
                    "[[run]]\nlabel = \"x\"\nfrom = {i}\nreached = 1\nedit = {{ at = {}, set = \"learning_rate\", value = 0.1 }}\n\n",
                    i + 1
                )
            };
            let runs: String = (1..count).map(run).collect();
            let text = text.replace("runs = 1\n", &format!("runs = {count}\n"));
            assert!(text.contains("20000"));
            super::limits::text(path, &text.replacen("\n[start]", &format!("\n{runs}[start]"), 1));
        },
        line: &["play", "--plain", "{}"],
        words: &["l.toml:", "more than 1000000 edits"],
    },
];

/// Links that are too much.
const LINKS: &[(&str, &str)] = &[
    ("#networkShape=1000000000", "the network holds"),
    ("#networkShape=99999999999999999999,4", "the network holds"),
];

/// Runs a command in so much memory and no more.
fn limited(line: &[String]) -> Output {
    let script = format!("ulimit -v {MOST}; exec \"$0\" \"$@\"");
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_chainrule")]).args(line);
    command
        .env("XDG_STATE_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("RUST_BACKTRACE", "0");
    command.stdin(std::process::Stdio::null()).output().unwrap()
}

fn assert_refused(name: &str, output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    let short: String = said.chars().take(600).collect();
    assert_eq!(output.status.code(), Some(2), "{name}: {:?} {short}", output.status);
    assert_eq!(said.lines().count(), 1, "{name}: {short}");
    assert!(said.len() < 2_000, "{name}: {} bytes: {short}", said.len());
    for word in words {
        assert!(said.contains(word), "{name}: no {word:?} in {short}");
    }
}

#[test]
fn what_is_too_much_is_refused_by_name_before_it_takes_memory() {
    for row in ROWS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.toml");
        (row.make)(&path);
        let dir = folder.path().to_str().unwrap();
        let line: Vec<_> = row
            .line
            .iter()
            .map(|word| word.replace("{dir}", dir).replace("{}", path.to_str().unwrap()))
            .collect();
        assert_refused(row.name, &limited(&line), row.words);
    }
}

#[test]
fn links_that_are_too_much_are_refused() {
    for (link, words) in LINKS {
        assert_refused(
            link,
            &limited(&["trace".into(), (*link).into()]),
            &["Playground link: ", words],
        );
    }
    let layers = format!("#networkShape={}", "1,".repeat(10_000) + "1");
    assert_refused(
        "layers",
        &limited(&["trace".into(), layers]),
        &["networkShape has 10001 layers"],
    );
}
