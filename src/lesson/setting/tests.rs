//! Every setting is taken, or refused with the choices; what it leaves alone stays to the bit.

use super::{SETTINGS, Setting, kept_edits};
use crate::lesson::{LESSONS, Lesson, playground};
use crate::train::{Change, Edit, Trainer};

fn lesson(name: &str) -> Lesson {
    LESSONS.iter().find(|row| row.name == name).unwrap().lesson().unwrap()
}

fn altered(lesson: &Lesson, name: &str, value: &str) -> Result<Lesson, String> {
    let row = Setting::find(name).unwrap();
    row.apply(lesson, &lesson.setup.hyper, value).map_err(|error| error.to_string())
}

#[test]
fn every_lesson_takes_what_it_has_already_and_stays_as_it_is() {
    for row in LESSONS {
        let before = row.lesson().unwrap();
        for setting in SETTINGS.iter().filter(|row| row.name != "layers" && row.name != "features")
        {
            let Some(now) = (setting.get)(&before) else { continue };
            let several = now.contains(' ');
            if several || (setting.name == "batch" && before.setup.batch == before.setup.data.rows)
            {
                continue;
            }
            let after = altered(&before, setting.name, &now)
                .unwrap_or_else(|error| panic!("{}, {} {now}: {error}", row.name, setting.name));
            assert_eq!(after.setup.data, before.setup.data, "{} {now}", setting.name);
            assert_eq!(after.setup.hyper, before.setup.hyper, "{} {now}", setting.name);
            if setting.name != "init" {
                assert_eq!(after.setup.parameters, before.setup.parameters, "{}", setting.name);
            }
            assert!(after.cues.is_empty() && after.expects.is_empty());
        }
    }
}

#[test]
fn hidden_layers_are_as_wide_as_was_asked_and_like_the_first_one() {
    let paper = lesson("paper");
    for (text, widths) in
        [("8 8", vec![8, 8, 1]), ("5,4,3", vec![5, 4, 3, 1]), ("7", vec![7, 1]), ("none", vec![1])]
    {
        let after = altered(&paper, "layers", text).unwrap();
        let network = &after.setup.network;
        let units: Vec<_> = network.layers.iter().map(|layer| layer.units).collect();
        assert_eq!(units, widths);
        assert!(network.layers.iter().rev().skip(1).all(|layer| layer.activation.name == "relu"));
        assert_eq!(network.layers.last().unwrap().activation.name, "tanh");
        assert_eq!(after.setup.data, paper.setup.data);
    }
}

#[test]
fn what_cannot_be_is_refused_with_the_choices_and_without_a_line_number() {
    let paper = lesson("paper");
    for (name, value, parts) in [
        ("activation", "rellu", &["rellu", "did you mean \"relu\"", "sigmoid"][..]),
        ("activation", "relu 3", &["1 to 2", "3"]),
        ("loss", "cross_entropy", &["tanh", "softmax"]),
        ("optimizer", "adamm", &["did you mean \"adam\"", "sgd"]),
        ("init", "kaiming", &["he_normal"]),
        ("seed", "7", &["given", "init"]),
        ("layers", "8 x", &["above 0", "\"x\""]),
        ("layers", "1000000000", &["numbers", "at most"]),
        ("noise", "0.1", &["dataset"]),
        ("batch", "5", &["1 to 4"]),
        ("l2", "-1", &["at least 0"]),
        ("dataset", "mons", &["did you mean \"moons\""]),
    ] {
        let error = altered(&paper, name, value).unwrap_err();
        for part in parts {
            assert!(error.contains(part), "{name} {value}: {error}");
        }
        assert!(!error.contains("lesson:") && !error.contains('\n'), "{error}");
    }
}

#[test]
fn a_seed_draws_the_same_weights_again_and_another_draws_others() {
    let drawn = altered(&lesson("paper"), "init", "xavier_uniform").unwrap();
    let seven = altered(&drawn, "seed", "7").unwrap();
    assert_eq!(altered(&drawn, "seed", "7").unwrap().setup.parameters, seven.setup.parameters);
    assert_ne!(drawn.setup.parameters, seven.setup.parameters);
    let zeros = altered(&drawn, "init", "zeros").unwrap();
    assert!(zeros.setup.parameters.iter().flatten().all(|w| *w == 0.0));
}

