//! Steps and iterations, forwards and backwards.

use crate::SIZES;
use crate::desk::Desk;
use crate::printed::ITERATIONS;
use ratatui::buffer::Buffer;

/// The paper's own names, in the order in which it computes.
const SYMBOLS: [&str; 11] =
    ["s", "s_ReLU", "s_out", "y_out", "L", "δ_out", "δ_s", "ΔW", "ΔW_out", "W′", "W_out′"];

#[test]
fn n_computes_one_quantity_after_the_other_and_lights_it() {
    for size in SIZES {
        let mut desk = Desk::new("paper", size);
        // X 4×2, Y 4×1, W 2×3, W_out 3×1 are given.
        let mut shown = 8 + 4 + 6 + 3;
        assert_eq!(desk.numbers().len(), shown, "{}", desk.text());
        for (k, (symbol, (name, rows))) in SYMBOLS.iter().zip(ITERATIONS[0]).enumerate() {
            desk.press("n");
            let step = format!("iteration 1/3 · step {}/11 {symbol} ", k + 1);
            assert!(desk.header().contains(&step), "{step}: {}", desk.header());
            let lit = desk.lit();
            assert_eq!(lit[0], *symbol, "{lit:?} at {size:?}");
            let printed: Vec<f64> = rows.concat().iter().map(|x| x.parse().unwrap()).collect();
            assert_eq!(lit.len() - 1, printed.len(), "{name} {lit:?}");
            for (lit, printed) in lit[1..].iter().zip(printed) {
                let x: f64 = lit.parse().unwrap();
                // Three decimals at least, or a scientific number with two digits at least.
                let near = (x - printed).abs() <= 0.000_51_f64.min(printed.abs() * 0.05 + 5e-4);
                assert!(near, "{name}: {lit} for {printed} at {size:?}");
            }
            shown += rows.concat().len();
            assert_eq!(
                desk.numbers().len(),
                shown,
                "what is not computed is blank\n{}",
                desk.text()
            );
        }
    }
}

#[test]
fn the_factors_of_the_cell_under_the_cursor_are_marked_in_their_matrices() {
    let mut desk = Desk::new("paper", (200, 60));
    desk.press("n");
    // s[1,1] is row 1 of X times column 1 of W.
    assert_eq!(desk.sources(), ["0.60", "0.01", "0.75", "0.80"]);
    desk.press("n n n n n n");
    // δ_s[1,1] is ReLU′(s[1,1]) × δ_out[1,1] × W_out[1,1].
    assert_eq!(desk.sources(), ["0.02", "0.4580", "-0.8930"]);
}

/// Every screen on the way of a key pressed so many times, the first one included.
fn way(desk: &mut Desk, key: &str, times: usize) -> Vec<Buffer> {
    let mut screens = vec![desk.screen().clone()];
    for _ in 0..times {
        desk.press(key);
        screens.push(desk.screen().clone());
    }
    screens
}

#[test]
fn going_back_shows_the_same_screens() {
    for size in SIZES {
        for (forth, back, times) in [("n", "N", 33), ("space", "backspace", 3)] {
            let mut desk = Desk::new("paper", size);
            // The loss curve keeps what was reached, so it is trained to the end beforehand.
            desk.press("space space space g");
            let mut there = way(&mut desk, forth, times);
            let here = way(&mut desk, back, times);
            there.reverse();
            for (at, (there, here)) in there.iter().zip(&here).enumerate() {
                assert_eq!(there, here, "{at} × {back} at {size:?}");
            }
            desk.press(back);
            assert!(desk.footer().contains("this is the start"), "{}", desk.footer());
        }
    }
}

#[test]
fn g_and_end_go_to_the_start_and_as_far_as_it_was_computed() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space space space space space");
    desk.press("g");
    assert!(desk.header().contains("nothing computed yet"), "{}", desk.header());
    desk.press("G");
    assert!(desk.header().contains("iteration 5 · step 11/11"), "{}", desk.header());
    desk.command("400");
    assert!(desk.header().contains("iteration 400 · step 11/11"), "{}", desk.header());
}

#[test]
fn enter_follows_factors_back_to_the_iteration_before_and_esc_returns() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    desk.go("W1[2,3]");
    let before = desk.screen().clone();
    desk.press("enter");
    assert!(desk.header().contains("iteration 1/3"), "{}", desk.header());
    // The paper prints 0.87624855 for it.
    assert_eq!(desk.under_cursor(), "0.8762");
    desk.press("esc");
    assert_eq!(desk.screen(), &before);
}
