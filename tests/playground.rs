//! Links of TensorFlow Playground: the losses of its own engine, every key, and lessons that draw
//! their data.

#[path = "common/binary.rs"]
mod binary;

use binary::{chainrule, printed};
use chainrule::app::App;
use chainrule::lesson::playground::{lesson, link};
use chainrule::lesson::session::lesson_section;
use chainrule::lesson::{LESSONS, Lesson, parse};
use chainrule::math::dataset::DATASETS;
use chainrule::math::init::SCHEMES;
use chainrule::train::{Batches, Evaluator, Timeline, Trainer};
use proptest::prelude::*;

/// The seed of the reference numbers.
const SEED: &str = "seed=0.59704";

/// The loss over the training and over the test examples after so many epochs.
fn losses(lesson: &Lesson, epochs: &[u64]) -> Vec<[f64; 2]> {
    let setup = &lesson.setup;
    let evaluator = |data| Evaluator::new(&setup.network, data, &setup.hyper);
    let (mut training, mut test) =
        (evaluator(&setup.data), evaluator(setup.test.as_ref().expect("test examples")));
    let (mut trainer, per_epoch) = (Trainer::new(setup), Batches::of(setup).per_epoch());
    let mut after = |epoch: &u64| {
        while trainer.iteration() <= epoch * per_epoch {
            trainer.advance(&[]);
        }
        let loss = |e: &mut Evaluator| e.loss(&trainer.parameters(), trainer.hyper());
        [loss(&mut training), loss(&mut test)]
    };
    epochs.iter().map(&mut after).collect()
}

/// Training and test loss at four places.
type Curve = [[f64; 2]; 4];

/// Playground's own engine, unmodified: epochs 0, 1, 10 and 100, six decimals; and the same from a
/// Python program written from the description of Playground, which agrees with all of them.
const REFERENCE: [(&str, Curve, Curve); 2] = [
    (
        "#",
        [
            [0.499_440, 0.501_190],
            [0.497_578, 0.498_116],
            [0.486_275, 0.484_222],
            [0.010_396, 0.011_562],
        ],
        [
            [0.499_440_096_779_519_1, 0.501_190_089_029_066_6],
            [0.497_578_378_086_680_76, 0.498_115_848_415_508_93],
            [0.486_274_570_790_497, 0.484_222_429_421_622_47],
            [0.010_395_673_188_064_374, 0.011_562_363_897_663_3],
        ],
    ),
    (
        "#batchSize=30",
        [
            [0.499_440, 0.501_190],
            [0.498_844, 0.500_330],
            [0.495_198, 0.495_204],
            [0.224_779, 0.264_854],
        ],
        [
            [0.499_440_096_779_519_1, 0.501_190_089_029_066_6],
            [0.498_843_513_908_697_74, 0.500_330_292_349_296],
            [0.495_197_809_228_600_85, 0.495_203_763_891_445_9],
            [0.224_779_081_902_275_77, 0.264_853_668_709_917_06],
        ],
    ),
];

#[test]
fn the_losses_are_those_of_playground() {
    for (hash, reference, exact) in REFERENCE {
        let found = losses(&lesson(&format!("{hash}&{SEED}")).unwrap(), &[0, 1, 10, 100]);
        for (at, tolerance) in [1e-12, 1e-12, 1e-11, 1e-6].into_iter().enumerate() {
            for set in 0..2 {
                let x = found[at][set];
                assert!((x - reference[at][set]).abs() <= 6e-7, "{hash} {at}: {x}");
                let y = exact[at][set];
                assert!((x - y).abs() <= tolerance * y, "{hash} {at}: {x} {y}");
            }
        }
    }
}

#[test]
fn the_first_point_and_the_first_weight_are_those_of_playground() {
    let lesson = lesson(&format!("https://playground.tensorflow.org/#{SEED}")).unwrap();
    let data = &lesson.setup.data;
    assert_eq!(data.rows, 250);
    for (x, y) in data.x.iter().zip([0.240_144_912_221_496_06, 0.460_358_932_071_863_85]) {
        assert!((x - y).abs() < 1e-15, "{x} {y}");
    }
    assert_eq!((data.y[0], lesson.setup.parameters[0][0]), (1.0, 0.013_961_340_352_000_695));
}

