//! The rows of [`SETTINGS`]: the network first, then what it is trained with, then the data.

use anyhow::{Context, Result, anyhow, ensure};
use toml::{Table, Value};

use super::Setting;
use super::data;
use super::draft::Draft;
use super::network::{activation, activations, hidden, layers};
use crate::lesson::Lesson;
use crate::lesson::source::unknown;
use crate::math::activation::ACTIVATIONS;
use crate::math::init::{SCHEMES, Scheme};
use crate::math::loss::{LOSSES, Loss};
use crate::math::optimizer::{OPTIMIZERS, Optimizer};

/// The table: everything that training can be started over with.
pub static SETTINGS: &[Setting] = &[
    Setting {
        name: "layers",
        key: None,
        doc: "a fresh run, hidden layers: layers 8 8",
        takes: "the units of each hidden layer: 8 8, or none",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |lesson| Some(hidden(&lesson.setup.network)),
        set: layers,
    },
    Setting {
        name: "activation",
        key: None,
        doc: "a fresh run: activation relu",
        takes: "an activation, and a layer for one alone: softmax 2",
        may_be_bare: false,
        step: None,
        choices: Some(|| ACTIVATIONS.iter().map(|row| (row.name, row.doc)).collect()),
        get: |lesson| Some(activations(&lesson.setup.network)),
        set: activation,
    },
    Setting {
        name: "loss",
        key: None,
        doc: "a fresh run: loss hinge",
        takes: "a loss",
        may_be_bare: true,
        step: None,
        choices: Some(|| LOSSES.iter().map(|row| (row.name, row.doc)).collect()),
        get: |lesson| Some(lesson.setup.network.loss.name.into()),
        set: loss,
    },
    Setting {
        name: "optimizer",
        key: None,
        doc: "a fresh run: optimizer adam",
        takes: "an optimizer",
        may_be_bare: false,
        step: None,
        choices: Some(|| OPTIMIZERS.iter().map(|row| (row.name, row.doc)).collect()),
        get: |lesson| Some(lesson.setup.network.optimizer.name.into()),
        set: optimizer,
    },
    Setting {
        name: "l1",
        key: None,
        doc: "a fresh run, penalty on |w|: l1 0.01",
        takes: "a number of at least 0",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |lesson| Some(lesson.setup.hyper.l1.to_string()),
        set: |draft, text| draft.note("l1", text),
    },
    Setting {
        name: "l2",
        key: None,
        doc: "a fresh run, penalty on w²: l2 0.01",
        takes: "a number of at least 0",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |lesson| Some(lesson.setup.hyper.l2.to_string()),
        set: |draft, text| draft.note("l2", text),
    },
    Setting {
        name: "init",
        key: None,
        doc: "a fresh run, weights drawn: init zeros",
        takes: "a scheme",
        may_be_bare: false,
        step: None,
        choices: Some(|| SCHEMES.iter().map(|row| (row.name, row.doc)).collect()),
        get: |lesson| lesson.drawn.as_ref()?.split(',').next().map(str::to_owned),
        set: init,
    },
    Setting {
        name: "seed",
        key: None,
        doc: "a fresh run, seed of the weights: seed 7",
        takes: "a whole number",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |_| None,
        set: seed,
    },
    Setting {
        name: "dataset",
        key: None,
        doc: "a fresh run, other data: dataset moons",
        takes: "a data set, drawn or measured",
        may_be_bare: false,
        step: None,
        choices: Some(data::names),
        get: |lesson| Some(lesson.generated.as_ref()?.dataset.name.into()),
        set: data::dataset,
    },
    Setting {
        name: "points",
        key: None,
        doc: "a fresh run: points 200",
        takes: "a whole number",
        may_be_bare: false,
        step: Some([50.0, 50.0, f64::INFINITY]),
        choices: None,
        get: |lesson| Some(lesson.generated.as_ref()?.points.to_string()),
        set: |draft, text| data::sized(draft, "points", positive("points", text)?),
    },
    Setting {
        name: "noise",
        key: None,
        doc: "a fresh run: noise 0.2",
        takes: "a number from 0 to 0.5 or so",
        may_be_bare: false,
        step: Some([0.05, 0.0, f64::INFINITY]),
        choices: None,
        get: |lesson| Some(lesson.generated.as_ref()?.noise.to_string()),
        set: |draft, text| data::drawn(draft, "noise", number("noise", text)?),
    },
    Setting {
        name: "share",
        key: Some("train_share"),
        doc: "a fresh run, share for training: share 0.5",
        takes: "a number from 0 to 1",
        may_be_bare: false,
        step: Some([0.1, 0.1, 1.0]),
        choices: None,
        get: share,
        set: |draft, text| data::shared(draft, number("share", text)?),
    },
    Setting {
        name: "features",
        key: None,
        doc: "a fresh run, inputs: features x, y, x^2",
        takes: "features with commas: x, y, x^2, y^2, xy, sin x, sin y",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |lesson| {
            let names = lesson.placed()?.0.iter().map(|feature| feature.name);
            Some(names.collect::<Vec<_>>().join(", "))
        },
        set: data::features,
    },
    Setting {
        name: "regenerate",
        key: None,
        doc: "a fresh run with new points, or a seed's",
        takes: "a seed, or nothing for the next one",
        may_be_bare: true,
        step: None,
        choices: None,
        get: |lesson| Some(lesson.generated.as_ref()?.seed.clone()),
        set: data::regenerate,
    },
    Setting {
        name: "batch",
        key: None,
        doc: "a fresh run, rows an iteration: batch 10",
        takes: "a number of rows, or all",
        may_be_bare: false,
        step: Some([1.0, 1.0, f64::INFINITY]),
        choices: None,
        get: |lesson| Some(lesson.setup.batch.to_string()),
        set: batch,
    },
    Setting {
        name: "shuffle",
        key: Some("shuffle_seed"),
        doc: "a fresh run, shuffled rows: shuffle 1",
        takes: "a seed, or off",
        may_be_bare: false,
        step: None,
        choices: None,
        get: |lesson| {
            Some(lesson.setup.shuffle.map_or_else(|| "off".into(), |seed| seed.to_string()))
        },
        set: shuffle,
    },
];

