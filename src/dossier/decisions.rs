//! `decisions.toml`: what a person decided about identity, beside the articles and never written by us. Reads the lines with
//! their places; what the names in it stand for is not known here.
//!
//! ```toml
//! [[same]]
//! things = ["Ilse Marquardt", "I. Marquart"]
//! comment = "a misspelling in the Harbour Review"
//!
//! [[different]]
//! things = [{ name = "Lie", article = "budget.txt" }, "Gunnar Lie"]
//!
//! [[rename]]
//! thing = "24-point plan"
//! to = "Arvenian plan"
//! ```

use crate::{
    diagnostic::{Diagnostic, Place},
    model::Verdict,
};
use std::ops::Range;
use toml_edit::{Document, Item, TableLike, Value};

/// The file's name in the dossier's folder.
pub const NAME: &str = "decisions.toml";

/// A thing that a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// A name, a label, or an IRI.
    pub name: String,
    /// The only article in which it means the thing, by file or identity.
    pub article: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// One decision, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What.
    pub verdict: Verdict,
    /// Of which things.
    pub things: Vec<Named>,
    /// The comment, if there is one.
    pub comment: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// Reads the file's text; `file` is its path, for messages.
///
/// # Errors
/// The first thing that is wrong with it. A file that is half understood would decide what nobody decided.
pub(super) fn parse(file: &str, text: &str) -> Result<Vec<Written>, Diagnostic> {
    let reader = Reader { file, text };
    let document = Document::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = format!("not well-formed TOML: {}", error.message().trim().replace('\n', "; "));
        Diagnostic::error(message).at_offset(file, text, offset)
    })?;
    let mut found = Vec::new();
    for (key, item) in document.as_table() {
        if !["same", "different", "rename"].contains(&key) {
            let message = Diagnostic::error(format!("“{key}” is no decision")).at_place(reader.place(item.span()));
            return Err(message.hint("decisions are [[same]], [[different]] and [[rename]]"));
        }
        for (table, span) in reader.tables(key, item)? {
            found.push(reader.decision(key, table, span)?);
        }
    }
    found.sort_by_key(|w| (w.place.line, w.place.column));
    Ok(found)
}

