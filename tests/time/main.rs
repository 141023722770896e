//! Time: every iteration has the same bits whichever way it was reached, in bounded memory and
//! without allocating on the way.
#![expect(clippy::unwrap_used, reason = "a lesson that cannot be read is a failed test")]

mod allocation;
mod edits;
mod keys;
mod million;
mod playing;
mod setups;
mod straight;
mod twins;
mod walks;
