//! One array as numpy saves it: formats 1 to 3, whole numbers of 1 to 8 bytes and floats of 2 to 8, of
//! either byte order, truth values, rows or columns first. Objects, texts and complex numbers are
//! refused.

use anyhow::{Context, Result, bail};

use super::half;

/// An array that is not unpacked yet.
#[derive(Debug)]
pub(crate) struct Npy<'a> {
    /// Its sizes, the outermost first; empty for a single number.
    pub(crate) shape: Vec<usize>,
    /// The byte order and the kind of number: `<f8`.
    kind: String,
    fortran: bool,
    body: &'a [u8],
}

impl<'a> Npy<'a> {
    /// Reads the header.
    ///
    /// # Errors
    /// One line, to stand behind the array's name.
    pub(crate) fn of(data: &'a [u8]) -> Result<Self> {
        let Some((version, rest)) = data.strip_prefix(b"\x93NUMPY").and_then(<[u8]>::split_first)
        else {
            bail!("is no array of numpy");
        };
        let width = if *version == 1 { 2 } else { 4 };
        let length = rest.get(1..1 + width).map(|bytes| {
            bytes.iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte))
        });
        let header =
            length.and_then(|length| rest.get(1 + width..)?.get(..length)).context("is cut off")?;
        let body = &rest[1 + width + header.len()..];
        let header = String::from_utf8_lossy(header);
        let kind = header.split_once("'descr': '").and_then(|rest| rest.1.split_once('\''));
        let array = Self {
            shape: shape(&header)?,
            kind: kind.map(|(kind, _)| kind).unwrap_or_default().to_owned(),
            fortran: header.contains("'fortran_order': True"),
            body,
        };
        array
            .shape
            .iter()
            .try_fold(1usize, |all, size| all.checked_mul(*size))
            .context("is too large")?;
        Ok(array)
    }

    /// How many numbers it says it has.
    pub(crate) fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// Its numbers, the last axis running fastest.
    ///
    /// # Errors
    /// One line where they are no numbers, or fewer than it says.
    pub(crate) fn numbers(&self) -> Result<Vec<f64>> {
        let stored = self.stored()?;
        if !self.fortran || self.shape.len() < 2 {
            return Ok(stored);
        }
        let mut place = vec![0; self.shape.len()];
        let mut numbers = Vec::with_capacity(stored.len());
        for _ in 0..stored.len() {
            // The first axis runs fastest in the file.
            let at = place.iter().zip(&self.shape).rev().fold(0, |at, (i, size)| at * size + i);
            numbers.push(stored[at]);
            for (i, size) in place.iter_mut().zip(&self.shape).rev() {
                *i += 1;
                if *i < *size {
                    break;
                }
                *i = 0;
            }
        }
        Ok(numbers)
    }

    /// Its numbers in the order of the file.
    fn stored(&self) -> Result<Vec<f64>> {
        let (order, kind) = self.kind.split_at_checked(1).unwrap_or_default();
        let size = match kind {
            "f8" | "i8" | "u8" => 8,
            "f4" | "i4" | "u4" => 4,
            "f2" | "i2" | "u2" => 2,
            "i1" | "u1" | "b1" => 1,
            _ => {
                bail!("holds {:?}; expected numbers: b1, i1 to i8, u1 to u8 or f2 to f8", self.kind)
            }
        };
        let bytes = self.count().checked_mul(size).context("is too large")?;
        let body = self.body.get(..bytes).context("is cut off")?;
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
                "f2" => half(whole),
                _ if kind.starts_with('i') => ((whole << shift) as i64 >> shift) as f64,
                _ => whole as f64,
            }
        };
        Ok(body.chunks_exact(size).map(number).collect())
    }
}

fn shape(header: &str) -> Result<Vec<usize>> {
    let inside = header.split_once("'shape': (").and_then(|rest| rest.1.split_once(')'));
    let (inside, _) = inside.context("has no shape")?;
    let sizes = inside.split(',').map(str::trim).filter(|size| !size.is_empty());
    Ok(sizes.take(33).map(str::parse).collect::<Result<_, _>>()?)
}
