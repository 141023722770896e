//! The course: every lesson is whole, what its cues propose can be done, and what they claim holds.
#![expect(clippy::unwrap_used, reason = "a lesson that cannot be read is a failed test")]

use chainrule::app::key::Key;
use chainrule::app::{App, Mode};
use chainrule::lesson::{Cue, Expect, LESSONS, Lesson, Of, Place};
use chainrule::math::hyperparameter::HYPERPARAMETERS;
use chainrule::train::{Change, Timeline};

/// The lessons in the order in which they are meant to be taken.
const ORDER: &str = "one-weight step-size weight-change step-or-gradient paper relu-at-zero \
                     dead-units three-layers symmetry vanishing saturation xor momentum sparse \
                     classes hinge margin-sign confidently-wrong adam";

/// The most characters of a cue: three short sentences, in a pane of 40 columns.
const MOST_SAID: usize = 260;

fn lessons() -> impl Iterator<Item = Lesson> {
    LESSONS.iter().map(|row| row.lesson().unwrap())
}

#[test]
fn the_lessons_stand_in_the_order_of_the_course() {
    let names: Vec<_> = LESSONS.iter().map(|row| row.name).collect();
    let place = |name: &&str| ORDER.split_whitespace().position(|known| known == *name);
    let places: Vec<_> = names.iter().map(|name| place(name).expect(name)).collect();
    assert!(places.is_sorted(), "{names:?}");
    assert!(names.len() >= 12, "{names:?}");
}

#[test]
fn every_lesson_takes_a_quarter_of_an_hour_at_most_and_says_little_at_a_time() {
    for lesson in lessons() {
        let name = &lesson.name;
        let minutes = lesson.minutes.unwrap_or_else(|| panic!("{name} does not say how long"));
        assert!((5..=15).contains(&minutes), "{name}: {minutes} minutes");
        assert!((5..=14).contains(&lesson.cues.len()), "{name}: {} cues", lesson.cues.len());
        assert!(lesson.expects.len() >= 3, "{name}: {} claims", lesson.expects.len());
        assert!(lesson.cues.iter().any(|cue| !cue.tries.is_empty()), "{name}: nothing to try");
        for cue in &lesson.cues {
            let length = cue.say.chars().count();
            assert!(length <= MOST_SAID, "{name}: {length} characters: {}", cue.say);
        }
    }
}

/// Goes to the place of a cue, as a reader would who comes from before it.
fn reach(app: &mut App, cue: &Cue) {
    let mut run = |line: &str| {
        app.command(line).unwrap();
        app.settle();
        app.has_passed(cue)
    };
    let passed = match cue.at {
        Place::Start => run("start"),
        Place::Iteration(iteration) => run(&iteration.to_string()),
        Place::Quantity(iteration, _) => {
            let before = iteration - 1;
            run(&if before == 0 { "start".into() } else { before.to_string() });
            (0..100).any(|_| run("next-step"))
        }
    };
    assert!(passed, "{:?} never comes", cue.at);
}

/// A new app at the place of a cue.
fn at(lesson: &Lesson, cue: &Cue) -> App {
    let mut app = App::new(lesson.clone());
    reach(&mut app, cue);
    app
}

#[test]
fn every_cue_is_met_where_it_says_so() {
    for lesson in lessons() {
        for cue in &lesson.cues {
            let app = at(&lesson, cue);
            assert_eq!(app.cue(), Some(cue), "{}: {:?}", lesson.name, cue.at);
            let last = match cue.at {
                Place::Start => 0,
                Place::Iteration(iteration) | Place::Quantity(iteration, _) => iteration,
            };
            assert!(last <= lesson.iterations, "{}: {:?}", lesson.name, cue.at);
        }
    }
}

/// What a proposal may change: the run, the place in it, what is looked at.
fn state(app: &App) -> String {
    let place = (app.iteration(), app.step(), app.cursor(), app.focus(), app.zoomed());
    let runs = (app.edited(), app.timeline().run().reached(), app.is_playing());
    format!("{place:?} {runs:?} {:?}", app.score())
}

#[test]
fn every_proposal_can_be_done_and_does_something() {
    for lesson in lessons() {
        for cue in lesson.cues.iter().filter(|cue| !cue.tries.is_empty()) {
            let mut app = at(&lesson, cue);
            let before = state(&app);
            press_t(&mut app);
            assert_ne!(state(&app), before, "{}: {:?}", lesson.name, cue.tries);
        }
    }
}

fn press_t(app: &mut App) {
    let what = format!("{}: {}", app.lesson().name, app.proposed().join("; "));
    let effects = app.press(Key::parse("t").unwrap());
    app.settle();
    assert!(effects.is_empty(), "{what}");
    let refused = app.message().filter(|message| message.refused);
    assert!(refused.is_none(), "{what}: {refused:?}");
    assert!(matches!(app.mode(), Mode::Browse), "{what}");
}

#[test]
fn a_reader_who_does_everything_that_is_proposed_twice_is_never_refused() {
    for lesson in lessons() {
        let mut app = App::new(lesson.clone());
        for cue in lesson.cues.iter().filter(|cue| !cue.tries.is_empty()) {
            for _ in 0..2 {
                reach(&mut app, cue);
                press_t(&mut app);
            }
        }
    }
}

