//! What the loss pane draws curves of: this run, its loss on the test examples, and every earlier
//! run that is still remembered.

use crate::app::App;
use crate::train::{Losses, Run, Samples};
use crate::ui::chart::{Curve, Pen};
use crate::ui::theme::Theme;

/// Where the points of a curve come from.
enum Source<'a> {
    Losses(&'a Losses),
    Samples(&'a Samples),
}

/// A curve with its name, its pen and what it says where the screen stands.
pub(super) struct Series<'a> {
    source: Source<'a>,
    /// What was changed to get it.
    pub(super) name: String,
    pub(super) pen: Pen,
    /// Whether it is this run's own loss.
    pub(super) own: bool,
    /// The last iteration that may be seen.
    pub(super) last: u64,
    /// The loss where the screen stands, and whether it is that iteration's to the bit.
    pub(super) here: Option<(f64, bool)>,
    /// Where it stops being a number.
    pub(super) broken: Option<u64>,
}

/// Dots drawn and left out by turns, from the run left last to the oldest.
const DASHES: [&[u32]; 5] = [&[4, 2], &[1, 2], &[7, 2, 1, 2], &[2, 4], &[3, 1, 1, 1]];

/// Every curve: this run's first.
pub(super) fn all<'a>(app: &'a App, theme: &Theme) -> Vec<Series<'a>> {
    let timeline = app.timeline();
    let mut all = vec![own(app, theme)];
    all.extend(test(app, theme));
    let twin = twin(app, theme);
    let styles = [theme.ghost_curve(), theme.second_ghost(), theme.third_ghost()];
    let styles = &styles[usize::from(twin.is_some())..];
    all.extend(twin);
    let ghosts = timeline.ghosts().into_iter().filter(|run| !is_the_twins(app, *run));
    for (i, run) in ghosts.enumerate() {
        let pen = Pen { style: styles[i % styles.len()], dashes: DASHES[i % DASHES.len()] };
        all.push(ghost(app, run, pen));
    }
    all
}

/// A loss that is not computed on the screen yet is not on the curve either.
fn own<'a>(app: &'a App, theme: &Theme) -> Series<'a> {
    let Run { losses, .. } = app.timeline().run();
    let shown = app.loss_is_shown();
    let hidden = u64::from(!shown && losses.count() == app.iteration());
    let last = losses.count() - hidden;
    Series {
        source: Source::Losses(losses),
        name: named(app, app.timeline().current()),
        pen: Pen { style: theme.curve(), dashes: &[] },
        own: true,
        last,
        here: shown.then(|| (app.trainer().loss(), true)),
        broken: losses.first_not_finite().filter(|at| *at <= last),
    }
}

fn test<'a>(app: &'a App, theme: &Theme) -> Option<Series<'a>> {
    let Run { losses, tests, .. } = app.timeline().run();
    let last = tests.points().last()?.0;
    let here = tests.at(app.iteration()).map(|(at, loss)| (loss, at == app.iteration()));
    let hidden = !app.loss_is_shown() && losses.count() == app.iteration();
    Some(Series {
        source: Source::Samples(tests),
        name: "test examples".into(),
        pen: Pen { style: theme.test_curve(), dashes: &[9, 3] },
        own: false,
        last: last.min(losses.count() - u64::from(hidden)),
        here: here.filter(|_| !hidden),
        broken: None,
    })
}

/// This run without its mistakes and roundings, as far as it went along.
fn twin<'a>(app: &'a App, theme: &Theme) -> Option<Series<'a>> {
    let (twin, own) = (app.twin()?, own(app, theme));
    let losses = twin.losses();
    let here = losses.at(app.iteration()).filter(|_| app.iteration() <= own.last);
    Some(Series {
        source: Source::Losses(losses),
        name: app.twin_name()?.into(),
        pen: Pen { style: theme.ghost_curve(), dashes: &[12, 3] },
        own: false,
        last: losses.count().min(own.last),
        here: here.map(|bucket| (bucket.last, losses.width() == 1)),
        broken: losses.first_not_finite().filter(|at| *at <= own.last),
    })
}

/// Whether the twin draws this run's curve already, and at least as far.
fn is_the_twins(app: &App, run: usize) -> bool {
    let run = &app.timeline().runs()[run];
    app.twin().is_some_and(|twin| twin.run().is_same(run) && twin.run().reached() >= run.reached())
}

fn ghost(app: &App, run: usize, pen: Pen) -> Series<'_> {
    let losses = &app.timeline().runs()[run].losses;
    let here = losses.at(app.iteration());
    Series {
        source: Source::Losses(losses),
        name: named(app, run),
        pen,
        own: false,
        last: losses.count(),
        here: here.map(|bucket| (bucket.last, losses.width() == 1)),
        broken: losses.first_not_finite(),
    }
}

/// `2 learning_rate 0.1 from 3`; the number alone names nothing where there is one run.
fn named(app: &App, run: usize) -> String {
    let runs = app.timeline().runs();
    let label = runs[run].label.replace("learning_rate", "lr");
    if runs.len() == 1 { "this run".into() } else { format!("{} {label}", run + 1) }
}

impl Series<'_> {
    /// Its points from one iteration to another; where there are more than `most`, neighbours are
    /// one point from the least to the greatest.
    pub(super) fn curve(&self, (first, last): (u64, u64), most: usize) -> Curve {
        let last = last.min(self.last);
        let points: Curve = match self.source {
            Source::Samples(samples) => {
                let inside = samples.points().iter();
                let inside = inside.filter(|(at, _)| (first..=last).contains(at));
                inside.map(|(at, loss)| (*at as f64, *loss, *loss)).collect()
            }
            Source::Losses(losses) => {
                let width = losses.width();
                let from = ((first - 1) / width) as usize;
                let to = (last.div_ceil(width) as usize).min(losses.buckets().len());
                let middle = |i: usize| {
                    let begin = i as u64 * width + 1;
                    let end = ((i as u64 + 1) * width).min(last);
                    f64::midpoint(begin.max(first) as f64, end as f64)
                };
                let buckets = losses.buckets().get(from..to).unwrap_or_default().iter();
                let points = buckets.enumerate().map(|(i, b)| (middle(from + i), b.min, b.max));
                points.collect()
            }
        };
        thinned(points, most)
    }
}

/// At most `most` points; what is not finite in the midst of a group is left out of it.
fn thinned(points: Curve, most: usize) -> Curve {
    let size = points.len().div_ceil(most.max(1)).max(1);
    if size == 1 {
        return points;
    }
    let one = |group: &[(f64, f64, f64)]| {
        let middle = f64::midpoint(group[0].0, group[group.len() - 1].0);
        let low = group.iter().map(|point| point.1).fold(f64::INFINITY, f64::min);
        (middle, low, group.iter().map(|point| point.2).fold(f64::NEG_INFINITY, f64::max))
    };
    points.chunks(size).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_the_least_and_the_greatest_of_neighbours() {
        let points: Curve = (1..=10).map(|i| (f64::from(i), f64::from(i), f64::from(i))).collect();
        assert_eq!(thinned(points.clone(), 10), points);
        let ends = |x: &(f64, f64, f64)| (x.1, x.2);
        let thin: Vec<_> = thinned(points, 3).iter().map(ends).collect();
        assert_eq!(thin, [(1.0, 4.0), (5.0, 8.0), (9.0, 10.0)]);
    }
}
