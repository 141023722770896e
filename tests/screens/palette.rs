//! The command line and what it offers: fuzzy names, arguments, history, reasons in full.

use crate::desk::Desk;
use chainrule::app::{COMMANDS, Mode, Offer, Prompt};
use chainrule::lesson::LESSONS;
use chainrule::ui::theme::THEMES;

/// Everything on the screen in one line.
fn words(desk: &Desk) -> String {
    desk.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn prompt(desk: &Desk) -> &Prompt {
    match desk.app.mode() {
        Mode::Prompt(prompt) => prompt,
        other => panic!("no line is open: {other:?}"),
    }
}

/// What the line offers for a text, the likeliest first.
fn offers(desk: &mut Desk, typed: &str) -> Vec<Offer> {
    desk.press(":");
    desk.write(typed);
    let offers = prompt(desk).offers.clone();
    desk.press("esc");
    offers
}

/// The first letters of a name: three of one word, or one and two of the first two words.
fn abbreviation(name: &str) -> String {
    match name.split_once('-') {
        Some((first, second)) => first.chars().take(1).chain(second.chars().take(2)).collect(),
        None => name.chars().take(3).collect(),
    }
}

#[test]
fn every_command_is_found_by_its_name_and_by_three_letters_of_it() {
    let mut desk = Desk::new("paper", (80, 24));
    for command in COMMANDS {
        let by_name = offers(&mut desk, command.name);
        assert_eq!(by_name[0].line, command.name);
        let by_letters = offers(&mut desk, &abbreviation(command.name));
        let place = by_letters.iter().position(|offer| offer.line == command.name);
        assert!(place.is_some_and(|place| place < 4), "{} {place:?}", command.name);
        // And on the screen, with its key and what it does.
        desk.press(":");
        desk.write(command.name);
        let screen = desk.text();
        assert!(screen.contains(command.doc), "{}\n{screen}", command.name);
        assert!(command.keys.iter().all(|key| screen.contains(key)), "{}", command.name);
        desk.press("esc");
    }
}

#[test]
fn a_name_typed_in_part_runs_the_likeliest_command() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.command("nite");
    assert_eq!((desk.app.iteration(), desk.app.step()), (1, desk.app.steps()));
    for (typed, lesson) in [("hinge", "hinge"), ("xor", "xor"), ("three", "three-layers")] {
        desk.command(typed);
        assert_eq!(desk.app.lesson().name, lesson, "{typed}");
    }
    desk.command("light");
    assert_eq!(desk.app.looks().theme, Some("light"));
}

#[test]
fn what_is_typed_exactly_wins_over_what_it_resembles() {
    let mut desk = Desk::new("paper", (80, 24));
    for (line, name, value) in [
        ("lr 0.1", "learning_rate", 0.1),
        ("eta 0.2", "learning_rate", 0.2),
        ("η=0.3", "learning_rate", 0.3),
    ] {
        desk.command(line);
        let row = desk.app.hyperparameters().into_iter().find(|row| row.name == name).unwrap();
        assert_eq!(desk.app.hyper_value(row), value, "{line}");
    }
    desk.command("end");
    assert!(desk.app.message().is_none_or(|message| !message.refused));
}

#[test]
fn the_arrows_choose_tab_completes_and_enter_runs_what_is_chosen() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press(":");
    desk.write("open ");
    assert_eq!(prompt(&desk).offers.len(), LESSONS.len());
    desk.press("down down down");
    let third = format!("▸ open {}", LESSONS[2].name);
    assert!(desk.text().contains(&third), "{}", desk.text());
    desk.press("up tab");
    assert_eq!(prompt(&desk).text, format!("open {}", LESSONS[1].name));
    desk.press("enter");
    assert_eq!(desk.app.lesson().name, LESSONS[1].name);
}

#[test]
fn the_start_of_an_argument_is_enough_where_only_one_begins_so() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.command("open hi");
    assert_eq!(desk.app.lesson().name, "hinge");
    desk.command("theme m");
    assert_eq!(desk.app.looks().theme, Some("mono"));
    desk.command("theme l");
    assert_eq!(desk.app.looks().theme, Some("light"));
}

