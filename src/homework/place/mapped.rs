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
    pub(super) row: usize,
    pub(super) column: usize,
}

/// The map of a lesson; what cannot be read of it is left out.
pub(super) fn map(names: &[(String, String)], network: &Network) -> Vec<Mapped> {
    let entry = |(name, cell): &(String, String)| {
        let (whole, row, column) = cell_of(cell.trim())?;
        let role = role_named(whole.trim(), network)?;
        Some(Mapped { text: plain(name), name: Name::read(name).bare(), role, row, column })
    };
    names.iter().filter_map(entry).collect()
}

/// What stands before `[row,column]`, and the row and the column from 0.
pub(super) fn cell_of(text: &str) -> Option<(&str, usize, usize)> {
    let (whole, cell) = text.strip_suffix(']')?.rsplit_once('[')?;
    let (row, column) = cell.split_once(',')?;
    let index = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
    Some((whole, index(row)?, index(column)?))
}

/// The entry of the map that a name is of, and the quantity: as the map has it, or its gradient, or
/// its value after the update.
pub(super) fn find<'m>(
    map: &'m [Mapped],
    written: &str,
    name: &Name,
) -> Option<(&'m Mapped, Role)> {
    if let Some(found) = map.iter().find(|mapped| mapped.text == plain(written)) {
        return Some((found, found.role));
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
    Some((found, role))
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
