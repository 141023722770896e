//! Rings round one centre, one for each class. Noise moves the points.

use std::f64::consts::TAU;

use super::{Dataset, Labels, Point, Stream, Wanted};
use crate::math::real;

pub(super) static RINGS: Dataset = Dataset {
    name: "rings",
    doc: "rings round one centre, one for each class",
    labels: Labels::Classes,
    points: 500,
    playground: None,
    draw,
};

/// The radius of the outermost ring.
const RADIUS: f64 = 5.0;

/// Class c of K lies at radius 5 (c + 1)/K; both coordinates get N(0, (2 noise)²).
fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let point = |i| {
        let class = i % wanted.classes;
        let r = RADIUS * (class + 1) as f64 / wanted.classes as f64;
        let angle = stream.between(0.0, TAU);
        let x = r * real::cos(angle) + 2.0 * wanted.noise * stream.normal();
        let y = r * real::sin(angle) + 2.0 * wanted.noise * stream.normal();
        Point { x, y, label: class as f64 }
    };
    (0..wanted.points).map(point).collect()
}
