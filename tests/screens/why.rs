//! Pane 2: factors are followed and come back from, and the arithmetic shown gives the value.

use crate::desk::Desk;
use chainrule::app::{App, Pane};
use chainrule::lesson::{LESSONS, Lesson};
use chainrule::worksheet::explain::Wording;
use chainrule::worksheet::quantity::Cell;

/// A network with everything at once: softmax rows, a coupled loss, a penalty, three states.
const ADAM: &str = r#"
title = "Everything"
iterations = 3
[network]
inputs = 12
layers = [{ units = 3, activation = "gelu", bias = true }, { units = 3, activation = "softmax", bias = true }]
[init]
seed = 3
scheme = "xavier_uniform"
[loss]
name = "hinge_softmax"
margin = 0.4
reduction = "mean"
[optimizer]
name = "adam"
learning_rate = 0.1
amsgrad = true
[regularizer]
l1 = 0.01
l2 = 0.02
[data]
x = [[0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9, 1, -1.1, 1.2], [0.5, 0.4, -0.3, 0.2, 0.1, 0, 0.7, 0.6, -0.5, 0.4, 0.3, -0.2]]
labels = [0, 2]
"#;

fn lesson(text: &str) -> Lesson {
    chainrule::lesson::parse(text, "lesson.toml").unwrap()
}

fn desks() -> Vec<Desk> {
    let mut desks: Vec<_> = LESSONS.iter().map(|row| Desk::new(row.name, (120, 36))).collect();
    desks.push(Desk::of(lesson(ADAM), (120, 36)));
    for desk in &mut desks {
        desk.press("space space");
    }
    desks
}

fn cells(app: &App) -> Vec<(String, Cell)> {
    let of = |(quantity, q): (_, &chainrule::worksheet::quantity::Quantity)| {
        let name = q.role.name();
        let (rows, columns) = (q.rows, q.columns);
        (0..rows * columns).map(move |at| {
            let (row, column) = (at / columns, at % columns);
            let name = format!("{name}[{},{}]", row + 1, column + 1);
            (name, Cell { quantity, row, column })
        })
    };
    app.worksheet().quantities().flat_map(of).collect()
}

fn press(app: &mut App, key: &str) {
    app.press(chainrule::app::key::Key::parse(key).unwrap());
}

fn go(app: &mut App, name: &str) {
    press(app, "/");
    for c in name.chars() {
        app.press(chainrule::app::key::Key::char(c));
    }
    press(app, "enter");
}

#[test]
fn every_factor_of_every_cell_can_be_chosen_followed_and_come_back_from() {
    let (mut followed, mut before) = (0, 0);
    for desk in desks() {
        let mut app = desk.app;
        press(&mut app, "2");
        for (name, cell) in cells(&app) {
            go(&mut app, &name);
            assert_eq!(app.cursor(), cell, "{name}");
            let here = (app.iteration(), app.step(), cell);
            let mut said = app.explanation().factors();
            let factors = app.factors();
            for (i, factor) in factors.iter().enumerate() {
                if i > 0 {
                    press(&mut app, ["right", "down"][i % 2]);
                }
                assert_eq!(app.chosen(&factors), i, "{name}");
                press(&mut app, "enter");
                assert_eq!(app.cursor(), *factor, "{name} {i}");
                press(&mut app, "esc");
                assert_eq!((app.iteration(), app.step(), app.cursor()), here, "{name} {i}");
                followed += 1;
                said.retain(|cell| cell != factor);
            }
            assert!(said.is_empty(), "{name} hides {said:?}");
            if factors.is_empty() && app.origin().is_ok() {
                press(&mut app, "enter");
                assert_eq!(app.iteration(), 1, "{name}");
                let left = app.worksheet().quantity(app.cursor().quantity).role.name();
                let kept = [name.replace("_before[", "["), name.replace('[', "_next[")];
                let there = format!("{left}[{},{}]", cell.row + 1, cell.column + 1);
                assert!(kept.contains(&there), "{name} comes from {there}");
                press(&mut app, "esc");
                assert_eq!((app.iteration(), app.step(), app.cursor()), here, "{name}");
                before += 1;
            }
        }
    }
    assert!(followed > 1_500 && before > 100, "{followed} {before}");
}

#[test]
fn one_can_go_down_to_what_is_given_and_all_the_way_back() {
    for desk in desks() {
        let mut app = desk.app;
        for (name, cell) in cells(&app) {
            go(&mut app, &name);
            let here = (app.iteration(), app.step(), cell);
            let mut depth = 0;
            while app.origin().is_ok() {
                press(&mut app, "enter");
                depth += 1;
                assert!(depth < 60, "{name} goes round in circles");
            }
            assert_eq!(app.trail().count(), depth, "{name}");
            for _ in 0..depth {
                press(&mut app, "esc");
            }
            assert_eq!((app.iteration(), app.step(), app.cursor()), here, "{name}");
        }
    }
}

/// Works out what a line of numbers says: `½ (0.5 − 1)² + max(0, 2 × 3) / 4`.
struct Arithmetic<'a>(std::iter::Peekable<std::str::Chars<'a>>);

