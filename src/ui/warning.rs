//! What the header warns of, the gravest first, each in many words and in few; and all of it as one
//! text that gets shorter, until only the gravest is left.

use crate::app::App;
use crate::train::Found;
use crate::worksheet::quantity::Id;
use crate::worksheet::trouble::{self, TROUBLES};

/// One thing to warn of, in ever fewer words; there is no shorter way to say it than the last.
struct Warning {
    /// With its place.
    placed: Vec<String>,
    /// Without it.
    short: Vec<String>,
}

/// Texts that warn, each list from the longest to the shortest; one empty text while all is well.
pub(super) struct Texts {
    /// With the place of what is warned of.
    pub(super) placed: Vec<String>,
    /// Without it, where there is no room.
    pub(super) short: Vec<String>,
}

/// What there is to warn of.
pub(super) fn texts(app: &App) -> Texts {
    composed(&all(app))
}

/// Everything there is to warn of, the gravest first.
fn all(app: &App) -> Vec<Warning> {
    let told = app.troubles();
    let of = |row: &&trouble::Trouble| told.iter().find(|found| found.trouble.is(row)).copied();
    let troubles = TROUBLES.iter().filter_map(|row| of(&row)).map(|found| warning(app, &found));
    mistake(app).into_iter().chain(troubles).chain(rounding(app)).collect()
}

/// `BUG forgot-fprime: you left out ReLU′`: the network is broken on purpose.
fn mistake(app: &App) -> Option<Warning> {
    let mistake = app.manner().mistake?;
    let code = format!("BUG {}", mistake.code);
    let placed = vec![format!("{code}: {}", app.broken_by(mistake))];
    Some(Warning { placed, short: vec![code, "BUG".into()] })
}

/// `rounded: 4 decimals`
fn rounding(app: &App) -> Option<Warning> {
    let digits = app.manner().rounding?;
    let placed = vec![format!("rounded: {}", digits.words())];
    Some(Warning { placed, short: vec!["rounded".into()] })
}

fn composed(warnings: &[Warning]) -> Texts {
    if warnings.is_empty() {
        return Texts { placed: Vec::new(), short: vec![String::new()] };
    }
    let placed: Vec<_> = warnings.iter().map(|warning| &warning.placed[..]).collect();
    // Since when is worth more than what else there is.
    let longest = warnings.iter().map(|warning| warning.short.len()).max().unwrap_or(0);
    let short = (0..longest).flat_map(|length| {
        let of = |warning: &'_ Warning| warning.short[length.min(warning.short.len() - 1)].clone();
        let words: Vec<[String; 1]> = warnings.iter().map(|warning| [of(warning)]).collect();
        joined(&words.iter().map(<[String; 1]>::as_slice).collect::<Vec<_>>())
    });
    Texts { placed: joined(&placed), short: short.collect() }
}

/// All in the most words, in fewer, …; then the same without the last one, down to the gravest.
fn joined(all: &[&[String]]) -> Vec<String> {
    let longest = all.iter().map(|words| words.len()).max().unwrap_or(0);
    let mut texts = Vec::new();
    for count in (1..=all.len()).rev() {
        for length in 0..longest {
            let at = |words: &&[String]| words[length.min(words.len() - 1)].clone();
            let parts: Vec<_> = all[..count].iter().map(at).collect();
            texts.push(format!(" {} ", parts.join(" · ")));
        }
    }
    texts.dedup();
    texts
}

/// `dead since iteration 41: s_ReLU[·,2]`, in ever fewer words.
fn warning(app: &App, found: &Found) -> Warning {
    let (word, at) = (found.trouble.word, found.iteration);
    let since = if found.trouble.lasts { "since" } else { "at" };
    let place = app.place_of(found);
    let mut placed = vec![
        format!("{word} {since} iteration {at}: {place}"),
        format!("{word}: {place} {since} {at}"),
    ];
    let elsewhere = found.trouble.is(trouble::of_numbers()) && app.iteration() != at;
    if let Some(here) = first_broken(app).filter(|_| elsewhere) {
        placed.insert(0, format!("{}, here from {here} on", placed[0]));
    }
    Warning { placed, short: vec![format!("{word} {since} {at}"), word.into()] }
}

/// Where what is not finite begins in this iteration, if that is not where it began at all.
fn first_broken(app: &App) -> Option<String> {
    let (sheet, trace) = (app.worksheet(), app.trainer().trace());
    let broken = |id: &Id| trace.slice(sheet, *id).iter().any(|x| !x.is_finite());
    let first = sheet.quantities().map(|(id, _)| id).filter(|id| app.is_shown(*id)).find(broken)?;
    Some(app.symbols().role(sheet.quantity(first).role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_get_shorter_before_the_last_of_them_goes() {
        let words = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        let grave =
            Warning { placed: words(&["grave, it is there"]), short: words(&["grave", "g"]) };
        let light = Warning {
            placed: words(&["light, it is here", "light: here"]),
            short: words(&["light"]),
        };
        let texts = composed(&[grave, light]);
        let placed = [
            " grave, it is there · light, it is here ",
            " grave, it is there · light: here ",
            " grave, it is there ",
        ];
        assert_eq!(texts.placed, placed);
        assert_eq!(texts.short, [" grave · light ", " grave ", " g · light ", " g "]);
        assert_eq!(composed(&[]).short, [""]);
    }
}
