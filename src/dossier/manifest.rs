//! `dossier.json`: what a dossier is, how it was made, and where each article is, with checksums. Its replacement is the moment
//! at which a change takes effect.

use super::{
    Error,
    pack::{self, Pack},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};

pub(super) const NAME: &str = "dossier.json";
const FORMAT: &str = "rapporteur dossier";
const VERSION: u32 = 2;

/// How a dossier was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Base of the IRIs that are minted for its entities and claims.
    pub base: String,
    /// Fingerprint of the ontology, rules and names that its articles were read with.
    pub knowledge: String,
    /// Other options that a later `add` has to repeat, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    /// Version of the program that wrote it last.
    pub(super) engine: String,
    pub(super) settings: Settings,
    /// The largest first.
    pub(super) packs: Vec<Pack>,
}

impl Manifest {
    pub(super) fn new(settings: Settings, mut packs: Vec<Pack>) -> Self {
        packs.retain(|pack| !pack.articles.is_empty());
        packs.sort_by(|a, b| (b.articles.len(), &a.name).cmp(&(a.articles.len(), &b.name)));
        Self { format: FORMAT.into(), version: VERSION, engine: super::ENGINE.into(), settings, packs }
    }

    /// Reads a manifest; `folder` is for messages.
    pub(super) fn parse(folder: &Path, bytes: &[u8]) -> Result<Self, Error> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Header {
            format: String,
            version: u32,
            engine: String,
        }
        let broken = |reason: String| Error::BrokenManifest { path: folder.join(NAME), reason };
        let header: Result<Header, _> = serde_json::from_slice(bytes);
        let header = match header {
            Ok(header) if header.format == FORMAT => header,
            Ok(_) => return Err(Error::NotADossier(folder.to_owned())),
            // Whose file is it: that of another program, or ours and cut short?
            Err(error) if error.is_data() => return Err(foreign(bytes, folder).unwrap_or(broken(error.to_string()))),
            Err(error) => return Err(broken(error.to_string())),
        };
        match header.version.cmp(&VERSION) {
            std::cmp::Ordering::Greater => {
                return Err(Error::Newer { path: folder.to_owned(), found: header.version, engine: header.engine });
            }
            std::cmp::Ordering::Less => return Err(Error::Older { path: folder.to_owned(), found: header.version }),
            std::cmp::Ordering::Equal => {}
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| broken(error.to_string()))?;
        // Names are joined to the folder's path: one from a manifest that somebody edited must not lead out of it.
        match manifest.packs.iter().find(|pack| !pack::is_name(&pack.name)) {
            Some(pack) => Err(broken(format!("“{}” is no file of a dossier", pack.name))),
            None => Ok(manifest),
        }
    }

    pub(super) fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Is it the path of a file that this state has?
    pub(super) fn names(&self, file: &str) -> bool {
        self.packs.iter().any(|pack| pack::Half::BOTH.iter().any(|half| half.name(&pack.name) == file))
    }
}

/// JSON that does not say that it is ours.
fn foreign(bytes: &[u8], folder: &Path) -> Option<Error> {
    let json: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let ours = json.get("format").and_then(|format| format.as_str()) == Some(FORMAT);
    (!ours).then(|| Error::NotADossier(folder.to_owned()))
}
