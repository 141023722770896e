//! Features: what a network is given of a point of the plane, one row of [`FEATURES`] each.

use super::real;

/// The table: every feature a lesson may name, in the order in which Playground offers them.
pub static FEATURES: &[Feature] = &[
    Feature { name: "x", of: |x, _| x },
    Feature { name: "y", of: |_, y| y },
    Feature { name: "x^2", of: |x, _| x * x },
    Feature { name: "y^2", of: |_, y| y * y },
    Feature { name: "xy", of: |x, y| x * y },
    Feature { name: "sin x", of: |x, _| real::sin(x) },
    Feature { name: "sin y", of: |_, y| real::sin(y) },
];

/// A number that is made of a point.
#[derive(Debug)]
pub struct Feature {
    /// Its name in lesson files: `x^2`.
    pub name: &'static str,
    /// The number, from x and y; angles in radians.
    pub of: fn(f64, f64) -> f64,
}

impl Feature {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        FEATURES.iter().find(|row| row.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::FEATURES;

    #[test]
    fn features_are_the_functions_of_their_names() {
        // sin 0.5 and sin −2 to 17 digits.
        let expected =
            [0.5, -2.0, 0.25, 4.0, -1.0, 0.479_425_538_604_203, -0.909_297_426_825_681_7];
        let found: Vec<f64> = FEATURES.iter().map(|row| (row.of)(0.5, -2.0)).collect();
        assert_eq!(found, expected);
    }
}
