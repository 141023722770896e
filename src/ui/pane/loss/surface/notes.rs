//! What the surface says in words: where it stands, what its levels are, of which examples it is.

use unicode_width::UnicodeWidthStr;

use super::Drawing;
use super::marks;
use crate::app::{App, Pane};
use crate::ui::View;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::ui::pane::loss::levels;
use crate::ui::pane::map::label;
use crate::ui::pane::network::when;

impl Drawing<'_> {
    /// The legend, what matters most first.
    pub(super) fn items(&self, names: &[String; 2], places: &legend::Places) -> Vec<Item> {
        let (app, theme) = (self.app, &self.view.theme);
        let dim = |text: String| vec![(text, theme.dim())];
        let text = |text: String| vec![(text, theme.text())];
        let [start, here, lowest] = marks(self.view.glyphs);
        let named = format!("loss over {} and {}", names[0], names[1]);
        let fits = named.width() + 1 < usize::from(places.legend.width);
        let title = if fits { named } else { "loss over two parameters".into() };
        let title = vec![(title, theme.title())];
        let (mut items, later) = legend::title(title, dim(when(app)), places);
        items.push(vec![
            (here.into(), theme.lit()),
            (format!(" loss here {}", self.loss_here()), theme.text()),
        ]);
        let arrows = if self.view.glyphs == Glyphs::Ascii { ["x", "y"] } else { ["→", "↑"] };
        for ((arrow, name), value) in arrows.iter().zip(names).zip(self.here()) {
            items.push(text(format!("{arrow} {name} {}", label(value))));
        }
        items.push(self.levels.scale(theme, self.view.glyphs));
        if let Some((loss, [x, y])) = self.levels.lowest(&self.map, &self.values) {
            items.push(text(format!("{lowest} lowest in sight {}", label(loss))));
            items.push(text(format!("  at {}, {}", label(x), label(y))));
        }
        items.extend(later);
        items.push(dim(self.examples()));
        let mark = if self.view.glyphs == Glyphs::Ascii { "**" } else { "⠒⠒" };
        items.push(text(format!("{start}{mark} the way of this run")));
        items.push(dim(format!("a slice: all else is as at {here}")));
        items.extend(self.levels.said(app, app.curve().log).map(dim));
        items.push(keys(app, self.view));
        items
    }

    /// The loss where the screen stands, once it is computed.
    fn loss_here(&self) -> String {
        let shown = self.app.loss_is_shown();
        let loss = self.values.last().filter(|_| shown);
        loss.map_or_else(|| "not computed yet".into(), |loss| levels::label(*loss))
    }

    /// Of which examples it is the loss.
    fn examples(&self) -> String {
        let (seen, all) = self.app.examples_seen();
        let penalty = self.app.worksheet().network().regularized();
        let hyper = self.app.trainer().hyper();
        let penalty = penalty && (hyper.l1 != 0.0 || hyper.l2 != 0.0);
        let penalty = if penalty { ", with penalty" } else { "" };
        if seen == all {
            format!("all {all} examples{penalty}")
        } else {
            format!("batch: {seen} of {all}{penalty}")
        }
    }
}

/// The keys that show more or less of it.
fn keys(app: &App, view: &View) -> Item {
    let theme = &view.theme;
    let before = if app.focus() == Pane::Loss {
        String::new()
    } else {
        format!("{}, then ", Pane::Loss.row().digit)
    };
    let zoom = format!("{before}{} {}", app.call("increase"), app.call("decrease"));
    vec![
        (zoom, theme.key_hint()),
        (" zoom ".into(), theme.key_label()),
        (app.call("surface"), theme.key_hint()),
        (" curve".into(), theme.key_label()),
    ]
}
