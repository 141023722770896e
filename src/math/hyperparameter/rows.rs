//! The rows of [`HYPERPARAMETERS`], in the order of the fields.

use super::Domain;
use super::Hyperparameter;
use super::Nudge;
use super::Section;

/// A row for a number field of `Hyperparameters`.
macro_rules! number {
    ($name:ident $aliases:expr, $symbol:expr, $plain:expr, $section:ident, $domain:ident,
     $nudge:expr, $doc:expr) => {
        Hyperparameter {
            name: stringify!($name),
            aliases: &$aliases,
            symbol: $symbol,
            plain: $plain,
            doc: $doc,
            section: Section::$section,
            domain: Domain::$domain,
            nudge: $nudge,
            get: |h| h.$name,
            set: |h, x| h.$name = x,
        }
    };
}

/// A row for a flag of the optimizer; its own name stands for it in formulas.
macro_rules! flag {
    ($name:ident, $doc:expr) => {
        Hyperparameter {
            name: stringify!($name),
            aliases: &[],
            symbol: stringify!($name),
            plain: stringify!($name),
            doc: $doc,
            section: Section::Optimizer,
            domain: Domain::Flag,
            nudge: Nudge::Toggle,
            get: |h| f64::from(u8::from(h.$name)),
            set: |h, x| h.$name = x != 0.0,
        }
    };
}

/// The table: every hyperparameter there is.
pub static HYPERPARAMETERS: &[Hyperparameter] = &[
    number!(learning_rate ["lr", "eta"], "η", "eta", Optimizer, NonNegative, Nudge::Ladder,
        "length of a step along the gradient"),
    number!(
        momentum["mu"],
        "μ",
        "mu",
        Optimizer,
        UnitOpen,
        Nudge::By(0.05),
        "share of the previous step that is kept"
    ),
    number!(
        dampening["tau"],
        "τ",
        "tau",
        Optimizer,
        UnitOpen,
        Nudge::By(0.05),
        "share of the new gradient that is kept out of the momentum"
    ),
    flag!(nesterov, "look ahead along the momentum before stepping"),
    number!(
        weight_decay["wd"],
        "λ",
        "lambda",
        Optimizer,
        NonNegative,
        Nudge::Ladder,
        "pull of every parameter towards 0"
    ),
    number!(alpha [], "α", "alpha", Optimizer, UnitOpen, Nudge::By(0.01),
        "share of the old mean square that is kept"),
    number!(
        eps["epsilon"],
        "ε",
        "eps",
        Optimizer,
        Positive,
        Nudge::Ladder,
        "small number that keeps the division from blowing up"
    ),
    flag!(centered, "divide by the variance of the gradient, not its mean square"),
    number!(lr_decay [], "γ", "gamma", Optimizer, NonNegative, Nudge::Ladder,
        "how fast the learning rate falls with the number of updates"),
    number!(beta1 [], "β₁", "beta1", Optimizer, UnitOpen, Nudge::By(0.05),
        "share of the old mean gradient that is kept"),
    number!(beta2 [], "β₂", "beta2", Optimizer, UnitOpen, Nudge::By(0.001),
        "share of the old mean square that is kept"),
    flag!(amsgrad, "divide by the largest mean square so far"),
    Hyperparameter {
        set: |h, x| {
            if x <= 0.0 {
                h.had_l1 = h.kills();
            }
            h.l1 = x;
        },
        ..number!(
            l1["lambda1"],
            "λ₁",
            "lambda1",
            Regularizer,
            NonNegative,
            Nudge::Ladder,
            "penalty on the absolute value of every weight"
        )
    },
    number!(
        l2["lambda2"],
        "λ₂",
        "lambda2",
        Regularizer,
        NonNegative,
        Nudge::Ladder,
        "penalty on half the square of every weight"
    ),
    number!(margin [], "m", "m", Loss, NonNegative, Nudge::By(0.05),
        "how far the right class must lead the others"),
    number!(
        huber_delta["delta"],
        "δ",
        "delta",
        Loss,
        Positive,
        Nudge::Ladder,
        "error beyond which the loss grows linearly"
    ),
];
