//! Points put and erased in the plane: by keys, by the mouse, by name.

use crate::change::bits;
use crate::desk::Desk;
use chainrule::app::{App, Gesture, Pane};
use chainrule::lesson::parse;
use chainrule::lesson::playground;
use chainrule::lesson::session::lesson_section;

/// The plane's own cells: what is neither axis nor legend, from the corners of the field.
fn plot(desk: &Desk) -> (u16, u16, u16, u16) {
    let hit = desk.hits().iter().find(|hit| hit.spot == chainrule::ui::Spot::Plane).unwrap();
    (hit.area.x, hit.area.y, hit.area.width, hit.area.height)
}

fn rows(desk: &Desk) -> Vec<(Vec<f64>, Vec<f64>)> {
    let app = &desk.app;
    let (data, network) = (app.trainer().data(), app.worksheet().network());
    let x = data.x.chunks(network.inputs).map(<[f64]>::to_vec);
    x.zip(data.y.chunks(network.outputs()).map(<[f64]>::to_vec)).collect()
}

#[test]
fn keys_collect_points_and_leaving_starts_one_run_with_all_of_them() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    let weights = desk.app.lesson().setup.parameters.clone();
    let before = bits(desk.app.trainer());
    // The paper's plane reaches from −0.9 to 0.9 and from −0.135 to 0.885: it begins in the middle
    // (0, 0.375), at the step 0.38, and goes by steps of 0.02 and 0.01.
    desk.press("i right right right + up -");
    assert_eq!(desk.app.timeline().runs().len(), 1, "nothing is started yet");
    assert_eq!(rows(&desk).len(), 4);
    assert!(desk.text().contains("6 points"), "{}", desk.text());
    desk.press("enter");
    assert_eq!(desk.app.timeline().runs().len(), 2);
    let all = rows(&desk);
    assert_eq!(all.len(), 6);
    assert_eq!(all[0], (vec![0.75, 0.8], vec![1.0]), "the others stay to the bit");
    assert_eq!(all[4], (vec![0.06, 0.38], vec![1.0]));
    assert_eq!(all[5], (vec![0.06, 0.39], vec![-1.0]));
    assert_eq!(desk.app.lesson().setup.parameters, weights);
    assert_eq!(desk.app.iteration(), 2, "as far as before");
    assert_eq!(desk.app.worksheet().rows(), 6, "all at once stays all at once");
    assert!(desk.app.timeline().ghost().is_some());
    desk.press("u");
    assert_eq!(bits(desk.app.trainer()), before);
    desk.press("ctrl-r");
    assert_eq!(rows(&desk), all);
}

#[test]
fn erasing_takes_the_nearest_and_taking_back_gives_it_again() {
    let mut desk = Desk::new("paper", (120, 36));
    // (0.2, 0.05) and (0.2, −0.05) are nearest to the corner at the lower right.
    desk.press("i ) ) ) ) ) pagedown pagedown pagedown pagedown x");
    assert!(desk.text().contains("3 points"), "{}", desk.text());
    desk.press("u");
    assert!(desk.text().contains("4 points"), "{}", desk.text());
    desk.press("u");
    assert!(desk.footer().contains("nothing was drawn yet"), "{}", desk.footer());
    desk.press("x esc");
    assert_eq!(rows(&desk).len(), 3);
    assert!(!rows(&desk).contains(&(vec![0.2, -0.05], vec![-1.0])));
    // Never without any.
    desk.press("i x x x");
    desk.press("enter");
    assert!(
        desk.app.drawing().is_some() && desk.footer().contains("one point"),
        "{}",
        desk.footer()
    );
    desk.press("u u u enter");
    assert!(desk.app.drawing().is_none());
    assert_eq!(rows(&desk).len(), 3);
}

#[test]
fn drawing_without_a_change_starts_nothing() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space i left + u esc");
    assert_eq!(desk.app.timeline().runs().len(), 1);
    assert_eq!(desk.app.focus(), Pane::Plane);
}

#[test]
fn the_mouse_puts_points_where_it_is_and_the_right_button_erases() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space 5 z");
    let (x, y, width, height) = plot(&desk);
    // Without drawing a press is nothing but a look at the plane.
    desk.point(Gesture::Press, (x + 3, y + 3));
    desk.point(Gesture::Second, (x + 3, y + 3));
    assert!(desk.app.drawing().is_none());
    desk.press("i");
    let at = (x + width / 4, y + height / 4);
    desk.point(Gesture::Press, at);
    desk.point(Gesture::Release, at);
    assert!(desk.text().contains("5 points"), "{}", desk.text());
    // The corners are at 0 and 1, the plane goes from −0.1 to 1.1.
    let expected = [
        -0.1 + 1.2 * (f64::from(width / 4) + 0.5) / f64::from(width),
        1.1 - 1.2 * (f64::from(height / 4) + 0.5) / f64::from(height),
    ];
    let cross = desk.app.drawing().unwrap().cross;
    assert!((0..2).all(|axis| (cross[axis] - expected[axis]).abs() < 0.002), "{cross:?}");
    // Dragging puts one after the other, and what is outside counts as the edge.
    desk.point(Gesture::Press, (x + 10, y + 10));
    for step in 11..15 {
        desk.point(Gesture::Drag, (x + step, y + 10));
    }
    desk.point(Gesture::Release, (x + 15, y + 10));
    assert!(desk.text().contains("10 points"), "{}", desk.text());
    desk.point(Gesture::Second, at);
    assert!(desk.text().contains("9 points"), "{}", desk.text());
    desk.press("enter");
    assert_eq!(rows(&desk).len(), 9);
    assert!(rows(&desk)[..4].iter().all(|(x, _)| x.iter().all(|x| [0.0, 1.0].contains(x))));
}

