//! `check`: the ontology, the rules with their examples, the names and the named questions.

use super::{Global, Outcome, Result, knowledge, output, table::counted, terminal::Terminal};
use clap::Args;
use rapporteur::{
    Engine, EngineError, check,
    diagnostic::Diagnostic,
    store::{QueryOptions, Store, questions},
};
use std::{collections::BTreeMap, path::PathBuf};

const AFTER: &str = "\
Examples:
  rapporteur check                                  all that is built in: every rule's examples run through the whole chain
  rapporteur check my-rules.toml my-classes.ttl     the same with files of your own
  rapporteur check --ontology my-folder

A failing example shows what it expected (-) and what was got (+).";

/// Check the ontology, the rules and their examples
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Check {
    /// Turtle (.ttl), rules (.toml), names (.tsv), or folders of them, checked together with the embedded ones
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let mut sources = knowledge::sources(global)?;
        let mut problems = Vec::new();
        self.files.iter().for_each(|path| knowledge::add(&mut sources, path, &mut problems));
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let engine = match Engine::new(&sources) {
            Ok(engine) => engine,
            Err(EngineError::Knowledge(faults)) => {
                terminal.say_all(&faults);
                let files = self.files.len() + global.ontology.len();
                let hint = if files > 0 {
                    "mend the places above, then check again"
                } else {
                    "this is a fault of the program"
                };
                let message = format!("{}: nothing was run", counted(faults.len(), "fault"));
                return Err(Diagnostic::error(message).hint(hint).into());
            }
            Err(error) => return Err(error.into()),
        };
        // What `validate` could not check.
        engine.knowledge.ontology.shapes()?;
        terminal.say_all(engine.knowledge.rules.warnings());
        let verdicts = check::run(&engine);
        let failures: Vec<Diagnostic> = verdicts.iter().filter_map(check::Verdict::diagnostic).collect();
        terminal.say_all(&failures);
        let broken = broken_questions();
        terminal.say_all(&broken);
        let failed = failures.len() + broken.len();
        let checks = verdicts.len() + questions().len();
        let rules = engine.knowledge.rules.rules().count();
        let classes = engine.knowledge.ontology.event_classes().len();
        output::to(None, |out| {
            writeln!(
                out,
                "{}, {}, {}, {}",
                counted(classes, "event class").replace("classs", "classes"),
                counted(rules, "rule"),
                counted(verdicts.len(), "example"),
                counted(questions().len(), "question")
            )?;
            Ok(writeln!(out, "{} passed, {failed} failed", checks - failed)?)
        })?;
        Ok(Outcome::refused_if(failed > 0))
    }
}

/// Named questions that an empty store cannot even read.
fn broken_questions() -> Vec<Diagnostic> {
    let Ok(store) = Store::from_quads([]) else { return Vec::new() };
    let ask = |question: &rapporteur::store::Question| {
        let params: BTreeMap<String, String> =
            question.parameters.iter().map(|p| (p.name.clone(), p.example.clone())).collect();
        let error = question.ask(&store, &params, &QueryOptions::default()).err()?;
        Some(Diagnostic::error(error.to_string()).in_file(format!("ontology/queries/{}.rq", question.name)))
    };
    questions().iter().filter_map(ask).collect()
}
