//! A zip archive of files as they are, without compression, written from the front to the back.
//! What goes beyond the sizes of the first zip has the records of zip64.

use anyhow::{Result, bail};

use super::Sink;

/// What stands for a number that only a record of zip64 has room for.
const BEYOND: u32 = u32::MAX;

/// 1 January 1980, the first day a zip knows: the same document has the same bytes at any time.
const DATE: u16 = 0b10_0001;

/// The version of the format that a reader needs for zip64.
const VERSION: u16 = 45;

/// An archive that is being written.
pub(super) struct Archive<'a> {
    out: Sink<'a>,
    /// How many bytes are written.
    at: u64,
    /// The list of contents, which stands at the end.
    contents: Vec<u8>,
    count: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn new(out: Sink<'a>) -> Self {
        Self { out, at: 0, contents: Vec::new(), count: 0 }
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, data: &[u8]) -> Result<()> {
        let Some(size) = u32::try_from(data.len()).ok().filter(|size| *size < BEYOND) else {
            bail!("{name} is too large for a zip archive");
        };
        let mut fields = Vec::new();
        // No flags, no compression, midnight.
        for field in [VERSION, 0, 0, 0, DATE] {
            fields.extend(field.to_le_bytes());
        }
        for field in [crc32fast::hash(data), size, size] {
            fields.extend(field.to_le_bytes());
        }
        fields.extend((name.len() as u16).to_le_bytes());
        self.list(name, &fields);
        let no_extra = 0u16.to_le_bytes();
        self.put(&[&b"PK\x03\x04"[..], &fields, &no_extra, name.as_bytes()].concat())?;
        self.put(data)
    }

    /// The line of the contents for a file that begins here.
    fn list(&mut self, name: &str, fields: &[u8]) {
        let near = u32::try_from(self.at).ok().filter(|at| *at < BEYOND);
        let mut extra = Vec::new();
        if near.is_none() {
            extra.extend([1u16, 8].iter().flat_map(|field| field.to_le_bytes()));
            extra.extend(self.at.to_le_bytes());
        }
        let line = &mut self.contents;
        line.extend(b"PK\x01\x02");
        line.extend(VERSION.to_le_bytes());
        line.extend(fields);
        line.extend((extra.len() as u16).to_le_bytes());
        // No comment, the first disk, no attributes.
        line.extend([0; 10]);
        line.extend(near.unwrap_or(BEYOND).to_le_bytes());
        line.extend(name.bytes());
        line.extend(extra);
        self.count += 1;
    }

    /// Writes the list of contents.
    pub(super) fn finish(mut self) -> Result<()> {
        let (start, size) = (self.at, self.contents.len() as u64);
        let contents = std::mem::take(&mut self.contents);
        self.put(&contents)?;
        let large = [start, size].iter().any(|n| *n >= u64::from(BEYOND)) || self.count >= 0xffff;
        if large {
            self.put(&far_end(self.count, start, size, start + size))?;
        }
        let count = (self.count.min(0xffff) as u16).to_le_bytes();
        let near = |n: u64| u32::try_from(n).unwrap_or(BEYOND).to_le_bytes();
        let [start, size] = [start, size].map(near);
        self.put(&[&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &start, &[0; 2]].concat())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.at += bytes.len() as u64;
        (self.out)(bytes)
    }
}

/// The end in numbers of 64 bits, and where it stands.
fn far_end(count: u64, start: u64, size: u64, here: u64) -> Vec<u8> {
    let mut end = b"PK\x06\x06".to_vec();
    end.extend(44u64.to_le_bytes());
    end.extend([VERSION, VERSION].iter().flat_map(|field| field.to_le_bytes()));
    end.extend([0; 8]);
    end.extend([count, count, size, start].iter().flat_map(|field| field.to_le_bytes()));
    end.extend(b"PK\x06\x07\0\0\0\0");
    end.extend(here.to_le_bytes());
    end.extend(1u32.to_le_bytes());
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The archive of so many files of one byte each.
    fn archive(files: usize, before: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut sink = |piece: &[u8]| {
            bytes.extend(piece);
            Ok(())
        };
        let mut archive = Archive::new(&mut sink);
        archive.at = before;
        for i in 0..files {
            archive.add(&i.to_string(), &[i as u8]).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }

    #[test]
    fn a_place_beyond_four_gigabytes_is_listed_in_64_bits() {
        let before = 5_000_000_000u64;
        let bytes = archive(1, before);
        let extra = [&1u16.to_le_bytes()[..], &8u16.to_le_bytes(), &before.to_le_bytes()].concat();
        assert!(bytes.windows(extra.len()).any(|window| window == extra));
        assert!(bytes.windows(4).any(|window| window == b"PK\x06\x07"));
    }
}
