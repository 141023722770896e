//! The matrix products at the shapes of a training step, each beside `ndarray`'s allocating `dot`.

use chainrule::math::matrix::product;
use chainrule::math::matrix::product_transposed_left;
use chainrule::math::matrix::product_transposed_right;
use divan::Bencher;
use divan::black_box;
use ndarray::Array2;

/// n, k and m of a result n×m that sums k terms.
type Shape = (usize, usize, usize);

/// A product of this crate: two factors, the result, n, k and m.
type Multiply = fn(&[f64], &[f64], &mut [f64], usize, usize, usize);

const PLAIN: [Shape; 9] = [
    (4, 2, 3),
    (4, 3, 1),
    (200, 2, 8),
    (200, 8, 8),
    (200, 8, 1),
    (64, 784, 128),
    (64, 128, 10),
    (1797, 64, 32),
    (1797, 32, 10),
];

const RIGHT: [Shape; 5] = [(4, 1, 3), (200, 1, 8), (200, 8, 8), (64, 10, 128), (1797, 10, 32)];

const LEFT: [Shape; 9] = [
    (2, 4, 3),
    (3, 4, 1),
    (2, 200, 8),
    (8, 200, 8),
    (8, 200, 1),
    (784, 64, 128),
    (128, 64, 10),
    (64, 1797, 32),
    (32, 1797, 10),
];

fn main() {
    divan::main();
}

/// An h×w matrix of unremarkable numbers.
fn matrix(h: usize, w: usize) -> Array2<f64> {
    Array2::from_shape_fn((h, w), |(i, j)| ((i * 7 + j * 3) % 11) as f64 * 0.1 - 0.5)
}

/// A product as this crate computes it, into a result that is there already.
fn ours(
    bencher: Bencher<'_, '_>,
    (n, k, m): Shape,
    a: &Array2<f64>,
    b: &Array2<f64>,
    multiply: Multiply,
) {
    let mut out = vec![0.0; n * m];
    let (a, b) = (a.as_slice().expect("row-major"), b.as_slice().expect("row-major"));
    bencher.bench_local(|| {
        multiply(black_box(a), black_box(b), &mut out, n, k, m);
        black_box(&mut out);
    });
}

#[divan::bench(args = PLAIN)]
fn product_ours(bencher: Bencher<'_, '_>, shape: Shape) {
    let (n, k, m) = shape;
    ours(bencher, shape, &matrix(n, k), &matrix(k, m), product);
}

#[divan::bench(args = PLAIN)]
fn product_ndarray(bencher: Bencher<'_, '_>, (n, k, m): Shape) {
    let (a, b) = (matrix(n, k), matrix(k, m));
    bencher.bench_local(|| black_box(&a).dot(black_box(&b)));
}

#[divan::bench(args = RIGHT)]
fn transposed_right_ours(bencher: Bencher<'_, '_>, shape: Shape) {
    let (n, k, m) = shape;
    ours(bencher, shape, &matrix(n, k), &matrix(m, k), product_transposed_right);
}

#[divan::bench(args = RIGHT)]
fn transposed_right_ndarray(bencher: Bencher<'_, '_>, (n, k, m): Shape) {
    let (a, b) = (matrix(n, k), matrix(m, k));
    bencher.bench_local(|| black_box(&a).dot(&black_box(&b).t()));
}

#[divan::bench(args = LEFT)]
fn transposed_left_ours(bencher: Bencher<'_, '_>, shape: Shape) {
    let (n, k, m) = shape;
    ours(bencher, shape, &matrix(k, n), &matrix(k, m), product_transposed_left);
}

#[divan::bench(args = LEFT)]
fn transposed_left_ndarray(bencher: Bencher<'_, '_>, (n, k, m): Shape) {
    let (a, b) = (matrix(k, n), matrix(k, m));
    bencher.bench_local(|| black_box(&a).t().dot(black_box(&b)));
}
