//! Playground's inclined plane, `reg-plane`. Noise mistakes values, points stay.

use super::{Dataset, Labels, Point, Stream, Wanted};

pub(super) static PLANE: Dataset = Dataset {
    name: "plane",
    doc: "Playground: the value (x + y)/10",
    labels: Labels::Values,
    points: 1200,
    playground: Some("reg-plane"),
    draw,
};

/// Points lie in the square from −6 to 6.
pub(super) const RADIUS: f64 = 6.0;

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    valued(wanted, stream, |x, y| (x + y) / 10.0)
}

/// Points anywhere in the square, with the value that a function has a little beside them.
pub(super) fn valued(
    wanted: &Wanted,
    stream: &mut dyn Stream,
    value: fn(f64, f64) -> f64,
) -> Vec<Point> {
    let point = |_| {
        let x = stream.between(-RADIUS, RADIUS);
        let y = stream.between(-RADIUS, RADIUS);
        let dx = stream.between(-RADIUS, RADIUS) * wanted.noise;
        let dy = stream.between(-RADIUS, RADIUS) * wanted.noise;
        Point { x, y, label: value(x + dx, y + dy) }
    };
    (0..wanted.points).map(point).collect()
}
