//! The rows of [`THEMES`]. Filled cells name both their colours, so that they read on any
//! terminal; everything else only tints the text and leaves the background alone.

use super::ColorLevel;
use super::Page;
use super::Styles;
use super::Theme;
use super::ramp::Ramp;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

/// The table: every theme a person may name; the first one is the default.
pub static THEMES: &[Theme] = &[DARK, LIGHT, HIGH_CONTRAST, SIXTEEN, MONO];

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const UNDERLINED: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const UNDERLINED_BOLD: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED);

/// Text of a colour.
const fn ink(r: u8, g: u8, b: u8) -> Style {
    PLAIN.fg(Color::Rgb(r, g, b))
}

const DARK: Theme = Theme {
    name: "dark",
    doc: "for dark terminals",
    page: Page { ink: (214, 218, 226), paper: (24, 26, 31) },
    ramp: Ramp { negative: (64, 132, 255), neutral: (44, 47, 54), positive: (255, 140, 30) },
    level: ColorLevel::TrueColor,
    styles: Styles {
        text: PLAIN,
        dim: ink(128, 135, 148),
        title: BOLD,
        border: ink(96, 103, 116),
        focused_border: ink(108, 196, 255).add_modifier(Modifier::BOLD),
        lit: ink(16, 16, 16).bg(Color::Rgb(255, 200, 50)).add_modifier(Modifier::BOLD),
        source: ink(255, 236, 190).bg(Color::Rgb(110, 78, 10)),
        second_source: ink(200, 244, 250).bg(Color::Rgb(10, 84, 100)),
        chosen: ink(16, 16, 16).bg(Color::Rgb(108, 196, 255)).add_modifier(UNDERLINED_BOLD),
        cursor: BOLD.add_modifier(Modifier::REVERSED),
        lit_cursor: ink(0, 0, 0).bg(Color::Rgb(255, 255, 255)).add_modifier(UNDERLINED_BOLD),
        positive: ink(255, 170, 90),
        negative: ink(120, 178, 255),
        parted: UNDERLINED,
        non_finite: ink(255, 255, 255).bg(Color::Rgb(176, 24, 44)).add_modifier(Modifier::BOLD),
        error: ink(255, 120, 120).add_modifier(Modifier::BOLD),
        curve: ink(110, 220, 160),
        ghost_curve: ink(214, 150, 214),
        second_ghost: ink(130, 180, 255),
        third_ghost: ink(150, 156, 170),
        test_curve: ink(255, 170, 120),
        marker: ink(255, 200, 50).add_modifier(Modifier::BOLD),
        key_hint: ink(108, 196, 255).add_modifier(Modifier::BOLD),
        key_label: ink(164, 170, 182),
    },
};

const LIGHT: Theme = Theme {
    name: "light",
    doc: "for light terminals and beamers",
    page: Page { ink: (32, 34, 40), paper: (253, 253, 251) },
    ramp: Ramp { negative: (30, 100, 230), neutral: (240, 240, 238), positive: (240, 120, 10) },
    level: ColorLevel::TrueColor,
    styles: Styles {
        text: PLAIN,
        dim: ink(112, 116, 126),
        title: BOLD,
        border: ink(140, 144, 152),
        focused_border: ink(0, 92, 170).add_modifier(Modifier::BOLD),
        lit: ink(255, 255, 255).bg(Color::Rgb(104, 30, 150)).add_modifier(Modifier::BOLD),
        source: ink(36, 6, 56).bg(Color::Rgb(198, 162, 226)),
        second_source: ink(0, 30, 50).bg(Color::Rgb(120, 192, 232)),
        chosen: ink(255, 255, 255).bg(Color::Rgb(0, 92, 170)).add_modifier(UNDERLINED_BOLD),
        cursor: BOLD.add_modifier(Modifier::REVERSED),
        lit_cursor: ink(255, 255, 255).bg(Color::Rgb(0, 0, 0)).add_modifier(UNDERLINED_BOLD),
        positive: ink(168, 70, 0),
        negative: ink(20, 80, 190),
        parted: UNDERLINED,
        non_finite: ink(255, 255, 255).bg(Color::Rgb(190, 20, 40)).add_modifier(Modifier::BOLD),
        error: ink(180, 20, 40).add_modifier(Modifier::BOLD),
        curve: ink(0, 120, 70),
        ghost_curve: ink(150, 50, 150),
        second_ghost: ink(20, 90, 190),
        third_ghost: ink(100, 104, 112),
        test_curve: ink(176, 74, 0),
        marker: ink(104, 30, 150).add_modifier(Modifier::BOLD),
        key_hint: ink(0, 92, 170).add_modifier(Modifier::BOLD),
        key_label: ink(84, 88, 98),
    },
};

