//! Which parameter's chain rule is shown.

use super::App;
use crate::worksheet::Slots;
use crate::worksheet::quantity::Id;

impl App {
    /// The gradient whose derivation is shown: that of the parameter under the cursor; else of
    /// the first parameter whose chain holds the quantity just computed; else of the first.
    pub fn derived(&self) -> Option<Id> {
        let (sheet, now) = (self.worksheet(), self.trainer().now());
        let parameters = sheet.parameters();
        let under = sheet.quantity(self.cursor.quantity).role.parameter();
        let holds = |slots: &&Slots| {
            let chain = sheet.derivation(slots.gradient, &now);
            self.current_quantity().is_some_and(|id| chain.holds(id))
        };
        let found = match under {
            Some(p) => parameters.iter().find(|slots| slots.parameter == p),
            None => parameters.iter().find(holds),
        };
        found.or(parameters.first()).map(|slots| slots.gradient)
    }
}
