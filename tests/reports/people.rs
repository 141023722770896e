//! Formats for people: the paper's numbers and letters, the digits asked for, and what is unusual
//! in the headings.

use crate::printed::ITERATIONS;
use crate::{bytes, format, text, titled};
use chainrule::lesson::{embedded, mistake_called, parse};
use chainrule::math::number::Digits;
use chainrule::report::DEFAULT_DIGITS;
use chainrule::worksheet::symbols::Notation;

fn paper(name: &str, digits: Digits) -> String {
    let lesson = embedded("paper").unwrap().lesson().unwrap();
    String::from_utf8(bytes(&lesson, format(name), Notation::Paper, 3, digits)).unwrap()
}

/// The numbers of the table behind a caption such as `(delta1, 4×3)`.
fn table(section: &str, name: &str) -> Vec<Vec<f64>> {
    let at = section.find(&format!("({}, ", name.replace('_', "\\_"))).unwrap();
    let rows = section[at..].lines().skip_while(|line| !line.starts_with("|--"));
    let rows = rows.skip(1).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| -> Vec<f64> {
        row.trim_matches('|').split('|').map(|cell| cell.trim().parse().unwrap()).collect()
    };
    rows.map(cells).collect()
}

#[test]
fn every_matrix_of_the_paper_stands_in_the_markdown() {
    let markdown = paper("markdown", Digits::Exact);
    let sections: Vec<&str> = markdown.split("\n## Iteration ").skip(1).collect();
    assert_eq!(sections.len(), ITERATIONS.len());
    let mut cells = 0;
    for (section, matrices) in sections.iter().zip(ITERATIONS) {
        for (name, expected) in matrices {
            let found = table(section, name);
            assert_eq!(found.len(), expected.len(), "{name}");
            for (x, digits) in found.iter().flatten().zip(expected.iter().copied().flatten()) {
                let printed: f64 = digits.parse().unwrap();
                // The paper prints eight decimals and more.
                assert!((x - printed).abs() <= 0.6e-8, "{name}: {x}, {digits}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 210);
}

#[test]
fn latex_has_the_paper_s_letters_and_numbers() {
    let latex = paper("latex", DEFAULT_DIGITS);
    // The paper's δ_s, to the digits it prints.
    for part in [
        "s &= X \\cdot W \\tag*{S1, $4\\times3$}",
        "\\delta_s &= \\mathrm{ReLU}'(s) \\odot (\\delta_{out} \\cdot W_{out}^{\\top})",
        "\\begin{bmatrix} -0.017860398 & -0.026790597 & -0.08037179 \\\\",
        "L &= \\tfrac{1}{2} (y_{out} - Y)^{2}",
        "\\Delta W &= X^{\\top} \\cdot \\delta_s",
        "W' &= W - \\eta \\times \\Delta W",
        "W_{out}' &= W_{out} - \\eta \\times \\Delta W_{out}",
        "&= \\begin{bmatrix} 0.02 \\\\ 0.03 \\\\ 0.09 \\end{bmatrix} - 0.5 \\times \\begin{bmatrix}",
        "$s[1,1] = X[1,1] \\times W[1,1] + X[1,2] \\times W[2,1] = 0.75 \\times 0.6 + 0.8 \\times 0.01 = 0.458$",
        "\\section*{Iteration 3 $\\cdot$ loss",
    ] {
        assert!(latex.contains(part), "{part}");
    }
}

#[test]
fn the_textbook_s_letters_are_set_in_every_mark() {
    let lesson = embedded("paper").unwrap().lesson().unwrap();
    for (name, parts) in [
        ("text", ["z¹ = X · W¹", "∂L/∂W¹ = Xᵀ · δ¹", "W¹′ = W¹ − η × ∂L/∂W¹"]),
        (
            "markdown",
            [
                "$z^{1} = X \\cdot W^{1}$ (S1, 4×3)",
                "$\\partial L/\\partial W^{1} = X^{\\top} \\cdot \\delta^{1}$",
                "$W^{1\\prime} = W^{1} - \\eta \\times \\partial L/\\partial W^{1}$",
            ],
        ),
        (
            "html",
            [
                "<msup><mi>z</mi><mn>1</mn></msup><mo>=</mo>",
                "<mrow><mi>∂</mi><mi>L</mi><mo>/</mo><mi>∂</mi><msup><mi>W</mi><mn>1</mn></msup></mrow>",
                "<msup><mi>W</mi><mrow><mn>1</mn><mo>′</mo></mrow></msup>",
            ],
        ),
    ] {
        let text = text(&lesson, name, Notation::Textbook);
        for part in parts {
            assert!(text.contains(part), "{name}: {part}");
        }
    }
}

#[test]
fn numbers_have_the_digits_asked_for_in_every_format_for_people() {
    // The paper's first s_out is 0.09859: 0.099 and 0.0986 by hand.
    for (digits, expected) in [(Digits::Decimals(3), "0.099"), (Digits::Significant(3), "0.0986")] {
        for name in ["text", "markdown", "latex", "html"] {
            let text = paper(name, digits);
            assert!(text.contains(expected) && !text.contains("0.09859"), "{name}");
        }
    }
}

#[test]
fn the_manner_of_working_is_said_in_every_heading() {
    let mut lesson = titled("x");
    lesson.setup.manner.mistake = mistake_called("forgot-fprime").unwrap();
    lesson.setup.manner.rounding = Some(Digits::Decimals(4));
    for name in ["text", "markdown", "latex", "html"] {
        let text = text(&lesson, name, Notation::Paper);
        let headings: Vec<_> = text.lines().filter(|line| line.contains("Iteration ")).collect();
        assert_eq!(headings.len(), 2, "{name}");
        for heading in headings {
            let said = ["with the mistake forgot-fprime", "rounded to 4 decimals"];
            assert!(said.iter().all(|words| heading.contains(words)), "{name}: {heading}");
        }
        // The wrong formula stands where it is used, and says that it is wrong.
        assert!(text.contains("the mistake: you left out"), "{name}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&text(&lesson, "json", Notation::Paper)).unwrap();
    let first = &json["iterations"][0];
    assert_eq!((&first["bug"], &first["round"]), (&"forgot-fprime".into(), &"4 decimals".into()));
    let plain: serde_json::Value =
        serde_json::from_str(&text(&titled("x"), "json", Notation::Paper)).unwrap();
    assert!(plain["iterations"][0].get("bug").is_none());
}

#[test]
fn a_matrix_too_wide_for_a_page_is_cut_into_blocks_that_hold_all_of_it() {
    let wide = "title = \"Wide\"\n[network]\ninputs = 40\nlayers = [{ units = 1, activation = \"tanh\" }]\n\
                [init]\nscheme = \"xavier_uniform\"\nseed = 1\n[data]\nx = [[";
    let numbers: Vec<String> = (1..=40).map(|i| format!("0.{i:02}")).collect();
    let lesson = parse(&format!("{wide}{}]]\ny = [[1]]\n", numbers.join(", ")), "w.toml").unwrap();
    for (name, cell) in [("latex", " {} "), ("html", "<mn>{}</mn>")] {
        let text = text(&lesson, name, Notation::Paper);
        let given = &text[..text.find(">forward").or(text.find("{forward")).unwrap()];
        // 0.01 … 0.40 take 4 + 2 characters each (0.1 … 0.4 take 3 + 2): 84 hold 14 of them.
        assert!(given.contains("rows 1 to 1, columns 1 to 14"), "{name}");
        for number in &numbers {
            let shown = cell.replace("{}", number.trim_end_matches('0'));
            assert_eq!(given.matches(&shown).count(), 1, "{name}: {number}");
        }
    }
}
