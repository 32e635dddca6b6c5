//! Sentence → [`SentenceGraph`]: the dependency tree plus the edges that English alternations imply, so that frames and rules
//! need not know of them: coordination, control and raising, relative and reduced clauses, passives, prepositions,
//! participial adjuncts, hyphenated pairs, and light verbs that hand their arguments to an event noun.
//!
//! Derived edges bear ordinary UD labels (`nsubj`, `obj`, `obl:with`), as UD's Enhanced Dependencies do; it does not change
//! the tree, and it does not resolve pronouns.

mod control;
mod coordination;

use crate::model::{Edge, Sentence, SentenceGraph, Token, Upos};
use std::sync::Arc;

/// Words that the layer must know; the knowledge supplies them.
pub trait Words {
    /// Does a verb like this carry the meaning of its object ("hold talks")?
    fn is_light_verb(&self, lemma: &str) -> bool;
    /// Does a verb like this say that its subject happens ("talks take place")?
    fn is_happening_verb(&self, lemma: &str) -> bool;
    /// Does a noun like this only measure the event in its of-phrase ("a round of talks", "hours of fighting")?
    fn is_part_noun(&self, lemma: &str) -> bool;
    /// Is this noun the name of an event of some class?
    fn is_event_noun(&self, lemma: &str) -> bool;
    /// Does a verb like this judge its object for what that did ("jailed the guard for beating prisoners")?
    fn is_verdict_verb(&self, lemma: &str) -> bool;
    /// Does a verb like this name in an oblique who is to act ("called on the rebels to leave")?
    fn is_calling_verb(&self, lemma: &str) -> bool;
}

/// Builds the graph of a sentence.
pub fn graph<'a>(sentence: &'a Sentence, words: &dyn Words) -> SentenceGraph<'a> {
    let mut layer = Layer { sentence, edges: SentenceGraph::tree_edges(sentence), gapped: Vec::new() };
    layer.parted_pairs();
    layer.gaps();
    layer.passives();
    layer.clauses();
    layer.coordination();
    layer.members();
    layer.coordinated_verbs();
    layer.control(words);
    // "agreed to withdraw and sign": whose subject the first of them took just now.
    layer.coordinated_verbs();
    layer.hyphenated_pairs();
    layer.directions();
    layer.light_verbs(words);
    layer.prepositions();
    SentenceGraph::new(sentence, layer.edges)
}

struct Layer<'a> {
    sentence: &'a Sentence,
    edges: Vec<Edge>,
    /// Words that belong to a verb that was left out.
    gapped: Vec<u32>,
}

