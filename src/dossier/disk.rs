//! Files that are written beside their place, synced and renamed over it, and locks. A staged file bears its name with `.new`
//! after it. The order of steps that makes a change safe is in `dossier`.

use super::Error;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

pub(super) const LOCK: &str = "dossier.lock";

/// Lets a test end the process, as it were, before any step that changes the disk.
#[derive(Debug)]
pub(super) struct Fuse(AtomicU64);

impl Fuse {
    /// Never burns.
    pub(super) fn none() -> Self {
        Self::after(u64::MAX)
    }
    /// Burns after this many steps.
    pub(super) fn after(steps: u64) -> Self {
        Self(AtomicU64::new(steps))
    }
    pub(super) fn burnt(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
    /// One step less.
    pub(super) fn step(&self) -> io::Result<()> {
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map(|_| ()).map_err(|_| io::Error::other("the test's fuse"))
    }
}

/// The name of a file's staged successor.
pub(super) fn staged(name: &str) -> String {
    format!("{name}.new")
}

/// A folder and the fuse that its changes burn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk<'a> {
    pub(super) root: &'a Path,
    pub(super) fuse: &'a Fuse,
}

impl Disk<'_> {
    fn at<T>(self, name: &str, result: io::Result<T>) -> Result<T, Error> {
        result.map_err(|source| Error::Io { path: self.root.join(name), source })
    }

    /// Writes a staged file to the disk and gives its SHA-256.
    pub(super) fn stage(
        self,
        name: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<String, Error> {
        let name = staged(name);
        self.at(
            &name,
            (|| {
                self.fuse.step()?;
                let file = File::create(self.root.join(&name))?;
                let mut writer = Summing { file: BufWriter::new(file), sum: Sha256::new() };
                write(&mut writer)?;
                let Summing { file, sum } = writer;
                file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                Ok(format!("{:x}", sum.finalize()))
            })(),
        )
    }

    /// Puts a staged file in its place.
    pub(super) fn place(self, name: &str) -> Result<(), Error> {
        self.rename(name, name)
    }

    /// Gives a staged file another name than its own.
    pub(super) fn rename(self, name: &str, to: &str) -> Result<(), Error> {
        self.at(to, self.fuse.step().and_then(|()| fs::rename(self.root.join(staged(name)), self.root.join(to))))
    }

    pub(super) fn remove(self, name: &str) -> Result<(), Error> {
        self.at(name, self.fuse.step().and_then(|()| fs::remove_file(self.root.join(name))))
    }

    /// Makes what was created, renamed and removed in a folder last.
    pub(super) fn sync_folder(self, name: &str) -> Result<(), Error> {
        // Windows keeps no handle of a folder to sync; its renames are journalled.
        if cfg!(unix) {
            self.at(name, File::open(self.root.join(name)).and_then(|folder| folder.sync_all()))
        } else {
            Ok(())
        }
    }

    /// The files of one of the dossier's folders, as paths in the dossier, sorted.
    pub(super) fn files(self, folder: &str) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let path = self.root.join(folder);
        if !path.is_dir() {
            return Ok(found);
        }
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        for entry in self.at(folder, fs::read_dir(&path))? {
            let entry = self.at(folder, entry)?;
            if let (true, Ok(name)) = (self.at(folder, entry.file_type())?.is_file(), entry.file_name().into_string()) {
                found.push(format!("{prefix}{name}"));
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Sums what passes through.
struct Summing {
    file: BufWriter<File>,
    sum: Sha256,
}

impl Write for Summing {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.sum.update(buffer.get(..written).unwrap_or_default());
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Locks a dossier: `change` keeps all others out, else only those who would change it. The lock ends with the value.
pub(super) fn lock(folder: &Path, change: bool) -> Result<Option<File>, Error> {
    let path = folder.join(LOCK);
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let file = match opened {
        Ok(file) => file,
        // A dossier on a read-only disk can be read: nobody changes it.
        Err(error)
            if !change
                && matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) =>
        {
            return Ok(None);
        }
        Err(source) => return Err(Error::Io { path, source }),
    };
    let locked = if change { file.try_lock() } else { file.try_lock_shared() };
    match locked {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.to_owned())),
        // Some network file systems know no locks.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(TryLockError::Error(source)) => Err(Error::Io { path, source }),
    }
}

/// The staging folder beside `path` that this process uses.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".tmp-{}", std::process::id()));
    path.with_file_name(name)
}

/// Removes staging folders that ended processes left beside `path`. What cannot be removed stays: it is in nobody's way.
pub(super) fn sweep_beside(path: &Path) {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else { return };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let prefix = format!("{name}.tmp-");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let ours =
            entry.file_name().to_str().and_then(|name| name.strip_prefix(&prefix)?.parse::<u32>().ok()).is_some();
        if ours && entry.path().join(LOCK).is_file() && matches!(lock(&entry.path(), true), Ok(Some(_))) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
