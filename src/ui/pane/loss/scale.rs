//! Round numbers along an axis.

/// Up to `most` round values strictly inside a range: 1, 2 or 5 times a power of ten apart.
pub(super) fn round(low: f64, high: f64, most: usize) -> Vec<f64> {
    let range = high - low;
    if most == 0 || !range.is_finite() || range <= 0.0 {
        return Vec::new();
    }
    let power = 10f64.powf((range / (most + 1) as f64).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0].map(|digit| digit * power);
    let between = |step: f64| -> Vec<f64> {
        let first = (low / step).floor() + 1.0;
        let values = (0..=2 * most).map(|i| (first + i as f64) * step);
        values.take_while(|value| *value < high).filter(|value| *value > low).collect()
    };
    steps.into_iter().map(between).find(|found| found.len() <= most).unwrap_or_default()
}

/// Up to `most` powers of ten strictly inside a range above 0.
pub(super) fn powers(low: f64, high: f64, most: usize) -> Vec<f64> {
    let (first, last) = (low.log10().floor() as i32 + 1, high.log10().ceil() as i32 - 1);
    if most == 0 || last < first {
        return Vec::new();
    }
    let step = ((last - first) as usize / most + 1) as i32;
    (first..=last).filter(|power| power % step == 0).map(|power| 10f64.powi(power)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_inside_and_not_too_many() {
        assert_eq!(round(0.0, 10.0, 4), [2.0, 4.0, 6.0, 8.0]);
        assert_eq!(round(1.0, 400.0, 3), [100.0, 200.0, 300.0]);
        assert!(round(1.0, 2.0, 0).is_empty());
        assert!(round(1.0, 1.0, 5).is_empty());
        assert!(round(f64::MIN, f64::MAX, 5).is_empty());
        assert_eq!(powers(0.002, 150.0, 9), [0.01, 0.1, 1.0, 10.0, 100.0]);
        assert_eq!(powers(1e-300, 1e300, 3).len(), 3);
        assert!(powers(2.0, 3.0, 3).is_empty());
    }
}