/// The keys of a decision, and where it is.
type Block<'t> = (&'t dyn TableLike, Option<Range<usize>>);

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn place(&self, span: Option<Range<usize>>) -> Place {
        let message = Diagnostic::note("").at_offset(self.file, self.text, span.map_or(0, |s| s.start));
        message.place.unwrap_or(Place { file: self.file.to_owned(), line: None, column: None })
    }
    fn wrong<T>(&self, message: String, span: Option<Range<usize>>, hint: &str) -> Result<T, Diagnostic> {
        Err(Diagnostic::error(message).at_place(self.place(span)).hint(hint))
    }

    /// `[[same]]` blocks, or `same = [{ … }, { … }]`.
    fn tables<'t>(&self, key: &str, item: &'t Item) -> Result<Vec<Block<'t>>, Diagnostic> {
        if let Some(tables) = item.as_array_of_tables() {
            return Ok(tables.iter().map(|t| (t as &dyn TableLike, t.span())).collect());
        }
        let inline = item.as_array().map(|array| {
            array
                .iter()
                .map(|v| v.as_inline_table().map(|t| (t as &dyn TableLike, v.span())))
                .collect::<Option<Vec<_>>>()
        });
        match inline.flatten() {
            Some(tables) => Ok(tables),
            None => self.wrong(format!("“{key}” is no list of decisions"), item.span(), &format!("write [[{key}]]")),
        }
    }

    fn decision(&self, key: &str, table: &dyn TableLike, span: Option<Range<usize>>) -> Result<Written, Diagnostic> {
        let known: &[&str] = if key == "rename" { &["thing", "to", "comment"] } else { &["things", "comment"] };
        if let Some((name, item)) = table.iter().find(|(name, _)| !known.contains(name)) {
            let message = Diagnostic::error(format!("“{name}” says nothing in [[{key}]]"));
            return Err(message.at_place(self.place(item.span())).did_you_mean(name, known.iter().copied()));
        }
        let mut things = Vec::new();
        let listed = table.get(known[0]).and_then(Item::as_value);
        match (key, listed) {
            ("rename", Some(value)) => things.push(self.thing(value)?),
            (_, Some(Value::Array(values))) => {
                for value in values {
                    things.push(self.thing(value)?);
                }
            }
            _ => {}
        }
        if things.len() < if key == "rename" { 1 } else { 2 } {
            let hint = if key == "rename" { "thing = \"NAME\"" } else { "things = [\"ONE NAME\", \"ANOTHER\"]" };
            return self.wrong(format!("[[{key}]] does not say of what"), span, hint);
        }
        let to = self.string(table, "to")?;
        let verdict = match (key, to) {
            ("same", _) => Verdict::Same,
            ("different", _) => Verdict::Different,
            (_, Some(to)) if !to.trim().is_empty() => Verdict::Rename(to.trim().to_owned()),
            _ => return self.wrong("[[rename]] does not say what to".to_owned(), span, "to = \"NEW NAME\""),
        };
        Ok(Written { verdict, things, comment: self.string(table, "comment")?, place: self.place(span) })
    }

    fn string(&self, table: &dyn TableLike, key: &str) -> Result<Option<String>, Diagnostic> {
        match table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(text) => Ok(Some(text.to_owned())),
                None => self.wrong(format!("“{key}” is no text"), item.span(), "put it in quotation marks"),
            },
        }
    }

    fn thing(&self, value: &Value) -> Result<Named, Diagnostic> {
        let place = self.place(value.span());
        if let Some(name) = value.as_str() {
            return Ok(Named { name: name.to_owned(), article: None, place });
        }
        let part = |key: &str| value.as_inline_table().and_then(|t| t.get(key)).and_then(Value::as_str);
        match (part("name"), part("article")) {
            (Some(name), Some(article)) => {
                Ok(Named { name: name.to_owned(), article: Some(article.to_owned()), place })
            }
            _ => self.wrong(
                "this names no thing".to_owned(),
                value.span(),
                "a name or IRI in quotation marks, or { name = \"NAME\", article = \"FILE\" }",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_with_their_places() {
        let text = "# ours\n[[same]]\nthings = [\"A B\", \"A. B.\"]\ncomment = \"one man\"\n\n[[rename]]\nthing = \"A B\"\nto = \"Ada B\"\n";
        let found = parse("decisions.toml", text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].verdict.clone(), found[0].place.line), (Verdict::Same, Some(2)));
        assert_eq!(found[0].things[1].name, "A. B.");
        assert_eq!(found[0].things[1].place.line, Some(3));
        assert_eq!(found[0].comment.as_deref(), Some("one man"));
        assert_eq!(found[1].verdict, Verdict::Rename("Ada B".to_owned()));
    }

    #[test]
    fn one_line_is_one_decision_too() {
        let text = "different = [\n  { things = [\"Lie\", { name = \"Lie\", article = \"b.txt\" }] },\n]\n";
        let found = parse("decisions.toml", text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(found[0].verdict, Verdict::Different);
        assert_eq!(found[0].things[1].article.as_deref(), Some("b.txt"));
        assert_eq!(found[0].place.line, Some(2));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, message, line) in [
            ("[[sane]]\nthings = []\n", "“sane” is no decision", 1),
            ("[[same]]\nthings = [\"A\"]\n", "[[same]] does not say of what", 1),
            ("[[same]]\nthing = [\"A\", \"B\"]\n", "“thing” says nothing in [[same]]", 2),
            ("\n[[rename]]\nthing = \"A\"\n", "[[rename]] does not say what to", 2),
            ("[[same]]\nthings = [\"A\", 3]\n", "this names no thing", 2),
            ("[[same]\n", "not well-formed TOML", 1),
        ] {
            let error = parse("d.toml", text).expect_err(text);
            assert!(error.message.contains(message), "{error}");
            assert_eq!(error.place.and_then(|p| p.line), Some(line), "{text}");
        }
    }
}
