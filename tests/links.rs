//! A hundred links of TensorFlow Playground against the losses of a transcription of its engine, which
//! `tests/playground` holds; and those that it opens and this program does not.

#[path = "common/binary.rs"]
mod binary;

use binary::printed;
use chainrule::app::App;
use chainrule::lesson::Lesson;
use chainrule::lesson::playground::{is_link, lesson, link};
use chainrule::train::{Batches, Evaluator, Trainer};

/// A link, how many of its weights are dead in the end, and the losses of training and test
/// points after some epochs.
struct Row {
    link: String,
    dead: f64,
    losses: Vec<(u64, [f64; 2])>,
}

/// The epochs of the table, and how far a loss may be from Playground's after them: the last bit
/// of a sine or tanh may differ, and training makes much of it.
const EPOCHS: [(u64, f64); 4] = [(0, 1e-12), (1, 1e-9), (10, 1e-7), (100, 1e-3)];

fn table() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/playground/links.csv").expect("the table");
    let row = |record: csv::StringRecord| {
        let cell = |at: usize| record[at].parse::<f64>().ok();
        let losses = EPOCHS.iter().enumerate();
        let losses = losses
            .filter_map(|(i, (epoch, _))| Some((*epoch, [cell(2 + 2 * i)?, cell(3 + 2 * i)?])));
        Row {
            link: record[0].into(),
            dead: cell(1).expect("a number of dead links"),
            losses: losses.collect(),
        }
    };
    reader.records().map(|record| row(record.expect("a row of the table"))).collect()
}

/// A run of a lesson, and the losses on its way.
struct Run {
    trainer: Trainer,
    per_epoch: u64,
    training: Evaluator,
    test: Option<Evaluator>,
}

impl Run {
    fn of(lesson: &Lesson) -> Self {
        let setup = &lesson.setup;
        let evaluator = |data| Evaluator::new(&setup.network, data, &setup.hyper);
        Self {
            trainer: Trainer::new(setup),
            per_epoch: Batches::of(setup).per_epoch(),
            training: evaluator(&setup.data),
            test: setup.test.as_ref().map(evaluator),
        }
    }

    fn after(&mut self, epoch: u64) -> [f64; 2] {
        while self.trainer.iteration() <= epoch * self.per_epoch {
            self.trainer.advance(&[]);
        }
        let (parameters, hyper) = (self.trainer.parameters(), self.trainer.hyper());
        let test = self.test.as_mut().map_or(f64::NAN, |test| test.loss(&parameters, hyper));
        [self.training.loss(&parameters, hyper), test]
    }

    /// How many weights are dead at the parameters that were reached.
    fn dead(&self) -> f64 {
        let (sheet, trace) = (self.trainer.worksheet(), self.trainer.trace());
        let states = sheet.parameters().iter().flat_map(|slots| &slots.states);
        states.flat_map(|(_, before, _)| trace.slice(sheet, *before)).sum()
    }
}

fn is_near(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance * y.abs().max(1e-3) || (x.is_nan() && y.is_nan())
}

