//! How the quantity just computed is written, beside its symbol, where nothing else stands.

use unicode_width::UnicodeWidthStr;

use super::block::Look;
use super::layout::Grid;
use super::matrix::Pen;

/// Writes `= ReLU′(s) ⊙ (δ_out · W_outᵀ)` behind the symbol that is lit, if it has room.
pub(super) fn draw(grid: &Grid, pen: &mut Pen) {
    let lit = grid.blocks.iter().find(|block| pen.marks.is_lit(block.id));
    let Some(block) = lit.filter(|block| block.look == Look::Numbers && !block.is_window()) else {
        return;
    };
    // While it is asked for, its formula is a hint.
    if pen.app.asked() == Some(block.id) && !pen.app.is_hinted(pen.app.cursor()) {
        return;
    }
    let (sheet, symbols) = (pen.app.worksheet(), pen.app.symbols());
    let Some(formula) = sheet.formula(block.id, &pen.app.trainer().now()) else { return };
    let text = format!("= {}", symbols.formula(sheet, &formula));
    let start = block.x + block.indent + block.symbol.width() as i32 + 1;
    let beside = grid.blocks.iter().filter(|other| other.x > block.x);
    let level = beside.filter(|other| (other.y..other.y + other.height).contains(&block.y));
    let next = level.map(|other| other.x - 2).min().unwrap_or(i32::MAX);
    if start + text.width() as i32 <= next.min(pen.sight.0.end) {
        pen.canvas.text(start, block.y, &text, pen.view.theme.text());
    }
}