#[test]
fn every_line_of_a_proposal_is_a_command() {
    for lesson in lessons() {
        for cue in lesson.cues.iter().filter(|cue| !cue.tries.is_empty()) {
            let mut app = at(&lesson, cue);
            for line in &cue.tries {
                let done = app.command(line);
                app.settle();
                assert_eq!(done, Ok(()), "{}: {line}", lesson.name);
            }
        }
    }
}

/// What the engine computes where a lesson claims something.
fn computed(lesson: &Lesson, claim: &Expect) -> f64 {
    let mut timeline = Timeline::new(lesson.setup.clone());
    for change in &claim.changes {
        timeline.seek(claim.from);
        timeline.edit(claim.from, change.clone());
    }
    timeline.seek(claim.at);
    let trainer = timeline.trainer();
    match &claim.of {
        Of::Loss => trainer.loss(),
        Of::Cell { quantity, row, column } => {
            let sheet = trainer.worksheet();
            trainer.trace().view(sheet, sheet.named(quantity).unwrap())[[*row, *column]]
        }
    }
}

/// Whether a number is what was claimed; −0 is claimed with its sign.
fn holds(claim: &Expect, found: f64) -> bool {
    let same = found == claim.is || (found.is_nan() && claim.is.is_nan());
    let near = (found - claim.is).abs() <= claim.within;
    let minus_zero = claim.is == 0.0 && claim.is.is_sign_negative();
    (same || near) && (!minus_zero || found.is_sign_negative())
}

#[test]
fn every_claim_that_can_be_computed_holds() {
    let mut wrong = Vec::new();
    for lesson in lessons() {
        for (i, claim) in lesson.expects.iter().enumerate() {
            let found = computed(&lesson, claim);
            if !holds(claim, found) {
                wrong.push(format!("{}, [[expect]] {}: {found}: {claim:?}", lesson.name, i + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A number with two decimals or more as it stands in a text.
#[derive(Debug)]
struct Printed {
    value: f64,
    /// Whether a sign stands right before it.
    signed: bool,
    /// The value of its last digit.
    unit: f64,
}

fn printed(text: &str) -> Vec<Printed> {
    let text: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = (at..text.len()).find(|&i| !(text[i].is_ascii_digit() || text[i] == '.'));
        let end = end.unwrap_or(text.len());
        let word: String = text[at..end].iter().collect();
        let word = word.trim_end_matches('.');
        let decimals = word.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let before = at.checked_sub(1).map(|at| text[at]);
        if decimals >= 2
            && let Ok(value) = word.parse::<f64>()
        {
            let sign = if matches!(before, Some('−' | '-')) { -1.0 } else { 1.0 };
            let signed = matches!(before, Some('−' | '-' | '+'));
            let unit = 10_f64.powi(-i32::try_from(decimals).unwrap());
            found.push(Printed { value: sign * value, signed, unit });
        }
        at = end.max(at) + 1;
    }
    found
}

impl Printed {
    /// Whether it is `value`, rounded to the digits that are printed.
    fn is(&self, value: f64) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= self.unit * 0.500_001;
        near(self.value, value) || (!self.signed && near(self.value, -value))
    }
}

/// σ′(0), the steepest that σ gets: no cell of a lesson.
const STEEPEST: f64 = 0.25;

#[test]
fn every_number_in_a_cue_is_given_or_claimed() {
    let mut loose = Vec::new();
    for lesson in lessons() {
        let setup = &lesson.setup;
        let weights = setup.parameters.iter().flatten();
        let mut given: Vec<f64> =
            weights.chain(&setup.data.x).chain(&setup.data.y).copied().collect();
        given.extend(HYPERPARAMETERS.iter().map(|row| (row.get)(&setup.hyper)));
        let changes = lesson.expects.iter().flat_map(|claim| &claim.changes);
        given.extend(changes.filter_map(Change::value));
        given.push(STEEPEST);
        for cue in &lesson.cues {
            let proposed: Vec<_> = cue.tries.iter().flat_map(|line| printed(line)).collect();
            given.extend(proposed.iter().map(|number| number.value));
            for number in printed(&cue.say) {
                let mut exact = lesson.expects.iter().filter(|claim| claim.within <= number.unit);
                let claimed = exact.any(|claim| number.is(claim.is));
                if !claimed && !given.iter().any(|x| number.is(*x)) {
                    loose.push(format!("{} {:?}: {}", lesson.name, cue.at, number.value));
                }
            }
        }
    }
    assert!(loose.is_empty(), "no [[expect]] for\n{}", loose.join("\n"));
}

#[test]
fn numbers_are_found_in_a_text_as_they_are_printed() {
    let all = printed("It is −0.7398, then 1.55 and (1 − 0.761594²); 0.500. Not 12 or v1.2.");
    let found: Vec<_> = all.iter().map(|n| (n.value, n.signed)).collect();
    assert_eq!(found, [(-0.7398, true), (1.55, false), (0.761_594, false), (0.5, false)]);
    assert!(all[0].is(-0.739_824) && !all[0].is(0.739_824) && !all[0].is(-0.7399));
    assert!(all[2].is(-0.761_594_156));
}
