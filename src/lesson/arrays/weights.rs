//! The weights of a file as the keys of `[init]`: `W1 b1 W2 …`, inputs × units as this program has
//! them, or what a `state_dict` of `PyTorch` calls `0.weight 0.bias …`, units × inputs. Where only
//! one orientation fits it is that one.

use anyhow::{Result, anyhow};

use super::{Array, Arrays, Shape};
use crate::lesson::text::numbers;

const WEIGHT: &str = ".weight";

/// Whether weights or a bias may be called so.
pub(super) fn is_name(name: &str) -> bool {
    let ends = [WEIGHT, ".bias"].iter().any(|end| name.ends_with(end));
    ends || name.strip_prefix(['W', 'b']).is_some_and(|layer| layer.parse::<usize>().is_ok())
}

/// Whether a file has weights under some name.
pub(super) fn are_in(arrays: &Arrays) -> bool {
    arrays.find(&["W1"]).is_some() || arrays.all.iter().any(|array| array.name.ends_with(WEIGHT))
}

/// `weights = …` and `biases = …`, each on a line.
pub(super) fn written(arrays: &Arrays, shape: &Shape) -> Result<String> {
    let named = named(arrays, shape)?;
    let mut inputs = shape.inputs;
    let (mut weights, mut biases) = (Vec::new(), Vec::new());
    for (l, (layer, (weight, bias))) in shape.layers.iter().zip(named).enumerate() {
        let values = oriented(arrays, weight, l + 1, (inputs, layer.units))?;
        let rows: Vec<_> = values.chunks(layer.units).map(numbers).collect();
        weights.push(format!("[{}]", rows.join(", ")));
        biases.push(numbers(bias_of(arrays, (weight, bias), l + 1, (layer.bias, layer.units))?));
        inputs = layer.units;
    }
    Ok(format!("weights = [{}]\nbiases = [{}]", weights.join(", "), biases.join(", ")))
}

/// The weights and the bias of every layer.
fn named<'a>(arrays: &'a Arrays, shape: &Shape) -> Result<Vec<(&'a Array, Option<&'a Array>)>> {
    let depth = shape.layers.len();
    let file = &arrays.file;
    if arrays.find(&["W1"]).is_some() {
        let of = |l: usize| {
            let weight = arrays.find(&[&format!("W{l}")]);
            let weight = weight.ok_or_else(|| {
                let found = arrays.names();
                anyhow!("{file}: has no W{l}, the lesson has {depth} layers; its arrays: {found}")
            });
            Ok((weight?, arrays.find(&[&format!("b{l}")])))
        };
        return (1..=depth).map(of).collect();
    }
    let mut found: Vec<&Array> = arrays.all.iter().collect();
    found.retain(|array| array.name.ends_with(WEIGHT) && array.shape.len() == 2);
    found.sort_by_key(|array| natural(&array.name));
    if found.len() != depth {
        let (count, found) = (found.len(), arrays.names());
        return Err(anyhow!(
            "{file}: has no W1, and {count} matrices ending in {WEIGHT}, expected {depth} (layers); \
             its arrays: {found}"
        ));
    }
    if let Some((one, other)) = of_unknown_order(&found) {
        return Err(anyhow!(
            "{file}: {} and {} could be either layer; expected names that count, as fc1{WEIGHT} and \
             fc2{WEIGHT}, or W1 b1 W2 …",
            one.name,
            other.name
        ));
    }
    let bias = |array: &&'a Array| {
        let stem = array.name.strip_suffix(WEIGHT).unwrap_or_default();
        (*array, arrays.find(&[&format!("{stem}.bias")]))
    };
    Ok(found.iter().map(bias).collect())
}

/// Two matrices whose shapes do not tell which comes first, and neither do their names.
fn of_unknown_order<'a>(found: &[&'a Array]) -> Option<(&'a Array, &'a Array)> {
    let words = |name: &str| name.replace(|c: char| c.is_ascii_digit(), "");
    let alike = |a: &Array, b: &Array| a.shape == b.shape || a.shape.iter().rev().eq(&b.shape);
    let pairs =
        found.iter().enumerate().flat_map(|(i, a)| found[..i].iter().map(move |b| (*b, *a)));
    let mut unknown = pairs.filter(|(a, b)| alike(a, b) && words(&a.name) != words(&b.name));
    unknown.next()
}

/// A name cut into words and numbers, so that 2 comes before 10.
fn natural(name: &str) -> Vec<(u64, String)> {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    let part = |part: &str| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        // Words come behind numbers alone, and before themselves with a number.
        let number = part[word.len()..].parse().unwrap_or(0);
        [(u64::from(!word.is_empty()), word.to_owned()), (number, String::new())]
    };
    parts.flat_map(part).collect()
}

/// Inputs × units, row by row.
fn oriented(
    arrays: &Arrays,
    array: &Array,
    l: usize,
    (inputs, units): (usize, usize),
) -> Result<Vec<f64>> {
    let values = arrays.finite(array)?;
    let as_it_is = array.shape == [inputs, units];
    let turned = array.shape == [units, inputs];
    let of_pytorch = array.name.ends_with(WEIGHT);
    if turned && (of_pytorch || !as_it_is) {
        let row = |i: usize| (0..units).map(move |j| values[j * inputs + i]);
        return Ok((0..inputs).flat_map(row).collect());
    }
    if as_it_is {
        return Ok(values.to_vec());
    }
    let expected = if of_pytorch {
        format!("{units}×{inputs} (units × inputs, layer {l})")
    } else {
        format!("{inputs}×{units} (inputs × units, layer {l})")
    };
    Err(arrays.error(array, &format!("is {}, expected {expected}", array.shape())))
}

/// The bias of a layer; none where the layer has none.
fn bias_of<'a>(
    arrays: &Arrays,
    (weight, bias): (&Array, Option<&'a Array>),
    l: usize,
    (wanted, units): (bool, usize),
) -> Result<&'a [f64]> {
    let beside = &weight.name;
    match (wanted, bias) {
        (false, None) => Ok(&[]),
        (false, Some(bias)) => {
            let message = format!("is there, but layer {l} of the lesson has no bias = true");
            Err(arrays.error(bias, &message))
        }
        (true, None) => Err(arrays.error(
            weight,
            &format!("has no bias beside it, and layer {l} of the lesson has bias = true"),
        )),
        (true, Some(bias)) if arrays.sound(bias)?.values.len() != units => {
            let (is, file) = (bias.shape(), &arrays.file);
            Err(anyhow!(
                "{file}: {} is {is}, expected {units} numbers as {beside} has units",
                bias.name
            ))
        }
        (true, Some(bias)) => arrays.finite(bias),
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, of_unknown_order};

    #[test]
    fn layers_are_ordered_by_numbers_or_shapes_and_else_not_at_all() {
        let unknown = |arrays: &[(&str, [usize; 2])]| {
            let array = |(name, shape): &(&str, [usize; 2])| Array {
                name: (*name).into(),
                shape: shape.to_vec(),
                values: Vec::new(),
                refused: None,
            };
            let arrays: Vec<_> = arrays.iter().map(array).collect();
            of_unknown_order(&arrays.iter().collect::<Vec<_>>()).is_some()
        };
        assert!(unknown(&[("decoder.weight", [2, 2]), ("encoder.weight", [2, 2])]));
        assert!(unknown(&[("decoder.weight", [4, 3]), ("encoder.weight", [3, 4])]));
        assert!(!unknown(&[("fc1.weight", [2, 2]), ("fc2.weight", [2, 2])]));
        assert!(!unknown(&[("fc.weight", [5, 2]), ("out.weight", [1, 5])]));
    }
}
