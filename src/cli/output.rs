//! Where a command writes: stdout, or a file that appears all at once or not at all and replaces
//! no other unless told to.

use std::fs;
use std::fs::File;
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use tempfile::NamedTempFile;

use super::Answer;

/// The options of every command that can write a file.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Destination {
    /// Write to this file instead of the terminal; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long, requires = "output")]
    force: bool,
}

/// A buffered destination. What is written to a file is lost unless it is finished.
#[derive(Debug)]
pub(super) enum Output {
    Stdout(BufWriter<io::StdoutLock<'static>>),
    /// A device or a pipe, which can only be written to as it is.
    Device(BufWriter<File>),
    File {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
        force: bool,
    },
}

impl Destination {
    /// Whether it is the terminal's or a pipe's end rather than a file.
    pub(super) fn is_stdout(&self) -> bool {
        self.path().is_none()
    }

    fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Opens it.
    ///
    /// # Errors
    /// When the file exists and may not be replaced, or its directory cannot be written to.
    pub(super) fn open(&self) -> Result<Output> {
        let Some(path) = self.path() else { return Ok(Output::stdout()) };
        let output = file(path, self.force, "--force replaces it")?;
        #[cfg(unix)]
        if let Output::File { temporary, .. } = &output {
            super::interrupted::remove_if_interrupted(temporary.get_ref().path())?;
        }
        Ok(output)
    }
}

/// Writes a whole file at once; `hint` says how one that exists is replaced.
///
/// # Errors
/// When the file exists and may not be replaced, or cannot be written.
pub(super) fn put(path: &Path, bytes: &[u8], replace: bool, hint: &str) -> Result<()> {
    let name = || format!("{}: cannot be written", path.display());
    let mut output = file(path, replace, hint)?;
    output.write_all(bytes).with_context(name)?;
    output.flush().with_context(name)?;
    output.hand_over()
}

fn file(path: &Path, force: bool, hint: &str) -> Result<Output> {
    let name = path.display();
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        bail!("{name}: is a directory");
    }
    if !force && fs::symlink_metadata(path).is_ok() {
        bail!("{name}: exists already; {hint}");
    }
    if existing.as_ref().is_some_and(|file| !file.is_file()) {
        let device = File::options().write(true).open(path);
        return Ok(Output::Device(BufWriter::new(device.with_context(|| name.to_string())?)));
    }
    // A link is followed, so that what it points to is replaced and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let temporary = temporary(directory.unwrap_or(Path::new(".")), existing)
        .map_err(|error| anyhow!("{name}: cannot be written: {}", reason(&error)))?;
    Ok(Output::File { temporary: BufWriter::new(temporary), path, force })
}

/// Why a file cannot be made, in words that do not ask what an entity is.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its folder is not there".into(),
        kind => kind.to_string(),
    }
}

/// A file beside the one it will become, with the same permissions, or those of any new file.
fn temporary(directory: &Path, existing: Option<fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chainrule-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(directory)?;
    if let Some(existing) = existing {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    Ok(temporary)
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Writes what is buffered, down to the disk, and gives the file its name.
    pub(super) fn finish(mut self) -> Result<Answer> {
        if let Self::File { temporary, path, .. } = &mut self {
            let name = || path.display().to_string();
            temporary.flush().with_context(name)?;
            temporary.get_ref().as_file().sync_all().with_context(name)?;
        }
        self.hand_over()?;
        Ok(Answer::Fine)
    }

    /// The same without waiting for the disk.
    fn hand_over(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush().context("cannot write to stdout")?,
            Self::Device(mut out) => out.flush()?,
            Self::File { temporary, path, force } => {
                let name = || path.display().to_string();
                let temporary = temporary.into_inner().map_err(io::IntoInnerError::into_error);
                let temporary = temporary.with_context(name)?;
                let kept = if force {
                    temporary.persist(&path)
                } else {
                    temporary.persist_noclobber(&path)
                };
                kept.map_err(|error| error.error).with_context(name)?;
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) => out.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) => out.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}
