//! What the colours of a screen mean, a letter for each cell: roles of the theme, and digits for
//! the steps of heat cells.

use chainrule::ui::theme::{ROLES, STEPS, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

/// Letter and role; of roles that look alike in a theme, the first is meant.
static LETTERS: &[(char, &str)] = &[
    (' ', "text"),
    ('L', "lit"),
    ('X', "lit_cursor"),
    ('C', "cursor"),
    ('S', "source"),
    ('Z', "second_source"),
    ('E', "chosen"),
    ('d', "parted"),
    ('N', "non_finite"),
    ('R', "error"),
    ('M', "marker"),
    ('p', "positive"),
    ('n', "negative"),
    ('c', "curve"),
    ('g', "ghost_curve"),
    ('h', "second_ghost"),
    ('i', "third_ghost"),
    ('v', "test_curve"),
    ('F', "focused_border"),
    ('b', "border"),
    ('t', "title"),
    ('k', "key_hint"),
    ('l', "key_label"),
    ('.', "dim"),
];

/// A cell with a style that no role has.
const OTHER: char = '?';

type Look = (Color, Color, Modifier);

/// What a style makes of an empty cell.
fn look(style: Style) -> Look {
    let mut cell = Cell::default();
    cell.set_style(style);
    (cell.fg, cell.bg, cell.modifier)
}

/// The letter of every cell, row by row.
pub(crate) fn letters(theme: &Theme, screen: &Buffer) -> Vec<String> {
    let style = |name: &str| ROLES.iter().find(|role| role.0 == name).unwrap().1(theme);
    let roles: Vec<(char, Look)> = LETTERS.iter().map(|row| (row.0, look(style(row.1)))).collect();
    let heat: Vec<Color> = (0..STEPS).map(|step| look(theme.heat(warmth(step))).1).collect();
    let width = usize::from(screen.area.width).max(1);
    let letter = |cell: &Cell| letter(cell, &roles, &heat);
    screen.content.chunks(width).map(|row| row.iter().map(letter).collect()).collect()
}

/// What a step of the ramp stands for, from −1 to 1.
fn warmth(step: i32) -> f64 {
    f64::from(2 * step) / f64::from(STEPS - 1) - 1.0
}

fn letter(cell: &Cell, roles: &[(char, Look)], heat: &[Color]) -> char {
    let (fg, bg, modifier) = (cell.fg, cell.bg, cell.modifier);
    if let Some((letter, _)) = roles.iter().find(|role| role.1 == (fg, bg, modifier)) {
        return *letter;
    }
    if modifier.contains(Modifier::REVERSED) {
        return 'C';
    }
    let step = |color| heat.iter().position(|heat| *heat == color && color != Color::Reset);
    let Some(back) = step(bg) else {
        return roles.iter().find(|role| (role.1.0, role.1.1) == (fg, bg)).map_or(OTHER, |r| r.0);
    };
    // A cell of two values has the second one's colour in front.
    let front = step(fg).unwrap_or(back);
    char::from_digit(((front + back) * 5 / heat.len()) as u32, 10).unwrap_or(OTHER)
}

/// The letters in a line.
pub(crate) fn legend() -> String {
    let rows = LETTERS.iter().skip(1).map(|(letter, role)| format!("{letter} {role}"));
    rows.chain(["0-9 heat".to_owned()]).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_role_has_a_letter_of_its_own() {
    let mut letters: Vec<char> = LETTERS.iter().map(|row| row.0).collect();
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters.len(), ROLES.len());
    for (role, _) in ROLES {
        assert!(LETTERS.iter().any(|row| row.1 == *role), "{role}");
    }
}
