//! Two things timed in turns, so that whatever else the machine does slows both.

use std::time::Duration;
use std::time::Instant;

/// How long one turn of one side takes, about.
const TURN: Duration = Duration::from_millis(4);

/// Seconds per call of two sides, over many turns.
pub(crate) struct Pair {
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Pair {
    /// Lets the two sides take turns for about `budget`.
    pub(crate) fn take(
        budget: Duration,
        mut first: impl FnMut(),
        mut second: impl FnMut(),
    ) -> Self {
        let (a, b) = (calls_per_turn(&mut first), calls_per_turn(&mut second));
        let mut pair = Self { first: Vec::new(), second: Vec::new() };
        let begin = Instant::now();
        while begin.elapsed() < budget || pair.first.len() < 5 {
            pair.first.push(turn(a, &mut first));
            pair.second.push(turn(b, &mut second));
        }
        pair
    }

    /// The best and the median turn of the first side, in microseconds per call.
    pub(crate) fn first(&self) -> (f64, f64) {
        summary(&self.first)
    }

    /// The same of the second side.
    pub(crate) fn second(&self) -> (f64, f64) {
        summary(&self.second)
    }

    /// How many times as fast as the second side the first one is: best against best, and the
    /// median of the ratios of neighbouring turns.
    pub(crate) fn ratio(&self) -> (f64, f64) {
        let best = self.second().0 / self.first().0;
        (best, median(self.first.iter().zip(&self.second).map(|(first, second)| second / first)))
    }
}

/// How many calls fill a turn.
fn calls_per_turn(work: &mut impl FnMut()) -> u32 {
    let mut calls = 1;
    loop {
        let begin = Instant::now();
        (0..calls).for_each(|_| work());
        let took = begin.elapsed();
        if took >= TURN / 2 || calls >= 1 << 20 {
            let wanted = TURN.as_secs_f64() / took.as_secs_f64().max(1e-9) * f64::from(calls);
            return (wanted as u32).max(1);
        }
        calls *= 2;
    }
}

fn turn(calls: u32, work: &mut impl FnMut()) -> f64 {
    let begin = Instant::now();
    (0..calls).for_each(|_| work());
    begin.elapsed().as_secs_f64() / f64::from(calls)
}

fn summary(seconds: &[f64]) -> (f64, f64) {
    let best = seconds.iter().copied().fold(f64::INFINITY, f64::min);
    (best * 1e6, median(seconds.iter().copied()) * 1e6)
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// Whether this is `cargo bench`; otherwise a benchmark only shows that it works.
pub(crate) fn wanted() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// Whether a row is wanted: `cargo bench --bench iteration -- paper` measures that row alone.
pub(crate) fn asked_for(name: &str) -> bool {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with('-')).peekable();
    words.peek().is_none() || words.any(|word| name.contains(&word))
}
