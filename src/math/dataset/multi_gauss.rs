//! Playground's six hills and hollows, `reg-gauss`. Noise mistakes values, points stay.

use super::plane::valued;
use super::{Dataset, Labels, Point, Stream, Wanted, distance};
use crate::math::real;

pub(super) static MULTI_GAUSS: Dataset = Dataset {
    name: "multi-gauss",
    doc: "Playground: three cones up and three down",
    labels: Labels::Values,
    points: 1200,
    playground: Some("reg-gauss"),
    draw,
};

/// x, y and sign.
const CENTRES: [(f64, f64, f64); 6] = [
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
];

fn draw(wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
    valued(wanted, stream, height)
}

/// The cone that is highest or lowest there, 0 outside all.
fn height(x: f64, y: f64) -> f64 {
    CENTRES.iter().fold(0.0, |largest: f64, (cx, cy, sign)| {
        let height = sign * (1.0 - real::clamp(distance(x - cx, y - cy) / 2.0, 0.0, 1.0));
        if height.abs() > largest.abs() { height } else { largest }
    })
}
