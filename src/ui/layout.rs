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

/// Their height on a screen of so many lines or more, where that leaves every matrix whole.
const ROOMY: (u16, u16) = (14, 50);

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

/// What stands beside the worksheet rather than below it, and how wide at least.
const TALL: [(Pane, u16); 3] = [(Pane::Derivation, 50), (Pane::Network, 50), (Pane::Plane, 50)];

/// The same where the examples lie in a plane.
const TALL_IN_PLANE: [(Pane, u16); 3] =
    [(Pane::Plane, 28), (Pane::Network, 38), (Pane::Derivation, 50)];

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
    let (wanted, least) = wanted(app, area);
    let lower = area.height.saturating_sub(wanted.1).clamp(least, area.height / 2);
    let [upper, lower] = below(area, lower);
    let spare = area.width.saturating_sub(wanted.0 + 2);
    let columns = (lower.width + 1) / (SLOT.0 + 1);
    let rows = (lower.height / SLOT.1).max(1);
    let tall = tall(app, spare);
    let slots = tall.len().min(usize::from(upper.height / SLOT.1).max(1));
    let mut panes = chosen(app, usize::from(columns * rows) + slots);
    let tall: Vec<Pane> =
        tall.into_iter().filter(|pane| panes.contains(pane)).take(slots).collect();
    panes.retain(|pane| !tall.contains(pane));
    let (worksheet, mut others) = if tall.is_empty() {
        (upper, Vec::new())
    } else {
        let columns = [Constraint::Fill(1), Constraint::Length(spare)];
        let [worksheet, beside] = Layout::horizontal(columns).spacing(1).areas(upper);
        (worksheet, pile(&tall, beside))
    };
    others.extend(spread(&panes, lower, usize::from(rows)));
    Desk { worksheet, others, tabs: false }
}

/// The room the worksheet is given, and the least height of what stands below it.
fn wanted(app: &App, area: Rect) -> ((u16, u16), u16) {
    let size = |lower: u16| pane::worksheet::size(app, area.width, area.height - lower);
    let roomy = (area.height >= ROOMY.1).then(|| size(ROOMY.0));
    match roomy.filter(|size| size.1 <= area.height - ROOMY.0) {
        Some(size) => (size, ROOMY.0),
        None => (size(LOWER), LOWER),
    }
}

/// Whether the examples were drawn in a plane, so that it says more than the weights do.
fn lies_in_plane(app: &App) -> bool {
    app.has_plane() && app.lesson().placed().is_some()
}

/// What may stand beside the worksheet in a column of this width.
fn tall(app: &App, width: u16) -> Vec<Pane> {
    let rows = if lies_in_plane(app) { TALL_IN_PLANE } else { TALL };
    let fits = rows.into_iter().filter(|(_, least)| width >= *least).map(|(pane, _)| pane);
    fits.filter(|pane| *pane != Pane::Plane || app.has_plane()).collect()
}

fn below(area: Rect, height: u16) -> [Rect; 2] {
    Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area)
}

/// Panes one above the other.
fn pile(panes: &[Pane], area: Rect) -> Vec<(Pane, Rect)> {
    let places = Layout::vertical(vec![Constraint::Fill(1); panes.len()]).split(area);
    panes.iter().copied().zip(places.iter().copied()).collect()
}

/// The panes that get a place: the preferred ones, and in any case the one that was asked for
/// last, or the lesson where it has something to say.
fn chosen(app: &App, room: usize) -> Vec<Pane> {
    let fits = |pane: &Pane| *pane != Pane::Plane || app.has_plane();
    let mut preferred: Vec<Pane> = PREFERRED.into_iter().filter(fits).collect();
    if lies_in_plane(app) {
        // Behind what explains a number, before the graph.
        preferred.sort_by_key(|pane| match pane {
            Pane::Why | Pane::Loss => 0,
            Pane::Plane => 1,
            _ => 2,
        });
    }
    let mut panes: Vec<Pane> = preferred.into_iter().take(room).collect();
    let asked = match app.companion() {
        pane if !panes.contains(&pane) => Some(pane),
        _ if app.lesson_speaks() => Some(Pane::Lesson),
        _ => None,
    };
    let wanted = asked.filter(|pane| !panes.contains(pane));
    let kept = |pane: &Pane| *pane == Pane::Plane && lies_in_plane(app);
    let last = panes.iter_mut().rfind(|pane| !kept(pane));
    if let (Some(pane), Some(last)) = (wanted, last) {
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
