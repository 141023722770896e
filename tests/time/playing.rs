//! A sitting that goes on: playing through the app to a million iterations, and many edits. What is
//! held does not grow with how long it lasts; a bench measures ten times as much.

use allocation_counter::measure;
use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::lesson::embedded;
use chainrule::math::rng::Rng;

/// Iterations of each of ten parts.
const PART: u64 = 100_000;

fn app() -> App {
    App::new(embedded("paper").unwrap().lesson().unwrap())
}

#[test]
fn playing_at_full_speed_through_a_million_iterations_holds_no_more_than_at_the_beginning() {
    let mut app = app();
    (0..20).for_each(|_| drop(app.press(Key::char('>'))));
    app.press(Key::char('p'));
    assert_eq!(app.speed().rate, None);
    let mut parts = Vec::new();
    for part in 1..=10 {
        let before = app.iteration();
        let counted = measure(|| {
            while app.iteration() < part * PART {
                app.work();
            }
        });
        parts.push((counted.bytes_max, counted.count_total, app.iteration() - before));
    }
    assert!(app.is_playing() && app.timeline().run().reached() >= 10 * PART);
    // Keyframes and losses are thinned out as they grow: what a part adds to what it finds is some
    // of what is kept in the end, 1.5 MB, and an iteration allocates no more often.
    let (first, last) = (parts[0], parts[9]);
    assert!(parts.iter().all(|part| part.0 < 2_000_000), "{parts:?}");
    let often = |part: (u64, u64, u64)| part.1 as f64 / part.2 as f64;
    assert!(often(last) <= often(first), "{parts:?}");
}

#[test]
fn two_thousand_edits_at_five_hundred_iterations_hold_some_megabytes() {
    let mut app = app();
    let mut rng = Rng::new(3);
    let counted = measure(|| {
        for _ in 0..2_000 {
            let line = match rng.below(4) {
                0 => "lr 0.25".to_owned(),
                1 => format!("W1[{},{}] 0.5", rng.below(2) + 1, rng.below(3) + 1),
                2 => "next".into(),
                _ => format!("lr 0.{}", rng.below(900) + 1),
            };
            app.command(&line).unwrap();
        }
    });
    assert!(app.timeline().runs().len() > 1_000);
    // Six runs keep their numbers. The others keep their edits alone, each all of those before it:
    // some 400 at the end, in so many runs.
    assert!(counted.bytes_current < 64_000_000, "{counted:?}");
}
