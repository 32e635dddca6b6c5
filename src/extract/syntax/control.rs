//! Who does what has no subject of its own: "told the army to leave", "accused Norland of shelling", "battered the city, killing six",
//! "accepted an invitation to visit".

use super::{Layer, Words};
use crate::model::Upos;

impl Layer<'_> {
    /// Subjects that infinitives, participles and predicates take from their governor.
    pub(super) fn control(&mut self, words: &dyn Words) {
        for at in self.indices() {
            let token = self.token(at);
            let Some(head) = token.head.filter(|_| token.upos == Upos::Verb && !self.has_subject(at)) else { continue };
            let mark = self.child(at, "mark").map(|mark| &*self.token(mark).lemma);
            let gerund = token.feature("VerbForm") == Some("Ger")
                || (token.feature("VerbForm") == Some("Part") && token.feature("Tense") == Some("Pres"));
            let controllers = match (&*token.deprel, mark) {
                ("xcomp", _) => self.who_is_told(head, words),
                // "accused Norland of shelling the port", "warned him against leaving", "praised Suderia for hosting the talks".
                ("advcl", Some("of" | "from" | "against" | "into")) if gerund => self.who_is_told(head, words),
                ("advcl", Some("for" | "with")) if gerund && words.is_verdict_verb(&self.token(head).lemma) => {
                    self.who_is_told(head, words)
                }
                // "Norland battered the city, killing six": participial adjuncts have the main clause's subject.
                // "without signing", "before leaving", "on arriving"; but "after Norland left" has a subject of its own.
                ("advcl", _) if self.is_without_tense(at) => {
                    let called = self.called_upon(head, words);
                    if called.is_empty() { self.subjects(self.main_clause(at, head)) } else { called }
                }
                ("conj", _) if gerund => self.subjects(head),
                // "accepted an invitation to visit": who takes, makes or has it is who does it.
                ("acl", Some("to")) => self.holders(head),
                _ => continue,
            };
            let label = self.subject_label(at);
            for subject in controllers {
                self.add(at, subject, label);
            }
        }
    }

    /// What an adjunct stands beside. "Norland shelled the town, killing six, the ministry said": the parser may hang it on the
    /// verb of the tag, which comes after it and itself hangs on the verb that is meant.
    fn main_clause(&self, adjunct: u32, head: u32) -> u32 {
        let tag = self.token(head);
        let before = tag.head.filter(|&main| main < adjunct && self.token(main).upos == Upos::Verb);
        let hangs = adjunct < head && matches!(tag.relation(), "advcl" | "parataxis" | "conj" | "dep");
        let closes = self.child(head, "ccomp").is_none() && self.child(head, "obj").is_none();
        before.filter(|_| hangs && closes).unwrap_or(head)
    }

    /// Who does what the complement of a verb tells: its object, if it has one ("told the army to leave"; not "promised the army to
    /// leave"), else its subject ("agreed to leave").
    fn who_is_told(&self, verb: u32, words: &dyn Words) -> Vec<u32> {
        let objects = ["obj", "iobj"].map(|label| self.children(verb, label));
        let called = [self.called_upon(verb, words)];
        let told = objects.into_iter().chain(called).find(|objects| !objects.is_empty());
        told.filter(|_| &*self.token(verb).lemma != "promise").unwrap_or_else(|| self.subjects(verb))
    }

    /// Whose deed an infinitive after a noun is: "its efforts to broker", "accepted an invitation to visit".
    fn holders(&self, noun: u32) -> Vec<u32> {
        let owners = self.children(noun, "nmod:poss");
        if !owners.is_empty() {
            return owners;
        }
        // "rallied outside the palace to demand": parsers hang the purpose on the noun before it.
        let taken =
            |verb: &u32| matches!(self.token(noun).relation(), "obj" | "obl") && self.token(*verb).upos == Upos::Verb;
        self.token(noun).head.filter(taken).map(|verb| self.subjects(verb)).unwrap_or_default()
    }

    /// "called on the rebels to leave": whose deed is wanted.
    fn called_upon(&self, verb: u32, words: &dyn Words) -> Vec<u32> {
        if !words.is_calling_verb(&self.token(verb).lemma) {
            return Vec::new();
        }
        let addressed = |at: &u32| {
            self.token(*at).relation() == "obl"
                && self.case(*at).is_some_and(|case| matches!(&*self.token(case).lemma, "on" | "upon" | "to" | "with"))
        };
        self.tree_children(verb).filter(addressed).collect()
    }
}
