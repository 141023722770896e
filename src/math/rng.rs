//! Pseudo-random numbers, the same on every machine: `SplitMix64` (Steele, Lea and Flood 2014)
//! turns a seed into the state of xoshiro256++ (Blackman and Vigna 2019), which draws the numbers.
//! Not for secrets.

use super::real;

/// Anything that random numbers can be drawn from, one after the other.
pub trait Stream: std::fmt::Debug {
    /// A number from 0 to below 1.
    fn uniform(&mut self) -> f64;

    /// A number from `low` to below `high`.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.uniform() * (high - low) + low
    }

    /// A number of the standard normal distribution, by Box and Muller:
    /// √(−2 ln(1 − u₁)) · cos(2π u₂), two uniform numbers for each.
    fn normal(&mut self) -> f64 {
        let radius = real::sqrt(-2.0 * real::ln(1.0 - self.uniform()));
        radius * real::cos(std::f64::consts::TAU * self.uniform())
    }
}

impl Stream for Rng {
    fn uniform(&mut self) -> f64 {
        self.uniform()
    }
}

/// `SplitMix64`: a counter and a hash. Used to spread seeds, not to draw numbers.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The generator whose state is `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// xoshiro256++: the generator behind every random number of the program.
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// What is printed beside a seed, so that another program can redo the numbers.
    pub const NAME: &str = "xoshiro256++ seeded by SplitMix64";

    /// The generator whose state is the first four outputs of `SplitMix64` from `seed`.
    pub fn new(seed: u64) -> Self {
        let mut spread = SplitMix64::new(seed);
        Self { state: std::array::from_fn(|_| spread.next_u64()) }
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number from 0 to below 1: the top 53 bits divided by 2⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number of the standard normal distribution: see [`Stream::normal`].
    pub fn normal(&mut self) -> f64 {
        Stream::normal(self)
    }

    /// A whole number from 0 to below `n` (which must not be 0), each equally likely: the upper
    /// half of a 128-bit product, redrawn in the few cases that would favour some (Lemire 2019).
    pub fn below(&mut self, n: u64) -> u64 {
        let unfair = n.wrapping_neg() % n;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(n);
            if product as u64 >= unfair {
                return (product >> 64) as u64;
            }
        }
    }
}

/// Fills the first `n` entries of `out` with the order of rows 0…n−1 in one epoch: a Fisher–Yates
/// shuffle by a generator keyed by seed and epoch, so that any epoch's order can be made alone.
///
/// # Panics
/// If `out` has fewer than `n` entries.
pub fn permutation(seed: u64, epoch: u64, n: usize, out: &mut [usize]) {
    let mut rng = Rng::new(SplitMix64::new(seed).next_u64() ^ epoch);
    let order = &mut out[..n];
    order.iter_mut().enumerate().for_each(|(i, row)| *row = i);
    for last in (1..n).rev() {
        order.swap(last, rng.below(last as u64 + 1) as usize);
    }
}

#[cfg(test)]
mod tests;
