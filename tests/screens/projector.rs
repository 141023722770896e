//! The projector: large digits, nothing given away before its key, the whole flow by three keys.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::{GLYPHS, Gesture, Pane, Slide};
use chainrule::lesson::LESSONS;
use ratatui::layout::Rect;

/// The paper's lesson projected, at a quantity of its first iteration, veiled.
fn projected(quantity: &str, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new("paper", size);
    desk.command("projector");
    let wanted = desk.app.worksheet().named(quantity).expect("a quantity");
    desk.press("n");
    while desk.app.current_quantity() != Some(wanted) {
        desk.press("n");
    }
    assert_eq!((desk.app.asked(), desk.app.slide()), (Some(wanted), Some(Slide::Matrix(wanted))));
    desk
}

/// A matrix of large numbers read from the screen: what stands in the box of each cell, as the
/// dots of its half lines.
fn boxes(desk: &Desk) -> Vec<Vec<String>> {
    let lines = desk.lines();
    let part = |area: &Rect| {
        let cut = |line: &String| {
            line.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect::<String>()
        };
        let (top, height) = (usize::from(area.y), usize::from(area.height));
        let rows = lines.iter().skip(top).take(height).map(cut);
        rows.flat_map(|line| {
            let half = |full: char| -> String {
                line.chars().map(|c| if c == '█' || c == full { '#' } else { ' ' }).collect()
            };
            [half('▀'), half('▄')]
        })
        .map(|line| line.trim_end().to_owned())
        .collect()
    };
    let cells = desk.hits().iter().filter(|hit| format!("{:?}", hit.spot).contains("Cell("));
    cells.map(|hit| part(&hit.area)).collect()
}

#[test]
fn a_number_stands_in_large_dots_where_80_columns_hold_four_by_three_of_them() {
    let mut desk = projected("S1", (80, 24));
    desk.press("n");
    let drawn = boxes(&desk);
    assert_eq!(drawn.len(), 12);
    // 0.75 · 0.6 + 0.8 · 0.01 = 0.458, which is 0.46 with two decimals.
    let ink = |rows: &[String]| -> Vec<String> {
        let rows: Vec<&String> = rows.iter().filter(|row| !row.trim().is_empty()).collect();
        let left = rows.iter().map(|row| row.len() - row.trim_start().len()).min().unwrap_or(0);
        rows.iter().map(|row| row[left..].to_owned()).collect()
    };
    let expected = [
        " ##    #  #  ##",
        "#  #   #  # #",
        "#  #   #  # ###",
        "#  #   #### #  #",
        "#  #      # #  #",
        " ##  #    #  ##",
    ];
    assert_eq!(ink(&drawn[0]), expected, "{}", desk.text());
    // −0.75 · 0.6 + 0.8 · 0.01 = −0.442: the same digits but the last, and a bar before them.
    assert!(ink(&drawn[6])[3].starts_with("### "), "{:?}", ink(&drawn[6]));
}

#[test]
fn nothing_veiled_can_be_read_anywhere() {
    for row in LESSONS {
        for size in SIZES {
            let mut desk = Desk::new(row.name, size);
            desk.press("P");
            for _ in 0..desk.app.steps() {
                desk.press("n");
                let id = desk.app.asked().expect("a quantity is asked for");
                let values = desk.app.trainer().trace().slice(desk.app.worksheet(), id).to_vec();
                let text = desk.text();
                for x in values.iter().filter(|x| x.abs() > 1e-2 && x.fract() != 0.0) {
                    let digits = format!("{:.4}", x.abs());
                    assert!(!text.contains(&digits), "{} {size:?} {digits}\n{text}", row.name);
                }
                let drawn = boxes(&desk);
                assert!(
                    drawn.iter().all(|cell| *cell == drawn[0]),
                    "{} {size:?}\n{text}",
                    row.name
                );
                desk.press("n");
                assert_eq!(desk.app.asked(), None);
            }
        }
    }
}

#[test]
fn one_key_goes_through_an_iteration_and_its_loss_and_another_one_back() {
    for row in LESSONS {
        let mut desk = Desk::new(row.name, (80, 24));
        desk.press("P");
        let steps = desk.app.steps();
        for step in 1..=steps {
            for veiled in [true, false] {
                desk.press("n");
                assert_eq!((desk.app.step(), desk.app.asked().is_some()), (step, veiled));
                let id = desk.app.current_quantity().unwrap();
                assert_eq!(desk.app.slide(), Some(Slide::Matrix(id)), "{} {step}", row.name);
            }
        }
        desk.press("n");
        assert_eq!(desk.app.slide(), Some(Slide::Loss), "{}", row.name);
        desk.press("n");
        assert_eq!((desk.app.iteration(), desk.app.step()), (2, 1));
        desk.press("N");
        assert_eq!((desk.app.iteration(), desk.app.slide()), (1, Some(Slide::Loss)));
        for step in (1..=steps).rev() {
            desk.press("N");
            assert_eq!((desk.app.step(), desk.app.asked()), (step, None), "{}", row.name);
            assert!(matches!(desk.app.slide(), Some(Slide::Matrix(_))));
        }
        desk.press("N");
        assert_eq!((desk.app.iteration(), desk.app.step()), (1, 0));
        desk.press("N");
        assert!(desk.footer().contains("this is the start"), "{}", desk.footer());
    }
}

