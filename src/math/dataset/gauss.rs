//! Playground's two clouds. Noise makes them wider.

use super::{Dataset, Labels, Point, Stream, Wanted, halves};
use crate::math::real;

pub(super) static GAUSS: Dataset = Dataset {
    name: "gauss",
    doc: "Playground: two normal clouds",
    labels: Labels::TwoClasses,
    points: 500,
    playground: Some("gauss"),
    draw,
};

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    // A scale from 0…0.5 to 0.5…4, and on beyond.
    let t = wanted.noise / 0.5;
    let deviation = real::sqrt(0.5 * (1.0 - t) + 4.0 * t);
    let mut points = Vec::with_capacity(wanted.points);
    for (n, (centre, label)) in halves(wanted.points).into_iter().zip([(2.0, 1.0), (-2.0, 0.0)]) {
        for _ in 0..n {
            let x = centre + deviation * polar(stream);
            let y = centre + deviation * polar(stream);
            points.push(Point { x, y, label });
        }
    }
    points
}

/// A number of the standard normal distribution by Marsaglia's polar method, the second one that
/// it yields thrown away.
fn polar(stream: &mut dyn Stream) -> f64 {
    loop {
        let (a, b) = (2.0 * stream.uniform() - 1.0, 2.0 * stream.uniform() - 1.0);
        let s = a * a + b * b;
        if s <= 1.0 {
            return real::sqrt(-2.0 * real::ln(s) / s) * a;
        }
    }
}
