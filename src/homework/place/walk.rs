//! Through a document from top to bottom: which iteration a value stands in, and which of the
//! quantities it may be it is.

use std::collections::{HashMap, HashSet};

use super::fit::Mould;
use super::kind::{Kind, exists, shape};
use super::letters::{Letters, Taken};
use super::mapped::{self, Mapped};
use super::options::{self, Options};
use super::{Placed, Placement, Unread, What};
use crate::homework::document::{Document, Event, Grid};
use crate::homework::name::LayerName;
use crate::homework::name::formula::Form;
use crate::worksheet::quantity::{Phase, Role};

pub(super) struct Walk<'a> {
    pub(super) mould: Mould<'a>,
    pub(super) letters: Letters,
    pub(super) map: Vec<Mapped>,
    /// Whether headings alone say which iteration it is.
    headed: bool,
    iteration: u64,
    seen: HashSet<(u64, Role)>,
    /// The first quantity that was computed in this iteration.
    first: Option<Role>,
    /// What the names of whole matrices stand for.
    wholes: HashMap<String, Role>,
    placement: Placement,
}

/// A cell or a whole: what was chosen, with its numbers.
type Chosen = Vec<(What, Grid)>;

impl<'a> Walk<'a> {
    pub(super) fn new(
        document: &Document,
        mould: Mould<'a>,
        letters: Letters,
        map: Vec<Mapped>,
    ) -> Self {
        let said: HashSet<u64> = document.events.iter().filter_map(heading).collect();
        let (headed, placement) = (said.len() > 1, Placement::default());
        let (iteration, seen, first) = (1, HashSet::new(), None);
        let wholes = HashMap::new();
        Self { mould, letters, map, headed, iteration, seen, first, wholes, placement }
    }

    pub(super) fn through(mut self, document: &Document, taken: &[Taken]) -> Placement {
        let mut taken = taken.iter().peekable();
        for (at, event) in document.events.iter().enumerate() {
            if let Some(iteration) = heading(event) {
                if iteration != self.iteration {
                    self.first = None;
                }
                self.iteration = iteration;
            }
            if let Some(one) = taken.next_if(|one| one.event == at) {
                self.place(one);
            }
        }
        self.placement
    }

    fn place(&mut self, one: &Taken) {
        let Some(value) = one.written.value.as_ref().filter(|grid| !grid.cells.is_empty()) else {
            return;
        };
        // The number of a section names nothing.
        let name = &one.written.name;
        if value.is_number && !name.is_empty() && !name.contains(char::is_alphabetic) {
            return;
        }
        match self.chosen(one, value) {
            Ok(chosen) => chosen.into_iter().for_each(|(what, value)| self.put(one, what, value)),
            Err(reason) => {
                let (event, iteration) = (one.event, self.iteration);
                self.placement.unread.push(Unread { event, iteration, reason });
            }
        }
    }

    fn put(&mut self, one: &Taken, what: What, value: Grid) {
        if let What::Quantity(role) | What::Cell(role, ..) = what {
            let whole = matches!(what, What::Quantity(_));
            if whole && self.begins_anew(role) {
                self.iteration += 1;
                self.first = None;
            }
            if role.phase() != Phase::Given && self.first.is_none() {
                self.first = Some(role);
            }
            self.seen.insert((self.iteration, role));
            if whole {
                self.wholes.insert(one.written.name.clone(), role);
            }
        }
        let (event, iteration) = (one.event, self.iteration);
        self.placement.placed.push(Placed { event, iteration, what, value });
    }

    /// Whether what stands here belongs to the next iteration: S₁ again, or what this one began
    /// with, or a parameter that was updated already.
    fn begins_anew(&self, role: Role) -> bool {
        if self.headed || !self.has(role) && !self.is_given_again(role) {
            return false;
        }
        let forward = role == Role::PreActivation(1) || Some(role) == self.first;
        forward || self.is_given_again(role)
    }

    fn is_given_again(&self, role: Role) -> bool {
        matches!(role, Role::Parameter(p) if self.has(Role::After(p)))
    }

    fn has(&self, role: Role) -> bool {
        self.seen.contains(&(self.iteration, role))
    }