impl<'a> Layer<'a> {
    fn token(&self, at: u32) -> &'a Token {
        &self.sentence.tokens[at as usize]
    }
    fn indices(&self) -> std::ops::Range<u32> {
        0..self.sentence.tokens.len() as u32
    }
    fn add(&mut self, head: u32, dependent: u32, label: &str) {
        let known = self.edges.iter().any(|e| e.head == head && e.dependent == dependent && &*e.label == label);
        if head != dependent && !known {
            self.edges.push(Edge { head, dependent, label: Arc::from(label), derived: true });
        }
    }
    fn children(&self, head: u32, label: &str) -> Vec<u32> {
        self.edges.iter().filter(|e| e.head == head && &*e.label == label).map(|e| e.dependent).collect()
    }
    fn tree_children(&self, head: u32) -> impl Iterator<Item = u32> + '_ {
        self.indices().filter(move |&at| self.token(at).head == Some(head))
    }
    fn child(&self, head: u32, relation: &str) -> Option<u32> {
        self.tree_children(head)
            .find(|&at| &*self.token(at).deprel == relation || self.token(at).relation() == relation)
    }
    fn is_passive(&self, verb: u32) -> bool {
        self.tree_children(verb).any(|at| matches!(&*self.token(at).deprel, "aux:pass" | "nsubj:pass"))
            || self.token(verb).feature("Voice") == Some("Pass")
    }
    /// A past participle that modifies or adjoins without an auxiliary: "a plan drafted by X".
    fn is_bare_participle(&self, verb: u32) -> bool {
        let token = self.token(verb);
        token.feature("VerbForm") == Some("Part")
            && token.feature("Tense") == Some("Past")
            && !self.tree_children(verb).any(|at| self.token(at).relation() == "aux")
    }
    /// A gerund, a participle or an infinitive: its subject is told elsewhere.
    fn is_without_tense(&self, verb: u32) -> bool {
        let bare = matches!(self.token(verb).feature("VerbForm"), Some("Ger" | "Part" | "Inf"));
        bare || self.child(verb, "mark").is_none_or(|mark| &*self.token(mark).lemma == "to")
    }
    fn subject_label(&self, verb: u32) -> &'static str {
        if self.is_passive(verb) || self.is_bare_participle(verb) { "nsubj:pass" } else { "nsubj" }
    }
    fn subjects(&self, verb: u32) -> Vec<u32> {
        let mut subjects = self.children(verb, "nsubj");
        subjects.extend(self.children(verb, "nsubj:pass"));
        subjects
    }
    fn has_subject(&self, verb: u32) -> bool {
        !self.subjects(verb).is_empty()
    }

    /// "drafted by the US": the by-phrase of a passive is its agent.
    fn passives(&mut self) {
        for at in self.indices() {
            let Some(head) = self.token(at).head.filter(|_| !self.gapped.contains(&at)) else { continue };
            let by = self.case(at).is_some_and(|case| &*self.token(case).lemma == "by");
            let verbal =
                self.token(head).upos == Upos::Verb && (self.is_passive(head) || self.is_bare_participle(head));
            if by && verbal && matches!(self.token(at).relation(), "obl" | "nmod") {
                self.add(head, at, "obl:agent");
            }
        }
    }

    /// "officials who met X", "a plan drafted by X", "talks involving X", "the talks X attended".
    fn clauses(&mut self) {
        for at in self.indices() {
            let token = self.token(at);
            let Some(head) = token.head else { continue };
            match &*token.deprel {
                "acl:relcl" => self.relative_clause(head, at),
                // "the tariffs it brought in": the parser leaves out that this is a relative clause.
                "acl" if token.feature("VerbForm") == Some("Fin") && self.child(at, "mark").is_none() => {
                    self.relative_clause(head, at);
                }
                "acl" if token.feature("VerbForm") == Some("Part") || token.feature("VerbForm") == Some("Ger") => {
                    let label = self.subject_label(at);
                    self.add(at, head, label);
                }
                "amod" if token.upos == Upos::Verb => {
                    let label = self.subject_label(at);
                    self.add(at, head, label);
                }
                // Meant for predicates that are clauses; where the verb has no subject else, it is the subject.
                "nsubj:outer" if !self.has_subject(head) => {
                    let label = self.subject_label(head);
                    self.add(head, at, label);
                }
                _ => {}
            }
        }
    }

    fn relative_clause(&mut self, antecedent: u32, verb: u32) {
        // "a minister whose sister leads the party": the antecedent owns something in the clause, and takes no part itself.
        let owns = (antecedent + 1..verb).any(|at| self.token(at).form.eq_ignore_ascii_case("whose"));
        if owns {
            return;
        }
        let relative = self.tree_children(verb).find(|&at| {
            matches!(&*self.token(at).lemma, "who" | "which" | "that" | "whom")
                && matches!(self.token(at).upos, Upos::Pron | Upos::Sconj)
        });
        match relative {
            Some(pronoun) if self.token(pronoun).upos == Upos::Pron => {
                // "the envoy with whom she spoke".
                let label = match self.case(pronoun) {
                    Some(case) => {
                        format!("{}:{}", self.token(pronoun).relation(), self.token(case).lemma.to_lowercase())
                    }
                    None => self.token(pronoun).deprel.to_string(),
                };
                self.add(verb, antecedent, &label);
            }
            _ if !self.has_subject(verb) => {
                let label = self.subject_label(verb);
                self.add(verb, antecedent, label);
            }
            // "a statement that 14 soldiers had been killed": what was stated, not done to it.
            _ if self.child(verb, "obj").is_none() && self.token(verb).upos == Upos::Verb && !self.is_passive(verb) => {
                self.add(verb, antecedent, "obj");
            }
            _ => {}
        }
    }

    /// "flew back to the capital", "home from the talks": where the adverb leads the verb leads.
    fn directions(&mut self) {
        for at in self.indices() {
            let adverb = self.token(at).head.filter(|_| self.token(at).relation() == "obl");
            let Some(adverb) = adverb.filter(|adverb| self.token(*adverb).upos == Upos::Adv) else { continue };
            let verb = self.token(adverb).head.filter(|_| self.token(adverb).relation() == "advmod");
            if let Some(verb) = verb.filter(|verb| self.token(*verb).upos == Upos::Verb) {
                self.add(verb, at, "obl");
            }
        }
    }

    /// "held talks with X": the noun gets the verb's arguments; "talks took place in X": the noun gets its obliques.
    fn light_verbs(&mut self, words: &dyn Words) {
        for at in self.indices() {
            let noun = self.token(at);
            if noun.upos != Upos::Noun || !words.is_event_noun(&noun.lemma) {
                continue;
            }
            if let Some(part) =
                noun.head.filter(|&h| self.has_case(at, &["of"]) && words.is_part_noun(&self.token(h).lemma))
            {
                self.measured(part, at);
            }
            let governors: Vec<(u32, Arc<str>)> =
                self.edges.iter().filter(|e| e.dependent == at).map(|e| (e.head, e.label.clone())).collect();
            for (verb, label) in governors {
                if self.token(verb).upos != Upos::Verb {
                    continue;
                }
                let lemma = &*self.token(verb).lemma;
                let light = words.is_light_verb(lemma) || words.is_happening_verb(lemma);
                match &*label {
                    "obj" | "nsubj:pass" if light => self.hand_over(verb, at, true),
                    "nsubj" if words.is_happening_verb(lemma) => self.hand_over(verb, at, false),
                    "obl" if light && self.has_case(at, &["in", "into"]) => self.hand_over(verb, at, true),
                    // "sat down for talks"; not "expressed sorrow for the attack".
                    "obl" if light && self.has_case(at, &["for"]) && self.child(verb, "obj").is_none() => {
                        self.hand_over(verb, at, true);
                    }
                    _ => {}
                }
            }
        }
    }
    /// "opened a second round of talks in Geneva": what holds of the round holds of the talks.
    fn measured(&mut self, part: u32, event: u32) {
        let passed: Vec<(u32, u32, Arc<str>)> = self
            .edges
            .iter()
            .filter(|e| (e.dependent == part || e.head == part) && e.dependent != event && e.head != event)
            .filter(|e| e.dependent == part || matches!(self.token(e.dependent).relation(), "nmod" | "amod" | "acl"))
            .map(|e| {
                if e.dependent == part {
                    (e.head, event, e.label.clone())
                } else {
                    (event, e.dependent, e.label.clone())
                }
            })
            .collect();
        for (head, dependent, label) in passed {
            self.add(head, dependent, &label);
        }
    }
    fn has_case(&self, at: u32, lemmas: &[&str]) -> bool {
        self.child(at, "case").is_some_and(|case| lemmas.contains(&&*self.token(case).lemma))
    }
    fn hand_over(&mut self, verb: u32, noun: u32, with_subject: bool) {
        let passed: Vec<(u32, Arc<str>)> = self
            .edges
            .iter()
            .filter(|e| e.head == verb && e.dependent != noun)
            .filter(|e| match &*e.label {
                "nsubj" => with_subject,
                "obl:agent" | "iobj" | "xcomp" | "advcl" => true,
                label => label.starts_with("obl"),
            })
            .map(|e| (e.dependent, e.label.clone()))
            .collect();
        for (dependent, label) in passed {
            self.add(noun, dependent, &label);
        }
    }

    /// Each oblique or nominal modifier also bears its preposition: `obl:with`, `nmod:according_to`.
    fn prepositions(&mut self) {
        let mut marked = Vec::new();
        for edge in &self.edges {
            let base = match &*edge.label {
                "obl" | "obl:agent" => "obl",
                "nmod" => "nmod",
                "advcl" => "advcl",
                "acl" => "acl",
                _ => continue,
            };
            if let Some(preposition) = self.preposition(edge.dependent) {
                marked.push((edge.head, edge.dependent, format!("{base}:{preposition}")));
            }
        }
        for (head, dependent, label) in marked {
            self.add(head, dependent, &label);
        }
    }
    /// The preposition of a nominal; of "by Foreign Minister Ada Berg" it may hang on the title before the name.
    fn case(&self, at: u32) -> Option<u32> {
        let own = self.child(at, "case").filter(|&case| self.token(case).upos != Upos::Part);
        own.or_else(|| {
            let before = self.tree_children(at).filter(|&c| c < at);
            let mut titles = before.filter(|&c| matches!(self.token(c).relation(), "compound" | "flat" | "appos"));
            titles.find_map(|title| {
                self.child(title, "case").filter(|&case| case < title && self.token(case).upos == Upos::Adp)
            })
        })
    }
    fn preposition(&self, at: u32) -> Option<String> {
        // A conjunct without a preposition of its own has the first conjunct's.
        let own = |at: u32| self.case(at).or_else(|| self.child(at, "mark"));
        let first = (&*self.token(at).deprel == "conj").then(|| self.token(at).head).flatten();
        let case = own(at).or_else(|| first.and_then(own))?;
        let mut words = vec![self.token(case).lemma.to_lowercase()];
        words.extend(
            self.tree_children(case)
                .filter(|&c| self.token(c).relation() == "fixed")
                .map(|c| self.token(c).lemma.to_lowercase()),
        );
        Some(words.join("_"))
    }
}
