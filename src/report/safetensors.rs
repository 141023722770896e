//! safetensors: every quantity as a tensor of F64, exactly, by the names that npz has. The header,
//! which comes first, says where each tensor ends, so that the numbers are held until the last.

use std::fmt::Write;

use anyhow::{Result, ensure};

use super::json::quoted;
use super::{Format, Iterations, Report, Sink};

pub(super) static SAFETENSORS: Format = Format {
    name: "safetensors",
    ending: "safetensors",
    doc: "tensors for PyTorch and others, exactly, by the names of npz",
    rounds: false,
    is_text: false,
    write,
};

/// The most bytes of numbers in a file.
const MOST: usize = 1 << 30;

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let several = iterations.are_several();
    let mut tensors = Tensors::default();
    while let Some(trainer) = iterations.next() {
        let n = trainer.iteration();
        let named = |name: &str| if several { format!("{n}.{name}") } else { name.to_owned() };
        tensors.add(&named("loss"), &[], &[trainer.loss()])?;
        for (id, quantity) in report.quantities(trainer) {
            let cells = trainer.trace().slice(trainer.worksheet(), id);
            let shape = [quantity.rows, quantity.columns];
            tensors.add(&named(&quantity.role.name()), &shape, cells)?;
        }
        ensure!(
            tensors.numbers.len() <= MOST,
            "safetensors holds {} MiB at most here, and iteration {n} goes beyond; --only and \
             --from choose",
            MOST >> 20
        );
    }
    let mut header = format!("{{{}}}", tensors.header);
    // The numbers begin on a multiple of their size.
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(8) - header.len()));
    out(&(header.len() as u64).to_le_bytes())?;
    out(header.as_bytes())?;
    out(&tensors.numbers)
}

/// What is written so far.
#[derive(Default)]
struct Tensors {
    header: String,
    numbers: Vec<u8>,
}

impl Tensors {
    fn add(&mut self, name: &str, shape: &[usize], cells: &[f64]) -> Result<()> {
        let start = self.numbers.len();
        self.numbers.extend(cells.iter().flat_map(|x| x.to_le_bytes()));
        let (name, end) = (quoted(name)?, self.numbers.len());
        let comma = if self.header.is_empty() { "" } else { "," };
        write!(
            self.header,
            "{comma}{name}:{{\"dtype\":\"F64\",\"shape\":{shape:?},\"data_offsets\":[{start},{end}]}}"
        )?;
        Ok(())
    }
}
