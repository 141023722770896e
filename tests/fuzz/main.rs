//! Bad input: whatever the bytes, nothing panics, nothing takes memory without bound, and what is
//! refused is one line without anything in it that a terminal obeys.
//!
//! Every way in is a function of bytes in [`targets::TARGETS`]. Here each is given as many mutated
//! files as its row says, the same ones every time. `CHAINRULE_FUZZ=100000 cargo test --test fuzz
//! mutated -- --nocapture` gives each as many as that, and prints the counts; with
//! `CHAINRULE_FUZZ_TARGET=link` only that one.
//!
//! The same functions are fit for cargo-fuzz. In a crate of its own beside this one, with
//! `libfuzzer-sys` and `chainrule` as dependencies, a target is:
//!
//! ```text
//! #![no_main]
//! #[path = "../../chainrule/tests/fuzz/targets.rs"]
//! mod targets;
//! libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::lesson(bytes));
//! ```
//!
//! and the seeds that [`targets::Target::seeds`] gives are its corpus.
#![expect(clippy::unwrap_used, reason = "a run that fails ends the test")]

#[path = "../common/binary.rs"]
mod binary;
mod escapes;
#[cfg(unix)]
mod limits;
mod mutate;
mod outside;
mod regressions;
mod targets;

use std::time::Instant;

use allocation_counter::measure;

use mutate::Mutator;
use targets::{TARGETS, Target};

/// The most bytes that a mutated file may make the program hold at once.
const MOST_BYTES: u64 = 1 << 30;

/// A number that a variable of the environment has.
fn wanted() -> Option<u64> {
    std::env::var("CHAINRULE_FUZZ").ok().and_then(|count| count.parse().ok())
}

/// Whether a target is wanted.
fn asked_for(target: &Target) -> bool {
    std::env::var("CHAINRULE_FUZZ_TARGET").map_or(true, |name| name == target.name)
}

/// Runs a target; what it was given is printed where it fails.
fn holds(target: &Target, bytes: &[u8]) {
    struct Shown<'a>(&'a Target, &'a [u8]);
    impl Drop for Shown<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("{}: {:?}", self.0.name, String::from_utf8_lossy(self.1));
                let file = std::env::temp_dir().join(format!("chainrule-{}", self.0.name));
                let _ = std::fs::write(file, self.1);
            }
        }
    }
    let shown = Shown(target, bytes);
    let counted = measure(|| (target.run)(bytes));
    assert!(counted.bytes_max < MOST_BYTES, "{}: {counted:?}", target.name);
    drop(shown);
}

/// Seconds that this thread was at work, where that can be told, else since `begin`.
fn seconds(begin: Instant) -> f64 {
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = worked.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    worked.map_or_else(|| begin.elapsed().as_secs_f64(), |worked| worked / 1e9)
}

fn mutated(target: &Target, seed: u64) {
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "{} has no seeds", target.name);
    for seed in &seeds {
        holds(target, seed);
    }
    let count = wanted().unwrap_or(target.count);
    let pieces: Vec<&str> = target.pieces.split('¦').collect();
    let mut mutator = Mutator::new(seed, &seeds, &pieces);
    let (mut slowest, mut which, begin) = (0.0, Vec::new(), Instant::now());
    for _ in 0..count {
        let bytes = mutator.next();
        let one = seconds(begin);
        holds(target, &bytes);
        let took = seconds(begin) - one;
        if took > slowest {
            (slowest, which) = (took, bytes);
        }
    }
    let took = begin.elapsed().as_secs_f64();
    println!("{}: {count} files in {took:.1} s, the slowest {slowest:.3} s", target.name);
    if wanted().is_some() {
        let start = String::from_utf8_lossy(&which[..which.len().min(400)]).into_owned();
        println!("the slowest: {start:?}");
    }
}

#[test]
fn mutated_files_are_read_or_refused_in_one_line() {
    let asked_for: Vec<_> =
        TARGETS.iter().enumerate().filter(|(_, target)| asked_for(target)).collect();
    let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    assert!(!asked_for.is_empty(), "CHAINRULE_FUZZ_TARGET is one of {}", names.join(", "));
    for (at, target) in asked_for {
        mutated(target, at as u64 + 1);
    }
}
