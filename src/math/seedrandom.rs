//! The generator of TensorFlow Playground: `seedrandom` 2.4 for JavaScript, which is ARC4 keyed by
//! a text. Here for the sake of the same numbers; everything else draws from [`super::rng`].

use super::rng::Stream;

/// How many bytes the state has, and how many are thrown away at the start.
const WIDTH: usize = 256;

/// The stream of numbers that `Math.seedrandom(seed)` makes `Math.random()` return.
#[derive(Clone, Debug)]
pub struct SeedRandom {
    state: [u8; WIDTH],
    i: u8,
    j: u8,
}

impl SeedRandom {
    /// What is printed beside a seed.
    pub const NAME: &str = "seedrandom 2.4 (ARC4)";

    /// The generator keyed by a text, as UTF-16 code units.
    pub fn new(seed: &str) -> Self {
        let key = key(seed);
        let mut state: [u8; WIDTH] = std::array::from_fn(|i| i as u8);
        let mut j = 0u8;
        for i in 0..WIDTH {
            j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
            state.swap(i, j.into());
        }
        let mut stream = Self { state, i: 0, j: 0 };
        for _ in 0..WIDTH {
            stream.byte();
        }
        stream
    }

    fn byte(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        let (i, old) = (usize::from(self.i), self.state[usize::from(self.i)]);
        self.j = self.j.wrapping_add(old);
        self.state.swap(i, self.j.into());
        self.state[usize::from(self.state[i].wrapping_add(old))]
    }
}

/// At most 256 bytes: a longer seed is folded onto them. The empty seed is the key 0.
fn key(seed: &str) -> Vec<u8> {
    let (mut key, mut smear) = (Vec::new(), 0u32);
    for (at, unit) in seed.encode_utf16().enumerate() {
        let at = at % WIDTH;
        let before = key.get(at).copied().unwrap_or(0u8);
        smear ^= u32::from(before) * 19;
        let byte = (smear + u32::from(unit)) as u8;
        if at == key.len() { key.push(byte) } else { key[at] = byte }
    }
    if key.is_empty() { vec![0] } else { key }
}

impl Stream for SeedRandom {
    /// Six bytes over 2⁴⁸, made longer by more bytes until 52 bits are significant.
    fn uniform(&mut self) -> f64 {
        let mut numerator = (0..6).fold(0u64, |n, _| n << 8 | u64::from(self.byte()));
        // JavaScript's numbers hold 53 bits exactly: so does everything up to the shift below.
        let (mut d, mut last) = ((1u64 << 48) as f64, 0u64);
        while numerator < 1 << 52 {
            numerator = (numerator + last) << 8;
            d *= 256.0;
            last = u64::from(self.byte());
        }
        let mut n = numerator as f64;
        while n >= (1u64 << 53) as f64 {
            n /= 2.0;
            d /= 2.0;
            last >>= 1;
        }
        (n + last as f64) / d
    }
}

#[cfg(test)]
mod tests {
    use super::SeedRandom;
    use crate::math::rng::Stream;

    #[test]
    fn the_numbers_are_those_of_the_library() {
        // The first three of seed 0.59704 as Playground's own page draws them; the others from a
        // Python transcription of the published algorithm that also gives those three.
        let long = "a".repeat(300);
        let table = [
            ("0.59704", [0.372_088_589_136_673_8, 0.577_704_229_596_324_5, 0.512_260_760_220_704]),
            ("", [0.231_440_082_151_798_81, 0.274_046_365_481_596_55, 0.790_127_925_181_197_6]),
            ("3", [0.848_647_471_018_680_8, 0.851_304_951_574_222_9, 0.484_675_462_235_285_8]),
            (&long, [0.789_663_675_968_358_3, 0.468_381_805_241_856_13, 0.234_675_690_701_854_23]),
            ("é€𝄞", [0.140_320_629_274_904, 0.653_101_909_665_144_7, 0.454_616_738_928_706_4]),
        ];
        for (seed, expected) in table {
            let mut stream = SeedRandom::new(seed);
            assert_eq!(std::array::from_fn(|_| stream.uniform()), expected, "{seed:?}");
        }
    }
}
