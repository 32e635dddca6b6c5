//! `dossier.json`: what a dossier is, how it was made, and a checksum of each of its files. Its replacement is the moment at which
//! a change takes effect.

use super::Error;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};

pub(super) const NAME: &str = "dossier.json";
pub(super) const GRAPH: &str = "graph.nq";
const FORMAT: &str = "rapporteur dossier";
const VERSION: u32 = 1;

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

/// Size and SHA-256 of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checksum {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    /// Version of the program that wrote it last.
    pub(super) engine: String,
    pub(super) settings: Settings,
    /// By path in the folder.
    pub(super) files: BTreeMap<String, Checksum>,
}

impl Manifest {
    pub(super) fn new(settings: Settings, files: BTreeMap<String, Checksum>) -> Self {
        Self { format: FORMAT.into(), version: VERSION, engine: super::ENGINE.into(), settings, files }
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
        let json: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| broken(error.to_string()))?;
        match json.get("format").and_then(|format| format.as_str()) {
            Some(FORMAT) => {}
            _ => return Err(Error::NotADossier(folder.to_owned())),
        }
        let header: Header = serde_json::from_value(json.clone()).map_err(|error| broken(error.to_string()))?;
        debug_assert_eq!(header.format, FORMAT);
        if header.version > VERSION {
            return Err(Error::Newer { path: folder.to_owned(), found: header.version, engine: header.engine });
        }
        let manifest: Self = serde_json::from_value(json).map_err(|error| broken(error.to_string()))?;
        // Names are joined to the folder's path: one from a manifest that somebody edited must not lead out of it.
        match manifest.files.keys().find(|name| !is_own(name)) {
            Some(name) => Err(broken(format!("“{name}” is no file of a dossier"))),
            None => Ok(manifest),
        }
    }

    pub(super) fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The identities of the articles, sorted.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|name| name.strip_prefix("documents/")?.strip_suffix(".txt"))
    }
}

/// Is it the path of a file that a dossier has (besides the manifest)?
pub(super) fn is_own(name: &str) -> bool {
    let id = name
        .strip_prefix("documents/")
        .and_then(|file| file.strip_suffix(".json").or(file.strip_suffix(".txt")))
        .or_else(|| name.strip_prefix("extractions/")?.strip_suffix(".json"));
    name == GRAPH || id.is_some_and(|id| id.len() == 64 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}
