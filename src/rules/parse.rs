//! Text → [`Pattern`]. Recursive descent over bytes; errors say where and what was expected. What the names in a pattern
//! mean (labels, lemmas, classes) is checked in `check`.

use super::pattern::{
    Atom, Constraint, Direction, Item, Key, Label, Offset, Pattern, Repeat, Sequence, Step, Term, Test, Value, is_bare,
};
use crate::model::Name;

/// Groups deeper than this are refused, so that no text overflows the stack.
const DEEPEST: usize = 24;

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// What is the matter.
    pub message: String,
    /// Byte offset in the pattern's text.
    pub offset: usize,
    /// What to do.
    pub hint: Option<String>,
}

impl PatternError {
    fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), offset, hint: None }
    }
    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl std::str::FromStr for Pattern {
    type Err = PatternError;
    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut parser = Parser { text, at: 0, depth: 0 };
        let pattern = parser.pattern()?;
        match parser.peek() {
            None => Ok(pattern),
            Some(_) => Err(parser.unexpected()),
        }
    }
}

type Parsed<T> = Result<T, PatternError>;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
    /// The next character after white space.
    fn peek(&mut self) -> Option<char> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.rest().chars().next()
    }
    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }
    fn eat_directly(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }
    /// The longest run of such characters from here on, without skipping white space.
    fn run(&mut self, is_part: impl Fn(char) -> bool) -> String {
        let end = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        let run = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at += end;
        run
    }

    fn unexpected(&mut self) -> PatternError {
        let offset = self.at;
        let error = |message: String, hint: &str| PatternError::new(offset, message).hint(hint);
        match self.peek() {
            None => PatternError::new(offset, "the pattern ends too early"),
            Some(')') => error("this `)` closes nothing".into(), "take it out, or open a group with `(` before it"),
            Some(']') => {
                error("this `]` closes nothing".into(), "take it out, or open a constraint with `[` before it")
            }
            Some('@') => {
                error("a capture is named after a step and recalled at the beginning only".into(), "write `>obj@name`")
            }
            Some(c @ ('?' | '*' | '+')) => {
                error(format!("`{c}` has nothing to repeat"), "put it right after a step or a group")
            }
            Some(c) => error(
                format!("`{c}` cannot stand here"),
                "a step begins with > or <, a constraint with [, a group with (",
            ),
        }
    }

    fn pattern(&mut self) -> Parsed<Pattern> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(PatternError::new(self.at, format!("groups lie more than {DEEPEST} deep")));
        }
        let mut alternatives = vec![self.sequence()?];
        while self.eat('|') {
            alternatives.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(Pattern { alternatives })
    }

    fn sequence(&mut self) -> Parsed<Sequence> {
        let mut items = Vec::new();
        if self.peek() == Some('@') {
            let at = Offset(self.at);
            self.at += 1;
            let atom = Atom::Recall(self.capture_name()?);
            items.push(Item { atom, repeat: Repeat::Once, capture: None, at });
        }
        while let Some(item) = self.item()? {
            items.push(item);
        }
        if items.is_empty() {
            return Err(match self.peek() {
                Some('|' | ')') | None => PatternError::new(self.at, "a step or a constraint is missing here"),
                _ => self.unexpected(),
            });
        }
        Ok(Sequence { items })
    }

    fn item(&mut self) -> Parsed<Option<Item>> {
        let next = self.peek();
        let at = Offset(self.at);
        let atom = match next {
            Some('>' | '<') => Atom::Step(self.step()?),
            Some('[') => Atom::Test(self.constraint()?),
            Some('(') => Atom::Group(self.group()?),
            _ => return Ok(None),
        };
        let repeat = match self.peek() {
            Some('?') => Repeat::Optional,
            Some('*') => Repeat::Any,
            Some('+') => Repeat::Some,
            _ => Repeat::Once,
        };
        if repeat != Repeat::Once {
            if matches!(atom, Atom::Test(_)) {
                let error = PatternError::new(self.at, "a constraint cannot be repeated");
                return Err(error.hint("repeat the step before it together with it: `(>conj [upos=NOUN])*`"));
            }
            self.at += 1;
        }
        let capture = if self.eat('@') { Some(self.capture_name()?) } else { None };
        Ok(Some(Item { atom, repeat, capture, at }))
    }

    fn capture_name(&mut self) -> Parsed<Name> {
        let name = self.run(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if name.is_empty() {
            return Err(PatternError::new(self.at, "`@` needs a name").hint("write `@theme` or the like"));
        }
        Ok(name.into())
    }

    fn group(&mut self) -> Parsed<Pattern> {
        let open = self.at;
        self.eat('(');
        let pattern = self.pattern()?;
        if self.eat(')') {
            return Ok(pattern);
        }
        match self.peek() {
            None => Err(PatternError::new(open, "this `(` is never closed").hint("add `)`")),
            Some(_) => Err(self.unexpected()),
        }
    }

    fn step(&mut self) -> Parsed<Step> {
        let direction = if self.eat('>') { Direction::Down } else { Direction::Up };
        if direction == Direction::Up {
            self.eat('<');
        }
        if self.eat_directly("*") {
            return Ok(Step { direction, label: Label::Any });
        }
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let mut relation = self.run(is_part);
        if relation.is_empty() {
            let error = PatternError::new(self.at, "a step needs the label of a relation");
            return Err(error.hint("write `>nsubj` or, for any relation, `>*`"));
        }
        loop {
            if self.eat_directly(":*") {
                return Ok(Step { direction, label: Label::Family(relation.into()) });
            }
            if !self.eat_directly(":") {
                return Ok(Step { direction, label: Label::Exact(relation.into()) });
            }
            let subtype = self.run(is_part);
            if subtype.is_empty() {
                let error = PatternError::new(self.at, "a subtype is missing after `:`");
                return Err(error.hint(format!("write `{relation}:*` for any subtype")));
            }
            relation = format!("{relation}:{subtype}");
        }
    }

    fn constraint(&mut self) -> Parsed<Constraint> {
        let open = self.at;
        self.eat('[');
        let mut terms = Vec::new();
        if self.eat(']') {
            return Ok(Constraint { terms });
        }
        loop {
            terms.push(self.term()?);
            if self.eat(']') {
                return Ok(Constraint { terms });
            }
            if !self.eat('&') {
                return Err(match self.peek() {
                    None => PatternError::new(open, "this `[` is never closed").hint("add `]`"),
                    Some(',' | ';') => {
                        PatternError::new(self.at, "terms are joined by `&`").hint("replace the comma by `&`")
                    }
                    Some(c) => PatternError::new(self.at, format!("`&` or `]` was expected, not `{c}`"))
                        .hint("values with spaces or signs are written in double quotes"),
                });
            }
        }
    }

    fn term(&mut self) -> Parsed<Term> {
        self.peek();
        let at = Offset(self.at);
        let mut negated = self.eat('!');
        if self.peek() == Some('(') {
            let test = Test::Path(self.group()?);
            return Ok(Term { negated, test, at });
        }
        let start = self.at;
        let text = self.run(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == '-');
        let Some(key) = Key::parse(&text) else {
            let message = if text.is_empty() { "a key is missing here".into() } else { format!("`{text}` is no key") };
            return Err(unknown_key(PatternError::new(start, message), &text));
        };
        if self.eat('!') {
            negated = !negated;
        }
        if !self.eat('=') {
            return Err(PatternError::new(self.at, format!("`=` is missing after `{key}`")));
        }
        let mut values = vec![self.value()?];
        while self.eat('|') {
            values.push(self.value()?);
        }
        Ok(Term { negated, test: Test::Values(key, values), at })
    }

    fn value(&mut self) -> Parsed<Value> {
        let quoted = self.peek() == Some('"');
        let at = self.at;
        let text = if quoted { self.quoted()? } else { self.bare() };
        if text.is_empty() {
            return Err(PatternError::new(at, "a value is missing here"));
        }
        Ok(Value { text: text.into(), at: Offset(at) })
    }

    fn bare(&mut self) -> String {
        let mut text = self.run(is_bare);
        if text.ends_with(':') && self.eat_directly("*") {
            text.push('*');
        }
        text
    }

    fn quoted(&mut self) -> Parsed<String> {
        let open = self.at;
        self.eat('"');
        let mut text = String::new();
        let mut escaped = false;
        let mut end = None;
        for (at, c) in self.rest().char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    end = Some(at + 1);
                    break;
                }
                _ => {
                    text.push(c);
                    escaped = false;
                }
            }
        }
        self.at +=
            end.ok_or_else(|| PatternError::new(open, "this quotation mark is never closed").hint("add `\"`"))?;
        Ok(text)
    }
}

fn unknown_key(error: PatternError, text: &str) -> PatternError {
    let hint = crate::diagnostic::Diagnostic::error("").did_you_mean(text, Key::WRITTEN.iter().copied()).hint;
    PatternError { hint, ..error }
}
