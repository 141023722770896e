//! The whole screen: header, worksheet, the other panes, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::ascii;
use super::canvas::Canvas;
use super::glyphs::Glyphs;
use super::hit::Hit;
use super::kept::Kept;
use super::theme::{ColorLevel, THEMES, Theme};
use super::wrap::wrap;
use super::{footer, frame, header, help, layout, pane, projector};
use crate::app::{App, Choice, Looks, Mode, Pane, Slide};

/// The smallest screen that shows anything.
const LEAST: (u16, u16) = (40, 10);

/// What drawing depends on besides the app: looks, and how far things are scrolled.
#[derive(Clone, Debug)]
pub struct View {
    /// The theme, for the terminal's depth of colour.
    pub theme: Theme,
    /// What curves and fields are drawn with.
    pub glyphs: Glyphs,
    /// How many colours the terminal has, for themes that are chosen later.
    pub level: ColorLevel,
    /// How far the worksheet is scrolled, in columns and rows.
    pub scroll: (u16, u16),
    /// Where windows on large matrices stand: the example, and the unit of each layer.
    pub places: Vec<usize>,
    /// The loss curve or the plane that the mouse is dragging on.
    pub(super) held: Option<Hit>,
    /// Gradient checks and fields that were worked out before.
    pub(super) kept: Kept,
}

/// What drawing found out, for the next time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feedback {
    /// Which panes are in sight and where, without their title lines.
    pub panes: Vec<(Pane, Rect)>,
    /// How far the worksheet had to be scrolled to show the cursor.
    pub scroll: (u16, u16),
    /// Where windows on large matrices stand now.
    pub places: Vec<usize>,
    /// How far the help scrolls at most.
    pub help: usize,
    /// How far panes of text scroll at most.
    pub most: Vec<(Pane, usize)>,
    /// What the mouse can point at, later ones on top.
    pub hits: Vec<Hit>,
    /// Gradient checks and fields, those that were worked out for this drawing among them.
    pub kept: Kept,
}

impl View {
    /// A view in the colours of `theme`, scrolled to the start.
    pub fn new(theme: Theme) -> Self {
        let level = theme.level();
        Self {
            theme,
            glyphs: Glyphs::default(),
            level,
            scroll: (0, 0),
            places: Vec::new(),
            held: None,
            kept: Kept::default(),
        }
    }

    /// Looks as the app was asked to.
    pub fn follow(&mut self, looks: &Looks) {
        self.glyphs = looks.glyphs.unwrap_or(self.glyphs);
        if let Some(theme) = looks.theme.and_then(Theme::named)
            && theme.name != self.theme.name
        {
            self.theme = theme.at(self.level);
        }
    }

    /// Keeps what a drawing found out.
    pub fn learn(&mut self, feedback: &Feedback) {
        self.scroll = feedback.scroll;
        self.places.clone_from(&feedback.places);
        self.kept = feedback.kept.clone();
    }
}

/// The themes a person can choose from.
pub fn themes() -> Vec<Choice> {
    THEMES.iter().map(|theme| (theme.name, theme.doc)).collect()
}

/// Draws the app into `area`, in the looks it was asked for. Works at any size.
pub fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Feedback {
    let mut view = view.clone();
    view.follow(app.looks());
    let feedback = screen(app, &view, area, buffer);
    if view.glyphs == Glyphs::Ascii {
        ascii::plain(area, buffer);
    }
    feedback
}

fn screen(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Feedback {
    let area = area.intersection(buffer.area);
    let (scroll, places) = (view.scroll, view.places.clone());
    let kept = view.kept.before();
    let mut feedback = Feedback { scroll, places, kept, ..Feedback::default() };
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = format!("chainrule needs {}×{} cells", LEAST.0, LEAST.1);
        let mut canvas = Canvas::new(buffer, area);
        for (y, line) in wrap(&text, usize::from(area.width).max(1), 0).iter().enumerate() {
            canvas.text(0, y as i32, line, view.theme.text());
        }
        return feedback;
    }
    let [top, body, bottom] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)])
            .areas(area);
    let slide = app.slide().filter(|_| projector::has_room(body));
    header::draw(app, top, buffer, &view.theme);
    if let Mode::Help(scroll) = app.mode() {
        feedback.help = help::draw(app, *scroll, body, buffer, &view.theme);
    } else if let Some(slide @ (Slide::Matrix(_) | Slide::Loss)) = slide {
        projector::draw(slide, app, view, body, buffer, &mut feedback);
    } else if app.zoomed() || slide.is_some() {
        let inside = frame::titled(app.focus(), true, body, buffer, &view.theme, &mut feedback);
        pane::draw(app.focus(), app, view, inside, buffer, &mut feedback);
    } else {
        panes(app, view, body, buffer, &mut feedback);
    }
    footer::draw(app, body, bottom, buffer, &view.theme, &mut feedback);
    feedback
}

/// The worksheet and the panes beside it.
fn panes(app: &App, view: &View, area: Rect, buffer: &mut Buffer, feedback: &mut Feedback) {
    let desk = layout::desk(app, area);
    pane::draw(Pane::Worksheet, app, view, desk.worksheet, buffer, feedback);
    for (pane, area) in desk.others {
        let inside = if desk.tabs {
            let news = app.lesson_speaks() && pane != Pane::Lesson;
            let news = news.then_some(Pane::Lesson);
            frame::tabbed(pane, app.focus(), news, area, buffer, (&view.theme, feedback))
        } else {
            frame::titled(pane, app.focus() == pane, area, buffer, &view.theme, feedback)
        };
        pane::draw(pane, app, view, inside, buffer, feedback);
    }
}
