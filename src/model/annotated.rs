//! Linguistic annotation in the terms of Universal Dependencies (CoNLL-U columns), plus names.

use super::{ByteSpan, Document, TokenSpan};
use std::{fmt, str::FromStr, sync::Arc};

/// A document with its sentences in text order.
#[derive(Clone, Debug)]
pub struct AnnotatedDocument {
    /// The document, unchanged.
    pub document: Document,
    /// Its sentences; they do not overlap, and white space alone lies outside them.
    pub sentences: Vec<Sentence>,
}

/// One sentence: a tree over its tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From the first token's start to the last token's end, in bytes of the document's text.
    pub span: ByteSpan,
    /// Number of its paragraph in the document, from 0.
    pub paragraph: u32,
    /// Syntactic words, in order.
    pub tokens: Vec<Token>,
    /// Names, in order, not overlapping.
    pub names: Vec<NamedSpan>,
}

/// A syntactic word (a line of CoNLL-U).
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Bytes of the document's text; `form` is exactly that text.
    pub span: ByteSpan,
    /// As written.
    pub form: Arc<str>,
    /// Dictionary form, lower case but for proper nouns.
    pub lemma: Arc<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// UD features as in CoNLL-U, `Mood=Ind|Tense=Past`; empty if none.
    pub feats: Arc<str>,
    /// Index of the head in the sentence; `None` for a root.
    pub head: Option<u32>,
    /// Relation to the head, with subtype: `nsubj:pass`; `root` for a root.
    pub deprel: Arc<str>,
    /// Is it a later part of the same surface token as the word before ("do|n't")?
    pub glued: bool,
}

impl Token {
    /// The value of a feature: `feature("Tense")` is `Some("Past")`.
    pub fn feature(&self, key: &str) -> Option<&str> {
        self.feats.split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }
    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    pub fn relation(&self) -> &str {
        self.deprel.split(':').next().unwrap_or_default()
    }
}

/// A name and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpan {
    /// Its tokens in the sentence.
    pub tokens: TokenSpan,
    /// What kind of thing is named.
    pub kind: NameKind,
}

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The label as files have it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($text => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }
    };
}
pub(crate) use labels;

labels! {
    /// Universal part-of-speech tags.
    #[allow(missing_docs)]
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}
labels! {
    /// Types of names, as `OntoNotes` has them.
    #[allow(missing_docs)]
    NameKind {
        Person = "PERSON", Norp = "NORP", Org = "ORG", Gpe = "GPE", Loc = "LOC", Fac = "FAC", Event = "EVENT",
        Product = "PRODUCT", Law = "LAW", WorkOfArt = "WORK_OF_ART",
    }
}
