//! The whole screen: header, worksheet, the other panes, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::canvas::Canvas;
use super::theme::Theme;
use super::{footer, frame, header, help, pane};
use crate::app::{App, Mode, Pane};

/// The smallest screen that shows anything.
const LEAST: (u16, u16) = (40, 10);

/// The smallest screen that shows the lower panes side by side.
const WIDE: (u16, u16) = (110, 28);

/// From this width on, the lesson has a column of its own.
const VERY_WIDE: u16 = 160;

/// What drawing depends on besides the app: looks, and how far things are scrolled.
#[derive(Clone, Debug)]
pub struct View {
    /// The theme, for the terminal's depth of colour.
    pub theme: Theme,
    /// How far the worksheet is scrolled, in columns and rows.
    pub scroll: (u16, u16),
}

/// What drawing found out, for the next time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// How far the worksheet had to be scrolled to show the cursor.
    pub scroll: (u16, u16),
    /// How far the help scrolls at most.
    pub help: usize,
}

impl View {
    /// A view in the colours of `theme`, scrolled to the start.
    pub fn new(theme: Theme) -> Self {
        Self { theme, scroll: (0, 0) }
    }

    /// Keeps what a drawing found out.
    pub fn learn(&mut self, feedback: Feedback) {
        self.scroll = feedback.scroll;
    }
}

/// Draws the app into `area`. Works at any size.
pub fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Feedback {
    let area = area.intersection(buffer.area);
    let mut feedback = Feedback { scroll: view.scroll, help: 0 };
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
    } else if area.width >= WIDE.0 && area.height >= WIDE.1 {
        wide(app, view, body, buffer, &mut feedback);
    } else {
        narrow(app, view, body, buffer, &mut feedback);
    }
    feedback
}

/// The worksheet above, the other panes side by side below.
fn wide(app: &App, view: &View, area: Rect, buffer: &mut Buffer, feedback: &mut Feedback) {
    let wanted = pane::worksheet::height(app, area.width, area.height - 9);
    let lower = area.height.saturating_sub(wanted).clamp(9, area.height / 2);
    let [upper, lower] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(lower)]).areas(area);
    worksheet(app, view, upper, buffer, feedback);
    let mut columns = vec![
        (Pane::Why, Constraint::Fill(5)),
        (Pane::Loss, Constraint::Fill(4)),
        (Pane::Hyperparameters, Constraint::Length(30)),
    ];
    if area.width >= VERY_WIDE {
        columns.push((Pane::Lesson, Constraint::Fill(4)));
    } else if app.companion() == Pane::Lesson {
        columns[0].0 = Pane::Lesson;
    } else if pane::lesson::speaks_here(app) && app.focus() != Pane::Hyperparameters {
        columns[2].0 = Pane::Lesson;
    }
    let areas = Layout::horizontal(columns.iter().map(|column| column.1)).spacing(1).split(lower);
    for ((pane, _), area) in columns.iter().zip(areas.iter()) {
        let focused = app.focus() == *pane;
        let inside = frame::titled(*pane, focused, *area, buffer, &view.theme);
        pane::draw(*pane, app, view, inside, buffer, feedback);
    }
}

/// The worksheet above, one of the other panes below.
fn narrow(app: &App, view: &View, area: Rect, buffer: &mut Buffer, feedback: &mut Feedback) {
    let shown = app.companion();
    let (least, most) = match shown {
        Pane::Loss => (8, 12),
        _ => (4, 10),
    };
    let wanted = pane::worksheet::height(app, area.width, area.height - least);
    let lower = match area.height.checked_sub(wanted) {
        Some(left) => left.clamp(least, most),
        None => least.max(area.height / 3),
    };
    let lower = lower.min(area.height / 2);
    let [upper, lower] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(lower)]).areas(area);
    worksheet(app, view, upper, buffer, feedback);
    let news = pane::lesson::speaks_here(app) && shown != Pane::Lesson;
    let news = news.then_some(Pane::Lesson);
    let inside = frame::tabbed(shown, app.focus(), news, lower, buffer, &view.theme);
    pane::draw(shown, app, view, inside, buffer, feedback);
}

fn worksheet(app: &App, view: &View, area: Rect, buffer: &mut Buffer, feedback: &mut Feedback) {
    pane::draw(Pane::Worksheet, app, view, area, buffer, feedback);
}
