//! A single pane that fills the screen, with any lesson, theme and glyphs.

use chainrule::app::key::Key;
use chainrule::app::{App, Pane};
use chainrule::lesson;
use chainrule::ui::glyphs::Glyphs;
use chainrule::ui::theme::{THEMES, Theme};
use chainrule::ui::{self, View};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

/// A pane to look at, zoomed.
pub(crate) struct Picture {
    pub(crate) app: App,
    pub(crate) view: View,
    screen: Buffer,
    area: Rect,
}

impl Picture {
    pub(crate) fn new(app: App, pane: Pane, size: (u16, u16)) -> Self {
        let view = View::new(THEMES[0].clone());
        let screen = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let mut picture = Self { app, view, screen, area: Rect::ZERO };
        picture.press(&format!("{} z", pane.row().digit));
        picture
    }

    pub(crate) fn lesson(name: &str, pane: Pane, size: (u16, u16)) -> Self {
        Self::new(App::new(lesson::embedded(name).unwrap().lesson().unwrap()), pane, size)
    }

    pub(crate) fn draw(&mut self) {
        self.screen.reset();
        let feedback = ui::draw(&self.app, &self.view, self.screen.area, &mut self.screen);
        self.area = feedback.panes.last().map_or(Rect::ZERO, |(_, area)| *area);
    }

    pub(crate) fn resize(&mut self, (width, height): (u16, u16)) {
        self.screen = Buffer::empty(Rect::new(0, 0, width, height));
        self.draw();
    }

    pub(crate) fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.app.press(Key::parse(name).unwrap_or_else(|| panic!("{name} is no key")));
        }
        self.draw();
    }

    pub(crate) fn command(&mut self, line: &str) -> Result<(), String> {
        let done = self.app.command(line);
        self.draw();
        done
    }

    pub(crate) fn look(&mut self, theme: &Theme, glyphs: Glyphs) {
        self.view = View::new(theme.clone());
        self.view.glyphs = glyphs;
        self.draw();
    }

    /// The pane's cells with their places, row by row.
    pub(crate) fn cells(&self) -> Vec<((u16, u16), &Cell)> {
        let places = self.area.intersection(self.screen.area).positions();
        places.map(|at| ((at.x, at.y), &self.screen[at])).collect()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        let text = |row: &[((u16, u16), &Cell)]| row.iter().map(|cell| cell.1.symbol()).collect();
        self.cells().chunks(usize::from(self.area.width).max(1)).map(text).collect()
    }

    pub(crate) fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// The places of the cells in a style.
    pub(crate) fn styled(&self, style: Style) -> Vec<(u16, u16)> {
        let mut wanted = Cell::default();
        wanted.set_style(style);
        let looks = |cell: &Cell| (cell.fg, cell.bg, cell.modifier);
        let cells = self.cells().into_iter();
        cells.filter(|(_, cell)| looks(cell) == looks(&wanted)).map(|(at, _)| at).collect()
    }

    /// What the cells in a style say.
    pub(crate) fn said(&self, style: Style) -> String {
        self.styled(style).iter().map(|at| self.screen[*at].symbol()).collect()
    }

    pub(crate) fn symbol(&self, at: (u16, u16)) -> &str {
        self.screen[at].symbol()
    }

    /// Whether a cell is on the warm side of the ramp: more red than blue.
    pub(crate) fn is_warm(&self, at: (u16, u16)) -> bool {
        let Color::Rgb(red, _, blue) = self.screen[at].bg else {
            panic!("no colour at {at:?}\n{}", self.text());
        };
        red > blue
    }
}
