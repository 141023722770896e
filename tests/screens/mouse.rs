//! The mouse without a terminal: a place on the screen becomes something to do.

use crate::desk::Desk;
use chainrule::app::{Gesture, Pane};

#[test]
fn a_click_puts_the_cursor_on_every_number_of_the_worksheet() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let mut desk = Desk::new("paper", size);
        desk.press("space");
        let area = desk.area(Pane::Worksheet).unwrap();
        let mut clicked = 0;
        for (y, line) in desk.worksheet().iter().enumerate().filter(|(_, l)| !l.contains('·')) {
            let mut x = 0;
            for word in line.split(' ') {
                let number = word.parse::<f64>().is_ok();
                if number {
                    let column = area.x + x as u16 + (word.len() / 2) as u16;
                    desk.point(Gesture::Press, (column, area.y + y as u16));
                    assert_eq!(desk.under_cursor(), word, "at {column}, {y} of {size:?}");
                    clicked += 1;
                }
                x += word.chars().count() + 1;
            }
        }
        assert!(clicked >= 23, "{clicked} numbers at {size:?}");
    }
}

#[test]
fn a_click_on_a_pane_or_its_tab_goes_there_and_one_on_a_hint_runs_it() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space");
    let loss = desk.area(Pane::Loss).unwrap();
    desk.point(Gesture::Press, (loss.x + 1, loss.y - 1));
    assert_eq!(desk.app.focus(), Pane::Loss);
    let why = desk.area(Pane::Why).unwrap();
    desk.point(Gesture::Press, (why.x + 2, why.y + 2));
    assert_eq!(desk.app.focus(), Pane::Why);
    let iterate = desk.footer().find("iterate").unwrap();
    desk.point(Gesture::Press, (iterate as u16, 35));
    assert_eq!(desk.app.iteration(), 2);
    desk.resize((80, 24));
    let row = desk.lines().iter().position(|line| line.contains(" 8 ")).unwrap();
    let at = desk.lines()[row].chars().collect::<Vec<_>>();
    let eight = at.windows(3).position(|w| w == [' ', '8', ' ']).unwrap() + 1;
    desk.point(Gesture::Press, (eight as u16, row as u16));
    assert_eq!(desk.app.focus(), Pane::Hyperparameters);
}

#[test]
fn dragging_on_the_curve_scrubs_and_holds_on_outside_of_it() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.command("100");
    desk.press("4 z");
    let area = desk.area(Pane::Loss).unwrap();
    let middle = (area.x + area.width / 2, area.y + 5);
    desk.point(Gesture::Press, middle);
    let there = desk.app.iteration();
    assert!((40..=60).contains(&there), "{there}");
    desk.point(Gesture::Drag, (area.x + area.width / 4, area.y + 5));
    assert!((15..35).contains(&desk.app.iteration()), "{}", desk.app.iteration());
    desk.point(Gesture::Drag, (119, 0));
    assert_eq!(desk.app.iteration(), 100);
    desk.point(Gesture::Drag, (0, 35));
    assert_eq!(desk.app.iteration(), 1);
    desk.point(Gesture::Release, (0, 35));
    desk.point(Gesture::Drag, middle);
    assert_eq!(desk.app.iteration(), 1);
    assert!(desk.footer().contains("Shift-drag selects text"), "{}", desk.footer());
}

#[test]
fn the_wheel_moves_what_is_under_the_pointer() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space space");
    desk.go("X[1,1]");
    let sheet = desk.area(Pane::Worksheet).unwrap();
    desk.point(Gesture::WheelDown, (sheet.x + 40, sheet.y + 4));
    assert_eq!(desk.app.cursor().row, 1);
    desk.press("4 1");
    let loss = desk.area(Pane::Loss).unwrap();
    desk.point(Gesture::WheelUp, (loss.x + 20, loss.y + 3));
    assert_eq!(desk.app.iteration(), 2);
    desk.point(Gesture::WheelDown, (loss.x + 20, loss.y + 3));
    assert_eq!(desk.app.iteration(), 3);
    desk.resize((80, 24));
    desk.press("?");
    let before = desk.text();
    desk.point(Gesture::WheelDown, (20, 10));
    assert_ne!(desk.text(), before, "the help scrolls");
    desk.point(Gesture::WheelUp, (20, 10));
    assert_eq!(desk.text(), before);
}

#[test]
fn while_a_line_is_typed_the_mouse_does_nothing() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("e");
    let before = desk.text();
    for y in 0..36 {
        for gesture in [Gesture::Press, Gesture::Drag, Gesture::WheelDown] {
            desk.point(gesture, (30, y));
        }
    }
    assert_eq!(desk.text(), before);
}