pub(super) const HIGH_CONTRAST: Theme = Theme {
    name: "high-contrast",
    doc: "pure colours on black, every contrast at least 7 : 1",
    page: Page { ink: (255, 255, 255), paper: (0, 0, 0) },
    ramp: Ramp { negative: (92, 92, 255), neutral: (0, 0, 0), positive: (255, 170, 0) },
    level: ColorLevel::TrueColor,
    styles: Styles {
        text: PLAIN,
        dim: PLAIN,
        title: BOLD,
        border: PLAIN,
        focused_border: ink(255, 255, 0).add_modifier(Modifier::BOLD),
        lit: ink(0, 0, 0).bg(Color::Rgb(255, 255, 0)).add_modifier(Modifier::BOLD),
        source: ink(0, 0, 0).bg(Color::Rgb(0, 255, 255)),
        second_source: ink(0, 0, 0).bg(Color::Rgb(255, 128, 255)),
        chosen: ink(0, 0, 0).bg(Color::Rgb(0, 255, 0)).add_modifier(UNDERLINED_BOLD),
        cursor: BOLD.add_modifier(Modifier::REVERSED),
        lit_cursor: ink(0, 0, 0).bg(Color::Rgb(255, 255, 255)).add_modifier(UNDERLINED_BOLD),
        positive: ink(255, 255, 0),
        negative: ink(0, 255, 255),
        parted: UNDERLINED,
        non_finite: ink(0, 0, 0).bg(Color::Rgb(255, 255, 255)).add_modifier(Modifier::BOLD),
        error: BOLD.add_modifier(Modifier::UNDERLINED),
        curve: ink(0, 255, 0),
        ghost_curve: ink(255, 150, 255),
        second_ghost: ink(0, 255, 255),
        third_ghost: ink(229, 229, 229),
        test_curve: ink(255, 190, 0),
        marker: ink(255, 255, 0).add_modifier(Modifier::BOLD),
        key_hint: ink(255, 255, 0).add_modifier(Modifier::BOLD),
        key_label: PLAIN,
    },
};

pub(super) const SIXTEEN: Theme = Theme {
    name: "16",
    doc: "the terminal's own sixteen colours",
    page: DARK.page,
    ramp: DARK.ramp,
    level: ColorLevel::Ansi16,
    styles: Styles {
        text: PLAIN,
        dim: PLAIN.fg(Color::DarkGray),
        title: BOLD,
        border: PLAIN.fg(Color::DarkGray),
        focused_border: BOLD.fg(Color::Cyan),
        lit: BOLD.fg(Color::Black).bg(Color::Yellow),
        source: PLAIN.fg(Color::Black).bg(Color::Cyan),
        second_source: PLAIN.fg(Color::Black).bg(Color::Gray),
        chosen: PLAIN.fg(Color::Black).bg(Color::Green).add_modifier(UNDERLINED_BOLD),
        cursor: BOLD.add_modifier(Modifier::REVERSED),
        lit_cursor: PLAIN.fg(Color::Black).bg(Color::White).add_modifier(UNDERLINED_BOLD),
        positive: PLAIN,
        negative: PLAIN.fg(Color::Magenta),
        parted: UNDERLINED,
        non_finite: BOLD.fg(Color::White).bg(Color::Red),
        error: BOLD.fg(Color::Red),
        curve: PLAIN.fg(Color::Green),
        ghost_curve: PLAIN.fg(Color::Magenta),
        second_ghost: PLAIN.fg(Color::Cyan),
        third_ghost: PLAIN.fg(Color::DarkGray),
        test_curve: PLAIN.fg(Color::Yellow),
        marker: BOLD.fg(Color::Yellow),
        key_hint: BOLD.fg(Color::Cyan),
        key_label: PLAIN,
    },
};

pub(super) const MONO: Theme = Theme {
    name: "mono",
    doc: "no colour: bold, reverse, underline",
    page: LIGHT.page,
    ramp: LIGHT.ramp,
    level: ColorLevel::Mono,
    styles: Styles {
        text: PLAIN,
        dim: PLAIN.add_modifier(Modifier::DIM),
        title: BOLD,
        border: PLAIN.add_modifier(Modifier::DIM),
        focused_border: BOLD,
        lit: BOLD.add_modifier(Modifier::REVERSED),
        source: PLAIN.add_modifier(Modifier::UNDERLINED),
        second_source: PLAIN.add_modifier(Modifier::UNDERLINED).add_modifier(Modifier::ITALIC),
        chosen: PLAIN.add_modifier(UNDERLINED_BOLD),
        cursor: BOLD.add_modifier(Modifier::REVERSED).add_modifier(Modifier::UNDERLINED),
        lit_cursor: BOLD.add_modifier(Modifier::REVERSED).add_modifier(Modifier::UNDERLINED),
        positive: PLAIN,
        negative: PLAIN.add_modifier(Modifier::ITALIC),
        parted: UNDERLINED,
        non_finite: BOLD.add_modifier(Modifier::UNDERLINED).add_modifier(Modifier::REVERSED),
        error: BOLD.add_modifier(Modifier::UNDERLINED),
        curve: PLAIN,
        ghost_curve: PLAIN.add_modifier(Modifier::DIM),
        second_ghost: PLAIN.add_modifier(Modifier::DIM),
        third_ghost: PLAIN.add_modifier(Modifier::DIM),
        test_curve: PLAIN,
        marker: BOLD,
        key_hint: BOLD,
        key_label: PLAIN,
    },
};
