//! Names of single cells that a lesson explains: `w5 = "W2[1,1]"`.

use super::kind::Kind;
use crate::homework::name::Name;
use crate::worksheet::network::Network;
use crate::worksheet::quantity::Role;

/// A name and the cell it is of.
#[derive(Debug)]
pub(super) struct Mapped {
    text: String,
    name: Name,
    role: Role,
    row: usize,
    column: usize,
}

/// The map of a lesson; what cannot be read of it is left out.
pub(super) fn map(names: &[(String, String)], network: &Network) -> Vec<Mapped> {
    let entry = |(name, cell): &(String, String)| {
        let (of, at) = cell.trim().strip_suffix(']')?.split_once('[')?;
        let (row, column) = at.split_once(',')?;
        let index = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
        Some(Mapped {
            text: plain(name),
            name: Name::read(name).bare(),
            role: role_named(of.trim(), network)?,
            row: index(row)?,
            column: index(column)?,
        })
    };
    names.iter().filter_map(entry).collect()
}

/// The cell that a name is of: as the map has it, or its gradient, or its value after the update.
pub(super) fn find(
    map: &[Mapped],
    written: &str,
    name: &Name,
) -> Option<(Role, usize, usize, bool)> {
    let said = name.next || name.old;
    if let Some(found) = map.iter().find(|mapped| mapped.text == plain(written)) {
        return Some((found.role, found.row, found.column, said));
    }
    let bare = name.bare();
    let found = map.iter().find(|mapped| mapped.name == bare)?;
    let role = match (found.role, name.gradient, name.next) {
        (Role::Parameter(p), true, _) => Role::Gradient(p),
        (Role::Parameter(p), _, true) => Role::After(p),
        (Role::PreActivation(l), true, _) => Role::Delta(l),
        (Role::Activation(l), true, _) => Role::LossGradient(l),
        (role, false, false) => role,
        _ => return None,
    };
    Some((role, found.row, found.column, said))
}

/// A name without the marks that only say where its letters stand.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '\\' | '{' | '}' | '_' | '^' | ' ')).collect()
}

/// The quantity with this name in files.
fn role_named(name: &str, network: &Network) -> Option<Role> {
    let both = [false, true];
    let kinds =
        [Kind::Input, Kind::Target, Kind::Loss, Kind::Pre, Kind::Act, Kind::Delta, Kind::Slope];
    let of_parameter = both
        .into_iter()
        .flat_map(|bias| [Kind::Before(bias), Kind::Gradient(bias), Kind::After(bias)]);
    let kinds: Vec<Kind> = kinds.into_iter().chain(of_parameter).collect();
    let roles = (1..=network.depth()).flat_map(|l| kinds.iter().map(move |kind| kind.role(l)));
    let mut roles = roles;
    roles.find(|role| role.name() == name)
}
