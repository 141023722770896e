//! Points by name: `point 1.5 -2 +1`, `erase 1.5 -2`.

use super::nearest;
use crate::app::App;
use crate::lesson::setting::Example;

const PUTS: &str =
    "point takes a place and what it should be: point 1.5 -2 +1 (several with commas)";
const ERASES: &str = "erase takes a place, and erases the point nearest to it: erase 1.5 -2";

/// How far from the place that is named a point is erased, in parts of the plane.
const REACH: f64 = 0.15;

impl App {
    /// Adds the points of a line and starts over.
    pub(in crate::app) fn put_points(&mut self, text: &str) -> Result<(), String> {
        self.need_plane()?;
        let mut examples = self.examples();
        for part in parts(text) {
            examples.push(self.example_of(part)?);
        }
        if parts(text).next().is_none() {
            return Err(PUTS.into());
        }
        self.start_with(&examples)
    }

    /// Erases the points nearest to the places of a line and starts over.
    pub(in crate::app) fn erase_points(&mut self, text: &str) -> Result<(), String> {
        self.need_plane()?;
        let (mut examples, sizes) = (self.examples(), self.sizes());
        if parts(text).next().is_none() {
            return Err(ERASES.into());
        }
        for part in parts(text) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let [x, y] = words.as_slice() else { return Err(ERASES.into()) };
            let place = [number(x, ERASES)?, number(y, ERASES)?];
            let near = nearest(&examples, place, sizes).filter(|(_, far)| *far <= REACH);
            let (at, _) = near.ok_or_else(|| format!("there is no point near {x} {y}"))?;
            examples.remove(at);
        }
        self.start_with(&examples)
    }

    /// `1.5 -2 +1`: a place, and a target, a class or the side of the middle; without one, the
    /// greatest target or the first class.
    fn example_of(&self, text: &str) -> Result<Example, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [x, y, rest @ ..] = words.as_slice() else { return Err(PUTS.into()) };
        let place = [number(x, PUTS)?, number(y, PUTS)?];
        let (kinds, outputs) = (self.kinds(), self.worksheet().network().outputs());
        let classes = self.outputs_are_classes();
        let target = match rest {
            [] if classes => kinds[0].clone(),
            [] | ["+"] if !classes => kinds[1].clone(),
            ["-"] if !classes => kinds[0].clone(),
            [one] if classes => {
                let class = one.parse::<usize>().ok().and_then(|k| kinds.get(k.checked_sub(1)?));
                class.cloned().ok_or_else(|| format!("a class is 1 to {outputs}, not {one:?}"))?
            }
            all if all.len() == outputs => {
                all.iter().map(|word| number(word, PUTS)).collect::<Result<_, _>>()?
            }
            _ => return Err(PUTS.into()),
        };
        Ok(Example { place, target })
    }
}

/// What stands between commas.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
}

fn number(word: &str, takes: &str) -> Result<f64, String> {
    let word = word.replace('−', "-");
    let found = word.parse::<f64>().ok().filter(|x| x.is_finite());
    found.ok_or_else(|| format!("{word:?} is not a number; {takes}"))
}
