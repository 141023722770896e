//! A lesson on a screen without a terminal: keys go in by name, lines come out.

use chainrule::app::key::Key;
use chainrule::app::{App, Effect, Gesture, Looks, Pane};
use chainrule::lesson::{Lesson, embedded};
use chainrule::ui::theme::{THEMES, Theme};
use chainrule::ui::{self, Feedback, Hit, View};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// An app and the screen it is drawn on.
pub(crate) struct Desk {
    pub(crate) app: App,
    view: View,
    screen: Buffer,
    feedback: Feedback,
}

impl Desk {
    pub(crate) fn new(lesson: &str, size: (u16, u16)) -> Self {
        Self::of(embedded(lesson).unwrap().lesson().unwrap(), size)
    }

    /// The same for a lesson of one's own.
    pub(crate) fn of(lesson: Lesson, size: (u16, u16)) -> Self {
        Self::with(App::new(lesson), size)
    }

    /// An app on a screen that has shown nothing yet.
    pub(crate) fn with(mut app: App, (width, height): (u16, u16)) -> Self {
        app.set_looks(Looks { themes: ui::themes(), ..Looks::default() });
        let view = View::new(THEMES[0].clone());
        let screen = Buffer::empty(Rect::new(0, 0, width, height));
        let mut desk = Self { app, view, screen, feedback: Feedback::default() };
        desk.draw();
        desk
    }

    /// The screen as it is drawn now; scrolling is remembered as the program does.
    pub(crate) fn draw(&mut self) -> &Buffer {
        self.screen.reset();
        let area = self.screen.area;
        let feedback = ui::draw(&self.app, &self.view, area, &mut self.screen);
        self.view.learn(&feedback);
        self.app.learn_help(feedback.help);
        self.app.learn_scroll(&feedback.most);
        self.feedback = feedback;
        &self.screen
    }

    pub(crate) fn resize(&mut self, (width, height): (u16, u16)) {
        self.screen = Buffer::empty(Rect::new(0, 0, width, height));
        self.draw();
    }

    /// Draws in another theme from now on.
    pub(crate) fn dress(&mut self, theme: &Theme) {
        self.view = View::new(theme.clone());
        self.draw();
    }

    /// How many values of fields were worked out for the screen as it is.
    pub(crate) fn worked_out(&self) -> usize {
        self.feedback.kept.worked_out()
    }

    pub(crate) fn screen(&self) -> &Buffer {
        &self.screen
    }

    /// The theme it is drawn in.
    pub(crate) fn theme(&self) -> Theme {
        let mut view = self.view.clone();
        view.follow(self.app.looks());
        view.theme
    }