impl Arithmetic<'_> {
    fn of(text: &str) -> f64 {
        let plain: String =
            text.split(" (the other").enumerate().fold(String::new(), |all, (i, s)| {
                all + if i == 0 { s } else { s.split_once("terms)").unwrap().1 }
            });
        let plain = plain.replace(' ', "");
        let mut line = Arithmetic(plain.chars().peekable());
        let x = line.sum();
        assert_eq!(line.0.next(), None, "{text}");
        x
    }

    fn taken(&mut self, c: char) -> bool {
        self.0.next_if_eq(&c).is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut x = self.product();
        loop {
            if self.taken('+') {
                x += self.product();
            } else if self.taken('−') {
                x -= self.product();
            } else {
                return x;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut x = self.power();
        loop {
            if self.taken('×') {
                x *= self.power();
            } else if self.taken('/') {
                x /= self.power();
            } else if self.0.peek() == Some(&'(') {
                x *= self.power();
            } else {
                return x;
            }
        }
    }

    fn power(&mut self) -> f64 {
        if self.taken('−') {
            return -self.power();
        }
        let x = self.atom();
        if self.taken('²') { x * x } else { x }
    }

    fn atom(&mut self) -> f64 {
        if self.taken('½') {
            return 0.5;
        }
        if self.taken('(') {
            let x = self.sum();
            assert!(self.taken(')'));
            return x;
        }
        if "max(".chars().filter(|c| self.taken(*c)).count() == 4 {
            let mut x = self.sum();
            while self.taken(',') {
                x = x.max(self.sum());
            }
            assert!(self.taken(')'));
            return x;
        }
        let mut digits = String::new();
        while let Some(c) = self.0.next_if(|c| c.is_ascii_digit() || ".e".contains(*c)) {
            digits.push(c);
            if c == 'e' && self.taken('−') {
                digits.push('-');
            }
        }
        let rest = || self.0.clone().collect::<String>();
        digits.parse().unwrap_or_else(|_| panic!("{digits:?} is no number before {:?}", rest()))
    }
}

#[test]
fn the_arithmetic_shown_gives_the_value_however_few_terms_are_named() {
    let number = |x: f64| format!("{x:?}").replace('-', "−");
    let (mut lines, mut shortened) = (0, 0);
    for desk in desks() {
        let (app, symbols) = (&desk.app, desk.app.symbols());
        let (sheet, trace) = (app.worksheet(), app.trainer().trace());
        for (name, cell) in cells(app) {
            let why = sheet.explain(trace, &app.trainer().now(), cell);
            for terms in [1, 2, 3, 1_000] {
                for chosen in why.factors().into_iter().map(Some).chain([None]) {
                    let number = &number;
                    let wording = Wording { symbols: &symbols, number, terms, chosen };
                    let Some((symbols, numbers)) = why.written(sheet, trace, wording) else {
                        continue;
                    };
                    let Some(line) = numbers.last() else { continue };
                    let plain = line.replace(['\u{2063}', '\u{2064}'], "");
                    // A function alone, whose value is the result itself.
                    let named = plain.starts_with(char::is_alphabetic);
                    if plain.contains(['[', '|', '√', '^']) || (named && !plain.starts_with("max"))
                    {
                        continue;
                    }
                    let x = Arithmetic::of(&plain);
                    let near = (x - why.value).abs() <= 1e-12 * why.value.abs().max(1.0);
                    assert!(near, "{name}: {plain} is {x}, not {}", why.value);
                    lines += 1;
                    shortened += usize::from(plain.contains("the other"));
                    let hidden = symbols.contains("max(") && symbols.contains("…,");
                    assert!(
                        chosen.is_none() || hidden || symbols.contains('\u{2063}'),
                        "{symbols}"
                    );
                }
            }
        }
    }
    assert!(lines > 5_000 && shortened > 1_000, "{lines} {shortened}");
}

#[test]
fn a_long_sum_names_its_largest_terms_and_stays_inside_its_pane() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let mut desk = Desk::of(lesson(ADAM), size);
        desk.press("space");
        desk.go("S1[1,1]");
        desk.press("2");
        let text = desk.pane(Pane::Why).join("\n");
        // Σₖ X[1,k] W[k,1]: the largest of the twelve products comes first.
        let app = &desk.app;
        let (sheet, trace) = (app.worksheet(), app.trainer().trace());
        let [x, w] = ["X", "W1"].map(|name| trace.view(sheet, sheet.named(name).unwrap()));
        let size_of = |k: usize| (x[[0, k]] * w[[k, 0]]).abs();
        let largest = (0..12).max_by(|i, j| size_of(*i).total_cmp(&size_of(*j))).unwrap();
        assert!(text.contains(&format!("s[1,1] = X[1,{}]", largest + 1)), "{text}");
        assert!(text.contains("enter: go to X[1,"), "{text}");
        assert!(text.contains("1 of 25"), "{text}");
        desk.press("right right enter");
        assert!(desk.pane(Pane::Why).join("\n").contains("esc:"), "{}", desk.text());
    }
}

#[test]
fn what_was_set_by_hand_says_so_and_comes_from_nowhere() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space n");
    desk.go("W1[1,1]");
    assert!(desk.text().contains("what iteration 1 left"), "{}", desk.text());
    desk.command("W1[1,1] 9");
    assert!(desk.text().contains("set by hand for iteration 2"), "{}", desk.text());
    desk.press("enter");
    assert!(desk.footer().contains("set by hand here"), "{}", desk.footer());
    assert_eq!(desk.app.iteration(), 2);
}

#[test]
fn esc_comes_back_only_while_time_stands_still() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space enter space space space");
    let here = desk.app.iteration();
    desk.press("esc");
    assert_eq!(desk.app.iteration(), here);
    assert_eq!(desk.app.trail().count(), 0);
}
