//! Many rows at once: the bits of single ones.

use super::LOSSES;
use super::tests::{HARD, same};

/// Rows that are in no order, the hard ones among them, and the odd one without any target.
fn many_rows(outputs: usize, rows: usize, soft: bool) -> (Vec<f64>, Vec<f64>) {
    let hard: Vec<f64> = HARD.iter().flatten().copied().collect();
    let s = |i: usize| if i % 17 == 3 { hard[i % hard.len()] } else { (i * 37 % 101) as f64 * 0.3 };
    let t = |i: usize| match (soft, i / outputs % 5) {
        (_, 4) => 0.0,
        (true, _) => (i * 13 % 7) as f64 / 7.0,
        (false, _) => f64::from(u8::from(i / outputs * 3 % outputs == i % outputs)),
    };
    ((0..rows * outputs).map(s).collect(), (0..rows * outputs).map(t).collect())
}

#[test]
fn losses_of_many_rows_have_the_bits_of_single_rows() {
    for loss in LOSSES {
        for (outputs, soft) in [(1, false), (1, true), (2, false), (3, true), (10, false)] {
            let (a, t) = many_rows(outputs, 40, soft);
            let mut l = vec![7.0; 40];
            (loss.value.rows)(&a, &t, 0.75, outputs, &mut l);
            let rows = a.chunks_exact(outputs).zip(t.chunks_exact(outputs));
            for (row, ((a, t), l)) in rows.zip(l).enumerate() {
                let one = (loss.value.row)(a, t, 0.75);
                assert!(same(l, one), "{}, {outputs} outputs, row {row}: {l} not {one}", loss.name);
            }
        }
    }
}

#[test]
fn fused_losses_of_many_rows_have_the_bits_of_single_rows() {
    for fused in LOSSES.iter().filter_map(|loss| loss.fused.as_ref()) {
        for outputs in [1, 2, 3, 10, 37, 256, 257, 300] {
            for soft in [false, true] {
                let (s, t) = many_rows(outputs, 40, soft);
                let mut l = vec![7.0; 40];
                (fused.values)(&s, &t, outputs, &mut l);
                let rows = s.chunks_exact(outputs).zip(t.chunks_exact(outputs));
                for (row, ((s, t), l)) in rows.zip(l).enumerate() {
                    assert!(same(l, (fused.value)(s, t)), "{outputs} outputs, row {row}: {l}");
                }
            }
        }
    }
}
