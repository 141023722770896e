//! Which panes are seen, and where: the worksheet first, then as many others as there is room for.

use ratatui::layout::{Constraint, Layout, Rect};

use super::pane;
use crate::app::{App, Pane};

/// The smallest screen that shows several panes besides the worksheet.
const WIDE: (u16, u16) = (110, 28);

/// The least room of a pane beside others.
const SLOT: (u16, u16) = (38, 12);

/// The least height of the panes below the worksheet.
const LOWER: u16 = 9;

/// The least width of a column of panes at the right of the worksheet.
const BESIDE: u16 = 50;

/// What is shown first where not everything can be.
const PREFERRED: [Pane; 8] = [
    Pane::Why,
    Pane::Loss,
    Pane::Network,
    Pane::Derivation,
    Pane::Hyperparameters,
    Pane::Lesson,
    Pane::Plane,
    Pane::Check,
];

/// What stands beside the worksheet rather than below it.
const TALL: [Pane; 3] = [Pane::Derivation, Pane::Network, Pane::Plane];

/// Where everything stands.
pub(super) struct Desk {
    /// The worksheet.
    pub(super) worksheet: Rect,
    /// The other panes in sight, title lines included.
    pub(super) others: Vec<(Pane, Rect)>,
    /// Whether there is one place for all other panes, which then has tabs.
    pub(super) tabs: bool,
}

/// The arrangement for the space between header and footer.
pub(super) fn desk(app: &App, area: Rect) -> Desk {
    if area.width >= WIDE.0 && area.height + 2 >= WIDE.1 {
        wide(app, area)
    } else {
        narrow(app, area)
    }
}

/// The worksheet above, one of the other panes below.
fn narrow(app: &App, area: Rect) -> Desk {
    let shown = app.companion();
    let (least, most) = match shown {
        Pane::Loss | Pane::Network | Pane::Plane | Pane::Derivation => (8, 12),
        _ if area.height < 12 => (3, 10),
        _ => (4, 10),
    };
    let wanted = pane::worksheet::size(app, area.width, area.height - least).1;
    let lower = match area.height.checked_sub(wanted) {
        Some(left) => left.clamp(least, most),
        None => least.max(area.height / 4),
    };
    let [worksheet, lower] = below(area, lower.min(area.height / 2));
    Desk { worksheet, others: vec![(shown, lower)], tabs: true }
}

/// The worksheet in the upper left corner, other panes below it and at its right.
fn wide(app: &App, area: Rect) -> Desk {
    let wanted = pane::worksheet::size(app, area.width, area.height - LOWER);
    let lower = area.height.saturating_sub(wanted.1).clamp(LOWER, area.height / 2);
    let [upper, lower] = below(area, lower);
    let spare = area.width.saturating_sub(wanted.0 + 2);
    let (worksheet, beside) = if spare >= BESIDE {
        let columns = [Constraint::Fill(1), Constraint::Length(spare)];
        let [worksheet, beside] = Layout::horizontal(columns).spacing(1).areas(upper);
        (worksheet, pile(beside, upper.height / SLOT.1))
    } else {
        (upper, Vec::new())
    };
    let columns = (lower.width + 1) / (SLOT.0 + 1);
    let rows = (lower.height / SLOT.1).max(1);
    let room = usize::from(columns * rows) + beside.len();
    let mut panes = chosen(app, room);
    let tall: Vec<Pane> =
        TALL.into_iter().filter(|pane| panes.contains(pane)).take(beside.len()).collect();
    panes.retain(|pane| !tall.contains(pane));
    let mut others: Vec<_> = tall.into_iter().zip(beside).collect();
    others.extend(spread(&panes, lower, usize::from(rows)));
    Desk { worksheet, others, tabs: false }
}

fn below(area: Rect, height: u16) -> [Rect; 2] {
    Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area)
}

/// Up to three places one above the other.
fn pile(area: Rect, count: u16) -> Vec<Rect> {
    let count = usize::from(count).clamp(1, TALL.len());
    Layout::vertical(vec![Constraint::Fill(1); count]).split(area).to_vec()
}

/// The panes that get a place: the preferred ones, and in any case the one that was asked for
/// last, or the lesson where it has something to say.
fn chosen(app: &App, room: usize) -> Vec<Pane> {
    let fits = |pane: &Pane| *pane != Pane::Plane || app.has_plane();
    let mut panes: Vec<Pane> = PREFERRED.into_iter().filter(fits).take(room).collect();
    let asked = match app.companion() {
        pane if !panes.contains(&pane) => Some(pane),
        _ if app.lesson_speaks() => Some(Pane::Lesson),
        _ => None,
    };
    let wanted = asked.filter(|pane| !panes.contains(pane));
    if let (Some(pane), Some(last)) = (wanted, panes.last_mut()) {
        *last = pane;
    }
    panes
}

/// Panes side by side, in `rows` rows.
fn spread(panes: &[Pane], area: Rect, rows: usize) -> Vec<(Pane, Rect)> {
    let in_a_row = panes.len().div_ceil(rows).max(1);
    let lines = Layout::vertical(vec![Constraint::Fill(1); panes.len().div_ceil(in_a_row)]);
    let lines = lines.split(area);
    let mut places = Vec::new();
    for (panes, line) in panes.chunks(in_a_row).zip(lines.iter()) {
        let widths = panes.iter().map(|pane| width(*pane));
        let columns = Layout::horizontal(widths).spacing(1).split(*line);
        places.extend(panes.iter().copied().zip(columns.iter().copied()));
    }
    places
}

fn width(pane: Pane) -> Constraint {
    match pane {
        Pane::Why => Constraint::Fill(5),
        _ => Constraint::Fill(4),
    }
}
