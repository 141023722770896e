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

/// The table: every lesson that comes with the program, in the order of the course.
pub static LESSONS: &[Embedded] = &[
    lesson!("one-weight"),
    lesson!("step-size"),
    lesson!("weight-change"),
    lesson!("step-or-gradient"),
    lesson!("paper"),
    lesson!("relu-at-zero"),
    lesson!("dead-units"),
    lesson!("three-layers"),
    lesson!("symmetry"),
    lesson!("vanishing"),
    lesson!("saturation"),
    lesson!("xor"),
    lesson!("momentum"),
    lesson!("sparse"),
    lesson!("classes"),
    lesson!("hinge"),
    lesson!("margin-sign"),
    lesson!("confidently-wrong"),
    lesson!("adam"),
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

/// The lesson that is opened where none is named.
///
/// # Panics
/// Never: a test sees that it is there.
pub fn default() -> &'static Embedded {
    embedded("paper").expect("the lesson is a row of the table")
}

/// The lesson of this name.
pub fn embedded(name: &str) -> Option<&'static Embedded> {
    LESSONS.iter().find(|row| row.name == name)
}
