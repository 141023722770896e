//! Other names of commands, for those who type them: shorter, or what one would say.

/// The table: a name, and the command it stands for.
pub static ALIASES: &[(&str, &str)] =
    &[("step", "next-step"), ("next", "next-iteration"), ("show", "search")];

/// The name of the command that is meant by `name`.
pub(super) fn meant(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, command)| command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::COMMANDS;

    #[test]
    fn every_other_name_leads_to_a_command_and_is_the_name_of_none() {
        let is_name = |name: &str| COMMANDS.iter().any(|command| command.name == name);
        for (alias, name) in ALIASES {
            assert!(is_name(name) && !is_name(alias), "{alias} {name}");
        }
    }
}
