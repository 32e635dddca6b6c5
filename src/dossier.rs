//! The folder in which a knowledge graph lives: the articles, one cached extraction for each, the resolved graph as N-Quads, and a
//! manifest with a checksum of every file. Knows the layout, the lock and how to change all of it so that a crash at any moment
//! leaves the old or the new state; does not know what is in a graph or when an extraction is worth keeping.
//!
//! A change stages every new file beside its place (`NAME.new`), syncs them, and then replaces the manifest by rename: that is the
//! moment at which it takes effect. The staged files are moved into place afterwards; a reader that comes in between finds them by
//! their checksums. A new dossier is made in a folder beside its place and renamed as a whole.

mod decisions;
mod disk;
mod error;
mod manifest;

use crate::{
    diagnostic::Diagnostic,
    model::{ByteSpan, Document, DocumentId, DocumentRecord, Extraction},
};
pub use decisions::{NAME as DECISIONS, Named, Written};
use disk::{Disk, Fuse, staged};
pub use error::Error;
pub use manifest::Settings;
use manifest::{Checksum, GRAPH, Manifest};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

/// Version of the program, part of the key of cached extractions.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// An open dossier; it stays locked while this lives.
#[derive(Debug)]
pub struct Dossier {
    path: PathBuf,
    /// Where a new dossier is made until it is written.
    staging: Option<PathBuf>,
    manifest: Manifest,
    lock: Option<File>,
}

/// An article of the state that is to be written.
#[derive(Clone, Copy, Debug)]
pub enum Article<'a> {
    /// In the dossier already, and to stay as it is.
    Kept(&'a DocumentId),
    /// New, or read again.
    Read {
        /// The article.
        document: &'a Document,
        /// What it says, read with the settings' knowledge.
        extraction: &'a Extraction,
    },
}

/// `documents/ID.json`: a document but for its text.
#[derive(Serialize, Deserialize)]
struct StoredDocument {
    record: DocumentRecord,
    body: ByteSpan,
}

/// `extractions/ID.json`: a result and what it depends on besides the article.
#[derive(Serialize, Deserialize)]
struct StoredExtraction<E> {
    engine: String,
    knowledge: String,
    extraction: E,
}

fn record_name(id: &str) -> String {
    format!("documents/{id}.json")
}
fn text_name(id: &str) -> String {
    format!("documents/{id}.txt")
}
fn extraction_name(id: &str) -> String {
    format!("extractions/{id}.json")
}

/// Opening.
impl Dossier {
    /// Begins a new dossier at `path`; nothing is there before [`Self::write`], and nothing stays if that never comes. With
    /// `force`, takes the place of a dossier that is there.
    ///
    /// # Errors
    /// Something is there: a dossier (without `force`), or anything else but an empty folder.
    pub fn create(path: &Path, force: bool) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        // An `a/..` or a trailing slash has no name to put a staging folder beside.
        let path = &if path.file_name().is_none() { fs::canonicalize(path).map_err(io)? } else { path.to_owned() };
        let empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        if path.symlink_metadata().is_ok() && !empty {
            return Self::replace(path, force);
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io)?;
        }
        disk::sweep_beside(path);
        let staging = disk::beside(path);
        fs::create_dir(&staging).map_err(io)?;
        let mut dossier = Self {
            path: path.to_owned(),
            staging: Some(staging.clone()),
            manifest: Manifest::new(Settings::default(), BTreeMap::new()),
            lock: None,
        };
        dossier.lock = disk::lock(&staging, true)?;
        Ok(dossier)
    }

    /// Opens what is at `path` to put another in its place.
    fn replace(path: &Path, force: bool) -> Result<Self, Error> {
        let manifest = match read_manifest(path) {
            // A dossier too damaged to read can be replaced, if nothing else is in its folder.
            Err(Error::BrokenManifest { .. }) if force && has_only_own_files(path) => {
                Manifest::new(Settings::default(), BTreeMap::new())
            }
            Err(Error::BrokenManifest { .. } | Error::Missing(_)) => return Err(Error::NotADossier(path.to_owned())),
            other => other?,
        };
        if !force {
            return Err(Error::Exists(path.to_owned()));
        }
        let lock = disk::lock(path, true)?;
        Ok(Self { path: path.to_owned(), staging: None, manifest, lock })
    }

    /// Opens a dossier to read it; others may read it too.
    ///
    /// # Errors
    /// There is none, it is of a newer format, its manifest is broken, or somebody is changing it.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_as(path, false)
    }

    /// Opens a dossier to change it; nobody else may use it meanwhile.
    ///
    /// # Errors
    /// As for [`Self::open`], and somebody is reading it.
    pub fn open_to_change(path: &Path) -> Result<Self, Error> {
        let dossier = Self::open_as(path, true)?;
        dossier.finish_change(&Fuse::none())?;
        Ok(dossier)
    }

    fn open_as(path: &Path, change: bool) -> Result<Self, Error> {
        // First without the lock: a folder that is no dossier gets no lock file.
        read_manifest(path)?;
        let lock = disk::lock(path, change)?;
        Ok(Self { path: path.to_owned(), staging: None, manifest: read_manifest(path)?, lock })
    }

    fn root(&self) -> &Path {
        self.staging.as_deref().unwrap_or(&self.path)
    }
}

