//! A sitting that never ends: the paper's lesson played at full speed through ten million
//! iterations, and a million random keys. What is held and what a step costs must not grow.
//!
//! `cargo bench --bench endurance -- 1000000 50000` plays and presses so many; both are drawn as in
//! a terminal. The keys of each tenth are the same, so that what they cost can be compared.

use std::time::Duration;
use std::time::Instant;

use allocation_counter::measure;
use chainrule::app::App;
use chainrule::app::COMMANDS;
use chainrule::app::Looks;
use chainrule::app::key::Key;
use chainrule::lesson::embedded;
use chainrule::math::rng::Rng;
use chainrule::ui;
use chainrule::ui::View;
use chainrule::ui::theme::THEMES;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Iterations and keys by themselves.
const WANTED: [u64; 2] = [10_000_000, 1_000_000];

/// The same where it is only to be shown that it works.
const FEW: [u64; 2] = [20_000, 200];

/// How long a frame stays.
const FRAME: Duration = Duration::from_millis(20);

/// How many parts are compared.
const TENTHS: u64 = 10;

/// An app on a screen.
struct Desk {
    app: App,
    view: View,
    screen: Buffer,
}

impl Desk {
    fn new() -> Self {
        let lesson = embedded("paper").and_then(|row| row.lesson().ok()).expect("a lesson");
        let mut app = App::new(lesson);
        app.set_looks(Looks { themes: ui::themes(), ..Looks::default() });
        let view = View::new(THEMES[0].clone());
        Self { app, view, screen: Buffer::empty(Rect::new(0, 0, 120, 36)) }
    }

    fn draw(&mut self) {
        self.screen.reset();
        let area = self.screen.area;
        let feedback = ui::draw(&self.app, &self.view, area, &mut self.screen);
        self.view.learn(&feedback);
        self.app.learn_help(feedback.help);
        self.app.learn_scroll(&feedback.most);
    }

    fn press(&mut self, name: &str) {
        self.app.press(Key::parse(name).expect("a key"));
    }
}

/// Seconds of each tenth, and the most bytes that were held at once.
struct Taken {
    tenths: Vec<f64>,
    most: u64,
    left: i64,
}

impl Taken {
    fn of(mut tenth: impl FnMut(u64)) -> Self {
        let mut tenths = Vec::new();
        let counted = measure(|| {
            for at in 0..TENTHS {
                let begin = Instant::now();
                tenth(at);
                tenths.push(begin.elapsed().as_secs_f64());
            }
        });
        Self { tenths, most: counted.bytes_max, left: counted.bytes_current }
    }

    fn print(&self, what: &str, count: u64) {
        let (first, last) = (self.tenths[0], self.tenths[TENTHS as usize - 1]);
        let of = |seconds: f64| seconds / (count / TENTHS) as f64 * 1e9;
        println!(
            "{count} {what}: {:.0} ns each in the first tenth, {:.0} ns in the last, ratio {:.2}; \
             {:.2} MB at most, {:.2} MB at the end{}",
            of(first),
            of(last),
            last / first,
            self.most as f64 / 1e6,
            self.left as f64 / 1e6,
            resident()
        );
    }
}

/// What the process holds, where that can be read.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or(String::new(), |peak| format!("; resident {} at most", peak.trim()))
}

/// Plays as fast as it goes, drawing a frame when one is due, to this iteration.
fn play(desk: &mut Desk, to: u64) {
    while desk.app.iteration() < to {
        let drawn = Instant::now();
        desk.draw();
        desk.app.tick(FRAME.as_millis() as u64);
        while desk.app.iteration() < to && drawn.elapsed() < FRAME {
            desk.app.work();
        }
    }
}

/// Keys that are bound or typed; what they ask the program to do is not done.
fn keys(desk: &mut Desk, count: u64) {
    let bound: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.iter().copied()).collect();
    let mut rng = Rng::new(7);
    for at in 0..count {
        let key = match rng.below(10) {
            0..=6 => Key::parse(bound[rng.below(bound.len() as u64) as usize]),
            7 => Key::parse(["enter", "esc", "space", "u"][rng.below(4) as usize]),
            _ => Some(Key::char(char::from(b' ' + rng.below(95) as u8))),
        };
        desk.app.press(key.expect("a key"));
        if desk.app.is_moving() {
            desk.app.tick(2);
        }
        // As many at once as the program takes in.
        if at.is_multiple_of(64) {
            desk.draw();
        }
    }
}

fn main() {
    let asked: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [iterations, pressed] = match asked[..] {
        [iterations, pressed] => [iterations, pressed],
        _ if std::env::args().any(|word| word == "--bench") => WANTED,
        _ => FEW,
    };
    let mut desk = Desk::new();
    (0..SPEEDS).for_each(|_| desk.press(">"));
    desk.press("p");
    let taken = Taken::of(|at| play(&mut desk, (at + 1) * iterations / TENTHS));
    taken.print("iterations", iterations);
    let mut desk = Desk::new();
    let taken = Taken::of(|_| keys(&mut desk, pressed / TENTHS));
    taken.print("keys", pressed);
    println!("{} runs", desk.app.timeline().runs().len());
}

/// Enough to be at the fastest speed.
const SPEEDS: usize = 20;
