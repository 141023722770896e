//! CSV: a number a line, exactly, with the quantity, row and column it belongs to. The total loss
//! of an iteration comes first, as the quantity `loss`.

use std::fmt::Write;

use anyhow::Result;

use super::{Format, Iterations, Report, Sink};
use crate::math::number::{self, Digits};

pub(super) static CSV: Format = Format {
    name: "csv",
    ending: "csv",
    doc: "one number a line, exactly: iteration,quantity,row,col,value",
    rounds: false,
    is_text: true,
    write,
};

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut text = "iteration,quantity,row,col,value\n".to_owned();
    while let Some(trainer) = iterations.next() {
        let n = trainer.iteration();
        let exact = |x| number::format(x, Digits::Exact);
        writeln!(text, "{n},loss,1,1,{}", exact(trainer.loss()))?;
        for (id, quantity) in report.quantities(trainer) {
            let name = quantity.role.name();
            let cells = trainer.trace().slice(trainer.worksheet(), id);
            for (i, x) in cells.iter().enumerate() {
                let (row, column) = (i / quantity.columns + 1, i % quantity.columns + 1);
                writeln!(text, "{n},{name},{row},{column},{}", exact(*x))?;
            }
        }
        out(text.as_bytes())?;
        text.clear();
    }
    Ok(())
}
