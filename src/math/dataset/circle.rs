//! Playground's circle: a disc within a ring. Noise mistakes labels, points stay.

use std::f64::consts::TAU;

use super::{Dataset, Labels, Point, Stream, Wanted, distance, halves};
use crate::math::real;

pub(super) static CIRCLE: Dataset = Dataset {
    name: "circle",
    doc: "Playground: a disc within a ring",
    labels: Labels::TwoClasses,
    points: 500,
    playground: Some("circle"),
    draw,
};

const RADIUS: f64 = 5.0;

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let mut points = Vec::with_capacity(wanted.points);
    let bands = [(0.0, RADIUS * 0.5), (RADIUS * 0.7, RADIUS)];
    for (n, (inner, outer)) in halves(wanted.points).into_iter().zip(bands) {
        for _ in 0..n {
            let r = stream.between(inner, outer);
            let angle = stream.between(0.0, TAU);
            let (x, y) = (r * real::sin(angle), r * real::cos(angle));
            let dx = stream.between(-RADIUS, RADIUS) * wanted.noise;
            let dy = stream.between(-RADIUS, RADIUS) * wanted.noise;
            let inside = distance(x + dx, y + dy) < RADIUS * 0.5;
            points.push(Point { x, y, label: f64::from(u8::from(inside)) });
        }
    }
    points
}
