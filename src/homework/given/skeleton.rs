//! How many layers a network has and how wide they are, by the names and shapes of what is written.

use std::collections::{HashMap, HashSet};

use crate::homework::document::Document;
use crate::homework::name::Sense;
use crate::homework::name::formula::Form;
use crate::homework::place::kind::Kind;
use crate::homework::place::letters::Letters;
use crate::homework::place::options::{Options, layers, options};
use crate::homework::place::taken::Taken;
use crate::homework::place::{Layout, What, place};
use crate::math::activation::ACTIVATIONS;
use crate::math::loss::LOSSES;
use crate::math::optimizer::OPTIMIZERS;
use crate::worksheet::network::{Layer, Network, Reduction};

/// The most layers that are tried.
const DEEPEST: usize = 8;

/// A network of which only the shape is known.
#[derive(Debug)]
pub(super) struct Skeleton {
    pub(super) network: Network,
    pub(super) rows: usize,
    pub(super) layout: Layout,
}

/// The shape in which most of what is written finds a place of its own.
pub(super) fn skeleton(document: &Document, taken: &[Taken]) -> Option<Skeleton> {
    let columns_first = says_columns(taken);
    let mut best: Option<(usize, Skeleton)> = None;
    for depth in 1..=DEEPEST {
        for columns in [columns_first, !columns_first] {
            let layout = Layout { columns, bias_row: None };
            let Some((network, rows)) = Votes::of(taken, depth, columns).network() else {
                continue;
            };
            let placed = place(document, &network, rows, &[], layout).placed;
            let whole = placed.iter().filter_map(|placed| match placed.what {
                What::Quantity(role) => Some(role),
                _ => None,
            });
            let count = whole.collect::<HashSet<_>>().len();
            if best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, Skeleton { network, rows, layout }));
            }
        }
    }
    best.filter(|(count, _)| *count > 0).map(|(_, skeleton)| skeleton)
}

/// Whether products are written with the weights first: `W X`.
fn says_columns(taken: &[Taken]) -> bool {
    let formulas = taken.iter().filter_map(|one| one.formula.as_ref());
    let affine = formulas.filter(|formula| formula.form == Form::Affine);
    let weights_first = affine.map(|formula| {
        let first = formula
            .names
            .first()
            .is_some_and(|name| name.senses().first() == Some(&Sense::Weights) && !name.transposed);
        if first { 1 } else { -1 }
    });
    weights_first.sum::<i32>() > 0
}

/// What the shapes say about every width.
#[derive(Debug)]
struct Votes {
    rows: HashMap<usize, usize>,
    widths: Vec<HashMap<usize, usize>>,
    biases: Vec<bool>,
}

impl Votes {
    fn of(taken: &[Taken], depth: usize, columns: bool) -> Self {
        let letters = Letters::of(taken, depth, &[]);
        let widths = vec![HashMap::new(); depth + 1];
        let mut votes = Self { rows: HashMap::new(), widths, biases: vec![false; depth] };
        for one in taken {
            let Some(grid) = one.written.value.as_ref().filter(|grid| !grid.is_number) else {
                continue;
            };
            let (Options::Of(kinds), _) = options(one, &letters) else { continue };
            let Some(kind) = kinds.first() else { continue };
            let Ok(layers) = layers(one, *kind, &letters, depth) else { continue };
            let turned = columns != (one.name.transposed || one.name.stored_by_unit && !columns);
            let shape = (grid.rows, grid.columns);
            let shape = if turned { (shape.1, shape.0) } else { shape };
            if let Some(layer) = layers.first() {
                votes.cast(*kind, *layer, shape);
            }
        }
        votes
    }

    fn cast(&mut self, kind: Kind, layer: usize, (rows, columns): (usize, usize)) {
        let depth = self.biases.len();
        let mut width = |l: usize, n: usize| *self.widths[l].entry(n).or_default() += 1;
        match kind {
            Kind::Input => width(0, columns),
            Kind::Target => width(depth, columns),
            Kind::Pre | Kind::Act | Kind::Delta | Kind::Slope => width(layer, columns),
            Kind::Loss => {}
            Kind::Before(true) | Kind::Gradient(true) | Kind::After(true) => {
                self.biases[layer - 1] = true;
                return width(layer, rows.max(columns));
            }
            Kind::State(..) | Kind::StateBefore(..) => return,
            Kind::Before(false) | Kind::Gradient(false) | Kind::After(false) => {
                width(layer - 1, rows);
                return width(layer, columns);
            }
        }
        if kind != Kind::Loss || rows > 1 {
            *self.rows.entry(rows).or_default() += 1;
        }
    }

    fn network(&self) -> Option<(Network, usize)> {
        let most = |votes: &HashMap<usize, usize>| {
            votes.iter().max_by_key(|(n, count)| (**count, **n)).map(|(n, _)| *n)
        };
        let widths: Vec<usize> = self.widths.iter().map(most).collect::<Option<_>>()?;
        let layer = |(units, bias): (&usize, &bool)| Layer {
            units: *units,
            activation: ACTIVATIONS[0],
            alpha: 0.0,
            bias: *bias,
        };
        let network = Network {
            inputs: widths[0],
            layers: widths[1..].iter().zip(&self.biases).map(layer).collect(),
            loss: LOSSES[0],
            reduction: Reduction::Sum,
            optimizer: OPTIMIZERS[0],
            frozen: Vec::new(),
            spelled_out: false,
        };
        Some((network, most(&self.rows)?))
    }
}
