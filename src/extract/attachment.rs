//! Trees → trees: hangs clauses and words that parsers hang too low on what they can only belong to, by what words mean. A parser knows
//! that "scheduled for June" says something of a noun before it; that committees are not scheduled and meetings are is knowledge.
//!
//! It moves heads, of kinds of words that the lexicon lists, joins sentences that were broken at a comma, and calls a noun what stands as
//! an object without a subject of its own; every tree stays a tree, all else as the annotator found it. `rapporteur annotate` shows the trees before this, `explain` those after it.

use crate::{
    knowledge::Knowledge,
    model::{AnnotatedDocument, Sentence, Token, TokenSpan, Upos},
};
use std::sync::Arc;

/// Words of the longest sentence that two may make: lists without end stay cut.
const LONGEST: usize = 160;

/// Mends the trees of an article.
pub fn mend(annotated: &mut AnnotatedDocument, knowledge: &Knowledge) {
    join_broken(&mut annotated.sentences, knowledge);
    for sentence in &mut annotated.sentences {
        nouns_by_place(sentence);
        let moves: Vec<Move> = (0..sentence.tokens.len())
            .flat_map(|at| {
                let tree = Tree { tokens: &sentence.tokens, knowledge };
                [
                    tree.clause_of_event(at),
                    tree.counted_victims(at),
                    tree.off_the_date(at),
                    tree.topic_of_event(at),
                    tree.speakers_of_tag(at),
                    tree.between_dashes(at),
                    tree.gerund_subject(at),
                ]
                .into_iter()
                .flatten()
                .flatten()
                .collect::<Vec<_>>()
            })
            .collect();
        for to in moves {
            to.make(sentence);
        }
    }
}

/// "gave guarantees to the rebels": what the tree makes an object and the tagger a finite verb without a subject is a plural noun, and
/// what hangs on it hangs on the verb above.
fn nouns_by_place(sentence: &mut Sentence) {
    for at in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        let child =
            |relation: &str| sentence.tokens.iter().any(|t| t.head == Some(at as u32) && t.relation() == relation);
        let finite = token.upos == Upos::Verb && token.feature("VerbForm") == Some("Fin") && token.form.ends_with('s');
        let Some(head) = token.head.filter(|_| finite && token.relation() == "obj") else { continue };
        if ["nsubj", "aux", "mark", "cop", "expl"].into_iter().any(child) {
            continue;
        }
        let moved: Vec<usize> = (0..sentence.tokens.len())
            .filter(|&t| {
                sentence.tokens[t].head == Some(at as u32) && matches!(sentence.tokens[t].relation(), "obl" | "obj")
            })
            .collect();
        for token in moved {
            Move { token, head: head as usize, relation: "obl" }.make(sentence);
        }
        let noun = &mut sentence.tokens[at];
        noun.upos = Upos::Noun;
        noun.feats = Arc::from("Number=Plur");
    }
}

/// No sentence ends on a comma: "The road was closed, | the army said." is one.
fn join_broken(sentences: &mut Vec<Sentence>, knowledge: &Knowledge) {
    let mut at = 0;
    while at + 1 < sentences.len() {
        let quote = |t: &&Token| matches!(&*t.form, "\"" | "”" | "’" | "''");
        let last = sentences[at].tokens.iter().rev().find(|t| !quote(t));
        let comma = last.is_some_and(|t| &*t.form == ",");
        let short = sentences[at].tokens.len() + sentences[at + 1].tokens.len() <= LONGEST;
        if comma && short && sentences[at].paragraph == sentences[at + 1].paragraph {
            let tail = sentences.remove(at + 1);
            append(&mut sentences[at], tail, knowledge);
        } else {
            at += 1;
        }
    }
}

/// The tag of a speaker governs what it is the tag of; anything else goes on from it.
fn append(sentence: &mut Sentence, tail: Sentence, knowledge: &Knowledge) {
    let offset = sentence.tokens.len();
    let root_of = |tokens: &[Token]| tokens.iter().position(|t| t.head.is_none());
    let (first, second) = (root_of(&sentence.tokens), root_of(&tail.tokens).map(|root| root + offset));
    sentence.tokens.extend(tail.tokens.into_iter().map(|mut token| {
        token.head = token.head.map(|head| head + offset as u32);
        token
    }));
    sentence.names.extend(tail.names.into_iter().map(|mut name| {
        name.tokens = TokenSpan::new(name.tokens.start as usize + offset, name.tokens.end as usize + offset);
        name
    }));
    sentence.span = sentence.span.union(tail.span);
    if let (Some(first), Some(second)) = (first, second) {
        let tag = knowledge.listed("speech-verbs", &sentence.tokens[second].lemma);
        let (token, head, relation) = if tag { (first, second, "ccomp") } else { (second, first, "parataxis") };
        Move { token, head, relation }.make(sentence);
    }
}

/// A word gets another head or another relation to it.
struct Move {
    token: usize,
    head: usize,
    relation: &'static str,
}

