//! A field over two axes: which place stands in which cell, two values a cell, few patches of one
//! colour, names and numbers at the axes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::math::number;
use crate::math::number::Digits;
use crate::ui::View;
use crate::ui::canvas::Canvas;

type Range = (f64, f64);

/// The most patches of one colour: each costs some fifteen bytes of a frame,
/// which has 40 kB at most.
const PATCHES: usize = 1_700;

/// The coarsest grain, in half cells.
const GRAINS: usize = 8;

/// Within a patch of one character every how many columns and rows its digit stands.
const SAMPLES: (usize, usize) = (12, 6);

/// The part of a plane that is shown, and where.
#[derive(Clone, Debug)]
pub(super) struct Map {
    x: Range,
    y: Range,
    names: [String; 2],
    /// The cells of the field, without its axes.
    pub(super) plot: Rect,
    /// How many half cells, across and down, share a value: 1, or more where a value costs much.
    coarse: usize,
}

impl Map {
    /// A map of these ranges in `area`, with room for the names and numbers of its axes at the left
    /// and below; nothing where there is no room.
    pub(super) fn new([x, y]: [Range; 2], names: [&str; 2], area: Rect) -> Option<Self> {
        let numbers = [y.0, y.1].map(|y| label(y).width());
        let wide = numbers[0].max(numbers[1]);
        // A long name would take the room of the field.
        let name = names[1].width();
        let wide = if usize::from(area.width) > 5 * name { wide.max(name) } else { wide };
        let left = wide as u16 + 2;
        let plot = Rect {
            x: area.x + left,
            width: area.width.checked_sub(left + 1)?,
            height: area.height.checked_sub(1)?,
            ..area
        };
        let names = names.map(str::to_owned);
        (plot.width >= 4 && plot.height >= 1).then_some(Self { x, y, names, plot, coarse: 1 })
    }

    /// The same with so many half cells, across and down, for a value.
    pub(super) fn coarser(self, coarse: usize) -> Self {
        Self { coarse: coarse.max(1), ..self }
    }

    /// The cell of a place, from the upper left corner of the plot; at its edge for what is
    /// outside.
    pub(super) fn cell(&self, x: f64, y: f64) -> (i32, i32) {
        let part = |x: f64, (low, high): Range, cells: u16| {
            ((x - low) / (high - low) * f64::from(cells)).floor().clamp(0.0, f64::from(cells - 1))
        };
        let down = part(-y, (-self.y.1, -self.y.0), self.plot.height);
        (part(x, self.x, self.plot.width) as i32, down as i32)
    }

    /// The dot of a place, where a cell has so many across and down; outside of the plot for what
    /// is far outside.
    pub(super) fn dot(&self, x: f64, y: f64, (across, down): (i32, i32)) -> (i32, i32) {
        let part = |x: f64, (low, high): Range, dots: i32| {
            let far = 2.0 * f64::from(dots);
            ((x - low) / (high - low) * f64::from(dots)).floor().clamp(-far, far) as i32
        };
        let (width, height) = (i32::from(self.plot.width), i32::from(self.plot.height));
        (part(x, self.x, width * across), part(-y, (-self.y.1, -self.y.0), height * down))
    }

    /// Whether a place lies in the part that is shown.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }

    /// The places of the values, across and down.
    pub(super) fn lines(&self) -> [Vec<f64>; 2] {
        let (across, down) = (usize::from(self.plot.width), 2 * usize::from(self.plot.height));
        let along = |of: usize, (from, to): Range| -> Vec<f64> {
            let middle = |i: usize| (i * self.coarse) as f64 + self.coarse as f64 / 2.0;
            let place = |i: usize| from + middle(i) / of as f64 * (to - from);
            (0..of.div_ceil(self.coarse)).map(place).collect()
        };
        [along(across, self.x), along(down, (self.y.1, self.y.0))]
    }

    /// The same pair by pair, row by row.
    pub(super) fn grid(&self) -> Vec<f64> {
        let [across, down] = self.lines();
        let row = |y: &f64| across.iter().flat_map(|x| [*x, *y]).collect::<Vec<_>>();
        down.iter().flat_map(row).collect()
    }

