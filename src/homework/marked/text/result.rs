//! The result of a check in two lines: how much is right, and the first mistake.

use crate::homework::marked::line::{Line, Tone, shown};
use crate::homework::verdict::{Answer, Status, Verdict};

/// `hw1.tex: 25 of 33 quantities right, 1 wrong, 7 follow from it`
pub(super) fn heading(verdict: &Verdict) -> Line {
    let line = Line::of(Tone::Title, shown(&verdict.document)).and(Tone::Plain, ": ");
    let (right, of) = verdict.right();
    let tone = match verdict.answer() {
        Answer::Ok => Tone::Right,
        Answer::Wrong => Tone::Wrong,
        Answer::Unreadable => Tone::Unclear,
    };
    let line = match of {
        0 => line.and(tone, "nothing in it could be judged"),
        _ => line.and(tone, format!("{right} of {of} quantities right")),
    };
    let count = |is: &dyn Fn(Status) -> bool| {
        verdict.quantities.iter().filter(|judged| is(judged.status)).count()
    };
    let counts = [
        (count(&Status::is_wrong), "wrong"),
        (count(&|status| status == Status::Follows), "follow from it"),
        (count(&|status| status == Status::RightButDoesNotFollow), "right but does not follow"),
        (count(&|status| matches!(status, Status::Unread | Status::TooFewDigits)), "not judged"),
        (count(&|status| status == Status::Missing), "missing"),
    ];
    let told = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}"));
    line.and(Tone::Plain, told.collect::<String>())
}

/// `first mistake: \delta_s of iteration 1, cell [1,3], line 17: you left out ReLU′`
pub(super) fn first_mistake(verdict: &Verdict) -> Option<Line> {
    let judged = verdict.first_wrong()?;
    let at = judged.first_wrong.as_ref();
    let cell = at.map_or(String::new(), |at| format!(", cell [{},{}]", at.row + 1, at.column + 1));
    let line = judged.wrong_line().map_or(String::new(), |line| format!(", line {line}"));
    let cause = judged.causes.first().map_or(String::new(), |cause| format!(": {}", cause.said));
    let place = format!("{} of iteration {}{cell}{line}", shown(judged.called()), judged.iteration);
    Some(
        Line::of(Tone::Wrong, "  first mistake: ")
            .and(Tone::Plain, place)
            .and(Tone::Plain, shown(&cause)),
    )
}
