//! A screen of ASCII alone: whatever else was drawn becomes the ASCII character most like it, of
//! the same width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// What is drawn here, and what stands for it.
const LIKE: &[(&str, char)] = &[
    ("─━┄┅┈┉╌╍╴╶╸╺–—−‐‑", '-'),
    ("═", '='),
    ("│┃┆┇┊┋╎╏╵╷║▏▎▍▌▐▕", '|'),
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
    ("↺", '@'),
    ("█▓▆▇■▀▄▙▛▜▟▚▞", '#'),
    ("▒░▁▂▃▅▖▗▘▝□", ':'),
    ("′‘’´", '\''),
    ("″“”", '"'),
    ("≈±", '~'),
    ("≠", '!'),
    ("αἀ", 'a'),
    ("β", 'b'),
    ("γḡĝ", 'g'),
    ("δΔ∂", 'd'),
    ("εϵ∈", 'e'),
    ("ην", 'n'),
    ("θᵀ⊤", 'T'),
    ("κ", 'k'),
    ("λℓ", 'l'),
    ("μµ", 'u'),
    ("πΠ∏", 'p'),
    ("ρ", 'r'),
    ("σς", 's'),
    ("Σ∑", 'S'),
    ("τ", 't'),
    ("φϕΦ", 'f'),
    ("ψ", 'y'),
    ("ωŵ", 'w'),
    ("∞", '8'),
    ("½⅓¼", '%'),
    ("∇", 'V'),
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

/// Raised and lowered letters, and the letters they are.
const LETTERS: &[(&str, &str)] = &[
    ("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz"),
    ("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx"),
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
        _ => {
            let like = LIKE.iter().find(|(all, _)| all.contains(c)).map(|(_, like)| *like);
            like.or_else(|| LETTERS.iter().find_map(|pair| letter(c, pair))).unwrap_or('?')
        }
    }
}

fn letter(c: char, (all, letters): &(&str, &str)) -> Option<char> {
    letters.chars().nth(all.chars().position(|other| other == c)?)
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
    fn raised_and_lowered_letters_are_letters() {
        for (all, letters) in LETTERS {
            assert_eq!(all.chars().count(), letters.chars().count(), "{all}");
        }
        for (c, expected) in
            [('ᶻ', 'z'), ('ˣ', 'x'), ('ᵀ', 'T'), ('ₖ', 'k'), ('ₙ', 'n'), ('ⱼ', 'j')]
        {
            assert_eq!(like(c), expected, "{c}");
        }
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
