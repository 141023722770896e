//! The plane: the field and the points on it, held against the worksheet's own numbers.

use crate::desk::Desk;
use crate::picture::Picture;
use chainrule::app::Pane;
use chainrule::lesson::embedded;
use chainrule::train::Timeline;
use chainrule::ui::glyphs::Glyphs;
use chainrule::ui::theme::{ColorLevel, THEMES};
use chainrule::worksheet::quantity::Role;

const SIZE: (u16, u16) = (100, 30);

/// The inputs of the paper and their targets.
const PAPER: [([f64; 2], f64); 4] =
    [([0.75, 0.8], 1.0), ([0.2, 0.05], 1.0), ([-0.75, 0.8], -1.0), ([0.2, -0.05], -1.0)];

/// Where the paper's points have to stand: the plot is what is neither label nor legend, and spans
/// the data and a tenth of their range on each side.
fn places(picture: &Picture) -> Vec<(u16, u16)> {
    let cells = picture.cells();
    let legend = picture.lines()[0].chars().position(|c| c == 'y').unwrap() as u16;
    let field = |symbol: &str| ["▀", "●", "○"].contains(&symbol);
    let plot = cells.iter().filter(|((x, _), cell)| *x < legend - 1 && field(cell.symbol()));
    let plot: Vec<(u16, u16)> = plot.map(|(at, _)| *at).collect();
    let (left, top) = plot[0];
    let (right, bottom) = *plot.last().unwrap();
    let (width, height) = (f64::from(right - left + 1), f64::from(bottom - top + 1));
    assert_eq!(plot.len() as f64, width * height, "{}", picture.text());
    // −0.75 … 0.75 and −0.05 … 0.8, a tenth wider: −0.9 … 0.9 and −0.135 … 0.885.
    let place = |x: f64, y: f64| {
        let column = ((x + 0.9) / 1.8 * width).floor();
        let row = ((0.885 - y) / 1.02 * height).floor();
        (left + column as u16, top + row as u16)
    };
    PAPER.iter().map(|([x, y], _)| place(*x, *y)).collect()
}

/// What a layer says to each example at the start of an iteration.
fn activations(iteration: u64, layer: usize) -> Vec<f64> {
    let lesson = embedded("paper").unwrap().lesson().unwrap();
    let mut timeline = Timeline::new(lesson.setup);
    timeline.seek(iteration);
    let sheet = timeline.trainer().worksheet();
    timeline.trainer().trace().slice(sheet, sheet.find(Role::Activation(layer)).unwrap()).to_vec()
}

#[test]
fn every_point_stands_in_its_cell_with_the_mark_of_its_target() {
    let picture = Picture::lesson("paper", Pane::Plane, SIZE);
    for (at, ([x, y], target)) in places(&picture).into_iter().zip(PAPER) {
        let mark = if target > 0.0 { "●" } else { "○" };
        assert_eq!(picture.symbol(at), mark, "({x}, {y})\n{}", picture.text());
    }
    let text = picture.text();
    // One of each in the legend.
    assert_eq!((text.matches('●').count(), text.matches('○').count()), (3, 3), "{text}");
}

#[test]
fn the_field_has_the_sign_of_the_prediction_before_the_update_and_of_the_next_one_after_it() {
    let mut picture = Picture::lesson("paper", Pane::Plane, SIZE);
    let mut signs = Vec::new();
    for iteration in 1..=12 {
        picture.press("n");
        let before = format!("before update {iteration}");
        assert!(picture.text().contains(&before), "{}", picture.text());
        check(&picture, &activations(iteration, 2), &mut signs);
        picture.press("space");
        let after = format!("after update {iteration}");
        assert!(picture.text().contains(&after), "{}", picture.text());
        check(&picture, &activations(iteration + 1, 2), &mut signs);
    }
    assert!(signs.contains(&true) && signs.contains(&false), "both signs are seen");
}

fn check(picture: &Picture, predictions: &[f64], signs: &mut Vec<bool>) {
    // Below a twentieth the colours are the same as for zero.
    for (at, prediction) in places(picture).into_iter().zip(predictions) {
        if prediction.abs() > 0.06 {
            assert_eq!(picture.is_warm(at), *prediction > 0.0, "{prediction}\n{}", picture.text());
            signs.push(*prediction > 0.0);
        }
    }
}

