//! The whole screen: header, worksheet, the other panes, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::canvas::Canvas;
use super::glyphs::Glyphs;
use super::theme::Theme;
use super::{footer, frame, header, help, layout, pane};
use crate::app::{App, Mode, Pane};

/// The smallest screen that shows anything.
const LEAST: (u16, u16) = (40, 10);

/// What drawing depends on besides the app: looks, and how far things are scrolled.
#[derive(Clone, Debug)]
pub struct View {
    /// The theme, for the terminal's depth of colour.
    pub theme: Theme,
    /// What curves and fields are drawn with.
    pub glyphs: Glyphs,
    /// How far the worksheet is scrolled, in columns and rows.
    pub scroll: (u16, u16),
    /// Where windows on large matrices stand: the example, and the unit of each layer.
    pub places: Vec<usize>,
}

/// What drawing found out, for the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// Which panes are in sight and where, without their title lines.
    pub panes: Vec<(Pane, Rect)>,
    /// How far the worksheet had to be scrolled to show the cursor.
    pub scroll: (u16, u16),
    /// Where windows on large matrices stand now.
    pub places: Vec<usize>,
    /// How far the help scrolls at most.
    pub help: usize,
    /// How far the lesson scrolls at most; nothing while it is out of sight.
    pub lesson: Option<usize>,
}

impl View {
    /// A view in the colours of `theme`, scrolled to the start.
    pub fn new(theme: Theme) -> Self {
        Self { theme, glyphs: Glyphs::default(), scroll: (0, 0), places: Vec::new() }
    }

    /// Keeps what a drawing found out.
    pub fn learn(&mut self, feedback: &Feedback) {
        self.scroll = feedback.scroll;
        self.places.clone_from(&feedback.places);
    }
}

/// Draws the app into `area`. Works at any size.
pub fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Feedback {
    let area = area.intersection(buffer.area);
    let (scroll, places) = (view.scroll, view.places.clone());
    let mut feedback = Feedback { scroll, places, ..Feedback::default() };
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = format!("chainrule needs {}×{} cells", LEAST.0, LEAST.1);
        Canvas::new(buffer, area).text(0, 0, &text, view.theme.text());
        return feedback;
    }
    let [top, body, bottom] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)])
            .areas(area);
    header::draw(app, top, buffer, &view.theme);
    footer::draw(app, bottom, buffer, &view.theme);
    if let Mode::Help(scroll) = app.mode() {
        feedback.help = help::draw(*scroll, body, buffer, &view.theme);
        return feedback;
    }
    if app.zoomed() {
        let inside = frame::titled(app.focus(), true, body, buffer, &view.theme);
        pane::draw(app.focus(), app, view, inside, buffer, &mut feedback);
    } else {
        panes(app, view, body, buffer, &mut feedback);
    }
    feedback
}

/// The worksheet and the panes beside it.
fn panes(app: &App, view: &View, area: Rect, buffer: &mut Buffer, feedback: &mut Feedback) {
    let desk = layout::desk(app, area);
    pane::draw(Pane::Worksheet, app, view, desk.worksheet, buffer, feedback);
    for (pane, area) in desk.others {
        let inside = if desk.tabs {
            let news = pane::lesson::speaks_here(app) && pane != Pane::Lesson;
            let news = news.then_some(Pane::Lesson);
            frame::tabbed(pane, app.focus(), news, area, buffer, &view.theme)
        } else {
            frame::titled(pane, app.focus() == pane, area, buffer, &view.theme)
        };
        pane::draw(pane, app, view, inside, buffer, feedback);
    }
}
