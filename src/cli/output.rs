//! Results to standard output or, whole or not at all, to a file or folder.

use super::Result;
use rapporteur::{diagnostic::Diagnostic, export::File};
use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Runs `write` on standard output, or on a file that takes its place when it is whole. A pipe or a device is written to as it is, and
/// where the path is a link, the file that it leads to is replaced, not the link.
pub(super) fn to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        let mut out = BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let refused =
        |error: io::Error| Diagnostic::error(format!("cannot be written: {error}")).in_file(path.display().to_string());
    if fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path).map_err(refused)?);
        write(&mut out)?;
        return Ok(out.flush().map_err(refused)?);
    }
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(path);
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

/// Makes a folder of these files, whole or not at all; only an empty folder is replaced.
pub(super) fn folder(path: &Path, files: &[File]) -> Result<()> {
    let place = || path.display().to_string();
    let refused = |error: io::Error| Diagnostic::error(format!("cannot be written: {error}")).in_file(place());
    let taken = path.symlink_metadata().is_ok() && !fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if taken {
        let message = Diagnostic::error("there is something already").in_file(place());
        return Err(message.hint("name a folder that is not there yet").into());
    }
    let beside = beside(path);
    let written = || {
        fs::create_dir(&beside)?;
        for file in files {
            let path = beside.join(&file.name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, &file.content)?;
        }
        let _ = fs::remove_dir(path);
        fs::rename(&beside, path)
    };
    let result = written();
    if result.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    Ok(result.map_err(refused)?)
}

/// `folder/.name.PID.new` for `folder/name`.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}
