//! The loss of every iteration in bounded memory: buckets of equal width that keep minimum,
//! maximum and last value; when there are too many, neighbours are merged and the width doubles.

/// The most buckets kept; 24 bytes each.
const MOST: usize = 16_384;

/// The losses of `Losses::width` neighbouring iterations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// The smallest finite loss (∞ where none is finite).
    pub min: f64,
    /// The largest finite loss (−∞ where none is finite).
    pub max: f64,
    /// The last loss.
    pub last: f64,
}

/// The loss curve of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Losses {
    buckets: Vec<Bucket>,
    width: u64,
    count: u64,
    first_not_finite: Option<u64>,
}

impl Default for Losses {
    fn default() -> Self {
        Self { buckets: Vec::new(), width: 1, count: 0, first_not_finite: None }
    }
}

impl Bucket {
    fn of(loss: f64) -> Self {
        let finite = loss.is_finite();
        Self {
            min: if finite { loss } else { f64::INFINITY },
            max: if finite { loss } else { f64::NEG_INFINITY },
            last: loss,
        }
    }

    fn merged(self, later: Self) -> Self {
        Self { min: self.min.min(later.min), max: self.max.max(later.max), last: later.last }
    }
}

impl Losses {
    /// Iterations per bucket.
    pub fn width(&self) -> u64 {
        self.width
    }

    /// How many iterations are recorded.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The buckets; bucket i holds iterations i·width + 1 … (i + 1)·width.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }

    /// The first iteration whose loss was not finite.
    pub fn first_not_finite(&self) -> Option<u64> {
        self.first_not_finite
    }

    /// The bucket that holds an iteration.
    pub fn at(&self, iteration: u64) -> Option<Bucket> {
        if iteration == 0 || iteration > self.count {
            return None;
        }
        self.buckets.get(((iteration - 1) / self.width) as usize).copied()
    }

    /// Records the loss of the next iteration.
    pub fn push(&mut self, loss: f64) {
        self.count += 1;
        if !loss.is_finite() && self.first_not_finite.is_none() {
            self.first_not_finite = Some(self.count);
        }
        let new = Bucket::of(loss);
        if (self.count - 1).is_multiple_of(self.width) {
            if self.buckets.len() == MOST {
                self.halve();
            }
            if (self.count - 1).is_multiple_of(self.width) {
                self.buckets.push(new);
                return;
            }
        }
        if let Some(bucket) = self.buckets.last_mut() {
            *bucket = bucket.merged(new);
        }
    }

    /// Forgets iterations after the last whole bucket of the first `keep`; returns how many stay.
    pub fn truncate(&mut self, keep: u64) -> u64 {
        if keep >= self.count {
            return self.count;
        }
        let whole = keep / self.width;
        if whole == 0 {
            *self = Self::default();
            return 0;
        }
        self.buckets.truncate(whole as usize);
        self.count = whole * self.width;
        self.first_not_finite = self.first_not_finite.filter(|&at| at <= self.count);
        self.count
    }

    fn halve(&mut self) {
        let merge = |pair: &[Bucket]| match pair {
            [a, b] => a.merged(*b),
            rest => rest[0],
        };
        self.buckets = self.buckets.chunks(2).map(merge).collect();
        self.width *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_losses_stay_within_the_bound_and_keep_their_extremes() {
        let mut losses = Losses::default();
        for i in 1..=1_000_000u64 {
            losses.push(if i == 777_777 { -5.0 } else { i as f64 });
        }
        assert!(losses.buckets().len() <= MOST);
        assert_eq!(losses.count(), 1_000_000);
        assert_eq!(losses.at(777_777).map(|b| b.min), Some(-5.0));
        assert_eq!(losses.at(1_000_000).map(|b| b.last), Some(1_000_000.0));
    }

    #[test]
    fn truncating_and_recording_again_gives_the_curve_of_a_straight_run() {
        let loss = |i: u64| (i as f64 * 0.37).sin();
        let mut straight = Losses::default();
        (1..=50_000).for_each(|i| straight.push(loss(i)));
        for keep in [0, 1, 17, 16_384, 33_333, 49_999, 50_000] {
            let mut again = straight.clone();
            let kept = again.truncate(keep);
            assert!(kept <= keep && keep - kept < straight.width());
            (kept + 1..=50_000).for_each(|i| again.push(loss(i)));
            assert_eq!(again, straight);
        }
    }

    #[test]
    fn the_first_loss_that_is_not_finite_is_remembered_until_it_is_forgotten() {
        let mut losses = Losses::default();
        for loss in [1.0, f64::INFINITY, f64::NAN] {
            losses.push(loss);
        }
        assert_eq!(losses.first_not_finite(), Some(2));
        losses.truncate(1);
        assert_eq!(losses.first_not_finite(), None);
    }
}
