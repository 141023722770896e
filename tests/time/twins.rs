//! The twin of a run with mistakes or rounded numbers is the straight run without them, bit by bit,
//! wherever the timeline went.

use chainrule::math::hyperparameter::Hyperparameter;
use chainrule::math::number::{Digits, format};
use chainrule::math::rng::Rng;
use chainrule::train::{Change, Edit, Setup, Timeline, Twin};
use chainrule::worksheet::mistake::{MISTAKES, Mistake};
use chainrule::worksheet::quantity::{Cell, Role};

use crate::setups::{paper, setups};
use crate::straight::{Straight, assert_same, bits};

fn is_manner(change: &Change) -> bool {
    matches!(change, Change::Mistake(_) | Change::Rounding(_))
}

/// The edits that the twin has too.
fn plain(edits: &[Edit]) -> Vec<Edit> {
    edits.iter().filter(|edit| !is_manner(&edit.change)).cloned().collect()
}

/// Lets the twin follow as the program does, some iterations at a time.
fn follow(twin: &mut Option<Twin>, timeline: &Timeline, at_once: u64) {
    if twin.as_ref().is_none_or(|twin| !twin.is_of(timeline)) {
        *twin = Twin::of_current(timeline);
    }
    if let Some(twin) = twin {
        twin.follow(timeline, at_once);
    }
}

/// Everything it says against straight runs from the start.
fn assert_right(twin: &Twin, timeline: &Timeline, what: &str) {
    let (edits, reached) = (plain(&timeline.run().edits), timeline.run().reached());
    let mut right = Straight::new(timeline.setup(), &edits);
    let mut itself = Straight::new(timeline.setup(), &timeline.run().edits);
    let there = twin.at(timeline.iteration()).expect("it has arrived");
    assert_same(there, right.go_to(timeline.iteration()), what);
    let mut right = Straight::new(timeline.setup(), &edits);
    let mut first = None;
    for at in 1..=reached {
        let (itself, right) = (itself.go_to(at), right.go_to(at));
        first = first.or_else(|| parting(itself, right).map(|place| (at, place)));
    }
    let found = twin.first_parting();
    let found = found.map(|found| (found.iteration, (found.role, found.place.0, found.place.1)));
    assert_eq!(found, first, "{what}");
    let last = |at: u64| twin.losses().at(at).map(|bucket| bucket.last);
    let losses: Vec<f64> = (1..=reached).filter_map(last).collect();
    assert_eq!(bits(&losses), bits(&right.losses), "{what}");
    let cell = Cell { quantity: timeline.trainer().worksheet().steps()[0], row: 0, column: 0 };
    for (at, more) in twin.apart(timeline, cell, timeline.iteration()) {
        let mut straight = Straight::new(timeline.setup(), &timeline.run().edits);
        let mut plain = Straight::new(timeline.setup(), &edits);
        let of =
            |trainer: &chainrule::train::Trainer| trainer.trace().cell(trainer.worksheet(), cell);
        let (a, b) = (of(straight.go_to(at)), of(plain.go_to(at)));
        assert!(more == a - b || (a == b && more == 0.0) || more.is_nan(), "{what} {at}: {more}");
    }
}

/// The first cell whose right value would be written otherwise.
fn parting(
    itself: &chainrule::train::Trainer,
    right: &chainrule::train::Trainer,
) -> Option<(Role, usize, usize)> {
    let sheet = itself.worksheet();
    let rounding = sheet.manner().rounding;
    for (id, q) in sheet.quantities() {
        for (at, x) in itself.trace().slice(sheet, id).iter().enumerate() {
            let right = right.trace().slice(right.worksheet(), id)[at];
            let same = *x == right || (x.is_nan() && right.is_nan());
            let same = same
                || match rounding {
                    Some(digits) => format(right, digits).parse() == Ok(*x),
                    None => (x - right).abs() <= 1e-12 * x.abs().max(right.abs()),
                };
            if !same {
                return Some((q.role, at / q.columns, at % q.columns));
            }
        }
    }
    None
}

