//! The network pane: what is lit, marked and left out.

use crate::desk::Desk;
use crate::picture::Picture;
use chainrule::app::{App, Pane};
use chainrule::lesson;
use chainrule::ui::glyphs::{GLYPHS, Glyphs};
use chainrule::ui::theme::{ColorLevel, THEMES};

const SIZE: (u16, u16) = (90, 16);

fn paper() -> Picture {
    Picture::lesson("paper", Pane::Network, SIZE)
}

/// A lesson of one layer after the other, all weights 0.1 or as given, on two examples.
fn network(inputs: usize, layers: &[(usize, &str)], init: &str) -> App {
    let list = |n: usize, item: &str| vec![item; n].join(", ");
    let layer = |(units, name): &(usize, &str)| {
        let bias = init.contains("scheme") || init.contains("biases");
        format!("{{ units = {units}, activation = \"{name}\", bias = {bias} }}")
    };
    let layers_text: Vec<_> = layers.iter().map(layer).collect();
    let outputs = layers[layers.len() - 1].0;
    let row = |n: usize| format!("[{}]", list(n, "1"));
    let text = format!(
        "title = \"t\"\nsummary = \"s\"\niterations = 3\n[network]\ninputs = {inputs}\n\
         layers = [{}]\n[init]\n{init}\n[loss]\nname = \"half_squared\"\n[optimizer]\n\
         name = \"sgd\"\nlearning_rate = 0.1\n[data]\nx = [{}, {}]\ny = [{}, {}]\n",
        layers_text.join(", "),
        row(inputs),
        row(inputs),
        row(outputs),
        row(outputs)
    );
    App::new(lesson::parse(&text, "t").unwrap())
}

fn drawn(inputs: usize, layers: &[(usize, &str)]) -> App {
    network(inputs, layers, "scheme = \"xavier_uniform\"\nseed = 1")
}

/// The row of the pane in which a text stands.
fn row_of(picture: &Picture, text: &str) -> u16 {
    let lines = picture.lines();
    let at = lines.iter().position(|line| line.contains(text));
    let at = at.unwrap_or_else(|| panic!("{text}\n{}", picture.text()));
    picture.cells()[0].0.1 + at as u16
}

#[test]
fn the_edge_under_the_cursor_is_lit_with_its_number_from_its_unit_to_its_unit() {
    let mut picture = paper();
    let theme = THEMES[0].clone();
    // Before the first step no activation is known: the hidden units are empty brackets, and so is
    // the output, which stands further to the right.
    let left = |line: &String| line.split("(     )").next().map(|left| left.chars().count());
    let empty = |line: &&String| line.contains("(     )");
    let lines = picture.lines();
    let column = lines.iter().filter(empty).filter_map(left).min();
    let first = picture.cells()[0].0.1;
    let rows = lines.iter().enumerate().filter(|(_, line)| empty(line) && left(line) == column);
    let hidden: Vec<u16> = rows.map(|(y, _)| first + y as u16).collect();
    assert_eq!(hidden.len(), 3, "{}", picture.text());
    let inputs = [row_of(&picture, "0.75"), row_of(&picture, "0.80")];
    // The paper's W: 0.6 0.7 0 over 0.01 0.43 0.88; a weight of 0 has no edge.
    for (row, weights) in [["0.60", "0.70", ""], ["0.01", "0.43", "0.88"]].iter().enumerate() {
        for (column, weight) in weights.iter().enumerate() {
            picture.command(&format!("search W1[{},{}]", row + 1, column + 1)).unwrap();
            assert_eq!(picture.said(theme.lit()), *weight, "{}", picture.text());
            let line = picture.styled(theme.marker());
            if weight.is_empty() {
                assert!(line.is_empty());
                continue;
            }
            let start = line.iter().min().unwrap();
            let end = line.iter().max().unwrap();
            assert_eq!((start.1, end.1), (inputs[row], hidden[column]), "{}", picture.text());
        }
    }
}