#[test]
fn points_by_name_have_a_target_a_side_or_none() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.app.command("point 1.5 −2 0.25, 0 1 -; 0.5 0.5").unwrap();
    let all = rows(&desk);
    assert_eq!(
        all[4..],
        [(vec![1.5, -2.0], vec![0.25]), (vec![0.0, 1.0], vec![-1.0]), (vec![0.5, 0.5], vec![1.0]),]
    );
    desk.app.command("erase 1.4 -1.9, 0.5 0.5").unwrap();
    assert_eq!(rows(&desk)[4..], all[5..6]);
    for (line, reason) in [
        ("point", "takes a place"),
        ("point 1", "takes a place"),
        ("point 1 x", "not a number"),
        ("point 1 nan", "not a number"),
        ("point 1 1 1 1", "takes a place"),
        ("erase 1", "the point nearest"),
        ("erase", "the point nearest"),
        ("erase 0.75 0.8, 0.2 0.05, -0.75 0.8, 0.2 -0.05, 0 1", "one point at least"),
        ("erase 60 60", "no point near 60 60"),
    ] {
        let said = desk.app.command(line).unwrap_err();
        assert!(said.contains(reason), "{line}: {said}");
    }
    let mut xor = Desk::new("xor", (120, 36));
    let said = xor.app.command("loss bce").and_then(|()| xor.app.command("point 1 1 -1"));
    assert!(said.unwrap_err().contains("from 0 to 1"));
    let said = Desk::new("hinge", (120, 36)).app.command("point 1 2").unwrap_err();
    assert!(said.contains('3'), "{said}");
}

/// Two inputs, three classes.
const CLASSES: &str = "title = \"classes\"\niterations = 5\n[network]\ninputs = 2\nlayers = \
    [{ units = 3, activation = \"softmax\", bias = true }]\n[init]\nscheme = \"zeros\"\n[loss]\n\
    name = \"cross_entropy\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = 0.1\n[data]\n\
    x = [[0, 0], [1, 0], [0, 1], [1, 1]]\nlabels = [0, 1, 2, 2]\nbatch = 2\n";

#[test]
fn classes_are_put_by_their_digits() {
    let mut desk = Desk::of(parse(CLASSES, "classes.toml").unwrap(), (120, 36));
    desk.press("space i 3 right 1 right +");
    assert!(desk.text().contains("now 1"), "{}", desk.text());
    desk.press("4");
    assert!(desk.footer().contains("1 to 3"), "{}", desk.footer());
    desk.press("-");
    assert!(desk.footer().contains("1 to 3"), "{}", desk.footer());
    desk.press("enter");
    let classes: Vec<Vec<f64>> = rows(&desk).into_iter().map(|row| row.1).collect();
    let (one, three) = (vec![1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0]);
    assert_eq!(classes[4..], [three.clone(), one.clone(), one]);
    assert_eq!(desk.app.worksheet().rows(), 2, "the batch stays");
    desk.app.command("point 0.5 0.5 3").unwrap();
    assert_eq!(rows(&desk)[7].1, three);
    assert!(desk.app.command("point 0.5 0.5 4").unwrap_err().contains("1 to 3"));
}

