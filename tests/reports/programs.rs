//! Formats for programs hold every number to the bit, each once.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::Value;

use crate::{bytes, every, format, text};
use chainrule::lesson::Lesson;
use chainrule::report::{DEFAULT_DIGITS, Report, Selection, Straight};
use chainrule::worksheet::Worksheet;
use chainrule::worksheet::symbols::Notation;

/// Iteration, quantity, row, column (all from 1), and the bits of the number.
type Numbers = BTreeMap<(u64, String, usize, usize), u64>;

/// NaN has many bits; one stands for all.
fn bits(x: f64) -> u64 {
    if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }
}

fn number(value: &Value) -> u64 {
    bits(value.as_f64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap()))
}

/// What the JSON of a lesson holds.
fn json(text: &str) -> Numbers {
    let trace: Value = serde_json::from_str(text).unwrap();
    let mut numbers = Numbers::new();
    for iteration in trace["iterations"].as_array().unwrap() {
        let n = iteration["iteration"].as_u64().unwrap();
        numbers.insert((n, "loss".into(), 1, 1), number(&iteration["loss"]));
        for quantity in iteration["quantities"].as_array().unwrap() {
            let name = quantity["name"].as_str().unwrap();
            for (i, row) in quantity["value"].as_array().unwrap().iter().enumerate() {
                for (j, x) in row.as_array().unwrap().iter().enumerate() {
                    numbers.insert((n, name.into(), i + 1, j + 1), number(x));
                }
            }
        }
    }
    numbers
}

fn csv(text: &str) -> Numbers {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("iteration,quantity,row,col,value"));
    let mut numbers = Numbers::new();
    for line in lines {
        let [n, name, row, column, x] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let at =
            (n.parse().unwrap(), name.to_owned(), row.parse().unwrap(), column.parse().unwrap());
        assert!(numbers.insert(at, bits(x.parse().unwrap())).is_none(), "twice: {line}");
    }
    numbers
}

/// The arrays of an npz file, by name: shape and numbers. The header is read as numpy describes
/// its format 1.0.
pub(crate) fn arrays(npz: Vec<u8>) -> BTreeMap<String, (Vec<usize>, Vec<f64>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(npz)).unwrap();
    let mut found = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().strip_suffix(".npy").unwrap().to_owned();
        let mut data = Vec::new();
        file.read_to_end(&mut data).unwrap();
        assert_eq!(&data[..8], b"\x93NUMPY\x01\x00");
        let end = 10 + usize::from(u16::from_le_bytes([data[8], data[9]]));
        assert_eq!(end % 64, 0);
        let header = str::from_utf8(&data[10..end]).unwrap();
        assert!(header.contains("'descr': '<f8'") && header.contains("'fortran_order': False"));
        let shape = header.split_once("'shape': (").unwrap().1.split_once(')').unwrap().0;
        let shape = shape.split(',').filter_map(|n| n.trim().parse().ok()).collect::<Vec<usize>>();
        let cells = data[end..].chunks(8).map(|x| f64::from_le_bytes(x.try_into().unwrap()));
        found.insert(name, (shape, cells.collect()));
    }
    found
}

/// The numbers of an npz file of several iterations.
fn npz(bytes: Vec<u8>) -> Numbers {
    let mut numbers = Numbers::new();
    for (name, (shape, cells)) in arrays(bytes) {
        let (n, name) = name.split_once('.').unwrap();
        let columns = shape.last().copied().unwrap_or(1);
        assert_eq!(shape.iter().product::<usize>(), cells.len());
        for (i, x) in cells.iter().enumerate() {
            let at = (n.parse().unwrap(), name.to_owned(), i / columns + 1, i % columns + 1);
            numbers.insert(at, bits(*x));
        }
    }
    numbers
}

fn binary(lesson: &Lesson, to: u64) -> Vec<u8> {
    bytes(lesson, format("npz"), Notation::Paper, to, DEFAULT_DIGITS)
}

#[test]
fn csv_and_npz_hold_the_same_numbers_as_json_to_the_bit() {
    every("csv", &|lesson, text_of_csv| {
        let expected = json(&text(lesson, "json", Notation::Paper));
        assert!(expected.len() > 10);
        assert_eq!(csv(text_of_csv), expected, "{}", lesson.name);
        assert_eq!(npz(binary(lesson, 2)), expected, "{}", lesson.name);
    });
}

