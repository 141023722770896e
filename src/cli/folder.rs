//! A folder of files as the output of a command: nothing that is there is replaced unless told to,
//! and every file appears whole.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::output::put;

/// The options of every command that writes a folder.
#[derive(Args, Clone, Debug)]
pub(super) struct Folder {
    /// Write into this folder, which is made if it is not there
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Write into a folder that has files, and replace those of the same names
    #[arg(long)]
    force: bool,
}

impl Folder {
    /// Refuses a folder that has something in it, unless told otherwise; asked before the work.
    ///
    /// # Errors
    /// When it is a file or is not empty.
    pub(super) fn check(&self) -> Result<()> {
        let name = self.output.display();
        let Ok(there) = fs::metadata(&self.output) else { return Ok(()) };
        if !there.is_dir() {
            bail!("{name}: is a file, expected a folder");
        }
        let mut entries =
            fs::read_dir(&self.output).with_context(|| format!("{name}: cannot be read"))?;
        if !self.force && entries.next().is_some() {
            bail!("{name}: has files already; --force writes among them");
        }
        Ok(())
    }

    /// Writes files by their paths in the folder, each whole or not at all, in this order.
    ///
    /// # Errors
    /// When one exists and may not be replaced, or cannot be written.
    pub(super) fn write<'a>(&self, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<()> {
        for (path, bytes) in files {
            let path = self.output.join(path);
            if let Some(folder) = path.parent() {
                let name = folder.display();
                fs::create_dir_all(folder).with_context(|| format!("{name}: cannot be made"))?;
            }
            put(&path, bytes, self.force, "--force replaces it")?;
        }
        Ok(())
    }
}
