//! A random seek in a run of a million iterations, and one frame, beside a bare ratatui screen of
//! the same size: one paragraph that fills it.

mod measure;

use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::lesson::LESSONS;
use chainrule::lesson::Lesson;
use chainrule::math::rng::Rng;
use chainrule::train::Timeline;
use chainrule::ui;
use chainrule::ui::View;
use chainrule::ui::theme::THEMES;
use measure::Pair;
use ratatui::backend::Backend;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;
use ratatui::widgets::Widget;

const BUDGET: Duration = Duration::from_secs(3);
const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

/// How far the run goes that is sought in.
const FAR: u64 = 1_000_000;

fn main() {
    if !measure::asked_for("screen") {
        return;
    }
    let far = if measure::wanted() { FAR } else { 1_000 };
    let (seek, worst) = seeks(far);
    println!("µs: best (median) of many turns");
    let mut frame = 0.0;
    for (width, height) in SIZES {
        let drawing = draw_alone(width, height);
        frame = if frame == 0.0 { drawing.first().1 } else { frame };
        print_pair(&format!("one frame, {width}×{height}"), &drawing);
        print_pair(&format!("  as bytes, {width}×{height}"), &draw_and_encode(width, height));
    }
    println!("random seek in {far} iterations of the paper: median {seek:.1}, worst {worst:.1}");
    println!("  one frame at 80×24 takes {:.2} times as long as the median seek", frame / seek);
}

fn print_pair(name: &str, pair: &Pair) {
    let side = |(best, median): (f64, f64)| format!("{best:.1} ({median:.1})");
    println!(
        "{name:<22} {:>16}   bare ratatui {:>16}   {:.1} times as long",
        side(pair.first()),
        side(pair.second()),
        1.0 / pair.ratio().1
    );
}

fn lesson() -> Lesson {
    LESSONS[0].lesson().expect("the lesson can be read")
}

/// The median and the longest of many seeks, in microseconds.
fn seeks(far: u64) -> (f64, f64) {
    let mut timeline = Timeline::new(lesson().setup);
    let begin = Instant::now();
    timeline.seek(far);
    let each = begin.elapsed().as_secs_f64() * 1e9 / far as f64;
    println!("the paper through {far} iterations, curve and keyframes kept: {each:.0} ns each");
    let mut rng = Rng::new(3);
    let mut took: Vec<f64> = (0..2_000)
        .map(|_| {
            let to = 1 + (rng.uniform() * far as f64) as u64;
            let begin = Instant::now();
            black_box(&mut timeline).seek(to);
            begin.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    took.sort_by(f64::total_cmp);
    (took[took.len() / 2], took[took.len() - 1])
}

fn budget() -> Duration {
    if measure::wanted() { BUDGET } else { Duration::ZERO }
}

/// The app somewhere in the middle of an iteration, and how it looks.
fn app() -> (App, View) {
    let mut app = App::new(lesson());
    for _ in 0..7 {
        app.press(Key::parse("n").expect("a key"));
    }
    (app, View::new(THEMES[0].clone()))
}

/// A text that fills the screen.
fn filled(width: u16, height: u16) -> String {
    let line: String = ('a'..='z').cycle().take(usize::from(width)).collect();
    vec![line; usize::from(height)].join("\n")
}

/// A frame into a buffer.
fn draw_alone(width: u16, height: u16) -> Pair {
    let (app, view) = app();
    let area = Rect::new(0, 0, width, height);
    let (mut ours, mut bare) = (Buffer::empty(area), Buffer::empty(area));
    let text = filled(width, height);
    Pair::take(
        budget(),
        || {
            ours.reset();
            black_box(ui::draw(&app, &view, area, &mut ours));
        },
        || {
            bare.reset();
            Paragraph::new(black_box(text.as_str())).render(area, &mut bare);
        },
    )
}

/// A frame that differs from the one before, up to the bytes a terminal is sent.
fn draw_and_encode(width: u16, height: u16) -> Pair {
    let (mut app, view) = app();
    let area = Rect::new(0, 0, width, height);
    let (mut ours, mut bare) = (Frames::new(area), Frames::new(area));
    let texts = [filled(width, height), filled(width, height).to_uppercase()];
    let (forth, back) = (Key::parse("n").expect("a key"), Key::parse("N").expect("a key"));
    let mut turn = 0;
    let mut page = 0;
    Pair::take(
        budget(),
        || {
            turn += 1;
            app.press(if turn % 2 == 0 { forth } else { back });
            ours.show(|buffer| {
                black_box(ui::draw(&app, &view, area, buffer));
            });
        },
        || {
            page += 1;
            bare.show(|buffer| Paragraph::new(texts[page % 2].as_str()).render(area, buffer));
        },
    )
}

/// What is shown, what shall be, and the bytes between them.
struct Frames {
    shown: Buffer,
    next: Buffer,
    bytes: Vec<u8>,
}

impl Frames {
    fn new(area: Rect) -> Self {
        Self { shown: Buffer::empty(area), next: Buffer::empty(area), bytes: Vec::new() }
    }

    fn show(&mut self, paint: impl FnOnce(&mut Buffer)) {
        self.next.reset();
        paint(&mut self.next);
        self.bytes.clear();
        let changes = self.shown.diff(&self.next);
        let drawn = CrosstermBackend::new(&mut self.bytes).draw(changes.into_iter());
        drawn.expect("memory takes every byte");
        black_box(&self.bytes);
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}
