//! What a frame costs the line to the terminal, counted in bytes as they are written: an upper
//! bound for every step, nothing for a frame that changes nothing, no colour a terminal lacks; and
//! frames of every size.
#![expect(clippy::unwrap_used, reason = "a lesson or key that does not exist is a failed test")]

use chainrule::app::key::Key;
use chainrule::app::{App, PANES};
use chainrule::cli::terminal::Surface;
use chainrule::lesson::{LESSONS, Lesson, parse};
use chainrule::ui::theme::{ColorLevel, THEMES, Theme};
use chainrule::ui::{self, View};

/// The most bytes that a step may cost, by the size of the screen.
const MOST: [((u16, u16), usize); 2] = [((80, 24), 20_000), ((200, 60), 40_000)];

/// The most bytes that moving the cursor by one cell may cost.
const MOST_FOR_THE_CURSOR: usize = 3_000;

/// Through two iterations step by step, on iteration by iteration, and back.
const STEPS: &str = "n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n \
                     space space space space space space N N N backspace backspace g space";

/// A network whose matrices no screen holds.
const WIDE: &str = r#"
title = "Wide"
iterations = 10
[network]
inputs = 64
layers = [{ units = 32, activation = "relu" }, { units = 10, activation = "tanh" }]
[init]
scheme = "xavier_uniform"
seed = 1
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 0.1
[data]
"#;

/// The lessons that come with the program, and a wide one.
fn lessons() -> Vec<Lesson> {
    let x: Vec<_> = (0..64).map(|i| format!("{}", f64::from(i % 7) / 7.0)).collect();
    let y = ["0.5"; 10];
    let wide = format!("{WIDE}x = [[{}]]\ny = [[{}]]\n", x.join(", "), y.join(", "));
    let own = LESSONS.iter().map(|row| row.lesson().unwrap());
    own.chain([parse(&wide, "wide.toml").unwrap()]).collect()
}

/// 784-128-10 with 64 examples, most of whose inputs are 0, as those of written digits are.
fn large() -> Lesson {
    let pixel = |i: usize| if i.is_multiple_of(5) { (i * i % 97) as f64 / 97.0 } else { 0.0 };
    let row = |n: usize| {
        let pixels = (0..784).map(|i| format!("{:.2}", pixel(i + 31 * n)));
        format!("[{}]", pixels.collect::<Vec<_>>().join(","))
    };
    let target = |n: usize| {
        let classes = (0..10).map(|k| usize::from(k == n % 10).to_string());
        format!("[{}]", classes.collect::<Vec<_>>().join(","))
    };
    let all = |one: &dyn Fn(usize) -> String| (0..64).map(one).collect::<Vec<_>>().join(",");
    let network = WIDE
        .replace("inputs = 64", "inputs = 784")
        .replace("units = 32", "units = 128")
        .replace("tanh", "softmax")
        .replace("half_squared", "cross_entropy");
    let text = format!("{network}x = [{}]\ny = [{}]\n", all(&row), all(&target));
    parse(&text, "large.toml").unwrap()
}

/// A lesson on a terminal of which only the bytes are kept.
struct Line {
    app: App,
    view: View,
    surface: Surface,
    /// How many gradients were checked for the last frame.
    checked: usize,
}

impl Line {
    fn new(lesson: Lesson, theme: Theme, (width, height): (u16, u16)) -> Self {
        let surface = Surface::new(width, height);
        Self { app: App::new(lesson), view: View::new(theme), surface, checked: 0 }
    }

    /// The next frame.
    fn frame(&mut self) -> String {
        let (app, view) = (&self.app, &self.view);
        let paint = |area, buffer: &mut _| ui::draw(app, view, area, buffer);
        let (feedback, bytes) = self.surface.frame(paint);
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        self.view.learn(&feedback);
        self.checked = feedback.kept.fresh();
        self.app.learn_help(feedback.help);
        text
    }

    /// The frame after a key.
    fn press(&mut self, key: &str) -> String {
        self.app.press(Key::parse(key).unwrap());
        self.frame()
    }
}

#[test]
fn a_step_costs_few_bytes_in_every_lesson_and_pane() {
    for (size, most) in MOST {
        let (mut worst, mut sum, mut count) = ((0, String::new()), 0, 0);
        for lesson in lessons() {
            for pane in PANES {
                let mut line = Line::new(lesson.clone(), THEMES[0].clone(), size);
                let digit = pane.digit;
                let first = (digit, line.frame());
                let keys = [digit].into_iter().chain(STEPS.split_whitespace());
                let frames = keys.map(|key| (key, line.press(key))).collect::<Vec<_>>();
                for (key, bytes) in std::iter::once(first).chain(frames) {
                    (sum, count) = (sum + bytes.len(), count + 1);
                    if bytes.len() > worst.0 {
                        worst = (bytes.len(), format!("{} {} {key}", lesson.name, pane.name));
                    }
                }
            }
        }
        let told = format!("{size:?}: worst {} ({}), mean {}", worst.0, worst.1, sum / count);
        println!("{told}");
        assert!(worst.0 <= most, "{told}");
    }
}

