//! Files made of others: bytes changed, cut, doubled, put together, and pieces put in that mean
//! something. The same ones every time, by the program's own generator.

use chainrule::math::rng::Rng;

/// Numbers that have been trouble to somebody, divided by `¦`.
const NUMBERS: &str = "0¦-0¦1¦-1¦2¦7¦1e308¦1e309¦-1e400¦5e-324¦1e-400¦nan¦inf¦-inf¦0.1¦255¦256¦65536¦\
    2147483648¦4294967296¦9007199254740993¦9223372036854775807¦18446744073709551615¦\
    18446744073709551616¦1000000000000¦1e999999999¦0x10¦1_000¦--1¦+¦.";

/// What terminals obey, and what turns or hides text.
const SEQUENCES: &[&str] = &[
    "\u{1b}]52;c;eA==\u{7}",
    "\u{1b}[2J",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{7f}",
    "\0",
    "\r",
    "\u{85}",
    "\u{2028}",
];

/// The longest file.
const LONGEST: usize = 60_000;

/// Makes files out of seeds.
pub(crate) struct Mutator<'a> {
    rng: Rng,
    seeds: &'a [Vec<u8>],
    pieces: &'a [&'a str],
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(seed: u64, seeds: &'a [Vec<u8>], pieces: &'a [&'a str]) -> Self {
        Self { rng: Rng::new(seed), seeds, pieces }
    }

    fn below(&mut self, n: usize) -> usize {
        self.rng.below(n.max(1) as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// The next file.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let at = self.below(self.seeds.len());
        let mut bytes = self.seeds[at].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut bytes);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    /// A stretch of the file, mostly a short one.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        let most = if self.below(8) == 0 { length } else { 24 };
        from..(from + self.below(most + 1)).min(length)
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        match self.below(10) {
            0 => self.flip(bytes),
            1 => drop(bytes.drain(self.stretch(length))),
            2 => {
                let copy = bytes[self.stretch(length)].to_vec();
                let at = self.below(length + 1);
                bytes.splice(at..at, copy);
            }
            3 => {
                let other = self.below(self.seeds.len());
                let other = &self.seeds[other];
                let (at, from) = (self.below(length + 1), self.below(other.len() + 1));
                bytes.splice(at.., other[from..].iter().copied());
            }
            4 => bytes.truncate(self.below(length + 1)),
            5 | 6 => self.number(bytes),
            7 => {
                let piece = self.one_of(SEQUENCES);
                let at = self.below(length + 1);
                bytes.splice(at..at, piece.bytes());
            }
            8 => {
                let (piece, times) = (self.piece(), 1 << self.below(8));
                let at = self.below(length + 1);
                bytes.splice(at..at, piece.repeat(times).bytes());
            }
            _ => {
                let (piece, stretch) = (self.piece(), self.stretch(length));
                bytes.splice(stretch, piece.bytes());
            }
        }
    }

    fn piece(&mut self) -> &'a str {
        let pieces = self.pieces;
        self.one_of(pieces)
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte = if self.below(2) == 0 {
                    *byte ^ (1 << self.below(8))
                } else {
                    self.below(256) as u8
                };
            }
        }
    }

    /// Another number in the place of one.
    fn number(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len() + 1);
        let is_of_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let Some(start) = bytes[from..].iter().position(is_of_number).map(|at| from + at) else {
            return;
        };
        let length = bytes[start..].iter().take_while(|byte| is_of_number(byte)).count();
        let number = self.one_of(&NUMBERS.split('¦').collect::<Vec<_>>());
        bytes.splice(start..start + length, number.bytes());
    }
}
