//! What an example expects, as one line of text: `Meeting(participant=X, place=Y, killed=6) occurred`,
//! `HoldsRole(subject=X, object=Y, title=Z)`, `Statement(speaker=X, quote="…") direct`; and how it differs from what was got.

use crate::{
    diagnostic::{Diagnostic, Place},
    model::{Name, Status},
};
use std::fmt;

/// A claim in short form. Slots are sorted; a slot that several things fill stands several times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// Class of the claim.
    pub class: Name,
    /// What fills which slot.
    pub slots: Vec<(Name, String)>,
    /// Status of an event; `direct` or `reported` of a statement; `former` of a relation that is over.
    pub status: Option<Name>,
}

/// What may follow the closing bracket, beside an event's status.
const MANNERS: &[&str] = &["direct", "reported", "former"];
/// Slots that an expectation may leave out though the claim has them: generic stages fill these, not the rule.
const LENIENT: &[&str] = &["attribution", "time"];
/// Of a claim of this class only the slots that the expectation names are compared, for the same reason.
const LENIENT_CLASS: &str = "Statement";

impl Expected {
    /// A claim in short form, with its slots put in order.
    pub fn new(class: impl Into<Name>, mut slots: Vec<(Name, String)>, status: Option<Name>) -> Self {
        slots.sort();
        Self { class: class.into(), slots, status }
    }

    /// Does a claim say what is expected? It may leave out nothing, and have more only in slots that the expectation does not
    /// name and that generic stages fill (`time`, `attribution`; for statements any).
    pub fn fits(&self, got: &Self) -> bool {
        let is_named = |role: &Name| self.slots.iter().any(|(name, _)| name == role);
        let is_optional = |role: &Name| got.class == *LENIENT_CLASS || LENIENT.contains(&role.as_str());
        let counted = got.slots.iter().filter(|(role, _)| is_named(role) || !is_optional(role));
        self.class == got.class && (self.status.is_none() || self.status == got.status) && counted.eq(self.slots.iter())
    }

    fn shared(&self, other: &Self) -> usize {
        self.slots.iter().filter(|slot| other.slots.contains(slot)).count()
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.class)?;
        for (at, (role, value)) in self.slots.iter().enumerate() {
            write!(f, "{}{role}=", if at == 0 { "" } else { ", " })?;
            write_value(f, value)?;
        }
        f.write_str(")")?;
        self.status.as_ref().map_or(Ok(()), |status| write!(f, " {status}"))
    }
}

fn write_value(f: &mut fmt::Formatter<'_>, value: &str) -> fmt::Result {
    let is_plain = !value.is_empty() && value.trim() == value && !value.contains(['"', ',', '(', ')', '\\']);
    if is_plain { f.write_str(value) } else { write!(f, "\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// Reads an expectation.
///
/// # Errors
/// What is the matter; the place has line 1 and the column in `text`, and no file name.
pub fn parse_expectation(text: &str) -> Result<Expected, Diagnostic> {
    let mut parser = Parser { text, at: 0 };
    parser.expectation().map_err(|(message, hint)| {
        let start = Place { file: String::new(), line: Some(1), column: Some(1) };
        let place = start.after(text.get(..parser.at).unwrap_or_default());
        Diagnostic::error(message).at_place(place).hint(hint)
    })
}

type Parsed<T> = Result<T, (String, String)>;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

const FORM: &str = "write Class(slot=value, slot=\"value, with comma\") status";

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }
    fn eat(&mut self, wanted: char) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }
    fn word(&mut self) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-:".contains(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn expectation(&mut self) -> Parsed<Expected> {
        let class = self.word();
        if class.is_empty() {
            return Err(("a class is missing here".into(), FORM.into()));
        }
        if !self.eat('(') {
            return Err((format!("`(` is missing after {class}"), FORM.into()));
        }
        let mut slots = Vec::new();
        if !self.eat(')') {
            loop {
                slots.push(self.slot()?);
                if self.eat(')') {
                    break;
                }
                if !self.eat(',') {
                    return Err(("`,` or `)` is missing here".into(), FORM.into()));
                }
            }
        }
        let status = self.status()?;
        Ok(Expected::new(class, slots, status))
    }

    fn slot(&mut self) -> Parsed<(Name, String)> {
        self.skip_space();
        let start = self.at;
        let name = self.word();
        if name.is_empty() || !self.eat('=') {
            self.at = start;
            return Err((
                "`slot=value` was expected here".into(),
                "a value with a comma is put into double quotes".into(),
            ));
        }
        let value = if self.eat('"') { self.quoted()? } else { self.bare() };
        if value.is_empty() {
            return Err((format!("slot {name} has no value"), FORM.into()));
        }
        Ok((name.into(), value))
    }

    /// Up to the comma or the bracket that closes the claim; brackets inside the value are skipped in pairs.
    fn bare(&mut self) -> String {
        let mut depth = 0;
        let rest = self.rest();
        let is_end = |c: char| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' if depth > 0 => {
                depth -= 1;
                false
            }
            ')' => true,
            ',' => depth == 0,
            _ => false,
        };
        let end = rest.find(is_end).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default().trim().to_owned()
    }

    fn quoted(&mut self) -> Parsed<String> {
        let mut text = String::new();
        let mut escaped = false;
        for (at, c) in self.rest().char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    self.at += at + 1;
                    return Ok(text);
                }
                _ => {
                    text.push(c);
                    escaped = false;
                }
            }
        }
        Err((
            "this quotation mark is never closed".into(),
            "add `\"`; a quotation mark inside is written `\\\"`".into(),
        ))
    }

    fn status(&mut self) -> Parsed<Option<Name>> {
        self.skip_space();
        let rest = self.rest().trim_end();
        if rest.is_empty() {
            return Ok(None);
        }
        let known = || Status::ALL.iter().map(|status| status.as_str()).chain(MANNERS.iter().copied());
        if known().any(|known| known == rest) {
            return Ok(Some(rest.into()));
        }
        let hint = Diagnostic::error("").did_you_mean(rest, known()).hint;
        Err((format!("“{rest}” is no status"), hint.unwrap_or_else(|| FORM.into())))
    }
}