/// Asserts that no frame after a key costs more than the size of the screen allows, and says what
/// the frames cost.
fn assert_cheap(name: &str, lesson: &Lesson, keys: &str) {
    for (size, most) in MOST {
        let mut line = Line::new(lesson.clone(), THEMES[0].clone(), size);
        line.frame();
        let keys = keys.split_whitespace();
        let frames: Vec<_> = keys.map(|key| (line.press(key).len(), key)).collect();
        let worst = frames.iter().max().unwrap();
        let mean = frames.iter().map(|(bytes, _)| bytes).sum::<usize>() / frames.len();
        println!("{name} {size:?}: worst {worst:?}, mean {mean}");
        assert!(worst.0 <= most, "{name} {size:?}: {worst:?}");
    }
}

/// Another run from here on, compared with this one.
const COMPARED: &str = ": l r space 0 . 0 7 enter space b n n n n n N space space backspace b";

#[test]
fn heat_maps_and_two_runs_compared_cost_few_bytes_a_key() {
    for lesson in lessons() {
        for (what, keys) in [
            ("heat", format!("x n n n x space {STEPS}")),
            ("all heat", format!(": h e a t space a l l enter {STEPS}")),
            ("compared", format!("space {COMPARED}")),
            ("plane", format!("5 z {STEPS}")),
            ("network", format!("3 z {STEPS}")),
            ("surface", format!("n S z {STEPS}")),
            ("drawing", "5 z i right right up + left - x u pageup ( enter n n".into()),
        ] {
            assert_cheap(&format!("{} {what}", lesson.name), &lesson, &keys);
        }
    }
}

/// A field without a calm place: sines of sines, with large weights.
fn restless() -> Lesson {
    let text = "title = \"restless\"\n[network]\ninputs = 2\nlayers = [\
        {units = 16, activation = \"sin\", bias = true},\
        {units = 16, activation = \"sin\", bias = true},\
        {units = 1, activation = \"tanh\", bias = true}]\n\
        [init]\nscheme = \"uniform\"\nrange = 6.0\nseed = 3\n\
        [loss]\nname = \"half_squared\"\n\
        [optimizer]\nname = \"sgd\"\nlearning_rate = 0.05\n\
        [data]\nx = [[1, 1], [-1, 1], [1, -1], [-1, -1]]\ny = [[1], [-1], [-1], [1]]\n";
    parse(text, "restless.toml").unwrap()
}

#[test]
fn a_plane_without_a_calm_place_costs_few_bytes_too() {
    assert_cheap("restless", &restless(), "5 z space space space space n n n space");
}

#[test]
fn the_projector_costs_few_bytes_a_key() {
    for lesson in lessons() {
        assert_cheap(
            &format!("{} projected", lesson.name),
            &lesson,
            &format!("P {STEPS} n enter n"),
        );
    }
    assert_cheap("784-128-10 projected", &large(), "P n n n n down right n n n n n n x space");
}

/// Broken and rounded, with the check, the loss and where it parts; then predicted.
const BROKEN: &str = "space : b u g space l r - t w i c e enter : r o u n d space 3 space d e c \
                      i m a l s enter 7 space n n 4 space n 2 n n n space v n n V H n backspace !";

#[test]
fn a_broken_and_rounded_run_costs_few_bytes_and_nothing_once_it_has_arrived() {
    for lesson in lessons().into_iter().chain([large()]) {
        assert_cheap(&format!("{} broken", lesson.name), &lesson, BROKEN);
        let mut line = Line::new(lesson, THEMES[0].clone(), (120, 36));
        for key in BROKEN.trim_end_matches(" !").split_whitespace() {
            line.press(key);
        }
        line.app.settle();
        assert!(line.app.twin().is_some() && !line.app.is_moving(), "{}", line.app.lesson().name);
        line.frame();
        line.app.tick(1_000);
        assert_eq!(line.frame(), "", "{}", line.app.lesson().name);
    }
}

#[test]
fn a_large_network_costs_few_bytes_a_key() {
    let lesson = large();
    for (what, keys) in [
        ("steps", "n n n n n n n n n n n n n space space N N N backspace"),
        ("keys", "space down right n right down x up left tab x 3 down 3 z n n"),
        ("compared", COMPARED),
    ] {
        assert_cheap(&format!("784-128-10 {what}"), &lesson, keys);
    }
}

#[test]
fn a_gradient_is_checked_once_an_iteration() {
    for (lesson, few) in
        lessons().into_iter().map(|lesson| (lesson, None)).chain([(large(), Some(5))])
    {
        let name = lesson.name.clone();
        let mut line = Line::new(lesson, THEMES[0].clone(), (80, 24));
        line.press("7");
        assert_eq!(line.checked, 0, "{name}: no gradient is computed yet");
        line.press("space");
        assert!(line.checked > 0 && few.is_none_or(|few| line.checked <= few), "{name}");
        line.frame();
        assert_eq!(line.checked, 0, "{name}: nothing has changed");
        for key in ["1", "down", "right", "n", "7"] {
            let iteration = line.app.iteration();
            line.press(key);
            if line.app.iteration() == iteration {
                assert!(line.checked <= 1, "{name} {key}: at most the one under the cursor");
            }
        }
        line.press("space");
        assert!(line.checked > 0, "{name}: another iteration");
    }
}

