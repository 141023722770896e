//! The straight run: edits at iteration 1 written into the setup, then one iteration after the
//! other. Neither keyframes nor branches have a part in it.

use chainrule::train::{Change, Edit, Setup, Timeline, Trainer};

/// A run that never goes back.
pub(crate) struct Straight {
    edits: Vec<Edit>,
    pub(crate) trainer: Trainer,
    /// The loss of every iteration so far.
    pub(crate) losses: Vec<f64>,
}

impl Straight {
    pub(crate) fn new(setup: &Setup, edits: &[Edit]) -> Self {
        let mut setup = setup.clone();
        for edit in edits.iter().filter(|edit| edit.at == 1) {
            change(&mut setup, &edit.change);
        }
        let trainer = Trainer::new(&setup);
        Self { edits: edits.to_vec(), losses: vec![first_loss(&trainer)], trainer }
    }

    /// Goes on to an iteration not behind it.
    pub(crate) fn go_to(&mut self, iteration: u64) -> &Trainer {
        assert!(self.trainer.iteration() <= iteration);
        while self.trainer.iteration() < iteration {
            self.trainer.advance(&self.edits);
            self.losses.push(self.trainer.loss());
        }
        &self.trainer
    }
}

/// `Trainer::new` stands before iteration 1 is asked for, with its numbers computed.
fn first_loss(trainer: &Trainer) -> f64 {
    assert_eq!(trainer.iteration(), 1);
    trainer.loss()
}

fn change(setup: &mut Setup, change: &Change) {
    let outputs = setup.network.outputs();
    match *change {
        Change::Hyper(row, value) => (row.set)(&mut setup.hyper, value),
        Change::Parameter { parameter, row, column, value } => {
            let at = setup.network.parameters().iter().position(|p| *p == parameter).unwrap();
            let columns = setup.network.shape(parameter).1;
            setup.parameters[at][row * columns + column] = value;
        }
        Change::Input { row, column, value } => {
            setup.data.x[row * setup.network.inputs + column] = value;
        }
        Change::Target { row, column, value } => setup.data.y[row * outputs + column] = value,
        Change::Mistake(mistake) => setup.manner.mistake = mistake,
        Change::Rounding(rounding) => setup.manner.rounding = rounding,
        Change::Label { row, class } => {
            (0..outputs)
                .for_each(|k| setup.data.y[row * outputs + k] = f64::from(u8::from(k == class)));
        }
    }
}

/// The bits of some numbers.
pub(crate) fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|x| x.to_bits()).collect()
}

/// Name and bits of every quantity of the iteration at hand.
fn trace_bits(trainer: &Trainer) -> Vec<(String, Vec<u64>)> {
    let sheet = trainer.worksheet();
    let of = |id| bits(trainer.trace().slice(sheet, id));
    sheet.quantities().map(|(id, q)| (q.role.name(), of(id))).collect()
}

/// Asserts that two engines stand at the same iteration with the same bits of everything.
pub(crate) fn assert_same(one: &Trainer, other: &Trainer, what: &str) {
    assert_eq!(one.iteration(), other.iteration(), "{what}");
    assert_eq!(one.hyper(), other.hyper(), "{what}");
    assert_eq!(one.data(), other.data(), "{what}");
    assert_eq!(one.now().t, other.now().t, "{what}: t");
    let parameters = |trainer: &Trainer| trainer.parameters().into_iter().map(bits).collect();
    let (a, b): (Vec<_>, Vec<_>) = (parameters(one), parameters(other));
    assert_eq!(a, b, "{what}: parameters at {}", one.iteration());
    for (a, b) in trace_bits(one).into_iter().zip(trace_bits(other)) {
        assert_eq!(a, b, "{what}: at iteration {}", one.iteration());
    }
    assert_eq!(one.worksheet().len(), other.worksheet().len(), "{what}");
}

/// Asserts that a timeline's curve is that of these losses: bucket i holds losses i·width and on.
pub(crate) fn assert_curve(timeline: &Timeline, losses: &[f64], what: &str) {
    let curve = &timeline.run().losses;
    assert_eq!(curve.count(), losses.len() as u64, "{what}");
    let first = losses.iter().position(|x| !x.is_finite()).map(|at| at as u64 + 1);
    assert_eq!(curve.first_not_finite(), first, "{what}");
    let buckets: Vec<_> = losses.chunks(curve.width() as usize).collect();
    assert_eq!(curve.buckets().len(), buckets.len(), "{what}");
    for (bucket, losses) in curve.buckets().iter().zip(buckets) {
        let finite = || losses.iter().copied().filter(|x| x.is_finite());
        assert_eq!(bucket.min, finite().fold(f64::INFINITY, f64::min), "{what}");
        assert_eq!(bucket.max, finite().fold(f64::NEG_INFINITY, f64::max), "{what}");
        assert_eq!(bucket.last.to_bits(), losses[losses.len() - 1].to_bits(), "{what}");
    }
}