impl Move {
    /// Not if it would close a circle.
    fn make(&self, sentence: &mut Sentence) {
        let mut above = Some(self.head as u32);
        for _ in 0..=sentence.tokens.len() {
            match above {
                Some(at) if at as usize == self.token => return,
                Some(at) => above = sentence.tokens[at as usize].head,
                None => break,
            }
        }
        let token = &mut sentence.tokens[self.token];
        token.head = Some(self.head as u32);
        token.deprel = Arc::from(self.relation);
    }
}

struct Tree<'a> {
    tokens: &'a [Token],
    knowledge: &'a Knowledge,
}

impl Tree<'_> {
    fn head(&self, at: usize) -> Option<usize> {
        self.tokens[at].head.map(|head| head as usize)
    }
    fn is_event(&self, at: usize) -> bool {
        self.tokens[at].upos == Upos::Noun && self.knowledge.is_event_word(&self.tokens[at].lemma.to_lowercase())
    }

    /// "the talks between Norland and Suderia, which broke off in May", "the meeting of the committee, scheduled for June": a clause
    /// that tells when or where something happened is on the event, not on those who take part in it.
    fn clause_of_event(&self, at: usize) -> Option<Vec<Move>> {
        let verb = &self.tokens[at];
        let happens =
            ["happening-verbs", "convening-verbs"].iter().any(|list| self.knowledge.listed(list, &verb.lemma));
        let personal = self.tokens.iter().any(|t| t.head == Some(at as u32) && t.lemma.eq_ignore_ascii_case("who"));
        let relation = match &*verb.deprel {
            "acl" => "acl",
            "acl:relcl" => "acl:relcl",
            _ => return None,
        };
        let low = self.head(at).filter(|_| verb.upos == Upos::Verb && happens && !personal)?;
        if self.is_event(low) || low > at {
            return None;
        }
        let mut noun = low;
        while matches!(self.tokens[noun].relation(), "nmod" | "conj") {
            noun = self.head(noun).filter(|head| *head < noun)?;
            if self.is_event(noun) {
                return Some(vec![Move { token: at, head: noun, relation }]);
            }
        }
        None
    }

    fn preposition(&self, at: usize) -> Option<&str> {
        let case = self.tokens[..at].iter().rev().find(|t| t.head == Some(at as u32) && t.relation() == "case")?;
        Some(&case.lemma)
    }

    /// "talks in Geneva this week between A and B", "opened fire on Monday with mortars": neither is part of the date.
    fn off_the_date(&self, at: usize) -> Option<Vec<Move>> {
        let date = self.head(at).filter(|head| *head < at && self.tokens[at].relation() == "nmod")?;
        let timed = |t: usize| self.knowledge.listed("time-nouns", &self.tokens[t].lemma.to_lowercase());
        let apart =
            self.preposition(at).is_some_and(|p| matches!(p, "between" | "with" | "over" | "on" | "about" | "among"));
        if !timed(date) || !apart || timed(at) {
            return None;
        }
        let mut above = self.head(date)?;
        while timed(above) || self.tokens[above].upos == Upos::Num {
            above = self.head(above)?;
        }
        let relation = if self.tokens[above].upos == Upos::Verb { "obl" } else { "nmod" };
        Some(vec![Move { token: at, head: above, relation }])
    }

    /// "talks between A and B over a plan", "an assault on the capital with missiles": the plan is no part of B, nor the missiles of the
    /// capital.
    fn topic_of_event(&self, at: usize) -> Option<Vec<Move>> {
        let weapon = || self.knowledge.listed("weapon-nouns", &self.tokens[at].lemma.to_lowercase());
        let over = self.preposition(at).is_some_and(|p| match p {
            "over" | "about" | "regarding" => true,
            "with" => weapon(),
            _ => false,
        });
        let low = self.head(at).filter(|head| *head < at && over && self.tokens[at].relation() == "nmod")?;
        let mut noun = low;
        while !self.is_event(noun) && matches!(self.tokens[noun].relation(), "nmod" | "conj") {
            noun = self.head(noun).filter(|head| *head < noun)?;
        }
        (noun != low && self.is_event(noun)).then(|| vec![Move { token: at, head: noun, relation: "nmod" }])
    }

    fn is_nominal(&self, at: usize) -> bool {
        matches!(self.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// "They flew home after talks, the Courier and the Post reported": who reports is no part of what is reported.
    fn speakers_of_tag(&self, at: usize) -> Option<Vec<Move>> {
        const REACH: usize = 14;
        let verb = &self.tokens[at];
        let tag = verb.upos == Upos::Verb && self.knowledge.listed("speech-verbs", &verb.lemma);
        let children = || self.tokens.iter().enumerate().filter(|(_, t)| t.head == Some(at as u32));
        let content = children().any(|(t, child)| t < at && &*child.deprel == "ccomp");
        let silent = !children().any(|(_, child)| matches!(child.relation(), "nsubj" | "expl"));
        if !tag || !content || !silent {
            return None;
        }
        let comma = (at.saturating_sub(REACH)..at).rev().find(|&t| &*self.tokens[t].form == ",")?;
        let own = comma + 1..at;
        let clean = own.clone().all(|t| !matches!(self.tokens[t].upos, Upos::Verb | Upos::Aux | Upos::Adp));
        let outside = |t: &usize| self.is_nominal(*t) && self.head(*t).is_some_and(|head| head < comma);
        let mut heads = own.filter(outside);
        let first = heads.next().filter(|_| clean)?;
        let mut moves = vec![Move { token: first, head: at, relation: "nsubj" }];
        moves.extend(heads.map(|token| Move { token, head: first, relation: "conj" }));
        Some(moves)
    }

    /// "since fighting broke out", "after shelling resumed": a gerund between a conjunction and a finite verb without a subject is its subject.
    fn gerund_subject(&self, at: usize) -> Option<Vec<Move>> {
        let (gerund, verb) = (&self.tokens[at], at + 1);
        let finite = self.tokens.get(verb)?;
        let opens = at > 0
            && matches!(
                &*self.tokens[at - 1].lemma,
                "since" | "after" | "before" | "until" | "till" | "as" | "while" | "when"
            )
            && self.tokens[at - 1].head == Some(at as u32);
        let bare =
            gerund.upos == Upos::Verb && gerund.form.ends_with("ing") && finite.feature("VerbForm") == Some("Fin");
        let alone = |of: usize| {
            !self.tokens.iter().any(|t| t.head == Some(of as u32) && matches!(t.relation(), "nsubj" | "aux" | "cop"))
        };
        // "broke" hangs on the main verb as a conjunct, or the gerund on it.
        let above = self.head(verb).filter(|head| *head < at);
        let tied = gerund.head == Some(verb as u32) || above.is_some();
        let happens = self.knowledge.listed("happening-verbs", &finite.lemma);
        if !(opens && bare && happens && tied && alone(at) && alone(verb)) {
            return None;
        }
        let mut moves = vec![Move { token: at - 1, head: verb, relation: "mark" }];
        moves.extend(above.map(|head| Move { token: verb, head, relation: "advcl" }));
        moves.push(Move { token: at, head: verb, relation: "nsubj" });
        Some(moves)
    }

    /// "a meeting of the Friends -- a group of nations -- will take place": what stands between dashes is no subject of what follows.
    fn between_dashes(&self, at: usize) -> Option<Vec<Move>> {
        let dash = |t: usize| matches!(&*self.tokens[t].form, "--" | "—" | "–");
        let verb =
            self.head(at).filter(|verb| *verb > at && self.tokens[at].relation() == "nsubj" && self.is_nominal(at))?;
        let opening = (0..at).rev().find(|&t| dash(t))?;
        let closing = (at + 1..verb).find(|&t| dash(t))?;
        let inside = |t: usize| self.head(t).is_none_or(|head| head > opening && head < closing || head == verb);
        let whole = (opening + 1..closing).all(inside) && (closing + 1..verb).all(|t| self.head(t) == Some(verb));
        let mut noun = (0..opening).rev().find(|&t| self.is_nominal(t)).filter(|_| whole)?;
        while matches!(self.tokens[noun].relation(), "nmod" | "flat" | "compound") {
            noun = self.head(noun).filter(|head| *head < opening)?;
        }
        let clause = self.tokens[noun].relation() == "ccomp" && self.head(noun) == self.head(verb);
        clause.then(|| {
            vec![Move { token: at, head: noun, relation: "appos" }, Move { token: noun, head: verb, relation: "nsubj" }]
        })
    }

    /// "Five people were killed and 31 wounded": the number is the subject of the second participle, which parsers hang on it.
    fn counted_victims(&self, at: usize) -> Option<Vec<Move>> {
        let number = &self.tokens[at];
        let verb = self.head(at).filter(|head| *head < at && &*number.deprel == "conj")?;
        let counted = number.upos == Upos::Num || number.upos == Upos::Noun;
        let passive = self.tokens[..at].iter().any(|t| t.head == Some(verb as u32) && &*t.deprel == "aux:pass");
        if !counted || !passive || self.tokens[verb].upos != Upos::Verb {
            return None;
        }
        let participle = at + 1;
        let next = self.tokens.get(participle)?;
        let bare = next.head == Some(at as u32)
            && next.relation() == "acl"
            && next.feature("VerbForm") == Some("Part")
            && next.feature("Tense") == Some("Past");
        bare.then(|| {
            let mut moves = vec![
                Move { token: participle, head: verb, relation: "conj" },
                Move { token: at, head: participle, relation: "nsubj:pass" },
            ];
            let conjunction =
                self.tokens[..at].iter().rposition(|t| t.upos == Upos::Cconj && t.head == Some(at as u32));
            moves.extend(conjunction.map(|token| Move { token, head: participle, relation: "cc" }));
            moves
        })
    }
}
