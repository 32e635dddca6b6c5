//! What can be wrong with a dossier, in words for the user.

use crate::diagnostic::Diagnostic;
use std::{io, path::PathBuf};

/// Why a dossier cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is there.
    #[error("there is no dossier at {}", .0.display())]
    Missing(PathBuf),
    /// Something else is there.
    #[error("{} is not a dossier", .0.display())]
    NotADossier(PathBuf),
    /// A dossier is where a new one should go.
    #[error("there is a dossier at {} already", .0.display())]
    Exists(PathBuf),
    /// A later version of the program made it.
    #[error("the dossier {} is of format {found}, which this version cannot read (rapporteur {engine} wrote it)", path.display())]
    Newer {
        /// The dossier.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The version of the program that wrote it.
        engine: String,
    },
    /// An earlier version of the program made it.
    #[error("the dossier {} is of format {found}, which this version no longer reads", path.display())]
    Older {
        /// The dossier.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// The manifest cannot be read.
    #[error("the manifest {} is broken: {reason}", path.display())]
    BrokenManifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file is missing or does not have its checksum.
    #[error("{} is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// An article that is not in the dossier.
    #[error("the dossier {} has no article {id}", path.display())]
    Unknown {
        /// The dossier.
        path: PathBuf,
        /// The article's identity.
        id: String,
    },
    /// Another process uses it.
    #[error("another process is using the dossier {}", .0.display())]
    Locked(PathBuf),
    /// The system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing(_) => Some("make one with rapporteur build"),
            Self::NotADossier(_) => Some("name another folder: only a dossier is ever overwritten"),
            Self::Exists(_) => Some("use rapporteur add to add to it, or --force to replace it"),
            Self::Newer { .. } => Some("use that version of rapporteur or a later one"),
            Self::Older { .. } => Some("build it again from the articles with --force"),
            Self::BrokenManifest { .. } | Self::Damaged { .. } => {
                Some("restore it from a copy, or build it again from the articles with --force")
            }
            Self::Locked(_) => Some("wait until the other process has ended"),
            Self::Unknown { .. } => Some("rapporteur list shows the articles that it has"),
            Self::Io { .. } => None,
        }
    }
}

impl From<Error> for Diagnostic {
    fn from(error: Error) -> Self {
        let diagnostic = Self::error(error.to_string());
        match error.hint() {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}
