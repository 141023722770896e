//! npz: a zip of arrays as numpy saves them, compressed or not. Every array is checked against the
//! sum in the zip.

use anyhow::{Context, Result, anyhow, ensure};
use rawzip::{CompressionMethod, ZipArchive};

use super::npy::Npy;

/// What a file may be at most.
#[derive(Debug)]
pub(crate) struct Limits {
    /// Arrays in it.
    pub(crate) arrays: usize,
    /// Bytes of one array, its header included.
    pub(crate) bytes: usize,
}

/// Hands out one array after the other, by its name, or why it cannot be read.
///
/// # Errors
/// One line about the file; those of `take` behind the array's name.
pub(crate) fn each(
    bytes: &[u8],
    limits: &Limits,
    take: &mut dyn FnMut(&str, Result<Npy>) -> Result<()>,
) -> Result<()> {
    let broken = |error: rawzip::Error| anyhow!("no npz that can be read: {error}");
    let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
    let mut entries = archive.entries();
    let mut count = 0;
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        count += 1;
        ensure!(count <= limits.arrays, "more than {} arrays", limits.arrays);
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        let Some(name) = path.strip_suffix(".npy") else { continue };
        let (method, sum) = (entry.compression_method(), entry.crc32());
        let inside = archive.get_entry(entry.wayfinder()).map_err(broken)?;
        let data = unpacked(inside.data(), method, limits.bytes).and_then(|data| {
            ensure!(crc32fast::hash(&data) == sum, "is not what was saved: its checksum differs");
            Ok(data)
        });
        let array = match &data {
            Ok(data) => Npy::of(data),
            Err(error) => Err(anyhow!("{error:#}")),
        };
        take(name, array).with_context(|| name.to_owned())?;
    }
    Ok(())
}

fn unpacked(data: &[u8], method: CompressionMethod, most: usize) -> Result<Vec<u8>> {
    let large = || anyhow!("an array of more than {} MiB", most >> 20);
    if method == CompressionMethod::STORE {
        ensure!(data.len() <= most, large());
        return Ok(data.to_vec());
    }
    ensure!(
        method == CompressionMethod::DEFLATE,
        "is compressed in a way that numpy does not write"
    );
    let unpacked = miniz_oxide::inflate::decompress_to_vec_with_limit(data, most);
    unpacked.map_err(|error| match error.status {
        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => large(),
        _ => anyhow!("cannot be unpacked"),
    })
}
