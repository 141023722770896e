//! Working otherwise: with a mistake in the running network, or with every number rounded. Both are
//! edits of the run, which branches where one stands; the run before stays beside it.

use std::sync::LazyLock;

use super::App;
use super::looks::Choice;
use crate::lesson::{OFF, mistake_called, rounding_called};
use crate::math::number::Digits;
use crate::train::Change;
use crate::worksheet::manner::Manner;
use crate::worksheet::mistake::{MISTAKES, Mistake};
use crate::worksheet::quantity::{Id, Phase};

/// The ways to round that are offered.
const ROUNDED: &[Choice] = &[
    ("4 decimals", "as a sheet of paper with four places carries it"),
    ("2 decimals", "two places after the point"),
    ("3 significant", "three digits, wherever the point stands"),
    (OFF, "exact numbers again"),
];

impl App {
    /// How the current iteration is worked out.
    pub fn manner(&self) -> Manner {
        self.worksheet().manner()
    }

    /// The quantities in which a mistake is made on purpose.
    pub fn broken(&self) -> Vec<Id> {
        let (sheet, now) = (self.worksheet(), self.trainer().now());
        if sheet.manner().mistake.is_none() {
            return Vec::new();
        }
        let all = sheet.quantities().map(|(id, _)| id);
        all.filter(|id| sheet.made(*id, &now).is_some()).collect()
    }

    /// What a mistake does here, in words: its variant as it is made.
    pub fn broken_by(&self, mistake: &Mistake) -> String {
        let (sheet, now) = (self.worksheet(), self.trainer().now());
        let mut made = sheet.quantities().filter_map(|(id, _)| sheet.made(id, &now));
        made.next().map_or_else(|| mistake.said(), |wrong| wrong.said())
    }

    /// Why no gradient is wrong although a mistake is made: what the check cannot see.
    pub fn why_none_is_wrong(&self) -> &'static str {
        let (sheet, trace, now) = (self.worksheet(), self.trainer().trace(), self.trainer().now());
        let broken = self.broken();
        if !broken.iter().any(|id| sheet.strays(*id, trace, &now)) {
            return "no number here is another for it";
        }
        let phases: Vec<_> = broken.iter().map(|id| sheet.quantity(*id).role.phase()).collect();
        if phases.iter().all(|phase| *phase == Phase::Update) {
            return "the gradients are right, what is made of them is not";
        }
        if phases.iter().any(|phase| *phase <= Phase::Loss) {
            return "the loss itself is another, and these are its slopes";
        }
        "too little to be seen in these gradients"
    }

    /// Makes a mistake in the running network from this iteration on, or ends it; without a code
    /// it ends the one that is made, or asks which to make.
    pub(super) fn make_mistake(&mut self, code: &str) -> Result<(), String> {
        let made = self.manner().mistake;
        if code.is_empty() && made.is_none() {
            self.ask_for_command("bug ");
            return Ok(());
        }
        let mistake = if code.is_empty() { None } else { mistake_called(code)? };
        let at = self.iteration();
        match mistake {
            None if made.is_none() => {
                self.say("no mistake is made; bug CODE makes one");
                return Ok(());
            }
            Some(mistake) if !self.can_make(mistake) => {
                return Err(format!("{} cannot be made in this network", mistake.code));
            }
            Some(mistake) if made.is_some_and(|made| made.code == mistake.code) => {
                self.say(format!("{} is made already", mistake.code));
                return Ok(());
            }
            _ => {}
        }
        self.timeline.edit(at, Change::Mistake(mistake));
        self.after_change();
        let bug = self.call("bug");
        self.say(match mistake {
            Some(mistake) => {
                let said = self.broken_by(mistake);
                format!("broken from iteration {at} on: {said}; {bug} mends it")
            }
            None => format!("right again from iteration {at} on"),
        });
        Ok(())
    }

    fn can_make(&self, mistake: &Mistake) -> bool {
        self.worksheet().possible_mistakes().iter().any(|row| row.code == mistake.code)
    }

    /// Rounds every number as soon as it is computed, from this iteration on, or ends that.
    pub(super) fn round(&mut self, words: &str) -> Result<(), String> {
        if words.is_empty() {
            self.ask_for_command("round ");
            return Ok(());
        }
        let rounding = rounding_called(words)?;
        if rounding == self.manner().rounding {
            let how = |digits: Digits| format!("rounded to {}", digits.words());
            let how = rounding.map_or("exact".into(), how);
            self.say(format!("numbers are {how} already"));
            return Ok(());
        }
        let at = self.iteration();
        self.timeline.edit(at, Change::Rounding(rounding));
        self.after_change();
        let rerun = self.call("rerun");
        let more = if at > 1 { format!("; {rerun} does so from the start") } else { String::new() };
        self.say(match rounding {
            Some(digits) => {
                format!(
                    "every number is rounded to {} from iteration {at} on{more}",
                    digits.words()
                )
            }
            None => format!("exact numbers from iteration {at} on{more}"),
        });
        Ok(())
    }

    /// The mistakes that can be made here, and the end of one.
    pub(super) fn mistakes_to_make(&self) -> Vec<Choice> {
        static SAID: LazyLock<Vec<(&str, String)>> =
            LazyLock::new(|| MISTAKES.iter().map(|row| (row.code, row.said())).collect());
        let off = self.manner().mistake.map(|_| (OFF, "right again"));
        let possible = self.worksheet().possible_mistakes();
        let offered = |(code, _): &&(&str, String)| possible.iter().any(|row| row.code == *code);
        let all = SAID.iter().filter(offered).map(|(code, said)| (*code, said.as_str()));
        off.into_iter().chain(all).collect()
    }

    /// The ways to round that are offered.
    pub(super) fn roundings() -> Vec<Choice> {
        ROUNDED.to_vec()
    }
}
