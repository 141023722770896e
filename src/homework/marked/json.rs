//! What was found, for programs: one object a document, numbers to the bit.

use std::fmt;
use std::fmt::Write;

use crate::homework::verdict::{Answer, Assumed, Judged, Verdict, WrongCell};
use crate::report::json::{number, quoted};

/// The object of a document; `None` for one that could not be read.
///
/// # Errors
/// Those of writing a text, which has none.
pub fn json(document: &str, verdict: Option<&Verdict>) -> Result<String, fmt::Error> {
    let mut out = String::new();
    let answer = verdict.map_or(Answer::Unreadable, Verdict::answer);
    write!(out, "{{\"document\":{},\"verdict\":\"{}\"", quoted(document)?, word(answer))?;
    let (assumed, quantities) = match verdict {
        Some(verdict) => (&verdict.assumed[..], &verdict.quantities[..]),
        None => (&[][..], &[][..]),
    };
    assumptions(assumed, &mut out)?;
    out.push_str(",\n\"first_wrong\":");
    match verdict.and_then(Verdict::first_wrong) {
        Some(judged) => first(judged, &mut out)?,
        None => out.push_str("null"),
    }
    out.push_str(",\n\"quantities\":[");
    for (i, judged) in quantities.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        quantity(judged, &mut out)?;
    }
    out.push_str("]}");
    Ok(out)
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Ok => "ok",
        Answer::Wrong => "wrong",
        Answer::Unreadable => "unreadable",
    }
}

/// What is a number or a truth is written as one.
fn assumptions(assumed: &[Assumed], out: &mut String) -> fmt::Result {
    out.push_str(",\n\"assumed\":{");
    for (i, row) in assumed.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(out, "{comma}{}:", quoted(row.key)?)?;
        let finite = row.value.parse().ok().filter(|x: &f64| x.is_finite());
        match (row.value.as_str(), finite) {
            ("true" | "false", _) => out.push_str(&row.value),
            (_, Some(x)) => number(x, out)?,
            _ => out.push_str(&quoted(&row.value)?),
        }
    }
    out.push('}');
    Ok(())
}

fn first(judged: &Judged, out: &mut String) -> fmt::Result {
    write!(out, "{{\"iteration\":{},\"name\":{}", judged.iteration, quoted(&judged.name)?)?;
    match &judged.first_wrong {
        Some(at) => write!(out, ",\"cell\":[{},{}]", at.row + 1, at.column + 1)?,
        None => out.push_str(",\"cell\":null"),
    }
    causes(judged, out)?;
    out.push('}');
    Ok(())
}

fn quantity(judged: &Judged, out: &mut String) -> fmt::Result {
    write!(out, "{{\"iteration\":{},\"name\":{}", judged.iteration, quoted(&judged.name)?)?;
    write!(out, ",\"written\":{}", quoted(&judged.written)?)?;
    let or_null = |text: Option<String>| text.unwrap_or_else(|| "null".into());
    write!(out, ",\"line\":{}", or_null(judged.line.map(|line| line.to_string())))?;
    write!(out, ",\"status\":\"{}\"", judged.status.name())?;
    write!(out, ",\"digits\":{}", or_null(judged.digits.map(|digits| digits.to_string())))?;
    out.push_str(",\"first_wrong\":");
    match &judged.first_wrong {
        Some(at) => cell(at, out)?,
        None => out.push_str("null"),
    }
    write!(out, ",\"wrong_cells\":{}", judged.wrong_cells)?;
    causes(judged, out)?;
    out.push('}');
    Ok(())
}

fn cell(at: &WrongCell, out: &mut String) -> fmt::Result {
    write!(out, "{{\"cell\":[{},{}]", at.row + 1, at.column + 1)?;
    for (key, x) in [
        ("printed", at.printed),
        ("expected", at.expected),
        ("expected_from_own", at.expected_from_own),
    ] {
        write!(out, ",\"{key}\":")?;
        number(x, out)?;
    }
    out.push('}');
    Ok(())
}

/// The codes, best first; those of mistakes made together are joined.
fn causes(judged: &Judged, out: &mut String) -> fmt::Result {
    let codes: Result<Vec<_>, _> =
        judged.causes.iter().map(|cause| quoted(&cause.codes.join("+"))).collect();
    write!(out, ",\"causes\":[{}]", codes?.join(","))
}
