//! Files of other people, read as a whole up to a size and no further.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// All bytes of a file, `most` of them at most; `what` is what no larger one is: `lesson`.
///
/// # Errors
/// One line without the file's name: it cannot be opened, cannot be read, or is too large.
pub(super) fn file(path: &Path, most: u64, what: &str) -> Result<Vec<u8>> {
    whole(File::open(path).context("cannot be opened")?, most, what)
}

/// The same of what is open already.
///
/// # Errors
/// One line: it cannot be read, or is too large.
pub(super) fn whole(input: impl Read, most: u64, what: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(most + 1).read_to_end(&mut bytes).context("cannot be read")?;
    ensure!(bytes.len() as u64 <= most, "is larger than {} MiB, which no {what} is", most >> 20);
    Ok(bytes)
}
