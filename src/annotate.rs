//! `Document` → [`AnnotatedDocument`]: paragraphs, words, sentences, tags, lemmas, dependencies and names.
//!
//! | step | module | gives |
//! |---|---|---|
//! | 1 | `paragraph`, `dateline` | paragraphs of the text; an agency's dateline is one by itself |
//! | 2 | `tokenize` | words, as the UD treebanks cut them |
//! | 3 | `features`, `encoder` | a context vector for each word, one for syntax and one for names |
//! | 4 | `parser`, `tree` | heads, relations, sentences |
//! | 5 | `names` | names with types |
//! | 6 | `lemma` | dictionary forms |
//! | 7 | `garden_path` | trees without what grammar excludes |
//!
//! The network has the architecture of spaCy v3's small models (Honnibal et al.), its weights are trained in `training/` and
//! described in `models/FORMAT.md`. Annotation is a pure function of the text: the same bits on every machine (see `kernel`),
//! whatever was annotated before. It knows nothing of the ontology, resolves no reference and reads no dates.

mod archive;
pub mod conllu;
mod dateline;
mod encoder;
mod features;
mod garden_path;
pub mod json;
mod kernel;
mod lemma;
mod names;
mod network;
mod paragraph;
mod parser;
mod passes;
mod tokenize;
mod transition;
mod tree;

pub use archive::ModelError;
pub use passes::Pass;

use crate::model::{AnnotatedDocument, ByteSpan, Document, NamedSpan, Sentence, Token, TokenSpan, Upos};
use lemma::Lemmatizer;
use network::{Analysis, Network, Workspace};
use passes::Watch;
use std::sync::Mutex;
use tokenize::Tokenizer;

/// Longest stretch that is parsed as a whole; longer paragraphs are cut, at the end of a sentence where one is near.
const LONGEST: usize = 2000;
/// Words that go through the network at once.
const BATCH: usize = 2000;

/// A syntactic word of a text that was cut already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSpan {
    /// Bytes of the document's text.
    pub span: ByteSpan,
    /// Is it a later part of the same surface token as the word before?
    pub glued: bool,
}

/// The paragraphs of a text and their words: what [`Annotator::annotate`] cuts before it looks at any word.
pub fn words(text: &str) -> Vec<Vec<WordSpan>> {
    cut(&Tokenizer::new(), text, 0)
}

fn cut(tokenizer: &Tokenizer, text: &str, offset: usize) -> Vec<Vec<WordSpan>> {
    let paragraph = |range: std::ops::Range<usize>| {
        let start = offset + range.start;
        let words = tokenizer.tokenize(&text[range]).into_iter();
        words
            .map(|word| WordSpan { span: ByteSpan::new(start + word.start, start + word.end), glued: word.glued })
            .collect()
    };
    // A dateline is read by itself: the sentence begins behind it.
    let parts = |range: std::ops::Range<usize>| {
        let start = dateline::length(&text[range.clone()]).map_or(range.start, |length| range.start + length);
        [range.start..start, start..range.end].into_iter().filter(|part| !part.is_empty())
    };
    paragraph::paragraphs(text).into_iter().flat_map(parts).map(paragraph).collect()
}

/// The linguistic engine. Cheap to share between threads, not to make: make one.
pub struct Annotator {
    network: Network,
    lemmatizer: Lemmatizer,
    tokenizer: Tokenizer,
    /// Buffers and word caches of finished calls. They speed up later calls and never change their results.
    workspaces: Mutex<Vec<Workspace>>,
}

