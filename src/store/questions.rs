//! The named questions: `ontology/queries/*.rq`, each with a head of comments that says what it asks and what it can be given.
//!
//! ```sparql
//! # title: Who met whom
//! # param: place "Port Amber" optional
//! # example: rapporteur query DIR --name who-met-whom --param place="Port Amber"
//! ```

use super::{Answer, QueryError, QueryOptions, Store};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../ontology/queries/", $name, ".rq")))),*]
    };
}

/// Sorted by name; a test sees to it that no file is missing here.
const FILES: &[(&str, &str)] = embedded![
    "casualties-by-source",
    "contradictions",
    "how-plan-changed",
    "meetings-without-date",
    "offices",
    "sources",
    "statements-of",
    "timeline-of-place",
    "who-met-whom",
    "who-objects",
    "who-speaks-for",
];

/// What a named question can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without `?`.
    pub name: String,
    /// What one might give.
    pub example: String,
    /// Can it be left out?
    pub optional: bool,
}

/// A named question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its file's name, without `.rq`.
    pub name: String,
    /// What it asks, in one line.
    pub title: String,
    /// What it can be given, in order.
    pub parameters: Vec<Parameter>,
    /// A command line that asks it.
    pub example: Option<String>,
    /// The SPARQL.
    pub text: String,
}

/// All embedded questions, sorted by name.
pub fn questions() -> Vec<Question> {
    FILES.iter().filter_map(|(name, text)| Question::parse(name, text).ok()).collect()
}

/// One embedded question.
///
/// # Errors
/// If there is none of that name; the hint lists those that there are.
pub fn question(name: &str) -> Result<Question, Diagnostic> {
    let all = questions();
    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    let unknown =
        || Diagnostic::error(format!("there is no question named “{name}”")).hint(format!("ask {}", names.join(", ")));
    all.into_iter().find(|q| q.name == name).ok_or_else(unknown)
}

impl Question {
    /// Reads the head of a `.rq` file.
    ///
    /// # Errors
    /// If the title is missing, a key is unknown, or a parameter is not of the form `name "example" [optional]`.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diagnostic> {
        let file = format!("{name}.rq");
        let mut question = Self {
            name: name.to_owned(),
            title: String::new(),
            parameters: Vec::new(),
            example: None,
            text: text.to_owned(),
        };
        for (at, line) in text.lines().enumerate() {
            let Some(comment) = line.strip_prefix('#') else { break };
            let Some((key, value)) = comment.split_once(':') else { continue };
            let value = value.trim();
            match key.trim() {
                "title" => value.clone_into(&mut question.title),
                "example" => question.example = Some(value.to_owned()),
                "param" => match parameter(value) {
                    Some(parameter) => question.parameters.push(parameter),
                    None => {
                        return Err(Diagnostic::error("a parameter is not understood")
                            .at(file, at as u32 + 1, 1)
                            .hint("write `# param: name \"example\" optional`"));
                    }
                },
                key if key.contains(' ') => {}
                key => {
                    return Err(Diagnostic::error(format!("“{key}” is no key of a question's head")).at(
                        file,
                        at as u32 + 1,
                        1,
                    ));
                }
            }
        }
        if question.title.is_empty() {
            return Err(Diagnostic::error("the question has no `# title:`").in_file(file));
        }
        Ok(question)
    }

    /// Asks it. Parameters that are left out count as empty, which a question takes for "any"; their columns are not shown.
    ///
    /// # Errors
    /// If a parameter is unknown or one that is needed is missing, or as [`Store::query`].
    pub fn ask(
        &self,
        store: &Store,
        params: &BTreeMap<String, String>,
        options: &QueryOptions,
    ) -> Result<Answer, QueryError> {
        let known: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
        if let Some(unknown) = params.keys().find(|key| !known.contains(&key.as_str())) {
            let takes = if known.is_empty() { "no parameters".to_owned() } else { known.join(", ") };
            return Err(QueryError::Invalid(
                Diagnostic::error(format!("the question {} has no parameter {unknown}", self.name))
                    .hint(format!("it takes {takes}")),
            ));
        }
        let mut bound = BTreeMap::new();
        for parameter in &self.parameters {
            let value = params.get(&parameter.name).cloned();
            if value.is_none() && !parameter.optional {
                let (question, name, example) = (&self.name, &parameter.name, &parameter.example);
                return Err(QueryError::Invalid(
                    Diagnostic::error(format!("the question {question} needs the parameter {name}"))
                        .hint(format!("add --param {name}=\"{example}\"")),
                ));
            }
            bound.insert(parameter.name.clone(), value.unwrap_or_default());
        }
        let answer = store.query_named(&format!("{}.rq", self.name), &self.text, &bound, options)?;
        Ok(answer.without(&known))
    }
}

/// `place "Port Amber" optional`
fn parameter(text: &str) -> Option<Parameter> {
    let (name, rest) = text.split_once('"')?;
    let (example, rest) = rest.split_once('"')?;
    let optional = match rest.trim() {
        "optional" => true,
        "" => false,
        _ => return None,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| Parameter { name: name.to_owned(), example: example.to_owned(), optional })
}
