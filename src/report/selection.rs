//! Which quantities of an iteration are written: all, or those of some names and kinds.

use crate::lesson::unknown;
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::Role;

/// The name of the total loss, which every document has anyway.
const LOSS: &str = "loss";

/// Names and kinds of the quantities wanted.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Everything, where there is none.
    words: Option<Vec<String>>,
}

impl Selection {
    /// Everything an iteration has.
    pub fn all() -> Self {
        Self::default()
    }

    /// The quantities of `worksheet` whose name or kind is among `words`.
    ///
    /// # Errors
    /// One line that lists the choices, for a word that is neither.
    pub fn of(words: &[String], worksheet: &Worksheet) -> Result<Self, String> {
        let names: Vec<String> = reported(worksheet).map(Role::name).collect();
        let mut choices: Vec<&str> = names.iter().map(String::as_str).collect();
        choices.push(LOSS);
        let present = |kind: &&&str| reported(worksheet).any(|role| role.kind() == **kind);
        choices.extend(Role::KINDS.iter().filter(present));
        let words: Vec<String> = words.iter().map(|word| word.trim().to_owned()).collect();
        match words.iter().find(|word| !choices.contains(&word.as_str())) {
            Some(word) => Err(unknown("quantity", word, choices.into_iter())),
            None => Ok(Self { words: Some(words) }),
        }
    }

    /// Whether a quantity is written. States before the update never are: they are those after
    /// the update before.
    pub fn has(&self, role: Role) -> bool {
        let wanted = |words: &Vec<String>| {
            let name = role.name();
            words.iter().any(|word| *word == name || word == role.kind())
        };
        is_reported(role) && self.words.as_ref().is_none_or(wanted)
    }
}

fn reported(worksheet: &Worksheet) -> impl Iterator<Item = Role> {
    worksheet.quantities().map(|(_, quantity)| quantity.role).filter(|role| is_reported(*role))
}

fn is_reported(role: Role) -> bool {
    !matches!(role, Role::StateBefore(..))
}