/// How expected and got claims differ; empty if they do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Expected claims beside the got claim of the same class that is most like each.
    pub changed: Vec<(Expected, Expected)>,
    /// Expected claims without any such.
    pub missing: Vec<Expected>,
    /// Got claims that nobody expected.
    pub unexpected: Vec<Expected>,
}

impl Difference {
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.unexpected.is_empty()
    }
}

/// Compares what an example expects with what was got, in any order. Which claims count (those of the rule's own class, or
/// all) is for the caller to decide.
pub fn compare(expected: &[Expected], got: &[Expected]) -> Difference {
    let mut rest: Vec<&Expected> = got.iter().collect();
    let mut open: Vec<&Expected> = expected.iter().collect();
    open.sort();
    rest.sort();
    // Exact ones first, so that a lenient match does not take what another one needs.
    for is_match in [PartialEq::eq, Expected::fits] as [fn(&Expected, &Expected) -> bool; 2] {
        open.retain(|expected| {
            let found = rest.iter().position(|got| is_match(expected, got));
            found.map(|at| rest.remove(at)).is_none()
        });
    }
    let mut difference = Difference::default();
    for expected in open {
        let alike = rest.iter().enumerate().filter(|(_, got)| got.class == expected.class);
        let best = alike.max_by_key(|(at, got)| (expected.shared(got), std::cmp::Reverse(*at))).map(|(at, _)| at);
        match best {
            Some(at) => difference.changed.push((expected.clone(), rest.remove(at).clone())),
            None => difference.missing.push(expected.clone()),
        }
    }
    difference.unexpected = rest.into_iter().cloned().collect();
    difference
}

impl fmt::Display for Difference {
    /// Lines that begin with `-` were expected, those with `+` were got; a changed claim shows only the slots that differ.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (expected, got) in &self.changed {
            writeln!(f, "  {}(…)", expected.class)?;
            for (role, value) in expected.slots.iter().filter(|slot| !got.slots.contains(slot)) {
                writeln!(f, "    - {role}={value}")?;
            }
            for (role, value) in got.slots.iter().filter(|slot| !expected.slots.contains(slot)) {
                writeln!(f, "    + {role}={value}")?;
            }
            if expected.status != got.status {
                let word = |status: &Option<Name>| status.as_ref().map_or("no status", Name::as_str).to_owned();
                writeln!(f, "    - {}\n    + {}", word(&expected.status), word(&got.status))?;
            }
        }
        for expected in &self.missing {
            writeln!(f, "- {expected}")?;
        }
        for got in &self.unexpected {
            writeln!(f, "+ {got}")?;
        }
        Ok(())
    }
}
