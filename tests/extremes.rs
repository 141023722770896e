//! Trainings that overflow, saturate, die or are very small or deep: no panic, and NaN and the
//! infinities are shown as what they are, in traces, explanations, checks and on the screen.
#![expect(clippy::unwrap_used, reason = "a lesson that cannot be read is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::lesson::{Lesson, embedded, parse};
use chainrule::math::number::{Digits, format};
use chainrule::train::{Timeline, Trainer};
use chainrule::ui::render::FORMATS;
use chainrule::ui::theme::THEMES;
use chainrule::ui::{View, draw};
use chainrule::worksheet::check::{Verdict, gradient_check};
use chainrule::worksheet::quantity::{Cell, Role};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// w′ = w − 10⁶ · 2 · (2 w − 0) = −3,999,999 w, from w = 1 on: before iteration i, |w| is
/// 3,999,999^(i − 1), that is 10^(6.602 (i − 1)).
///
/// * ½ (2w)² passes 1.8·10³⁰⁸ when 13.204 (i − 1) + 0.301 > 308.255: i = 25 (24 gives 10^304.0).
/// * w after iteration i passes it when 6.602 i > 308.255: i = 47 (46 gives 10^303.7), as −∞.
/// * In iteration 48, −∞ − 10⁶ · (−∞) is NaN.
const LINEAR: &str = r#"
[network]
inputs = 1
layers = [{ units = 1, activation = "identity" }]
[init]
weights = [[[1.0]]]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 1e6
[data]
x = [[2]]
y = [[0]]
"#;

/// One example, one unit, a bias.
const SINGLE: &str = r#"
[network]
inputs = 1
layers = [{ units = 1, activation = "sigmoid", bias = true }]
[init]
weights = [[[0.5]]]
biases = [[-0.25]]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 1.0
[data]
x = [[2.0]]
y = [[1.0]]
"#;

/// Every pre-activation of the hidden layer is negative: its gradients are 0, and stay 0.
const DEAD: &str = r#"
[network]
inputs = 2
layers = [{ units = 2, activation = "relu" }, { units = 1, activation = "tanh" }]
[init]
weights = [[[-1.0, -0.5], [-0.3, -2.0]], [[0.7], [-0.4]]]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 0.5
[data]
x = [[0.5, 1.0], [1.0, 0.2]]
y = [[1], [-1]]
"#;

/// Logits of ±10⁸ after one step: the softmax is a one-hot row, its logarithm −∞ for the others.
const CLASSES: &str = r#"
[network]
inputs = 2
layers = [{ units = 3, activation = "softmax", bias = true }, { units = 3, activation = "softmax" }]
[init]
scheme = "xavier_uniform"
seed = 2
[loss]
name = "cross_entropy"
[regularizer]
l1 = 0.5
l2 = 0.5
[optimizer]
name = "adam"
learning_rate = 1e8
amsgrad = true
[data]
x = [[1, 2], [-3, 0.5], [1e300, -1e300]]
labels = [0, 1, 2]
"#;

fn lesson(text: &str) -> Lesson {
    parse(text, "lesson.toml").unwrap()
}

fn paper(learning_rate: f64) -> Lesson {
    let mut lesson = embedded("paper").unwrap().lesson().unwrap();
    lesson.setup.hyper.learning_rate = learning_rate;
    lesson
}

/// Six layers of 64 units on two examples.
fn deep(activation: &str, learning_rate: &str) -> Lesson {
    let layer = format!("{{ units = 64, activation = \"{activation}\", bias = true }}");
    let example = |by: f64| (0..64).map(move |i| f64::from(i) * by).map(|x| format!("{x:.4}"));
    let row = |by: f64| format!("[{}]", example(by).collect::<Vec<_>>().join(","));
    let rows = format!("[{}, {}]", row(0.01), row(-0.02));
    lesson(&format!(
        "[network]\ninputs = 64\nlayers = [{}]\n[init]\nscheme = \"he_normal\"\n\
         [loss]\nname = \"squared\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = {learning_rate}\n\
         [data]\nx = {rows}\ny = {rows}\n",
        [layer.as_str(); 6].join(", ")
    ))
}

/// Every extreme training, and the iterations worth a look.
fn extremes() -> Vec<(&'static str, Lesson, &'static [u64])> {
    vec![
        ("paper at 1e6", paper(1e6), &[1, 2, 100]),
        ("linear", lesson(LINEAR), &[1, 24, 25, 46, 47, 48, 49, 60]),
        ("single", lesson(SINGLE), &[1, 2, 5_000]),
        ("dead", lesson(DEAD), &[1, 2, 50]),
        ("classes", lesson(CLASSES), &[1, 2, 3, 30]),
        ("deep relu", deep("relu", "0.001"), &[1, 3]),
        ("deep identity", deep("identity", "1e6"), &[1, 2, 4, 9]),
    ]
}

