//! What stands under a line of a derivation: the shapes of its factors, and its braces.

use super::Row;
use crate::app::App;
use crate::ui::theme::Theme;
use crate::worksheet::derivation::{Kind, Span, Written};
use crate::worksheet::quantity::Id;

/// A line of a formula: which columns of it, drawn from where on.
pub(super) struct Chunk {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) left: usize,
}

impl Chunk {
    /// The columns of a span that are in this line, as they are drawn.
    fn columns(&self, span: &Span) -> Option<(usize, usize)> {
        let (start, end) = (span.start.max(self.start), span.end.min(self.end));
        (start < end).then(|| (self.left + start - self.start, self.left + end - self.start))
    }
}

/// The rows under a line.
pub(super) fn under(app: &App, theme: &Theme, written: &Written, chunk: &Chunk) -> Vec<Row> {
    let mut rows: Vec<Row> = shapes(theme, written, chunk).into_iter().collect();
    let deepest = written.spans.iter().filter_map(|span| match span.kind {
        Kind::Brace(_, inner) => Some(inner),
        _ => None,
    });
    for level in 0..=deepest.max().unwrap_or(0) {
        let mut row = Row::default();
        for span in &written.spans {
            if let Kind::Brace(id, inner) = span.kind
                && inner == level
                && let Some(columns) = chunk.columns(span)
            {
                brace(app, theme, id, span, chunk, columns, &mut row);
            }
        }
        if !row.pieces.is_empty() {
            rows.push(row);
        }
    }
    rows
}

/// The shapes of the innermost factors: `4×3` under `ReLU′(s)`.
fn shapes(theme: &Theme, written: &Written, chunk: &Chunk) -> Option<Row> {
    let mut row = Row::default();
    let mut taken = 0;
    for (i, span) in written.spans.iter().enumerate() {
        let Kind::Operand(rows, columns) = span.kind else { continue };
        let inner = written.spans[i + 1..].iter().take_while(|inner| inner.start < span.end);
        let holds_more = |inner: &Span| !matches!(inner.kind, Kind::Symbol(_));
        if inner.clone().any(holds_more) || span.start < chunk.start || span.end > chunk.end {
            continue;
        }
        let Some((start, end)) = chunk.columns(span) else { continue };
        let text = format!("{rows}×{columns}");
        let size = text.chars().count();
        let x = ((start + end).saturating_sub(size) / 2).max(taken);
        // A shape stands under its factor or nowhere.
        if x < end {
            taken = x + size + 1;
            row.pieces.push((x, text, theme.dim()));
        }
    }
    (!row.pieces.is_empty()).then_some(row)
}

/// `└──── δ_out 4×1 ────┘`, or the part of it in this line.
fn brace(
    app: &App,
    theme: &Theme,
    id: Id,
    span: &Span,
    chunk: &Chunk,
    (start, end): (usize, usize),
    row: &mut Row,
) {
    let q = app.worksheet().quantity(id);
    let symbol = app.symbols().role(q.role);
    let lit = app.current_quantity() == Some(id);
    let style = match (lit, app.is_shown(id)) {
        (true, _) => theme.marker(),
        (false, true) => theme.text(),
        (false, false) => theme.dim(),
    };
    let mut line: Vec<char> = vec!['─'; end - start];
    if span.start >= chunk.start {
        line[0] = '└';
    }
    if let Some(last) = line.last_mut().filter(|_| span.end <= chunk.end) {
        *last = '┘';
    }
    // The brace is named in the line where it ends: in it, or behind it where it is too short.
    if span.end <= chunk.end {
        let labels = [format!(" {symbol} {}×{} ", q.rows, q.columns), format!(" {symbol} ")];
        let room = line.len().saturating_sub(2);
        match labels.iter().chain([&symbol]).find(|label| label.chars().count() <= room) {
            Some(label) => {
                let x = (line.len() - label.chars().count()) / 2;
                for (place, c) in line[x..].iter_mut().zip(label.chars()) {
                    *place = c;
                }
            }
            None => line.extend(labels[1].trim_end().chars()),
        }
    }
    row.lit |= lit;
    row.pieces.push((start, line.into_iter().collect(), style));
}
