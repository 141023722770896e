//! Which key runs which command: the table's keys until somebody binds others. No key runs two
//! commands, and no pane loses the digit that its title shows.

use super::command::{COMMANDS, Command};
use super::key::Key;
use super::pane::PANES;

/// The keys of every command, in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: COMMANDS.iter().map(usual).collect() }
    }
}

/// The keys a command has by itself.
fn usual(command: &Command) -> Vec<Key> {
    command.keys.iter().filter_map(|name| Key::parse(name)).collect()
}

/// A key that somebody wants for a command while another has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The key.
    pub key: Key,
    /// The commands it would run, in the order of the table.
    pub commands: [&'static str; 2],
}

impl Keymap {
    /// The keys of a command; none where there is no such command.
    pub fn keys(&self, command: &str) -> &[Key] {
        place(command).map_or(&[], |at| &self.keys[at])
    }

    /// The command a key runs.
    pub fn bound_to(&self, key: Key) -> Option<&'static Command> {
        let at = self.keys.iter().position(|keys| keys.contains(&key))?;
        COMMANDS.get(at)
    }

    /// How a command is called in a sentence: by its first key, or as it is typed behind the key
    /// of the command line.
    pub fn call(&self, command: &str) -> String {
        let typed = || match self.keys("command").first() {
            Some(key) if key.typed().is_some_and(|c| c != ' ') => format!("{key}{command}"),
            Some(key) => format!("{key} {command}"),
            None => format!(":{command}"),
        };
        self.keys(command).first().map_or_else(typed, Key::to_string)
    }

    /// Gives a command these keys instead of those it has, whoever else has them.
    ///
    /// # Errors
    /// Why the command cannot have these keys.
    pub fn bind(&mut self, command: &'static Command, mut keys: Vec<Key>) -> Result<(), String> {
        if keys.is_empty() && command.name == "quit-now" {
            return Err("quit-now needs a key: it is the way out of everything".into());
        }
        let pane = PANES.iter().find(|pane| pane.name == command.name);
        if let Some(digit) = pane.and_then(|pane| Key::parse(pane.digit))
            && !keys.contains(&digit)
        {
            keys.insert(0, digit);
        }
        if let Some(at) = place(command.name) {
            self.keys[at] = keys;
        }
        Ok(())
    }

    /// Gives a command its own keys again.
    pub fn reset(&mut self, command: &Command) {
        if let Some(at) = place(command.name) {
            self.keys[at] = usual(command);
        }
    }

    /// The first key of a command that another command has too.
    pub fn conflict(&self, command: &str) -> Option<Conflict> {
        let mine = place(command)?;
        let shared = |key: &Key| {
            let other = self
                .keys
                .iter()
                .enumerate()
                .position(|(at, keys)| at != mine && keys.contains(key))?;
            let commands = [COMMANDS[mine.min(other)].name, COMMANDS[mine.max(other)].name];
            Some(Conflict { key: *key, commands })
        };
        self.keys[mine].iter().find_map(shared)
    }
}

fn place(command: &str) -> Option<usize> {
    COMMANDS.iter().position(|row| row.name == command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(name: &str) -> &'static Command {
        Command::find(name).unwrap()
    }

    #[test]
    fn by_itself_every_key_of_the_table_runs_its_command_and_no_other() {
        let keymap = Keymap::default();
        for row in COMMANDS {
            for name in row.keys {
                let found = keymap.bound_to(Key::parse(name).unwrap()).unwrap();
                assert_eq!(found.name, row.name, "{name}");
            }
            assert_eq!(keymap.conflict(row.name), None, "{}", row.name);
        }
    }

    #[test]
    fn nothing_is_bound_to_keys_that_terminals_and_shells_keep_for_themselves() {
        for name in ["ctrl-s", "ctrl-q", "ctrl-a", "[", "]"] {
            assert!(Keymap::default().bound_to(Key::parse(name).unwrap()).is_none(), "{name}");
        }
    }

    #[test]
    fn a_bound_key_runs_its_command_and_the_old_one_does_nothing() {
        let mut keymap = Keymap::default();
        keymap.bind(command("next-step"), vec![Key::char('s')]).unwrap();
        assert_eq!(keymap.bound_to(Key::char('s')).unwrap().name, "next-step");
        assert!(keymap.bound_to(Key::char('n')).is_none());
        assert_eq!((keymap.call("next-step"), keymap.call("goto")), ("s".into(), ":goto".into()));
    }

    #[test]
    fn a_key_for_two_commands_is_a_conflict_of_both() {
        let mut keymap = Keymap::default();
        keymap.bind(command("search"), vec![Key::char('n')]).unwrap();
        let commands = ["next-step", "search"];
        let conflict = Some(Conflict { key: Key::char('n'), commands });
        assert_eq!(keymap.conflict("search"), conflict);
        assert_eq!(keymap.conflict("next-step"), conflict);
        keymap.reset(command("search"));
        assert_eq!(keymap, Keymap::default());
    }

    #[test]
    fn a_pane_keeps_its_digit_and_there_is_always_a_way_out() {
        let mut keymap = Keymap::default();
        keymap.bind(command("loss"), vec![Key::char('L')]).unwrap();
        assert_eq!(keymap.keys("loss"), [Key::char('4'), Key::char('L')]);
        assert!(keymap.bind(command("quit-now"), Vec::new()).is_err());
    }
}
