//! The diverging ramp of heat cells: blue for below zero, orange for above, neutral between.
//! Few steps, because every change of colour costs bytes on the wire.

use super::level::ColorLevel;
use super::level::Rgb;
use ratatui::style::Color;
use ratatui::style::Style;

/// The number of different heat cells.
pub const STEPS: i32 = 2 * HALF + 1;

const HALF: i32 = 8;

/// The two ends of the ramp and its middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ramp {
    pub(super) negative: Rgb,
    pub(super) neutral: Rgb,
    pub(super) positive: Rgb,
}

impl Ramp {
    /// The colour of t in −1 … 1 (clamped), on the nearest step.
    pub(super) fn color(&self, t: f64) -> Color {
        let step = (t.clamp(-1.0, 1.0) * f64::from(HALF)).round() as i32;
        let end = if step < 0 { self.negative } else { self.positive };
        let mix = |from: u8, to: u8| {
            let (from, to) = (i32::from(from), i32::from(to));
            (from + (to - from) * step.abs() / HALF) as u8
        };
        let neutral = self.neutral;
        Color::Rgb(mix(neutral.0, end.0), mix(neutral.1, end.1), mix(neutral.2, end.2))
    }
}

/// The ramp in the terminal's own sixteen colours: two steps to each side.
pub(super) fn sixteen(t: f64) -> Style {
    let style = Style::new();
    match t {
        _ if t <= -0.6 => style.fg(Color::White).bg(Color::Blue),
        _ if t <= -0.2 => style.fg(Color::Black).bg(Color::Cyan),
        _ if t < 0.2 => style,
        _ if t < 0.6 => style.fg(Color::Black).bg(Color::Yellow),
        _ => style.fg(Color::Black).bg(Color::LightYellow),
    }
}

/// Colours of classes that are told apart with any sight: those of Okabe and Ito, and two more.
const CLASSES: [Rgb; 10] = [
    (0, 114, 178),
    (230, 159, 0),
    (0, 158, 115),
    (204, 121, 167),
    (86, 180, 233),
    (213, 94, 0),
    (240, 228, 66),
    (112, 82, 160),
    (150, 150, 150),
    (110, 72, 40),
];

/// The same of sixteen colours.
const SIXTEEN_CLASSES: [Color; 10] = [
    Color::Blue,
    Color::Yellow,
    Color::Green,
    Color::Magenta,
    Color::Cyan,
    Color::Red,
    Color::LightYellow,
    Color::LightBlue,
    Color::Gray,
    Color::LightGreen,
];

/// The colour of a class.
pub(super) fn class(class: usize, level: ColorLevel) -> Color {
    if level <= ColorLevel::Ansi16 {
        return SIXTEEN_CLASSES[class % SIXTEEN_CLASSES.len()];
    }
    let (r, g, b) = CLASSES[class % CLASSES.len()];
    level.map(Color::Rgb(r, g, b))
}

/// Black or white, whichever has the greater contrast with what is behind it
/// (WCAG 2 contrast is equal for both at a luminance of 0.179; gamma taken as 2.2 ≈ 2).
pub(super) fn ink_on((r, g, b): Rgb) -> Color {
    let linear = |value: u8| (f64::from(value) / 255.0) * (f64::from(value) / 255.0);
    let luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    if luminance > 0.2 { Color::Rgb(0, 0, 0) } else { Color::Rgb(255, 255, 255) }
}
