//! Characters that stand for others: scripts of Unicode, bold and italic letters, the sizes of
//! brackets and the fonts of LaTeX.

/// The characters below the line and those they stand for.
const BELOW: (&str, &str) =
    ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵧ", "0123456789+-=()aehijklmnoprstuvxγ");

/// The characters above the line and those they stand for.
const ABOVE: (&str, &str) = ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀᵗⁿⁱᴸᴴᵒᵘʰˡᵏ⊤", "0123456789+-=()TtniLHouhlkT");

pub(super) fn below(c: char) -> Option<char> {
    stands_for(c, BELOW)
}

pub(super) fn above(c: char) -> Option<char> {
    stands_for(c, ABOVE)
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

/// Commands that are left out and leave what follows them: fonts, sizes, boxes, places.
pub(super) const LOOKS: &[&str] = &[
    "text",
    "textrm",
    "textbf",
    "textit",
    "texttt",
    "textsf",
    "textnormal",
    "mathrm",
    "mathbf",
    "mathit",
    "mathsf",
    "mathtt",
    "mathbb",
    "mathcal",
    "mathscr",
    "mathfrak",
    "boldsymbol",
    "bm",
    "bold",
    "pmb",
    "operatorname",
    "mbox",
    "hbox",
    "emph",
    "vec",
    "overrightarrow",
    "mathop",
    "mathbin",
    "mathrel",
    "boxed",
    "fbox",
    "framebox",
    "underline",
    "left",
    "right",
    "middle",
    "big",
    "Big",
    "bigg",
    "Bigg",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "biggl",
    "biggr",
    "Biggl",
    "Biggr",
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "scriptscriptstyle",
    "limits",
    "nolimits",
    "nonumber",
    "notag",
    "hline",
    "toprule",
    "midrule",
    "bottomrule",
    "centering",
    "noindent",
    "small",
    "footnotesize",
    "scriptsize",
    "tiny",
    "large",
    "Large",
    "normalsize",
    "bf",
    "rm",
    "it",
    "bfseries",
    "itshape",
    "newline",
    "par",
    "medskip",
    "bigskip",
    "smallskip",
    "maketitle",
    "item",
    "protect",
    "strut",
    "relax",
    "null",
    "hfill",
    "vfill",
    "newpage",
    "clearpage",
    "thinspace",
    "enspace",
    "ensuremath",
    "smash",
    "cancel",
];

/// Commands that are left out together with what stands in the braces behind them.
pub(super) const LEFT_OUT: &[&str] = &[
    "label",
    "tag",
    "ref",
    "eqref",
    "cite",
    "hspace",
    "vspace",
    "color",
    "textcolor",
    "phantom",
    "hphantom",
    "vphantom",
    "intertext",
    "shortintertext",
    "documentclass",
    "usepackage",
    "setlength",
    "setcounter",
    "pagestyle",
    "thispagestyle",
    "footnote",
    "rule",
    "cline",
    "cmidrule",
    "includegraphics",
    "input",
    "include",
    "bibliography",
    "geometry",
    "renewcommand",
    "colorbox",
    "arraycolsep",
];

/// Commands that take text.
pub(super) const TEXTS: &[&str] =
    &["text", "textrm", "textbf", "textit", "textnormal", "mbox", "hbox", "emph"];

/// Commands that relate two parts.
pub(super) const RELATIONS: &[&str] = &[
    "leftarrow",
    "gets",
    "approx",
    "coloneqq",
    "simeq",
    "equiv",
    "cong",
    "doteq",
    "longleftarrow",
    "triangleq",
    "eqqcolon",
    "approxeq",
    "colonequals",
];

/// Commands for dots.
pub(super) const DOTS: &[&str] =
    &["cdots", "ldots", "vdots", "ddots", "dots", "dotsc", "dotsb", "iddots"];

/// Commands that part two formulas.
pub(super) const GAPS: &[&str] = &[
    "quad",
    "qquad",
    "Rightarrow",
    "implies",
    "Longrightarrow",
    "iff",
    "therefore",
    "Leftrightarrow",
    "enskip",
    "cr",
];
