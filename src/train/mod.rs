//! Floor 3: iterations over time. A [`Timeline`] is a setup and a list of edits; every iteration
//! can be reached from anywhere and has the same bits whichever way it was reached.

mod aside;
mod batch;
mod edit;
mod evaluate;
mod keyframes;
mod losses;
mod run;
mod samples;
mod setup;
mod timeline;
mod trainer;
mod troubles;
mod twin;

pub use aside::Aside;
pub use batch::Batches;
pub use edit::{Change, Edit};
pub use evaluate::Evaluator;
pub use losses::{Bucket, Losses};
pub use run::Run;
pub use samples::Samples;
pub use setup::{Data, Setup};
pub use timeline::{Branch, FURTHEST, History, Timeline};
pub use trainer::Trainer;
pub use troubles::{Found, Troubles};
pub use twin::{Parting, Twin, more, parts};
