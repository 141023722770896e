//! A plan with sizes: how wide its columns are, how high its rows, and where that puts every matrix.

use unicode_width::UnicodeWidthStr;

use super::block::Block;
use super::layout::{Grid, outer};
use super::plan::{Groups, Plan};
use crate::worksheet::quantity::Id;

/// Cells between two columns of the grid.
const GAP: i32 = 3;

/// A plan with sizes: how wide its columns are and how high its rows.
pub(super) struct Measured<'a> {
    plan: &'a Plan,
    blocks: &'a [Block],
    heads: &'a [String],
    compact: bool,
    widths: Vec<i32>,
    heights: Vec<i32>,
}

impl<'a> Measured<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        blocks: &'a [Block],
        heads: &'a [String],
        compact: bool,
    ) -> Self {
        let (widths, heights) = (Vec::new(), Vec::new());
        let mut grid = Self { plan, blocks, heads, compact, widths, heights };
        grid.widths = (0..heads.len()).map(|column| grid.width(column)).collect();
        let between = plan.how.between();
        let high =
            |row: &Vec<Groups>| row.iter().map(|groups| extent(groups, blocks, between).1).max();
        grid.heights = plan.cells.iter().map(|row| high(row).unwrap_or(0)).collect();
        grid
    }

    fn gap(&self) -> i32 {
        if self.compact { GAP - 1 } else { GAP }
    }

    fn width(&self, column: usize) -> i32 {
        let groups = self.plan.cells.iter().enumerate().map(|(r, row)| {
            let label = if self.compact && column == 0 { self.plan.label(r) } else { 0 };
            // Beside a matrix the name stands before its symbol, above its numbers.
            let symbol = symbol_width(&row[column], self.blocks);
            let named = if label > 0 && symbol > 0 { label + 1 + symbol } else { label };
            extent(&row[column], self.blocks, self.plan.how.between()).0.max(named)
        });
        let head = self.heads[column].width() as i32 + self.head_indent(column);
        groups.max().unwrap_or(0).max(head)
    }

    /// A compact heading stands behind the symbol of the column's weights; where biases stand
    /// beside these and there is no room between the two, behind the last symbol.
    fn head_indent(&self, column: usize) -> i32 {
        let groups = &self.plan.cells[0][column];
        let symbol = symbol_width(groups, self.blocks);
        if !self.compact || symbol == 0 {
            return 0;
        }
        let head = self.heads[column].width() as i32;
        let first = groups.first().map_or(0, |group| group_width(group, self.blocks));
        if groups.len() < 2 || symbol + 1 + head < first {
            return symbol + 1;
        }
        let (last, before) = groups.split_last().expect("there are two groups");
        let wide = before.iter().map(|group| group_width(group, self.blocks) + 2).sum::<i32>();
        wide + last.first().map_or(0, |id| block(self.blocks, *id).title()) + 1
    }

    /// Columns between the groups of a cell: two where the column is wide enough for that.
    fn between(&self, groups: &Groups, wide: i32) -> i32 {
        let between = self.plan.how.between();
        let loose = extent(groups, self.blocks, between + 1).0;
        if between < 2 && loose <= wide { between + 1 } else { between }
    }

    fn inner(&self) -> (i32, i32) {
        let air = i32::from(self.plan.how.airy) * (self.heights.len() as i32 - 1);
        let gaps = self.gap() * (self.widths.len() as i32 - 1);
        (self.widths.iter().sum::<i32>() + gaps, self.heights.iter().sum::<i32>() + air)
    }

    pub(super) fn size(&self) -> (i32, i32) {
        outer(self.inner(), self.compact)
    }

    pub(super) fn place(&self) -> Grid {
        let (width, height) = self.inner();
        let (blocks, heads, rows) = (Vec::new(), Vec::new(), Vec::new());
        let mut grid = Grid { blocks, heads, rows, compact: self.compact, width, height };
        let mut x = 0;
        for (column, wide) in self.widths.iter().enumerate() {
            grid.heads.push((x + self.head_indent(column), self.heads[column].clone()));
            let mut y = 0;
            for (r, row) in self.plan.cells.iter().enumerate() {
                let named = self.compact && column == 0;
                let indent = if named { self.plan.label(r) + 1 } else { 0 };
                let between = self.between(&row[column], *wide);
                let placed = &mut grid.blocks;
                stack(&row[column], self.blocks, (x, y), (indent, between), placed);
                if column == 0 {
                    let names = self.plan.names(r).iter().enumerate();
                    grid.rows.extend(names.map(|(i, name)| (y + i as i32, (*name).into())));
                }
                y += self.heights[r] + i32::from(self.plan.how.airy);
            }
            x += wide + self.gap();
        }
        grid
    }
}

fn block(blocks: &[Block], id: Id) -> &Block {
    let at = blocks.binary_search_by_key(&id, |block| block.id);
    &blocks[at.expect("every quantity has a block, in order")]
}

/// The width of the symbol of a cell's first matrix; 0 where there is none.
fn symbol_width(groups: &Groups, blocks: &[Block]) -> i32 {
    let first = groups.first().and_then(|group| group.first());
    first.map_or(0, |id| block(blocks, *id).title())
}

fn group_width(group: &[Id], blocks: &[Block]) -> i32 {
    group.iter().map(|id| block(blocks, *id).width).max().unwrap_or(0)
}

fn extent(groups: &Groups, blocks: &[Block], between: i32) -> (i32, i32) {
    let width: i32 = groups.iter().map(|group| group_width(group, blocks) + between).sum();
    let high = |group: &Vec<Id>| group.iter().map(|id| block(blocks, *id).height).sum();
    ((width - between).max(0), groups.iter().map(high).max().unwrap_or(0))
}

fn stack(
    groups: &Groups,
    blocks: &[Block],
    at: (i32, i32),
    (mut indent, between): (i32, i32),
    placed: &mut Vec<Block>,
) {
    let mut x = at.0;
    for group in groups {
        let mut y = at.1;
        for id in group {
            let block = block(blocks, *id);
            placed.push(Block { x, y, indent, ..block.clone() });
            (y, indent) = (y + block.height, 0);
        }
        x += group_width(group, blocks) + between;
    }
}
