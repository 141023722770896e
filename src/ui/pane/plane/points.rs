//! The data points: their marks by target, the cells they stand in.

use std::collections::BTreeMap;

use super::shown::targets;
use crate::app::App;
use crate::train::Data;
use crate::ui::View;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend::Item;

use super::shown::Shown;
use crate::ui::pane::map::label;

/// A data point: its example in the data set, and its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) row: usize,
    pub(super) mark: char,
}

/// What marks mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Classes, by their number from 1.
    Class,
    /// Above or below the middle of the targets of one output.
    Value,
}

fn kind(app: &App) -> Kind {
    if app.outputs_are_classes() { Kind::Class } else { Kind::Value }
}

/// The mark of targets below the middle, above it, and of several in one cell.
fn marks(glyphs: Glyphs) -> [char; 3] {
    if glyphs == Glyphs::Ascii { ['o', 'x', '*'] } else { ['○', '●', '◐'] }
}

/// The marks of test examples on both sides of the middle.
fn test_marks(glyphs: Glyphs) -> [char; 2] {
    if glyphs == Glyphs::Ascii { ['-', '+'] } else { ['◇', '◆'] }
}

/// The training points, no more than there are cells.
pub(super) fn points(
    app: &App,
    view: &View,
    shown: &Shown,
    examples: &Examples,
    cells: usize,
) -> Vec<Point> {
    let [low, high, _] = marks(view.glyphs);
    of(app, shown, &examples.targets, [low, high], cells)
}

/// The training examples: those of the data set, or as they are being drawn.
pub(super) struct Examples {
    pub(super) places: Vec<[f64; 2]>,
    /// Row by row.
    targets: Vec<f64>,
}

impl Examples {
    pub(super) fn of(app: &App) -> Self {
        let Some(drawing) = app.drawing() else {
            let targets = app.trainer().data().y.clone();
            return Self { places: app.plane_places(), targets };
        };
        let drawn = || drawing.examples.iter();
        let targets = drawn().flat_map(|example| example.target.iter().copied()).collect();
        Self { places: drawn().map(|example| example.place).collect(), targets }
    }
}

/// The test points, where they are to be shown, no more than there are cells.
pub(super) fn tests(app: &App, view: &View, shown: &Shown, cells: usize) -> Vec<Point> {
    let data = app.timeline().setup().test.as_ref().filter(|_| app.plane_looks().tests);
    let of = |data: &Data| of(app, shown, &data.y, test_marks(view.glyphs), cells);
    data.map_or_else(Vec::new, of)
}

fn of(app: &App, shown: &Shown, y: &[f64], [low, high]: [char; 2], cells: usize) -> Vec<Point> {
    let outputs = app.worksheet().network().outputs();
    let rows = y.len() / outputs;
    let stride = stride(rows, cells);
    let (kind, output) = (kind(app), if shown.output { shown.unit.index } else { 0 });
    let middle = middle(app, output);
    let mark = |row: usize| {
        let targets = &y[row * outputs..][..outputs];
        match kind {
            Kind::Class => digit(class(targets)),
            Kind::Value if targets[output] > middle => high,
            Kind::Value => low,
        }
    };
    (0..rows).step_by(stride).map(|row| Point { row, mark: mark(row) }).collect()
}

/// Every how many points one is drawn.
fn stride(points: usize, cells: usize) -> usize {
    points.div_ceil(cells.max(1)).max(1)
}

/// The middle between the least and the greatest target of an output; where all are the same,
/// zero.
fn middle(app: &App, output: usize) -> f64 {
    let low = targets(app, output).fold(f64::INFINITY, f64::min);
    let high = targets(app, output).fold(f64::NEG_INFINITY, f64::max);
    if low < high { f64::midpoint(low, high) } else { 0.0 }
}

/// The class of a row of numbers: the place of the greatest, the first of equals.
pub(super) fn class(targets: &[f64]) -> usize {
    let better = |best: usize, k: usize| if targets[k] > targets[best] { k } else { best };
    (0..targets.len()).fold(0, better)
}

/// 1 to 9, then letters.
pub(super) fn digit(class: usize) -> char {
    u32::try_from(class + 1).ok().and_then(|n| char::from_digit(n, 36)).unwrap_or('#')
}

/// Points by cell; where several with different marks meet, they have a mark of their own.
pub(super) fn by_cell(
    points: &[Point],
    view: &View,
    place: impl Fn(usize) -> Option<(i32, i32)>,
) -> BTreeMap<(i32, i32), Point> {
    let mut cells: BTreeMap<(i32, i32), Point> = BTreeMap::new();
    let several = marks(view.glyphs)[2];
    for point in points {
        let Some(place) = place(point.row) else { continue };
        cells
            .entry(place)
            .and_modify(|old| old.mark = if old.mark == point.mark { old.mark } else { several })
            .or_insert(*point);
    }
    cells
}

/// How many points are drawn, where not all are.
pub(super) fn left_out(app: &App, cells: usize) -> Option<String> {
    let stride = stride(app.trainer().data().rows, cells);
    (stride > 1).then(|| format!("1 in {stride} points"))
}

/// What the two ends of the colours of an output stand for, where they are classes: the mark and
/// the target of each side, or whether it is of the class.
pub(super) fn ends(app: &App, view: &View, shown: &Shown) -> Option<[String; 2]> {
    let output = shown.unit.index;
    let [low, high, _] = marks(view.glyphs);
    match kind(app) {
        _ if !shown.output => None,
        Kind::Class => Some(["others".into(), format!("class {}", digit(output))]),
        Kind::Value => {
            let [less, more] = [side(app, output, false)?, side(app, output, true)?];
            Some([format!("{low} {less}"), format!("{high} {more}")])
        }
    }
}

/// What the marks mean.
pub(super) fn legend(app: &App, view: &View, shown: &Shown) -> Vec<Item> {
    let [low, high, _] = marks(view.glyphs);
    let output = if shown.output { shown.unit.index } else { 0 };
    let text = match kind(app) {
        Kind::Class => {
            let (classes, names) = (app.worksheet().network().outputs(), &app.lesson().classes);
            let named = |(k, name): (usize, &String)| format!("{} {name}", digit(k));
            let named: Vec<_> = names.iter().enumerate().map(named).collect();
            let numbered = || format!("{} to {}: class", digit(0), digit(classes - 1));
            if named.is_empty() { numbered() } else { named.join("  ") }
        }
        Kind::Value => {
            let middle = label(middle(app, output));
            let side =
                |high, word| side(app, output, high).unwrap_or_else(|| format!("{word} {middle}"));
            let told = ends(app, view, shown).is_some();
            let [less, more] = test_marks(view.glyphs);
            let tests = app.plane_looks().tests;
            let tests = if tests { format!("test {less} {more}") } else { String::new() };
            if told {
                let shown = app.plane_looks().tests;
                return if shown { vec![vec![(tests, view.theme.text())]] } else { Vec::new() };
            }
            format!("target {low} {} {high} {}  {tests}", side(false, "up to"), side(true, "over"))
        }
    };
    vec![vec![(text, view.theme.text())]]
}

/// The only target on one side of the middle, where there is only one.
fn side(app: &App, output: usize, high: bool) -> Option<String> {
    let middle = middle(app, output);
    let mut on_it = targets(app, output).filter(|t| (*t > middle) == high);
    let first = on_it.next()?;
    on_it.all(|t| t == first).then(|| label(first))
}