/// Reading.
impl Dossier {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// How it was made.
    pub fn settings(&self) -> &Settings {
        &self.manifest.settings
    }
    /// Version of the program that wrote it last.
    pub fn engine(&self) -> &str {
        &self.manifest.engine
    }
    /// The articles' identities, sorted.
    pub fn ids(&self) -> Vec<DocumentId> {
        self.manifest.ids().map(|id| DocumentId(id.to_owned())).collect()
    }
    /// Is the article in it?
    pub fn contains(&self, id: &DocumentId) -> bool {
        self.manifest.files.contains_key(&text_name(&id.0))
    }

    /// What is known about all articles, sorted by identity.
    ///
    /// # Errors
    /// A file is missing or damaged.
    pub fn documents(&self) -> Result<Vec<DocumentRecord>, Error> {
        self.manifest.ids().map(|id| Ok(self.json::<StoredDocument>(&record_name(id))?.record)).collect()
    }

    /// One article with its text.
    ///
    /// # Errors
    /// It is not in the dossier, or a file is missing or damaged.
    pub fn document(&self, id: &DocumentId) -> Result<Document, Error> {
        let StoredDocument { record, body } = self.json(&record_name(&id.0))?;
        let name = text_name(&id.0);
        let text = String::from_utf8(self.bytes(&name)?).map_err(|error| self.damaged(&name, error.to_string()))?;
        if text.get(body.range()).is_none() {
            return Err(self.damaged(&record_name(&id.0), "its body lies outside the text".into()));
        }
        Ok(Document { id: record.id, file: record.file, text, body, metadata: record.metadata })
    }

    /// What an article says, whatever it was read with.
    ///
    /// # Errors
    /// It is not in the dossier, or the file is missing or damaged.
    pub fn extraction(&self, id: &DocumentId) -> Result<Extraction, Error> {
        Ok(self.json::<StoredExtraction<Extraction>>(&extraction_name(&id.0))?.extraction)
    }

    /// What an article says, if that was read by this version of the program, with this knowledge and with the same metadata.
    ///
    /// # Errors
    /// The file is damaged. A cache that is missing or of another form is no error.
    pub fn cached(&self, record: &DocumentRecord, knowledge: &str) -> Result<Option<Extraction>, Error> {
        let name = extraction_name(&record.id.0);
        if !self.manifest.files.contains_key(&name) {
            return Ok(None);
        }
        // The key is looked at first: what another version wrote may have another form.
        let stored: StoredExtraction<serde_json::Value> = self.json(&name)?;
        if stored.engine != ENGINE || stored.knowledge != knowledge {
            return Ok(None);
        }
        let extraction: Option<Extraction> = serde_json::from_value(stored.extraction).ok();
        Ok(extraction.filter(|extraction| extraction.document == *record))
    }

