//! Matrices over several lines without a bracket of one piece: drawn with pieces of brackets, or
//! rows of bare numbers under `Z1 =`. They are rewritten in brackets; every line stays where it is,
//! and what stands beside a drawn bracket comes before it.

use std::borrow::Cow;

/// What a drawn matrix has on the left of its first, middle and last rows.
const LEFT: [&str; 3] = ["⎡┌╭⎛", "⎢│⎜", "⎣└╰⎝"];

/// The same on the right.
const RIGHT: [&str; 3] = ["⎤┐╮⎞", "⎥│⎟", "⎦┘╯⎠"];

/// The text with its drawn matrices in brackets; of several side by side the last one is read.
pub(super) fn rewritten(text: &str) -> Cow<'_, str> {
    let waits = |line: &str| line.trim_end().ends_with('=');
    if !text.contains(|c: char| LEFT[0].contains(c)) && !text.lines().any(waits) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<Cow<str>> = Vec::with_capacity(lines.len());
    let mut at = 0;
    let mut awaited = false;
    while at < lines.len() {
        let mut rows = block(&lines[at..]);
        if rows.is_empty() && awaited {
            rows = bare(&lines[at..]);
        }
        awaited = waits(lines[at]) || awaited && lines[at].trim().is_empty();
        if rows.is_empty() {
            out.push(Cow::Borrowed(lines[at]));
            at += 1;
            continue;
        }
        let beside = rows.iter().map(|row| row.0.trim()).find(|text| !text.is_empty());
        for (number, (_, numbers)) in rows.iter().enumerate() {
            let (first, last) = (number == 0, number + 1 == rows.len());
            let open = if first { format!("{} [[", beside.unwrap_or("")) } else { "[".into() };
            let close = if last { "]]" } else { "]" };
            out.push(Cow::Owned(format!("{open}{numbers}{close}")));
        }
        at += rows.len();
    }
    Cow::Owned(out.join("\n"))
}

/// The rows of a drawn matrix that begins in the first line: what stands before it, and its
/// numbers. None where there is no whole one.
fn block<'a>(lines: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut rows = Vec::new();
    for line in lines {
        let kind = usize::from(!rows.is_empty());
        if let Some(row) = row(line, kind) {
            rows.push(row);
        } else if let Some(row) = row(line, 2).filter(|_| !rows.is_empty()) {
            rows.push(row);
            return rows;
        } else {
            return Vec::new();
        }
    }
    Vec::new()
}

/// Rows of as many bare numbers each: nothing before them, and the numbers.
fn bare<'a>(lines: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let numbers = |line: &str| {
        let mut words = line.split_whitespace();
        let all = words.clone().all(|word| word.parse::<f64>().is_ok());
        if all { words.by_ref().count() } else { 0 }
    };
    let columns = lines.first().map_or(0, |line| numbers(line));
    let rows = lines.iter().take_while(|line| columns > 0 && numbers(line) == columns);
    let rows: Vec<_> = rows.map(|line| ("", *line)).collect();
    if rows.len() * columns > 1 { rows } else { Vec::new() }
}

/// A row of one of the three kinds, the last matrix in the line: what stands before the first one,
/// and its numbers.
fn row(line: &str, kind: usize) -> Option<(&str, &str)> {
    let close = line.rfind(|c: char| RIGHT[kind].contains(c))?;
    let open = line[..close].rfind(|c: char| LEFT[kind].contains(c))?;
    let width = line[open..].chars().next().map_or(0, char::len_utf8);
    let first = line.find(|c: char| LEFT[kind].contains(c))?;
    Some((&line[..first], &line[open + width..close]))
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn a_drawn_matrix_becomes_brackets_on_the_same_lines() {
        let drawn = "x\n     ⎡ 1  2 ⎤\nZ1 = ⎢ 3  4 ⎥\n     ⎣ 5  6 ⎦\ny";
        assert_eq!(rewritten(drawn), "x\nZ1 = [[ 1  2 ]\n[ 3  4 ]\n[ 5  6 ]]\ny");
        let two = "W = ⎡ 1 ⎤ ⎡ 7 ⎤\n    ⎣ 2 ⎦ ⎣ 8 ⎦";
        assert_eq!(rewritten(two), "W = [[ 7 ]\n[ 8 ]]");
    }

    #[test]
    fn rows_of_numbers_under_a_name_become_brackets() {
        let printed = "Z1 =\n\n   1  -2\n   3   4\n\n5 6";
        assert_eq!(rewritten(printed), "Z1 =\n\n [[   1  -2]\n[   3   4]]\n\n5 6");
        for text in ["L =\n0.5\n", "a =\n1 2 x\n", "1 2\n3 4"] {
            assert_eq!(rewritten(text), text);
        }
    }

    #[test]
    fn half_a_drawn_matrix_is_left_as_it_is() {
        for text in ["⎡ 1 ⎤", "⎡ 1 ⎤\n⎢ 2 ⎥\n", "⎣ 1 ⎦", "⎡ 1\n⎣ 2 ⎦", ""] {
            assert_eq!(rewritten(text), text);
        }
    }
}
