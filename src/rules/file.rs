//! TOML files → frames and rules as written, each text with its place. Unknown keys and wrong kinds of value are refused here;
//! what the texts mean is checked in `load`.

use crate::diagnostic::{Diagnostic, Place};
use std::ops::Range;
use toml_edit::{Document, Item, TableLike, Value};

/// A text and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Located {
    pub(super) text: String,
    pub(super) place: Place,
}

/// `role.NAME = "path"`.
pub(super) struct RawRole {
    pub(super) name: Located,
    pub(super) path: Located,
}

/// `[[….example]]`.
pub(super) struct RawExample {
    pub(super) text: Located,
    pub(super) published: Option<Located>,
    pub(super) expect: Vec<Located>,
    pub(super) place: Place,
}

/// `[frame.NAME]`.
pub(super) struct RawFrame {
    pub(super) name: Located,
    pub(super) trigger: Option<Located>,
    pub(super) roles: Vec<RawRole>,
    pub(super) examples: Vec<RawExample>,
}

/// `[[rule]]`.
pub(super) struct RawRule {
    pub(super) name: Located,
    pub(super) event: Option<Located>,
    pub(super) relation: Option<Located>,
    pub(super) trigger: Option<Located>,
    pub(super) roles: Vec<RawRole>,
    pub(super) status: Option<Located>,
    pub(super) examples: Vec<RawExample>,
}

/// What a file holds.
#[derive(Default)]
pub(super) struct RawFile {
    pub(super) frames: Vec<RawFrame>,
    pub(super) rules: Vec<RawRule>,
}

/// How the message about a file begins of which nothing could be read.
pub(super) const NOT_TOML: &str = "not well-formed TOML";

/// Reads one file.
pub(super) fn read(name: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> RawFile {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let message = format!("{NOT_TOML}: {}", error.message().trim().replace('\n', "; "));
            diagnostics.push(Diagnostic::error(message).at_offset(name, text, offset));
            return RawFile::default();
        }
    };
    let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reader = Reader { name, text, line_starts, diagnostics };
    reader.file(document.as_table())
}

