//! Matrices keep their places, and large ones are windows, colours or pictures in which every
//! number can still be read.

use crate::SIZES;
use crate::desk::Desk;
use chainrule::lesson::{LESSONS, Lesson, parse};
use chainrule::worksheet::quantity::Cell;
use ratatui::style::Color;

/// A lesson of one hidden layer on pictures of dots, a few of them light.
fn pictures(side: usize, hidden: usize, outputs: usize, rows: usize) -> Lesson {
    let pixel = |n: usize, i: usize| if (i * 7 + n * 13) % 11 < 3 { "0.75" } else { "0" };
    let row = |n: usize| (0..side * side).map(|i| pixel(n, i)).collect::<Vec<_>>().join(",");
    let x: Vec<String> = (0..rows).map(|n| format!("[{}]", row(n))).collect();
    let labels: Vec<String> = (0..rows).map(|n| (n % outputs).to_string()).collect();
    let text = format!(
        "title = \"Pictures\"\nsummary = \"s\"\nnotation = \"textbook\"\n[network]\ninputs = {}\n\
         layers = [{{ units = {hidden}, activation = \"tanh\", bias = true }}, \
         {{ units = {outputs}, activation = \"softmax\", bias = true }}]\n\
         [init]\nscheme = \"xavier_uniform\"\nseed = 7\n[loss]\nname = \"cross_entropy\"\n\
         [optimizer]\nname = \"sgd\"\n[data]\nx = [{}]\nlabels = [{}]\n",
        side * side,
        x.join(",\n"),
        labels.join(","),
    );
    parse(&text, "pictures").unwrap()
}

#[test]
fn no_matrix_moves_while_time_goes_on() {
    for lesson in ["paper", "hinge", "xor", "three-layers"] {
        for size in SIZES {
            let mut desk = Desk::new(lesson, size);
            desk.press("n");
            let places = desk.symbols();
            assert_eq!(places.len(), desk.app.worksheet().quantities().count(), "{}", desk.text());
            for step in 1..3 * desk.app.steps() {
                desk.press("n");
                assert_eq!(desk.symbols(), places, "{lesson} {size:?} {step}\n{}", desk.text());
            }
        }
    }
}

#[test]
fn every_row_of_matrices_has_its_name() {
    for row in LESSONS {
        for size in SIZES {
            let mut desk = Desk::new(row.name, size);
            desk.press("space");
            let sheet = desk.worksheet().join("\n");
            // What is scrolled away above took its name with it.
            let scrolled = usize::from(sheet.contains('▲'));
            for name in &["weights", "forward", "backward", "gradient", "update"][scrolled..] {
                assert!(sheet.contains(name), "{name} in {} {size:?}\n{sheet}", row.name);
            }
        }
    }
}

#[test]
fn the_formula_of_what_was_just_computed_stands_beside_it() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("n n n n n n n");
    assert!(desk.worksheet().join("\n").contains("δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)"));
    desk.press("n");
    assert!(!desk.worksheet().join("\n").contains("δ_s ="), "{}", desk.text());
}

#[test]
fn x_shows_a_matrix_as_colours_and_back() {
    for size in SIZES {
        let mut desk = Desk::new("paper", size);
        desk.press("space");
        desk.go("W1[2,3]");
        let before = desk.text();
        desk.press("x");
        let sheet = desk.worksheet().join("\n");
        assert!(sheet.contains("W 2×3 ±0.88"), "{sheet}");
        assert!(sheet.contains("[2,3]") || sheet.contains("0.8800"), "{sheet}");
        assert!(!desk.numbers().contains(&"0.43".into()), "{sheet}");
        desk.press("x");
        assert_eq!(desk.text(), before);
        desk.command("heat all");
        assert!(desk.worksheet().join("\n").contains("W_out 3×1 ±"), "{}", desk.text());
        desk.command("heat all");
        assert_eq!(desk.text(), before);
    }
}

/// Whether a colour leans to orange, to blue, or to neither.
fn lean(color: Color) -> i32 {
    let Color::Rgb(r, _, b) = color else { return 0 };
    (i32::from(r) - i32::from(b)).signum() * i32::from(r.abs_diff(b) > 20)
}