/// Training and test loss after 0, 1 and 5 epochs, by the same Python program.
#[rustfmt::skip]
const MORE: [(&str, [[f64; 2]; 3]); 7] = [
    ("#activation=relu&regularization=L1&batchSize=7&dataset=xor&learningRate=0.1&regularizationRate=0.01&noise=20&networkShape=5,3&seed=7&percTrainData=70&xTimesY=true&sinX=true",
     [[0.525_679_678_099_600_1, 0.492_620_354_691_158_9], [0.127_329_772_171_913_94, 0.094_582_200_870_134_65], [0.096_815_723_278_771_78, 0.050_478_370_539_552_855]]),
    ("#activation=sigmoid&regularization=L2&batchSize=1&dataset=gauss&learningRate=0.3&regularizationRate=0.03&noise=35&networkShape=&seed=hello&percTrainData=10",
     [[0.637_882_191_947_099_5, 0.604_296_388_139_049_3], [0.039_042_159_819_660_85, 0.082_602_522_527_769_37], [0.039_004_742_754_166_76, 0.080_569_016_098_588_73]]),
    ("#batchSize=30&dataset=spiral&noise=5&networkShape=8,8&seed=0.12345&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true",
     [[0.623_133_114_880_457_4, 0.733_495_437_047_916_6], [0.583_542_755_126_0, 0.683_586_732_852_432_8], [0.519_420_409_626_777_6, 0.590_445_648_311_172_4]]),
    ("#problem=regression&activation=linear&batchSize=11&noise=10&networkShape=3&seed=0.5&percTrainData=60",
     [[0.638_320_846_436_097_7, 0.574_606_780_456_51], [0.001_195_127_724_958_395_4, 0.001_270_883_601_144_817_7], [0.001_163_258_666_251_518_3, 0.001_247_951_676_498_971_6]]),
    ("#problem=regression&regDataset=reg-gauss&learningRate=0.1&networkShape=4,4&seed=0.77&x=false&xSquared=true&sinY=true",
     [[0.081_683_880_082_734_5, 0.071_646_206_607_591_94], [0.047_432_297_570_336_866, 0.035_056_575_290_082_236], [0.042_547_030_188_240_37, 0.031_685_795_694_004_57]]),
    ("#seed=0.59704&initZero=true",
     [[0.5, 0.5], [0.499_936_510_322_274_54, 0.500_085_031_106_888_4], [0.499_899_884_535_874_64, 0.500_172_912_718_548]]),
    ("#dataset=gauss&noise=50&percTrainData=90&batchSize=400&networkShape=2&seed=z&learningRate=1",
     [[0.516_385_875_255_096_2, 0.508_385_842_751_075_1], [0.159_267_262_230_966_85, 0.207_457_779_203_981_04], [0.110_723_650_734_443_84, 0.176_675_419_860_414_94]]),
];

#[test]
fn every_data_set_activation_penalty_and_feature_trains_as_an_independent_program_does() {
    for (hash, expected) in MORE {
        let found = losses(&lesson(hash).unwrap(), &[0, 1, 5]);
        for (x, y) in found.iter().flatten().zip(expected.iter().flatten()) {
            assert!((x - y).abs() <= 1e-9 * y, "{hash}: {x} {y}");
        }
    }
}

#[test]
fn the_command_line_trains_a_link() {
    let text =
        printed(&["train", &format!("#{SEED}&batchSize=30"), "--epochs", "10", "--every", "10"]);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "iteration,epoch,loss,test_loss");
    // 250 points in batches of 30: 8 updates an epoch.
    assert!(lines[2].starts_with("80,10,0.49519780922"), "{}", lines[2]);
    assert!(lines[2].split(',').nth(3).unwrap().starts_with("0.49520376389"), "{}", lines[2]);
    assert_eq!(lines.len(), 3);
}

