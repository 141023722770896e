//! The search for the reading in which the fewest quantities are wrong.

use anyhow::{Result, ensure};

use super::{DIVISORS, Divisor, GRADIENTS, Reading};
use crate::homework::document::Document;
use crate::homework::judge::Judge;
use crate::homework::judge::run::Run;
use crate::homework::place::{BiasRow, Layout, Placement, What, place};
use crate::homework::verdict::{Judged, Status};
use crate::lesson::Lesson;
use crate::worksheet::quantity::Role;

/// A document in the reading that fits it best.
#[derive(Debug)]
pub struct Fitted {
    /// The reading.
    pub reading: Reading,
    /// Its values, placed by that.
    pub placement: Placement,
    /// The right run as far as it goes.
    pub run: Run,
}

/// Fits the conventions of a document to a lesson.
///
/// # Errors
/// When nothing in it can be placed, or it goes further than can be followed.
pub fn fit(document: &Document, lesson: &Lesson) -> Result<Fitted> {
    let network = &lesson.setup.network;
    let placed = |layout| place(document, network, lesson.setup.batch, &lesson.names, layout);
    let layouts = layouts(network.layers.iter().any(|layer| layer.bias));
    let placements: Vec<_> = layouts.into_iter().map(|layout| (layout, placed(layout))).collect();
    let all = placements.iter().flat_map(|(_, placement)| &placement.placed);
    let last = all.clone().map(|placed| placed.iteration).max();
    let mut spelled = all.map(|placed| placed.what);
    let spelled_out = spelled.any(|what| matches!(what.role(), Some(Role::LossGradient(_))));
    ensure!(last.is_some(), "{}: nothing in it can be placed", document.name);
    let run = Run::new(lesson, last.unwrap_or(1), spelled_out)?;
    let mut best: Option<(usize, Reading, Placement)> = None;
    for (layout, placement) in placements {
        let (reading, wrong) = of_layout(document, &placement, &run, layout);
        let score = 2 * wrong + 3 * placement.unread.len();
        if best.as_ref().is_none_or(|best| score < best.0) {
            best = Some((score, reading, placement));
        }
        if best.as_ref().is_some_and(|best| best.0 == 0) {
            break;
        }
    }
    let (_, reading, placement) = best.unwrap_or_default();
    Ok(Fitted { reading, placement, run })
}

/// The ways to lay matrices out, ours first.
fn layouts(biases: bool) -> Vec<Layout> {
    let mut all = vec![Layout::default(), Layout { columns: true, bias_row: None }];
    if biases {
        for bias_row in [BiasRow::Last, BiasRow::First].map(Some) {
            all.extend([false, true].map(|columns| Layout { columns, bias_row }));
        }
    }
    all
}

/// The best reading of values that are placed by one layout, and how many are wrong in it.
pub fn of_layout(
    document: &Document,
    placement: &Placement,
    run: &Run,
    layout: Layout,
) -> (Reading, usize) {
    let judged = |reading: &Reading| Judge::new(document, placement, run, reading).judged();
    let mut best = Reading { layout, ..Reading::default() };
    let ours = judged(&best);
    let mut fewest = wrong(&ours);
    if fewest == 0 {
        return (best, 0);
    }
    let default = best;
    for reading in candidates(document, placement, run, default) {
        let theirs = judged(&reading);
        let count = wrong(&theirs);
        // A divisor that is only in another place leaves every sign as it is.
        let moves = Reading { divisor: default.divisor, ..reading } == default;
        if count < fewest && (moves || is_consistent(&ours, &theirs)) {
            (best, fewest) = (reading, count);
        }
        if fewest == 0 {
            break;
        }
    }
    (best, fewest)
}

fn wrong(judged: &[Judged]) -> usize {
    judged.iter().filter(|judged| judged.status.is_wrong()).count()
}

/// A reading explains; what it makes wrong in every iteration was not written by it.
fn is_consistent(ours: &[Judged], theirs: &[Judged]) -> bool {
    let newly = ours
        .iter()
        .zip(theirs)
        .filter(|(ours, theirs)| theirs.status.is_wrong() && !ours.status.is_wrong());
    newly.into_iter().all(|(_, theirs_one)| {
        let mut same = theirs.iter().filter(|other| other.name == theirs_one.name);
        same.any(|other| !matches!(other.status, Status::Wrong | Status::Shape | Status::Missing))
    })
}