#[test]
fn the_weights_of_a_unit_are_the_picture_its_inputs_form() {
    for (side, size) in [(8, (120, 36)), (28, (80, 24)), (28, (200, 60))] {
        let mut desk = Desk::of(pictures(side, 20, 4, 6), size);
        desk.press("z");
        desk.go("W1[1,5]");
        let (_, x, top) = desk.symbols().into_iter().find(|(name, ..)| name == "W¹").unwrap();
        let rows = desk.lines();
        let below = rows.iter().skip(usize::from(top));
        let lines = below.take_while(|row| !row.contains("unit 5")).count() - 1;
        let zoom = 2 * lines / side;
        assert!(zoom >= 1, "{}", desk.text());
        let trace = desk.app.trainer().trace();
        let quantity = desk.app.cursor().quantity;
        let values = trace.view(desk.app.worksheet(), quantity);
        let most = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
        let mut seen = [0, 0];
        for pixel in 1..side * side {
            let value = values[[pixel, 4]] / most;
            let (row, column) = (pixel / side * zoom, pixel % side * zoom);
            let at = (x + column as u16, top + 1 + (row / 2) as u16);
            let cell = &desk.screen()[at];
            let color = if row % 2 == 0 { cell.fg } else { cell.bg };
            // Beside the cursor the other half may stand in the foreground.
            if value.abs() > 0.3 && pixel != side {
                assert_eq!(lean(color), value.signum() as i32, "{pixel} of {side}: {value}");
                seen[usize::from(value > 0.0)] += 1;
            }
        }
        assert!(seen.iter().all(|count| *count * 8 > side * side), "{seen:?}");
    }
}

/// How a number may be written in a cell.
fn forms(x: f64) -> Vec<String> {
    let mut forms: Vec<String> = (2..=4).map(|d| format!("{x:.d$}")).collect();
    forms.extend((0..3).map(|d| format!("{x:.d$e}")));
    forms.extend((x.fract() == 0.0).then(|| format!(" {x}")));
    forms
}

#[test]
fn every_number_of_a_large_network_can_be_reached_and_read() {
    for size in SIZES {
        let mut desk = Desk::of(pictures(28, 128, 10, 64), size);
        desk.press("space");
        let all: Vec<_> = desk
            .app
            .worksheet()
            .quantities()
            .map(|(id, q)| (id, q.role.name(), q.rows, q.columns))
            .collect();
        for (quantity, name, rows, columns) in all {
            for (row, column) in
                [(0, 0), (rows - 1, columns - 1), (rows / 2, columns / 3), (rows / 3, columns / 2)]
            {
                desk.go(&format!("{name}[{},{}]", row + 1, column + 1));
                assert_eq!(desk.app.cursor(), Cell { quantity, row, column });
                let value =
                    desk.app.trainer().trace().cell(desk.app.worksheet(), desk.app.cursor());
                let sheet = desk.worksheet().join("\n");
                let read = forms(value).iter().any(|form| sheet.contains(form));
                assert!(read, "{name}[{row},{column}] = {value} {size:?}\n{sheet}");
            }
        }
    }
}

#[test]
fn keys_go_through_a_large_matrix_in_steps_of_ten() {
    let mut desk = Desk::of(pictures(28, 128, 10, 64), (80, 24));
    desk.go("W1[1,1]");
    for _ in 0..78 {
        desk.app.press(chainrule::app::key::Key::parse("pagedown").unwrap());
    }
    assert_eq!((desk.app.cursor().row, desk.app.cursor().column), (780, 0));
    desk.press(") ) ) ( right down");
    assert_eq!((desk.app.cursor().row, desk.app.cursor().column), (781, 21));
    let here = desk.app.cursor().quantity;
    desk.press("}");
    assert!(desk.app.cursor().quantity > here);
    desk.press("{");
    assert_eq!(desk.app.cursor(), Cell { quantity: here, row: 0, column: 0 });
}

#[test]
fn windows_on_large_matrices_show_the_same_units_and_examples() {
    let mut desk = Desk::of(pictures(28, 128, 10, 64), (200, 60));
    desk.press("space x");
    desk.command("heat all");
    desk.go("S1[40,100]");
    // What is computed from unit 100 and example 40 stands around them.
    let sheet = desk.worksheet().join("\n");
    for number in ["100", "40"] {
        let times = sheet.split_whitespace().filter(|word| *word == number).count();
        assert!(times >= 2, "{number}: {times}\n{sheet}");
    }
}
