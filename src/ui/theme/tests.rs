//! The themes are held to what they are for: reading, from far away, and without colour.

use super::*;
use ratatui::style::Modifier;

/// Contrast of two colours as WCAG 2.2 defines it, 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let linear = |value: u8| {
        let c = f64::from(value) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(r, g, b): Rgb| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

#[test]
fn every_role_of_every_theme_can_be_read_on_its_page() {
    assert!((contrast((255, 255, 255), (0, 0, 0)) - 21.0).abs() < 1e-9);
    for theme in THEMES.iter().filter(|theme| theme.level() == ColorLevel::TrueColor) {
        let page = theme.page();
        let least = if theme.name == "high-contrast" { 7.0 } else { 4.5 };
        for (role, style) in ROLES {
            let style = style(theme);
            let ink = style.fg.and_then(rgb).unwrap_or(page.ink);
            let paper = style.bg.and_then(rgb).unwrap_or(page.paper);
            let quiet = matches!(*role, "dim" | "border" | "ghost_curve");
            let least = if quiet && least < 7.0 { 3.0 } else { least };
            let found = contrast(ink, paper);
            assert!(found >= least, "{} {role}: {found:.1} : 1, wanted {least}", theme.name);
        }
    }
}

#[test]
fn what_was_just_computed_stands_out_by_a_filled_background() {
    for theme in THEMES {
        let lit = theme.lit();
        assert!(lit.add_modifier.contains(Modifier::BOLD), "{}", theme.name);
        match lit.bg.and_then(rgb) {
            Some(fill) if theme.level() == ColorLevel::TrueColor => {
                let found = contrast(fill, theme.page().paper);
                assert!(found >= 7.0, "{}: {found:.1} : 1 from the page", theme.name);
            }
            Some(_) => {}
            None => assert!(lit.add_modifier.contains(Modifier::REVERSED), "{}", theme.name),
        }
    }
}

#[test]
fn what_it_was_computed_from_is_seen_on_the_page() {
    for theme in THEMES.iter().filter(|theme| theme.level() == ColorLevel::TrueColor) {
        for style in [theme.source(), theme.second_source()] {
            let fill = style.bg.and_then(rgb).unwrap();
            let found = contrast(fill, theme.page().paper);
            assert!(found >= 1.8, "{}: {found:.1} : 1 from the page", theme.name);
        }
    }
}

#[test]
fn roles_that_meet_on_one_cell_are_told_apart_at_every_level() {
    for theme in THEMES {
        for (_, level) in ColorLevel::ALL {
            let theme = theme.at(*level);
            let meeting = [
                theme.text(),
                theme.lit(),
                theme.source(),
                theme.text().patch(theme.cursor()),
                theme.lit_cursor(),
                theme.source().patch(theme.cursor()),
                theme.negative(),
                theme.non_finite(),
            ];
            let mono = theme.level() == ColorLevel::Mono;
            for (i, a) in meeting.iter().enumerate() {
                for (j, b) in meeting.iter().enumerate().skip(i + 1) {
                    // Without colour six marks do not go round: the cursor looks like itself
                    // wherever it stands, and like an infinity.
                    let excused = mono && matches!((i, j), (3..8, 3..8));
                    assert!(a != b || excused, "{} {level:?}: {i} and {j}: {a:?}", theme.name);
                }
            }
        }
    }
}

#[test]
fn body_text_keeps_the_terminals_own_colours() {
    for theme in THEMES {
        assert_eq!(theme.text(), Style::new(), "{}", theme.name);
    }
}

#[test]
fn no_style_uses_a_colour_that_its_level_lacks() {
    for theme in THEMES {
        for (_, level) in ColorLevel::ALL {
            let theme = theme.at(*level);
            let styles = ROLES.iter().map(|(_, style)| style(&theme));
            let heat = (-12..=12).map(|i| theme.heat(f64::from(i) / 10.0));
            for color in styles.chain(heat).flat_map(|style| [style.fg, style.bg]).flatten() {
                let fits = match level {
                    ColorLevel::Mono => color == Color::Reset,
                    ColorLevel::Ansi16 => !matches!(color, Color::Rgb(..) | Color::Indexed(_)),
                    ColorLevel::Ansi256 => !matches!(color, Color::Rgb(..)),
                    ColorLevel::TrueColor => true,
                };
                assert!(fits, "{} at {level:?}: {color:?}", theme.name);
            }
        }
    }
}

#[test]
fn the_ramp_has_its_steps_and_can_be_read_on_each() {
    for theme in THEMES.iter().filter(|theme| theme.level() == ColorLevel::TrueColor) {
        for level in [ColorLevel::TrueColor, ColorLevel::Ansi256] {
            let theme = theme.at(level);
            let mut seen: Vec<_> = (-100..=100).map(|i| theme.heat(f64::from(i) / 100.0)).collect();
            for style in &seen {
                let pair = (style.fg.and_then(rgb).unwrap(), style.bg.and_then(rgb).unwrap());
                assert!(contrast(pair.0, pair.1) >= 4.4, "{} {level:?} {style:?}", theme.name);
            }
            seen.dedup();
            assert!(seen.len() <= 17, "{}: {} steps", theme.name, seen.len());
            assert!(seen.len() == 17 || level == ColorLevel::Ansi256, "{}", theme.name);
        }
        let (below, above) = (rgb(theme.heat(-1.0).bg.unwrap()), rgb(theme.heat(1.0).bg.unwrap()));
        let ((r, _, b), (s, _, c)) = (below.unwrap(), above.unwrap());
        assert!(b > r && s > c, "{}: blue is below zero, orange above", theme.name);
        assert_eq!(theme.heat(f64::INFINITY), theme.heat(1.0));
        assert_eq!(theme.heat(f64::NAN), theme.non_finite());
    }
}

#[test]
fn colours_map_to_the_nearest_the_terminal_has() {
    // xterm's own numbers: 196 is (255, 0, 0), 244 is (128, 128, 128), 67 is (95, 135, 175).
    let rows = [
        ((255, 0, 0), 196, Color::LightRed),
        ((128, 128, 128), 244, Color::DarkGray),
        ((96, 134, 176), 67, Color::DarkGray),
        ((0, 0, 0), 16, Color::Black),
        ((254, 254, 254), 231, Color::White),
    ];
    for ((r, g, b), index, named) in rows {
        let color = Color::Rgb(r, g, b);
        assert_eq!(ColorLevel::TrueColor.map(color), color);
        assert_eq!(ColorLevel::Ansi256.map(color), Color::Indexed(index), "{color:?}");
        assert_eq!(ColorLevel::Ansi16.map(color), named, "{color:?}");
        assert_eq!(ColorLevel::Mono.map(color), Color::Reset);
    }
}

#[test]
fn the_environment_says_how_many_colours_there_are() {
    let rows = [
        (Some("xterm-256color"), Some("truecolor"), None, ColorLevel::TrueColor),
        (Some("xterm-256color"), None, None, ColorLevel::Ansi256),
        (Some("xterm-256color"), Some("truecolor"), Some("1"), ColorLevel::Mono),
        (Some("xterm-256color"), Some("truecolor"), Some(""), ColorLevel::TrueColor),
        (Some("linux"), None, None, ColorLevel::Ansi16),
        (Some("dumb"), Some("truecolor"), None, ColorLevel::Mono),
        (None, None, None, ColorLevel::Ansi16),
    ];
    for (term, colorterm, no_color, level) in rows {
        assert_eq!(ColorLevel::promised(term, colorterm, no_color), level, "{term:?}");
    }
}
