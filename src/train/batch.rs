//! Which rows an iteration sees: a function of its number alone.

use std::ops::Range;

use crate::math::rng;

/// The batches of a data set, iteration by iteration.
#[derive(Clone, Debug)]
pub struct Batches {
    rows: usize,
    batch: usize,
    shuffle: Option<u64>,
    order: Vec<usize>,
    epoch: Option<u64>,
}

impl Batches {
    /// Batches of `batch` of `rows` rows, shuffled anew each epoch if there is a seed.
    pub fn new(rows: usize, batch: usize, shuffle: Option<u64>) -> Self {
        Self { rows, batch, shuffle, order: (0..rows).collect(), epoch: None }
    }

    /// Iterations per epoch.
    pub fn per_epoch(&self) -> u64 {
        self.rows.div_ceil(self.batch) as u64
    }

    /// The epoch of an iteration, counted from 0.
    pub fn epoch(&self, iteration: u64) -> u64 {
        (iteration - 1) / self.per_epoch()
    }

    /// How many rows an iteration has: the last batch of an epoch may be smaller.
    pub fn size(&self, iteration: u64) -> usize {
        self.range(iteration).len()
    }

    /// Whether every iteration sees all rows in their own order.
    pub fn is_everything(&self) -> bool {
        self.batch == self.rows && self.shuffle.is_none()
    }

    /// The rows of an iteration, as indices into the data set.
    pub fn indices(&mut self, iteration: u64) -> &[usize] {
        let epoch = self.epoch(iteration);
        if let Some(seed) = self.shuffle
            && self.epoch != Some(epoch)
        {
            rng::permutation(seed, epoch, self.rows, &mut self.order);
            self.epoch = Some(epoch);
        }
        let range = self.range(iteration);
        &self.order[range]
    }

    fn range(&self, iteration: u64) -> Range<usize> {
        let index = ((iteration - 1) % self.per_epoch()) as usize;
        let start = index * self.batch;
        start..(start + self.batch).min(self.rows)
    }
}