#[test]
fn the_arrow_keys_and_the_command_show_any_unit() {
    let mut picture = Picture::lesson("paper", Pane::Plane, SIZE);
    let cursor = picture.app.cursor();
    let output = picture.text();
    picture.press("left down");
    assert!(picture.text().contains("s_ReLU, unit 2 of 3"), "{}", picture.text());
    assert_eq!(picture.app.cursor(), cursor, "the worksheet's cursor stays");
    let by_keys = picture.text();
    picture.command("unit 1.1").unwrap();
    assert!(picture.text().contains("s_ReLU, unit 1 of 3"), "{}", picture.text());
    picture.command("unit 1.2").unwrap();
    assert_eq!(picture.text(), by_keys);
    picture.command("unit").unwrap();
    assert_eq!(picture.text(), output);
    for nonsense in ["unit 0.1", "unit 1.4", "unit 3.1", "unit x", "unit 1"] {
        let reason = picture.command(nonsense).unwrap_err();
        assert!(reason.contains("1.1…1.3") && reason.contains("2.1"), "{reason}");
        assert_eq!(picture.text(), output);
    }
    picture.press("right");
    assert!(picture.app.message().is_some_and(|message| message.refused));
}

#[test]
fn a_hidden_unit_is_warm_where_it_is_on_and_neutral_where_it_is_off() {
    let mut picture = Picture::lesson("paper", Pane::Plane, SIZE);
    picture.command("unit 1.1").unwrap();
    let off = THEMES[0].heat(0.0).bg.unwrap();
    for (at, value) in places_of_unit(&picture).into_iter().zip(activations(1, 1).chunks(3)) {
        let cell = picture.cells().into_iter().find(|(place, _)| *place == at).unwrap().1;
        assert_eq!(cell.bg != off, value[0] > 0.05, "{value:?}\n{}", picture.text());
    }
}

/// The points stand in the same cells whichever unit is shown.
fn places_of_unit(picture: &Picture) -> Vec<(u16, u16)> {
    let mut fresh = Picture::lesson("paper", Pane::Plane, SIZE);
    fresh.draw();
    let found = places(&fresh);
    assert!(found.iter().all(|at| ["●", "○"].contains(&picture.symbol(*at))));
    found
}

#[test]
fn without_colours_the_sign_of_the_field_is_told_by_characters() {
    for (level, glyphs) in
        [(ColorLevel::Mono, Glyphs::Braille), (ColorLevel::TrueColor, Glyphs::Ascii)]
    {
        let mut picture = Picture::lesson("xor", Pane::Plane, SIZE);
        picture.press(": 2 0 0 0 enter");
        picture.app.settle();
        picture.look(&THEMES[0].at(level), glyphs);
        let text = picture.text();
        assert!(text.matches('#').count() > 20 && text.matches('=').count() > 20, "{text}");
        assert_eq!(glyphs == Glyphs::Ascii, picture.lines()[..20].concat().is_ascii(), "{text}");
    }
}

#[test]
fn other_numbers_of_inputs_are_said_or_drawn_as_a_curve() {
    let picture = Picture::lesson("hinge", Pane::Plane, SIZE);
    assert!(picture.text().contains("this network has 3"), "{}", picture.text());
}

#[test]
fn points_lie_where_they_were_drawn_whatever_the_features_make_of_them() {
    let link = |features: &str| format!("#dataset=circle&seed=0.5&networkShape=3&{features}");
    let shown = |link: String| {
        let lesson = chainrule::lesson::playground::lesson(&link).unwrap();
        let mut desk = Desk::of(lesson, (120, 36));
        desk.press("space 5 z");
        desk
    };
    // The marks alone; the field between them is another network's.
    let marks = |desk: &Desk| -> Vec<String> {
        let mark = |c: char| if "○●◐◇◆".contains(c) { c } else { ' ' };
        desk.lines()[2..32].iter().map(|line| line.chars().map(mark).collect()).collect()
    };
    let plain = shown(link("x=true&y=true"));
    let mut squares = shown(link("x=false&y=false&xSquared=true&ySquared=true&xTimesY=true"));
    assert_eq!(marks(&plain), marks(&squares));
    let tests = |desk: &Desk| desk.text().matches(['◇', '◆']).count();
    assert_eq!(tests(&squares), 0);
    squares.press("T");
    // 250 test points, several to a cell, and two in the legend.
    assert!((100..=252).contains(&tests(&squares)), "{}", tests(&squares));
    squares.press("T");
    assert_eq!(tests(&squares), 0);
}

#[test]
fn discretized_outputs_have_two_colours_and_the_others_many() {
    let lesson = chainrule::lesson::playground::lesson("#dataset=gauss&seed=0.5").unwrap();
    let mut desk = Desk::of(lesson, (120, 36));
    desk.press(": 1 0 0 enter 5 z");
    let colours = |desk: &Desk| {
        let field = (12..80).flat_map(|x| (4..30).map(move |y| (x, y)));
        let colours = field.map(|at| desk.screen()[at].bg);
        colours.collect::<std::collections::HashSet<_>>().len()
    };
    assert!(colours(&desk) > 4, "{}", colours(&desk));
    desk.command("discretize");
    assert_eq!(colours(&desk), 2);
    desk.command("discretize");
    assert!(colours(&desk) > 4);
}

