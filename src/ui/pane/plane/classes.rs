//! The plane by classes: everywhere the class with the greatest output, in its colour; where colours
//! cannot say it, by its digit.

use ratatui::style::Style;

use crate::app::App;
use crate::ui::View;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend::Item;
use crate::ui::theme::{ColorLevel, Theme};
use crate::worksheet::forward::Forward;

use super::points::{class, digit};

/// From so many classes on one colour against the rest says too little.
const FEW: usize = 3;

/// Whether the plane shows which class is decided for.
pub(super) fn are_shown(app: &App) -> bool {
    let several = app.worksheet().network().outputs() >= FEW && app.outputs_are_classes();
    let output = app.plane_unit().layer == app.worksheet().network().depth();
    several && output && app.plane_looks().discrete
}

/// The class with the greatest output at each row of inputs, the first of equals; NaN where an
/// output is none.
pub(super) fn decided(forward: &mut Forward, outputs: usize, inputs: &[f64]) -> Vec<f64> {
    let all = forward.layers(inputs).pop().unwrap_or_default();
    all.chunks_exact(outputs).map(greatest).collect()
}

fn greatest(outputs: &[f64]) -> f64 {
    if outputs.iter().any(|output| output.is_nan()) {
        return f64::NAN;
    }
    class(outputs) as f64
}

/// Whether classes are told by digits.
pub(super) fn speak(view: &View) -> bool {
    view.glyphs == Glyphs::Ascii || view.theme.level() == ColorLevel::Mono
}

/// The style of what is written on a class.
pub(super) fn ink(class: f64, theme: &Theme) -> Style {
    if class.is_nan() { theme.non_finite() } else { theme.class(class as usize) }
}

/// The character and style of two classes, one above the other.
pub(super) fn cell(above: f64, below: f64, view: &View) -> (char, Style) {
    let theme = &view.theme;
    if above.is_nan() {
        return ('!', theme.non_finite());
    }
    if speak(view) {
        return (digit(above as usize), ink(above, theme));
    }
    let [upper, lower] = [above, below].map(|class| ink(class, theme).bg.unwrap_or_default());
    ('▀', Style::new().fg(upper).bg(lower))
}

/// Each class in its colour, by its digit and its name.
pub(super) fn legend(app: &App, view: &View) -> Vec<Item> {
    let names = &app.lesson().classes;
    let class = |k: usize| {
        let name = names.get(k).map_or(String::new(), |name| format!(" {name}"));
        vec![(format!(" {} ", digit(k)), ink(k as f64, &view.theme)), (name, view.theme.text())]
    };
    (0..app.worksheet().network().outputs()).map(class).collect()
}
