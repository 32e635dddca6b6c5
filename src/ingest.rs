//! Turns files, folders and standard input into [`Document`]s: decoded text with what is known about it from outside the text.
//! It refuses what is no text and says so; it never guesses a publication date from the text of an article (that is for
//! `extract`, which knows how sure such a guess is). Offsets count from the start of the file's own text, in which only the
//! encoding, the line ends and forbidden control characters were changed. The one stage that reads files.

mod dateline;
mod decode;
mod files;
mod metadata;
mod table;

pub use table::Table;

use crate::{
    diagnostic::{Diagnostic, Severity},
    model::{ByteSpan, Date, Document, DocumentId},
};
use std::{
    collections::BTreeMap,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Day of publication of the articles that tell none themselves.
    pub published: Option<Date>,
    /// What is known of articles by their file, where they do not tell it themselves.
    pub metadata: Table,
    /// Largest file to read, in bytes.
    pub limit: u64,
}

impl Options {
    /// 64 MB: no article is larger, and what reads one holds a multiple of it in memory.
    pub const DEFAULT_LIMIT: u64 = 64_000_000;
}
impl Default for Options {
    fn default() -> Self {
        Self { published: None, metadata: Table::default(), limit: Self::DEFAULT_LIMIT }
    }
}

/// What was read, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// The articles, in the order of the inputs, each text once.
    pub documents: Vec<Document>,
    /// What there is to say about the inputs.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of inputs and files that were refused; each has an error among the diagnostics.
    pub refused: usize,
}

/// Reads files, folders (recursively, in the order of names) and standard input (`-`).
pub fn read(inputs: &[PathBuf], options: &Options) -> Ingested {
    read_with(inputs, options, &mut io::stdin().lock())
}

/// The same, with something else in the place of standard input.
pub fn read_with(inputs: &[PathBuf], options: &Options, stdin: &mut dyn Read) -> Ingested {
    let mut reader = Reader { options, known: BTreeMap::new(), out: Ingested::default() };
    for input in inputs {
        if input.as_os_str() == "-" {
            reader.take("-", None, files::bytes(stdin, options.limit));
        } else if input.is_dir() {
            reader.folder(input);
        } else {
            reader.named(input);
        }
    }
    reader.out
}

struct Reader<'a> {
    options: &'a Options,
    /// Which file had an article first.
    known: BTreeMap<DocumentId, String>,
    out: Ingested,
}

impl Reader<'_> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.out.diagnostics.push(diagnostic);
    }
    fn refuse(&mut self, diagnostic: Diagnostic) {
        self.out.refused += 1;
        self.say(diagnostic);
    }

    /// A file that the user named: read whatever its name, unless the name tells a format that is no plain text.
    fn named(&mut self, path: &Path) {
        let name = files::display(path);
        if let files::Kind::Other(what) = files::kind(path) {
            let message = format!("{what} is not read");
            self.refuse(
                Diagnostic::error(message).in_file(name).hint("convert it to plain text (.txt) or Markdown (.md)"),
            );
        } else {
            self.take(
                &name,
                Some(path),
                files::open(path).and_then(|mut file| files::bytes(&mut file, self.options.limit)),
            );
        }
    }

    /// All articles of a folder.
    fn folder(&mut self, folder: &Path) {
        let (paths, problems) = files::walk(folder);
        for path in &paths {
            let file = files::open(path).and_then(|mut file| files::bytes(&mut file, self.options.limit));
            self.take(&files::display(path), Some(path), file);
        }
        for problem in problems {
            if problem.severity == Severity::Error { self.refuse(problem) } else { self.say(problem) }
        }
        if paths.is_empty() {
            let hint = "articles are files that end in .txt, .md or .markdown, or that have no extension";
            self.refuse(Diagnostic::error("no articles in this folder").in_file(files::display(folder)).hint(hint));
        }
    }

    /// One file's bytes, or why there are none.
    fn take(&mut self, name: &str, path: Option<&Path>, bytes: Result<Vec<u8>, files::Refusal>) {
        let decoded =
            bytes.map_err(|refusal| refusal.diagnostic(self.options.limit)).and_then(|bytes| decode::text(&bytes));
        let decode::Decoded { text, notes } = match decoded {
            Ok(decoded) => decoded,
            Err(problem) => return self.refuse(problem.in_file(name)),
        };
        let id = DocumentId::of(&text);
        if let Some(first) = self.known.get(&id) {
            let message = format!("the same article as {first}: read once");
            return self.say(Diagnostic::warning(message).in_file(name));
        }
        let found = metadata::find(name, path, &text, self.options);
        if text.get(found.body_start..).is_none_or(|body| body.trim().is_empty()) {
            let what = if found.body_start > 0 { "nothing but metadata: no article" } else { "the file is empty" };
            return self.refuse(Diagnostic::error(what).in_file(name));
        }
        self.out.diagnostics.extend(notes.into_iter().map(|note| note.in_file(name)));
        self.out.diagnostics.extend(found.diagnostics);
        self.known.insert(id.clone(), name.to_owned());
        let body = ByteSpan::new(found.body_start, text.len());
        self.out.documents.push(Document { id, file: name.to_owned(), text, body, metadata: found.metadata });
    }
}

#[cfg(test)]
mod tests;
