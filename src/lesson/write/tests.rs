//! What is written is read back to the same bits, and trains to them.

use super::write;
use crate::lesson::{LESSONS, Lesson, parse};
use crate::train::Trainer;

/// A network with everything that a lesson file can say of one: alpha, biases, a batch that is
/// shuffled, penalties, an optimizer with settings, a frozen parameter, soft targets, names.
const EVERYTHING: &str = r#"
title = "Quotes \" and \\ and [brackets]"
iterations = 7
notation = "textbook"
[network]
inputs = 1
layers = [{ units = 2, activation = "elu", alpha = 0.3, bias = true }, { units = 2, activation = "softmax" }]
[init]
weights = [[[0.1, 1e-9]], [[-0.0, 1], [3, 0.30000000000000004]]]
biases = [[0.5, -2e20], []]
[loss]
name = "cross_entropy"
reduction = "mean"
[regularizer]
l1 = 0.25
[optimizer]
name = "adam"
learning_rate = 0.125
beta1 = 0.75
amsgrad = true
frozen = ["b1"]
[data]
x = [[1], [2], [-1]]
y = [[0.25, 0.75], [1, 0], [0.5, 0.5]]
batch = 2
shuffle_seed = 11
[names]
w5 = "W2[1,1]"
"#;

/// The bits of the losses and of the last iteration's numbers.
fn bits(lesson: &Lesson) -> Vec<u64> {
    let mut trainer = Trainer::new(&lesson.setup);
    let mut bits = vec![trainer.loss().to_bits()];
    for _ in 0..8 {
        trainer.advance(&[]);
        bits.push(trainer.loss().to_bits());
    }
    let (sheet, trace) = (trainer.worksheet(), trainer.trace());
    let all = sheet.quantities().flat_map(|(id, _)| trace.slice(sheet, id));
    bits.extend(all.map(|x| x.to_bits()));
    bits
}

#[test]
fn a_lesson_that_was_written_reads_back_as_the_same_and_trains_to_the_same_bits() {
    let embedded = LESSONS.iter().map(|row| row.lesson().unwrap());
    let everything = parse(EVERYTHING, "everything.toml").unwrap();
    for lesson in embedded.chain([everything]) {
        let written = write(&lesson);
        let again = parse(&written, &format!("{}.toml", lesson.name)).unwrap();
        assert_eq!(bits(&again), bits(&lesson), "{written}");
        let said = |l: &Lesson| {
            let network = format!("{:?} {:?}", l.setup.network.frozen, l.setup.hyper);
            (l.title.clone(), l.summary.clone(), l.minutes, l.iterations, l.notation, network)
        };
        assert_eq!(said(&again), said(&lesson));
        assert_eq!((&again.names, &again.cues), (&lesson.names, &lesson.cues));
        assert_eq!(write(&again), written);
    }
}

#[test]
fn classes_are_written_as_labels_and_soft_targets_as_rows() {
    let written = |text: &str, name: &str| write(&parse(text, name).unwrap());
    let hinge = crate::lesson::embedded("hinge").unwrap();
    assert!(written(hinge.text, "hinge.toml").contains("\nlabels = [0, 0, 2]\n"));
    let soft = written(EVERYTHING, "everything.toml");
    assert!(soft.contains("\ny = [\n  [0.25, 0.75],\n") && !soft.contains("labels"), "{soft}");
}
