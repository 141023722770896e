//! A screen of ASCII alone: whatever else was drawn becomes the ASCII character most like it, of
//! the same width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// What is drawn here, and what stands for it.
const LIKE: &[(&str, char)] = &[
    ("─━┄┅┈┉╌╍–—−‐‑", '-'),
    ("═", '='),
    ("│┃┆┇┊┋╎╏║▏▎▍▌▐▕", '|'),
    ("┌┐└┘├┤┬┴┼╭╮╯╰┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬", '+'),
    ("╱", '/'),
    ("╲", '\\'),
    ("╳×✕✗", 'x'),
    ("▶▸►▷→⟶≥›»", '>'),
    ("◀◂◄◁←≤‹«", '<'),
    ("▲△▴↑", '^'),
    ("▼▽▾↓√∨", 'v'),
    ("…·•∙⋅○◦", '.'),
    ("●⊙∘★∗", '*'),
    ("█▓▆▇■▀▄▙▛▜▟▚▞", '#'),
    ("▒░▁▂▃▅▖▗▘▝□", ':'),
    ("′‘’´", '\''),
    ("″“”", '"'),
    ("≈", '~'),
    ("≠", '!'),
    ("αἀ", 'a'),
    ("β", 'b'),
    ("γ", 'g'),
    ("δΔ∂", 'd'),
    ("εϵ∈", 'e'),
    ("ηνⁿₙ", 'n'),
    ("θᵀ⊤", 'T'),
    ("κₖᵏ", 'k'),
    ("λℓₗˡ", 'l'),
    ("μµ", 'u'),
    ("πΠ∏", 'p'),
    ("ρ", 'r'),
    ("σςₛ", 's'),
    ("Σ∑", 'S'),
    ("τₜᵗ", 't'),
    ("φϕ", 'f'),
    ("ψ", 'y'),
    ("ωŵ", 'w'),
    ("∞", '8'),
    ("½⅓¼", '%'),
    ("∇", 'V'),
    ("ᵢⁱ", 'i'),
    ("ⱼʲ", 'j'),
    ("⁻₋", '-'),
    ("⁺₊", '+'),
    ("ÀÁÂÃÄÅ", 'A'),
    ("àáâãäå", 'a'),
    ("Çç", 'c'),
    ("ÈÉÊË", 'E'),
    ("èéêë", 'e'),
    ("ìíîï", 'i'),
    ("Ññ", 'n'),
    ("ÒÓÔÕÖØ", 'O'),
    ("òóôõöøő", 'o'),
    ("ÙÚÛÜ", 'U'),
    ("ùúûüű", 'u'),
    ("ß", 's'),
    ("\u{a0}\u{2002}\u{2003}\u{2009}\u{202f}\u{2800}", ' '),
];

/// Makes every cell of `area` ASCII.
pub(super) fn plain(area: Rect, buffer: &mut Buffer) {
    for position in area.intersection(buffer.area).positions() {
        let Some(cell) = buffer.cell_mut(position) else { continue };
        if !cell.symbol().is_ascii() {
            let wide = cell.symbol().width() > 1;
            let c = cell.symbol().chars().next().map_or(' ', like);
            cell.set_char(c);
            if wide && position.x + 1 < area.right() {
                buffer[(position.x + 1, position.y)].set_char(c);
            }
        }
    }
}

/// The ASCII character most like another one; `?` where there is none.
fn like(c: char) -> char {
    let digit = |first: u32| char::from_digit((c as u32).wrapping_sub(first), 10);
    match c {
        _ if c.is_ascii() => c,
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰'..='⁹' => digit(0x2070).unwrap_or('?'),
        '₀'..='₉' => digit(0x2080).unwrap_or('?'),
        '\u{2801}'..='\u{28ff}' => ':',
        _ => LIKE.iter().find(|(all, _)| all.contains(c)).map_or('?', |(_, like)| *like),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_one_that_is_like_it() {
        let mut buffer = Buffer::with_lines(["─━═│▶ … · 2×3 − 1 ⊙ Wᵀ′ Δδηλ₁ ▀⣿ W¹⁰₀₉", "日本"]);
        let area = buffer.area;
        plain(area, &mut buffer);
        let expected = ["--=|> . . 2x3 - 1 * WT' ddnl1 #: W1009", "????"];
        assert_eq!(buffer, Buffer::with_lines(expected));
    }

    #[test]
    fn what_stands_for_something_is_ascii_and_nothing_has_two() {
        for (i, (all, like)) in LIKE.iter().enumerate() {
            assert!(like.is_ascii(), "{like}");
            for c in all.chars() {
                assert!(LIKE[..i].iter().all(|(other, _)| !other.contains(c)), "{c}");
            }
        }
    }
}