fn random_change(rng: &mut Rng, setup: &Setup) -> Change {
    let roundings = [None, Some(Digits::Decimals(3)), Some(Digits::Significant(3))];
    let rate = Hyperparameter::find("learning_rate").unwrap();
    match rng.below(6) {
        0 | 1 => Change::Mistake(MISTAKES.get(rng.below(80) as usize)),
        2 | 3 => Change::Rounding(roundings[rng.below(3) as usize]),
        4 => Change::Hyper(rate, [0.5, 0.1, 0.003][rng.below(3) as usize]),
        _ => {
            let parameter = setup.network.parameters()[0];
            Change::Parameter { parameter, row: 0, column: 0, value: rng.uniform() }
        }
    }
}

#[test]
fn a_twin_has_the_bits_of_a_straight_plain_run_wherever_the_timeline_went() {
    for (seed, (name, setup)) in setups().into_iter().enumerate() {
        let mut rng = Rng::new(seed as u64);
        let (mut timeline, mut twin, mut seen) = (Timeline::new(setup.clone()), None, 0);
        for step in 0..60 {
            match rng.below(8) {
                0..=2 => timeline.seek(1 + rng.below(25)),
                3 => (0..rng.below(4)).for_each(|_| timeline.advance()),
                4 => drop(timeline.undo()),
                5 => drop(timeline.redo()),
                _ => {
                    let at = 1 + rng.below(timeline.iteration() + 2);
                    timeline.edit(at, random_change(&mut rng, &setup));
                }
            }
            for _ in 0..rng.below(60) {
                follow(&mut twin, &timeline, 1 + rng.below(5));
            }
            let here = twin.as_ref().filter(|twin| twin.is_of(&timeline));
            if let Some(twin) = here.filter(|twin| twin.has_arrived(&timeline)) {
                assert_right(twin, &timeline, &format!("{name}, step {step}"));
                seen += 1;
            }
        }
        assert!(seen > 10, "{name}: {seen}");
    }
}

fn arrived(timeline: &Timeline) -> Twin {
    let mut twin = Twin::of_current(timeline).expect("a twin");
    while !twin.has_arrived(timeline) {
        twin.follow(timeline, 7);
    }
    twin
}

#[test]
fn the_paper_at_two_decimals_first_has_a_wrong_digit_in_the_loss_of_example_3() {
    // s_out = 0 · 0.02 + 0 · 0.03 + 0.70 · 0.09 = 0.063 → 0.06, y_out = tanh 0.06 → 0.06, so
    // L = (0.06 + 1)² / 2 = 0.5618 → 0.56; the paper prints 0.56527723, which rounds to 0.57.
    // Before it nothing is wrong by a digit: s_out[1,1] is 0.10 for 0.09859.
    let mut timeline = Timeline::new(paper());
    timeline.edit(1, Change::Rounding(Some(Digits::Decimals(2))));
    timeline.seek(3);
    let found = arrived(&timeline).first_parting().expect("they part");
    assert_eq!((found.iteration, found.role, found.place), (1, Role::Loss, (2, 0)));
}

#[test]
fn a_mistake_parts_where_it_is_first_made_and_its_twin_has_the_papers_losses() {
    // δ_s without ReLU′ differs first where s ≤ 0: example 3, unit 1. Losses are the sums of those
    // printed: iteration 3 is the first that the weights of iteration 2 reach.
    let mut timeline = Timeline::new(paper());
    timeline.seek(2);
    timeline.edit(2, Change::Mistake(Mistake::find("forgot-fprime")));
    timeline.seek(3);
    let twin = arrived(&timeline);
    let found = twin.first_parting().expect("they part");
    assert_eq!((found.iteration, found.role, found.place), (2, Role::Delta(1), (2, 0)));
    let printed = 0.078_625_044_483_7 + 0.367_005_267_14 + 0.437_378_596_027 + 0.622_391_399_102;
    let honest = twin.losses().at(3).expect("it went along").last;
    assert!((honest - printed).abs() < 1e-10, "{honest} {printed}");
    assert!(timeline.trainer().loss() > honest);
}

#[test]
fn a_run_in_which_nothing_is_wrong_has_no_twin_and_one_that_was_mended_keeps_it() {
    let mut timeline = Timeline::new(paper());
    assert!(Twin::of_current(&timeline).is_none());
    timeline.edit(1, Change::Mistake(Mistake::find("forgot-fprime")));
    timeline.seek(5);
    timeline.edit(3, Change::Mistake(None));
    assert!(arrived(&timeline).first_parting().is_some());
    timeline.rerun(5);
    assert!(Twin::of_current(&timeline).is_none());
}