#[test]
fn playing_costs_no_more_than_stepping() {
    for (size, most) in MOST {
        for lesson in lessons() {
            let mut line = Line::new(lesson, THEMES[0].clone(), size);
            line.frame();
            line.press("p");
            for _ in 0..12 {
                line.press(">");
                line.app.tick(33);
                let bytes = line.frame().len();
                assert!(bytes <= most, "{} {size:?}: {bytes}", line.app.lesson().name);
            }
        }
    }
}

#[test]
fn moving_the_cursor_costs_little() {
    for (size, _) in MOST {
        for row in LESSONS {
            let mut line = Line::new(row.lesson().unwrap(), THEMES[0].clone(), size);
            line.press("space");
            for key in "down down right up left down right".split(' ') {
                let bytes = line.press(key).len();
                assert!(bytes <= MOST_FOR_THE_CURSOR, "{} {size:?} {key}: {bytes}", row.name);
            }
        }
    }
}

#[test]
fn a_frame_that_changes_nothing_is_no_bytes_in_every_lesson_and_pane() {
    for (size, _) in MOST {
        for lesson in lessons() {
            let mut line = Line::new(lesson, THEMES[0].clone(), size);
            line.press("space");
            for pane in PANES {
                line.press(pane.digit);
                line.frame();
                line.app.tick(1_000);
                assert_eq!(line.frame(), "", "{} {size:?}", pane.name);
            }
        }
    }
}

#[test]
fn a_frame_is_one_update_without_line_ends() {
    for lesson in lessons() {
        let mut line = Line::new(lesson, THEMES[0].clone(), (120, 36));
        for key in STEPS.split_whitespace() {
            let frame = line.press(key);
            assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{key}");
            assert_eq!(frame.matches("\x1b[?2026").count(), 2, "{key}");
            // A line end would make the standard output write what stands before it by itself.
            assert!(!frame.contains(['\n', '\r']), "{key}");
        }
    }
}

/// The depth of colour that the styles of a frame ask for; an empty style would undo bold and
/// reverse without saying so.
fn depth(frame: &str) -> ColorLevel {
    let ends = |rest: &str| rest.find(|c: char| !c.is_ascii_digit() && c != ';');
    let styles = frame.split("\x1b[").filter_map(|rest| {
        let end = ends(rest).filter(|end| rest[*end..].starts_with('m'))?;
        Some(&rest[..end])
    });
    let is_named = |n: &u8| matches!(n, 30..=37 | 40..=47 | 90..=97 | 100..=107);
    let mut deepest = ColorLevel::Mono;
    for style in styles {
        let numbers: Vec<u8> = style.split(';').map(|number| number.parse().unwrap()).collect();
        deepest = deepest.max(match numbers.as_slice() {
            _ if style.contains("8;2;") => ColorLevel::TrueColor,
            _ if style.contains("8;5;") => ColorLevel::Ansi256,
            numbers if numbers.iter().any(is_named) => ColorLevel::Ansi16,
            _ => ColorLevel::Mono,
        });
    }
    deepest
}

#[test]
fn no_frame_has_colours_that_the_terminal_lacks() {
    for theme in THEMES {
        for (name, level) in ColorLevel::ALL {
            let mut deepest = ColorLevel::Mono;
            for lesson in lessons() {
                let mut line = Line::new(lesson, theme.at(*level), (160, 50));
                let panes = PANES.iter().map(|pane| pane.digit.to_string());
                let keys = ["n", "n", "space", "e", "esc"].map(String::from);
                for key in panes.chain(keys) {
                    deepest = deepest.max(depth(&line.press(&key)));
                }
            }
            let most = theme.at(*level).level();
            assert!(deepest <= most, "{} {name}: {deepest:?}", theme.name);
        }
    }
}

#[test]
fn every_size_is_drawn_in_some_lesson_and_pane_alone_and_beside_others() {
    let lessons = lessons();
    let mut lines: Vec<Line> = Vec::new();
    for lesson in &lessons {
        for pane in PANES {
            for zoom in [false, true] {
                let mut line = Line::new(lesson.clone(), THEMES[0].clone(), (0, 0));
                for key in [pane.digit, "space", "n", "n"] {
                    line.app.press(Key::parse(key).unwrap());
                }
                if zoom {
                    line.app.press(Key::char('z'));
                }
                lines.push(line);
            }
        }
    }
    let sizes = (0..=220u16).flat_map(|width| (0..=70u16).map(move |height| (width, height)));
    // A thirteenth of them, spread so that every width and every height is among them.
    let sizes = sizes.filter(|(width, height)| (width + 5 * height) % 13 == 0);
    let count = lines.len();
    for (i, (width, height)) in sizes.enumerate() {
        let line = &mut lines[i % count];
        line.surface.resize(width, height);
        line.frame();
    }
}