#[test]
fn rows_left_over_join_the_first_batch_of_the_next_epoch() {
    let lesson = lesson("#batchSize=30").unwrap();
    let mut timeline = Timeline::new(lesson.setup);
    let sizes: Vec<_> = (1..=17)
        .map(|iteration| {
            timeline.seek(iteration);
            timeline.trainer().worksheet().rows()
        })
        .collect();
    assert_eq!(sizes, [30, 30, 30, 30, 30, 30, 30, 30, 40, 30, 30, 30, 30, 30, 30, 30, 40]);
    let mut expected: Vec<usize> = (240..250).collect();
    expected.extend(0..30);
    assert_eq!(timeline.rows(), expected);
    let there = timeline.trainer().parameters().concat();
    // Whichever way it is reached.
    timeline.seek(3);
    timeline.seek(17);
    assert_eq!(timeline.trainer().parameters().concat(), there);
}

#[test]
fn what_playground_passes_over_is_passed_over() {
    let plain = lesson(&format!("#{SEED}")).unwrap();
    for more in [
        "&foo=1&activation_hide=true&playButton_hide=true&tutorial=dp",
        "&cosX=true&cosY=true&collectStats=true&hideText=true&discretize=true&showTestData=true",
        "&batchSize=&activation=&noise=-20&regularization=none&regularizationRate=3",
        "&&=&x&learningRate=7&learningRate=0.03&sinX=false&sinY=true&sinY_hide=true&x_hide=false",
    ] {
        let found = lesson(&format!("#{SEED}{more}")).unwrap();
        assert_eq!(found.setup.data, plain.setup.data, "{more}");
        assert_eq!(found.setup.parameters, plain.setup.parameters, "{more}");
        assert_eq!(found.setup.hyper.learning_rate, 0.03, "{more}");
        assert_eq!((found.setup.hyper.l1, found.setup.hyper.l2), (0.0, 0.0), "{more}");
        assert_eq!((found.setup.batch, found.setup.network.layers.len()), (10, 3), "{more}");
    }
    for (noise, expected) in [(81, 0.5), (80, 0.8), (51, 0.51)] {
        let found = lesson(&format!("#{SEED}&noise={noise}")).unwrap();
        assert_eq!(found.generated.unwrap().noise, expected);
    }
    let large = lesson("#networkShape=20,10,10,10,10,10,10,10&batchSize=250").unwrap();
    assert_eq!((large.setup.network.depth(), large.setup.batch), (9, 250));
}

#[test]
fn a_value_that_cannot_be_meant_is_refused_in_one_line() {
    for (hash, words) in [
        ("#activation=rellu", &["rellu", "\"relu\"", "sigmoid", "Playground takes tanh"][..]),
        ("#regularization=l1", &["\"L1\"", "Playground takes none"]),
        ("#problem=clustering", &["problem", "classification, regression"]),
        ("#dataset=reg-plane", &["dataset", "circle, xor, gauss, spiral"]),
        ("#learningRate=fast", &["learningRate is \"fast\"", "a number"]),
        ("#learningRate=-1", &["learning_rate"]),
        ("#batchSize=ten", &["batchSize is \"ten\"", "a number"]),
        ("#noise=%205", &["noise is \"%205\"", "a number"]),
        ("#percTrainData=0", &["percTrainData is 0", "training"]),
        ("#percTrainData=-100", &["percTrainData is -100", "training"]),
        ("#networkShape=4,,2", &["networkShape is \"4,,2\"", "whole numbers"]),
        ("#networkShape=4,0", &["networkShape is \"4,0\"", "at least 1"]),
        ("#networkShape=4%2C2", &["networkShape is \"4%2C2\"", "such as 4,2"]),
        ("#networkShape=wide", &["networkShape is \"wide\"", "whole numbers"]),
        ("#networkShape=999999999,999999999", &["numbers, expected at most 100000000"]),
        ("#x=false&y_hide=true", &["no feature is on", "xSquared"]),
        ("https://playground.tensorflow.org/?activation=relu", &["behind `?`", "expected `#`"]),
        ("https://example.com/#x=true", &["example.com", "playground.tensorflow.org"]),
    ] {
        let output = chainrule(&["train", hash, "--epochs", "1"]);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), complaint.lines().count()), (Some(2), 1), "{complaint}");
        assert!(words.iter().all(|word| complaint.contains(word)), "{hash}: {complaint}");
        assert!(!complaint.contains("toml"), "{complaint}");
    }
}

