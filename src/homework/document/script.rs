//! Characters that stand for others: scripts of Unicode, bold and italic letters.

/// The characters below the line and those they stand for.
const BELOW: (&str, &str) =
    ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵧ", "0123456789+-=()aehijklmnoprstuvxγ");

/// The characters above the line and those they stand for.
const ABOVE: (&str, &str) = ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀᵗⁿⁱᴸᴴᵒᵘʰˡᵏ⊤", "0123456789+-=()TtniLHouhlkT");

/// What a character below the line stands for.
pub(super) fn below(c: char) -> Option<char> {
    stands_for(c, BELOW)
}

/// What a character above the line stands for.
pub(super) fn above(c: char) -> Option<char> {
    stands_for(c, ABOVE)
}

pub(super) fn is_script(c: char) -> bool {
    below(c).or(above(c)).is_some()
}

fn stands_for(c: char, (from, to): (&str, &str)) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    from.chars().zip(to.chars()).find(|pair| pair.0 == c).map(|pair| pair.1)
}

/// A letter without what changes its looks: mathematical bold, italic and script letters.
pub(super) fn plain(c: char) -> char {
    let code = c as u32;
    match code {
        0x1D400..=0x1D6A3 => {
            let at = ((code - 0x1D400) % 52) as u8;
            char::from(if at < 26 { b'A' + at } else { b'a' + at - 26 })
        }
        0x1D7CE..=0x1D7FF => char::from(b'0' + ((code - 0x1D7CE) % 10) as u8),
        0x2112 => 'L',
        0x2130 => 'E',
        _ => c,
    }
}
