//! The surface of the loss over two weights or biases: which two, and how much of it is shown.

use super::place::Direction;
use super::{App, Pane};
use crate::worksheet::quantity::{Cell, Role};
use crate::worksheet::slice::Element;

/// A view of the loss over two elements of parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// The element to the right, and the one upwards.
    pub elements: [Element; 2],
    /// How often it was halved (above 0) or doubled.
    zoom: i32,
    /// How far it reaches to each side, where somebody said so.
    reach: Option<f64>,
}

/// How far one can zoom, in and out.
const MOST_ZOOM: i32 = 12;

/// The least way to each side of a path.
const LEAST: f64 = 1.0;

/// The least and the greatest way to go to each side.
const REACHES: [f64; 2] = [1e-6, 1e6];

const TAKES: &str = "surface takes two weights or biases, and how far to go: \
                     surface W1[1,1] W2[1,1] 2";

impl App {
    /// The surface that is shown in place of the loss curve, if one is.
    pub fn surface(&self) -> Option<&Surface> {
        let network = self.worksheet().network();
        self.surface.as_ref().filter(|shown| shown.elements.iter().all(|e| e.is_of(network)))
    }

    /// Shows the loss over two weights in the pane of losses, or its curve again.
    pub(super) fn choose_surface(&mut self, argument: &str) -> Result<(), String> {
        if argument.is_empty() && self.surface().is_some() && self.focus == Pane::Loss {
            self.close_surface();
            return Ok(());
        }
        let (named, reach) = self.elements_called(argument)?;
        let elements = self.completed(&named)?;
        self.surface = Some(Surface { elements, zoom: 0, reach });
        self.focus_on(Pane::Loss)
    }

    /// The surface as a session keeps it: its elements, how far it goes, how close it is.
    pub(super) fn surface_kept(&self) -> Option<(String, i32)> {
        let shown = self.surface()?;
        let names =
            shown.elements.map(|e| format!("{}[{},{}]", e.parameter, e.row + 1, e.column + 1));
        let reach = shown.reach.map_or(String::new(), |reach| format!(" {reach}"));
        Some((names.join(" ") + &reach, shown.zoom))
    }

    /// Takes up what a session kept.
    pub(super) fn restore_surface(&mut self, named: &str, zoom: i32) -> Result<(), String> {
        let (named, reach) = self.elements_called(named)?;
        let elements = self.completed(&named)?;
        self.surface = Some(Surface { elements, zoom: zoom.clamp(-MOST_ZOOM, MOST_ZOOM), reach });
        Ok(())
    }

    /// Goes back to the curve; false where it is shown already.
    pub(super) fn close_surface(&mut self) -> bool {
        self.focus == Pane::Loss && self.surface.take().is_some()
    }

    /// Shows half as much of the surface, or twice as much.
    pub(super) fn zoom_surface(&mut self, closer: bool) -> Result<(), String> {
        let Some(surface) = &mut self.surface else { return Err("no surface is shown".into()) };
        let zoom = surface.zoom + if closer { 1 } else { -1 };
        if zoom.abs() > MOST_ZOOM {
            return Err("no further that way".into());
        }
        surface.zoom = zoom;
        Ok(())
    }

    /// Whether the keys that nudge a number zoom the surface.
    pub(super) fn is_on_surface(&self) -> bool {
        self.focus == Pane::Loss && self.surface().is_some()
    }

    /// Through time on the surface; up and down zoom.
    pub(super) fn move_on_surface(&mut self, direction: Direction) -> Result<(), String> {
        match direction {
            Direction::Up => self.zoom_surface(true),
            Direction::Down => self.zoom_surface(false),
            Direction::Left | Direction::Right => self.scrub(direction, 1),
        }
    }

    /// The value in force of an element.
    pub fn element(&self, element: Element) -> f64 {
        let sheet = self.worksheet();
        let slots = sheet.parameters().iter().find(|slots| slots.parameter == element.parameter);
        let value = |id| self.trainer().trace().slice(sheet, id)[element.index(sheet.network())];
        slots.map_or(f64::NAN, |slots| value(self.in_force(slots)))
    }

    /// The ranges of both elements: the whole way that training took, with as much again around
    /// it; zoomed in, what is near to where it stands. They end at round numbers.
    pub fn surface_ranges(&self, surface: &Surface, path: &[(u64, [f64; 2])]) -> [(f64, f64); 2] {
        let factor = 2f64.powi(-surface.zoom);
        [0, 1].map(|axis| {
            let here = self.element(surface.elements[axis]);
            let all = path.iter().map(|(_, values)| values[axis]).chain([here]);
            let (low, high) = all
                .filter(|x| x.is_finite())
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
            let (low, high) = if low <= high { (low, high) } else { (0.0, 0.0) };
            let usual = ((high / 2.0 - low / 2.0) * 1.5).max(LEAST);
            let reach = surface.reach.unwrap_or(usual) * factor;
            let near = surface.reach.is_some() || surface.zoom > 0;
            let middle = if near && here.is_finite() { here } else { f64::midpoint(low, high) };
            outwards(middle, reach)
        })
    }