#[test]
fn numbers_that_are_not_finite_and_minus_zero_are_kept() {
    let mut lesson = chainrule::lesson::embedded("paper").unwrap().lesson().unwrap();
    // The one −0 of the paper is in δ_s of iteration 3.
    let numbers =
        csv(&String::from_utf8(bytes(&lesson, format("csv"), Notation::Paper, 3, DEFAULT_DIGITS))
            .unwrap());
    assert_eq!(numbers[&(3, "delta1".into(), 4, 3)], (-0.0f64).to_bits());
    lesson.setup.parameters[0][0] = 1e308;
    lesson.setup.parameters[1][0] = -1e308;
    let expected = json(&text(&lesson, "json", Notation::Paper));
    assert!(expected.values().any(|bits| f64::from_bits(*bits).is_infinite()));
    assert_eq!(csv(&text(&lesson, "csv", Notation::Paper)), expected);
    assert_eq!(npz(binary(&lesson, 2)), expected);
}

#[test]
fn an_npz_of_one_iteration_has_the_plain_names() {
    let lesson = chainrule::lesson::embedded("paper").unwrap().lesson().unwrap();
    let arrays = arrays(binary(&lesson, 1));
    let names: Vec<_> = arrays.keys().map(String::as_str).collect();
    let expected = "A1 A2 L S1 S2 W1 W1_next W2 W2_next X Y dW1 dW2 delta1 delta2 loss";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(arrays["W1"], (vec![2, 3], vec![0.6, 0.7, 0.0, 0.01, 0.43, 0.88]));
    assert_eq!(arrays["loss"].0, Vec::<usize>::new());
    assert!((arrays["loss"].1[0] - 1.966_645_056_972_765_4).abs() < 1e-15);
}

#[test]
fn an_npz_of_more_arrays_than_the_first_zip_counts_is_read_back() {
    let lesson = chainrule::lesson::embedded("one-weight").unwrap().lesson().unwrap();
    let sheet = Worksheet::new(&lesson.setup.network, lesson.setup.batch, &lesson.setup.hyper);
    let only = Selection::of(&["W1_next".to_owned()], &sheet).unwrap();
    let (notation, digits) = (Notation::Paper, DEFAULT_DIGITS);
    let report = Report { lesson: &lesson, selection: &only, notation, digits };
    // Two arrays an iteration: 65 534 fit the first zip's count, 65 536 do not.
    for iterations in [32_767, 32_768] {
        let mut bytes = Vec::new();
        let mut sink = |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            Ok(())
        };
        let mut run = Straight::new(&lesson.setup, Vec::new(), (1, iterations));
        report.write(format("npz"), &mut run, &mut sink).unwrap();
        let arrays = arrays(bytes);
        assert_eq!(arrays.len() as u64, 2 * iterations);
        assert_eq!(arrays[&format!("{iterations}.loss")].1.len(), 1);
    }
}

/// The tensors of a safetensors file, as its format is described: shape and numbers by name.
pub(crate) fn tensors(bytes: &[u8]) -> BTreeMap<String, (Vec<usize>, Vec<f64>)> {
    let (length, rest) = bytes.split_first_chunk::<8>().unwrap();
    let length = u64::from_le_bytes(*length) as usize;
    assert_eq!(length % 8, 0);
    let header: BTreeMap<String, Value> = serde_json::from_slice(&rest[..length]).unwrap();
    let body = &rest[length..];
    let sizes = |value: &Value| -> Vec<usize> { serde_json::from_value(value.clone()).unwrap() };
    let mut ends: Vec<_> = header.values().map(|tensor| sizes(&tensor["data_offsets"])).collect();
    ends.sort();
    assert!(ends[0][0] == 0 && ends.last().unwrap()[1] == body.len());
    assert!(ends.windows(2).all(|pair| pair[0][1] == pair[1][0]), "no holes");
    let tensor = |(name, tensor): (String, Value)| {
        assert_eq!(tensor["dtype"], "F64");
        let [start, end] = sizes(&tensor["data_offsets"])[..] else { panic!("{tensor}") };
        let cells = body[start..end].chunks(8).map(|x| f64::from_le_bytes(x.try_into().unwrap()));
        (name, (sizes(&tensor["shape"]), cells.collect()))
    };
    header.into_iter().map(tensor).collect()
}

#[test]
fn safetensors_hold_what_npz_holds() {
    let lesson = chainrule::lesson::embedded("paper").unwrap().lesson().unwrap();
    for to in [1, 3] {
        let bytes = bytes(&lesson, format("safetensors"), Notation::Paper, to, DEFAULT_DIGITS);
        let (found, expected) = (tensors(&bytes), arrays(binary(&lesson, to)));
        assert!(found == expected && found.len() == 16 * to as usize, "{:?}", found.keys());
    }
}
