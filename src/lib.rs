//! `chainrule`: a backprop microscope for the terminal.
//!
//! An iteration of training is a [worksheet](worksheet::Worksheet): a list of named quantities,
//! each defined by one operation on those before it. Its numbers are a
//! [trace](worksheet::Trace), and any cell of it can be taken apart into the cells that it was
//! computed from. This trains the network of the lesson `paper`, reads a cell of the second
//! iteration and asks where it comes from:
//!
//! ```
//! use chainrule::lesson::embedded;
//! use chainrule::math::expr::Style;
//! use chainrule::train::Trainer;
//! use chainrule::worksheet::quantity::Cell;
//! use chainrule::worksheet::symbols::{Notation, Symbols};
//!
//! # fn main() -> anyhow::Result<()> {
//! let lesson = embedded("paper").expect("it comes with the program").lesson()?;
//! let mut trainer = Trainer::new(&lesson.setup); // stands at iteration 1, computed
//! trainer.advance(&[]);
//!
//! let (sheet, trace) = (trainer.worksheet(), trainer.trace());
//! let delta1 = sheet.named("delta1").expect("a network of two layers has it");
//! let cell = Cell { quantity: delta1, row: 2, column: 2 };
//! assert_eq!(format!("{:.6}", trace.cell(sheet, cell)), "0.055087");
//!
//! let why = sheet.explain(trace, &trainer.now(), cell);
//! let symbols = Symbols::new(sheet.network(), Notation::Paper, Style::Unicode);
//! let formula = why.symbolic(sheet, &symbols).expect("a delta is computed");
//! assert_eq!(formula, "ReLU′(s[3,3]) × (δ_out[3,1] × W_out[3,1])");
//! for factor in why.factors() {
//!     println!("{} = {}", symbols.cell(sheet, factor), trace.cell(sheet, factor));
//! }
//! assert_eq!(why.recompute(sheet, trace), trace.cell(sheet, cell)); // to the bit
//! # Ok(())
//! # }
//! ```
//!
//! Every view, from the screen to the JSON trace, is a projection of the worksheet; none has any
//! mathematics of its own. What can be extended is a row of a table, such as
//! [`ACTIVATIONS`](math::activation::ACTIVATIONS), [`LESSONS`](lesson::LESSONS) or
//! [`COMMANDS`](app::COMMANDS).
//!
//! # Floors
//!
//! The modules are floors, and arrows only point down (`tests/floors.rs` checks it):
//!
//! | floor | module | holds |
//! |---|---|---|
//! | 9 | [`cli`] | one file per subcommand, terminal, settings, sessions; alone touches files and clock |
//! | 8 | [`ui`] | the app's state drawn into cells |
//! | 7 | [`app`] | state, commands, keys, the mouse, the line of commands |
//! | 6 | [`homework`] | documents read and judged, mistakes named, problems handed out |
//! | 5 | [`report`] | a worksheet as text, Markdown, LaTeX, HTML, JSON, CSV, arrays or a script |
//! | 4 | [`lesson`] | lesson files, the embedded lessons, links to Playground |
//! | 3 | [`train`] | iterations over time: hyperparameters, edits, runs beside each other |
//! | 2 | [`worksheet`] | an iteration as a list of named quantities, one operation each |
//! | 1 | [`math`] | activations, losses, optimizers, initialisers, matrix kernels |

pub mod app;
pub mod cli;
pub mod homework;
pub mod lesson;
pub mod math;
pub mod report;
pub mod train;
pub mod ui;
pub mod worksheet;