#[test]
fn new_points_come_with_the_next_seed_and_the_same_ones_with_the_same() {
    let link = playground::lesson("#dataset=circle&seed=0.59704").unwrap();
    let seed = |lesson: &Lesson| lesson.generated.as_ref().unwrap().seed.clone();
    let next = altered(&link, "regenerate", "").unwrap();
    assert_eq!(seed(&next), "0.59705");
    assert_ne!(next.setup.data, link.setup.data);
    let again = altered(&next, "regenerate", "0.59704").unwrap();
    assert_eq!(again.setup.data, link.setup.data);
    assert_eq!(again.setup.parameters, link.setup.parameters);
}

#[test]
fn data_settings_do_what_the_keys_of_a_link_do() {
    let from = playground::lesson("#dataset=circle&seed=3").unwrap();
    for (name, value, link) in [
        ("noise", "0.2", "#dataset=circle&seed=3&noise=20"),
        ("train_share", "0.8", "#dataset=circle&seed=3&percTrainData=80"),
        ("dataset", "spiral", "#dataset=spiral&seed=3"),
        ("batch", "7", "#dataset=circle&seed=3&batchSize=7"),
        ("layers", "3 3 3", "#dataset=circle&seed=3&networkShape=3,3,3"),
        ("activation", "relu", "#dataset=circle&seed=3&activation=relu"),
        ("seed", "4", "#dataset=circle&seed=4"),
        ("features", "x, y, x^2", "#dataset=circle&seed=3&xSquared=true"),
    ] {
        let (ours, theirs) =
            (altered(&from, name, value).unwrap(), playground::lesson(link).unwrap());
        assert_eq!(ours.setup.data, theirs.setup.data, "{name} {value}");
        assert_eq!(ours.setup.test, theirs.setup.test, "{name} {value}");
        assert_eq!(ours.setup.parameters, theirs.setup.parameters, "{name} {value}");
        let run = |lesson: &Lesson| {
            let mut trainer = Trainer::new(&lesson.setup);
            (0..5).for_each(|_| trainer.advance(&[]));
            trainer.loss().to_bits()
        };
        assert_eq!(run(&ours), run(&theirs), "{name} {value}");
    }
}

#[test]
fn hyperparameters_stay_where_they_mean_the_same() {
    let paper = lesson("paper");
    let mut now = paper.setup.hyper.clone();
    (now.learning_rate, now.l2, now.momentum) = (0.125, 0.25, 0.5);
    let with = |name: &str, value| Setting::find(name).unwrap().apply(&paper, &now, value).unwrap();
    for (name, value, momentum) in [("layers", "4", 0.5), ("optimizer", "adam", 0.0)] {
        let hyper = with(name, value).setup.hyper;
        assert_eq!((hyper.learning_rate, hyper.l2, hyper.momentum), (0.125, 0.25, momentum));
    }
    assert_eq!(with("l2", "0.01").setup.hyper.l2, 0.01);
}

#[test]
fn edits_of_the_data_stay_where_the_data_do() {
    let paper = lesson("paper");
    let input = Edit { at: 2, change: Change::Input { row: 0, column: 1, value: 9.0 } };
    let wide = altered(&paper, "layers", "4").unwrap();
    let moons = altered(&paper, "dataset", "moons").unwrap();
    let edits = [input];
    assert_eq!(kept_edits(&paper, &wide, &edits, 3)[0].at, 1);
    assert!(kept_edits(&paper, &wide, &edits, 1).is_empty());
    assert!(kept_edits(&paper, &moons, &edits, 3).is_empty());
}

#[test]
fn a_key_press_goes_to_the_next_word_or_one_step_on() {
    let next = |name: &str, now: &str, up| Setting::find(name).unwrap().nudged(now, up);
    assert_eq!(next("noise", "0.1", true).as_deref(), Some("0.15"));
    assert_eq!(next("share", "0.3", false).as_deref(), Some("0.2"));
    assert_eq!(next("dataset", "circle", true).as_deref(), Some("xor"));
    assert_eq!(next("dataset", "circle", false), None);
    assert_eq!(next("layers", "4 2", true), None);
}
