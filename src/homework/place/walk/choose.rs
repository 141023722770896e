//! Which of the quantities that a value may be it is: by its place in the document, its shape, and
//! what was there before.

use super::{Chosen, Walk};
use crate::homework::document::Grid;
use crate::homework::name::formula::Form;
use crate::homework::place::What;
use crate::homework::place::kind::{Kind, exists};
use crate::homework::place::options::{self, Options};
use crate::homework::place::taken::Taken;
use crate::worksheet::quantity::Role;

impl Walk<'_> {
    /// What a value is; a reason where that cannot be said.
    pub(super) fn chosen(&self, one: &Taken, value: &Grid) -> Result<Chosen, String> {
        if let Some(cell) = self.mapped(one, value).or_else(|| self.known_cell(one, value)) {
            return cell;
        }
        let (options, certain) = options::options(one, &self.letters);
        let kinds = match options {
            Options::Of(kinds) => kinds,
            Options::Stated => return Ok(Vec::new()),
            Options::Never(reason) => return Err(reason.into()),
        };
        let kinds = self.in_order(one, kinds);
        self.refused(one, &kinds)?;
        if kinds.first() == Some(&Kind::Loss) && value.cells.len() == 1 {
            return self.loss(one, value);
        }
        let roles = self.roles(one, &kinds)?;
        if let Some(cell) = self.cell(one, &roles, value) {
            return cell;
        }
        let turned = one.name.transposed || one.name.stored_by_unit && !self.mould.layout.columns;
        let fits: Vec<_> = roles
            .iter()
            .filter_map(|role| Some((*role, self.mould.fit(*role, value, turned)?)))
            .collect();
        let fresh = fits.iter().position(|(role, _)| !self.has(*role));
        let layered = one.name.layer().is_some() || self.mould.network.depth() == 1;
        let again = if layered || !self.headed { self.again(&fits) } else { None };
        match fits.into_iter().nth(again.or(fresh).unwrap_or(0)) {
            Some((_, pieces)) => {
                Ok(pieces.into_iter().map(|(role, grid)| (What::Quantity(role), grid)).collect())
            }
            None => self.misshapen(one, &roles, value, certain),
        }
    }

    /// The first choice where it stands here a second time for a reason: it begins an iteration.
    fn again(&self, fits: &[(Role, Vec<(Role, Grid)>)]) -> Option<usize> {
        let (role, _) = fits.first()?;
        (self.begins_anew(*role)).then_some(0)
    }

    /// Kinds as their place in the iteration makes them likely.
    fn in_order(&self, one: &Taken, mut kinds: Vec<Kind>) -> Vec<Kind> {
        let parameter = |kind: &Kind| matches!(kind, Kind::Before(_) | Kind::After(_));
        if kinds.len() == 2 && kinds.iter().all(parameter) && !one.name.transposed {
            let bias = matches!(kinds[0], Kind::Before(true) | Kind::After(true));
            let layer = options::layers(one, kinds[0], &self.letters, self.mould.network.depth());
            let layer = layer.ok().and_then(|layers| layers.first().copied()).unwrap_or(1);
            let updated = self.is_updated(layer) && !self.has(Kind::After(bias).role(layer));
            if matches!(kinds[0], Kind::Before(_)) == updated {
                kinds.swap(0, 1);
            }
        }
        if kinds.starts_with(&[Kind::Act, Kind::Target]) && !self.has_forward() {
            kinds.swap(0, 1);
        }
        if let Some(Form::BackSignal) = one.formula.as_ref().map(|formula| formula.form) {
            return kinds;
        }
        // dA is what stands before δ of the same layer.
        if kinds.starts_with(&[Kind::Slope, Kind::Delta]) {
            let layer = self.letters.layer(&one.name, Kind::Slope).ok().flatten();
            if layer.is_some_and(|l| self.has(Role::LossGradient(l))) {
                kinds.swap(0, 1);
            }
        }
        kinds
    }

    /// What would be a second gradient: the step, said to be one by its formula.
    fn refused(&self, one: &Taken, kinds: &[Kind]) -> Result<(), String> {
        let step = one.formula.as_ref().is_some_and(|formula| formula.form == Form::Step);
        if !step {
            return Ok(());
        }
        let bias = matches!(kinds.first(), Some(Kind::Gradient(true)));
        let kind = Kind::Gradient(bias);
        let layers = options::layers(one, kind, &self.letters, self.mould.network.depth())?;
        match layers.first().filter(|l| self.has(kind.role(**l))) {
            Some(_) => {
                Err("the step, beside the gradient, is not a quantity of the worksheet".into())
            }
            None => Ok(()),
        }
    }

    /// The quantities of some kinds, in the layers that name and formula leave open.
    fn roles(&self, one: &Taken, kinds: &[Kind]) -> Result<Vec<Role>, String> {
        let depth = self.mould.network.depth();
        let (mut roles, mut trouble) = (Vec::new(), None);
        for kind in kinds {
            match options::layers(one, *kind, &self.letters, depth) {
                Ok(layers) => roles.extend(layers.into_iter().map(|l| match (l, kind) {
                    (0, Kind::Act) => Role::Input,
                    _ => kind.role(l),
                })),
                Err(reason) => trouble = Some(reason),
            }
        }
        if roles.is_empty() { Err(trouble.unwrap_or_default()) } else { Ok(roles) }
    }

    /// A value of another shape: still what it says where name and formula agree or where only rows
    /// and columns changed places; else nobody can tell.
    fn misshapen(
        &self,
        one: &Taken,
        roles: &[Role],
        value: &Grid,
        certain: bool,
    ) -> Result<Chosen, String> {
        let there: Vec<Role> =
            roles.iter().copied().filter(|role| exists(self.mould.network, *role)).collect();
        let turned = there.iter().find(|role| self.mould.is_transposed(**role, value));
        let said = there.first().filter(|_| certain && one.formula.is_some());
        if let Some(role) = turned.or(said).filter(|_| value.cells.len() > 1) {
            return Ok(vec![(What::Quantity(*role), self.mould.laid(value, false))]);
        }
        let Some(role) = there.first() else {
            let name = roles.first().map_or(String::new(), |role| role.name());
            return Err(format!("the network has no {name}"));
        };
        let (rows, columns) = self.mould.expected(*role);
        let (found, name) = (format!("{}×{}", value.rows, value.columns), role.name());
        Err(format!("it is {found}; {name}, which its name says, is {rows}×{columns}"))
    }
}