#[test]
fn lessons_themes_and_glyphs_are_completed_from_their_tables() {
    let mut desk = Desk::new("paper", (80, 24));
    let lines = |offers: Vec<Offer>| offers.into_iter().map(|o| o.line).collect::<Vec<_>>();
    let expected: Vec<_> = THEMES.iter().map(|theme| format!("theme {}", theme.name)).collect();
    assert_eq!(lines(offers(&mut desk, "theme ")), expected);
    let expected: Vec<_> = LESSONS.iter().map(|row| format!("open {}", row.name)).collect();
    assert_eq!(lines(offers(&mut desk, "open ")), expected);
    let expected = ["glyphs braille", "glyphs block", "glyphs ascii"];
    assert_eq!(lines(offers(&mut desk, "glyphs ")), expected);
}

#[test]
fn a_hyperparameter_shows_its_value_and_its_bounds() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press(":");
    desk.write("lr ");
    let screen = desk.text();
    assert!(screen.contains("learning_rate 0.5"), "{screen}");
    assert!(screen.contains("a finite number of at least 0"), "{screen}");
    // The ladder is 1, 2, 5, 10: next to 0.5 are 1 and 0.2.
    assert!(
        screen.contains("learning_rate 1 ") && screen.contains("learning_rate 0.2"),
        "{screen}"
    );
}

#[test]
fn numbers_that_are_no_iteration_say_which_ones_are() {
    let mut desk = Desk::new("paper", (80, 24));
    for typed in ["-1", "1.5", "99999999999999999999", "0", "goto 1.5", "goto -3", "goto x"] {
        desk.press(":");
        desk.write(typed);
        desk.press("enter");
        let said = prompt(&desk).refused.clone().unwrap_or_default();
        assert!(said.contains("from 1 to 1000000000"), "{typed}: {said}");
        desk.press("esc");
    }
}

#[test]
fn a_command_that_takes_nothing_refuses_what_follows_it() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press(":");
    desk.write("play 3");
    desk.press("enter");
    assert!(prompt(&desk).refused.as_deref().unwrap().contains("play takes nothing"));
    assert!(!desk.app.is_playing());
}

#[test]
fn a_decimal_comma_is_pointed_out() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press(":");
    desk.write("lr 0,1");
    desk.press("enter");
    assert!(words(&desk).contains("decimals take a point: 0.1"), "{}", desk.text());
    desk.press("esc e");
    desk.write("0,25");
    desk.press("enter");
    assert!(words(&desk).contains("decimals take a point: 0.25"), "{}", desk.text());
}

#[test]
fn earlier_lines_come_back() {
    let mut desk = Desk::new("paper", (80, 24));
    for line in ["lr 0.1", "400", "open xor"] {
        desk.command(line);
        desk.app.settle();
    }
    desk.press(": up");
    assert_eq!(prompt(&desk).text, "open xor");
    desk.press("up up up");
    assert_eq!(prompt(&desk).text, "lr 0.1");
    desk.press("down");
    assert_eq!(prompt(&desk).text, "400");
    desk.press("down down");
    assert_eq!(prompt(&desk).text, "");
    desk.write("garbage");
    desk.press("ctrl-p");
    assert_eq!(prompt(&desk).text, "open xor");
}

#[test]
fn a_reason_is_there_in_full_however_long_it_is() {
    for size in [(40, 24), (80, 24), (120, 36)] {
        let mut desk = Desk::new("paper", size);
        desk.press(":");
        desk.write("margin 1");
        desk.press("enter");
        let reason = prompt(&desk).refused.clone().unwrap();
        assert!(reason.len() > 80, "{reason}");
        assert!(words(&desk).contains(&reason), "{}\n{reason}", desk.text());
        assert_eq!(prompt(&desk).text, "margin 1");
    }
}

#[test]
fn a_message_longer_than_the_line_takes_as_many_as_it_needs() {
    let mut desk = Desk::new("paper", (44, 24));
    desk.command("lr 0.1");
    let said = desk.app.message().unwrap().text.clone();
    assert!(said.len() > 44 && words(&desk).contains(&said), "{}", desk.text());
}
