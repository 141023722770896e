//! The loss pane, time that goes on by itself, and runs side by side.

use crate::change::bits;
use crate::desk::Desk;
use crate::printed::ITERATIONS;
use chainrule::app::{Pane, SPEEDS};
use chainrule::train::Timeline;

#[test]
fn the_curve_says_the_papers_losses_where_the_screen_stands() {
    let mut desk = Desk::new("paper", (120, 36));
    assert!(desk.text().contains("no loss yet"), "{}", desk.text());
    for (at, printed) in ITERATIONS.iter().enumerate() {
        desk.press("space 4");
        let (_, losses) = printed.iter().find(|(name, _)| *name == "L").unwrap();
        let sum: f64 = losses.concat().iter().map(|x| x.parse::<f64>().unwrap()).sum();
        let said = format!("this run at {} {sum:.4}", at + 1);
        let said = said.trim_end_matches('0');
        assert!(desk.text().contains(&said[..said.len() - 1]), "{said}\n{}", desk.text());
    }
    for number in ["1.967", "1.505"] {
        assert!(desk.text().contains(number), "the axis has no {number}\n{}", desk.text());
    }
}

#[test]
fn a_loss_that_is_not_computed_yet_is_not_on_the_curve() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space 4 n");
    assert!(desk.text().contains("this run at 2 –"), "{}", desk.text());
    desk.press("n n n n");
    assert!(desk.text().contains("this run at 2 1.65147"), "{}", desk.text());
}

#[test]
fn arrows_go_through_time_in_the_loss_pane_and_pages_by_a_tenth() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.command("400");
    desk.press("4 left left");
    assert_eq!(desk.app.iteration(), 398);
    desk.press("right");
    assert_eq!(desk.app.iteration(), 399);
    desk.press("pageup");
    assert_eq!(desk.app.iteration(), 359);
    desk.press("pagedown pagedown");
    assert_eq!(desk.app.iteration(), 400);
    desk.press("right");
    assert!(desk.footer().contains("space computes"), "{}", desk.footer());
    desk.press("home");
    assert_eq!((desk.app.iteration(), desk.app.step()), (1, 0));
    desk.press("end");
    assert_eq!(desk.app.iteration(), 400);
}

#[test]
fn every_remembered_run_is_a_ghost_named_by_what_was_changed() {
    let mut desk = Desk::new("xor", (160, 48));
    desk.command("100");
    for rate in ["2", "5", "1"] {
        desk.command(&format!("lr {rate}"));
        desk.press("r");
    }
    desk.press("4 z");
    let text = desk.text();
    for name in ["7 lr 1 at 100", "5 lr 5", "3 lr 2", "1 start"] {
        assert!(text.contains(name), "{name}\n{text}");
    }
    // The difference of two losses that the legend shows.
    let ghosts = desk.app.timeline().ghosts();
    let own = desk.app.trainer().loss();
    let first = desk.app.timeline().runs()[ghosts[0]].losses.at(100).unwrap().last;
    let shown = format!("({}{:.3}", if own < first { "−" } else { "+" }, (own - first).abs());
    assert!(text.contains(shown.trim_end_matches('0')), "{shown}\n{text}");
}

#[test]
fn a_logarithmic_scale_has_powers_of_ten_and_says_that_it_is_one() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.command("lr 5");
    desk.command("1000");
    desk.press("4 z");
    assert!(desk.text().contains("L: log scale"), "{}", desk.text());
    desk.press("L");
    let text = desk.text();
    assert!(text.contains("log scale") && !text.contains("L: log"), "{text}");
    for power in ["0.1┤", "0.01┤"] {
        assert!(text.contains(power), "{power}\n{text}");
    }
}

#[test]
fn a_loss_that_is_no_number_is_marked_where_that_begins() {
    let mut desk = Desk::new("paper", (120, 36));
    // ∞ × 0 in the first gradient is no number, so the second loss is none.
    for cell in ["W1[1,1]", "X[1,1]"] {
        desk.go(cell);
        desk.press("e");
        desk.write("1e308");
        desk.press("enter");
    }
    desk.press("space space space 4 z");
    assert!(desk.text().contains("× not finite from 2 on"), "{}", desk.text());
}

#[test]
fn the_recent_history_is_a_plot_of_its_own_where_there_is_room() {
    let mut desk = Desk::new("xor", (120, 36));
    desk.command("400");
    desk.press("4 z");
    assert!(desk.text().contains("301"), "{}", desk.text());
    desk.press("z R");
    let text = desk.text();
    assert!(text.contains("301") && text.contains("recent"), "{text}");
    desk.resize((80, 24));
    desk.press("R R");
    assert!(desk.text().contains("301"), "{}", desk.text());
}

/// How far a playing app gets in a second of ticks.
fn after_a_second(speed: usize) -> (u64, usize) {
    let mut desk = Desk::new("paper", (80, 24));
    (0..SPEEDS.len()).for_each(|_| drop(desk.press("<")));
    (0..speed).for_each(|_| drop(desk.press(">")));
    desk.press("space p");
    (0..40).for_each(|_| desk.app.tick(25));
    (desk.app.iteration(), desk.app.step())
}

