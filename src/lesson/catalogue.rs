//! The lessons that come with the program.

use anyhow::Result;

use super::{Lesson, parse};

/// A lesson that comes with the program.
#[derive(Debug)]
pub struct Embedded {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
}

/// A row of [`LESSONS`] from the file of that name.
macro_rules! lesson {
    ($name:literal) => {
        Embedded {
            name: $name,
            text: include_str!(concat!("../../assets/lessons/", $name, ".toml")),
        }
    };
}

/// The table: every lesson that comes with the program; the first is the default.
pub static LESSONS: &[Embedded] = &[
    lesson!("paper"),
    lesson!("three-layers"),
    lesson!("hinge"),
    lesson!("weight-change"),
    lesson!("xor"),
];

impl Embedded {
    /// The lesson, ready to be run.
    ///
    /// # Errors
    /// None that a test has not found: every row of [`LESSONS`] is read by one.
    pub fn lesson(&self) -> Result<Lesson> {
        parse(self.text, &format!("{}.toml", self.name))
    }
}

/// The lesson of this name.
pub fn embedded(name: &str) -> Option<&'static Embedded> {
    LESSONS.iter().find(|row| row.name == name)
}
