//! The settings of what the network is trained with: loss, optimizer, first weights, and which rows
//! an iteration sees.

use anyhow::{Result, anyhow, ensure};
use toml::{Table, Value};

use super::data;
use super::draft::Draft;
use super::typed::{positive, whole};
use crate::lesson::Lesson;
use crate::lesson::source::unknown;
use crate::math::init::{SCHEMES, Scheme};
use crate::math::loss::{LOSSES, Loss};
use crate::math::optimizer::{OPTIMIZERS, Optimizer};

pub(super) fn loss(draft: &mut Draft, text: &str) -> Result<()> {
    let names = LOSSES.iter().map(|row| row.name);
    let row = Loss::find(text).ok_or_else(|| anyhow!(unknown("loss", text, names)))?;
    for key in ["margin", "huber_delta"] {
        draft.drop("loss", key)?;
    }
    draft.put("loss", "name", text)?;
    data::fit_loss(draft, row)?;
    draft.retarget(row)
}

pub(super) fn optimizer(draft: &mut Draft, text: &str) -> Result<()> {
    let names = OPTIMIZERS.iter().map(|row| row.name);
    Optimizer::find(text).ok_or_else(|| anyhow!(unknown("optimizer", text, names)))?;
    let frozen = draft.section("optimizer")?.remove("frozen");
    let mut table = Table::from_iter([("name".to_owned(), Value::from(text))]);
    table.extend(frozen.map(|frozen| ("frozen".to_owned(), frozen)));
    draft.replace("optimizer", table);
    // Where the penalties are kept depends on the optimizer; their values are carried over.
    draft.replace("regularizer", Table::new());
    Ok(())
}

pub(super) fn init(draft: &mut Draft, text: &str) -> Result<()> {
    let names = SCHEMES.iter().map(|row| row.name);
    Scheme::find(text).ok_or_else(|| anyhow!(unknown("scheme", text, names)))?;
    for key in ["weights", "biases", "range"] {
        draft.drop("init", key)?;
    }
    draft.put("init", "scheme", text)
}

/// Of the weights; Playground's are drawn with the points, from one seed.
pub(super) fn seed(draft: &mut Draft, text: &str) -> Result<()> {
    ensure!(
        !draft.has("init", "weights"),
        "the weights are given; :init SCHEME draws them (such as init xavier_uniform)"
    );
    if draft.word("init", "scheme") == Some("playground")
        && draft.has("data", "dataset")
        && !draft.has("init", "seed")
    {
        return draft.put("data", "seed", text);
    }
    draft.put("init", "seed", whole("seed", text)?)
}

/// With a batch that fits, what was never updated is.
pub(super) fn batch(draft: &mut Draft, text: &str) -> Result<()> {
    if draft.lesson.is_frozen() {
        draft.drop("optimizer", "frozen")?;
    }
    if text == "all" {
        draft.drop("data", "batch")
    } else {
        draft.put("data", "batch", positive("batch", text)?)
    }
}

pub(super) fn shuffle(draft: &mut Draft, text: &str) -> Result<()> {
    if text == "off" {
        draft.drop("data", "shuffle_seed")
    } else {
        draft.put("data", "shuffle_seed", whole("shuffle", text)?)
    }
}

/// The share of the examples for training; of such that were not drawn to three digits, where some
/// are for testing.
pub(super) fn share(lesson: &Lesson) -> Option<String> {
    if let Some(drawn) = &lesson.generated {
        return Some(drawn.train_share.to_string());
    }
    let (trained, tested) = (lesson.setup.data.rows, lesson.setup.test.as_ref()?.rows);
    let share = trained as f64 / (trained + tested) as f64;
    Some(((share * 1e3).round() / 1e3).to_string())
}
