//! Options about the manner of working, and the setup they change.

use anyhow::{Result, anyhow};
use clap::Args;

use crate::lesson::{mistake_for, rounding_called};
use crate::train::Setup;
use crate::worksheet::Worksheet;

#[derive(Args, Debug)]
pub(super) struct MannerOptions {
    /// Make this mistake in every iteration: forgot-fprime, … (--bug ? lists those of the lesson)
    #[arg(long, value_name = "CODE")]
    bug: Option<String>,
    /// Round every number as soon as it is computed: "4 decimals", "3 significant"
    #[arg(long, value_name = "DIGITS")]
    round: Option<String>,
}

impl MannerOptions {
    /// Lets a setup be worked out as the options say.
    ///
    /// # Errors
    /// One line, where there is no such mistake or rounding, or the network leaves no room for it.
    pub(super) fn apply(&self, setup: &mut Setup) -> Result<()> {
        if let Some(code) = &self.bug {
            let sheet = Worksheet::new(&setup.network, setup.batch, &setup.hyper);
            let mistake = mistake_for(code, &sheet);
            setup.manner.mistake = mistake.map_err(|reason| anyhow!("--bug: {reason}"))?;
        }
        if let Some(words) = &self.round {
            setup.manner.rounding =
                rounding_called(words).map_err(|reason| anyhow!("--round: {reason}"))?;
        }
        Ok(())
    }
}
