//! Normal clouds on a circle, one for each class. Noise makes them wider.

use std::f64::consts::TAU;

use super::{Dataset, Labels, Point, Stream, Wanted};
use crate::math::real;

pub(super) static BLOBS: Dataset = Dataset {
    name: "blobs",
    doc: "normal clouds on a circle, one for each class",
    labels: Labels::Classes,
    points: 500,
    playground: None,
    draw,
};

/// The radius of the circle.
const RADIUS: f64 = 3.5;

/// Class c of K lies round the angle 2π c/K; its deviation is 0.6 + 2 noise.
fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let deviation = 0.6 + 2.0 * wanted.noise;
    let point = |i| {
        let class = i % wanted.classes;
        let angle = TAU * class as f64 / wanted.classes as f64;
        let x = RADIUS * real::cos(angle) + deviation * stream.normal();
        let y = RADIUS * real::sin(angle) + deviation * stream.normal();
        Point { x, y, label: class as f64 }
    };
    (0..wanted.points).map(point).collect()
}