#[test]
fn a_link_opens_with_its_plane_and_says_how_to_go_to_it_and_through_epochs() {
    for (size, least) in [((120, 36), 4), ((200, 60), 10)] {
        let link = "#dataset=spiral&networkShape=4,2&seed=0.59704";
        let desk = Desk::of(chainrule::lesson::playground::lesson(link).unwrap(), size);
        let plane = desk.area(Pane::Plane).unwrap_or_else(|| panic!("{}", desk.text()));
        assert!(plane.width >= 28 && plane.height >= 12, "{plane:?}\n{}", desk.text());
        for pane in [Pane::Lesson, Pane::Loss] {
            let height = desk.area(pane).map_or(0, |area| area.height);
            assert!(height >= least, "{pane:?} {height}\n{}", desk.text());
        }
        let footer = desk.footer();
        assert!(footer.contains("E epoch") && footer.contains("5 plane"), "{footer}");
    }
    // The layers leave no room at the right: it stands below.
    let wide = "#dataset=spiral&networkShape=8,8&seed=0.59704";
    let desk = Desk::of(chainrule::lesson::playground::lesson(wide).unwrap(), (120, 36));
    assert!(desk.area(Pane::Plane).is_some(), "{}", desk.text());
    // One batch, and points that were typed.
    let desk = Desk::new("paper", (120, 36));
    assert!(!desk.footer().contains("E epoch") && !desk.footer().contains("5 plane"));
}

/// Three classes whose outputs are x, y and −x − y.
const THREE: &str = "title = \"three\"\n[network]\ninputs = 2\nlayers = \
    [{ units = 3, activation = \"softmax\", bias = false }]\n[init]\n\
    weights = [[[1, 0, -1], [0, 1, -1]]]\nbiases = [[]]\n[loss]\nname = \"cross_entropy\"\n\
    [optimizer]\nname = \"sgd\"\nlearning_rate = 0.1\n[data]\n\
    x = [[-3, -3], [3, 0], [0, 3], [3, 3]]\nlabels = [\"ash\", \"elm\", \"oak\", \"oak\"]\n\
    [columns]\ninputs = [\"width of leaf\", \"age\"]\n";

#[test]
fn classes_have_their_colours_or_digits_where_their_output_is_the_greatest() {
    let lesson = chainrule::lesson::parse(THREE, "three.toml").unwrap();
    for theme in THEMES {
        for level in [ColorLevel::Mono, ColorLevel::Ansi16, ColorLevel::TrueColor] {
            let mut desk = Desk::of(lesson.clone(), SIZE);
            desk.dress(&theme.at(level));
            desk.app.command("discretize").unwrap();
            desk.press("5 z");
            let theme = theme.at(level);
            let plot = desk.hits().iter().find(|hit| hit.spot == chainrule::ui::Spot::Plane);
            let plot = plot.unwrap().area;
            let mut seen = [0; 3];
            for at in plot.positions() {
                // The plane goes from −3.6 to 3.6 on both axes; a cell holds two values.
                let part = |at: u16, of: u16, d: f64| (f64::from(at) + d) / f64::from(of);
                let x = -3.6 + 7.2 * part(at.x - plot.x, plot.width, 0.5);
                let classes = [0.25, 0.75].map(|d| {
                    let y = 3.6 - 7.2 * part(at.y - plot.y, plot.height, d);
                    let outputs = [x, y, -x - y];
                    (0..3).max_by(|a, b| outputs[*a].total_cmp(&outputs[*b])).unwrap()
                });
                let cell = &desk.screen()[at];
                if theme.level() == ColorLevel::Mono {
                    let digit = cell.symbol().parse::<usize>();
                    seen[classes[0]] += usize::from(digit == Ok(classes[0] + 1));
                    let is_point = cell.modifier.contains(ratatui::style::Modifier::BOLD);
                    assert!(is_point || digit.is_err() || classes.contains(&(digit.unwrap() - 1)));
                } else if cell.symbol() == "▀" {
                    let colours = classes.map(|class| theme.class(class).bg.unwrap());
                    assert_eq!([cell.fg, cell.bg], colours, "{} {at:?}", theme.name);
                    seen[classes[0]] += 1;
                }
            }
            assert!(
                seen.iter().all(|count| *count > 20),
                "{} {seen:?}\n{}",
                theme.name,
                desk.text()
            );
            let text = desk.text();
            for word in ["the class it decides for", "ash", "elm", "oak", "width of leaf", "age"] {
                assert!(text.contains(word), "{word}\n{text}");
            }
        }
    }
}
