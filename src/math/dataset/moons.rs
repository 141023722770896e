//! Two half circles that reach into each other. Noise moves the points.

use std::f64::consts::PI;

use super::{Dataset, Labels, Point, Stream, Wanted};
use crate::math::real;

pub(super) static MOONS: Dataset = Dataset {
    name: "moons",
    doc: "two half circles that reach into each other",
    labels: Labels::TwoClasses,
    points: 500,
    playground: None,
    draw,
};

/// The radius of a moon.
const RADIUS: f64 = 3.0;

/// Class 1 is the upper one, round (−1.5, −0.75); class 0 hangs round (1.5, 0.75). Both
/// coordinates get N(0, (3 noise)²).
fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let point = |i| {
        let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
        let angle = stream.between(0.0, PI);
        let x = sign * RADIUS * (real::cos(angle) - 0.5);
        let y = sign * RADIUS * (real::sin(angle) - 0.25);
        let (dx, dy) = (stream.normal(), stream.normal());
        let scale = RADIUS * wanted.noise;
        Point { x: x + scale * dx, y: y + scale * dy, label: f64::from(u8::from(i % 2 == 0)) }
    };
    (0..wanted.points).map(point).collect()
}
