//! Small maps of the units in the network pane, and what the plane says of its axes and classes.

use crate::desk::Desk;
use crate::picture::Picture;
use chainrule::app::{GLYPHS, Pane};
use chainrule::lesson::{parse, playground};
use chainrule::ui::theme::{ColorLevel, THEMES};
use ratatui::style::Color;

fn is_warm(color: Color) -> bool {
    let Color::Rgb(red, _, blue) = color else { panic!("no colour: {color:?}") };
    red > blue
}

/// The places of half blocks with a gap of columns before them: those of the last column of maps.
fn last_map(picture: &Picture) -> Vec<(u16, u16)> {
    let cells = picture.cells();
    let blocks: Vec<_> =
        cells.iter().filter(|(_, cell)| cell.symbol() == "▀").map(|(at, _)| *at).collect();
    let mut columns: Vec<u16> = blocks.iter().map(|at| at.0).collect();
    columns.sort_unstable();
    columns.dedup();
    let start = columns.windows(2).rev().find(|pair| pair[1] > pair[0] + 1).unwrap()[1];
    blocks.into_iter().filter(|at| at.0 >= start).collect()
}

#[test]
fn the_map_of_the_output_has_the_side_of_every_corner_that_was_learnt() {
    let mut picture = Picture::lesson("xor", Pane::Network, (120, 36));
    picture.press(": 5 0 0 0 enter");
    picture.app.settle();
    picture.draw();
    let map = last_map(&picture);
    let (first, last) = (map[0], map[map.len() - 1]);
    assert_eq!(map.len(), 12 * 6, "{}", picture.text());
    let cell =
        |at: (u16, u16)| picture.cells().into_iter().find(|(place, _)| *place == at).unwrap().1;
    // Exclusive or: 1 where one input is 1 alone. Upwards is the second one.
    assert!(is_warm(cell(first).fg), "(0, 1)");
    assert!(!is_warm(cell((last.0, first.1)).fg), "(1, 1)");
    assert!(!is_warm(cell((first.0, last.1)).bg), "(0, 0)");
    assert!(is_warm(cell(last).bg), "(1, 0)");
    assert!(picture.text().contains("maps: units over the plane"), "{}", picture.text());
}

#[test]
fn maps_shrink_with_the_room_and_go_before_the_numbers_do() {
    let mut picture = Picture::lesson("xor", Pane::Network, (120, 36));
    picture.press("space");
    let mut seen = Vec::new();
    for height in (12..=60).rev() {
        picture.resize((120, height));
        let text = picture.text();
        seen.push(text.matches('▀').count());
        // Two inputs, two units, one output, each with its number.
        assert!(text.matches(')').count() >= 5, "{height}\n{text}");
    }
    assert!(seen.windows(2).all(|pair| pair[0] >= pair[1]), "{seen:?}");
    // Five maps of 12 by 6, then smaller ones down to 4 by 2, then none.
    for cells in [72, 50, 32, 18, 8, 0] {
        assert!(seen.contains(&(5 * cells)), "{cells}: {seen:?}");
    }
}

#[test]
fn other_data_than_those_of_a_plane_have_no_maps() {
    let mut picture = Picture::lesson("hinge", Pane::Network, (200, 60));
    picture.press("space");
    assert!(!picture.text().contains('▀') && !picture.text().contains("maps:"));
}

#[test]
fn maps_are_characters_without_colours_and_are_worked_out_once() {
    let mut picture = Picture::lesson("xor", Pane::Network, (120, 36));
    picture.press(": 2 0 0 0 enter");
    picture.app.settle();
    for (glyphs, name, _) in GLYPHS {
        picture.look(&THEMES[0].at(ColorLevel::Mono), *glyphs);
        let text = picture.text();
        assert!(text.matches('#').count() > 20 && text.matches('=').count() > 5, "{name}\n{text}");
    }
    let mut desk = Desk::new("xor", (200, 60));
    desk.press("space 3 z");
    desk.draw();
    assert_eq!(desk.worked_out(), 0);
    desk.press("space");
    // 12 × 12 places, 2 + 2 + 1 units.
    assert_eq!(desk.worked_out(), 144 * 5);
}

#[test]
fn playgrounds_plane_reaches_from_minus_six_to_six_and_names_its_axes_and_classes() {
    let mut desk = Desk::of(playground::lesson("#dataset=circle&seed=0.5").unwrap(), (120, 36));
    desk.press("space 5 z");
    let lines = desk.pane(Pane::Plane);
    let axis: Vec<&str> = lines.last().unwrap().split_whitespace().collect();
    assert_eq!(axis[..3], ["-6", "x", "6"]);
    let left = |row: usize| lines[row].split_whitespace().next().unwrap_or_default().to_owned();
    assert!(
        left(0).starts_with('6') && lines.iter().any(|line| line.trim_start().starts_with("y "))
    );
    assert!(left(lines.len() - 2).starts_with("-6"), "{}", desk.text());
    assert!(desk.text().contains("○ -1") && desk.text().contains("● 1"), "{}", desk.text());
    // A point far outside is used, and counted, and not drawn.
    desk.app.command("point 9 9 1").unwrap();
    assert_eq!(desk.app.plane_places().len(), 251);
}

#[test]
fn points_outside_of_the_plane_are_counted() {
    let link = "#dataset=gauss&seed=0.5&noise=50";
    let mut desk = Desk::of(playground::lesson(link).unwrap(), (120, 36));
    desk.press("space 5 z");
    let outside = desk.app.plane_places().iter().flatten().filter(|x| x.abs() > 6.0).count();
    assert!(outside > 0 && desk.text().contains(" outside of it"), "{}", desk.text());
}

#[test]
fn the_colours_of_a_class_are_named() {
    let text = "title = \"classes\"\niterations = 5\n[network]\ninputs = 2\nlayers = \
        [{ units = 3, activation = \"softmax\", bias = true }]\n[init]\nscheme = \"zeros\"\n\
        [loss]\nname = \"cross_entropy\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = 0.1\n\
        [data]\nx = [[0, 0], [1, 0], [0, 1]]\nlabels = [0, 1, 2]\n";
    let mut desk = Desk::of(parse(text, "classes.toml").unwrap(), (120, 36));
    desk.press("space 5 z down");
    assert!(desk.text().contains("others") && desk.text().contains("class 2"), "{}", desk.text());
}
