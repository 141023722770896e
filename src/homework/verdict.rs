//! What a check found, quantity by quantity: what every report of it is made of.

/// What was found in a document.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The document's name.
    pub document: String,
    /// What was assumed, in the order in which it matters.
    pub assumed: Vec<Assumed>,
    /// Every quantity that is written, in the order of the document, and those that are missing.
    pub quantities: Vec<Judged>,
}

/// Something that was assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// Its key: `learning_rate`, `reduction`, `delta_sign`.
    pub key: &'static str,
    /// Its value: `0.5`, `sum`, `negative`.
    pub value: String,
    /// A sentence for a person: "δ is −∂L/∂s in this document".
    pub said: String,
}

/// What was found about a quantity.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The iteration, from 1.
    pub iteration: u64,
    /// Its name in files: `delta1`, `W2_next`, `loss`; empty where it could not be placed.
    pub name: String,
    /// Its name as it was written; empty for one that is missing.
    pub written: String,
    /// The line in the file, from 1; none for one that is missing.
    pub line: Option<usize>,
    /// What was found.
    pub status: Status,
    /// To how many digits after the point it is right, where it is.
    pub digits: Option<i32>,
    /// How many numbers it has.
    pub cells: usize,
    /// How many of them are wrong.
    pub wrong_cells: usize,
    /// The first wrong one.
    pub first_wrong: Option<WrongCell>,
    /// What explains it, best first.
    pub causes: Vec<Cause>,
    /// What else there is to say: why it could not be placed, which shape was expected.
    pub remark: Option<String>,
}

/// A wrong cell.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongCell {
    /// Its row, from 0, as the document lays it out.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The line in the file, from 1.
    pub line: usize,
    /// What was written.
    pub raw: String,
    /// The number that was written.
    pub printed: f64,
    /// What is right.
    pub expected: f64,
    /// What is right with the numbers that the document had before.
    pub expected_from_own: f64,
}

/// What explains a wrong quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The codes of the mistakes that were made together; one, mostly.
    pub codes: Vec<&'static str>,
    /// What was done, said to the person who did it.
    pub said: String,
    /// Why it is wrong, in one line.
    pub why: String,
    /// Whether it was made before in this document.
    pub again: bool,
}

/// What was found about a quantity, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Every printed digit is right.
    Ok,
    /// Right, but cut instead of rounded.
    OkTruncated,
    /// Right with the rounded numbers it was computed from.
    OkCarried,
    /// Right with the wrong numbers it was computed from.
    Follows,
    /// Wrong.
    Wrong,
    /// The right value, which does not follow from the document's own wrong numbers.
    RightButDoesNotFollow,
    /// Another shape than the quantity has.
    Shape,
    /// It is not clear what it is.
    Unread,
    /// Not written.
    Missing,
    /// Nothing but dots, or so many rows or columns left out with them that the rest has no place.
    Elided,
    /// The numbers are too coarse to judge by.
    TooFewDigits,
}

/// The name of every status in files, and what it is called in reports.
pub const STATUSES: &[(Status, &str, &str)] = &[
    (Status::Ok, "ok", "right"),
    (Status::OkTruncated, "ok_truncated", "right, cut instead of rounded"),
    (Status::OkCarried, "ok_carried", "right with your rounded numbers"),
    (Status::Follows, "follows", "follows from the mistake before"),
    (Status::Wrong, "wrong", "wrong"),
    (
        Status::RightButDoesNotFollow,
        "right_but_does_not_follow",
        "right, but does not follow from your numbers",
    ),
    (Status::Shape, "shape", "another shape"),
    (Status::Unread, "unread", "cannot place it"),
    (Status::Missing, "missing", "missing"),
    (Status::Elided, "elided", "left out with dots"),
    (Status::TooFewDigits, "too_few_digits", "too few digits to judge"),
];

/// The answer in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is wrong.
    Ok,
    /// Something is wrong.
    Wrong,
    /// Nothing in it could be judged.
    Unreadable,
}

impl Verdict {
    /// The first wrong quantity in the order of the document.
    pub fn first_wrong(&self) -> Option<&Judged> {
        self.quantities.iter().find(|judged| judged.status.is_wrong())
    }

    /// The answer in a word.
    pub fn answer(&self) -> Answer {
        if self.first_wrong().is_some() {
            return Answer::Wrong;
        }
        let judged = self.quantities.iter().any(|judged| judged.status.is_right());
        if judged { Answer::Ok } else { Answer::Unreadable }
    }

    /// How many quantities are there to be judged, and how many of them are right.
    pub fn right(&self) -> (usize, usize) {
        let judged = self.quantities.iter().filter(|judged| judged.status.counts());
        let (mut right, mut of) = (0, 0);
        for judged in judged {
            of += 1;
            right += usize::from(judged.status.is_right());
        }
        (right, of)
    }
}

impl Judged {
    /// A quantity of an iteration of which only this is known.
    pub fn new(iteration: u64, status: Status) -> Self {
        Self {
            iteration,
            name: String::new(),
            written: String::new(),
            line: None,
            status,
            digits: None,
            cells: 0,
            wrong_cells: 0,
            first_wrong: None,
            causes: Vec::new(),
            remark: None,
        }
    }

    /// What it is called: as it was written, else by its name in files.
    pub fn called(&self) -> &str {
        if self.written.is_empty() { &self.name } else { &self.written }
    }

    /// The line of its first wrong cell, else that of its name.
    pub fn wrong_line(&self) -> Option<usize> {
        self.first_wrong.as_ref().map(|at| at.line).or(self.line)
    }
}

impl Status {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What it is called in reports.
    pub fn said(self) -> &'static str {
        self.row().2
    }

    /// Whether it is a mistake: one of its own, not one that follows.
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Wrong | Self::Shape)
    }

    /// Whether nothing is to be said against it.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Ok | Self::OkTruncated | Self::OkCarried)
    }

    /// Whether it counts among those that were judged.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Unread | Self::Missing | Self::Elided | Self::TooFewDigits)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        let row = STATUSES.iter().find(|row| row.0 == self);
        row.unwrap_or(&STATUSES[0])
    }
}
