//! Least squares: more equations than unknowns, and whether they are enough.

/// Below this share of the largest pivot a pivot counts as 0.
const SMALL: f64 = 1e-12;

/// The matrix that takes the right sides of equations to their unknowns: (AᵀA)⁻¹Aᵀ.
///
/// # Errors
/// The rank, where there are fewer independent equations than unknowns.
pub(super) fn pseudo_inverse(
    equations: &[Vec<f64>],
    unknowns: usize,
) -> Result<Vec<Vec<f64>>, usize> {
    let product = |i: usize, j: usize| equations.iter().map(|row| row[i] * row[j]).sum::<f64>();
    let mut normal: Vec<Vec<f64>> =
        (0..unknowns).map(|i| (0..unknowns).map(|j| product(i, j)).collect()).collect();
    let mut right: Vec<Vec<f64>> =
        (0..unknowns).map(|i| equations.iter().map(|row| row[i]).collect()).collect();
    let largest = normal.iter().flatten().fold(0.0f64, |most, x| most.max(x.abs()));
    for k in 0..unknowns {
        let size = |row: &usize| normal[*row][k].abs();
        let pivot = (k..unknowns).max_by(|a, b| size(a).total_cmp(&size(b))).unwrap_or(k);
        if normal[pivot][k].abs() <= SMALL * largest || largest == 0.0 {
            return Err(rank(equations, unknowns));
        }
        normal.swap(k, pivot);
        right.swap(k, pivot);
        eliminate(&mut normal, &mut right, k);
    }
    Ok(right)
}

/// Clears column `k` of every row but the `k`th, whose pivot becomes 1.
fn eliminate(normal: &mut [Vec<f64>], right: &mut [Vec<f64>], k: usize) {
    let pivot = normal[k][k];
    for x in normal[k].iter_mut().chain(right[k].iter_mut()) {
        *x /= pivot;
    }
    let (row, side) = (normal[k].clone(), right[k].clone());
    for i in (0..normal.len()).filter(|i| *i != k) {
        let factor = normal[i][k];
        for (x, y) in normal[i].iter_mut().zip(&row).chain(right[i].iter_mut().zip(&side)) {
            *x -= factor * y;
        }
    }
}

/// How many equations are independent.
fn rank(equations: &[Vec<f64>], unknowns: usize) -> usize {
    let mut rows = equations.to_vec();
    let largest = rows.iter().flatten().fold(0.0f64, |most, x| most.max(x.abs()));
    let mut rank = 0;
    for k in 0..unknowns {
        let size = |row: &usize| rows[*row][k].abs();
        let pivot = (rank..rows.len()).max_by(|a, b| size(a).total_cmp(&size(b)));
        let Some(pivot) = pivot.filter(|row| rows[*row][k].abs() > 1e-6 * largest) else {
            continue;
        };
        rows.swap(rank, pivot);
        let chosen = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[k] / chosen[k];
            for (x, y) in row.iter_mut().zip(&chosen) {
                *x -= factor * y;
            }
        }
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved_or_found_too_few() {
        // x + y = 3, x - y = 1, 2x + y = 5: x = 2, y = 1.
        let equations = vec![vec![1.0, 1.0], vec![1.0, -1.0], vec![2.0, 1.0]];
        let inverse = pseudo_inverse(&equations, 2).unwrap();
        let of = |row: &[f64]| row[0] * 3.0 + row[1] + row[2] * 5.0;
        assert!((of(&inverse[0]) - 2.0).abs() < 1e-12 && (of(&inverse[1]) - 1.0).abs() < 1e-12);
        let few = vec![vec![1.0, 2.0], vec![2.0, 4.0]];
        assert_eq!(pseudo_inverse(&few, 2), Err(1));
        assert_eq!(pseudo_inverse(&[], 2), Err(0));
    }
}
