//! What a template needs so that its problems can be solved by hand.

use crate::lesson::Lesson;

/// The most that a person works out by hand: what it is called, the most of it, and how much of it
/// a lesson has.
struct Most(&'static str, usize, fn(&Lesson) -> usize);

const MOST: &[Most] = &[
    Most("inputs", 8, |lesson| lesson.setup.network.inputs),
    Most("layers", 4, |lesson| lesson.setup.network.depth()),
    Most("units in a layer", 8, |lesson| {
        lesson.setup.network.layers.iter().map(|layer| layer.units).max().unwrap_or(0)
    }),
    Most("examples", 8, |lesson| lesson.setup.data.rows),
    Most("iterations", 10, |lesson| lesson.iterations.try_into().unwrap_or(usize::MAX)),
];

/// Whether a template is small enough, and sees all its examples in every iteration.
///
/// # Errors
/// One line with what it has and what it may have.
pub(super) fn fits(template: &Lesson) -> Result<(), String> {
    let name = &template.name;
    if let Some((row, has)) =
        MOST.iter().map(|row| (row, row.2(template))).find(|(row, has)| *has > row.1)
    {
        let all: Vec<_> = MOST.iter().map(|row| format!("{} {}", row.1, row.0)).collect();
        let what = row.0;
        let all = all.join(", ");
        return Err(format!(
            "{name}: {has} {what} are too many to be solved by hand; a template has at most {all}"
        ));
    }
    let setup = &template.setup;
    if setup.batch < setup.data.rows || setup.shuffle.is_some() {
        let (batch, rows) = (setup.batch, setup.data.rows);
        let order = if batch < rows {
            format!("{batch} of the {rows} examples")
        } else {
            "them shuffled".into()
        };
        return Err(format!(
            "{name}: an iteration sees {order}; a template sees all examples in order, without batch and shuffle_seed"
        ));
    }
    Ok(())
}
