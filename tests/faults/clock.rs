//! Clocks that jump. The app has none of its own: it is told how much time went by, here by the
//! test. Of the time of day only the age of files counts.

use std::fs;
use std::fs::File;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::lesson::embedded;
use chainrule::lesson::session::lesson_section;

use crate::edits;

/// How many sessions of a lesson are kept.
const SLOTS: usize = 8;

fn app() -> App {
    App::new(embedded("paper").unwrap().lesson().unwrap())
}

#[test]
fn a_jump_of_the_clock_is_a_quarter_of_a_second_of_work_at_most() {
    for faster in 0..6 {
        let mut app = app();
        (0..faster).for_each(|_| drop(app.press(Key::char('>'))));
        app.press(Key::char('p'));
        let rate = app.speed().rate.unwrap();
        app.tick(0);
        let before = app.iteration();
        app.tick(u64::MAX);
        while app.has_work() {
            app.work();
        }
        // Two are owed at least, where a quarter of a second is less than that.
        let most = (rate / 4).max(2);
        let went = app.iteration() - before;
        assert!((1..=most).contains(&went), "{went} of {most} at {}", app.speed().name());
        // No time at all is no step.
        let here = app.iteration();
        (0..1_000).for_each(|_| app.tick(0));
        assert_eq!(app.iteration(), here, "{}", app.speed().name());
    }
}

#[test]
fn sessions_of_other_times_are_all_read_and_only_the_oldest_makes_room() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("chainrule");
    fs::create_dir(&folder).unwrap();
    let now = SystemTime::now();
    let century = Duration::from_secs(100 * 365 * 86_400);
    for slot in 1..=SLOTS {
        let mut app = app();
        app.command(&format!("lr 0.{slot}")).unwrap();
        let path = folder.join(format!("paper-{slot}.toml"));
        fs::write(&path, app.session() + &lesson_section(app.lessons())).unwrap();
        let time = match slot {
            3 => now + century,
            5 => SystemTime::UNIX_EPOCH,
            _ => now,
        };
        File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_chainrule"))
        .args(["play", "--plain"])
        .env("XDG_STATE_HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"lr 0.75\nrestore\nlr 0.0625\n").unwrap();
    assert!(child.wait().unwrap().success());
    let of = |slot: usize| edits(&folder.join(format!("paper-{slot}.toml"))).1;
    for slot in 1..=SLOTS {
        let expected = match slot {
            // Restored, as the one written to last, whatever its year.
            3 => "learning_rate 0.0625".to_owned(),
            5 => "learning_rate 0.75".to_owned(),
            _ => format!("learning_rate 0.{slot}"),
        };
        assert_eq!(of(slot), [expected], "{slot}");
    }
}
