//! Data that come with the program: measured, not drawn. One row of [`REAL`] each.

use std::borrow::Cow;

use anyhow::{Result, anyhow};

/// A table of measurements that comes with the program.
#[derive(Debug)]
pub struct Real {
    /// Its name in lesson files: `iris`.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// The column that is to be learnt; the others are inputs.
    pub target: &'static str,
    /// What every input is divided by.
    pub scale: f64,
    held: Held,
}

/// How a table is held: as CSV, with its source and licence in lines that begin with `#`.
#[derive(Debug)]
enum Held {
    Plain(&'static str),
    Deflated(&'static [u8]),
}

/// The table: every set of measurements.
pub static REAL: &[Real] = &[
    Real {
        name: "iris",
        doc: "150 flowers of three species, four lengths in cm",
        target: "species",
        scale: 1.0,
        held: Held::Plain(include_str!("../../assets/data/iris.csv")),
    },
    Real {
        name: "digits",
        doc: "1797 handwritten digits of 8×8 pixels, from 0 to 1",
        target: "digit",
        scale: 16.0,
        held: Held::Deflated(include_bytes!("../../assets/data/digits.csv.deflate")),
    },
];

/// More bytes than any of them has.
const MOST_BYTES: usize = 1 << 20;

impl Real {
    /// The row of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        REAL.iter().find(|row| row.name == name)
    }

    /// The table as CSV.
    ///
    /// # Errors
    /// Never for those that come with the program.
    pub fn csv(&self) -> Result<Cow<'static, [u8]>> {
        match self.held {
            Held::Plain(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Held::Deflated(bytes) => {
                let found = miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, MOST_BYTES);
                found.map(Cow::Owned).map_err(|error| anyhow!("{}: {error}", self.name))
            }
        }
    }
}