fn numbers(trainer: &Trainer, role: Role) -> &[f64] {
    trainer.trace().slice(trainer.worksheet(), trainer.worksheet().find(role).unwrap())
}

fn everything(trainer: &Trainer) -> Vec<f64> {
    let sheet = trainer.worksheet();
    sheet.quantities().flat_map(|(id, _)| trainer.trace().slice(sheet, id).to_vec()).collect()
}

/// The only number of a quantity of a network of one unit and one example.
fn only(trainer: &Trainer, name: &str) -> f64 {
    let id = trainer.worksheet().named(name).unwrap();
    trainer.trace().slice(trainer.worksheet(), id)[0]
}

#[test]
fn the_paper_at_a_learning_rate_of_a_million_saturates_at_a_loss_of_4_without_a_nan() {
    let mut timeline = Timeline::new(paper(1e6).setup);
    for iteration in 2..=200 {
        timeline.seek(iteration);
        let trainer = timeline.trainer();
        assert_eq!(trainer.loss(), 4.0, "at {iteration}");
        assert_eq!(numbers(trainer, Role::Activation(2)), [1.0; 4]);
        assert_eq!(numbers(trainer, Role::Delta(2)), [0.0; 4]);
        assert!(everything(trainer).iter().all(|x| x.is_finite()), "at {iteration}");
    }
    assert_eq!(timeline.run().losses.first_not_finite(), None);
}

#[test]
fn a_linear_unit_overflows_in_the_instructive_order() {
    let mut timeline = Timeline::new(lesson(LINEAR).setup);
    for iteration in 1..=60 {
        timeline.seek(iteration);
        let trainer = timeline.trainer();
        let (loss, after) = (trainer.loss(), only(trainer, "W1_next"));
        match iteration {
            ..=24 => assert!(loss.is_finite() && after.is_finite(), "at {iteration}"),
            25..=46 => assert!(loss == f64::INFINITY && after.is_finite(), "at {iteration}"),
            47 => assert!(loss == f64::INFINITY && after == f64::NEG_INFINITY),
            48 => assert!(loss == f64::INFINITY && after.is_nan()),
            _ => assert!(loss.is_nan() && after.is_nan(), "at {iteration}"),
        }
    }
    assert_eq!(timeline.run().losses.first_not_finite(), Some(25));
}

#[test]
fn units_that_are_all_dead_stay_as_they_are() {
    let mut timeline = Timeline::new(lesson(DEAD).setup);
    let weights = timeline.trainer().parameters().concat();
    timeline.seek(500);
    assert_eq!(timeline.trainer().parameters().concat(), weights);
    assert_eq!(timeline.trainer().loss(), 1.0);
    assert_eq!(numbers(timeline.trainer(), Role::Activation(1)), [0.0; 4]);
}

/// Some cells of a matrix: all of a small one, a few of a large one.
fn cells(rows: usize, columns: usize) -> impl Iterator<Item = (usize, usize)> {
    let step = (rows * columns / 40).max(1);
    (0..rows * columns).step_by(step).map(move |at| (at / columns, at % columns))
}

/// Explains every quantity of the iteration at hand; counts the cells that are not finite.
fn explain(lesson: &Lesson, trainer: &Trainer, what: &str) -> usize {
    let app = App::new(lesson.clone());
    let (sheet, trace, symbols) = (trainer.worksheet(), trainer.trace(), app.symbols());
    let number = |x: f64| format(x, Digits::Significant(5));
    let mut strange = 0;
    for (quantity, q) in sheet.quantities() {
        for (row, column) in cells(q.rows, q.columns) {
            let why = sheet.explain(trace, &trainer.now(), Cell { quantity, row, column });
            let again = why.recompute(sheet, trace);
            let same =
                again.to_bits() == why.value.to_bits() || (again.is_nan() && why.value.is_nan());
            assert!(same, "{what}: {}: {again} is not {}", q.role.name(), why.value);
            strange += usize::from(!why.value.is_finite());
            let symbolic = why.symbolic(sheet, &symbols);
            let shapes = why.shapes(sheet, &trainer.now(), &symbols);
            let lines = why.substituted(sheet, trace, &symbols, &number);
            let computed = q.operation.is_some();
            assert_eq!((symbolic.is_some(), shapes.is_some()), (computed, computed), "{what}");
            let factors = why.factors();
            let given = factors.iter().map(|cell| trace.cell(sheet, *cell));
            for text in given.filter(|x| !x.is_finite()).map(number) {
                let result = number(why.value);
                let shown = lines.iter().any(|line| line.contains(&text)) || result == text;
                assert!(shown, "{what}: {}: {text} is not in {lines:?}", q.role.name());
            }
        }
    }
    strange
}

