//! What coordinated words share: "A and B met", "X met Y and signed a deal", "US-Ukraine talks", "among them Ada Lind".

use super::Layer;
use crate::model::{Edge, Token, Upos};
use std::sync::Arc;

/// Relations whose filler a conjunct shares with its first conjunct.
const SHARED_BY_CONJUNCTS: [&str; 14] = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "appos",
    "xcomp",
    "ccomp",
    "obl:unmarked",
];

impl Layer<'_> {
    /// "Envoys from Norland and Suderia met": parsers make a second subject of Suderia, which is what the envoys are from as well.
    pub(super) fn parted_pairs(&mut self) {
        for at in self.indices() {
            let token = self.token(at);
            let Some(verb) = token.head.filter(|_| at >= 3 && token.relation() == "nsubj" && token.upos == Upos::Propn)
            else {
                continue;
            };
            let (and, before) = (self.token(at - 1), at - 2);
            let noun = self.token(before).head.filter(|&noun| {
                let first = self.token(noun);
                first.head == Some(verb) && first.deprel == token.deprel && first.upos == Upos::Noun
            });
            let parted = and.upos == Upos::Cconj && self.token(before).upos == Upos::Propn;
            let linked = &*self.token(before).deprel == "nmod";
            if let (Some(noun), Some(preposition)) = (noun.filter(|_| parted && linked), self.preposition(before)) {
                self.edges.retain(|e| !(e.head == verb && e.dependent == at));
                self.add(noun, at, "nmod");
                self.add(noun, at, &format!("nmod:{preposition}"));
            }
        }
    }

    /// "Norland's delegation was led by A and Suderia's by B": B leads another delegation, which no word names.
    pub(super) fn gaps(&mut self) {
        for at in self.indices() {
            let Some(case) = self.case(at).filter(|&case| case >= 2 && &*self.token(case).lemma == "by") else {
                continue;
            };
            let owner = self.token(case - 1);
            let elided = &*owner.deprel == "case" && matches!(&*owner.form, "'s" | "’s" | "'" | "’")
                || &*owner.form == "one" && owner.upos != Upos::Verb;
            let verb = self.token(at).head.filter(|&verb| elided && verb < case && self.token(at).relation() == "obl");
            let Some(verb) = verb else { continue };
            if self
                .tree_children(verb)
                .any(|other| other < case && self.case(other).is_some_and(|c| &*self.token(c).lemma == "by"))
            {
                self.edges.retain(|e| !(e.head == verb && e.dependent == at));
                self.gapped.push(at);
            }
        }
    }

    /// Every conjunct of a filler fills the same relation; what modifies the first of coordinated nouns stays its own.
    pub(super) fn coordination(&mut self) {
        for at in self.indices() {
            if &*self.token(at).deprel != "conj" {
                continue;
            }
            let Some(first) = self.token(at).head else { continue };
            // A conjunct of another part of speech is rarely a filler of the same kind ("met on Monday and said").
            let nominal =
                |t: &Token| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::X);
            if nominal(self.token(first)) != nominal(self.token(at)) {
                continue;
            }
            // "demanded that he leave, and students burned flags": what has a subject and no "that" stands by itself.
            let clause = self.has_subject(at) && self.child(at, "mark").is_none();
            let shared: Vec<(u32, Arc<str>)> = self
                .edges
                .iter()
                .filter(|e| e.dependent == first && SHARED_BY_CONJUNCTS.contains(&&*e.label))
                .filter(|e| !(clause && &*e.label == "ccomp"))
                .map(|e| (e.head, e.label.clone()))
                .collect();
            for (head, label) in shared {
                // "talks and a deal": the governor of the first conjunct governs the second, never itself.
                self.add(head, at, &label);
            }
        }
    }

    /// "Eleven people were arrested, among them the former army chief, Ada Lind": who is named so fills the relation of the group that they
    /// are of.
    pub(super) fn members(&mut self) {
        let among = |at: &u32| {
            let of = |form: &str| matches!(form, "them" | "whom" | "these");
            *at > 0 && of(&self.token(*at).form) && self.token(*at - 1).form.eq_ignore_ascii_case("among")
        };
        for pronoun in self.indices().filter(among).collect::<Vec<_>>() {
            let after = |at: &u32| {
                let token = self.token(*at);
                let named =
                    token.upos == Upos::Propn || self.tree_children(*at).any(|c| self.token(c).upos == Upos::Propn);
                matches!(token.upos, Upos::Noun | Upos::Propn)
                    && named
                    && !matches!(token.relation(), "compound" | "flat" | "nmod")
            };
            let Some(member) = (pronoun + 1..self.sentence.tokens.len() as u32).find(after) else { continue };
            let filler = |e: &&Edge| {
                e.dependent + 1 < pronoun
                    && matches!(&*e.label, "nsubj" | "nsubj:pass" | "obj" | "obl:agent")
                    && self.token(e.head).upos == Upos::Verb
            };
            let group = self.edges.iter().filter(filler).map(|e| e.dependent).max();
            let shared: Vec<(u32, Arc<str>)> = self
                .edges
                .iter()
                .filter(|e| filler(e) && Some(e.dependent) == group)
                .map(|e| (e.head, e.label.clone()))
                .collect();
            for (head, label) in shared {
                self.add(head, member, &label);
            }
        }
    }

    /// "X met Y and signed a deal": the second verb shares the subject that it lacks.
    pub(super) fn coordinated_verbs(&mut self) {
        for at in self.indices() {
            let token = self.token(at);
            let Some(first) = token.head else { continue };
            let verbal = |t: &Token| matches!(t.upos, Upos::Verb | Upos::Aux);
            if &*token.deprel == "conj" && verbal(token) && verbal(self.token(first)) && !self.has_subject(at) {
                // "has condemned the coup and called for talks": a participle without auxiliary goes on in the voice of the first.
                let label = self.subject_label(if self.is_bare_participle(at) { first } else { at });
                for subject in self.subjects(first) {
                    self.add(at, subject, label);
                }
            }
        }
    }

    /// "US-Ukraine talks", "the Russia–Ukraine war": both sides modify the noun.
    pub(super) fn hyphenated_pairs(&mut self) {
        for at in self.indices() {
            let token = self.token(at);
            let Some(next) = self.sentence.tokens.get(at as usize + 2) else { continue };
            let dash = &self.sentence.tokens[at as usize + 1];
            let paired = matches!(&*dash.form, "-" | "–" | "‑" | "‐" | "/")
                && token.span.end == dash.span.start
                && dash.span.end == next.span.start;
            let name_like = |t: &Token| matches!(t.upos, Upos::Propn | Upos::Adj | Upos::Noun);
            if !(paired && name_like(token) && name_like(next)) {
                continue;
            }
            let (left, right) = (at, at + 2);
            let outside = |at: u32| self.token(at).head.filter(|&h| h != left && h != right);
            if let Some(noun) = outside(right).or_else(|| outside(left)) {
                if noun > right && matches!(self.token(noun).upos, Upos::Noun | Upos::Propn) {
                    self.add(noun, left, "compound");
                    self.add(noun, right, "compound");
                }
            }
        }
    }
}