#[test]
fn a_link_comes_back_from_the_lesson_that_it_is() {
    for (hash, _) in MORE {
        let first = lesson(hash).unwrap();
        let back = link(&first).unwrap();
        let again = lesson(&back).unwrap();
        assert_eq!((&again.text, link(&again).unwrap()), (&first.text, back), "{hash}");
    }
    for row in LESSONS {
        let complaint = link(&row.lesson().unwrap()).unwrap_err();
        assert!(complaint.starts_with("this lesson has no Playground link: "), "{complaint}");
    }
}

/// A lesson file with these lines in `[data]`.
fn drawing(inputs: usize, output: &str, loss: &str, init: &str, data: &str) -> String {
    format!(
        "[network]\ninputs = {inputs}\nlayers = [\n{{ units = 3, activation = \"tanh\" }},\n{output},\n]\n\
         [init]\n{init}\n[loss]\nname = \"{loss}\"\n[data]\n{data}\n"
    )
}

const TANH: &str = "{ units = 1, activation = \"tanh\" }";

#[test]
fn every_data_set_can_be_drawn_by_a_lesson_with_every_scheme() {
    for row in DATASETS {
        for scheme in SCHEMES {
            let data = format!("dataset = \"{}\"\npoints = 40\ntrain_share = 0.8", row.name);
            let init = format!("scheme = \"{}\"", scheme.name);
            let text = drawing(2, TANH, "half_squared", &init, &data);
            let setup = parse(&text, "drawn.toml").unwrap().setup;
            assert_eq!((setup.data.rows, setup.test.unwrap().rows), (32, 8), "{}", row.name);
            assert_eq!(setup.batch, 32);
        }
    }
}

#[test]
fn labels_are_written_as_the_loss_wants_them() {
    let sigmoid = "{ units = 1, activation = \"sigmoid\" }";
    let classes = "{ units = 3, activation = \"softmax\" }";
    for (output, loss, expected) in [
        (TANH, "half_squared", &[-1.0, 1.0][..]),
        (sigmoid, "bce", &[0.0, 1.0]),
        (classes, "cross_entropy", &[0.0, 1.0]),
    ] {
        let data = "dataset = \"blobs\"\nseed = 5\ntrain_share = 1";
        let text = drawing(2, output, loss, "scheme = \"he_normal\"", data);
        let setup = parse(&text, "drawn.toml").unwrap().setup;
        let y = &setup.data.y;
        assert!(y.iter().all(|y| expected.contains(y)), "{loss}");
        assert!(expected.iter().all(|x| y.contains(x)), "{loss}");
        assert!(setup.test.is_none());
        let ones = y.chunks(setup.network.outputs()).all(|row| row.iter().sum::<f64>() == 1.0);
        assert_eq!(ones, loss == "cross_entropy");
    }
}

