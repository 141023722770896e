//! The paper's section 3 on the screen, number by number.

use crate::SIZES;
use crate::desk::Desk;
use crate::printed::ITERATIONS;

/// How many digits after the point a printed number has.
fn decimals(printed: &str) -> usize {
    printed.split_once('.').map_or(0, |(_, digits)| digits.len())
}

#[test]
fn space_three_times_shows_the_third_iteration_in_the_papers_digits() {
    for size in SIZES {
        let mut desk = Desk::new("paper", size);
        desk.press("space space space");
        assert!(desk.header().contains("iteration 3/3"), "{}", desk.header());
        // From 4 decimals over 6, 8 and 10 to 12.
        desk.press("d d d d");
        desk.go("S1");
        let screen = desk.worksheet().join("\n");
        for printed in ["0.130253882592", "-0.425228205487", "0.609992709287", "0.771939167291"] {
            assert!(screen.contains(printed), "{printed} at {size:?}\n{screen}");
        }
        desk.go("delta1");
        let screen = desk.worksheet().join("\n");
        for printed in ["-0.156205414038", "-0.076942030472", "-0.519870132683", "0.681935276183"] {
            assert!(screen.contains(printed), "{printed} at {size:?}\n{screen}");
        }
        assert!(screen.contains("-0.000000000000"), "the negative zero at {size:?}\n{screen}");
    }
}

#[test]
fn the_first_iteration_shows_eight_digits_as_printed() {
    let mut desk = Desk::new("paper", (200, 60));
    desk.press("space d d");
    let screen = desk.worksheet().join("\n");
    for printed in ["0.09827181", "0.40655687", "-0.89301989", "-0.08037179", "0.60666315"] {
        assert!(screen.contains(printed), "{printed}\n{screen}");
    }
}

#[test]
fn every_number_of_all_33_matrices_can_be_brought_on_screen_as_printed() {
    for size in SIZES {
        let mut desk = Desk::new("paper", size);
        let (mut matrices, mut cells) = (0, 0);
        for (iteration, printed) in ITERATIONS.iter().enumerate() {
            desk.press("space");
            assert!(desk.header().contains(&format!("iteration {}/3", iteration + 1)));
            for (name, rows) in *printed {
                matrices += 1;
                for (r, row) in rows.iter().enumerate() {
                    for (c, printed) in row.iter().enumerate() {
                        desk.command(&format!("more-decimals {}", decimals(printed)));
                        desk.go(&format!("{name}[{},{}]", r + 1, c + 1));
                        let shown = desk.under_cursor();
                        let place = format!("{name}[{},{}] of iteration {iteration}", r + 1, c + 1);
                        assert_eq!(shown, printed.trim_end_matches('.'), "{place} at {size:?}");
                        cells += 1;
                    }
                }
            }
        }
        assert_eq!((matrices, cells), (33, 210), "{size:?}");
    }
}

#[test]
fn the_arrow_keys_reach_every_cell_of_an_iteration() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space");
    let mut waiting = vec![desk.app.cursor()];
    let mut seen = waiting.clone();
    while let Some(from) = waiting.pop() {
        for arrow in ["left", "right", "up", "down"] {
            let name = desk.app.worksheet().quantity(from.quantity).role.name();
            desk.go(&format!("{name}[{},{}]", from.row + 1, from.column + 1));
            desk.press(arrow);
            if !seen.contains(&desk.app.cursor()) {
                seen.push(desk.app.cursor());
                waiting.push(desk.app.cursor());
            }
        }
    }
    // X 8, Y 4, W 6, W_out 3; s and s_ReLU 12 each, s_out, y_out and L 4 each;
    // δ_out 4, δ_s 12; the gradients and the new weights 6 + 3 each.
    assert_eq!(seen.len(), 8 + 4 + 6 + 3 + 12 + 12 + 4 + 4 + 4 + 4 + 12 + 9 + 9);
}
