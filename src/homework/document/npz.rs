//! npz: arrays as numpy saves them, compressed or not, and as this program writes them. Their
//! numbers are exact.

use anyhow::{Context, Result, anyhow, bail, ensure};
use rawzip::{CompressionMethod, ZipArchive};

use super::json::{Named, numbered};
use super::limits::{self, Tally};
use super::{Event, Grid, Mark};

/// The most arrays in a file.
const MOST_ARRAYS: usize = 100_000;

/// The largest array, in bytes with its header.
const MOST_BYTES: usize = 4 << 20;

/// What such a file says.
pub(super) fn read(bytes: &[u8], tally: &mut Tally) -> Result<Vec<Event>> {
    let broken = |error: rawzip::Error| anyhow!("no npz that can be read: {error}");
    let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
    let mut entries = archive.entries();
    let mut named: Vec<Named> = Vec::new();
    let mut count = 0;
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        count += 1;
        ensure!(count <= MOST_ARRAYS, "more than {MOST_ARRAYS} arrays, which no homework has");
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        let Some(key) = path.strip_suffix(".npy") else { continue };
        limits::name(key, 1)?;
        let method = entry.compression_method();
        let inside = archive.get_entry(entry.wayfinder()).map_err(broken)?;
        let data = unpacked(inside.data(), method).with_context(|| key.to_owned())?;
        let grid = array(&data, tally).with_context(|| key.to_owned())?;
        let (iteration, name) = split(key);
        named.push((iteration, 1, name.to_owned(), grid));
    }
    // numpy keeps the order of the arguments, but a dictionary may mix the iterations.
    named.sort_by_key(|one| one.0);
    let earliest = named.first().map_or(1, |one| one.0);
    for one in &mut named {
        one.0 += u64::from(earliest == 0);
    }
    Ok(numbered(named))
}

fn unpacked(data: &[u8], method: CompressionMethod) -> Result<Vec<u8>> {
    if method == CompressionMethod::STORE {
        ensure!(data.len() <= MOST_BYTES, "an array of more than {} MiB", MOST_BYTES >> 20);
        return Ok(data.to_vec());
    }
    ensure!(
        method == CompressionMethod::DEFLATE,
        "is compressed in a way that numpy does not write"
    );
    let unpacked = miniz_oxide::inflate::decompress_to_vec_with_limit(data, MOST_BYTES);
    unpacked.map_err(|error| match error.status {
        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => {
            anyhow!("an array of more than {} MiB", MOST_BYTES >> 20)
        }
        _ => anyhow!("cannot be unpacked"),
    })
}

/// The iteration and the name of a key: `S1`, `it2/S1`, `S1_2`, `2.delta1`.
fn split(key: &str) -> (u64, &str) {
    let before = |mark: char| {
        let (front, name) = key.split_once(mark)?;
        let digits = front.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
        Some((digits.parse().ok()?, name))
    };
    let behind = || {
        let (name, digits) = key.rsplit_once('_')?;
        let numbered =
            digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let whole = name.ends_with(|c: char| c.is_ascii_digit()) || name == "loss";
        Some((numbered.filter(|_| whole)?, name))
    };
    before('/').or_else(|| before('.')).or_else(behind).unwrap_or((1, key))
}

/// The array of numpy's format 1, 2 or 3.
fn array(data: &[u8], tally: &mut Tally) -> Result<Grid> {
    let Some((version, rest)) = data.strip_prefix(b"\x93NUMPY").and_then(<[u8]>::split_first)
    else {
        bail!("is no array of numpy");
    };
    let width = if *version == 1 { 2 } else { 4 };
    let length = rest
        .get(1..1 + width)
        .map(|bytes| bytes.iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte)));
    let header =
        length.and_then(|length| rest.get(1 + width..)?.get(..length)).context("is cut off")?;
    let body = &rest[1 + width + header.len()..];
    let header = String::from_utf8_lossy(header);
    let (rows, columns, is_number) = shape(&header)?;
    let count = rows.checked_mul(columns).context("is too large")?;
    limits::cells(count, 1)?;
    tally.count(count)?;
    let numbers = numbers(&header, body, count)?;
    let fortran = header.contains("'fortran_order': True");
    let at = |cell: usize| match (cell / columns.max(1), cell % columns.max(1)) {
        (row, column) if fortran => column * rows + row,
        _ => cell,
    };
    let cells = (0..count).map(|cell| exact(numbers[at(cell)])).collect();
    ensure!(count > 0, "holds no number");
    Ok(Grid { rows, columns, cells, is_number })
}

fn exact(value: f64) -> Mark {
    Mark { line: 1, raw: format!("{value:?}"), value, decimals: None, elided: false }
}

/// Rows and columns; a vector is a row, and a number has no shape.
fn shape(header: &str) -> Result<(usize, usize, bool)> {
    let inside = header.split_once("'shape': (").and_then(|rest| rest.1.split_once(')'));
    let (inside, _) = inside.context("has no shape")?;
    let sizes = inside.split(',').map(str::trim).filter(|size| !size.is_empty());
    let sizes: Vec<usize> = sizes.take(10).map(str::parse).collect::<Result<_, _>>()?;
    match sizes.as_slice() {
        [] => Ok((1, 1, true)),
        [columns] => Ok((1, *columns, false)),
        [rows, columns] | [1, rows, columns] => Ok((*rows, *columns, false)),
        _ => bail!("has {} axes; expected a matrix", sizes.len()),
    }
}

fn numbers(header: &str, body: &[u8], count: usize) -> Result<Vec<f64>> {
    let kind = header.split_once("'descr': '").and_then(|rest| rest.1.split_once('\''));
    let kind = kind.map(|(kind, _)| kind).unwrap_or_default();
    let (order, kind) = kind.split_at_checked(1).unwrap_or_default();
    let size = match kind {
        "f8" | "i8" | "u8" => 8,
        "f4" | "i4" | "u4" => 4,
        "i2" => 2,
        "i1" | "u1" | "b1" => 1,
        _ => bail!("holds {:?}; expected numbers of 4 or 8 bytes", format!("{order}{kind}")),
    };
    let body = body.get(..count * size).context("is cut off")?;
    let number = |bytes: &[u8]| {
        let mut eight = [0u8; 8];
        eight[..size].copy_from_slice(bytes);
        if order == ">" {
            eight[..size].reverse();
        }
        let whole = u64::from_le_bytes(eight);
        let shift = 64 - 8 * size as u32;
        match kind {
            "f8" => f64::from_bits(whole),
            "f4" => f64::from(f32::from_bits(whole as u32)),
            _ if kind.starts_with('i') => ((whole << shift) as i64 >> shift) as f64,
            _ => whole as f64,
        }
    };
    Ok(body.chunks_exact(size).map(number).collect())
}