    /// What the mouse can point at.
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.feedback.hits
    }

    /// Presses keys by name, separated by spaces, with a drawing after each.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for name in keys.split_whitespace() {
            let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
            effects.extend(self.app.press(key));
            self.draw();
        }
        effects
    }

    /// Types a text character by character.
    pub(crate) fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.app.press(Key::char(c));
        }
        self.draw();
    }

    /// Does something with the mouse at a column and row of the screen.
    pub(crate) fn point(&mut self, gesture: Gesture, at: (u16, u16)) -> Vec<Effect> {
        let target = self.view.point(&self.feedback, gesture, at);
        let effects = self.app.point(gesture, target);
        self.draw();
        effects
    }

    /// `:` and a line.
    pub(crate) fn command(&mut self, line: &str) {
        self.press(":");
        self.write(line);
        self.press("enter");
    }

    /// Puts the cursor on a cell by its name: `delta1[3,3]`.
    pub(crate) fn go(&mut self, cell: &str) {
        self.press("/");
        self.write(cell);
        self.press("enter");
        assert!(self.app.message().is_none_or(|message| !message.refused), "{}", self.text());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.rows(|_| true)
    }

    pub(crate) fn text(&self) -> String {
        self.lines().join("\n")
    }

    pub(crate) fn header(&self) -> String {
        self.lines()[0].clone()
    }

    pub(crate) fn footer(&self) -> String {
        self.lines().pop().unwrap()
    }

    /// Every row, with blanks for the cells that are not wanted.
    fn rows(&self, wanted: impl Fn(&Cell) -> bool) -> Vec<String> {
        let width = usize::from(self.screen.area.width).max(1);
        let symbol = |cell: &Cell| if wanted(cell) { cell.symbol().to_owned() } else { " ".into() };
        self.screen.content.chunks(width).map(|row| row.iter().map(symbol).collect()).collect()
    }

    /// Where a pane was drawn.
    pub(crate) fn area(&self, pane: Pane) -> Option<Rect> {
        self.feedback.panes.iter().find(|(shown, _)| *shown == pane).map(|(_, area)| *area)
    }

    /// What a pane shows, line by line.
    pub(crate) fn pane(&self, pane: Pane) -> Vec<String> {
        self.part(pane, &self.lines())
    }

    /// What a pane shows lit, line by line.
    pub(crate) fn lit_in(&self, pane: Pane) -> String {
        let mut lit = Cell::default();
        lit.set_style(self.view.theme.lit());
        let rows = self.rows(|cell| (cell.fg, cell.bg) == (lit.fg, lit.bg));
        self.part(pane, &rows).concat().trim().to_owned()
    }

    fn part(&self, pane: Pane, rows: &[String]) -> Vec<String> {
        let area = self.area(pane).unwrap_or_default();
        let (left, width) = (usize::from(area.x), usize::from(area.width));
        let cut = |row: &String| row.chars().skip(left).take(width).collect();
        rows.iter().skip(usize::from(area.y)).take(usize::from(area.height)).map(cut).collect()
    }

    pub(crate) fn worksheet(&self) -> Vec<String> {
        self.pane(Pane::Worksheet)
    }

    /// What the worksheet shows in one of these styles.
    pub(crate) fn styled(&self, styles: &[Style]) -> Vec<String> {
        let words = self.styled_rows(styles);
        words.iter().flat_map(|row| row.split_whitespace().map(str::to_owned)).collect()
    }

    /// The symbols of the worksheet with their columns and rows on the screen.
    pub(crate) fn symbols(&self) -> Vec<(String, u16, u16)> {
        let theme = &self.view.theme;
        let styles = [theme.title(), theme.dim(), theme.lit(), theme.source()];
        let area = self.area(Pane::Worksheet).unwrap_or_default();
        let symbols = self.app.symbols();
        let all = self.app.worksheet().quantities().map(|(_, q)| symbols.role(q.role));
        let all: Vec<String> = all.collect();
        let mut found = Vec::new();
        for (y, row) in self.styled_rows(&styles).iter().enumerate() {
            let mut x = 0;
            for word in row.split(' ') {
                if all.iter().any(|symbol| symbol == word) {
                    found.push((word.to_owned(), area.x + x, area.y + y as u16));
                }
                x += word.chars().count() as u16 + 1;
            }
        }
        found
    }

    fn styled_rows(&self, styles: &[Style]) -> Vec<String> {
        let looks = |style: &Style| {
            let mut cell = Cell::default();
            cell.set_style(*style);
            (cell.fg, cell.bg, cell.modifier)
        };
        let wanted: Vec<_> = styles.iter().map(looks).collect();
        let rows = self.rows(|cell| wanted.contains(&(cell.fg, cell.bg, cell.modifier)));
        self.part(Pane::Worksheet, &rows)
    }

    /// What is lit: the symbol and the numbers of the quantity just computed.
    pub(crate) fn lit(&self) -> Vec<String> {
        let theme = &self.view.theme;
        self.styled(&[theme.lit(), theme.lit_cursor()])
    }

    /// The numbers that the cell under the cursor is said to come from.
    pub(crate) fn sources(&self) -> Vec<String> {
        let theme = &self.view.theme;
        self.styled(&[theme.source(), theme.second_source(), theme.chosen()])
    }

    /// The number under the cursor.
    pub(crate) fn under_cursor(&self) -> String {
        let theme = &self.view.theme;
        let found = self.styled(&[theme.cursor(), theme.lit_cursor()]);
        assert_eq!(found.len(), 1, "one cell has the cursor\n{}", self.text());
        found[0].clone()
    }

    /// The numbers of the worksheet, row by row; headings are passed over.
    pub(crate) fn numbers(&self) -> Vec<String> {
        let rows = self.worksheet();
        let rows = rows.iter().skip(1).filter(|row| !row.contains('·'));
        let arrows = |c: char| c.is_whitespace() || "◀▶▲▼".contains(c);
        let words = rows.flat_map(|row| row.split(arrows).map(str::to_owned));
        let number = |word: &String| {
            word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
                || ["nan", "inf"].contains(&word.as_str())
        };
        words.filter(|word| number(word) && !word.contains(['×', ')', ']'])).collect()
    }
}
