//! Several threads: the numbers are those of one.

use std::fs;
use std::thread;

use assert_cmd::Command;
use chainrule::math::matrix::{product, product_transposed_left, product_transposed_right};
use chainrule::math::rng::Rng;
use chainrule::math::threads::{Threads, are_worth_starting};

/// n, k and m of products that are large enough for two threads: with ragged edges, with more than
/// one cut of n, and with so many more terms than rows that two threads hand sums over.
const SHAPES: [[usize; 3]; 6] = [
    [203, 784, 41],
    [784, 33, 128],
    [1501, 40, 100],
    [64, 784, 128],
    [83, 1001, 48],
    [130, 521, 40],
];

/// Bits of the three products of factors with and without zeros.
fn products() -> Vec<u64> {
    let mut rng = Rng::new(3);
    let mut bits = Vec::new();
    for [n, k, m] in SHAPES {
        assert!(are_worth_starting(n * k * m));
        for zeros in [0.0, 0.7] {
            let mut draw = |count: usize| -> Vec<f64> {
                let mut one = || if rng.uniform() < zeros { 0.0 } else { rng.uniform() - 0.5 };
                (0..count).map(|_| one()).collect()
            };
            let (a, b) = (draw(n * k), draw(k * m));
            let mut out = vec![f64::NAN; n * m];
            for multiply in [product, product_transposed_left, product_transposed_right] {
                multiply(&a, &b, &mut out, n, k, m);
                bits.extend(out.iter().map(|x| x.to_bits()));
            }
        }
    }
    bits
}

#[test]
fn products_have_the_same_bits_on_any_number_of_threads() {
    let alone = products();
    for threads in [2, 3] {
        let shared = thread::spawn(move || {
            let _threads = Threads::new(threads).unwrap();
            products()
        });
        assert!(shared.join().unwrap() == alone, "{threads} threads");
    }
}

#[test]
fn training_prints_the_same_losses_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let row = |i: usize| format!("{},{},{}\n", i % 25, i / 25, (i * 7) % 3);
    let rows: String = (0..600).map(row).collect();
    fs::write(folder.path().join("rows.csv"), format!("x,y,class\n{rows}")).unwrap();
    let lesson = folder.path().join("wide.toml");
    let text = "title = \"Wide\"\n[network]\ninputs = 2\nlayers = [\n\
                { units = 60, activation = \"relu\", bias = true },\n\
                { units = 70, activation = \"tanh\", bias = true },\n\
                { units = 3, activation = \"softmax\", bias = true },\n]\n\
                [init]\nscheme = \"he_normal\"\nseed = 1\n\
                [loss]\nname = \"cross_entropy\"\nreduction = \"mean\"\n\
                [optimizer]\nname = \"sgd\"\nlearning_rate = 0.1\n\
                [data]\ncsv = \"rows.csv\"\ntarget = \"class\"\n";
    fs::write(&lesson, text).unwrap();
    assert!(are_worth_starting(600 * 60 * 70));
    let curve = |threads: &str| {
        let mut command = Command::cargo_bin("chainrule").unwrap();
        command.arg("train").arg(&lesson).args(["--iterations", "20", "--threads", threads]);
        let output = command.assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let one = curve("1");
    assert_eq!(one.lines().count(), 22);
    assert_eq!(curve("2"), one);
    assert_eq!(curve("5"), one);
}