/// One more choice in a reading.
type Change = fn(Reading) -> Reading;

/// Every other reading that can make a difference, the least odd ones first.
fn candidates(
    document: &Document,
    placement: &Placement,
    run: &Run,
    default: Reading,
) -> Vec<Reading> {
    let Some(step) = run.step(1) else { return Vec::new() };
    let sheet = run.sheet(step);
    let biases = sheet.parameters().iter().any(|slots| slots.parameter.bias);
    let divided = sheet.network().divisor(sheet.rows()).is_some_and(|n| n != 1.0);
    let divisors = if divided { &DIVISORS[..] } else { &DIVISORS[..1] };
    let half = may_have_other_half(document, placement, sheet.network().loss.name);
    let mut all = vec![default];
    let grown = |all: &[Reading], ways: &[Change]| -> Vec<Reading> {
        all.iter().flat_map(|reading| ways.iter().map(move |way| way(*reading))).collect()
    };
    all = grown(&all, &[|it| it, |it| Reading { negative_delta: true, ..it }]);
    let gradients = all.iter().flat_map(|it| GRADIENTS.map(|gradient| Reading { gradient, ..*it }));
    all = gradients.collect();
    let divided = all
        .iter()
        .flat_map(|it| divisors.iter().map(|divisor| Reading { divisor: *divisor, ..*it }));
    all = divided.collect();
    if biases {
        all = grown(&all, &[|it| it, |it| Reading { thresholds: true, ..it }]);
    }
    if half {
        all = grown(&all, &[|it| it, |it| Reading { half: true, ..it }]);
    }
    let steps = names_steps(document, placement);
    all.retain(|reading| *reading != default && reading.divisor_is_shown(placement));
    all.retain(|reading| steps || !reading.gradient.is_step());
    all.sort_by_key(|reading| reading.oddities());
    all
}

impl Reading {
    /// A divisor in a place that the document does not write is not seen.
    fn divisor_is_shown(self, placement: &Placement) -> bool {
        let shows = |wanted: fn(Role) -> bool| {
            placement.placed.iter().any(|placed| placed.what.role().is_some_and(wanted))
        };
        match self.divisor {
            Divisor::Delta => true,
            Divisor::Gradient => shows(|role| matches!(role, Role::Delta(_))),
            Divisor::Update => shows(|role| matches!(role, Role::Gradient(_))),
        }
    }
}

/// Whether something is called ΔW, which may be a step: ∂L/∂W and ∇W are gradients.
fn names_steps(document: &Document, placement: &Placement) -> bool {
    let is_gradient = |what: What| matches!(what.role(), Some(Role::Gradient(_)));
    let gradients = placement.placed.iter().filter(|placed| is_gradient(placed.what));
    let mut names =
        gradients.filter_map(|placed| Some(document.written(placed.event)?.name.to_lowercase()));
    let words = ["δ", "∆", "delta", "step", "update", "change"];
    names.any(|name| words.iter().any(|word| name.contains(word)))
}

/// Whether the formula of the loss has a ½ where the lesson's has none, or none where it has one.
fn may_have_other_half(document: &Document, placement: &Placement, loss: &str) -> bool {
    let is_loss = |what| matches!(what, What::Loss | What::Quantity(Role::Loss));
    let losses = placement.placed.iter().filter(|placed| is_loss(placed.what));
    let formulas =
        losses.filter_map(|placed| Some(document.written(placed.event)?.formulas.concat()));
    let halves = ["½", "1/2", "\\frac{1}{2}", "\\frac12", "\\tfrac", "0.5", "/2", "/ 2"];
    let squares =
        |text: &String| text.contains("^2") || text.contains("^{2}") || text.contains('²');
    let mut with_square = formulas.filter(squares).peekable();
    if with_square.peek().is_none() {
        return false;
    }
    let has_half = with_square.all(|text| halves.iter().any(|half| text.contains(half)));
    match loss {
        "half_squared" => !has_half,
        "squared" => has_half,
        _ => false,
    }
}
