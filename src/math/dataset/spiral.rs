//! Playground's two spirals. Noise moves the points.

use std::f64::consts::PI;

use super::{Dataset, Labels, Point, Stream, Wanted, halves};
use crate::math::real;

pub(super) static SPIRAL: Dataset = Dataset {
    name: "spiral",
    doc: "Playground: two arms wound round each other",
    labels: Labels::TwoClasses,
    points: 500,
    playground: Some("spiral"),
    draw,
};

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let mut points = Vec::with_capacity(wanted.points);
    let half = wanted.points as f64 / 2.0;
    for (n, (turned, label)) in halves(wanted.points).into_iter().zip([(0.0, 1.0), (PI, 0.0)]) {
        for i in 0..n {
            let r = i as f64 / half * 5.0;
            let t = 1.75 * i as f64 / half * 2.0 * PI + turned;
            let x = r * real::sin(t) + stream.between(-1.0, 1.0) * wanted.noise;
            let y = r * real::cos(t) + stream.between(-1.0, 1.0) * wanted.noise;
            points.push(Point { x, y, label });
        }
    }
    points
}
