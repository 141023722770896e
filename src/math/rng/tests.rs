//! Published outputs, and whether the numbers are spread as they should be.

use super::Rng;
use super::SplitMix64;
use super::permutation;

#[test]
fn splitmix64_gives_its_published_outputs() {
    // Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
    let mut generator = SplitMix64::new(1_234_567);
    let expected = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
    ];
    assert_eq!([(); 5].map(|()| generator.next_u64()), expected);
}

#[test]
fn xoshiro256_gives_the_outputs_of_the_reference_code() {
    // From the state 1, 2, 3, 4: the reference C code, and a transcription into Python.
    let mut rng = Rng { state: [1, 2, 3, 4] };
    let expected = [
        41_943_041,
        58_720_359,
        3_588_806_011_781_223,
        3_591_011_842_654_386,
        9_228_616_714_210_784_205,
        9_973_669_472_204_895_162,
        14_011_001_112_246_962_877,
        12_406_186_145_184_390_807,
    ];
    assert_eq!([(); 8].map(|()| rng.next_u64()), expected);
}

#[test]
fn a_seed_is_spread_over_the_whole_state() {
    // The same transcription, seed 7.
    let mut rng = Rng::new(7);
    let expected =
        [1_021_219_803_524_665_661, 3_174_977_118_032_272_916, 13_236_943_193_235_544_178];
    assert_eq!([(); 3].map(|()| rng.next_u64()), expected);
}

/// Mean and variance of many draws.
fn moments(mut draw: impl FnMut() -> f64) -> (f64, f64) {
    const N: u32 = 100_000;
    let (sum, squares) = (0..N).fold((0.0, 0.0), |(sum, squares), _| {
        let x = draw();
        (sum + x, squares + x * x)
    });
    let mean = sum / f64::from(N);
    (mean, squares / f64::from(N) - mean * mean)
}

#[test]
fn uniform_numbers_have_mean_a_half_and_variance_a_twelfth() {
    let mut rng = Rng::new(1);
    let (mean, variance) = moments(|| {
        let x = rng.uniform();
        assert!((0.0..1.0).contains(&x));
        x
    });
    // Five standard errors: 5·√(1/12)/√N = 0.0046 and 5·√(1/180)/√N = 0.0012.
    assert!((mean - 0.5).abs() < 0.0046, "{mean}");
    assert!((variance - 1.0 / 12.0).abs() < 0.0012, "{variance}");
}

#[test]
fn normal_numbers_have_mean_0_and_variance_1() {
    let mut rng = Rng::new(2);
    let mut beyond = 0;
    let (mean, variance) = moments(|| {
        let x = rng.normal();
        beyond += u32::from(x.abs() > 1.959_964);
        x
    });
    // Five standard errors: 5/√N = 0.016, 5·√2/√N = 0.023; 5 % lie beyond 1.96, ± 345.
    assert!(mean.abs() < 0.016, "{mean}");
    assert!((variance - 1.0).abs() < 0.023, "{variance}");
    assert!((4655..5345).contains(&beyond), "{beyond}");
}

#[test]
fn below_reaches_every_number_equally_often() {
    let mut rng = Rng::new(3);
    let mut counts = [0i32; 7];
    for _ in 0..70_000 {
        counts[rng.below(7) as usize] += 1;
    }
    // Five standard deviations of a count: 5·√(70000·6/49) = 463.
    assert!(counts.iter().all(|n| (n - 10_000).abs() < 463), "{counts:?}");
}

#[test]
fn an_epochs_order_depends_on_seed_and_epoch_alone() {
    // The same transcription into Python, seed 3, epochs 0 and 1.
    let order = |seed, epoch| {
        let mut out = [99; 9];
        permutation(seed, epoch, 8, &mut out);
        out
    };
    assert_eq!(order(3, 0), [0, 7, 2, 1, 4, 6, 5, 3, 99]);
    assert_eq!(order(3, 1), [1, 3, 0, 5, 2, 7, 6, 4, 99]);
    assert_ne!(order(4, 0), order(3, 0));
}

#[test]
fn every_order_of_three_rows_is_equally_likely_over_the_epochs() {
    let mut counts = std::collections::BTreeMap::new();
    for epoch in 0..6000 {
        let mut out = [0; 3];
        permutation(5, epoch, 3, &mut out);
        *counts.entry(out).or_insert(0i32) += 1;
    }
    // Five standard deviations of a count: 5·√(6000·5/36) = 144.
    assert_eq!(counts.len(), 6);
    assert!(counts.values().all(|n| (n - 1000).abs() < 144), "{counts:?}");
}

#[test]
fn an_empty_or_single_row_has_an_order() {
    permutation(1, 1, 0, &mut []);
    let mut one = [9];
    permutation(1, 1, 1, &mut one);
    assert_eq!(one, [0]);
}
