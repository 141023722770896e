//! Playground's exclusive or: class 1 where x and y have the same sign. Noise mistakes labels,
//! points stay.

use super::{Dataset, Labels, Point, Stream, Wanted};

pub(super) static XOR: Dataset = Dataset {
    name: "xor",
    doc: "Playground: four squares, those on a diagonal alike",
    labels: Labels::TwoClasses,
    points: 500,
    playground: Some("xor"),
    draw,
};

/// How far the squares stand from the axes.
const PADDING: f64 = 0.3;

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    let point = |_| {
        let x = padded(stream.between(-5.0, 5.0));
        let y = padded(stream.between(-5.0, 5.0));
        let dx = stream.between(-5.0, 5.0) * wanted.noise;
        let dy = stream.between(-5.0, 5.0) * wanted.noise;
        let alike = (x + dx) * (y + dy) >= 0.0;
        Point { x, y, label: f64::from(u8::from(alike)) }
    };
    (0..wanted.points).map(point).collect()
}

fn padded(x: f64) -> f64 {
    x + if x > 0.0 { PADDING } else { -PADDING }
}
