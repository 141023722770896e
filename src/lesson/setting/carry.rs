//! What a lesson that was started over keeps of the run before: hyperparameters and edits that
//! still mean the same.

use crate::lesson::Lesson;
use crate::math::hyperparameter::{Hyperparameter, Hyperparameters, Section, used_by};
use crate::train::{Change, Edit};

/// Takes over what `now` has: the learning rate and the penalties always, settings of an optimizer
/// or a loss where it is still the same one.
pub(super) fn hyperparameters(lesson: &Lesson, now: &Hyperparameters, altered: &mut Lesson) {
    let (old, new) = (&lesson.setup.network, &altered.setup.network);
    let parameter = new.loss.parameter.map(|(name, _)| name);
    let keeps = |row: &&Hyperparameter| match row.section {
        Section::Regularizer => true,
        Section::Loss => old.loss.name == new.loss.name,
        Section::Optimizer => {
            row.name == "learning_rate" || old.optimizer.name == new.optimizer.name
        }
    };
    let rows: Vec<_> = used_by(new.optimizer, parameter).filter(keeps).collect();
    for row in rows {
        (row.set)(&mut altered.setup.hyper, (row.get)(now));
    }
}

/// The edits up to an iteration that still mean the same, all from iteration 1 on: those of data
/// where the examples are the same, those of the first parameters where these are, and how numbers
/// are rounded.
pub(super) fn edits(lesson: &Lesson, altered: &Lesson, edits: &[Edit], up_to: u64) -> Vec<Edit> {
    let same_data = lesson.setup.data == altered.setup.data;
    let same_parameters = lesson.setup.parameters == altered.setup.parameters;
    let holds = |edit: &&Edit| match edit.change {
        Change::Hyper(..) | Change::Mistake(_) => false,
        Change::Rounding(_) => edit.at <= up_to,
        Change::Parameter { .. } => edit.at == 1 && same_parameters,
        _ => edit.at <= up_to && same_data,
    };
    Edit::from_the_start(edits.iter().filter(holds))
}
