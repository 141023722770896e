//! A curve of which only some points are computed, because each is dear: every iteration at
//! first, then every second, every fourth …, in bounded memory.

/// The most points kept.
const MOST: usize = 512;

/// Points of a curve by iteration, evenly spaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    points: Vec<(u64, f64)>,
    spacing: u64,
}

impl Default for Samples {
    fn default() -> Self {
        Self { points: Vec::new(), spacing: 1 }
    }
}

impl Samples {
    /// The points, by iteration.
    pub fn points(&self) -> &[(u64, f64)] {
        &self.points
    }

    /// The last point at or before an iteration.
    pub fn at(&self, iteration: u64) -> Option<(u64, f64)> {
        let after = self.points.partition_point(|point| point.0 <= iteration);
        self.points[..after].last().copied()
    }

    /// Whether the value at `iteration` should be computed.
    pub(super) fn wants(&self, iteration: u64) -> bool {
        (iteration - 1).is_multiple_of(self.spacing)
    }

    pub(super) fn push(&mut self, iteration: u64, value: f64) {
        if self.points.len() == MOST {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.points.retain(|(at, _)| (at - 1).is_multiple_of(spacing));
        }
        if self.wants(iteration) {
            self.points.push((iteration, value));
        }
    }

    /// Forgets what comes after iteration `keep`.
    pub(super) fn truncate(&mut self, keep: u64) {
        self.points.retain(|(at, _)| *at <= keep);
        if self.points.is_empty() {
            self.spacing = 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_iterations_leave_a_bounded_number_of_evenly_spaced_points() {
        let mut samples = Samples::default();
        for iteration in 1..=1_000_000 {
            if samples.wants(iteration) {
                samples.push(iteration, iteration as f64);
            }
        }
        let points = samples.points();
        assert!(points.len() <= MOST && points.len() >= MOST / 2 - 1, "{}", points.len());
        let step = points[1].0 - points[0].0;
        assert!(points.windows(2).all(|pair| pair[1].0 - pair[0].0 == step));
        assert_eq!(samples.at(1), Some((1, 1.0)));
        let (at, value) = samples.at(777_777).unwrap();
        assert!(at <= 777_777 && 777_777 - at < step && value == at as f64);
        assert_eq!(samples.at(0), None);
    }
}
