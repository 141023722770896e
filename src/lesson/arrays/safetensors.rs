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
    let kind = tensor["dtype"].as_str().and_then(|name| KINDS.iter().find(|kind| kind.0 == name));
    let Some((_, width, number)) = kind else { return Ok(None) };
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
    let values = data.chunks_exact(*width).map(|bytes| {
        let mut eight = [0; 8];
        eight[..*width].copy_from_slice(bytes);
        number(u64::from_le_bytes(eight))
    });
    Ok(Some((start, Array { name: name.into(), shape, values: values.collect() })))
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

/// A number of half precision (IEEE 754 binary16): sign, 5 bits of exponent, 10 of the fraction.
fn half(bits: u64) -> f64 {
    let (exponent, fraction) = ((bits >> 10) & 0x1f, (bits & 0x3ff) as f64 / 1024.0);
    let size = match exponent {
        0 => fraction * 2f64.powi(-14),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1.0 + fraction) * 2f64.powi(exponent as i32 - 15),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_precision_is_read_as_the_standard_has_it() {
        // IEEE 754 binary16: 1, −2, the largest, the smallest, a third to 11 digits, −0.
        let numbers = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x3555, 0.333_251_953_125),
            (0x8000, -0.0),
        ];
        for (bits, number) in numbers {
            assert_eq!(half(bits).to_bits(), f64::to_bits(number), "{bits:#x}");
        }
        assert!(half(0x7e00).is_nan());
        assert_eq!(half(0xfc00), f64::NEG_INFINITY);
    }
}
