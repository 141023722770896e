//! The words and letters people use, and what each may stand for.

use super::LayerName;
use crate::math::activation::{ACTIVATIONS, Activation};
use crate::math::hyperparameter::{Domain, HYPERPARAMETERS, Hyperparameter, Hyperparameters};
use crate::math::optimizer::OPTIMIZERS;

/// What a letter may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// X
    Input,
    /// Y
    Target,
    /// S
    Pre,
    /// A
    Act,
    /// δ
    Delta,
    /// The error at the output: a − t, or δ.
    Error,
    /// L
    Loss,
    /// W
    Weights,
    /// b
    Bias,
}

/// The table: words, small, and what they may stand for, the likeliest first.
const SENSES: &[(&str, &[Sense])] = &[
    (
        "x|xin|input|inputs|data|features|eingabe|eingang|eingaben|entrada|entradas|entrees",
        &[Sense::Input],
    ),
    (
        "t|target|targets|label|labels|ygt|ytrue|gt|truth|desired|soll|sollwert|objetivo|cible|ziel|onehot|yd|d",
        &[Sense::Target],
    ),
    (
        "s|net|scores|score|logits|logit|preact|preactivation|preactivations|zin|netz|netto|potential|linear|affine|summe|suma|xi",
        &[Sense::Pre],
    ),
    ("z", &[Sense::Pre, Sense::Act]),
    ("n|in", &[Sense::Pre]),
    ("u", &[Sense::Pre, Sense::Weights]),
    ("v", &[Sense::Pre, Sense::Act, Sense::Weights]),
    ("a", &[Sense::Act, Sense::Pre]),
    ("h|o", &[Sense::Act, Sense::Pre]),
    (
        "act|activation|activations|hidden|hid|out|outputs|output|yhat|ypred|pred|prediction|predictions|preds|p|prob|probs|probability|probabilities|ausgabe|ausgang|salida|sortie|aktivierung|activacion|ohat|phat|that",
        &[Sense::Act],
    ),
    ("y", &[Sense::Act, Sense::Target]),
    ("delta|sensitivity|sens|fehlersignal|errorsignal|errorterm|localgradient", &[Sense::Delta]),
    ("e|err|error|errors|fehler|erreur", &[Sense::Error, Sense::Loss]),
    (
        "l|j|ell|loss|losses|cost|costs|mse|sse|ce|nll|bce|etotal|ltotal|jtotal|etot|totalloss|lossperexample|verlust|kosten|perdida|pérdida|coste|costo|perte|gesamtfehler",
        &[Sense::Loss],
    ),
    ("c", &[Sense::Loss, Sense::Bias]),
    ("w|weight|weights|kernel|gewicht|gewichte|peso|pesos|poids|omega", &[Sense::Weights]),
    ("theta", &[Sense::Weights, Sense::Bias]),
    ("b|bias|biases|beta|umbral|sesgo|sesgos|schwelle|schwellen|biais", &[Sense::Bias]),
];

/// Words that say the output layer where no number does.
const OF_LAST: &str = "scores|score|logits|logit|yhat|ypred|pred|prediction|predictions|preds|p|prob|probs|probability|probabilities|y|o|out|output|outputs|ohat|phat|that|error|err|e|ausgabe|ausgang|salida|sortie";

/// Words that say a hidden layer where no number does.
const OF_HIDDEN: &str = "hidden|hid|h";

/// Words beside a letter: the output layer.
const LAST: &str =
    "out|o|output|last|final|y|outer|ausgabe|ausgang|salida|sortie|k|kj|jk|ho|hy|oh|yh|fc_out|head";

/// Words beside a letter: a hidden layer.
const HIDDEN: &str =
    "h|hid|hidden|in|input|inner|first|verdeckt|versteckt|oculta|oculto|j|ji|ij|ih|xh|hi|hx|cachee";

/// Words that say: after the update.
const NEXT: &str =
    "new|next|neu|updated|update|after|nuevo|nueva|actualizado|nouveau|plus|post|novo";

