//! npz: every quantity as an array of float64, exactly, in one file that numpy opens. A document
//! of one iteration has the plain names, `delta1`; one of several puts the iteration before them,
//! `2.delta1`: batches may differ in size, so that there is no common axis to stack them on.

use anyhow::{Result, bail};

use super::zip::Archive;
use super::{Format, Iterations, Report, Sink};

pub(super) static NPZ: Format = Format {
    name: "npz",
    ending: "npz",
    doc: "arrays for numpy, exactly: delta1, or 2.delta1 where there are several iterations",
    rounds: false,
    is_text: false,
    write,
};

/// The most arrays in a file: its list of contents is held until the end.
const MOST: usize = 1_000_000;

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut zip = Archive::new(out);
    let several = iterations.are_several();
    let mut count = 0;
    while let Some(trainer) = iterations.next() {
        let n = trainer.iteration();
        let named = |name: &str| if several { format!("{n}.{name}") } else { name.to_owned() };
        array(&mut zip, &named("loss"), "()", &[trainer.loss()])?;
        count += 1;
        for (id, quantity) in report.quantities(trainer) {
            let shape = format!("({}, {})", quantity.rows, quantity.columns);
            let cells = trainer.trace().slice(trainer.worksheet(), id);
            array(&mut zip, &named(&quantity.role.name()), &shape, cells)?;
            count += 1;
        }
        if count > MOST {
            bail!(
                "npz holds {MOST} arrays at most, and iteration {n} goes beyond; --only and --from choose"
            );
        }
    }
    zip.finish()
}

/// An array as numpy's format 1.0 has it: little-endian float64, row by row, behind a header that
/// ends on a multiple of 64 bytes.
fn array(zip: &mut Archive, name: &str, shape: &str, cells: &[f64]) -> Result<()> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}");
    // Ten bytes stand before it, and a line feed ends it.
    let padding = (64 - (10 + header.len() + 1) % 64) % 64;
    let length = (header.len() + padding + 1) as u16;
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend(length.to_le_bytes());
    bytes.extend(header.bytes());
    bytes.extend(std::iter::repeat_n(b' ', padding));
    bytes.push(b'\n');
    bytes.extend(cells.iter().flat_map(|x| x.to_le_bytes()));
    zip.add(&format!("{name}.npy"), &bytes)
}