#[test]
fn gradients_and_updates_light_the_edge_of_their_weight() {
    let mut picture = paper();
    picture.press("space");
    let mut lines = Vec::new();
    for name in ["W1", "dW1", "W1_next"] {
        picture.command(&format!("search {name}[2,3]")).unwrap();
        lines.push(picture.styled(THEMES[0].marker()));
    }
    assert!(!lines[0].is_empty() && lines.iter().all(|line| *line == lines[0]), "{lines:?}");
    picture.command("search W1[1,1]").unwrap();
    assert_ne!(picture.styled(THEMES[0].marker()), lines[0]);
}

#[test]
fn the_unit_under_the_cursor_is_lit_and_numbers_are_those_of_its_example() {
    let mut picture = paper();
    picture.press("space");
    // 0.75 × 0.7 + 0.8 × 0.43 = 0.869 and 0.2 × 0.7 + 0.05 × 0.43 = 0.1615
    for (cell, number) in [("S1[1,2]", "0.87"), ("A1[2,2]", "0.16"), ("delta1[1,2]", "0.87")] {
        picture.command(&format!("search {cell}")).unwrap();
        assert!(picture.said(THEMES[0].lit()).contains(number), "{cell}\n{}", picture.text());
    }
    assert!(picture.text().contains("example 1"), "{}", picture.text());
    picture.command("search L[4,1]").unwrap();
    assert!(picture.text().contains("example 4"), "{}", picture.text());
}

#[test]
fn what_is_not_computed_yet_has_no_number() {
    let mut picture = paper();
    let empty = |picture: &Picture| picture.text().matches("(     )").count();
    assert_eq!(empty(&picture), 3 + 1);
    picture.press("n n");
    assert_eq!(empty(&picture), 1, "{}", picture.text());
    picture.press("n n");
    assert_eq!(empty(&picture), 0, "{}", picture.text());
}

#[test]
fn dead_and_saturated_units_are_marked_once_they_are_computed() {
    // Inputs 1: s is −2, 2 in the first layer; 20, 0 in the second; the output is never flat.
    let init = "weights = [[[-2.0, 2.0]], [[1.0, 1.0], [10.0, 0.0]], [[0.1], [0.1]]]\n\
                biases = [[0.0, 0.0], [0.0, 0.0], [0.0]]";
    let app = || network(1, &[(2, "relu"), (2, "tanh"), (1, "identity")], init);
    for theme in THEMES {
        for (glyphs, name, _) in GLYPHS {
            let mut picture = Picture::new(app(), Pane::Network, SIZE);
            picture.look(theme, *glyphs);
            let (dead, flat) = if *glyphs == Glyphs::Ascii { ('x', '~') } else { ('✗', '≈') };
            assert!(!picture.text().contains("dead"), "{}", picture.text());
            picture.press("space");
            let text = picture.text();
            assert!(text.contains(&format!("{dead} 0.00{dead}")), "{name}\n{text}");
            assert!(text.contains(&format!("{flat} 1.00{flat}")), "{name}\n{text}");
            assert!(text.contains(&format!("{dead} 1 dead")), "{name}\n{text}");
            assert!(text.contains(&format!("{flat} 1 saturated")), "{name}\n{text}");
        }
    }
}

#[test]
fn a_negative_weight_is_dashed_and_a_positive_one_is_not() {
    for (glyphs, name, _) in GLYPHS {
        let line = |weight: &str| {
            let init = format!("weights = [[[{weight}]]]");
            let mut picture = Picture::new(network(1, &[(1, "tanh")], &init), Pane::Network, SIZE);
            // The cursor elsewhere: a lit edge has a number on it.
            picture.command("search X").unwrap();
            picture.look(&THEMES[0].at(ColorLevel::Mono), *glyphs);
            let row = picture.lines()[usize::from(row_of(&picture, "1)") - picture.cells()[0].0.1)]
                .clone();
            row.split_once(')').unwrap().1.split_once('(').unwrap().0.to_owned()
        };
        let (solid, dashed) = (line("1.0"), line("-1.0"));
        assert!(!solid.contains(' ') && solid.len() > 4, "{name} {solid:?}");
        assert!(dashed.contains(' ') && !dashed.trim().is_empty(), "{name} {dashed:?}");
    }
}

