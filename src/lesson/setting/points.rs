//! Starting over with examples that were put and erased in the plane: the lesson's own give way to
//! them, whatever they came from.

use anyhow::Result;
use toml::Value;

use super::draft::Draft;
use super::finished;
use crate::lesson::Lesson;
use crate::lesson::write::{labels, named};
use crate::math::hyperparameter::Hyperparameters;
use crate::train::Data;

/// An example: where it lies, and its row of targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Across and up.
    pub place: [f64; 2],
    /// What is to be learnt there.
    pub target: Vec<f64>,
}

/// The lesson with these examples for training and for testing; what `now` has of hyperparameters
/// is kept, and so are the first weights.
///
/// # Errors
/// One line that says what cannot be.
pub fn with_examples(
    lesson: &Lesson,
    now: &Hyperparameters,
    training: &[Example],
    test: &[Example],
) -> Result<Lesson> {
    let mut draft = Draft::of(lesson)?;
    keep_weights(&mut draft)?;
    keep_batch(&mut draft, training.len())?;
    let places = lesson.placed();
    for key in ["dataset", "points", "noise", "seed", "train_share", "features", "y", "labels"] {
        draft.drop("data", key)?;
    }
    let all = || training.iter().chain(test);
    let rows = all().map(|example| Value::from(example.place.to_vec())).collect::<Vec<_>>();
    draft.put("data", "x", rows)?;
    if let Some((features, _)) = places {
        let names = features.iter().map(|feature| Value::from(feature.name));
        draft.put("data", "features", names.collect::<Vec<_>>())?;
    }
    if !test.is_empty() {
        // Half a row more, so that rounding down meets the number.
        let share = (training.len() as f64 + 0.5) / (training.len() + test.len()) as f64;
        draft.put("data", "train_share", share)?;
    }
    let y: Vec<f64> = all().flat_map(|example| example.target.iter().copied()).collect();
    let data = Data { rows: training.len() + test.len(), x: Vec::new(), y };
    if let Some(labels) = labels(&lesson.setup.network, &data) {
        let names = named(&labels, &lesson.classes);
        let names = names.map(|names| names.into_iter().map(Value::from).collect::<Vec<_>>());
        let numbers = || labels.iter().map(|class| Value::from(*class as i64)).collect();
        draft.put("data", "labels", names.unwrap_or_else(numbers))?;
    } else {
        let rows = all().map(|example| Value::from(example.target.clone()));
        draft.put("data", "y", rows.collect::<Vec<_>>())?;
    }
    finished(&draft, lesson, now)
}

/// First weights that were drawn after the data are given from now on, so that they stay.
fn keep_weights(draft: &mut Draft) -> Result<()> {
    let after_data = draft.lesson.generated.is_some()
        && draft.word("init", "scheme") == Some("playground")
        && !draft.has("init", "seed");
    if !after_data {
        return Ok(());
    }
    let setup = &draft.lesson.setup;
    let (mut weights, mut biases) = (Vec::new(), Vec::new());
    for l in 1..=setup.network.depth() {
        let values = |bias: bool| {
            let mut all = setup.network.parameters().into_iter().zip(&setup.parameters);
            let found = all.find(|(p, _)| p.layer == l && p.bias == bias);
            found.map_or_else(Vec::new, |(_, values)| values.clone())
        };
        let rows = values(false);
        let rows = rows.chunks(setup.network.width(l)).map(|row| Value::from(row.to_vec()));
        weights.push(Value::from(rows.collect::<Vec<_>>()));
        biases.push(Value::from(values(true)));
    }
    draft.replace("init", toml::Table::new());
    draft.put("init", "weights", weights)?;
    draft.put("init", "biases", biases)
}

/// All rows at once stay all rows; a batch is never larger than what there is.
fn keep_batch(draft: &mut Draft, rows: usize) -> Result<()> {
    let setup = &draft.lesson.setup;
    if setup.batch == setup.data.rows {
        return draft.drop("data", "batch");
    }
    let batch = setup.batch.min(rows.max(1));
    draft.put("data", "batch", batch as i64)
}