    /// The value of a half cell, where there is one for each place of the grid.
    pub(super) fn value(&self, values: &[f64], x: usize, y: usize) -> f64 {
        let across = usize::from(self.plot.width).div_ceil(self.coarse);
        values[y / self.coarse * across + x / self.coarse]
    }

    pub(super) fn cells(&self) -> usize {
        usize::from(self.plot.width) * usize::from(self.plot.height)
    }

    /// Paints the field: `value` by column and half row, `cell` what shows two of them.
    pub(super) fn paint(
        &self,
        value: impl Fn(usize, usize) -> f64,
        cell: impl Fn(f64, f64) -> (char, Style),
        buffer: &mut Buffer,
    ) {
        let cell = |x: usize, y: usize, grain: usize| {
            let at = |y: usize| value(x / grain * grain, y / grain * grain);
            cell(at(2 * y), at(2 * y + 1))
        };
        let (width, height) = (usize::from(self.plot.width), usize::from(self.plot.height));
        let patches = |grain: usize| {
            let differs = |x: usize, y: usize| cell(x, y, grain) != cell(x - 1, y, grain);
            let row = |y: usize| 1 + (1..width).filter(|x| differs(*x, y)).count();
            (0..height).map(row).sum::<usize>()
        };
        // Of a field without large patches of one colour a coarser picture has to do.
        let grain = (1..GRAINS).find(|grain| patches(*grain) <= PATCHES).unwrap_or(GRAINS);
        let mut canvas = Canvas::new(buffer, self.plot);
        for y in 0..height {
            for x in 0..width {
                let (c, style) = cell(x, y, grain);
                canvas.text(x as i32, y as i32, c.encode_utf8(&mut [0; 4]), style);
            }
        }
    }

    /// Leaves of what was painted the characters where others begin, and here and there within a
    /// patch.
    pub(super) fn thin_out(&self, buffer: &mut Buffer) {
        let plot = self.plot.intersection(buffer.area);
        let painted: Vec<String> =
            plot.positions().map(|at| buffer[at].symbol().to_owned()).collect();
        let width = usize::from(plot.width);
        for (i, at) in plot.positions().enumerate() {
            let (x, y) = (i % width, i / width);
            let same = |other: usize| painted[other] == painted[i];
            let inner = x > 0 && y > 0 && same(i - 1) && same(i - width);
            let sample = x % SAMPLES.0 == SAMPLES.0 / 2 && y % SAMPLES.1 == SAMPLES.1 / 2;
            if inner && !sample {
                buffer[at].set_symbol(" ");
            }
        }
    }

    /// The ranges as numbers, and the names of the axes between them.
    pub(super) fn axes(&self, area: Rect, view: &View, buffer: &mut Buffer) {
        let dim = view.theme.dim();
        let mut canvas = Canvas::new(buffer, area);
        let left = i32::from(self.plot.x - area.x);
        let (width, height) = (i32::from(self.plot.width), i32::from(self.plot.height));
        let mut upright = |y: i32, text: &str| {
            let x = left - 1 - text.width() as i32;
            if x >= 0 {
                canvas.text(x, y, text, dim);
            }
        };
        upright(0, &label(self.y.1));
        if height > 2 {
            upright(height / 2, &self.names[1]);
        }
        if height > 1 {
            upright(height - 1, &label(self.y.0));
        }
        let (low, high) = (label(self.x.0), label(self.x.1));
        let end = canvas.text(left, height, &low, dim);
        let start = left + width - high.width() as i32;
        let long = self.names[0].width() as i32;
        let middle = left + (width - long) / 2;
        if middle > end && middle + long < start {
            canvas.text(middle, height, &self.names[0], dim);
        }
        if start > end {
            canvas.text(start, height, &high, dim);
        }
    }
}

/// A number at an axis or in a legend.
pub(super) fn label(x: f64) -> String {
    number::fit(x, Digits::Significant(3), 7).unwrap_or_default()
}
