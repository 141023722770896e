//! ASCII means ASCII: on every screen, in every theme, of every lesson.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::app::{Glyphs, Looks, PANES};
use chainrule::lesson::LESSONS;
use chainrule::ui::theme::THEMES;

/// The screen is ASCII, and no character of it was replaced for want of one that is like it.
fn check(desk: &mut Desk, what: &str) {
    let text = desk.text();
    let foreign: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    assert!(foreign.is_empty(), "{what}: {foreign:?}\n{text}");
    let looks = desk.app.looks().clone();
    desk.app.set_looks(Looks { glyphs: Some(Glyphs::Block), ..looks.clone() });
    desk.draw();
    let unknown = |text: &str| text.matches('?').count();
    let drawn = desk.text();
    assert_eq!(unknown(&text), unknown(&drawn), "{what}\n{text}\n{drawn}");
    desk.app.set_looks(looks);
    desk.draw();
}

#[test]
fn every_screen_of_every_lesson_in_every_theme_is_ascii_when_asked_for() {
    for row in LESSONS {
        for size in SIZES {
            let mut desk = Desk::new(row.name, size);
            desk.command("glyphs ascii");
            desk.press("space n n n");
            for theme in THEMES {
                desk.command(&format!("theme {}", theme.name));
                for pane in PANES {
                    desk.press(pane.digit);
                    check(&mut desk, &format!("{} {} {}", row.name, theme.name, pane.name));
                }
                for keys in
                    ["4 z", "z 3 z", "z 2 z", "z ?", "? p left", "esc : w", "esc e x enter", "esc"]
                {
                    desk.press(keys);
                    check(&mut desk, &format!("{} {} {keys}", row.name, theme.name));
                }
                desk.press("1 r");
            }
        }
    }
}

#[test]
fn formulas_are_written_out_rather_than_replaced() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space");
    desk.go("delta1[1,1]");
    assert!(desk.text().contains("δ_s"));
    desk.command("glyphs ascii");
    let text = desk.text();
    assert!(text.contains("delta_s[1,1] = ReLU'"), "{text}");
    desk.command("glyphs braille");
    assert!(desk.text().contains("δ_s"));
}