#[test]
fn mistakes_in_a_drawn_data_set_are_told_with_their_line() {
    let line = |text: &str| parse(text, "drawn.toml").unwrap_err().to_string();
    for (data, words) in [
        (
            "dataset = \"spirals\"",
            &["unknown data set \"spirals\"", "\"spiral\"", "multi-gauss"][..],
        ),
        ("dataset = \"xor\"\nx = [[1, 2]]", &["dataset and x"]),
        ("dataset = \"xor\"\npoint = 3", &["unknown key `point`", "`points`"]),
        ("dataset = \"xor\"\npoints = 0", &["at least 1"]),
        ("dataset = \"xor\"\npoints = 99999999999", &["at most 100000000"]),
        ("dataset = \"xor\"\npoints = 1", &["none for training"]),
        ("dataset = \"xor\"\nnoise = -1", &["noise", "at least 0"]),
        ("dataset = \"xor\"\nseed = 1.5", &["seed", "a text or a whole number"]),
        ("dataset = \"xor\"\ntrain_share = 50", &["from 0 to 1"]),
        ("dataset = \"xor\"\nfeatures = [\"x\"]", &["2 features"]),
        ("dataset = \"xor\"\nfeatures = [\"x\", \"x\"]", &["twice"]),
        ("dataset = \"xor\"\nfeatures = [\"x\", \"cos\"]", &["unknown feature \"cos\"", "sin x"]),
        ("dataset = \"xor\"\nbatch = 251", &["from 1 to 250"]),
    ] {
        let complaint = line(&drawing(2, TANH, "half_squared", "scheme = \"zeros\"", data));
        assert!(complaint.starts_with("drawn.toml:1"), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(words.iter().all(|word| complaint.contains(word)), "{data}: {complaint}");
    }
    let three = "{ units = 3, activation = \"tanh\" }";
    for (name, words) in [("plane", "1 output"), ("moons", "1 or 2 outputs")] {
        let data = format!("dataset = \"{name}\"");
        let complaint = line(&drawing(2, three, "half_squared", "scheme = \"zeros\"", &data));
        assert!(complaint.contains(words), "{complaint}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_link_is_a_lesson_or_one_line_of_complaint(
        pairs in prop::collection::vec(
            (
                prop::sample::select(vec![
                    "activation", "regularization", "batchSize", "dataset", "regDataset",
                    "learningRate", "regularizationRate", "noise", "networkShape", "seed",
                    "percTrainData", "x", "y_hide", "xTimesY", "problem", "initZero", "", "é",
                ]),
                prop_oneof![
                    prop::sample::select(vec![
                        "", "true", "false", "0", "1", "3,2", "-1", "1e308", "1e-320", "NaN", "inf",
                        "relu", "L1", "spiral", "reg-gauss", "regression", "99999999999999999999",
                        "\u{1b}[2J", "\"", "\\", "\n", "𝄞", "250", "0.5", "99",
                    ]).prop_map(String::from),
                    ".{0,6}",
                ],
            ),
            0..8,
        )
    ) {
        let hash: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let text = format!("#{}", hash.join("&"));
        match lesson(&text) {
            Ok(lesson) => {
                prop_assert!(lesson.setup.data.rows >= lesson.setup.batch);
                prop_assert!(Trainer::new(&lesson.setup).iteration() == 1);
                if let Ok(back) = link(&lesson) {
                    let again = chainrule::lesson::playground::lesson(&back).unwrap();
                    prop_assert_eq!(&again.setup.data, &lesson.setup.data);
                    prop_assert_eq!(&again.setup.parameters, &lesson.setup.parameters);
                    prop_assert_eq!(link(&again).unwrap(), back);
                }
            }
            Err(error) => {
                let error = error.to_string();
                prop_assert!(error.starts_with("Playground link: ") && error.lines().count() == 1, "{error}");
            }
        }
    }
}

#[test]
fn a_session_of_a_link_opens_again_where_it_was_left() {
    let mut app = App::new(lesson(&format!("#{SEED}&batchSize=30")).unwrap());
    app.command("9").unwrap();
    let text = app.session() + &lesson_section(app.lessons());
    let again = App::read_session(&text, "kept.toml").unwrap();
    let parameters = |app: &App| app.timeline().trainer().parameters().concat();
    assert_eq!(again.timeline().iteration(), 9);
    assert_eq!(parameters(&again), parameters(&app));
    assert_eq!(link(again.lesson()).unwrap(), link(app.lesson()).unwrap());
}
