//! JSON: every number exactly, one quantity a line. Numbers have the fewest digits that read back
//! as the same bits; NaN and the infinities are strings, because JSON has no numbers for them.

use std::fmt;
use std::fmt::Write;

use anyhow::Result;

use super::{Format, Iterations, Report, Sink};
use crate::math::expr::Style;
use crate::math::unseen::is_unseen;
use crate::train::Trainer;
use crate::worksheet::quantity::{Id, Quantity};
use crate::worksheet::symbols::Symbols;

pub(super) static JSON: Format = Format {
    name: "json",
    ending: "json",
    doc: "every number exactly, for programs",
    rounds: false,
    is_text: true,
    write,
};

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut page = String::new();
    begin(report, &mut page)?;
    let mut first = true;
    while let Some(trainer) = iterations.next() {
        iteration(report, trainer, first, &mut page)?;
        out(page.as_bytes())?;
        page.clear();
        first = false;
    }
    out(b"\n]}\n")
}

fn begin(report: &Report, out: &mut dyn Write) -> fmt::Result {
    let lesson = report.lesson;
    write!(out, "{{\"lesson\":{},\"title\":{}", quoted(&lesson.name)?, quoted(&lesson.title)?)?;
    write!(out, ",\"loss_name\":{},\"iterations\":[", quoted(lesson.setup.network.loss.name)?)
}

fn iteration(report: &Report, trainer: &Trainer, first: bool, out: &mut dyn Write) -> fmt::Result {
    let (sheet, trace) = (trainer.worksheet(), trainer.trace());
    write!(out, "{}\n{{\"iteration\":{}", if first { "" } else { "," }, trainer.iteration())?;
    for (name, x) in [
        ("loss", trainer.loss()),
        ("data_loss", trace.data_loss(sheet)),
        ("penalty", trace.penalty(sheet, trainer.hyper())),
    ] {
        write!(out, ",\"{name}\":")?;
        number(x, out)?;
    }
    let manner = sheet.manner();
    let bug = manner.mistake.map(|mistake| ("bug", mistake.code.to_owned()));
    let round = manner.rounding.map(|digits| ("round", digits.words()));
    for (name, words) in bug.into_iter().chain(round) {
        write!(out, ",\"{name}\":{}", quoted(&words)?)?;
    }
    out.write_str(",\"quantities\":[")?;
    let network = &report.lesson.setup.network;
    let symbols = Symbols::new(network, report.notation, Style::Unicode);
    for (i, (id, q)) in report.quantities(trainer).enumerate() {
        out.write_str(if i == 0 { "\n" } else { ",\n" })?;
        quantity(trainer, &symbols, id, q, out)?;
    }
    out.write_str("]}")
}

fn quantity(
    trainer: &Trainer,
    symbols: &Symbols,
    id: Id,
    quantity: &Quantity,
    out: &mut dyn Write,
) -> fmt::Result {
    let sheet = trainer.worksheet();
    let role = quantity.role;
    let layer = role.layer().map_or("null".into(), |layer| layer.to_string());
    let formula = match sheet.formula(id, &trainer.now()) {
        Some(formula) => quoted(&symbols.formula(sheet, &formula))?,
        None => "null".into(),
    };
    write!(out, "{{\"name\":\"{}\",\"kind\":\"{}\",\"layer\":{layer}", role.name(), role.kind())?;
    write!(out, ",\"phase\":\"{}\"", role.phase().name())?;
    write!(out, ",\"symbol\":{},\"formula\":{formula}", quoted(&symbols.role(role))?)?;
    write!(out, ",\"shape\":[{},{}],\"value\":[", quantity.rows, quantity.columns)?;
    for (i, row) in trainer.trace().view(sheet, id).rows().into_iter().enumerate() {
        out.write_str(if i == 0 { "[" } else { ",[" })?;
        for (j, &x) in row.iter().enumerate() {
            out.write_str(if j == 0 { "" } else { "," })?;
            number(x, out)?;
        }
        out.write_str("]")?;
    }
    out.write_str("]}")
}

/// Rust's `{:?}` writes the fewest digits that read back as the same bits, as JSON has them:
/// `4.0`, `-0.0`, `5e-324`.
pub(crate) fn number(x: f64, out: &mut dyn Write) -> fmt::Result {
    match x {
        x if x.is_nan() => out.write_str("\"nan\""),
        f64::INFINITY => out.write_str("\"inf\""),
        f64::NEG_INFINITY => out.write_str("\"-inf\""),
        x => write!(out, "{x:?}"),
    }
}

/// A text between quotation marks; what is not seen is written as its number.
pub(crate) fn quoted(text: &str) -> Result<String, fmt::Error> {
    let plain = serde_json::to_string(text).map_err(|_| fmt::Error)?;
    if !plain.contains(is_unseen) {
        return Ok(plain);
    }
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        } else {
            out.push(c);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_written_as_json_has_them() {
        let table = [
            (4.0, "4.0"),
            (0.1, "0.1"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e300, "1e300"),
            (5e-324, "5e-324"),
            (-1.5e-9, "-1.5e-9"),
            (1.966_645_056_972_765_4, "1.9666450569727654"),
            (f64::NAN, "\"nan\""),
            (f64::INFINITY, "\"inf\""),
            (f64::NEG_INFINITY, "\"-inf\""),
        ];
        for (x, expected) in table {
            let mut out = String::new();
            number(x, &mut out).unwrap();
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn finite_numbers_read_back_as_the_same_bits() {
        for x in [f64::MAX, f64::MIN_POSITIVE, 1.0 / 3.0, 1e16, 123_456_789.125, 2e-5] {
            let mut out = String::new();
            number(x, &mut out).unwrap();
            assert!(serde_json::from_str::<serde_json::Value>(&out).unwrap().is_f64(), "{out}");
            assert_eq!(out.parse::<f64>().unwrap().to_bits(), x.to_bits());
        }
    }
}