impl Annotator {
    /// The engine with the model that is built into the program.
    ///
    /// # Errors
    /// Only if the program was built with a damaged model.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::from_bytes(include_bytes!("../models/english.rapmodel"))
    }

    /// The engine with a model of one's own: the bytes of a `.rapmodel` file.
    ///
    /// # Errors
    /// If the bytes are no model of the format version that this program reads, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            network: Network::load(bytes)?,
            lemmatizer: Lemmatizer::embedded()?,
            tokenizer: Tokenizer::new(),
            workspaces: Mutex::default(),
        })
    }

    /// The dictionary form of a word by itself, as the annotation would give it.
    pub fn lemma(&self, form: &str, upos: Upos) -> String {
        // Of "lay" or "wound", the verb itself and not the past of "lie" or "wind".
        self.lemmatizer.lemma(form, upos, if upos == Upos::Verb { "VerbForm=Inf" } else { "" })
    }

    /// Name and version of the model, for caches and reports.
    pub fn model(&self) -> &str {
        &self.network.model
    }

    /// Annotates the body of a document.
    pub fn annotate(&self, document: Document) -> AnnotatedDocument {
        self.annotate_watched(document, &mut |_| ())
    }

    /// The same, telling of every pass when it is done: `benches/annotate.rs` holds a clock against them.
    pub fn annotate_watched(&self, document: Document, watch: &mut dyn FnMut(Pass)) -> AnnotatedDocument {
        let body = document.text.get(document.body.range()).unwrap_or_default();
        let paragraphs = cut(&self.tokenizer, body, document.body.start as usize);
        watch(Pass::Cut);
        self.annotate_paragraphs(document, &paragraphs, watch)
    }

    /// Annotates a document that was cut into paragraphs and words elsewhere, for measurements on given words. Words that lie
    /// outside the text, or not on character boundaries, are read as empty.
    pub fn annotate_words(&self, document: Document, paragraphs: &[Vec<WordSpan>]) -> AnnotatedDocument {
        self.annotate_paragraphs(document, paragraphs, &mut |_| ())
    }

    fn annotate_paragraphs(
        &self,
        document: Document,
        paragraphs: &[Vec<WordSpan>],
        watch: Watch<'_>,
    ) -> AnnotatedDocument {
        let pooled = self.workspaces.lock().ok().and_then(|mut pool| pool.pop());
        let mut workspace = pooled.unwrap_or_default();
        let mut sentences = Vec::new();
        let (mut batch, mut size) = (Vec::new(), 0);
        for (number, paragraph) in paragraphs.iter().enumerate() {
            for piece in pieces(&document.text, paragraph) {
                if size + piece.len() > BATCH && !batch.is_empty() {
                    self.annotate_batch(&document.text, &batch, &mut workspace, &mut sentences, watch);
                    (batch, size) = (Vec::new(), 0);
                }
                size += piece.len();
                batch.push((number as u32, piece));
            }
        }
        self.annotate_batch(&document.text, &batch, &mut workspace, &mut sentences, watch);
        if let Ok(mut pool) = self.workspaces.lock() {
            pool.push(workspace);
        }
        AnnotatedDocument { document, sentences }
    }

    fn annotate_batch(
        &self,
        text: &str,
        batch: &[(u32, &[WordSpan])],
        workspace: &mut Workspace,
        sentences: &mut Vec<Sentence>,
        watch: Watch<'_>,
    ) {
        let pieces: Vec<&[WordSpan]> = batch.iter().map(|(_, piece)| *piece).collect();
        let analyses = self.network.analyse(text, &pieces, workspace, watch);
        for ((paragraph, words), analysis) in batch.iter().zip(&analyses) {
            let ends = analysis.starts.iter().skip(1).copied().chain([words.len()]);
            for (&start, end) in analysis.starts.iter().zip(ends) {
                sentences.push(self.sentence(text, *paragraph, words, analysis, start..end, workspace));
            }
        }
        watch(Pass::Tokens);
    }

    fn sentence(
        &self,
        text: &str,
        paragraph: u32,
        words: &[WordSpan],
        analysis: &Analysis,
        range: std::ops::Range<usize>,
        workspace: &mut Workspace,
    ) -> Sentence {
        let token = |at: usize| {
            let (word, label) = (words[at], self.network.label(analysis.labels[at]));
            let form = workspace.form(analysis.types[at], text, word);
            let head = analysis.forest.heads[at] as usize;
            Token {
                span: word.span,
                lemma: workspace.lemma(analysis.types[at], analysis.labels[at], || {
                    self.lemmatizer.lemma(&form, label.upos, &label.feats)
                }),
                form,
                upos: label.upos,
                feats: label.feats.clone(),
                head: (head != at).then(|| (head - range.start) as u32),
                deprel: self.network.relation(analysis.forest.labels[at]),
                glued: word.glued && at > range.start,
            }
        };
        let mut tokens: Vec<Token> = range.clone().map(token).collect();
        garden_path::mend(&mut tokens);
        let inside = analysis.names.iter().filter(|name| range.contains(&(name.tokens.start as usize)));
        let names = inside.map(|name| NamedSpan {
            tokens: TokenSpan::new(name.tokens.start as usize - range.start, name.tokens.end as usize - range.start),
            kind: name.kind,
        });
        let span = words[range.start].span.union(words[range.end - 1].span);
        Sentence { span, paragraph, names: names.collect(), tokens }
    }
}

/// A paragraph in pieces of bounded length, cut after the last likely end of a sentence.
fn pieces<'a>(text: &'a str, paragraph: &'a [WordSpan]) -> impl Iterator<Item = &'a [WordSpan]> {
    let ends = |word: &WordSpan| text.get(word.span.range()).is_some_and(|form| matches!(form, "." | "!" | "?"));
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = if rest.len() <= LONGEST {
            rest.len()
        } else {
            rest[LONGEST / 2..LONGEST].iter().rposition(ends).map_or(LONGEST, |at| LONGEST / 2 + at + 1)
        };
        let (piece, later) = rest.split_at(cut);
        rest = later;
        Some(piece)
    })
}

#[cfg(test)]
mod tests;
