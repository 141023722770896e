//! Floor 1: activations, losses, optimizers, initialisers, matrix kernels, numbers.
//! Knows nothing of networks, files or screens.

pub mod activation;
pub mod dataset;
pub mod expr;
pub mod extent;
pub mod feature;
pub mod hyperparameter;
pub mod init;
pub mod loss;
pub mod matrix;
pub mod number;
pub mod optimizer;
pub mod real;
pub mod regularizer;
pub mod rng;
pub mod seedrandom;
pub mod threads;
pub mod unseen;
mod wide;
