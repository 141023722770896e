//! Data sets of points in the plane, drawn from a seed: one file, one row of [`DATASETS`] each.
//! Playground's are the numbers of its own page; the others draw from the program's generator.

mod blobs;
mod circle;
mod gauss;
mod moons;
mod multi_gauss;
mod plane;
mod rings;
mod sine;
mod spiral;
#[cfg(test)]
mod tests;
mod xor;

use super::rng::{Rng, Stream};
use super::seedrandom::SeedRandom;

/// The table: every data set a lesson may name, Playground's first.
pub static DATASETS: &[&Dataset] = &[
    &circle::CIRCLE,
    &xor::XOR,
    &gauss::GAUSS,
    &spiral::SPIRAL,
    &plane::PLANE,
    &multi_gauss::MULTI_GAUSS,
    &moons::MOONS,
    &rings::RINGS,
    &blobs::BLOBS,
    &sine::SINE,
];

/// A way to draw points, everything there is to know about it.
#[derive(Debug)]
pub struct Dataset {
    /// Its name in lesson files: `multi-gauss`.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// What its labels are.
    pub labels: Labels,
    /// How many points there are where nobody says.
    pub points: usize,
    /// The name that Playground's links have for it, where it is one of Playground's.
    pub playground: Option<&'static str>,
    /// The points, in the order in which they are drawn.
    draw: fn(&Wanted, &mut dyn Stream) -> Vec<Point>,
}

/// What the labels of a data set are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// The classes 0 and 1 (Playground's −1 and +1).
    TwoClasses,
    /// As many classes as are wanted, counted from 0.
    Classes,
    /// Numbers: a function of the point.
    Values,
}

/// What is wanted of a data set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// How many points.
    pub points: usize,
    /// How much noise: from 0 to 0.5 in Playground.
    pub noise: f64,
    /// How many classes, at least 2, where it can have any number of them.
    pub classes: usize,
}

/// A point and what is to be learnt of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// Its class, counted from 0, or its value.
    pub label: f64,
}

impl Dataset {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        DATASETS.iter().copied().find(|row| row.name == name)
    }

    /// The numbers that it is drawn from.
    pub fn stream(&self, seed: &str) -> Box<dyn Stream> {
        match self.playground {
            Some(_) => Box::new(SeedRandom::new(seed)),
            None => Box::new(Rng::new(number_of(seed))),
        }
    }

    /// What those numbers come from, to be printed beside the seed.
    pub fn generator(&self) -> &'static str {
        if self.playground.is_some() { SeedRandom::NAME } else { Rng::NAME }
    }

    /// Its points, shuffled.
    pub fn shuffled(&self, wanted: &Wanted, stream: &mut dyn Stream) -> Vec<Point> {
        let mut points = (self.draw)(wanted, stream);
        shuffle(&mut points, stream);
        points
    }
}

/// How many of `points` are for training: the share, rounded down. A share that is meant as a
/// whole number of percent is taken as one.
pub fn training(points: usize, share: f64) -> usize {
    let percent = share * 100.0;
    let percent = if (percent - percent.round()).abs() < 1e-9 { percent.round() } else { percent };
    ((points as f64 * percent / 100.0).floor() as usize).min(points)
}

/// Fisher and Yates, from the last place to the first, one number for each.
fn shuffle(points: &mut [Point], stream: &mut dyn Stream) {
    for last in (0..points.len()).rev() {
        let index = (stream.uniform() * (last + 1) as f64).floor() as usize;
        points.swap(last, index.min(last));
    }
}

/// The seed of the program's generator that a text is: its whole number, else its FNV-1a hash.
fn number_of(seed: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    seed.parse().unwrap_or_else(|_| seed.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

/// How many points the two halves of a data set have: the first one more where they are odd.
fn halves(points: usize) -> [usize; 2] {
    [points.div_ceil(2), points / 2]
}

/// √(x² + y²), squared and rooted as Playground does.
fn distance(x: f64, y: f64) -> f64 {
    super::real::sqrt(x * x + y * y)
}
