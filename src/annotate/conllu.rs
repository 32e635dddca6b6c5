//! [`AnnotatedDocument`] → CoNLL-U (<https://universaldependencies.org/format.html>), with names in MISC (`NER=B-PERSON`).

use crate::model::{AnnotatedDocument, Sentence, Token};
use std::io::{Result, Write};

/// Writes the document: `# newdoc`, a `# newpar` where a paragraph begins, and each sentence with its text.
///
/// # Errors
/// Those of `out`.
pub fn write(document: &AnnotatedDocument, out: &mut impl Write) -> Result<()> {
    let mut paragraph = None;
    for (at, sentence) in document.sentences.iter().enumerate() {
        if at == 0 {
            writeln!(out, "# newdoc id = {}", one_line(&document.document.file))?;
        }
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {}", at + 1)?;
        let text = document.document.text.get(sentence.span.range()).unwrap_or_default();
        writeln!(out, "# text = {}", one_line(text))?;
        write_sentence(sentence, &document.document.text, out)?;
        writeln!(out)?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_sentence(sentence: &Sentence, text: &str, out: &mut impl Write) -> Result<()> {
    let tokens = &sentence.tokens;
    let names = names_of(sentence);
    for (at, token) in tokens.iter().enumerate() {
        let parts = 1 + tokens[at + 1..].iter().take_while(|later| later.glued).count();
        if parts > 1 && !token.glued {
            let last = &tokens[at + parts - 1];
            let form = text.get(token.span.union(last.span).range()).unwrap_or_default();
            writeln!(
                out,
                "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}",
                at + 1,
                at + parts,
                or_blank(space_after(last, text))
            )?;
        }
        let multiword = token.glued || parts > 1;
        let space = if multiword { "" } else { space_after(token, text) };
        let misc: Vec<&str> = [names[at].as_str(), space].into_iter().filter(|item| !item.is_empty()).collect();
        let head = token.head.map_or(0, |head| head + 1);
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{}",
            at + 1,
            or_blank(&token.form),
            or_blank(&token.lemma),
            token.upos,
            or_blank(&token.feats),
            token.deprel,
            or_blank(&misc.join("|"))
        )?;
    }
    Ok(())
}

fn or_blank(field: &str) -> &str {
    if field.is_empty() { "_" } else { field }
}

fn space_after(token: &Token, text: &str) -> &'static str {
    let next = text.get(token.span.end as usize..).and_then(|rest| rest.chars().next());
    if next.is_none_or(super::tokenize::is_blank) { "" } else { "SpaceAfter=No" }
}

/// `NER=B-…`, `NER=I-…` or nothing for each token.
fn names_of(sentence: &Sentence) -> Vec<String> {
    let mut out = vec![String::new(); sentence.tokens.len()];
    for name in &sentence.names {
        for (place, at) in name.tokens.range().enumerate() {
            if let Some(slot) = out.get_mut(at) {
                *slot = format!("NER={}-{}", if place == 0 { 'B' } else { 'I' }, name.kind);
            }
        }
    }
    out
}
