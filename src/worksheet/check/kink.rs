//! Kinks within reach of a difference of losses, which is then no derivative.

use super::Check;
use crate::math::hyperparameter::Hyperparameter;
use crate::worksheet::Trace;
use crate::worksheet::quantity::Role;

impl Check<'_> {
    /// The comparison that lies within reach of the step, if one does.
    pub(super) fn kink(&self) -> Option<&'static str> {
        let [up, down] = &self.moved;
        self.activation_kink(up, down).or_else(|| self.loss_kink(up, down))
    }

    fn activation_kink(&self, up: &Trace, down: &Trace) -> Option<&'static str> {
        let network = self.worksheet.network();
        (1..=network.depth()).find_map(|l| {
            let activation = network.layer(l).activation;
            let kinks = activation.elementwise().map_or(&[][..], |rule| rule.kinks);
            let id = self.worksheet.find(Role::PreActivation(l))?;
            let (u, d) = (up.slice(self.worksheet, id), down.slice(self.worksheet, id));
            let crosses =
                |at: f64| u.iter().zip(d).any(|(u, d)| u != d && (u - at) * (d - at) <= 0.0);
            kinks.iter().any(|&at| crosses(at)).then_some(activation.name)
        })
    }

    /// A loss's comparison can move no further than its arguments do, at most twice as far.
    fn loss_kink(&self, up: &Trace, down: &Trace) -> Option<&'static str> {
        let network = self.worksheet.network();
        let parameter = network.loss.parameter.and_then(|(name, _)| Hyperparameter::find(name));
        let p = parameter.map_or(0.0, |row| (row.get)(self.hyper));
        let output = self.worksheet.find(Role::Activation(network.depth()))?;
        let target = self.worksheet.find(Role::Target)?;
        let earlier = self.base.earlier(self.worksheet);
        let (u, d) = (up.slice(self.worksheet, output), down.slice(self.worksheet, output));
        let width = network.outputs();
        let near = (0..self.worksheet.rows()).any(|n| {
            let rows = u[n * width..][..width].iter().zip(&d[n * width..][..width]);
            let reach = rows.map(|(u, d)| (u - d).abs()).fold(0.0, f64::max);
            let distance = (network.loss.kink)(earlier.row(output, n), earlier.row(target, n), p);
            reach > 0.0 && distance <= 2.0 * reach
        });
        near.then_some(network.loss.name)
    }
}
