//! What the rules did with one sentence, for people who ask why a claim was or was not made.

use super::{coreference, event::View, mention, reading::Reading};
use crate::{knowledge::Knowledge, model::AnnotatedDocument, rules::Trace};

/// Every attempt of every rule on a sentence of an article, by the sentence's index; empty where there is no such sentence.
pub fn trace(annotated: &AnnotatedDocument, knowledge: &Knowledge, sentence: u32) -> Trace {
    let mut trace = Trace::default();
    if annotated.sentences.len() <= sentence as usize {
        return trace;
    }
    let mut reading = Reading::new(annotated, knowledge);
    mention::find(&mut reading);
    let chains = coreference::link(&reading);
    let view = View { reading: &reading, chains: &chains, sentence };
    knowledge.rules.find(reading.graph(sentence), &view, Some(&mut trace));
    trace
}