#[test]
fn features_are_made_of_new_points_too_and_everything_else_stays() {
    let link = "#dataset=circle&seed=0.5&networkShape=3&x=true&y=false&xSquared=true&sinY=true";
    let mut desk = Desk::of(playground::lesson(link).unwrap(), (120, 36));
    desk.press("space space");
    let (data, test) = (rows(&desk), desk.app.timeline().setup().test.clone());
    let weights = desk.app.lesson().setup.parameters.clone();
    desk.app.command("point 1.5 -2 -").unwrap();
    let all = rows(&desk);
    assert_eq!(all.len(), data.len() + 1);
    assert_eq!(all[..data.len()], data[..]);
    let (inputs, target) = all.last().unwrap();
    // x, x² and sin y of (1.5, −2): sin −2 to 17 digits.
    assert_eq!(
        (inputs.as_slice(), target.as_slice()),
        (&[1.5, 2.25, -0.909_297_426_825_681_7][..], &[-1.0][..])
    );
    assert_eq!(desk.app.timeline().setup().test, test);
    assert_eq!(desk.app.lesson().setup.parameters, weights);
    assert!(desk.app.has_plane());
    assert_eq!(desk.app.plane_places().last(), Some(&[1.5, -2.0]));
    // Other features go on from the same places.
    desk.app.command("features x, y").unwrap();
    assert_eq!(rows(&desk).last().unwrap().0, [1.5, -2.0]);
    let text = desk.app.session() + &lesson_section(desk.app.lessons());
    let again = App::read_session(&text, "s.toml").unwrap_or_else(|e| panic!("{e:#}"));
    assert_eq!(bits(again.trainer()), bits(desk.app.trainer()));
}

#[test]
fn other_keys_are_told_what_there_is_and_nothing_is_lost() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space i + : ? n tab 9");
    assert!(desk.app.drawing().is_some_and(|drawing| drawing.examples.len() == 5));
    assert!(desk.footer().contains("put a point"), "{}", desk.footer());
    // Ctrl-C takes what was drawn along.
    let effects = desk.press("ctrl-c");
    assert_eq!(effects, [chainrule::app::Effect::Quit]);
    assert_eq!(rows(&desk).len(), 5);
}

#[test]
fn drawing_draws_at_every_size() {
    for lesson in ["paper", "xor"] {
        for zoom in ["", "z"] {
            let mut desk = Desk::new(lesson, (120, 36));
            desk.press(&format!("5 {zoom} i + right -"));
            for width in (0..=48).chain([79, 109, 110, 160]) {
                for height in (0..=12).chain([24, 28, 60]) {
                    desk.resize((width, height));
                }
            }
        }
    }
}

#[test]
fn classes_keep_their_names_when_a_point_is_put() {
    let start = CLASSES.find("labels = [").unwrap();
    let end = start + CLASSES[start..].find(']').unwrap() + 1;
    let labels = CLASSES[start..end].split(',').count();
    let names = ["\"ash\"", "\"elm\"", "\"oak\""];
    let named: Vec<&str> = (0..labels).map(|i| names[i % 3]).collect();
    let text = format!("{}labels = [{}]{}", &CLASSES[..start], named.join(", "), &CLASSES[end..]);
    let mut desk = Desk::of(parse(&text, "trees.toml").unwrap(), (120, 36));
    assert_eq!(desk.app.lesson().classes, ["ash", "elm", "oak"]);
    desk.app.command("point 0.5 0.5 2").unwrap();
    assert_eq!(rows(&desk).len(), labels + 1);
    assert_eq!(desk.app.lesson().classes, ["ash", "elm", "oak"]);
}

#[test]
fn the_footer_offers_what_puts_a_point_here_and_a_way_to_drop_all() {
    let mut desk = Desk::of(parse(CLASSES, "classes.toml").unwrap(), (120, 36));
    desk.press("space i 3");
    assert!(desk.text().contains("1-3 put a class"), "{}", desk.text());
    let footer = desk.footer();
    assert!(!footer.contains("put the other"), "{footer}");
    assert!(footer.contains("u take one back") && footer.contains("r drop all"), "{footer}");
    desk.press("2 r");
    assert!(desk.app.drawing().is_none() && desk.app.timeline().runs().len() == 1);
    assert_eq!(rows(&desk).len(), 4);
    let mut desk = Desk::new("xor", (120, 36));
    desk.press("space i");
    assert!(desk.footer().contains("- put the other"), "{}", desk.footer());
    // Three inputs are no plane.
    let mut desk = Desk::new("hinge", (120, 36));
    desk.press("space 5");
    assert!(!desk.footer().contains("i draw"), "{}", desk.footer());
}

#[test]
fn numbers_of_several_outputs_are_put_at_their_ends_and_are_no_classes() {
    let text = CLASSES
        .replace("units = 3, activation = \"softmax\"", "units = 2, activation = \"identity\"")
        .replace("cross_entropy", "half_squared")
        .replace("labels = [0, 1, 2, 2]", "y = [[0.5, 3], [1, 5], [-2, 4], [0, 4]]");
    let mut desk = Desk::of(parse(&text, "two.toml").unwrap(), (120, 36));
    desk.press("space i + right - enter");
    let targets: Vec<Vec<f64>> = rows(&desk).into_iter().map(|row| row.1).collect();
    assert_eq!(targets[4..], [[1.0, 5.0], [-2.0, 3.0]]);
    desk.app.command("point 1 2 -, 1 2 0.25 7").unwrap();
    let targets: Vec<Vec<f64>> = rows(&desk).into_iter().map(|row| row.1).collect();
    assert_eq!(targets[6..], [[-2.0, 3.0], [0.25, 7.0]]);
}
