//! A random seek in a run of a million iterations, and one frame, beside a bare ratatui screen of
//! the same size: one paragraph of numbers that fills it, as many of whose cells change.

mod measure;

use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::cli::terminal::Surface;
use chainrule::lesson::LESSONS;
use chainrule::lesson::Lesson;
use chainrule::lesson::parse;
use chainrule::math::rng::Rng;
use chainrule::train::Timeline;
use chainrule::ui;
use chainrule::ui::View;
use chainrule::ui::theme::THEMES;
use measure::Pair;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;
use ratatui::widgets::Widget;

const BUDGET: Duration = Duration::from_secs(3);

/// The sizes of a screen, and the microseconds that a frame of such a screen takes at the least,
/// measured on another day.
const SIZES: [((u16, u16), f64); 3] =
    [((80, 24), 240.0), ((200, 60), 1_000.0), ((400, 120), 3_800.0)];

/// A network whose matrices are larger than any screen.
const LARGE: &str = r#"
title = "Large"
iterations = 10
[network]
inputs = 784
layers = [{ units = 128, activation = "relu" }, { units = 10, activation = "softmax" }]
[init]
scheme = "he_uniform"
seed = 1
[loss]
name = "cross_entropy"
[optimizer]
name = "sgd"
learning_rate = 0.1
[data]
"#;

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
    for ((width, height), floor) in SIZES {
        let drawing = draw_alone(width, height);
        frame = if frame == 0.0 { drawing.first().1 } else { frame };
        print_pair(&format!("one frame, {width}×{height}"), &drawing);
        let (changed, encoding) = draw_and_encode(lesson(), width, height);
        print_pair(&format!("  as bytes, {width}×{height}"), &encoding);
        println!(
            "  {changed} cells change; {:.1} times the floor of {floor} µs (3 at most)",
            encoding.first().1 / floor
        );
    }
    for (width, height) in [(80, 24), (200, 60)] {
        let (changed, encoding) = draw_and_encode(large(), width, height);
        print_pair(&format!("784-128-10, {width}×{height}"), &encoding);
        println!("  {changed} cells change; 64 examples, a step forth and back");
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

/// A network for written digits with noise for digits: 784-128-10, 64 examples.
fn large() -> Lesson {
    let mut rng = Rng::new(1);
    let mut pixel = || if rng.uniform() < 0.8 { 0.0 } else { rng.uniform() };
    let mut rows = (Vec::new(), Vec::new());
    for n in 0..64 {
        let pixels: Vec<String> = (0..784).map(|_| format!("{:.3}", pixel())).collect();
        let classes: Vec<_> = (0..10).map(|k| if k == n % 10 { "1" } else { "0" }).collect();
        rows.0.push(format!("[{}]", pixels.join(",")));
        rows.1.push(format!("[{}]", classes.join(",")));
    }
    let text = format!("{LARGE}x = [{}]\ny = [{}]\n", rows.0.join(","), rows.1.join(","));
    parse(&text, "large.toml").expect("the lesson can be read")
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
fn app(lesson: Lesson) -> (App, View) {
    let mut app = App::new(lesson);
    for _ in 0..7 {
        app.press(Key::parse("n").expect("a key"));
    }
    (app, View::new(THEMES[0].clone()))
}

/// A page of numbers that fills the screen; its first `other` digits are others.
fn filled(width: u16, height: u16, other: usize) -> String {
    let line: String = " 0.12345".chars().cycle().take(usize::from(width)).collect();
    let page = vec![line; usize::from(height)].join("\n");
    let mut left = other;
    let turned = page.chars().map(|c| match c {
        '0'..='9' if left > 0 => {
            left -= 1;
            char::from(b'9' - (c as u8 - b'0'))
        }
        _ => c,
    });
    turned.collect()
}

/// A frame into a buffer.
fn draw_alone(width: u16, height: u16) -> Pair {
    let (app, view) = app(lesson());
    let area = Rect::new(0, 0, width, height);
    let (mut ours, mut bare) = (Buffer::empty(area), Buffer::empty(area));
    let text = filled(width, height, 0);
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

/// A frame that differs from the one before, up to the bytes a terminal is sent, and the number of
/// cells that differ.
fn draw_and_encode(lesson: Lesson, width: u16, height: u16) -> (usize, Pair) {
    let (mut app, view) = app(lesson);
    let (mut ours, mut bare) = (Surface::new(width, height), Surface::new(width, height));
    let (forth, back) = (Key::parse("n").expect("a key"), Key::parse("N").expect("a key"));
    let changed = changed(&mut app, &view, Rect::new(0, 0, width, height), [forth, back]);
    let texts = [filled(width, height, 0), filled(width, height, changed)];
    let mut turn = 0;
    let mut page = 0;
    let pair = Pair::take(
        budget(),
        || {
            turn += 1;
            app.press(if turn % 2 == 0 { forth } else { back });
            show(&mut ours, |area, buffer| {
                black_box(ui::draw(&app, &view, area, buffer));
            });
        },
        || {
            page += 1;
            show(&mut bare, |area, buffer| {
                Paragraph::new(texts[page % 2].as_str()).render(area, buffer);
            });
        },
    );
    (changed, pair)
}

/// How many cells a key changes; the other key takes it back.
fn changed(app: &mut App, view: &View, area: Rect, [forth, back]: [Key; 2]) -> usize {
    let (mut before, mut after) = (Buffer::empty(area), Buffer::empty(area));
    ui::draw(app, view, area, &mut before);
    app.press(forth);
    ui::draw(app, view, area, &mut after);
    app.press(back);
    before.diff(&after).len()
}

fn show(surface: &mut Surface, paint: impl FnOnce(Rect, &mut Buffer)) {
    black_box(surface.frame(paint));
}