    fn chosen(&self, one: &Taken, value: &Grid) -> Result<Chosen, String> {
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

    /// A cell of what was written as a whole above: `s[1,1]` after `s`.
    fn known_cell(&self, one: &Taken, value: &Grid) -> Option<Result<Chosen, String>> {
        let (whole, cell) = one.written.name.strip_suffix(']')?.rsplit_once('[')?;
        let (row, column) = cell.split_once(',')?;
        let index = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
        let (row, column) = (index(row)?, index(column)?);
        let role = *self.wholes.get(whole)?;
        let (rows, columns) = shape(self.mould.network, self.mould.rows, role);
        let there = row < rows && column < columns && value.cells.len() == 1;
        (there && !self.mould.layout.columns)
            .then(|| Ok(vec![(What::Cell(role, row, column), value.clone())]))
    }

    /// A cell that the lesson's map names.
    fn mapped(&self, one: &Taken, value: &Grid) -> Option<Result<Chosen, String>> {
        let (role, row, column, said) = mapped::find(&self.map, &one.written.name, &one.name)?;
        let updated = one.formula.as_ref().is_some_and(|formula| formula.form == Form::Update);
        let role = match role {
            Role::Parameter(p) if !said && (updated || self.is_updated(p.layer)) => Role::After(p),
            other => other,
        };
        let (rows, columns) = shape(self.mould.network, self.mould.rows, role);
        if row >= rows || column >= columns {
            return Some(Err(format!(
                "[names] says a cell of {}, which is {rows}×{columns}",
                role.name()
            )));
        }
        if value.cells.len() != 1 {
            return Some(Err(format!("[names] says one cell of {}", role.name())));
        }
        Some(Ok(vec![(What::Cell(role, row, column), value.clone())]))
    }

    /// Whether the backward pass has reached a layer, so that a parameter without a formula is the
    /// one after the update.
    fn is_updated(&self, layer: usize) -> bool {
        let l = layer;
        let gradients = (1..=self.mould.network.depth())
            .any(|l| self.has(Role::Delta(l)) || self.has(Role::Loss));
        let of_layer = |kind: Kind| self.has(kind.role(l));
        gradients
            || [false, true].into_iter().any(|bias| {
                of_layer(Kind::Gradient(bias))
                    || of_layer(Kind::Before(bias)) && self.has(Role::PreActivation(layer))
            })
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

    fn has_forward(&self) -> bool {
        (1..=self.mould.network.depth()).any(|l| self.has(Role::PreActivation(l)))
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

    fn loss(&self, one: &Taken, value: &Grid) -> Result<Chosen, String> {
        if let Some((row, column)) = one.name.cell {
            let fits = row < self.mould.rows && column == 0;
            let cell = || vec![(What::Cell(Role::Loss, row, column), value.clone())];
            return fits.then(cell).ok_or_else(|| "there is no such cell".into());
        }
        if options::unit(&one.name).is_some() && one.name.words().next().is_some() {
            return Err("the loss of one output is not a quantity of the worksheet".into());
        }
        let each = self.mould.rows == 1 && one.name.base == "l" && !value.is_number;
        let what = if each { What::Quantity(Role::Loss) } else { What::Loss };
        Ok(vec![(what, value.clone())])
    }

    /// A single cell: `s[1,1]`, or the value of a unit where there is one example.
    fn cell(&self, one: &Taken, roles: &[Role], value: &Grid) -> Option<Result<Chosen, String>> {
        if value.cells.len() != 1 {
            return one.name.cell.map(|_| Err("a cell has one number".into()));
        }
        let of = |role: &Role| shape(self.mould.network, self.mould.rows, *role);
        if let Some((i, j)) = one.name.cell {
            let (i, j) = if self.mould.layout.columns { (j, i) } else { (i, j) };
            let fitting = roles.iter().find(|role| {
                let (rows, columns) = of(role);
                i < rows && j < columns && exists(self.mould.network, **role)
            });
            let chosen = |role: &Role| vec![(What::Cell(*role, i, j), value.clone())];
            return Some(fitting.map(chosen).ok_or_else(|| "there is no such cell".into()));
        }
        let single = |role: &Role| of(role) == (1, 1) && exists(self.mould.network, *role);
        if roles.iter().any(single) {
            return None;
        }
        let unit = options::unit(&one.name)?;
        let of_unit = |role: &&Role| {
            let (rows, columns) = of(role);
            let batch = role.parameter().is_none() && rows == 1;
            batch && unit < columns && says_layer_besides(one, **role)
        };
        let role = *roles.iter().find(of_unit)?;
        Some(Ok(vec![(What::Cell(role, 0, unit), value.clone())]))
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

/// Whether the layer is clear though the number is that of a unit.
fn says_layer_besides(one: &Taken, role: Role) -> bool {
    matches!(one.name.layer(), Some(LayerName::UnitOfHidden(_) | LayerName::UnitOfLast(_)))
        || role.layer().is_none()
}

fn heading(event: &Event) -> Option<u64> {
    match event {
        Event::Heading(heading) => heading.iteration.filter(|n| *n >= 1),
        _ => None,
    }
}
