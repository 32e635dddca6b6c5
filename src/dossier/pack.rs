//! Many articles in one file: texts and extractions one after another, each with its place and checksum in the manifest. A pack
//! is named after what is in it and never changes: a change of the dossier writes a new one, and the old ones go. So that adding
//! one article costs no more than that article, packs grow like the digits of a counter: a new one swallows those that are not
//! at least twice as large.

use super::{Error, disk::Disk};
use crate::model::{ByteSpan, Document, DocumentId, DocumentRecord, Extraction, Metadata};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

/// The folder of the packs.
pub(super) const FOLDER: &str = "packs";
/// Digits of a checksum that are kept: enough to notice damage.
const DIGITS: usize = 32;
/// So many articles are put into bytes at once, on all cores.
const BATCH: usize = 256;

/// A stretch of a file: where it starts, its length and its checksum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slice(u64, u64, String);

/// One article's places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) id: DocumentId,
    article: Slice,
    extraction: Slice,
}

/// Two files of one name, and what is in them, sorted by identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pack {
    pub(super) name: String,
    pub(super) articles: Vec<Entry>,
}

/// Which of a pack's two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// One JSON object a line.
    Articles,
    /// Postcard, after the version of the program and of the knowledge that it was read with.
    Extractions,
}

/// A line of the articles' file.
#[derive(Serialize, Deserialize)]
struct Line {
    id: DocumentId,
    file: String,
    metadata: Metadata,
    body: ByteSpan,
    text: String,
}

/// What goes into a new pack.
pub(super) enum Item<'a> {
    /// An article and what it says.
    New(&'a Document, &'a Extraction),
    /// Bytes of a pack that is there.
    Old(&'a Pack, &'a Entry),
}

impl Item<'_> {
    pub(super) fn id(&self) -> &DocumentId {
        match self {
            Self::New(document, _) => &document.id,
            Self::Old(_, entry) => &entry.id,
        }
    }
}

impl Half {
    pub(super) const BOTH: [Self; 2] = [Self::Articles, Self::Extractions];

    pub(super) fn name(self, pack: &str) -> String {
        let ending = match self {
            Self::Articles => "jsonl",
            Self::Extractions => "postcard",
        };
        format!("{FOLDER}/{pack}.{ending}")
    }
    pub(super) fn slice(self, entry: &Entry) -> &Slice {
        match self {
            Self::Articles => &entry.article,
            Self::Extractions => &entry.extraction,
        }
    }
    fn bytes(self, document: &Document, extraction: &Extraction, key: &[&str; 2]) -> io::Result<Vec<u8>> {
        match self {
            Self::Articles => {
                let Document { id, file, text, body, metadata } = document.clone();
                let mut line = serde_json::to_vec(&Line { id, file, metadata, body, text })?;
                line.push(b'\n');
                Ok(line)
            }
            Self::Extractions => postcard::to_allocvec(&(key, extraction)).map_err(io::Error::other),
        }
    }
}

/// Is it the path of a pack's file?
pub(super) fn is_own(name: &str) -> bool {
    let digest = |text: &str| text.len() == DIGITS && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let file = name.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
    let stem = file.and_then(|file| file.strip_suffix(".jsonl").or(file.strip_suffix(".postcard")));
    stem.is_some_and(digest)
}

/// Is it a name that a pack may have?
pub(super) fn is_name(name: &str) -> bool {
    is_own(&Half::Articles.name(name))
}

fn checksum(bytes: &[u8]) -> String {
    let mut sum = format!("{:x}", Sha256::digest(bytes));
    sum.truncate(DIGITS);
    sum
}

/// Why bytes are not those that were written.
type Wrong = String;

impl Slice {
    /// The stretch of a whole file, if it is as it was written.
    fn of<'b>(&self, file: &'b [u8]) -> Result<&'b [u8], Wrong> {
        let end = self.0.saturating_add(self.1);
        let bytes = usize::try_from(self.0).ok().zip(usize::try_from(end).ok()).and_then(|(a, b)| file.get(a..b));
        let bytes = bytes.ok_or_else(|| format!("it is cut short: {} of {end} bytes", file.len()))?;
        self.checked(bytes).map(|()| bytes)
    }
    fn checked(&self, bytes: &[u8]) -> Result<(), Wrong> {
        if checksum(bytes) == self.2 { Ok(()) } else { Err("it was changed by something else".to_owned()) }
    }
}

