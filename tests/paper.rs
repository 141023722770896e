//! The numbers of the paper's section 3 as printed there, against the program's own.

#[path = "common/binary.rs"]
mod binary;
#[path = "common/printed.rs"]
mod printed;

use chainrule::math::number::{Digits, format};
use printed::ITERATIONS;

/// The paper's two ways to print: numpy's and Python 2's.
const NUMPY: Digits = Digits::TrimmedDecimals(8);
const PYTHON: Digits = Digits::Python12;

/// How the paper prints a matrix of an iteration (from 0).
fn style(iteration: usize, name: &str) -> Digits {
    if iteration == 0 && !["dW2", "W2_next"].contains(&name) { NUMPY } else { PYTHON }
}

#[test]
fn every_number_of_the_paper_is_printed_as_the_paper_prints_it() {
    let json = binary::printed(&["trace", "paper", "--format", "json"]);
    let trace: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(trace["iterations"].as_array().unwrap().len(), ITERATIONS.len());
    let (mut matrices, mut cells) = (0, 0);
    for (iteration, printed) in ITERATIONS.iter().enumerate() {
        for (name, rows) in *printed {
            let digits = style(iteration, name);
            let value = binary::quantity(&trace, iteration, name).as_array().unwrap();
            let ours: Vec<Vec<String>> = value
                .iter()
                .map(|row| binary::numbers(row).into_iter().map(|x| format(x, digits)).collect())
                .collect();
            assert_eq!(ours, *rows, "iteration {}, {name}", iteration + 1);
            matrices += 1;
            cells += rows.iter().map(|row| row.len()).sum::<usize>();
        }
    }
    assert_eq!((matrices, cells), (33, 210));
}

#[test]
fn the_one_negative_zero_of_the_paper_is_the_only_one() {
    let json =
        binary::printed(&["trace", "paper", "--format", "json", "--only", "delta,activation"]);
    let trace: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut negative = Vec::new();
    for iteration in 0..3 {
        for name in ["A1", "A2", "delta1", "delta2"] {
            let values = binary::numbers(binary::quantity(&trace, iteration, name));
            let zeros = values.iter().enumerate().filter(|(_, x)| **x == 0.0);
            let minus = zeros.filter(|(_, x)| x.is_sign_negative());
            negative.extend(minus.map(|(at, _)| (iteration + 1, name, at / 3 + 1, at % 3 + 1)));
        }
    }
    assert_eq!(negative, [(3, "delta1", 4, 3)]);
    assert_eq!(json.matches("-0.0,").count() + json.matches("-0.0]").count(), 1);
}