const FILE_KEYS: &[&str] = &["frame", "rule"];
const FRAME_KEYS: &[&str] = &["description", "example", "role", "trigger"];
const RULE_KEYS: &[&str] = &["description", "event", "example", "name", "relation", "role", "status", "trigger"];
const EXAMPLE_KEYS: &[&str] = &["expect", "published", "text"];

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    /// Byte offset of each line.
    line_starts: Vec<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.line_starts.get(line)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).unwrap_or_default().chars().count() as u32 + 1;
        Place { file: self.name.to_owned(), line: Some(line as u32), column: Some(column) }
    }
    fn start(&self, span: Option<Range<usize>>) -> Place {
        self.place(span.map_or(0, |span| span.start))
    }
    fn error(&mut self, message: impl Into<String>, place: Place) -> &mut Diagnostic {
        let at = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::error(message).at_place(place));
        &mut self.diagnostics[at]
    }
    fn hinted(&mut self, message: impl Into<String>, place: Place, hint: &str) {
        self.error(message, place).hint = Some(hint.to_owned());
    }

    fn file(&mut self, table: &dyn TableLike) -> RawFile {
        let mut file = RawFile::default();
        self.check_keys(table, FILE_KEYS, "a rule file");
        if let Some((key, item)) = table.get_key_value("frame") {
            match item.as_table_like() {
                Some(frames) => {
                    for (frame, _) in frames.iter() {
                        file.frames.extend(self.frame(frames, frame));
                    }
                }
                None => self.hinted("`frame` is not a table", self.start(key.span()), "write [frame.NAME]"),
            }
        }
        for (table, place) in self.tables(table, "rule") {
            file.rules.extend(self.rule(table, place));
        }
        file
    }

    fn frame(&mut self, frames: &dyn TableLike, name: &str) -> Option<RawFrame> {
        let (key, item) = frames.get_key_value(name)?;
        let place = self.start(key.span().or(item.span()));
        let Some(table) = item.as_table_like() else {
            self.hinted(format!("frame {name} is not a table"), place, "write [frame.NAME]");
            return None;
        };
        self.check_keys(table, FRAME_KEYS, "a frame");
        Some(RawFrame {
            name: Located { text: name.to_owned(), place },
            trigger: self.string(table, "trigger"),
            roles: self.roles(table),
            examples: self.examples(table),
        })
    }

    fn rule(&mut self, table: &dyn TableLike, place: Place) -> Option<RawRule> {
        self.check_keys(table, RULE_KEYS, "a rule");
        let Some(name) = self.string(table, "name") else {
            self.hinted("this rule has no name", place, "add name = \"meeting/hold-talks\" or the like");
            return None;
        };
        Some(RawRule {
            name,
            event: self.string(table, "event"),
            relation: self.string(table, "relation"),
            trigger: self.string(table, "trigger"),
            roles: self.roles(table),
            status: self.string(table, "status"),
            examples: self.examples(table),
        })
    }

    /// Every key must be known.
    fn check_keys(&mut self, table: &dyn TableLike, known: &[&str], owner: &str) {
        for (name, item) in table.iter() {
            if !known.contains(&name) {
                let span = table.get_key_value(name).and_then(|(key, _)| key.span()).or(item.span());
                let diagnostic = Diagnostic::error(format!("{owner} has no key `{name}`")).at_place(self.start(span));
                self.diagnostics.push(diagnostic.did_you_mean(name, known.iter().copied()));
            }
        }
    }

    /// An optional text. Dates may be written with or without quotes.
    fn string(&mut self, table: &dyn TableLike, key: &str) -> Option<Located> {
        let item = table.get(key)?;
        if let Some(date) = item.as_datetime() {
            return Some(Located { text: date.to_string(), place: self.start(item.span()) });
        }
        let found = item.as_value().and_then(|value| self.located(value));
        if found.is_none() {
            let place = self.start(item.span());
            self.hinted(format!("`{key}` is not a text"), place, "put it into quotes");
        }
        found
    }

    /// A string value and the place where its text begins, inside the quotes.
    fn located(&self, value: &Value) -> Option<Located> {
        let text = value.as_str()?;
        let span = value.span().unwrap_or_default();
        let raw = self.text.get(span.clone()).unwrap_or_default();
        // Where escapes make the two differ, the opening quotation mark is near enough.
        let inside = raw.find(text).unwrap_or(1);
        Some(Located { text: text.to_owned(), place: self.place(span.start + inside) })
    }

    fn roles(&mut self, table: &dyn TableLike) -> Vec<RawRole> {
        let Some(item) = table.get("role") else { return Vec::new() };
        let Some(roles) = item.as_table_like() else {
            let place = self.start(item.span());
            self.hinted("`role` is not a table", place, "write role.NAME = \"path\"");
            return Vec::new();
        };
        let mut found = Vec::new();
        for (name, item) in roles.iter() {
            let key = roles.get_key_value(name).and_then(|(key, _)| key.span());
            let place = self.start(key.or(item.span()));
            match item.as_value().and_then(|value| self.located(value)) {
                Some(path) => found.push(RawRole { name: Located { text: name.to_owned(), place }, path }),
                None => self.hinted(format!("role {name} is not a text"), place, "write role.NAME = \"path\""),
            }
        }
        found
    }

    fn tables<'t>(&mut self, table: &'t dyn TableLike, key: &str) -> Vec<(&'t dyn TableLike, Place)> {
        let Some(item) = table.get(key) else { return Vec::new() };
        let mut found: Vec<(&dyn TableLike, Place)> = Vec::new();
        match item {
            Item::ArrayOfTables(tables) => {
                found.extend(tables.iter().map(|table| (table as &dyn TableLike, self.start(table.span()))));
            }
            Item::Value(Value::Array(values)) if values.iter().all(Value::is_inline_table) => {
                let tables = values.iter().filter_map(|value| Some((value.as_inline_table()?, value.span())));
                found.extend(tables.map(|(table, span)| (table as &dyn TableLike, self.start(span))));
            }
            _ => {
                let place = self.start(item.span());
                self.hinted(
                    format!("`{key}` is not a list of tables"),
                    place,
                    &format!("write [[{key}]] with two brackets"),
                );
            }
        }
        found
    }

    fn examples(&mut self, table: &dyn TableLike) -> Vec<RawExample> {
        let tables = self.tables(table, "example");
        tables.into_iter().filter_map(|(table, place)| self.example(table, place)).collect()
    }

    fn example(&mut self, table: &dyn TableLike, place: Place) -> Option<RawExample> {
        self.check_keys(table, EXAMPLE_KEYS, "an example");
        let text = self.string(table, "text");
        let published = self.string(table, "published");
        let Some(expected) = table.get("expect") else {
            self.hinted(
                "this example does not say what to expect",
                place,
                "add expect = [\"…\"], or expect = [] for nothing",
            );
            return None;
        };
        let mut expect = Vec::new();
        match expected.as_array() {
            Some(values) => {
                for value in values {
                    match self.located(value) {
                        Some(text) => expect.push(text),
                        None => self.hinted("an expectation is a text", self.start(value.span()), "put it into quotes"),
                    }
                }
            }
            None => self.hinted("`expect` is not a list", self.start(expected.span()), "write expect = [\"…\"]"),
        }
        let Some(text) = text else {
            self.error("this example has no text", place);
            return None;
        };
        Some(RawExample { text, published, expect, place })
    }
}