#[test]
fn a_second_at_every_speed_goes_as_far_as_its_name_says() {
    // An iteration of the paper has eleven steps; one is done when playing begins.
    let expected = [(2, 1), (2, 3), (2, 11), (3, 11), (6, 11), (11, 11), (31, 11), (101, 11)];
    for (speed, there) in expected.into_iter().enumerate() {
        assert_eq!(after_a_second(speed), there, "{}", SPEEDS[speed].name());
    }
}

#[test]
fn the_header_says_how_fast_it_plays() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("p");
    assert!(desk.header().contains("▶ 5 iterations/s"), "{}", desk.header());
    desk.press("< < < <");
    assert!(desk.header().contains("▶ 1 step/s"), "{}", desk.header());
}

#[test]
fn a_rerun_of_a_long_run_goes_on_bit_by_bit_and_esc_stops_it() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.command("300000");
    desk.app.settle();
    assert_eq!(desk.app.iteration(), 300_000);
    desk.command("lr 0.1");
    desk.press("r");
    assert_eq!(desk.app.pursued(), Some(300_000));
    let slow = desk.app.iteration();
    assert!(slow < 100_000, "{slow} iterations in one go");
    desk.press("r r");
    assert_eq!(desk.app.pursued(), Some(300_000), "the end of the way is not forgotten");
    desk.press("esc");
    assert_eq!(desk.app.pursued(), None);
    desk.press("r");
    desk.app.settle();
    assert!(desk.app.iteration() < 300_000);
}

#[test]
fn a_rerun_reaches_as_far_as_the_run_before_and_comes_back() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space");
    desk.command("lr 0.25");
    for iteration in ["60000", "40000"] {
        desk.command(iteration);
        desk.app.settle();
    }
    desk.press("r");
    assert!(desk.app.pursued().is_some());
    desk.app.settle();
    assert_eq!(desk.app.iteration(), 40_000);
    assert_eq!(desk.app.timeline().run().reached(), 60_000);
    let mut setup = desk.app.lesson().setup.clone();
    setup.hyper.learning_rate = 0.25;
    let mut fresh = Timeline::new(setup);
    fresh.seek(40_000);
    assert_eq!(bits(desk.app.trainer()), bits(fresh.trainer()));
}

#[test]
fn comparing_shows_this_run_minus_the_other_cell_by_cell() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space");
    desk.go("S1[1,1]");
    let (sheet, cell) = (desk.app.worksheet(), desk.app.cursor());
    let before = desk.app.trainer().trace().cell(sheet, cell);
    desk.command("lr 0.1");
    desk.press("r");
    let now = desk.app.trainer().trace().cell(desk.app.worksheet(), cell);
    desk.press("B");
    assert!(desk.header().contains("difference to run 1: start"), "{}", desk.header());
    assert_eq!(desk.under_cursor(), format!("{:.4}", now - before));
    assert_eq!(desk.app.compared_cell(cell), Some((before, now - before)));
    let text = desk.text();
    assert!(text.contains("this run") && text.contains("run 1"), "{text}");
    desk.go("X[1,1]");
    assert_eq!(desk.under_cursor(), "0", "inputs are the same");
    // Seen from the other side, the signs turn round.
    desk.go("S1[1,1]");
    desk.press("b");
    assert_eq!(desk.under_cursor(), format!("{:.4}", before - now));
    // The first iteration is the same in both, up to the update.
    desk.press("backspace");
    assert_eq!(desk.under_cursor().trim_start_matches("0.").trim_matches('0'), "");
    desk.press("B");
    assert!(desk.header().contains("Three iterations"), "{}", desk.header());
}

#[test]
fn runs_are_listed_and_gone_to_by_number() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("runs");
    assert!(desk.footer().contains("one run: 1 start"), "{}", desk.footer());
    desk.press("space");
    desk.command("lr 0.1");
    desk.command("runs");
    assert!(desk.footer().contains("in run 2 learning_rate 0.1 from 2"), "{}", desk.footer());
    desk.command("run 1");
    assert_eq!(desk.app.timeline().current(), 0);
    desk.press(":");
    desk.write("run 3");
    desk.press("enter");
    assert!(desk.text().contains("runs go from 1 to 2"), "{}", desk.text());
}

#[test]
fn the_loss_pane_stays_inside_itself_with_a_million_iterations_behind_it() {
    let mut desk = Desk::new("weight-change", (200, 60));
    desk.command("1000000");
    desk.app.settle();
    desk.press("4 z");
    for size in [(80, 24), (120, 36), (200, 60), (40, 10)] {
        desk.resize(size);
        assert!(desk.area(Pane::Loss).is_some());
    }
    assert!(desk.text().contains("1000000"), "{}", desk.text());
}
