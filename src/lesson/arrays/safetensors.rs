//! safetensors: eight bytes that say how long a header in JSON is, the header, then the numbers.
//! Tensors of other numbers than F64 and F32 are left out.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{Array, count, half, may_be_asked};

/// The longest header, in bytes.
const MOST_HEADER: usize = 8 << 20;

/// The tensors of a file, in the order of their numbers.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Array>> {
    let broken = "is neither npz nor safetensors that can be read";
    let (length, rest) = bytes.split_first_chunk::<8>().context(broken)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    ensure!(length <= MOST_HEADER.min(rest.len()), broken);
    let (header, body) = rest.split_at(length);
    let Ok(Value::Object(header)) = serde_json::from_slice(header) else { bail!(broken) };
    let mut all = Vec::new();
    let mut numbers = 0;
    for (name, tensor) in header.iter().filter(|(name, _)| *name != "__metadata__") {
        let word = tensor["dtype"].as_str();
        let Some(kind) = KINDS.iter().find(|kind| Some(kind.0) == word) else { continue };
        let shape = sizes(&tensor["shape"]).unwrap_or_default();
        let offsets = sizes(&tensor["data_offsets"]).unwrap_or_default();
        let values = if may_be_asked(name) {
            numbers_of(tensor, kind, body, &mut numbers)
        } else {
            Ok(Vec::new())
        };
        all.push((offsets.first().copied(), Array::new(name, shape, values)));
    }
    all.sort_by_key(|(start, _)| *start);
    Ok(all.into_iter().map(|(_, array)| array).collect())
}

/// The whole numbers of a list.
fn sizes(value: &Value) -> Option<Vec<usize>> {
    let sizes = value.as_array()?.iter().map(|n| usize::try_from(n.as_u64()?).ok());
    sizes.collect()
}

/// The numbers of a tensor, or why it has none.
fn numbers_of(
    tensor: &Value,
    (_, width, number): &Kind,
    body: &[u8],
    so_far: &mut usize,
) -> Result<Vec<f64>> {
    let shape = sizes(&tensor["shape"]).context("has no shape")?;
    let offsets = sizes(&tensor["data_offsets"]).unwrap_or_default();
    let [start, end] = offsets[..] else { bail!("has no place in the file") };
    let cells = shape.iter().try_fold(1usize, |all, size| all.checked_mul(*size));
    let cells = cells.context("is too large")?;
    count(so_far, cells)?;
    let data = body.get(start..end).context("is cut off")?;
    ensure!(data.len() == cells * width, "has {} bytes, expected {}", data.len(), cells * width);
    let values = data.chunks_exact(*width).map(|bytes| {
        let mut eight = [0; 8];
        eight[..*width].copy_from_slice(bytes);
        number(u64::from_le_bytes(eight))
    });
    Ok(values.collect())
}

/// A kind of numbers: its name, how many bytes one has, and the number that these are.
type Kind = (&'static str, usize, fn(u64) -> f64);

/// The kinds that are read.
const KINDS: &[Kind] = &[
    ("F64", 8, f64::from_bits),
    ("F32", 4, |bits| f64::from(f32::from_bits(bits as u32))),
    ("BF16", 2, |bits| f64::from(f32::from_bits((bits as u32) << 16))),
    ("F16", 2, half),
    ("I64", 8, |bits| bits as i64 as f64),
    ("I32", 4, |bits| f64::from(bits as i32)),
    ("I16", 2, |bits| f64::from(bits as i16)),
    ("I8", 1, |bits| f64::from(bits as i8)),
    ("U8", 1, |bits| bits as f64),
    ("BOOL", 1, |bits| bits as f64),
];