#[test]
fn every_cell_of_an_extreme_training_is_explained() {
    for (name, lesson, iterations) in extremes() {
        let mut timeline = Timeline::new(lesson.setup.clone());
        for &iteration in iterations {
            timeline.seek(iteration);
            let what = format!("{name} at {iteration}");
            let strange = explain(&lesson, timeline.trainer(), &what);
            match (name, iteration) {
                ("linear", 25..) | ("deep identity", 9..) => assert!(strange > 0, "{what}"),
                ("classes" | "deep identity", _) => {}
                _ => assert_eq!(strange, 0, "{what}"),
            }
        }
    }
}

#[test]
fn a_gradient_check_of_what_overflowed_says_that_it_is_not_finite() {
    // The check of 24,960 parameters takes seconds: the one that overflowed, where it did.
    let all = extremes().into_iter().filter(|row| row.0 != "deep relu");
    for (name, lesson, iterations) in all {
        let iterations = if name == "deep identity" { &[9] } else { iterations };
        let mut timeline = Timeline::new(lesson.setup);
        for &iteration in iterations {
            timeline.seek(iteration);
            let trainer = timeline.trainer();
            let checks = gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper());
            for check in checks {
                let finite = check.gradient.is_finite() && check.difference.is_finite();
                assert_eq!(check.verdict == Verdict::NotFinite, !finite, "{name}: {check:?}");
                let overflowed = name == "deep identity" || (name == "linear" && iteration >= 25);
                assert!(!overflowed || !finite, "{name} at {iteration}: {check:?}");
            }
        }
    }
}

/// The screen as text.
fn screen(app: &App, width: u16, height: u16) -> String {
    let theme = THEMES[0].clone();
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(app, &View::new(theme.clone()), area, &mut buffer);
    let text = FORMATS.iter().find(|format| format.name == "text").unwrap();
    (text.render)(&buffer, &theme)
}

/// The app after a command and some keys, apart from each other by blanks.
fn at(lesson: &Lesson, iteration: u64, keys: &str) -> App {
    let mut app = App::new(lesson.clone());
    app.command(&iteration.to_string()).unwrap();
    app.settle();
    for name in keys.split_whitespace() {
        app.press(Key::parse(name).unwrap());
    }
    app
}

#[test]
fn every_pane_of_an_extreme_training_is_drawn_at_any_size() {
    for (name, lesson, iterations) in extremes() {
        for &iteration in iterations {
            let mut app = at(&lesson, iteration, "");
            for keys in ["1", "2", "4", "8", "9"].into_iter().flat_map(|pane| [pane, "z", "z"]) {
                app.press(Key::parse(keys).unwrap());
                for (width, height) in [(80, 24), (1, 1), (0, 0), (40, 10), (160, 50)] {
                    let text = screen(&app, width, height);
                    assert_eq!(text.is_empty(), width == 0, "{name} at {iteration}, {keys}");
                }
            }
        }
    }
}

#[test]
fn the_screen_says_inf_and_nan_where_numbers_are() {
    let linear = lesson(LINEAR);
    let shown = |iteration, keys: &str| screen(&at(&linear, iteration, keys), 80, 24);
    for (iteration, keys, words) in [
        (24, "", &[][..]),
        (25, "", &["inf"]),
        (47, "", &["inf", "-inf"]),
        (48, "", &["inf", "nan"]),
        (49, "", &["nan"]),
        (48, "/ W 1 _ n e x t enter 2", &["inf", "nan"]),
        (60, "4", &["nan"]),
    ] {
        let text = shown(iteration, keys).replace('−', "-");
        for word in ["inf", "-inf", "nan"] {
            let there = text.contains(word);
            let wanted = words.contains(&word);
            assert!(there || !wanted, "no {word} at {iteration}, keys {keys:?}:\n{text}");
            assert!(!words.is_empty() || !there, "{word} at {iteration}:\n{text}");
        }
    }
}

#[test]
fn a_trace_names_what_is_not_finite() {
    let trace = binary::trace(LINEAR, &["--iterations", "49"]);
    let of =
        |iteration: usize, name| binary::numbers(binary::quantity(&trace, iteration - 1, name));
    assert_eq!(of(25, "L"), [f64::INFINITY]);
    assert!(of(25, "W1")[0].is_finite());
    assert_eq!(of(47, "W1_next"), [f64::NEG_INFINITY]);
    assert_eq!(of(48, "W1"), [f64::NEG_INFINITY]);
    assert!(of(48, "W1_next")[0].is_nan() && of(49, "L")[0].is_nan());
}
