//! Finds the articles of a folder and reads files without trusting their size.

use crate::diagnostic::Diagnostic;
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// What a file's name tells about its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text, as far as the name goes.
    Text,
    /// Markdown.
    Markdown,
    /// A format that is not read, with words for it.
    Other(&'static str),
    /// An ending that tells nothing.
    Unknown,
}

/// The format that a file's name tells.
pub(super) fn kind(path: &Path) -> Kind {
    let Some(extension) = path.extension() else { return Kind::Text };
    match extension.to_string_lossy().to_ascii_lowercase().as_str() {
        "txt" | "text" => Kind::Text,
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" | "xhtml" | "mhtml" => Kind::Other("a web page (HTML)"),
        "xml" | "rss" | "atom" => Kind::Other("XML"),
        "pdf" => Kind::Other("PDF"),
        "doc" | "docx" | "odt" | "rtf" | "epub" | "pages" => Kind::Other("a word processor's file"),
        "json" | "jsonl" | "csv" | "tsv" | "xlsx" | "ods" | "parquet" => Kind::Other("a data file"),
        "gz" | "bz2" | "xz" | "zst" | "zip" | "tar" | "7z" => Kind::Other("a compressed file"),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "mp3" | "mp4" => Kind::Other("a picture or recording"),
        _ => Kind::Unknown,
    }
}

/// Why a file's bytes are not to be had.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The system says so.
    Unreadable(io::Error),
    /// It goes on after the limit.
    TooLarge,
}

impl Refusal {
    pub(super) fn diagnostic(self, limit: u64) -> Diagnostic {
        match self {
            Self::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => {
                Diagnostic::error("no such file or folder")
            }
            Self::Unreadable(error) => Diagnostic::error(format!("cannot be read: {error}")),
            Self::TooLarge => Diagnostic::error(format!("larger than the limit of {}", megabytes(limit)))
                .hint("an article is smaller: split the file into one file an article"),
        }
    }
}

/// "64 MB", "1.5 MB", "300 bytes".
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..100_000 => format!("{bytes} bytes"),
        _ if bytes.is_multiple_of(1_000_000) => format!("{} MB", bytes / 1_000_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// Opens a file.
pub(super) fn open(path: &Path) -> Result<File, Refusal> {
    File::open(path).map_err(Refusal::Unreadable)
}

/// All bytes, at most `limit`: what a pipe or a growing file has is known only by reading it.
pub(super) fn bytes(source: &mut dyn Read, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Refusal::Unreadable)?;
    if bytes.len() as u64 > limit { Err(Refusal::TooLarge) } else { Ok(bytes) }
}

/// A path as messages and records have it: with `/` on every system.
pub(super) fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" })
}

/// The articles of a folder and its folders, in the order of their names, and what was passed over.
pub(super) fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    // A stack and not recursion: the depth of folders is outside data.
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if !path.is_dir() {
            match kind(&path) {
                Kind::Text | Kind::Markdown => articles.push(path),
                Kind::Other(what) => {
                    problems.push(Diagnostic::note(format!("{what} is not read")).in_file(display(&path)));
                }
                Kind::Unknown => {
                    let note = Diagnostic::note("not read: its name ends like no article's");
                    problems
                        .push(note.in_file(display(&path)).hint("name the file itself to have it read as plain text"));
                }
            }
            continue;
        }
        match entries(&path) {
            // Taken from the end: the last pushed comes first.
            Ok(found) => waiting.extend(found.into_iter().rev()),
            Err(error) => {
                problems.push(Diagnostic::error(format!("the folder cannot be read: {error}")).in_file(display(&path)));
            }
        }
    }
    (articles, problems)
}

/// What lies in a folder, sorted: files, links to files, folders; not what is hidden, and no links to folders (they may lead in
/// circles).
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        // A broken link counts as a file, so that reading it says what is wrong; a pipe would wait for ever.
        let file =
            kind.is_file() || kind.is_symlink() && entry.path().metadata().map_or(true, |target| target.is_file());
        if file || kind.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