    /// What a person decided about identity, in `decisions.toml`; nothing where there is no such file.
    ///
    /// # Errors
    /// The file cannot be read or understood.
    pub fn decisions(&self) -> Result<Vec<Written>, Diagnostic> {
        self.decisions_text()?.map_or(Ok(Vec::new()), |text| decisions::parse(&self.decisions_path(), &text))
    }
    /// Tells one state of `decisions.toml` from another; none where there is no such file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn decisions_fingerprint(&self) -> Result<Option<String>, Diagnostic> {
        Ok(self.decisions_text()?.map(|text| disk::checksum(text.as_bytes()).sha256))
    }
    fn decisions_path(&self) -> String {
        self.path.join(DECISIONS).display().to_string()
    }
    fn decisions_text(&self) -> Result<Option<String>, Diagnostic> {
        match fs::read_to_string(self.path.join(DECISIONS)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Diagnostic::error(format!("cannot be read: {error}")).in_file(self.decisions_path())),
        }
    }

    /// The graph, as N-Quads.
    ///
    /// # Errors
    /// The file is missing or damaged.
    pub fn graph(&self) -> Result<impl BufRead + use<>, Error> {
        let known = self.known(GRAPH)?;
        let mut problem = "it is missing".to_owned();
        for name in [GRAPH.to_owned(), staged(GRAPH)] {
            let path = self.root().join(&name);
            match disk::checksum_of_file(&path) {
                Ok(found) if found == *known => {
                    let file = File::open(&path).map_err(|source| Error::Io { path, source })?;
                    return Ok(BufReader::new(file));
                }
                Ok(found) if name == GRAPH => problem = difference(known, &found),
                Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(Error::Io { path, source }),
                _ => {}
            }
        }
        Err(self.damaged(GRAPH, problem))
    }

    /// Checks every file against its checksum and gives all that is wrong.
    pub fn check(&self) -> Vec<Error> {
        let wrong = |name: &str| if name == GRAPH { self.graph().err() } else { self.bytes(name).err() };
        self.manifest.files.keys().filter_map(|name| wrong(name)).collect()
    }

    fn known(&self, name: &str) -> Result<&Checksum, Error> {
        let unknown = || Error::Unknown { path: self.path.clone(), name: name.to_owned() };
        self.manifest.files.get(name).ok_or_else(unknown)
    }

    fn damaged(&self, name: &str, reason: String) -> Error {
        Error::Damaged { path: self.root().join(name), reason }
    }

    /// A file's bytes, from its place or, if a change was cut short after it took effect, from beside it.
    fn bytes(&self, name: &str) -> Result<Vec<u8>, Error> {
        let known = self.known(name)?;
        let mut problem = "it is missing".to_owned();
        for candidate in [name.to_owned(), staged(name)] {
            let path = self.root().join(&candidate);
            match fs::read(&path) {
                Ok(bytes) => {
                    let found = disk::checksum(&bytes);
                    if found == *known {
                        return Ok(bytes);
                    }
                    if candidate == name {
                        problem = difference(known, &found);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(Error::Io { path, source }),
            }
        }
        Err(self.damaged(name, problem))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        serde_json::from_slice(&self.bytes(name)?).map_err(|error| self.damaged(name, error.to_string()))
    }
}

/// Writing.
impl Dossier {
    /// Replaces everything by the given state: articles that are not in `articles` go. `graph` writes the N-Quads.
    ///
    /// # Errors
    /// The disk refuses, or a kept article is not there; the dossier is then as it was.
    pub fn write(
        &mut self,
        settings: &Settings,
        articles: &[Article<'_>],
        graph: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        self.write_with(settings, articles, graph, &Fuse::none())
    }

    fn write_with(
        &mut self,
        settings: &Settings,
        articles: &[Article<'_>],
        graph: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
        fuse: &Fuse,
    ) -> Result<(), Error> {
        let committed = self.stage(settings, articles, graph, fuse).and_then(|manifest| {
            Disk { root: self.root(), fuse }.place(manifest::NAME)?;
            Ok(manifest)
        });
        match committed {
            Ok(manifest) => self.manifest = manifest,
            Err(error) => {
                // A crash, as it were, has no time to clean up.
                if !fuse.burnt() {
                    self.discard_staged();
                }
                return Err(error);
            }
        }
        // From here on the new state holds, whatever happens: files that stay beside their place are found there.
        if self.finish_change(fuse).is_err() && fuse.burnt() {
            return Ok(());
        }
        self.move_into_place(fuse)
    }

    /// Puts all files of the new state that are not there yet beside their places, and gives its manifest.
    fn stage(
        &self,
        settings: &Settings,
        articles: &[Article<'_>],
        graph: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
        fuse: &Fuse,
    ) -> Result<Manifest, Error> {
        let root = self.root();
        let disk = Disk { root, fuse };
        for folder in ["documents", "extractions"] {
            fs::create_dir_all(root.join(folder)).map_err(|source| Error::Io { path: root.join(folder), source })?;
        }
        let staged: Result<Vec<Vec<(String, Checksum)>>, Error> =
            articles.par_iter().map(|article| self.stage_article(article, &settings.knowledge, disk)).collect();
        let mut files: BTreeMap<String, Checksum> = staged?.into_iter().flatten().collect();
        files.insert(GRAPH.to_owned(), disk.stage(GRAPH, graph)?);
        let manifest = Manifest::new(settings.clone(), files);
        let json =
            manifest.to_json().map_err(|error| Error::Io { path: root.join(manifest::NAME), source: error.into() })?;
        disk.stage(manifest::NAME, &mut |out| out.write_all(&json))?;
        for folder in ["documents", "extractions", ""] {
            disk.sync_folder(folder)?;
        }
        Ok(manifest)
    }

    /// The files of one article, staged where they are not there already.
    fn stage_article(
        &self,
        article: &Article<'_>,
        knowledge: &str,
        disk: Disk<'_>,
    ) -> Result<Vec<(String, Checksum)>, Error> {
        let (document, extraction) = match article {
            Article::Read { document, extraction } => (document, extraction),
            Article::Kept(DocumentId(id)) => {
                let names = [record_name(id), text_name(id), extraction_name(id)];
                return names.into_iter().map(|name| self.known(&name).cloned().map(|known| (name, known))).collect();
            }
        };
        let id = &document.id.0;
        let stored = StoredDocument { record: document.record(), body: document.body };
        let result = StoredExtraction { engine: ENGINE.into(), knowledge: knowledge.into(), extraction };
        let path = || self.root().join(extraction_name(id));
        let to_io = |error: serde_json::Error| Error::Io { path: path(), source: error.into() };
        let files = [
            (record_name(id), serde_json::to_vec(&stored).map_err(to_io)?),
            (text_name(id), document.text.as_bytes().to_vec()),
            (extraction_name(id), serde_json::to_vec(&result).map_err(to_io)?),
        ];
        files
            .into_iter()
            .map(|(name, bytes)| {
                let sum = disk::checksum(&bytes);
                let there = self.manifest.files.get(&name) == Some(&sum)
                    && disk::checksum_of_file(&disk.root.join(&name)).is_ok_and(|found| found == sum);
                if !there {
                    disk.stage(&name, &mut |out| out.write_all(&bytes))?;
                }
                Ok((name, sum))
            })
            .collect()
    }

    /// Brings the folder in line with the manifest: staged files that it names move into place, files that it does not name go.
    fn finish_change(&self, fuse: &Fuse) -> Result<(), Error> {
        let disk = Disk { root: self.root(), fuse };
        for name in disk.files()? {
            let own = manifest::is_own(&name);
            match name.strip_suffix(".new") {
                Some(target)
                    if self.manifest.files.get(target).is_some_and(|known| {
                        disk::checksum_of_file(&disk.root.join(&name)).is_ok_and(|found| found == *known)
                    }) =>
                {
                    disk.place(target)?;
                }
                Some(target) if manifest::is_own(target) || target == manifest::NAME => disk.remove(&name)?,
                None if own && !self.manifest.files.contains_key(&name) => disk.remove(&name)?,
                _ => {}
            }
        }
        ["documents", "extractions", ""]
            .into_iter()
            .filter(|name| disk.root.join(name).is_dir())
            .try_for_each(|name| disk.sync_folder(name))
    }

    /// Removes what a change that failed had put beside its place.
    fn discard_staged(&self) {
        let fuse = Fuse::none();
        let disk = Disk { root: self.root(), fuse: &fuse };
        for name in disk.files().unwrap_or_default() {
            let target = name.strip_suffix(".new");
            if target.is_some_and(|target| manifest::is_own(target) || target == manifest::NAME) {
                let _ = disk.remove(&name);
            }
        }
    }

    /// Gives a new dossier its name.
    fn move_into_place(&mut self, fuse: &Fuse) -> Result<(), Error> {
        let Some(staging) = self.staging.clone() else { return Ok(()) };
        let path = self.path.clone();
        // An open lock file keeps Windows from renaming the folder; nobody knows this one yet.
        self.lock = None;
        // An empty folder may be there.
        let _ = fs::remove_dir(&path);
        fuse.step()
            .and_then(|()| fs::rename(&staging, &path))
            .map_err(|source| Error::Io { path: path.clone(), source })?;
        self.staging = None;
        self.lock = disk::lock(&path, true)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Disk { root: parent, fuse }.sync_folder("")
    }
}

impl Drop for Dossier {
    fn drop(&mut self) {
        if let Some(staging) = &self.staging {
            self.lock = None;
            let _ = fs::remove_dir_all(staging);
        }
    }
}

fn read_manifest(path: &Path) -> Result<Manifest, Error> {
    let file = path.join(manifest::NAME);
    match fs::read(&file) {
        Ok(bytes) => Manifest::parse(path, &bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => {
            Err(Error::NotADossier(path.to_owned()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::Missing(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(Error::NotADossier(path.to_owned())),
        Err(source) => Err(Error::Io { path: file, source }),
    }
}

/// Is there nothing in a folder but what a dossier has?
fn has_only_own_files(path: &Path) -> bool {
    let own = |name: &str| {
        let name = name.strip_suffix(".new").unwrap_or(name);
        [manifest::NAME, GRAPH, disk::LOCK, DECISIONS, "documents", "extractions"].contains(&name)
    };
    fs::read_dir(path).is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(own)))
}

/// How a file differs from what the manifest says of it.
fn difference(known: &Checksum, found: &Checksum) -> String {
    match found.bytes.cmp(&known.bytes) {
        std::cmp::Ordering::Less => format!("it is cut short: {} of {} bytes", found.bytes, known.bytes),
        _ => "it was changed by something else".into(),
    }
}

#[cfg(test)]
mod tests;
