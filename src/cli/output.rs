//! Results to standard output or, whole or not at all, to a file.

use super::Result;
use rapporteur::diagnostic::Diagnostic;
use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Runs `write` on standard output, or on a file that takes its place when it is whole.
pub(super) fn to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        let mut out = BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let beside = beside(path);
    let refused =
        |error: io::Error| Diagnostic::error(format!("cannot be written: {error}")).in_file(path.display().to_string());
    let written = || -> Result<()> {
        let mut out = BufWriter::new(fs::File::create(&beside).map_err(refused)?);
        write(&mut out)?;
        out.into_inner().map_err(|error| refused(error.into_error()))?.sync_all().map_err(refused)?;
        Ok(fs::rename(&beside, path).map_err(refused)?)
    };
    let result = written();
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

/// `folder/.name.PID.new` for `folder/name`.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}
