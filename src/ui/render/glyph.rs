//! Box lines, blocks, shades and braille as geometry: common fonts lack some of them, and where
//! they have them, lines of neighbouring cells do not meet.

use std::fmt::Write;

/// Width of a cell in pixels.
pub(super) const WIDTH: f64 = 9.0;
/// Height of a cell in pixels.
pub(super) const HEIGHT: f64 = 18.0;

/// Where lines cross in a cell: the middle of a pixel, so that a thin line is one pixel.
const MIDDLE: (f64, f64) = (4.5, 9.5);

/// How a path is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fill {
    /// To the pixel, no soft edges: neighbouring cells meet without a seam.
    Crisp,
    /// With soft edges, for what is round or slanted.
    Smooth,
    /// To the pixel, so many quarters opaque.
    Shade(u8),
}

/// The path of a character in the cell whose upper left corner is given, if it is geometry.
pub(super) fn path(symbol: char, x: f64, y: f64) -> Option<(Fill, String)> {
    let mut pen = Pen { x, y, path: String::new() };
    let fill = match symbol {
        '╭' | '╮' | '╯' | '╰' => pen.corner(symbol),
        '╱' | '╲' | '╳' => pen.diagonals(symbol),
        '\u{2500}'..='\u{257f}' => pen.lines(symbol),
        '\u{2580}'..='\u{259f}' => pen.block(symbol),
        '\u{2800}'..='\u{28ff}' => pen.braille(symbol as u32 - 0x2800),
        _ => return None,
    };
    Some((fill, pen.path))
}

/// The path of a rectangle.
pub(super) fn rectangle(out: &mut String, x: f64, y: f64, width: f64, height: f64) {
    let _ = write!(out, "M{x} {y}h{width}v{height}h-{width}z");
}

struct Pen {
    x: f64,
    y: f64,
    path: String,
}

impl Pen {
    /// A rectangle given by its edges inside the cell.
    fn fill(&mut self, left: f64, top: f64, right: f64, bottom: f64) {
        if right > left && bottom > top {
            rectangle(&mut self.path, self.x + left, self.y + top, right - left, bottom - top);
        }
    }

    /// Box lines: up to four arms of a weight each, broken into dashes where the character is.
    fn lines(&mut self, symbol: char) -> Fill {
        let arms = ARMS[(symbol as usize - 0x2500) & 0x7f];
        let [left, right, up, down] = [0, 2, 4, 6].map(|shift| arms >> shift & 3);
        let (mx, my) = MIDDLE;
        let across = reach(up.max(down));
        let along = reach(left.max(right));
        let gaps = dashes(symbol);
        for (from, to) in strokes(left) {
            self.dashed(gaps, true, (0.0, mx + across.max(0.5)), (my + from, my + to));
        }
        for (from, to) in strokes(right) {
            self.dashed(gaps, true, (mx - across.max(0.5), WIDTH), (my + from, my + to));
        }
        for (from, to) in strokes(up) {
            self.dashed(gaps, false, (0.0, my + along.max(0.5)), (mx + from, mx + to));
        }
        for (from, to) in strokes(down) {
            self.dashed(gaps, false, (my - along.max(0.5), HEIGHT), (mx + from, mx + to));
        }
        Fill::Crisp
    }

    /// A stroke along one axis, kept only where the dashes of the whole cell are.
    fn dashed(&mut self, count: u8, across: bool, along: (f64, f64), side: (f64, f64)) {
        let length = if across { WIDTH } else { HEIGHT };
        let period = length / f64::from(count.max(1));
        for dash in 0..count.max(1) {
            let start = f64::from(dash) * period;
            let end = start + if count > 1 { period * 0.6 } else { period };
            let (from, to) = (along.0.max(start), along.1.min(end));
            if across {
                self.fill(from, side.0, to, side.1);
            } else {
                self.fill(side.0, from, side.1, to);
            }
        }
    }

    /// A rounded corner: one pixel wide, from one edge of the cell to another.
    fn corner(&mut self, symbol: char) -> Fill {
        let sx = if matches!(symbol, '╭' | '╰') { 1.0 } else { -1.0 };
        let sy = if matches!(symbol, '╭' | '╮') { 1.0 } else { -1.0 };
        let (mx, my) = (self.x + MIDDLE.0, self.y + MIDDLE.1);
        let (ex, ey) = (
            self.x + if sx > 0.0 { WIDTH } else { 0.0 },
            self.y + if sy > 0.0 { HEIGHT } else { 0.0 },
        );
        let (ox, oy, ix, iy) = (mx - 0.5 * sx, my - 0.5 * sy, mx + 0.5 * sx, my + 0.5 * sy);
        let (far, near) = (4.5, 3.5);
        let _ = write!(
            self.path,
            "M{ox} {ey}V{}Q{ox} {oy} {} {oy}H{ex}V{iy}H{}Q{ix} {iy} {ix} {}V{ey}z",
            oy + far * sy,
            ox + far * sx,
            ix + near * sx,
            iy + near * sy,
        );
        Fill::Smooth
    }

    fn diagonals(&mut self, symbol: char) -> Fill {
        let (left, right, top, bottom) = (self.x, self.x + WIDTH, self.y, self.y + HEIGHT);
        if symbol != '╲' {
            let _ = write!(self.path, "M{left} {bottom}L{right} {top}h1L{} {bottom}z", left + 1.0);
        }
        if symbol != '╱' {
            let _ = write!(self.path, "M{left} {top}L{right} {bottom}h1L{} {top}z", left + 1.0);
        }
        Fill::Smooth
    }

