//! The header, the hyperparameters and the lesson: nothing is cut without a sign.

use crate::desk::Desk;
use chainrule::app::Pane;
use chainrule::lesson::{LESSONS, Lesson, parse};

fn adam() -> Lesson {
    let text = "title = \"Batches\"\nsummary = \"s\"\niterations = 30\n[network]\ninputs = 1\n\
        layers = [{ units = 1, activation = \"tanh\", bias = false }]\n\
        [init]\nweights = [[[0.5]]]\n[loss]\nname = \"huber\"\n[optimizer]\nname = \"adam\"\n\
        [data]\nx = [[1], [2], [3], [4], [5]]\ny = [[0], [1], [0], [1], [0]]\nbatch = 2\n";
    parse(text, "batches").unwrap()
}

#[test]
fn the_header_says_where_in_time_one_is_at_any_width() {
    for row in LESSONS {
        for width in [40, 48, 60, 80, 120, 200] {
            let mut desk = Desk::new(row.name, (width, 24));
            desk.press("space space");
            let header = desk.header();
            let id = desk.app.current_quantity().unwrap();
            let symbol = desk.app.symbols().role(desk.app.worksheet().quantity(id).role);
            let steps = desk.app.steps();
            for part in ["2/", &format!("{steps}/{steps} {symbol}"), "η ", "loss "] {
                assert!(header.contains(part) || width < 60, "{part}: {header}");
            }
            assert!(header.contains(&format!("{steps}/{steps} {symbol}")), "{header}");
        }
    }
}

#[test]
fn the_header_says_which_batch_of_which_epoch_it_is() {
    for (width, said) in [(80, "ep 3 · 2/3"), (120, "epoch 3 · batch 2/3")] {
        let mut desk = Desk::of(adam(), (width, 24));
        desk.press("space space space space space space space space");
        assert!(desk.header().contains(said), "{}", desk.header());
    }
}

#[test]
fn the_header_shows_the_old_and_the_new_learning_rate() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space");
    desk.command("lr 0.1");
    assert!(desk.header().contains("η 0.5 → 0.1"), "{}", desk.header());
    desk.press("space");
    assert!(desk.header().contains("η 0.1") && !desk.header().contains('→'), "{}", desk.header());
}

#[test]
fn a_title_without_room_ends_in_dots() {
    let mut lesson = adam();
    lesson.title = "a very long title that no header holds ".repeat(3);
    lesson.name = lesson.title.clone();
    let mut desk = Desk::of(lesson, (80, 24));
    desk.press("space");
    assert!(desk.header().contains('…') && desk.header().contains("η"), "{}", desk.header());
}

#[test]
fn every_hyperparameter_can_be_selected_and_seen() {
    for size in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        let mut desk = Desk::of(adam(), size);
        desk.press("8");
        let rows = desk.app.hyperparameters();
        assert!(rows.len() > 6, "{}", rows.len());
        for row in &rows {
            let area = desk.area(Pane::Hyperparameters).unwrap();
            let lines = desk.lines();
            let line = lines.iter().find(|line| line.contains('▸')).unwrap();
            assert!(line.contains(row.name), "{size:?} {}\n{}", row.name, desk.text());
            assert!(area.height < 5 || desk.text().contains(&row.doc[..6]), "{}", desk.text());
            desk.press("down");
        }
    }
}

#[test]
fn a_changed_hyperparameter_says_since_when_and_what_it_was() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space 8 -");
    let text = desk.text();
    for said in ["was 0.5", "0.5, from iteration 3 on 0.2", "− 0.1  + 0.5"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn a_lesson_longer_than_its_pane_is_read_by_scrolling() {
    let mut lesson = adam();
    lesson.summary = (0..60).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" ");
    let mut desk = Desk::of(lesson, (40, 14));
    desk.press("9");
    assert!(desk.text().contains("word0 ") && desk.text().contains('▼'), "{}", desk.text());
    let cursor = desk.app.cursor();
    for _ in 0..40 {
        desk.press("down");
    }
    assert!(desk.text().contains("word59"), "{}", desk.text());
    assert_eq!(desk.app.cursor(), cursor);
    desk.press("up");
    assert!(!desk.text().contains("word59"), "{}", desk.text());
}

#[test]
fn a_lesson_says_how_many_cues_it_has_and_which_one_this_is() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("9");
    let count = desk.app.lesson().cues.len();
    let said = format!("cue 1 of {count} · m: more at iteration 1, s");
    assert!(desk.text().contains(&said), "{}", desk.text());
}

#[test]
fn the_title_stands_still_and_names_the_data_at_every_step() {
    let link = "#dataset=spiral&batchSize=10&networkShape=4,2&seed=0.59704";
    for width in [72, 80, 100, 120, 160] {
        let mut desk = Desk::of(chainrule::lesson::playground::lesson(link).unwrap(), (width, 30));
        let title = |desk: &Desk| {
            let header = desk.header();
            let at = header.find("spiral").unwrap_or_else(|| panic!("{width} {header}"));
            header[..at].to_owned()
        };
        let first = title(&desk);
        for key in ["n"; 22] {
            desk.press(key);
            assert_eq!(title(&desk), first, "{width} {}", desk.header());
        }
        desk.app.command("dataset digits").unwrap();
        for key in ["n"; 22] {
            desk.press(key);
            assert!(desk.header().contains("digits"), "{width} {}", desk.header());
        }
    }
}
