//! Documents keep to the form of their format, whatever a lesson is called.

use roxmltree::{Document, ParsingOptions};

use crate::{TITLE, every, text, titled};
use chainrule::worksheet::symbols::Notation;

/// What is wrong with a LaTeX text: braces, dollars and environments have to close.
fn fault(latex: &str) -> Option<String> {
    let (mut open, mut dollars) = (Vec::new(), 0);
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        let command = |name: &str| {
            let inner = rest.strip_prefix('\\')?.strip_prefix(name)?.strip_prefix('{')?;
            inner.split_once('}').map(|(name, _)| name.to_owned())
        };
        if let Some(name) = command("begin") {
            open.push(name);
        } else if let Some(name) = command("end") {
            if open.pop() != Some(name.clone()) {
                return Some(format!(
                    "{name} ends before it begins, at {}",
                    &rest[..rest.len().min(60)]
                ));
            }
        } else if c == '{' {
            open.push("{".into());
        } else if c == '}' {
            if open.pop().as_deref() != Some("{") {
                return Some(format!("a brace closes nothing at {}", &rest[..rest.len().min(60)]));
            }
        } else if c == '$' {
            dollars += 1;
        } else if !c.is_ascii() && !"éßüäö".contains(c) {
            return Some(format!("{c:?} is beyond what every LaTeX has"));
        }
        let skipped = escaped.map_or(c.len_utf8(), |c| 1 + c.len_utf8());
        rest = &rest[skipped..];
    }
    (!open.is_empty() || dollars % 2 != 0).then(|| format!("{open:?} stay open, {dollars} dollars"))
}

#[test]
fn the_check_of_latex_bites() {
    for wrong in ["{", "}", "$a", "\\begin{a}", "\\begin{a}\\end{b}", "\\{ {", "中"] {
        assert!(fault(wrong).is_some(), "{wrong}");
    }
    for right in ["", "\\{", "\\$", "$a$", "\\begin{a}{b}\\end{a}", "\\\\"] {
        assert_eq!(fault(right), None, "{right}");
    }
}

#[test]
fn every_lesson_s_latex_is_balanced_and_in_ascii() {
    every("latex", &|lesson, text| {
        assert_eq!(fault(text), None, "{}", lesson.name);
        assert!(text.starts_with("\\documentclass") && text.ends_with("\\end{document}\n"));
        // A second superscript on the same letter is an error of LaTeX.
        for twice in ["}^{2}^", "}'^{", "}^{1}'", "}^{2}'"] {
            assert!(!text.contains(twice), "{}: {twice}", lesson.name);
        }
    });
}

#[test]
fn every_lesson_s_html_is_well_formed_and_whole() {
    every("html", &|lesson, text| {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let page = Document::parse_with_options(text, options)
            .unwrap_or_else(|error| panic!("{}: {error}", lesson.name));
        let count = |name: &str| page.descendants().filter(|n| n.has_tag_name(name)).count();
        assert!(page.descendants().any(|n| n.tag_name().name() == "svg"), "{}", lesson.name);
        assert!(page.descendants().filter(|n| n.tag_name().name() == "math").count() > 20);
        assert_eq!(page.descendants().filter(|n| n.tag_name().name() == "section").count(), 2);
        // Nothing is fetched from anywhere, nothing runs.
        assert_eq!(count("script") + count("link") + count("img"), 0);
        assert!(page.descendants().all(|n| !n.has_attribute("src") && !n.has_attribute("href")));
        check_arity(&page);
    });
}

/// Fractions and scripts have as many parts as `MathML` wants.
fn check_arity(page: &Document) {
    for node in page.descendants() {
        let wanted = match node.tag_name().name() {
            "mfrac" | "msup" | "msub" => 2,
            "msubsup" => 3,
            _ => continue,
        };
        let parts = node.children().filter(roxmltree::Node::is_element).count();
        assert_eq!(parts, wanted, "{}", &page.input_text()[node.range()]);
    }
}

#[test]
fn every_lesson_s_markdown_has_whole_tables_and_closed_dollars() {
    every("markdown", &|lesson, text| {
        let mut width = None;
        for line in text.lines() {
            let dollars = line.replace("\\$", "").matches('$').count();
            assert_eq!(dollars % 2, 0, "{}: {line}", lesson.name);
            let cells = line.starts_with('|').then(|| line.matches('|').count());
            assert!(
                width.is_none() || cells.is_none() || cells == width,
                "{}: {line}",
                lesson.name
            );
            width = cells;
        }
        assert_eq!(text.matches("\n## Iteration ").count(), 2);
    });
}

#[test]
fn a_title_is_a_title_whatever_it_is_made_of() {
    let lesson = titled(&format!("{TITLE}\n\u{1b}]0;owned\u{7}"));
    let of = |name| text(&lesson, name, Notation::Textbook);
    assert_eq!(fault(&of("latex")), None);
    assert!(
        of("latex").contains("\\textbackslash{}input\\{x\\}") && !of("latex").contains("\\input")
    );
    assert!(of("latex").contains("\\symbolof{4E2D} $\\tfrac{1}{2}$ $\\eta$"));
    let html = of("html");
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let page = Document::parse_with_options(&html, options).unwrap();
    let heading = page.descendants().find(|n| n.tag_name().name() == "h1").unwrap();
    assert_eq!(heading.text().unwrap(), format!("{TITLE}  ]0;owned "));
    let markdown = of("markdown");
    let expected = "# &lt;script&gt;alert(\"1\")&lt;/script&gt; \\\\input\\{x\\} \\| \\$x\\_1^2\\$ % &amp; \
                    \\# \\~ 'q' \\`ls\\` \\{\\} \\*\\*b\\*\\* \\[a\\](b) 中 ½ η  \\]0;owned ";
    assert_eq!(markdown.lines().next(), Some(expected));
    let json: serde_json::Value = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(json["title"], lesson.title);
    assert_eq!(of("text").lines().next().unwrap(), format!("{TITLE}  ]0;owned "));
    for name in ["text", "markdown", "latex", "html", "csv"] {
        assert!(of(name).chars().all(|c| !c.is_control() || c == '\n'), "{name}");
    }
}
