//! Which rows an iteration sees: a function of its number alone.

use std::ops::Range;

use super::setup::Setup;
use crate::math::rng;

/// The batches of a data set, iteration by iteration.
///
/// Rows that are too few for a batch at the end of an epoch are a smaller batch; or they join the
/// first batch of the next epoch, where the optimizer carries them over: their gradients are those
/// at the same parameters, since no update lies between.
#[derive(Clone, Debug)]
pub struct Batches {
    rows: usize,
    batch: usize,
    shuffle: Option<u64>,
    carries: bool,
    order: Vec<usize>,
    epoch: Option<u64>,
    /// The rows of an iteration that sees those left over by the epoch before.
    joined: Vec<usize>,
}

impl Batches {
    /// The batches of a training run.
    pub fn of(setup: &Setup) -> Self {
        let (rows, batch, shuffle) = (setup.data.rows, setup.batch, setup.shuffle);
        let carries = setup.network.optimizer.carries && !rows.is_multiple_of(batch);
        let order = (0..rows).collect();
        Self { rows, batch, shuffle, carries, order, epoch: None, joined: Vec::new() }
    }

    /// Iterations per epoch.
    pub fn per_epoch(&self) -> u64 {
        let all =
            if self.carries { self.rows / self.batch } else { self.rows.div_ceil(self.batch) };
        all as u64
    }

    /// The epoch of an iteration, counted from 0.
    pub fn epoch(&self, iteration: u64) -> u64 {
        (iteration - 1) / self.per_epoch()
    }

    /// How many rows an iteration has: fewer or more than a batch where an epoch ends in part of one.
    #[inline]
    pub fn size(&self, iteration: u64) -> usize {
        if self.batch == self.rows {
            return self.rows;
        }
        self.left_over(iteration).len() + self.range(iteration).len()
    }

    /// Whether every iteration sees all rows in their own order.
    pub fn is_everything(&self) -> bool {
        self.batch == self.rows && self.shuffle.is_none()
    }

    /// The rows of an iteration as pieces of the data set, where these keep their order: those left
    /// over by the epoch before, and its own.
    pub fn pieces(&self, iteration: u64) -> Option<[Range<usize>; 2]> {
        self.shuffle.is_none().then(|| [self.left_over(iteration), self.range(iteration)])
    }

    /// The rows of an iteration, as indices into the data set.
    pub fn indices(&mut self, iteration: u64) -> &[usize] {
        let (epoch, range) = (self.epoch(iteration), self.range(iteration));
        let before = self.left_over(iteration);
        if before.is_empty() {
            self.arrange(epoch);
            return &self.order[range];
        }
        self.joined.clear();
        self.arrange(epoch - 1);
        self.joined.extend_from_slice(&self.order[before]);
        self.arrange(epoch);
        self.joined.extend_from_slice(&self.order[range]);
        &self.joined
    }

    /// Brings the rows into the order of an epoch.
    fn arrange(&mut self, epoch: u64) {
        if let Some(seed) = self.shuffle
            && self.epoch != Some(epoch)
        {
            rng::permutation(seed, epoch, self.rows, &mut self.order);
            self.epoch = Some(epoch);
        }
    }

    /// The places of the epoch before whose rows an iteration sees first.
    fn left_over(&self, iteration: u64) -> Range<usize> {
        let first = (iteration - 1).is_multiple_of(self.per_epoch());
        let joins = self.carries && iteration > 1 && first;
        if joins { self.rows - self.rows % self.batch..self.rows } else { 0..0 }
    }

    /// The places of its own epoch.
    fn range(&self, iteration: u64) -> Range<usize> {
        let index = ((iteration - 1) % self.per_epoch()) as usize;
        let start = index * self.batch;
        start..(start + self.batch).min(self.rows)
    }
}
