//! A screen as a picture: cells are geometry, every character has its own x, so that columns hold
//! in any font. Ink and paper are the theme's page; nothing is left to the viewer's defaults.

use super::Format;
use super::Glyph;
use super::glyph;
use super::glyph::Fill;
use super::glyph::HEIGHT;
use super::glyph::WIDTH;
use super::rows;
use crate::ui::theme::Rgb;
use crate::ui::theme::Theme;
use crate::ui::theme::rgb;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) static SVG: Format = Format { name: "svg", doc: "a picture", render: svg };

/// Paper around the cells, in pixels.
const MARGIN: f64 = 9.0;
/// From the top of a cell to the line that letters stand on.
const BASELINE: f64 = 13.5;
/// Monospaced letters are 0.6 of this wide: a cell.
const FONT_SIZE: u8 = 15;
const FONTS: &str = "ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, \
                     'Liberation Mono', monospace";

fn svg(buffer: &Buffer, theme: &Theme) -> String {
    let mut picture =
        Picture { theme, paper: Paths::new(), shapes: Paths::new(), text: String::new() };
    for (row, glyphs) in rows(buffer).enumerate() {
        picture.row(&glyphs, MARGIN + row as f64 * HEIGHT);
    }
    let width = 2.0 * MARGIN + f64::from(buffer.area.width) * WIDTH;
    let height = 2.0 * MARGIN + f64::from(buffer.area.height) * HEIGHT;
    picture.finish(width, height)
}

/// Path data by colour and way of filling.
type Paths = BTreeMap<(Rgb, Fill), String>;

struct Picture<'a> {
    theme: &'a Theme,
    paper: Paths,
    shapes: Paths,
    text: String,
}

/// What a cell looks like once reverse, dim and the page are taken into account.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    paper: Rgb,
    modifier: Modifier,
}

