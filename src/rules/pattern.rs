//! The syntax tree of the pattern language and its normal form in writing: `parse(display(p)) == p`.
//!
//! ```text
//! pattern    := sequence ("|" sequence)*
//! sequence   := ("@" name)? item*                          not empty; a capture is recalled only at its beginning
//! item       := (step | constraint | "(" pattern ")") ("?" | "*" | "+")? ("@" name)?
//! step       := (">" | "<") ("*" | relation (":" subtype)* ":*"?)
//! constraint := "[" (term ("&" term)*)? "]"
//! term       := "!"? (key ("=" | "!=") value ("|" value)* | "(" pattern ")")
//! key        := "lemma" | "form" | "upos" | "deprel" | "feats." name | "class" | "entity" | "name" | "lexicon" | "case"
//! value      := bare word | '"' … '"'
//! ```

use crate::model::Name;
use std::fmt;

/// Alternatives, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// In the order of the text; a pattern finds what any of them finds.
    pub alternatives: Vec<Sequence>,
}

/// Items that follow one another, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// In the order of the text.
    pub items: Vec<Item>,
}

/// A step, a filter or a group, with its quantifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is done.
    pub atom: Atom,
    /// How often.
    pub repeat: Repeat,
    /// Name for the token that is reached.
    pub capture: Option<Name>,
    /// Where it is written.
    pub at: Offset,
}

/// What an [`Item`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// Goes to the dependents or heads.
    Step(Step),
    /// Keeps a token that passes.
    Test(Constraint),
    /// Does what the pattern does.
    Group(Pattern),
    /// Goes back to a captured token.
    Recall(Name),
}

/// How often an [`Item`] is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Once.
    Once,
    /// `?`: once or not at all.
    Optional,
    /// `*`: any number of times.
    Any,
    /// `+`: at least once.
    Some,
}

/// A move along an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which way.
    pub direction: Direction,
    /// Along which edges.
    pub label: Label,
}

/// Which way a [`Step`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `>`: from a head to its dependents.
    Down,
    /// `<`: from a dependent to its heads.
    Up,
}

/// Which edges match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// `*`: all.
    Any,
    /// `nsubj`, `nsubj:pass`: exactly this.
    Exact(Name),
    /// `nsubj:*`: this relation with any subtype or none.
    Family(Name),
}

/// Terms that all must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// In the order of the text; none: any token.
    pub terms: Vec<Term>,
}

/// One condition on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Must it not hold?
    pub negated: bool,
    /// The condition.
    pub test: Test,
    /// Where it is written.
    pub at: Offset,
}

/// What a [`Term`] asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Is the token's value one of these?
    Values(Key, Vec<Value>),
    /// Does the pattern lead anywhere from the token?
    Path(Pattern),
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub text: Name,
    /// Where it is written.
    pub at: Offset,
}

/// What of a token is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Dictionary form.
    Lemma,
    /// As written.
    Form,
    /// Universal part of speech.
    Upos,
    /// Relation to the head in the tree; `nsubj:*` for any subtype.
    Deprel,
    /// A UD feature: `feats.Tense`.
    Feature(Name),
    /// Class of the mention whose head the token is; a class above entity classes stands for all of them.
    Class,
    /// Type of the name whose head the token is.
    NameKind,
    /// A word list of the ontology that holds the lemma.
    Lexicon,
    /// Preposition or other marker of the token: lemma of a `case` dependent, or the words of a fixed one.
    Case,
}

/// Byte offset in the pattern's text. All offsets are equal: where something is written is no part of what it means.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offset(pub usize);

impl PartialEq for Offset {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Offset {}

impl Key {
    /// Keys that can be written as they are; `feats.` takes a feature's name.
    pub const WRITTEN: &'static [&'static str] =
        &["lemma", "form", "upos", "deprel", "feats.", "class", "entity", "name", "lexicon", "case"];

    /// The key that a text names.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "lemma" => Self::Lemma,
            "form" => Self::Form,
            "upos" => Self::Upos,
            "deprel" => Self::Deprel,
            "class" | "entity" => Self::Class,
            "name" => Self::NameKind,
            "lexicon" => Self::Lexicon,
            "case" => Self::Case,
            _ => Self::Feature(text.strip_prefix("feats.").filter(|name| !name.is_empty())?.into()),
        })
    }
}

/// May a character stand in a value without quotes?
pub(super) fn is_bare(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"[]()&|=!<>@\"?+*,;".contains(c)
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, alternative) in self.alternatives.iter().enumerate() {
            write!(f, "{}{alternative}", if at == 0 { "" } else { " | " })?;
        }
        Ok(())
    }
}
impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, item) in self.items.iter().enumerate() {
            write!(f, "{}{item}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.atom {
            Atom::Step(step) => write!(f, "{step}")?,
            Atom::Test(constraint) => write!(f, "{constraint}")?,
            Atom::Group(pattern) => write!(f, "({pattern})")?,
            Atom::Recall(name) => write!(f, "@{name}")?,
        }
        f.write_str(match self.repeat {
            Repeat::Once => "",
            Repeat::Optional => "?",
            Repeat::Any => "*",
            Repeat::Some => "+",
        })?;
        self.capture.as_ref().map_or(Ok(()), |name| write!(f, "@{name}"))
    }
}
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.direction == Direction::Down { ">" } else { "<" })?;
        match &self.label {
            Label::Any => f.write_str("*"),
            Label::Exact(label) => f.write_str(label),
            Label::Family(label) => write!(f, "{label}:*"),
        }
    }
}
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (at, term) in self.terms.iter().enumerate() {
            write!(f, "{}{term}", if at == 0 { "" } else { " & " })?;
        }
        f.write_str("]")
    }
}
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negated { "!" } else { "" })?;
        match &self.test {
            Test::Path(pattern) => write!(f, "({pattern})"),
            Test::Values(key, values) => {
                write!(f, "{key}=")?;
                for (at, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if at == 0 { "" } else { "|" })?;
                }
                Ok(())
            }
        }
    }
}
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lemma => "lemma",
            Self::Form => "form",
            Self::Upos => "upos",
            Self::Deprel => "deprel",
            Self::Feature(name) => return write!(f, "feats.{name}"),
            Self::Class => "class",
            Self::NameKind => "name",
            Self::Lexicon => "lexicon",
            Self::Case => "case",
        })
    }
}
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `nsubj:*` is common enough among values to be read without quotes.
        let bare = self.text.strip_suffix(":*").unwrap_or(&self.text);
        if !bare.is_empty() && bare.chars().all(is_bare) {
            return f.write_str(&self.text);
        }
        write!(f, "\"{}\"", self.text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