#[test]
fn enter_shows_cell_after_cell_and_then_goes_nowhere() {
    let mut desk = projected("S1", (80, 24));
    let text = desk.text();
    assert!(text.contains("s[1,1] = ?") && text.contains("enter show this one"), "{text}");
    for left in (0..12).rev() {
        let cell = desk.app.cursor();
        desk.press("enter");
        assert!(!desk.app.hides(cell));
        let mut drawn = boxes(&desk);
        drawn.retain(|cell| cell.concat().matches('#').count() < 14);
        assert_eq!(drawn.len(), left, "{}", desk.text());
    }
    desk.press("left");
    let cell = desk.app.cursor();
    desk.press("enter");
    assert_eq!(desk.app.cursor(), cell);
    assert!(desk.footer().contains("nothing is hidden; n goes on"), "{}", desk.footer());
}

#[test]
fn what_is_shown_is_explained_with_its_formula_and_numbers() {
    let mut desk = projected("delta2", (120, 36));
    let text = desk.text();
    assert!(text.contains("δ_out  = tanh′(s_out) ⊙ (y_out − Y)"), "{text}");
    assert!(text.contains("(4×1) = (4×1) ⊙ ((4×1) − (4×1))"), "{text}");
    desk.press("H");
    let text = desk.text();
    assert!(text.contains("= (1 − y_out[1,1]²) × (y_out[1,1] − Y[1,1])"), "{text}");
    // Where the lesson speaks its words stand there instead.
    let mut desk = projected("S2", (120, 36));
    desk.press("n");
    let below = desk.lines().into_iter().skip(27).collect::<String>();
    assert!(below.contains("s_out[1,1] = 0.458 × 0.02 + 0.869 × 0.03 + 0.704 × 0.09"), "{below}");
}

#[test]
fn an_answer_can_be_typed_and_there_is_no_score() {
    let mut desk = projected("S1", (80, 24));
    desk.command("answer 0.46");
    assert_eq!(desk.app.cursor().column, 1);
    desk.press("a");
    desk.write("0.9");
    desk.press("enter");
    assert!(desk.text().contains("two digits"), "{}", desk.text());
    desk.press("esc");
    assert!(!desk.header().contains("right"), "{}", desk.header());
}

#[test]
fn an_iteration_by_itself_ends_in_its_loss() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("P space space space");
    // The paper's losses are 1.966645057, 1.651469267 and 1.505400307.
    let text = desk.text();
    assert!(text.contains("iteration 3 of 3 ·  loss"), "{text}");
    assert!(text.contains("1.967 → 1.651 →"), "{text}");
    let five = ["▄▄▄▄▄▄▄▄▄▄▄▄", "████████████", "████", "▄▄▄▄", "▀▀▀▀▀▀▀▀▀▀▀▀"];
    assert!(five.iter().any(|row| text.contains(row)), "the last one in large dots\n{text}");
    desk.press("right");
    assert!(matches!(desk.app.slide(), Some(Slide::Matrix(_))), "a moved cursor is looked at");
    desk.press("backspace");
    assert_eq!(desk.app.slide(), Some(Slide::Loss));
    desk.go("X[2,2]");
    assert!(matches!(desk.app.slide(), Some(Slide::Matrix(_))));
}

#[test]
fn leaving_gives_back_what_was_there() {
    for leave in ["P", "esc", "q"] {
        let mut desk = Desk::new("paper", (80, 24));
        desk.press("space d 4 z");
        let before = desk.text();
        desk.press("P");
        assert_ne!(desk.text(), before);
        desk.press("d 2");
        assert_eq!(desk.app.slide(), Some(Slide::Pane(Pane::Why)), "a pane by itself");
        desk.press("esc");
        desk.press(leave);
        assert_eq!(desk.text(), before, "{leave}");
    }
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("v n P n P");
    assert!(desk.header().contains("right 0/0"), "{}", desk.header());
    assert!(desk.app.asked().is_some(), "what was asked is asked again");
}

#[test]
fn another_lesson_is_projected_too() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("P n n");
    desk.command("open hinge");
    desk.press("n");
    assert!(desk.app.asked().is_some() && desk.app.is_projecting());
}

#[test]
fn a_click_on_a_large_number_puts_the_cursor_there() {
    let mut desk = projected("S1", (80, 24));
    desk.press("n");
    desk.point(Gesture::Press, (70, 19));
    let cell = desk.app.cursor();
    assert_eq!((cell.row, cell.column), (3, 2), "{}", desk.text());
}

#[test]
fn a_number_that_is_not_zero_never_looks_like_zero() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("P");
    desk.command("W1[1,1] 0.0004");
    desk.go("W1[1,1]");
    let tiny = boxes(&desk)[0].clone();
    desk.command("W1[1,1] 0");
    assert_ne!(boxes(&desk)[0], tiny);
}

#[test]
fn every_lesson_is_drawn_at_every_size_with_all_glyphs() {
    for row in LESSONS {
        for (_, glyphs, _) in GLYPHS {
            for size in SIZES.into_iter().chain([(40, 14), (46, 17), (220, 70)]) {
                let mut desk = Desk::new(row.name, size);
                desk.command(&format!("glyphs {glyphs}"));
                desk.press("P n n n enter n n space");
                desk.press("n x n x { { } down right 4 1 d d");
                let text = desk.text();
                assert!(*glyphs != "ascii" || text.is_ascii(), "{text}");
            }
        }
    }
}

#[test]
fn no_size_is_too_small_or_too_large() {
    for lesson in ["paper", "three-layers"] {
        for keys in ["P n n", "P n n n", "P space", "P n n x"] {
            let mut desk = Desk::new(lesson, (0, 0));
            desk.press(keys);
            for width in (0..=60).chain([80, 120, 219, 220]) {
                for height in (0..=30).chain([69, 70]) {
                    desk.resize((width, height));
                }
            }
        }
    }
}