#[test]
fn what_is_not_drawn_is_counted() {
    let mut picture = Picture::new(drawn(40, &[(30, "relu"), (5, "tanh")]), Pane::Network, SIZE);
    picture.command("search X").unwrap();
    let text = picture.text();
    let boxes = text.matches(')').count();
    let biases = text.matches("+1").count();
    assert!(text.contains(&format!("{} of 75 units drawn", boxes - biases)), "{text}");
    // 40 × 30 + 30 + 30 × 5 + 5
    assert!(text.contains("of 1385 edges drawn"), "{text}");
    // The cursor's unit is there, wherever it stands in its layer.
    for unit in [1, 17, 40] {
        picture.command(&format!("search X[1,{unit}]")).unwrap();
        assert!(!picture.said(THEMES[0].lit()).is_empty(), "{unit}\n{}", picture.text());
    }
}

#[test]
fn every_network_draws_at_every_size_in_every_look() {
    let apps = [
        drawn(1, &[(1, "softmax")]),
        drawn(2, &[(3, "relu"), (2, "tanh")]),
        drawn(60, &[(20, "sigmoid"), (1, "sigmoid")]),
        drawn(3, &[(2, "tanh"); 14]),
    ];
    for app in apps {
        let mut picture = Picture::new(app, Pane::Network, (80, 24));
        for keys in ["1 3", "n n n", "space", "5", "left up"] {
            picture.press(keys);
            for (glyphs, ..) in GLYPHS {
                picture.look(&THEMES[1], *glyphs);
                for width in (40..=70).step_by(3).chain([91, 160, 220]) {
                    for height in (0..=14).chain([27, 70]) {
                        picture.resize((width, height));
                    }
                }
            }
        }
    }
}

#[test]
fn the_number_under_the_cursor_says_what_is_drawn_of_it() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space 3 z");
    desk.go("W1[1,1]");
    // The paper's first weight, before and after its first update.
    let (sheet, trace) = (desk.app.worksheet(), desk.app.trainer().trace());
    let after = trace.slice(sheet, sheet.named("W1_next").unwrap())[0];
    let said = format!("W[1,1] = 0.6000 → {after:.4}");
    assert!(desk.text().contains(&said), "{said}\n{}", desk.text());
    desk.go("W1_next[1,1]");
    assert!(desk.text().contains(&format!("= {after:.4}")) && !desk.text().contains('→'));
}

#[test]
fn square_inputs_are_a_picture_beside_the_graph_and_classes_stand_at_their_outputs() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space 3 z");
    assert!(!desk.text().contains("a unit's weights"), "{}", desk.text());
    desk.app.command("dataset digits").unwrap();
    desk.press("space 3 z z");
    desk.go("W1[1,2]");
    desk.press("3");
    let text = desk.text();
    assert!(text.contains("a unit's weights") && text.contains("unit 2"), "{text}");
    // 8×8 pixels, two a cell: as many cells across as a line of the picture has.
    let halves = desk.lines().iter().map(|line| line.chars().filter(|c| *c == '▀').count()).max();
    assert!(halves >= Some(8), "{text}");
    // The ten digits at the ten outputs.
    let lines = desk.lines();
    let named = lines.iter().filter(|line| line.contains(')')).filter(|line| {
        let end = line.rfind(')').map_or("", |at| &line[at + 1..]);
        end.split_whitespace().next().is_some_and(|word| word.parse::<u32>().is_ok())
    });
    assert_eq!(named.count(), 10, "{text}");
    for size in [(40, 10), (80, 24), (84, 12), (100, 30), (200, 60)] {
        desk.resize(size);
    }
}
