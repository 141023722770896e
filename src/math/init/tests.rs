//! Against an independent program, and the shape of the distributions.

use super::Fan;
use super::SCHEMES;
use super::Scheme;
use super::gain;
use crate::math::rng::Rng;

/// Six weights of a layer of 2 inputs and 3 units, seed 7, gain 5/3 (tanh), range 0.25. Computed by
/// a Python program with its own transcription of `SplitMix64` and xoshiro256++: r·(2u − 1) for
/// the uniform schemes, σ·√(−2 ln(1 − u₁))·cos(2π u₂) for the normal ones, where r is 0.25,
/// 5/3·√(6/5), 5/3·√(3/2), 0.5 and σ is 5/3·√(2/5), 5/3/√2. The playground's are drawn unit by unit.
#[rustfmt::skip]
const EXPECTED: &[(&str, [f64; 6])] = &[
    ("zeros", [0.0; 6]),
    ("uniform", [-0.222_319_781_760_833_45, -0.163_942_072_775_941_14, 0.108_788_064_179_329_68, -0.036_395_090_354_247_37, 0.231_829_760_940_614_8, -0.017_148_155_429_760_78]),
    ("xavier_uniform", [-1.623_594_126_000_454_3, -1.197_263_618_447_154, 0.794_475_689_844_514_7, -0.265_792_159_592_799_6, 1.693_045_194_242_730_7, -0.125_232_420_646_462_34]),
    ("xavier_normal", [0.167_225_441_797_388_27, -1.503_929_982_969_473, -2.651_315_776_496_695_7, -0.813_229_467_461_721_6, 2.682_725_435_560_1, 0.244_485_966_740_165_12]),
    ("he_uniform", [-1.815_233_416_803_187_4, -1.338_581_418_917_603_7, 0.888_250_824_481_687_1, -0.297_164_668_367_986_44, 1.892_882_071_653_040_8, -0.140_014_102_776_169]),
    ("he_normal", [0.186_963_727_713_197_4, -1.681_444_837_659_921_1, -2.964_261_153_032_125_7, -0.909_218_185_275_181_4, 2.999_378_219_440_057_3, 0.273_343_620_587_880_9]),
    ("playground", [-0.444_639_563_521_666_9, 0.217_576_128_358_659_36, 0.463_659_521_881_229_6, -0.327_884_145_551_882_3, -0.072_790_180_708_494_74, -0.034_296_310_859_521_56]),
];

#[test]
fn every_scheme_draws_the_numbers_of_an_independent_program() {
    assert_eq!(EXPECTED.len(), SCHEMES.len());
    let fan = Fan { fan_in: 2, fan_out: 3, gain: gain("tanh", 0.0), range: 0.25 };
    for (name, expected) in EXPECTED {
        let mut out = [f64::NAN; 6];
        (Scheme::find(name).unwrap().fill)(&mut Rng::new(7), &fan, &mut out);
        for (x, y) in out.iter().zip(expected) {
            assert!((x - y).abs() <= 1e-15 * y.abs(), "{name}: {x} {y}");
        }
    }
}

#[test]
fn drawn_weights_have_mean_0_and_the_variance_of_their_formula() {
    // fan_in 100, fan_out 300, gain 2: r²/3 or σ². Uniform with range 0.3.
    let variances: [(&str, f64); 7] = [
        ("zeros", 0.0),
        ("uniform", 0.03),
        ("xavier_uniform", 4.0 * 2.0 / 400.0),
        ("xavier_normal", 4.0 * 2.0 / 400.0),
        ("he_uniform", 4.0 / 100.0),
        ("he_normal", 4.0 / 100.0),
        ("playground", 0.25 / 3.0),
    ];
    assert_eq!(variances.len(), SCHEMES.len());
    let fan = Fan { fan_in: 100, fan_out: 300, gain: 2.0, range: 0.3 };
    for (name, variance) in variances {
        let mut w = vec![0.0; 30_000];
        (Scheme::find(name).unwrap().fill)(&mut Rng::new(11), &fan, &mut w);
        let mean = w.iter().sum::<f64>() / 30_000.0;
        let square = w.iter().map(|w| w * w).sum::<f64>() / 30_000.0;
        // Five standard errors: 5·σ/√N, and at most 5·√2·σ²/√N.
        assert!(mean.abs() <= 0.029 * variance.sqrt(), "{name} {mean}");
        assert!((square - variance).abs() <= 0.041 * variance, "{name} {square}");
    }
}

#[test]
fn gains_are_those_of_the_literature() {
    assert_eq!(gain("relu", 0.0), 2f64.sqrt());
    // √(2/(1 + 1)) = 1 and √(2/(1 + 49)) = 0.2
    assert_eq!(gain("leaky_relu", 1.0), 1.0);
    assert_eq!(gain("leaky_relu", 7.0), 0.2);
    assert_eq!(gain("tanh", 0.0), 5.0 / 3.0);
    assert_eq!(gain("sigmoid", 0.0), 1.0);
}

#[test]
fn only_the_playground_starts_its_biases_away_from_0() {
    for row in SCHEMES {
        assert_eq!(row.bias, if row.name == "playground" { 0.1 } else { 0.0 }, "{}", row.name);
    }
}
