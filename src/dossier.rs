//! The folder in which a knowledge graph lives: the articles, what each of them says, and a manifest with a checksum of each.
//! Knows the layout, the lock and how to change all of it so that a crash at any moment leaves the old or the new state; does not
//! know what is in a graph or when an extraction is worth keeping. The graph itself is not kept: it follows from the extractions,
//! and to derive it takes less time than to read it back.
//!
//! A change writes new packs, which nobody knows yet, syncs them, and then replaces the manifest by rename: that is the moment at
//! which it takes effect. Packs that the manifest does not name go afterwards. A new dossier is made in a folder beside its place
//! and renamed as a whole.

mod decisions;
mod disk;
mod error;
mod manifest;
mod pack;

use crate::{
    diagnostic::Diagnostic,
    model::{Document, DocumentId, DocumentRecord, Extraction},
};
pub use decisions::{NAME as DECISIONS, Named, Written};
use disk::{Disk, Fuse};
pub use error::Error;
use manifest::Manifest;
pub use manifest::Settings;
use pack::{Entry, Item, Pack};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io,
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
            manifest: Manifest::new(Settings::default(), Vec::new()),
            lock: None,
        };
        dossier.lock = disk::lock(&staging, true)?;
        Ok(dossier)
    }

    /// Opens what is at `path` to put another in its place.
    fn replace(path: &Path, force: bool) -> Result<Self, Error> {
        let manifest = match read_manifest(path) {
            // A dossier that is too old or too damaged to read can be replaced, if nothing else is in its folder.
            Err(Error::BrokenManifest { .. } | Error::Older { .. }) if force && has_only_own_files(path) => {
                Manifest::new(Settings::default(), Vec::new())
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
        let mut ids: Vec<DocumentId> = self.entries().map(|(_, entry)| entry.id.clone()).collect();
        ids.sort();
        ids
    }
    /// Is the article in it?
    pub fn contains(&self, id: &DocumentId) -> bool {
        self.entry(id).is_some()
    }

    /// What is known about all articles, sorted by identity.
    ///
    /// # Errors
    /// A file is missing or damaged.
    pub fn records(&self) -> Result<Vec<DocumentRecord>, Error> {
        let mut records = self.each(Pack::records)?;
        records.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(records)
    }

    /// All articles with their texts, sorted by identity.
    ///
    /// # Errors
    /// A file is missing or damaged.
    pub fn documents(&self) -> Result<Vec<Document>, Error> {
        let mut documents = self.each(Pack::documents)?;
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(documents)
    }

    /// One article with its text.
    ///
    /// # Errors
    /// It is not in the dossier, or a file is missing or damaged.
    pub fn document(&self, id: &DocumentId) -> Result<Document, Error> {
        let (pack, entry) = self.known(id)?;
        pack.document(self.root(), entry)
    }

    /// What an article says, whatever it was read with.
    ///
    /// # Errors
    /// It is not in the dossier, or the file is missing or damaged, or another version of the program wrote it.
    pub fn extraction(&self, id: &DocumentId) -> Result<Extraction, Error> {
        let (pack, entry) = self.known(id)?;
        pack.extraction(self.root(), entry)
    }

    /// What all articles say, whatever they were read with, sorted by identity.
    ///
    /// # Errors
    /// A file is missing or damaged, or another version of the program wrote it.
    pub fn extractions(&self) -> Result<Vec<Extraction>, Error> {
        let mut extractions = self.each(Pack::extractions)?;
        extractions.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        Ok(extractions)
    }

    /// What a person decided about identity, in `decisions.toml`; nothing where there is no such file.
    ///
    /// # Errors
    /// The file cannot be read or understood.
    pub fn decisions(&self) -> Result<Vec<Written>, Diagnostic> {
        let path = self.path.join(DECISIONS);
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => decisions::parse(&name, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(Diagnostic::error(format!("cannot be read: {error}")).in_file(name)),
        }
    }

    /// The articles that another version of the program read, or this one with other knowledge, sorted.
    ///
    /// # Errors
    /// A file is missing.
    pub fn stale(&self, knowledge: &str) -> Result<Vec<DocumentId>, Error> {
        let mut stale = self.each(|pack, root| pack.stale(root, &[ENGINE, knowledge]))?;
        stale.sort();
        Ok(stale)
    }

    /// Checks every file against its checksums and gives all that is wrong.
    pub fn check(&self) -> Vec<Error> {
        self.manifest.packs.iter().flat_map(|pack| pack.check(self.root())).collect()
    }

    fn each<T>(&self, read: impl Fn(&Pack, &Path) -> Result<Vec<T>, Error>) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        for pack in &self.manifest.packs {
            all.append(&mut read(pack, self.root())?);
        }
        Ok(all)
    }

    fn entries(&self) -> impl Iterator<Item = (&Pack, &Entry)> {
        self.manifest.packs.iter().flat_map(|pack| pack.articles.iter().map(move |entry| (pack, entry)))
    }

    fn entry(&self, id: &DocumentId) -> Option<(&Pack, &Entry)> {
        self.manifest.packs.iter().find_map(|pack| {
            let at = pack.articles.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
            Some((pack, pack.articles.get(at)?))
        })
    }

    fn known(&self, id: &DocumentId) -> Result<(&Pack, &Entry), Error> {
        self.entry(id).ok_or_else(|| Error::Unknown { path: self.path.clone(), id: id.0.clone() })
    }
}