    /// Blocks in eighths, shades, quadrants.
    fn block(&mut self, symbol: char) -> Fill {
        let eighths = |count: u32, whole: f64| f64::from(count) * whole / 8.0;
        match symbol as u32 {
            0x2580 => self.fill(0.0, 0.0, WIDTH, HEIGHT / 2.0),
            code @ 0x2581..=0x2588 => {
                self.fill(0.0, HEIGHT - eighths(code - 0x2580, HEIGHT), WIDTH, HEIGHT);
            }
            code @ 0x2589..=0x258f => {
                self.fill(0.0, 0.0, eighths(0x2590 - code, WIDTH), HEIGHT);
            }
            0x2590 => self.fill(WIDTH / 2.0, 0.0, WIDTH, HEIGHT),
            code @ 0x2591..=0x2593 => {
                self.fill(0.0, 0.0, WIDTH, HEIGHT);
                return Fill::Shade((code - 0x2590) as u8);
            }
            0x2594 => self.fill(0.0, 0.0, WIDTH, eighths(1, HEIGHT)),
            0x2595 => self.fill(eighths(7, WIDTH), 0.0, WIDTH, HEIGHT),
            code => self.quadrants(QUADRANTS[(code as usize - 0x2596).min(9)]),
        }
        Fill::Crisp
    }

    fn quadrants(&mut self, bits: u8) {
        for (bit, (column, row)) in
            [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].iter().enumerate()
        {
            if bits >> bit & 1 == 1 {
                let (left, top) = (column * WIDTH / 2.0, row * HEIGHT / 2.0);
                self.fill(left, top, left + WIDTH / 2.0, top + HEIGHT / 2.0);
            }
        }
    }

    /// Dots 1 2 3 and 4 5 6 are the columns downwards, 7 and 8 the row beneath (ISO 11548-1).
    fn braille(&mut self, bits: u32) -> Fill {
        const PLACES: [(f64, f64); 8] = [
            (1.0, 1.0),
            (1.0, 3.0),
            (1.0, 5.0),
            (3.0, 1.0),
            (3.0, 3.0),
            (3.0, 5.0),
            (1.0, 7.0),
            (3.0, 7.0),
        ];
        for (bit, (column, row)) in PLACES.iter().enumerate() {
            if bits >> bit & 1 == 1 {
                let (x, y) = (self.x + column * WIDTH / 4.0, self.y + row * HEIGHT / 8.0);
                let _ = write!(self.path, "M{} {y}a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0z", x - 1.5);
            }
        }
        Fill::Smooth
    }
}

/// How far the strokes of that weight reach from the middle.
fn reach(weight: u8) -> f64 {
    strokes(weight).last().map_or(0.0, |(_, to)| *to)
}

/// The strokes of a weight, as distances from the middle line: none, light, heavy, double.
fn strokes(weight: u8) -> &'static [(f64, f64)] {
    match weight {
        0 => &[],
        1 => &[(-0.5, 0.5)],
        2 => &[(-1.5, 1.5)],
        _ => &[(-1.5, -0.5), (0.5, 1.5)],
    }
}

/// The number of dashes a line is broken into, 0 for a whole one.
fn dashes(symbol: char) -> u8 {
    match symbol {
        '╌'..='╏' => 2,
        '┄'..='┇' => 3,
        '┈'..='┋' => 4,
        _ => 0,
    }
}

/// U+2596 to U+259F: upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS: [u8; 10] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/// U+2500 to U+257F by name: two bits an arm, left lowest, then right, up, down;
/// 0 none, 1 light, 2 heavy, 3 double.
#[rustfmt::skip]
const ARMS: [u8; 128] = [
    0x05, 0x0a, 0x50, 0xa0, 0x05, 0x0a, 0x50, 0xa0, 0x05, 0x0a, 0x50, 0xa0, 0x44, 0x48, 0x84, 0x88,
    0x41, 0x42, 0x81, 0x82, 0x14, 0x18, 0x24, 0x28, 0x11, 0x12, 0x21, 0x22, 0x54, 0x58, 0x64, 0x94,
    0xa4, 0x68, 0x98, 0xa8, 0x51, 0x52, 0x61, 0x91, 0xa1, 0x62, 0x92, 0xa2, 0x45, 0x46, 0x49, 0x4a,
    0x85, 0x86, 0x89, 0x8a, 0x15, 0x16, 0x19, 0x1a, 0x25, 0x26, 0x29, 0x2a, 0x55, 0x56, 0x59, 0x5a,
    0x65, 0x95, 0xa5, 0x66, 0x69, 0x96, 0x99, 0x6a, 0x9a, 0xa6, 0xa9, 0xaa, 0x05, 0x0a, 0x50, 0xa0,
    0x0f, 0xf0, 0x4c, 0xc4, 0xcc, 0x43, 0xc1, 0xc3, 0x1c, 0x34, 0x3c, 0x13, 0x31, 0x33, 0x5c, 0xf4,
    0xfc, 0x53, 0xf1, 0xf3, 0x4f, 0xc5, 0xcf, 0x1f, 0x35, 0x3f, 0x5f, 0xf5, 0xff, 0x44, 0x41, 0x11,
    0x14, 0x00, 0x00, 0x00, 0x01, 0x10, 0x04, 0x40, 0x02, 0x20, 0x08, 0x80, 0x09, 0x90, 0x06, 0x60,
];
