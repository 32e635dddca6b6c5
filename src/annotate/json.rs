//! [`AnnotatedDocument`] → one JSON object: sentences with their tokens and names, offsets in bytes of the document's text.

use crate::model::{AnnotatedDocument, NamedSpan, Sentence, Token};
use serde_json::{Map, Value, json};
use std::io::{Result, Write};

/// Writes the document as one line.
///
/// # Errors
/// Those of `out`.
pub fn write(document: &AnnotatedDocument, out: &mut impl Write) -> Result<()> {
    let sentences: Vec<Value> = document.sentences.iter().map(sentence).collect();
    serde_json::to_writer(&mut *out, &json!({ "file": document.document.file, "sentences": sentences }))?;
    writeln!(out)
}

fn sentence(sentence: &Sentence) -> Value {
    json!({
        "start": sentence.span.start,
        "end": sentence.span.end,
        "paragraph": sentence.paragraph,
        "tokens": sentence.tokens.iter().map(token).collect::<Vec<_>>(),
        "names": sentence.names.iter().map(name).collect::<Vec<_>>(),
    })
}

fn token(token: &Token) -> Value {
    let feats = token.feats.split('|').filter_map(|pair| pair.split_once('='));
    let feats: Map<String, Value> = feats.map(|(key, value)| (key.to_owned(), value.into())).collect();
    json!({
        "start": token.span.start,
        "end": token.span.end,
        "form": &*token.form,
        "lemma": &*token.lemma,
        "upos": token.upos.as_str(),
        "feats": feats,
        "head": token.head,
        "deprel": &*token.deprel,
        "glued": token.glued,
    })
}

/// `start` and `end` count tokens of the sentence, the end exclusive.
fn name(name: &NamedSpan) -> Value {
    json!({ "start": name.tokens.start, "end": name.tokens.end, "kind": name.kind.as_str() })
}
