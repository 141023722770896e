//! The link of a lesson, where it has one: where Playground would draw the same points and the same
//! first weights, and train them alike.

use super::{ACTIVATIONS, ADDRESS, FEATURES, lesson};
use crate::lesson::{Generated, Lesson};
use crate::math::dataset::Labels;
use crate::train::Setup;
use crate::worksheet::network::{Layer, Network};

/// The link of a lesson, with every key that Playground writes itself.
///
/// # Errors
/// One line that says why there is none.
pub fn link(of: &Lesson) -> Result<String, String> {
    let refuse = |why: &str| format!("this lesson has no Playground link: {why}");
    let data = of.generated.as_ref().ok_or_else(|| refuse("its data are not drawn"))?;
    let name = data.dataset.playground.ok_or_else(|| refuse("Playground has no such data"))?;
    let hash = written(&of.setup, data, name)
        .ok_or_else(|| refuse("Playground has no such activation, or not as many layers"))?;
    let link = format!("{ADDRESS}#{hash}");
    // What a link cannot say, it does not say: so it is read back.
    match lesson(&link) {
        Ok(again) if is_same(&again.setup, &of.setup) => Ok(link),
        _ => Err(refuse("Playground would draw or train other numbers")),
    }
}

fn written(setup: &Setup, data: &Generated, dataset: &str) -> Option<String> {
    let (network, hyper) = (&setup.network, &setup.hyper);
    let (_, hidden) = network.layers.split_last()?;
    let first = hidden.first().map_or("tanh", |layer| layer.activation.name);
    let (activation, _) = ACTIVATIONS.iter().find(|(_, ours)| *ours == first)?;
    let shape: Vec<_> = hidden.iter().map(|layer| layer.units.to_string()).collect();
    let values = data.dataset.labels == Labels::Values;
    let (classes, valued) = if values { ("circle", dataset) } else { (dataset, "reg-plane") };
    let (penalty, rate) = match (hyper.l1 != 0.0, hyper.l2 != 0.0) {
        (true, _) => ("regularization=L1&", hyper.l1),
        (_, true) => ("regularization=L2&", hyper.l2),
        _ => ("", 0.0),
    };
    let on = |key: &str| {
        let ours = FEATURES.iter().find(|(name, _)| *name == key).map(|(_, ours)| *ours);
        format!("{key}={}", data.features.iter().any(|row| Some(row.name) == ours))
    };
    // `cosX` and `cosY` are keys that stand for nothing.
    let features = ["x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY"];
    let features = features.map(on).join("&");
    let zeros = setup.parameters.iter().flatten().all(|w| *w == 0.0);
    let problem = if values { "regression" } else { "classification" };
    Some(format!(
        "activation={activation}&{penalty}batchSize={}&dataset={classes}&regDataset={valued}\
         &learningRate={}&regularizationRate={rate}&noise={}&networkShape={}&seed={}\
         &showTestData=false&discretize=false&percTrainData={}&{features}&collectStats=false\
         &problem={problem}&initZero={zeros}&hideText=false",
        // Where every weight is frozen, no update ever comes.
        if network.frozen.is_empty() { setup.batch } else { setup.data.rows + 1 },
        hyper.learning_rate,
        percent(data.noise),
        shape.join(","),
        data.seed,
        percent(data.train_share),
    ))
}

/// A share in percent; the whole number that it is meant as.
fn percent(share: f64) -> f64 {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 1e-9 { percent.round() } else { percent }
}

/// Whether two setups have the same numbers for ever.
fn is_same(a: &Setup, b: &Setup) -> bool {
    let rates = |setup: &Setup| [setup.hyper.learning_rate, setup.hyper.l1, setup.hyper.l2];
    is_same_network(&a.network, &b.network)
        && rates(a) == rates(b)
        && a.parameters == b.parameters
        && (&a.data, &a.test, a.batch, a.shuffle) == (&b.data, &b.test, b.batch, b.shuffle)
}

fn is_same_network(a: &Network, b: &Network) -> bool {
    let layer = |layer: &Layer| (layer.units, layer.activation.name, layer.bias);
    let rules = |n: &Network| (n.loss.name, n.reduction, n.optimizer.name);
    rules(a) == rules(b)
        && a.frozen == b.frozen
        && a.layers.iter().map(layer).eq(b.layers.iter().map(layer))
}
