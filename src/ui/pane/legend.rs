//! What the signs of a picture mean: short items in a column beside it, or in lines below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::math::expr::Style;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::worksheet::symbols::Symbols;

/// From this width on, a legend stands beside the picture.
const WIDE: u16 = 64;

/// The width of a legend beside a picture.
const BESIDE: u16 = 30;

/// A few words, each in a style.
pub(super) type Item = Vec<(String, ratatui::style::Style)>;

/// How quantities are written with these glyphs.
pub(super) fn symbols(app: &App, view: &View) -> Symbols {
    let style = if view.glyphs == Glyphs::Ascii { Style::Plain } else { Style::Unicode };
    Symbols::new(app.worksheet().network(), app.lesson().notation, style)
}

/// A picture's place and that of its legend.
pub(super) struct Places {
    pub(super) picture: Rect,
    pub(super) legend: Rect,
}

impl Places {
    /// Whether the legend stands beside the picture, with a line for each item.
    pub(super) fn beside(&self) -> bool {
        self.legend.x > self.picture.x
    }
}

/// Divides a pane; below the picture a legend gets up to `lines` lines.
pub(super) fn divide(area: Rect, lines: u16) -> Places {
    if area.width >= WIDE {
        let picture = Rect { width: area.width - BESIDE - 1, ..area };
        let legend = Rect { x: picture.right() + 1, width: BESIDE, ..area };
        return Places { picture, legend };
    }
    let lines = lines.min(area.height.saturating_sub(4));
    let picture = Rect { height: area.height - lines, ..area };
    Places { picture, legend: Rect { y: picture.bottom(), height: lines, ..area } }
}

/// Writes the items, the first ones first, a line for each where there are enough lines; what does
/// not fit is left out.
pub(super) fn draw(items: &[Item], places: &Places, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer, places.legend);
    let listed = places.beside() && items.len() <= usize::from(places.legend.height);
    for (mut x, y, item) in flow(items, places.legend.width, listed) {
        for (text, style) in item {
            x = canvas.text(x, y, text, *style);
        }
    }
}

/// Where each item stands; what is wider than a line is left out.
fn flow(items: &[Item], width: u16, listed: bool) -> Vec<(i32, i32, &Item)> {
    let width = i32::from(width) - 1;
    let (mut x, mut y) = (1, 0);
    let mut placed = Vec::new();
    for item in items {
        let size = size(item);
        if size > width {
            continue;
        }
        if x > 1 && (listed || x + size > width + 1) {
            (x, y) = (1, y + 1);
        }
        placed.push((x, y, item));
        x += size + 2;
    }
    placed
}

fn size(item: &Item) -> i32 {
    item.iter().map(|(text, _)| text.width()).sum::<usize>() as i32
}

/// A title and what is said behind it: in one line where it fits one, else as items of their own,
/// the second one returned for later.
pub(super) fn title(title: Item, more: Item, places: &Places) -> (Vec<Item>, Vec<Item>) {
    if places.beside() {
        return (vec![title, more], Vec::new());
    }
    let fits = size(&title) + 1 + size(&more) < i32::from(places.legend.width);
    if !fits {
        return (vec![title], vec![more]);
    }
    let space = (" ".to_owned(), ratatui::style::Style::new());
    (vec![title.into_iter().chain([space]).chain(more).collect()], Vec::new())
}