    /// The elements that a line names, and the number behind them.
    fn elements_called(&self, text: &str) -> Result<(Vec<Element>, Option<f64>), String> {
        let mut found = Vec::new();
        let mut rest = text.trim();
        while let Some(end) = rest.find(']') {
            found.push(self.element_called(rest[..=end].trim())?);
            rest = rest[end + 1..].trim_start_matches([',', ' ']);
        }
        let reach = match rest {
            "" => None,
            word => {
                let number = word.parse::<f64>().ok().filter(|x| *x > 0.0);
                let number = number.ok_or_else(|| format!("{word:?} is no way to go; {TAKES}"))?;
                let [least, most] = REACHES;
                if !(least..=most).contains(&number) {
                    return Err(format!(
                        "a surface goes from {least:e} to {most:e} far, not {word}"
                    ));
                }
                Some(number)
            }
        };
        match found.as_slice() {
            [a, b] if a == b => Err(format!("twice the same; {TAKES}")),
            [_, _, _, ..] => Err(TAKES.into()),
            _ => Ok((found, reach)),
        }
    }

    fn element_called(&self, text: &str) -> Result<Element, String> {
        let cell = self.cell_called(text)?;
        self.element_of(cell).ok_or_else(|| format!("{text} is no weight or bias; {TAKES}"))
    }

    /// The element that a cell of a parameter, its gradient or its update is about.
    fn element_of(&self, cell: Cell) -> Option<Element> {
        let parameter = self.worksheet().quantity(cell.quantity).role.parameter()?;
        Some(Element { parameter, row: cell.row, column: cell.column })
    }

    /// Two elements: those that were named, then the one under the cursor, then those with the
    /// greatest gradients.
    fn completed(&self, named: &[Element]) -> Result<[Element; 2], String> {
        let under = self.element_of(self.cursor()).filter(|_| named.len() < 2);
        let mut found: Vec<Element> = named.to_vec();
        for element in under.into_iter().chain(self.steepest()) {
            if found.len() < 2 && !found.contains(&element) {
                found.push(element);
            }
        }
        <[Element; 2]>::try_from(found).map_err(|_| {
            "a surface needs two weights or biases; this network has only one".to_owned()
        })
    }

    /// The two elements with the greatest gradients of this iteration; the first ones where there
    /// are none.
    fn steepest(&self) -> Vec<Element> {
        let (sheet, trace) = (self.worksheet(), self.trainer().trace());
        let mut best: Vec<(f64, Element)> = Vec::new();
        for slots in sheet.parameters() {
            let columns = sheet.quantity(slots.gradient).columns;
            for (i, gradient) in trace.slice(sheet, slots.gradient).iter().enumerate() {
                let size = if gradient.is_finite() { gradient.abs() } else { 0.0 };
                let parameter = slots.parameter;
                let element = Element { parameter, row: i / columns, column: i % columns };
                let at = best.iter().take_while(|(other, _)| *other >= size).count();
                best.insert(at, (size, element));
                best.truncate(2);
            }
        }
        best.into_iter().map(|(_, element)| element).collect()
    }

    /// How many examples the loss of this iteration is of, and of how many.
    pub fn examples_seen(&self) -> (usize, usize) {
        let sheet = self.worksheet();
        let seen = sheet.find(Role::Input).map_or(0, |id| sheet.quantity(id).rows);
        (seen, self.trainer().data().rows)
    }
}

/// From `middle` as far as `reach` to both sides, to round numbers outside of it.
fn outwards(middle: f64, reach: f64) -> (f64, f64) {
    let (low, high) = (middle - reach, middle + reach);
    let power = 10f64.powf((reach / 4.0).log10().floor());
    let unit = [5.0, 2.0, 1.0].map(|digit| digit * power).into_iter().find(|u| *u <= reach / 4.0);
    let Some(unit) = unit.filter(|unit| *unit > 0.0) else { return (low, high) };
    // Adding 0 takes the sign from a zero.
    let tidy = |steps: f64| (steps * unit * 1e12).round() / 1e12 + 0.0;
    let (outer_low, outer_high) = (tidy((low / unit).floor()), tidy((high / unit).ceil()));
    if outer_low < outer_high { (outer_low, outer_high) } else { (low, high) }
}