/// The share of the examples for training; of such that were not drawn to three digits, where some
/// are for testing.
fn share(lesson: &Lesson) -> Option<String> {
    if let Some(drawn) = &lesson.generated {
        return Some(drawn.train_share.to_string());
    }
    let (trained, tested) = (lesson.setup.data.rows, lesson.setup.test.as_ref()?.rows);
    let share = trained as f64 / (trained + tested) as f64;
    Some(((share * 1e3).round() / 1e3).to_string())
}

fn loss(draft: &mut Draft, text: &str) -> Result<()> {
    let names = LOSSES.iter().map(|row| row.name);
    let row = Loss::find(text).ok_or_else(|| anyhow!(unknown("loss", text, names)))?;
    for key in ["margin", "huber_delta"] {
        draft.drop("loss", key)?;
    }
    draft.put("loss", "name", text)?;
    data::fit_loss(draft, row)?;
    draft.retarget(row)
}

fn optimizer(draft: &mut Draft, text: &str) -> Result<()> {
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

fn init(draft: &mut Draft, text: &str) -> Result<()> {
    let names = SCHEMES.iter().map(|row| row.name);
    Scheme::find(text).ok_or_else(|| anyhow!(unknown("scheme", text, names)))?;
    for key in ["weights", "biases", "range"] {
        draft.drop("init", key)?;
    }
    draft.put("init", "scheme", text)
}

/// Of the weights; Playground's are drawn with the points, from one seed.
fn seed(draft: &mut Draft, text: &str) -> Result<()> {
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
fn batch(draft: &mut Draft, text: &str) -> Result<()> {
    if draft.lesson.is_frozen() {
        draft.drop("optimizer", "frozen")?;
    }
    if text == "all" {
        draft.drop("data", "batch")
    } else {
        draft.put("data", "batch", positive("batch", text)?)
    }
}

fn shuffle(draft: &mut Draft, text: &str) -> Result<()> {
    if text == "off" {
        draft.drop("data", "shuffle_seed")
    } else {
        draft.put("data", "shuffle_seed", whole("shuffle", text)?)
    }
}

fn whole(name: &str, text: &str) -> Result<i64> {
    let found = text.parse().ok().filter(|n: &i64| *n >= 0);
    found.with_context(|| format!("{name} takes a whole number, not {text:?}"))
}

pub(super) fn positive(name: &str, text: &str) -> Result<i64> {
    let found = text.parse().ok().filter(|n: &i64| *n > 0);
    found.with_context(|| format!("{name} takes whole numbers above 0, not {text:?}"))
}

fn number(name: &str, text: &str) -> Result<f64> {
    let found = text.parse().ok().filter(|x: &f64| x.is_finite());
    found.with_context(|| format!("{name} takes a number, not {text:?}"))
}
