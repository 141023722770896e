//! What is wrong with a quantity, where, and which mistakes explain it.

use super::item::Item;
use super::own::Worked;
use super::shown::Shown;
use super::{Course, Judge, status};
use crate::homework::diagnose::{Case, Known};
use crate::homework::verdict::{Cause, Judged, Status, WrongCell};
use crate::math::expr::Ball;

impl<'a> Judge<'a> {
    /// What is wrong with it, where, and why.
    pub(super) fn wrong(
        &self,
        item: &Item,
        exact: &[Ball],
        worked: &Worked,
        judged: &mut Judged,
        course: &mut Course<'a>,
    ) {
        let off = status::off(item, exact, &worked.balls);
        judged.wrong_cells = off.len();
        judged.first_wrong = off.first().map(|shown| wrong_cell(item, shown, exact, &worked.balls));
        if self.lesson.is_none() {
            return;
        }
        let known = Known { own: &course.own, previous: course.previous.as_ref() };
        let case = Case { item, exact, own: &worked.balls, known };
        let causes = course.clinic.causes(&case);
        judged.causes = again(causes, &mut course.named);
    }

    /// What is said of a value of another shape.
    pub(super) fn misshapen(&self, item: &Item, judged: &mut Judged, course: &mut Course<'a>) {
        if item.shape == (0, 0) {
            judged.status = Status::Unread;
            judged.remark = Some("this network computes it together with the next quantity".into());
            return;
        }
        judged.status = Status::Shape;
        let grid = &item.placed.value;
        let (rows, columns) = item.shape;
        judged.wrong_cells = grid.cells.len();
        judged.remark =
            Some(format!("it is {}×{}, and should be {rows}×{columns}", grid.rows, grid.columns));
        if self.lesson.is_some() {
            let causes = course.clinic.causes_of_shape(item, &mut course.own);
            judged.causes = again(causes, &mut course.named);
        }
    }
}

/// The causes, those that were named before marked.
fn again(mut causes: Vec<Cause>, named: &mut Vec<Vec<&'static str>>) -> Vec<Cause> {
    for cause in &mut causes {
        cause.again = named.contains(&cause.codes);
    }
    // Where one of them was made before, it is the likelier one.
    causes.sort_by_key(|cause| !cause.again);
    named.extend(causes.iter().map(|cause| cause.codes.clone()));
    causes
}

/// A number that is wrong, with the right one beside it.
fn wrong_cell(item: &Item, shown: &Shown, exact: &[Ball], own: &[Ball]) -> WrongCell {
    let mark = item.mark(shown);
    let (row, column) = item.place(shown);
    let of = |balls: &[Ball]| balls.get(shown.at).map_or(f64::NAN, |ball| ball.mid) / item.scale;
    WrongCell {
        row,
        column,
        line: mark.line,
        raw: mark.raw.clone(),
        printed: mark.value,
        expected: of(exact),
        expected_from_own: of(own),
    }
}