/// Writing.
impl Dossier {
    /// Replaces everything by the given state: articles that are not in `articles` go.
    ///
    /// # Errors
    /// The disk refuses, or a kept article is not there; the dossier is then as it was.
    pub fn write(&mut self, settings: &Settings, articles: &[Article<'_>]) -> Result<(), Error> {
        self.write_with(settings, articles, &Fuse::none())
    }

    fn write_with(&mut self, settings: &Settings, articles: &[Article<'_>], fuse: &Fuse) -> Result<(), Error> {
        let committed = self.stage(settings, articles, fuse).and_then(|manifest| {
            Disk { root: self.root(), fuse }.place(manifest::NAME)?;
            Ok(manifest)
        });
        match committed {
            Ok(manifest) => self.manifest = manifest,
            Err(error) => {
                // A crash, as it were, has no time to clean up.
                if !fuse.burnt() {
                    let _ = self.finish_change(&Fuse::none());
                }
                return Err(error);
            }
        }
        // From here on the new state holds, whatever happens: what is left over is swept up by the next change.
        if self.finish_change(fuse).is_err() && fuse.burnt() {
            return Ok(());
        }
        self.move_into_place(fuse)
    }

    /// Writes the packs of the new state that are not there yet and its manifest beside its place.
    fn stage(&self, settings: &Settings, articles: &[Article<'_>], fuse: &Fuse) -> Result<Manifest, Error> {
        let root = self.root();
        let disk = Disk { root, fuse };
        let folder = root.join(pack::FOLDER);
        fs::create_dir_all(&folder).map_err(|source| Error::Io { path: folder, source })?;
        let (mut packs, mut items) = self.divide(articles)?;
        if !items.is_empty() {
            items.sort_by(|a, b| a.id().cmp(b.id()));
            packs.push(Pack::write(&items, &[ENGINE, &settings.knowledge], disk)?);
        }
        let manifest = Manifest::new(settings.clone(), packs);
        let json =
            manifest.to_json().map_err(|error| Error::Io { path: root.join(manifest::NAME), source: error.into() })?;
        disk.stage(manifest::NAME, &mut |out| out.write_all(&json))?;
        for folder in [pack::FOLDER, ""] {
            disk.sync_folder(folder)?;
        }
        Ok(manifest)
    }

    /// The packs that stay as they are, and what a new one has to hold.
    fn divide<'a>(&'a self, articles: &[Article<'a>]) -> Result<(Vec<Pack>, Vec<Item<'a>>), Error> {
        let (mut kept, mut items) = (BTreeSet::new(), BTreeMap::new());
        for article in articles {
            match article {
                Article::Kept(id) => {
                    self.known(id)?;
                    kept.insert(*id);
                }
                Article::Read { document, extraction } => {
                    items.insert(&document.id, Item::New(document, extraction));
                }
            }
        }
        let stays = |entry: &Entry| kept.contains(&entry.id) && !items.contains_key(&entry.id);
        let (whole, broken): (Vec<&Pack>, Vec<&Pack>) =
            self.manifest.packs.iter().partition(|pack| pack.articles.iter().all(stays));
        let mut loose: Vec<(&Pack, &Entry)> = Vec::new();
        for pack in broken {
            loose.extend(pack.articles.iter().filter(|entry| stays(entry)).map(|entry| (pack, entry)));
        }
        let mut packs = Vec::new();
        // The smallest first: those that are not twice as large as what is new go into it.
        for pack in whole.into_iter().rev() {
            let size = items.len() + loose.len();
            if size > 0 && pack.articles.len() < 2 * size {
                loose.extend(pack.articles.iter().map(|entry| (pack, entry)));
            } else {
                packs.push(pack.clone());
            }
        }
        let mut items: Vec<Item<'a>> = items.into_values().collect();
        items.extend(loose.into_iter().map(|(pack, entry)| Item::Old(pack, entry)));
        Ok((packs, items))
    }

    /// Brings the folder in line with the manifest: files that it does not name go.
    fn finish_change(&self, fuse: &Fuse) -> Result<(), Error> {
        let disk = Disk { root: self.root(), fuse };
        for name in disk.files(pack::FOLDER)? {
            let target = name.strip_suffix(".new").unwrap_or(&name);
            let ours = pack::is_own(target) || pack::Half::BOTH.iter().any(|half| half.name("new") == target);
            if ours && !self.manifest.names(&name) {
                disk.remove(&name)?;
            }
        }
        for name in disk.files("")? {
            if name.strip_suffix(".new") == Some(manifest::NAME) {
                disk.remove(&name)?;
            }
        }
        [pack::FOLDER, ""]
            .into_iter()
            .filter(|name| disk.root.join(name).is_dir())
            .try_for_each(|name| disk.sync_folder(name))
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
        // The last three are those of the first format.
        let known = [manifest::NAME, disk::LOCK, pack::FOLDER, DECISIONS, "documents", "extractions", "graph.nq"];
        known.contains(&name)
    };
    fs::read_dir(path).is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(own)))
}

#[cfg(test)]
mod tests;