#[test]
fn every_link_of_the_table_has_the_losses_of_playground() {
    let mut wrong = Vec::new();
    for Row { link, dead, losses } in table() {
        let mut run = match lesson(&link) {
            Ok(lesson) => Run::of(&lesson),
            Err(error) => {
                wrong.push(format!("{link}: {error}"));
                continue;
            }
        };
        for ((epoch, expected), (_, tolerance)) in losses.into_iter().zip(EPOCHS) {
            let found = run.after(epoch);
            if !found.iter().zip(expected).all(|(x, y)| is_near(*x, y, tolerance)) {
                wrong.push(format!("{link} after {epoch}: {found:?}, expected {expected:?}"));
            }
        }
        if run.dead() != dead {
            wrong.push(format!("{link}: {} weights are dead, expected {dead}", run.dead()));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_as_large_as_it_says_and_links_die_in_it() {
    let rows = table();
    assert!(rows.len() >= 100, "{}", rows.len());
    assert!(rows.iter().filter(|row| row.dead > 0.0).count() >= 10);
    assert!(rows.iter().filter(|row| row.losses.len() == 4).count() >= 30);
}

#[test]
fn every_link_of_the_table_comes_back_as_a_link_that_trains_the_same() {
    for Row { link: hash, .. } in table() {
        let first = lesson(&hash).unwrap();
        let again = lesson(&link(&first).unwrap_or_else(|why| panic!("{hash}: {why}"))).unwrap();
        assert_eq!(again.setup.data, first.setup.data, "{hash}");
        assert_eq!(again.setup.parameters, first.setup.parameters, "{hash}");
        let rules = |of: &Lesson| (of.setup.batch, of.setup.network.frozen.clone());
        assert_eq!(rules(&again), rules(&first), "{hash}");
    }
}

#[test]
fn a_batch_larger_than_the_training_set_never_updates_and_says_so() {
    let found = lesson("#seed=66&batchSize=251").unwrap();
    assert!(found.summary.contains("no update ever comes"), "{}", found.summary);
    // 4 + 2 + 1 units: a matrix and biases each, and an epoch is one look at all points.
    assert_eq!((found.setup.network.frozen.len(), found.setup.batch), (6, 250));
    let text = printed(&["train", "#seed=66&batchSize=251", "--epochs", "3"]);
    let lines: Vec<_> = text.lines().collect();
    let losses = |line: &str| line.splitn(3, ',').nth(2).map(str::to_owned);
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[2..].iter().all(|line| losses(line) == losses(lines[1])), "{text}");
}

#[test]
fn what_never_updates_does_so_whatever_its_layers_until_its_batch_fits() {
    let mut app = App::new(lesson("#seed=66&batchSize=251").unwrap());
    app.command("layers 3").unwrap();
    let expected = lesson("#seed=66&batchSize=251&networkShape=3").unwrap();
    assert_eq!(app.lesson().setup.network.frozen, expected.setup.network.frozen);
    assert_eq!(app.lesson().setup.parameters, expected.setup.parameters);
    app.command("batch 10").unwrap();
    assert!(app.lesson().setup.network.frozen.is_empty());
}

#[test]
fn a_link_may_be_its_settings_alone_and_says_what_it_does_without_a_seed() {
    let (bare, hash) = (lesson("dataset=xor&seed=3"), lesson("#dataset=xor&seed=3"));
    assert_eq!(bare.unwrap().text, hash.unwrap().text);
    assert!(is_link("networkShape=3&seed=1") && !is_link("folder/x=3.toml") && !is_link("xor"));
    let said = lesson("#dataset=xor").unwrap().summary;
    assert!(said.contains("no seed, so it is 0.59704"), "{said}");
    let left_over = lesson("#batchSize=30&seed=1").unwrap().summary;
    // 250 = 8 · 30 + 10
    assert!(left_over.contains("last 10 of its 250 points wait"), "{left_over}");
}

#[test]
fn what_l1_killed_stays_dead_after_l1_ended_whichever_way_one_came_there() {
    let mut app = App::new(lesson("#regularization=L1&regularizationRate=0.1&seed=3").unwrap());
    let dead = |app: &App| -> Vec<f64> {
        let (sheet, trace) = (app.worksheet(), app.trainer().trace());
        let states = sheet.parameters().iter().flat_map(|slots| &slots.states);
        states.flat_map(|(_, before, _)| trace.slice(sheet, *before).to_vec()).collect()
    };
    app.command("goto 300").unwrap();
    app.command("set l1 0").unwrap();
    app.command("next-iteration").unwrap();
    let killed = dead(&app);
    assert!(killed.contains(&1.0), "{killed:?}");
    app.command("goto 600").unwrap();
    assert_eq!(dead(&app), killed);
    let weights: Vec<f64> = app.trainer().parameters().concat();
    assert!(weights.iter().zip(&killed).all(|(w, dead)| *dead == 0.0 || *w == 0.0));
    for way in ["goto 1", "goto 900", "goto 301"] {
        app.command(way).unwrap();
        app.command("goto 600").unwrap();
        assert_eq!(app.trainer().parameters().concat(), weights, "{way}");
    }
}

#[test]
fn a_noise_that_playground_replaces_is_said() {
    for (noise, taken) in [("90", 0.5), ("-5", 0.0), ("80", 0.8), ("50", 0.5)] {
        let found = lesson(&format!("#noise={noise}&seed=1")).unwrap();
        assert_eq!(found.generated.as_ref().unwrap().noise, taken);
        let told = found.summary.contains(&format!("the noise of {noise} is"));
        assert_eq!(told, ["90", "-5"].contains(&noise), "{}", found.summary);
    }
}
