//! No allocation per iteration, once every batch size was seen.

use allocation_counter::measure;
use chainrule::math::rng::Rng;
use chainrule::train::{Setup, Trainer};

use crate::setups::{lesson, paper};

/// A lesson with so many random examples; the head ends before `[data]`.
fn with_rows(head: &str, rows: usize, inputs: usize, outputs: usize, more: &str) -> Setup {
    let mut rng = Rng::new(1);
    let mut matrix = |columns: usize| {
        let row = |_| (0..columns).map(|_| rng.uniform().to_string()).collect::<Vec<_>>().join(",");
        (0..rows).map(row).map(|row| format!("[{row}]")).collect::<Vec<_>>().join(",")
    };
    let (x, y) = (matrix(inputs), matrix(outputs));
    lesson(&format!("{head}\n[data]\nx = [{x}]\ny = [{y}]\n{more}\n"))
}

fn dense(inputs: usize, widths: &[usize]) -> String {
    let layer = |units: &usize| format!("{{ units = {units}, activation = \"tanh\" }}");
    let layers = widths.iter().map(layer).collect::<Vec<_>>().join(", ");
    format!(
        "[network]\ninputs = {inputs}\nlayers = [{layers}]\n[init]\nscheme = \"xavier_uniform\"\n\
         [loss]\nname = \"half_squared\"\nreduction = \"mean\"\n[optimizer]\nname = \"sgd\""
    )
}

const EVERYTHING: &str = r#"
[network]
inputs = 3
layers = [
  { units = 5, activation = "softmax", bias = true },
  { units = 4, activation = "gelu", bias = true },
  { units = 2, activation = "identity", bias = true },
]
[init]
scheme = "xavier_uniform"
[loss]
name = "huber"
[regularizer]
l1 = 0.01
l2 = 0.02
[optimizer]
name = "adam"
amsgrad = true
"#;

#[test]
fn an_iteration_allocates_nothing_once_every_batch_size_was_seen() {
    let all = [
        ("paper", paper()),
        ("2-8-8-1", with_rows(&dense(2, &[8, 8, 1]), 200, 2, 1, "")),
        ("everything", with_rows(EVERYTHING, 9, 3, 2, "")),
        ("a smaller last batch", with_rows(EVERYTHING, 10, 3, 2, "batch = 4\nshuffle_seed = 3")),
        ("64-32-10", with_rows(&dense(64, &[32, 10]), 300, 64, 10, "")),
        ("64-32-10, batches", with_rows(&dense(64, &[32, 10]), 300, 64, 10, "batch = 128")),
    ];
    for (name, setup) in all {
        let mut trainer = Trainer::new(&setup);
        let epoch = setup.data.rows.div_ceil(setup.batch);
        (0..epoch).for_each(|_| trainer.advance(&[]));
        let counted = measure(|| (0..100).for_each(|_| trainer.advance(&[])));
        assert_eq!(counted.count_total, 0, "{name}: {counted:?}");
        assert_eq!(trainer.iteration(), 101 + epoch as u64);
    }
}
