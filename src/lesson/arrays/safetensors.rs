//! safetensors: eight bytes that say how long a header in JSON is, the header, then the numbers.
//! Tensors of other numbers than F64 and F32 are left out.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{Array, count};

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
        let one = tensor_of(name, tensor, body, &mut numbers).with_context(|| name.clone())?;
        all.extend(one);
    }
    all.sort_by_key(|(start, _)| *start);
    Ok(all.into_iter().map(|(_, array)| array).collect())
}

/// Where a tensor begins, and it.
fn tensor_of(
    name: &str,
    tensor: &Value,
    body: &[u8],
    numbers: &mut usize,
) -> Result<Option<(usize, Array)>> {
    let width = match tensor["dtype"].as_str() {
        Some("F64") => 8,
        Some("F32") => 4,
        _ => return Ok(None),
    };
    let sizes = |value: &Value| -> Option<Vec<usize>> {
        let sizes = value.as_array()?.iter().map(|n| usize::try_from(n.as_u64()?).ok());
        sizes.collect()
    };
    let shape = sizes(&tensor["shape"]).context("has no shape")?;
    let offsets = sizes(&tensor["data_offsets"]).unwrap_or_default();
    let [start, end] = offsets[..] else { bail!("has no place in the file") };
    let cells = shape.iter().try_fold(1usize, |all, size| all.checked_mul(*size));
    let cells = cells.context("is too large")?;
    count(numbers, cells)?;
    let data = body.get(start..end).context("is cut off")?;
    ensure!(data.len() == cells * width, "has {} bytes, expected {}", data.len(), cells * width);
    let values = data.chunks_exact(width).map(|bytes| {
        let mut eight = [0; 8];
        eight[..width].copy_from_slice(bytes);
        let whole = u64::from_le_bytes(eight);
        if width == 8 { f64::from_bits(whole) } else { f64::from(f32::from_bits(whole as u32)) }
    });
    Ok(Some((start, Array { name: name.into(), shape, values: values.collect() })))
}
