//! A sine curve: the value sin x. y says nothing about it. Noise moves the values.

use super::plane::RADIUS;
use super::{Dataset, Labels, Point, Stream, Wanted};
use crate::math::real;

pub(super) static SINE: Dataset = Dataset {
    name: "sine",
    doc: "the value sin x, whatever y is",
    labels: Labels::Values,
    points: 200,
    playground: None,
    draw,
};

/// The value gets N(0, noise²).
fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let point = |_| {
        let (x, y) = (stream.between(-RADIUS, RADIUS), stream.between(-RADIUS, RADIUS));
        Point { x, y, label: real::sin(x) + wanted.noise * stream.normal() }
    };
    (0..wanted.points).map(point).collect()
}