impl Pack {
    fn damaged(&self, root: &Path, half: Half, reason: String) -> Error {
        Error::Damaged { path: root.join(half.name(&self.name)), reason }
    }
    fn failed(&self, root: &Path, half: Half, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::NotFound => self.damaged(root, half, "it is missing".to_owned()),
            io::ErrorKind::UnexpectedEof => self.damaged(root, half, "it is cut short".to_owned()),
            _ => Error::Io { path: root.join(half.name(&self.name)), source },
        }
    }

    /// Reads a whole file and gives what `each` makes of every article's bytes, in their order.
    fn all<T: Send>(
        &self,
        root: &Path,
        half: Half,
        each: impl Fn(&Entry, &[u8]) -> Result<T, Wrong> + Sync,
    ) -> Result<Vec<T>, Error> {
        let file = fs::read(root.join(half.name(&self.name))).map_err(|source| self.failed(root, half, source))?;
        let read = |entry: &Entry| half.slice(entry).of(&file).and_then(|bytes| each(entry, bytes));
        let found: Result<Vec<T>, Wrong> = self.articles.par_iter().map(read).collect();
        found.map_err(|reason| self.damaged(root, half, reason))
    }

    /// The bytes of one article.
    fn one(&self, root: &Path, half: Half, entry: &Entry) -> Result<Vec<u8>, Error> {
        let Slice(start, length, _) = half.slice(entry);
        let path = root.join(half.name(&self.name));
        let read = || {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(*start))?;
            let mut bytes = Vec::new();
            file.take(*length).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|source| self.failed(root, half, source))?;
        if bytes.len() as u64 != *length {
            return Err(self.damaged(root, half, "it is cut short".to_owned()));
        }
        half.slice(entry).checked(&bytes).map_err(|reason| self.damaged(root, half, reason))?;
        Ok(bytes)
    }

    /// What is wrong with its files.
    pub(super) fn check(&self, root: &Path) -> Vec<Error> {
        Half::BOTH.iter().filter_map(|half| self.all(root, *half, |_, _| Ok(())).err()).collect()
    }

    pub(super) fn records(&self, root: &Path) -> Result<Vec<DocumentRecord>, Error> {
        /// A line but for its text.
        #[derive(Deserialize)]
        struct Head {
            id: DocumentId,
            file: String,
            metadata: Metadata,
        }
        self.all(root, Half::Articles, |_, bytes| {
            let Head { id, file, metadata } = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
            Ok(DocumentRecord { id, file, metadata })
        })
    }

    pub(super) fn document(&self, root: &Path, entry: &Entry) -> Result<Document, Error> {
        let bytes = self.one(root, Half::Articles, entry)?;
        document(&bytes).map_err(|reason| self.damaged(root, Half::Articles, reason))
    }

    pub(super) fn documents(&self, root: &Path) -> Result<Vec<Document>, Error> {
        self.all(root, Half::Articles, |_, bytes| document(bytes))
    }

    /// What the articles say, whatever they were read with.
    pub(super) fn extractions(&self, root: &Path) -> Result<Vec<Extraction>, Error> {
        self.all(root, Half::Extractions, |_, bytes| extraction(bytes))
    }

    /// The articles that were read with another program or other knowledge than `key`. Checksums are not looked at.
    pub(super) fn stale(&self, root: &Path, key: &[&str; 2]) -> Result<Vec<DocumentId>, Error> {
        let half = Half::Extractions;
        let file = fs::read(root.join(half.name(&self.name))).map_err(|source| self.failed(root, half, source))?;
        let fits = |entry: &&Entry| {
            let bytes = usize::try_from(half.slice(entry).0).ok().and_then(|start| file.get(start..));
            bytes.and_then(|bytes| postcard::take_from_bytes::<[&str; 2]>(bytes).ok()).is_some_and(|(of, _)| of == *key)
        };
        Ok(self.articles.iter().filter(|entry| !fits(entry)).map(|entry| entry.id.clone()).collect())
    }

    pub(super) fn extraction(&self, root: &Path, entry: &Entry) -> Result<Extraction, Error> {
        let bytes = self.one(root, Half::Extractions, entry)?;
        extraction(&bytes).map_err(|reason| self.damaged(root, Half::Extractions, reason))
    }

    /// Writes a pack of these, sorted by identity, and gives it its name. Nobody knows it before a manifest names it.
    pub(super) fn write(items: &[Item<'_>], key: &[&str; 2], disk: Disk<'_>) -> Result<Self, Error> {
        let sources = Sources::open(items, disk.root)?;
        let (articles, sum) = half(Half::Articles, items, key, &sources, disk)?;
        let (extractions, other) = half(Half::Extractions, items, key, &sources, disk)?;
        let name = checksum(format!("{sum} {other}").as_bytes());
        for half in Half::BOTH {
            disk.rename(&half.name("new"), &half.name(&name))?;
        }
        let entries = items.iter().zip(articles.into_iter().zip(extractions));
        let entry =
            |(item, (article, extraction)): (&Item<'_>, _)| Entry { id: item.id().clone(), article, extraction };
        Ok(Self { name, articles: entries.map(entry).collect() })
    }
}

fn document(bytes: &[u8]) -> Result<Document, Wrong> {
    let Line { id, file, metadata, body, text } = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if text.get(body.range()).is_none() {
        return Err("a body lies outside its text".to_owned());
    }
    Ok(Document { id, file, text, body, metadata })
}

fn extraction(bytes: &[u8]) -> Result<Extraction, Wrong> {
    let ([engine, _], rest) = postcard::take_from_bytes::<[&str; 2]>(bytes).map_err(|error| error.to_string())?;
    postcard::from_bytes(rest)
        .map_err(|_| format!("rapporteur {engine} read its articles: add without articles reads them again"))
}

/// The files of packs whose articles go into another.
struct Sources(BTreeMap<String, Vec<u8>>);

impl Sources {
    fn open(items: &[Item<'_>], root: &Path) -> Result<Self, Error> {
        let mut packs = BTreeMap::new();
        for item in items {
            if let Item::Old(pack, _) = item {
                packs.insert(&pack.name, *pack);
            }
        }
        let mut files = BTreeMap::new();
        for pack in packs.into_values() {
            for half in Half::BOTH {
                let name = half.name(&pack.name);
                let bytes = fs::read(root.join(&name)).map_err(|source| pack.failed(root, half, source))?;
                files.insert(name, bytes);
            }
        }
        Ok(Self(files))
    }
    fn get(&self, pack: &Pack, half: Half) -> &[u8] {
        self.0.get(&half.name(&pack.name)).map_or(&[], Vec::as_slice)
    }
}

/// Writes one file beside its place and gives where each article is in it, and the whole's checksum.
fn half(
    half: Half,
    items: &[Item<'_>],
    key: &[&str; 2],
    sources: &Sources,
    disk: Disk<'_>,
) -> Result<(Vec<Slice>, String), Error> {
    let bytes = |item: &Item<'_>| match item {
        Item::New(document, extraction) => half.bytes(document, extraction, key),
        Item::Old(pack, entry) => {
            let found = half.slice(entry).of(sources.get(pack, half));
            found.map(<[u8]>::to_vec).map_err(|reason| io::Error::other(format!("{}: {reason}", pack.name)))
        }
    };
    let mut slices = Vec::with_capacity(items.len());
    let mut at = 0;
    let sum = disk.stage(&half.name("new"), &mut |out: &mut dyn Write| {
        for batch in items.chunks(BATCH) {
            let sealed = |item| bytes(item).map(|bytes| (checksum(&bytes), bytes));
            let made: io::Result<Vec<_>> = batch.par_iter().map(sealed).collect();
            for (sum, bytes) in made? {
                slices.push(Slice(at, bytes.len() as u64, sum));
                at += bytes.len() as u64;
                out.write_all(&bytes)?;
            }
        }
        Ok(())
    })?;
    Ok((slices, sum))
}
