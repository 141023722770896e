//! Small maps above the units: what each of them says over the plane, as Playground has it. Only
//! where the data lie in a plane and every column has room.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Unit};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::kept::Field;
use crate::ui::pane::plane::shown::Shown;
use crate::ui::{Feedback, View};

/// Sizes of maps in columns and rows, the best one first.
const SIZES: [(u16, u16); 5] = [(12, 6), (10, 5), (8, 4), (6, 3), (4, 2)];

/// The most multiplications for all maps.
const MOST: usize = 10_000_000;

/// The size of every map: columns, and rows of two values each.
pub(super) type Size = (u16, u16);

/// The sizes worth trying.
pub(super) fn sizes(app: &App) -> impl Iterator<Item = Size> + use<> {
    let network = app.worksheet().network();
    let products = network.weights();
    let wanted = app.has_plane() && network.inputs > 1;
    let fits = move |size: &Size| {
        wanted && products.saturating_mul(usize::from(2 * size.0 * size.1)) <= MOST
    };
    SIZES.into_iter().filter(fits)
}

/// The values of every unit over the plane.
pub(super) struct Maps {
    size: Size,
    values: Rc<[f64]>,
    /// Where the values of each layer begin, the input first, and how many units it has.
    layers: Vec<(usize, usize)>,
}

impl Maps {
    /// The maps of all units in this size.
    pub(super) fn of(app: &App, size: Size, feedback: &mut Feedback) -> Self {
        let [x, y] = app.plane_ranges();
        let middle = |i: u16, of: u16, (from, to): (f64, f64)| {
            from + (f64::from(i) + 0.5) / f64::from(of) * (to - from)
        };
        let (width, height) = (size.0, 2 * size.1);
        let across: Vec<f64> = (0..width).map(|i| middle(i, width, x)).collect();
        let down: Vec<f64> = (0..height).map(|i| middle(i, height, (y.1, y.0))).collect();
        let of =
            Field::Units { across: across.clone(), down: down.clone(), updated: app.is_updated() };
        let values = feedback.kept.field(app, of, || {
            let row = |y: &f64| across.iter().flat_map(|x| [*x, *y]).collect::<Vec<_>>();
            let places: Vec<f64> = down.iter().flat_map(row).collect();
            app.forward().layers(&app.plane_inputs(&places)).concat()
        });
        let network = app.worksheet().network();
        let points = usize::from(width) * usize::from(height);
        let mut begin = 0;
        let layer = |l: usize| {
            let units = network.width(l);
            begin += points * units;
            (begin - points * units, units)
        };
        Self { size, values, layers: (0..=network.depth()).map(layer).collect() }
    }

    /// Draws the map of a unit of a layer (0 is the input) with its upper left corner at a place.
    pub(super) fn draw(
        &self,
        app: &App,
        view: &View,
        (layer, unit): (usize, usize),
        (x, y): (i32, i32),
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let (begin, units) = self.layers[layer];
        let points = usize::from(self.size.0) * usize::from(2 * self.size.1);
        let value = |point: usize| self.values[begin + point * units + unit];
        let values: Vec<f64> = (0..points).map(value).collect();
        let shown = Shown::of_unit(app, Unit { layer, index: unit }).scaled(&values);
        let width = usize::from(self.size.0);
        let mut canvas = Canvas::new(buffer, area);
        for row in 0..usize::from(self.size.1) {
            for column in 0..width {
                let at = |row: usize| shown.share(values[row * width + column]);
                let (above, below) = (at(2 * row), at(2 * row + 1));
                let (c, style) = field::cell(above, Some(below), &view.theme, view.glyphs);
                let place = (x + column as i32, y + row as i32);
                canvas.text(place.0, place.1, c.encode_utf8(&mut [0; 4]), style);
            }
        }
    }
}