/// Words that say: before the update.
const OLD: &str = "old|before|alt|prev|previous|current|init|initial|start|anterior";

/// Words that are no quantity of a worksheet but something one may state.
const STATED: &str = "eta|lr|alpha|learningrate|learning|rate|lernrate|tasa|stepsize|epochs|epoch|m|k|num|batch|size|seed|margin|momentum|mu|lambda|eps|epsilon|iterations|iteration";

/// What a word may stand for.
pub fn senses(word: &str, capital: bool) -> &'static [Sense] {
    match (word, capital) {
        // A capital E is the error as a loss, a capital D nothing that one can be sure of.
        ("e", true) => return &[Sense::Loss, Sense::Error],
        ("u" | "v", true) => return &[Sense::Weights, Sense::Pre],
        ("y", true) => return &[Sense::Target, Sense::Act],
        ("d", true) => return &[],
        _ => {}
    }
    let row = SENSES.iter().find(|(words, _)| holds(words, word));
    row.map_or(&[], |(_, senses)| senses)
}

/// Whether a word is in the table.
pub(super) fn is_known(word: &str) -> bool {
    SENSES.iter().any(|(words, _)| holds(words, &word.to_lowercase()))
}

/// Whether it is something that is stated besides quantities: `lr`, `η`.
pub fn is_stated(word: &str) -> bool {
    holds(STATED, word) || Hyperparameter::find(word).is_some()
}

/// Whether a word beside a letter says the output layer (true) or a hidden one.
pub(super) fn layer(word: &str) -> Option<bool> {
    if holds(LAST, word) {
        return Some(true);
    }
    holds(HIDDEN, word).then_some(false)
}

/// The layer that a letter says by itself.
pub(super) fn own_layer(word: &str) -> Option<LayerName> {
    if holds(OF_LAST, word) {
        return Some(LayerName::Last);
    }
    holds(OF_HIDDEN, word).then_some(LayerName::Hidden)
}

/// Whether a word says that a name beside it is that of a gradient.
pub(super) fn is_gradient(word: &str) -> bool {
    matches!(word, "grad" | "gradient" | "gradients")
}

/// Whether a word says: after the update.
pub(super) fn is_next(word: &str) -> bool {
    holds(NEXT, word)
}

/// Whether a word says: before the update.
pub(super) fn is_old(word: &str) -> bool {
    holds(OLD, word)
}

/// The activation function that a word names.
pub fn activation(word: &str) -> Option<&'static Activation> {
    const OTHER: &[(&str, &str)] = &[
        ("sigm", "sigmoid"),
        ("sig", "sigmoid"),
        ("sigma", "sigmoid"),
        ("logistic", "sigmoid"),
        ("expit", "sigmoid"),
        ("th", "tanh"),
        ("swish", "silu"),
        ("lrelu", "leaky_relu"),
    ];
    let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let word = plain.to_ascii_lowercase();
    let other = OTHER.iter().find(|(alias, _)| *alias == word).map(|(_, name)| *name);
    let same = |name: &str| name.replace('_', "").eq_ignore_ascii_case(&word);
    ACTIVATIONS
        .iter()
        .copied()
        .find(|row| Some(row.name) == other || same(row.name) || same(row.symbol))
        .filter(|_| !word.is_empty())
}

/// The state of an optimizer that a word names, as the optimizers' tables spell it.
pub fn state(word: &str) -> Option<&'static str> {
    let mut all = Hyperparameters { momentum: 0.5, ..Hyperparameters::default() };
    for row in HYPERPARAMETERS.iter().filter(|row| row.domain == Domain::Flag) {
        (row.set)(&mut all, 1.0);
    }
    let lines = OPTIMIZERS.iter().flat_map(|row| (row.lines)(&all));
    let word = word.to_lowercase();
    let word = if matches!(word.as_str(), "momentum" | "velocity") { "buf".into() } else { word };
    lines.map(|line| line.name).filter(|name| *name != "next").find(|name| *name == word)
}

/// Whether a word is among others, separated by bars.
fn holds(words: &str, word: &str) -> bool {
    words.split('|').any(|one| one == word)
}