impl Picture<'_> {
    fn row(&mut self, glyphs: &[Glyph], y: f64) {
        let looks: Vec<Look> = glyphs.iter().map(|glyph| self.look(glyph)).collect();
        self.fill_paper(glyphs, &looks, y);
        let mut at = 0;
        while at < glyphs.len() {
            let end = run_end(glyphs, &looks, at);
            self.run(&glyphs[at..end], looks[at], y);
            at = end;
        }
    }

    fn look(&self, glyph: &Glyph) -> Look {
        let page = self.theme.page();
        let level = self.theme.level();
        let modifier = glyph.cell.modifier;
        let mut ink = rgb(level.map(glyph.cell.fg)).unwrap_or(page.ink);
        let mut paper = rgb(level.map(glyph.cell.bg)).unwrap_or(page.paper);
        if modifier.contains(Modifier::REVERSED) {
            (ink, paper) = (paper, ink);
        }
        if modifier.contains(Modifier::HIDDEN) {
            ink = paper;
        }
        if modifier.contains(Modifier::DIM) {
            let half = |a: u8, b: u8| a.midpoint(b);
            ink = (half(ink.0, paper.0), half(ink.1, paper.1), half(ink.2, paper.2));
        }
        Look { ink, paper, modifier }
    }

    /// One rectangle for neighbouring cells on the same paper, none where it is the page's.
    fn fill_paper(&mut self, glyphs: &[Glyph], looks: &[Look], y: f64) {
        let mut at = 0;
        for stretch in looks.chunk_by(|a, b| a.paper == b.paper) {
            let paper = stretch[0].paper;
            let cells = &glyphs[at..at + stretch.len()];
            at += stretch.len();
            if paper != self.theme.page().paper {
                let path = self.paper.entry((paper, Fill::Crisp)).or_default();
                glyph::rectangle(path, left(&cells[0]), y, width(cells), HEIGHT);
            }
        }
    }

    /// Neighbouring symbols of one look: as shapes where they are, the others as one text.
    fn run(&mut self, glyphs: &[Glyph], look: Look, y: f64) {
        for (modifier, at) in [(Modifier::UNDERLINED, 16.0), (Modifier::CROSSED_OUT, 9.0)] {
            if look.modifier.contains(modifier) {
                let path = self.shapes.entry((look.ink, Fill::Crisp)).or_default();
                glyph::rectangle(path, left(&glyphs[0]), y + at, width(glyphs), 1.0);
            }
        }
        // A shape ends a text: without it the blanks around it would be one to a viewer.
        for part in glyphs.split(|glyph| shape(glyph, y).is_some()) {
            let is_blank = |glyph: &Glyph| glyph.symbol.trim().is_empty();
            if let Some(from) = part.iter().position(|glyph| !is_blank(glyph)) {
                let to = part.iter().rposition(|glyph| !is_blank(glyph)).unwrap_or(from);
                self.letters(&part[from..=to], look, y);
            }
        }
        for (fill, path) in glyphs.iter().filter_map(|glyph| shape(glyph, y)) {
            self.shapes.entry((look.ink, fill)).or_default().push_str(&path);
        }
    }

    fn letters(&mut self, letters: &[Glyph], look: Look, y: f64) {
        let places: Vec<String> = letters.iter().map(|glyph| left(glyph).to_string()).collect();
        let _ = write!(self.text, "<text x=\"{}\" y=\"{}\"", places.join(" "), y + BASELINE);
        if look.ink != self.theme.page().ink {
            let _ = write!(self.text, " fill=\"{}\"", hex(look.ink));
        }
        if look.modifier.contains(Modifier::BOLD) {
            self.text.push_str(" font-weight=\"bold\"");
        }
        if look.modifier.contains(Modifier::ITALIC) {
            self.text.push_str(" font-style=\"italic\"");
        }
        self.text.push('>');
        for letter in letters.iter().flat_map(|glyph| glyph.symbol.chars()) {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                _ => self.text.push(letter),
            }
        }
        self.text.push_str("</text>\n");
    }

    fn finish(&self, width: f64, height: f64) -> String {
        let page = self.theme.page();
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            hex(page.paper)
        );
        for ((color, fill), path) in self.paper.iter().chain(&self.shapes) {
            let how = match fill {
                Fill::Crisp => String::from(" shape-rendering=\"crispEdges\""),
                Fill::Smooth => String::new(),
                Fill::Shade(quarters) => {
                    format!(" shape-rendering=\"crispEdges\" fill-opacity=\"0.{}\"", 25 * quarters)
                }
            };
            let _ = writeln!(out, "<path fill=\"{}\"{how} d=\"{path}\"/>", hex(*color));
        }
        let _ = write!(out, "<g fill=\"{}\">\n{}</g>\n</svg>\n", hex(page.ink), self.text);
        out
    }
}

/// Where the run that starts at `at` ends: before another look, or a second blank in a row (a
/// viewer would close the gap and shift what follows), or around a symbol of several characters
/// (which has several places in the list).
fn run_end(glyphs: &[Glyph], looks: &[Look], at: usize) -> usize {
    let mut end = at + 1;
    if is_single(&glyphs[at]) {
        while end < glyphs.len()
            && looks[end] == looks[at]
            && is_single(&glyphs[end])
            && !(glyphs[end].symbol == " " && glyphs[end - 1].symbol == " ")
        {
            end += 1;
        }
    }
    end
}

/// One character, one cell, one unit of UTF-16: what a list of places counts.
fn is_single(glyph: &Glyph) -> bool {
    glyph.width == 1 && glyph.symbol.encode_utf16().count() == 1
}

fn shape(glyph: &Glyph, y: f64) -> Option<(Fill, String)> {
    let mut letters = glyph.symbol.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => glyph::path(letter, left(glyph), y),
        _ => None,
    }
}

fn left(glyph: &Glyph) -> f64 {
    MARGIN + f64::from(glyph.column) * WIDTH
}

fn width(glyphs: &[Glyph]) -> f64 {
    glyphs.iter().map(|glyph| f64::from(glyph.width)).sum::<f64>() * WIDTH
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
