//! Mends trees that took a reduced relative clause for the sentence: "Ministers gathered in Geneva agreed …", "Troops stationed near the
//! border fired …". The parser reads from left to right and makes the participle the verb; the finite verb that follows then hangs somewhere
//! without a subject, a conjunction or a comma, which no finite clause may. Tree → tree; a tree in order stays as it is.
//!
//! Only what grammar excludes is mended: a finite clause without subject and mark (`finite_after_participle`), a noun that is no sentence with
//! a verb below (`noun_without_verb`), two subjects of one verb of which the later is the object of a verb between (`stolen_object`), and
//! a noun in -ing that was taken for a verb (`noun_in_ing`), what is "believed to be" of the noun before it (`held_of_noun`). What has two readings stays with the parser.

use crate::model::{Token, Upos};
use std::sync::Arc;

/// Nouns in -ing that take another noun before them: "tank shelling", "arms smuggling".
const NOUNS_IN_ING: [&str; 13] = [
    "shelling",
    "bombing",
    "shooting",
    "fighting",
    "stabbing",
    "killing",
    "smuggling",
    "trafficking",
    "rioting",
    "looting",
    "hijacking",
    "kidnapping",
    "poisoning",
];

/// Past participles of verbs that are no regular ones and whose past has the same form.
const PARTICIPLES: [&str; 40] = [
    "held", "sent", "led", "built", "brought", "caught", "found", "made", "put", "set", "hit", "shot", "left", "sold",
    "paid", "kept", "cut", "struck", "won", "lost", "hurt", "met", "told", "laid", "read", "dealt", "fed", "fought",
    "taught", "bought", "sought", "hung", "dug", "spent", "lent", "spread", "cast", "split", "shut", "bound",
];

/// Verbs whose participle may keep an object: "a boy named Jon", "the man given a medal".
const WITH_TWO_OBJECTS: [&str; 18] = [
    "give", "award", "offer", "grant", "teach", "pay", "deny", "call", "name", "dub", "declare", "consider", "make",
    "elect", "appoint", "charge", "send", "title",
];

/// Verbs of what is held to be so.
const OPINIONS: [&str; 10] =
    ["believe", "think", "suspect", "say", "allege", "report", "know", "understand", "presume", "rumour"];

/// Mends the tree of one sentence.
pub(super) fn mend(tokens: &mut [Token]) {
    if !tokens.iter().any(|token| token.upos == Upos::Verb) {
        return;
    }
    let mut tree = Tree { tokens };
    for at in 0..tree.tokens.len() {
        tree.noun_in_ing(at);
        tree.held_of_noun(at);
    }
    for at in 0..tree.tokens.len() {
        tree.stolen_object(at);
    }
    for at in 0..tree.tokens.len() {
        tree.finite_after_participle(at);
    }
    tree.noun_without_verb();
}

struct Tree<'a> {
    tokens: &'a mut [Token],
}

impl Tree<'_> {
    fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(move |&at| self.tokens[at].head == Some(head as u32))
    }
    fn child(&self, head: usize, relations: &[&str]) -> Option<usize> {
        self.children(head).find(|&at| relations.contains(&self.tokens[at].relation()))
    }
    fn head(&self, at: usize) -> Option<usize> {
        self.tokens[at].head.map(|head| head as usize)
    }
    fn is_below(&self, at: usize, above: usize) -> bool {
        let mut up = Some(at);
        for _ in 0..self.tokens.len() {
            match up {
                Some(one) if one == above => return true,
                Some(one) => up = self.head(one),
                None => return false,
            }
        }
        false
    }
    /// First and last word of what hangs on a word, itself included.
    fn reach(&self, at: usize) -> (usize, usize) {
        let inside = |&one: &usize| self.is_below(one, at);
        let mut all = (0..self.tokens.len()).filter(inside);
        let first = all.next().unwrap_or(at);
        (first, all.next_back().unwrap_or(first).max(at))
    }
    fn attach(&mut self, at: usize, head: Option<usize>, relation: &str) {
        self.tokens[at].head = head.map(|head| head as u32);
        self.tokens[at].deprel = Arc::from(relation);
    }
    fn is_past(&self, at: usize) -> bool {
        self.tokens[at].upos == Upos::Verb && self.tokens[at].feature("Tense") == Some("Past")
    }
    /// Has the verb the form of a past participle, and nothing that only a finite verb has?
    fn may_be_participle(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let form = token.form.to_lowercase();
        let formed = form.ends_with("ed") || PARTICIPLES.contains(&form.as_str());
        let marked = token.feature("VerbForm") == Some("Part") && token.feature("Tense") == Some("Past");
        token.upos == Upos::Verb
            && (formed || marked)
            && self.child(at, &["aux", "cop", "obj", "iobj", "expl"]).is_none()
    }
    /// Is the verb, or its auxiliary after `from`, finite and in no need of a comma, a conjunction or a mark?
    fn is_finite_clause(&self, at: usize, from: usize) -> bool {
        let auxiliary = self.children(at).find(|&c| matches!(self.tokens[c].relation(), "aux" | "cop") && c > from);
        let finite = auxiliary.map_or_else(
            || self.is_past(at) && self.tokens[at].feature("VerbForm") == Some("Fin"),
            |aux| self.tokens[aux].feature("VerbForm") == Some("Fin"),
        );
        finite && self.child(at, &["nsubj", "csubj", "mark", "cc", "expl"]).is_none()
    }
    fn is_unbroken(&self, from: usize, to: usize) -> bool {
        self.tokens[from + 1..to].iter().enumerate().all(|(gap, token)| {
            let hyphen = &*token.form == "-" && gap > 0;
            token.upos != Upos::Punct || hyphen
        })
    }
    /// "surrounded by friends" is a participle, whatever its tag.
    fn has_agent(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| &*next.form == "by")
    }

    /// "Ministers gathered in Geneva agreed": `at` is "gathered", which the parser made the verb.
    fn finite_after_participle(&mut self, at: usize) {
        if !self.may_be_participle(at) || self.child(at, &["mark", "ccomp"]).is_some_and(|c| c < at) {
            return;
        }
        let Some(subject) = self.children(at).find(|&c| self.tokens[c].relation() == "nsubj") else { return };
        let beside = self.tokens[subject].upos == Upos::Noun && self.reach(subject).1 + 1 == at;
        let loose = |&verb: &usize| {
            let relation = self.tokens[verb].relation();
            let near = self.head(verb) == Some(at) || (self.head(verb) == self.head(at) && self.head(at).is_some());
            near && matches!(relation, "advcl" | "ccomp" | "xcomp" | "parataxis" | "acl")
                && self.is_finite_clause(verb, at)
                && self.is_unbroken(at, self.reach(verb).0.max(at + 1))
                && self.is_unbroken(at, verb)
                && !self.has_agent(verb)
        };
        let Some(verb) = (at + 2..self.tokens.len()).find(loose).filter(|_| beside) else { return };
        let (head, relation) = (self.head(at), self.tokens[at].deprel.clone());
        let first = self.reach(subject).0;
        let moved: Vec<usize> = self.children(at).filter(|&c| c != verb && (c < first || c > verb)).collect();
        self.attach(verb, head, &relation);
        for child in moved {
            let relation = self.tokens[child].deprel.clone();
            self.attach(child, Some(verb), &relation);
        }
        let passive = self.children(verb).any(|c| &*self.tokens[c].deprel == "aux:pass");
        self.attach(subject, Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
        self.reduce(at, subject);
    }

    /// Makes a verb a reduced relative clause of a noun.
    fn reduce(&mut self, verb: usize, noun: usize) {
        self.attach(verb, Some(noun), "acl");
        self.tokens[verb].feats = Arc::from("Tense=Past|VerbForm=Part|Voice=Pass");
    }

    /// "Troops stationed near the border fired on a convoy." and "A report accused Norland." as a noun with something below.
    fn noun_without_verb(&mut self) {
        let stop = self.tokens.last().is_some_and(|last| &*last.form == ".");
        let root = (0..self.tokens.len()).find(|&at| self.tokens[at].head.is_none());
        let Some(noun) = root.filter(|&at| stop && self.tokens[at].upos == Upos::Noun) else { return };
        let nominal = self.child(noun, &["cop", "nsubj", "case", "aux"]).is_some();
        let clause = self.children(noun).find(|&c| &*self.tokens[c].deprel == "acl" && c > noun && self.is_past(c));
        let Some(first) = clause.filter(|_| !nominal) else { return };
        if self.child(first, &["mark", "aux", "nsubj"]).is_some() || !self.is_unbroken(noun, first) {
            return;
        }
        let object = self.children(first).any(|c| &*self.tokens[c].deprel == "obj");
        if object && !WITH_TWO_OBJECTS.contains(&&*self.tokens[first].lemma) && !self.has_agent(first) {
            self.raise(first, noun);
            return;
        }
        let later = |&verb: &usize| {
            self.is_past(verb)
                && self.is_below(verb, first)
                && !self.has_agent(verb)
                && self.is_unbroken(first, verb)
                && self.child(verb, &["aux", "cc", "expl"]).is_none()
                && !self.children(verb).any(|c| c < verb && &*self.tokens[c].form == "to")
                && match self.tokens[verb].relation() {
                    "xcomp" | "advcl" | "ccomp" => true,
                    "nmod" | "obl" | "acl" => self.tokens[verb].feature("VerbForm") == Some("Fin"),
                    _ => false,
                }
        };
        if let Some(verb) = (first + 2..self.tokens.len()).find(later) {
            self.give_back(verb, first);
            let moved: Vec<usize> = self.children(first).filter(|&c| c > verb).collect();
            for child in moved {
                let relation = self.tokens[child].deprel.clone();
                self.attach(child, Some(verb), &relation);
            }
            self.raise(verb, noun);
            self.reduce(first, noun);
        }
    }

    /// "dressed as soldiers attacked": what stands before the verb belongs to the clause before.
    fn give_back(&mut self, verb: usize, clause: usize) {
        let left: Vec<usize> = self.children(verb).filter(|&c| clause < c && c < verb).collect();
        let nominal = |&&c: &&usize| matches!(self.tokens[c].upos, Upos::Noun | Upos::Propn);
        let Some(&noun) = left.iter().rev().find(nominal) else { return };
        let head = self.head(verb).unwrap_or(clause);
        let relation = if self.tokens[head].upos == Upos::Verb { "obl" } else { "nmod" };
        self.attach(noun, Some(head), relation);
        for other in left.into_iter().filter(|&c| c != noun) {
            let relation = self.tokens[other].deprel.clone();
            let relation = if &*relation == "mark" { Arc::from("case") } else { relation };
            self.attach(other, Some(noun), &relation);
        }
    }

    /// Makes the verb the root, the noun its subject.
    fn raise(&mut self, verb: usize, noun: usize) {
        self.attach(verb, None, "root");
        let moved: Vec<usize> =
            self.children(noun).filter(|&c| c > verb || self.tokens[c].upos == Upos::Punct).collect();
        for child in moved {
            let relation = self.tokens[child].deprel.clone();
            self.attach(child, Some(verb), &relation);
        }
        self.attach(noun, Some(verb), "nsubj");
        self.tokens[verb].feats = Arc::from("Mood=Ind|Tense=Past|VerbForm=Fin");
    }

    /// "Talks on ending the blockade resumed": the blockade is what is ended, not what resumed.
    fn stolen_object(&mut self, at: usize) {
        let token = &self.tokens[at];
        let Some(verb) =
            self.head(at).filter(|&verb| &*token.deprel == "nsubj" && verb > at && token.upos == Upos::Noun)
        else {
            return;
        };
        let Some(before) = self.reach(at).0.checked_sub(1).filter(|&before| self.tokens[before].upos == Upos::Verb)
        else {
            return;
        };
        let transitive = self.child(before, &["obj", "ccomp", "xcomp"]).is_none();
        let marked = self.children(before).any(|c| c < before && matches!(self.tokens[c].relation(), "mark" | "case"));
        let form = self.tokens[before].feature("VerbForm");
        let present = self.tokens[before].feature("Tense") != Some("Past");
        let bare = matches!(form, Some("Inf" | "Ger" | "Part")) && present;
        let subject = self.children(verb).find(|&c| c < before && self.tokens[c].relation() == "nsubj");
        let owned = subject.is_some_and(|subject| self.is_below(before, subject));
        let participle = self.head(verb).filter(|&first| {
            first < before
                && self.may_be_participle(first)
                && self.is_below(before, first)
                && self.is_unbroken(first, verb)
                && self.child(first, &["nsubj"]).is_some()
        });
        if transitive && marked && bare && (owned || participle.is_some()) {
            self.attach(at, Some(before), "obj");
        }
    }

    /// "hit by a missile believed to have been fired by rebels": it is believed of the missile.
    fn held_of_noun(&mut self, at: usize) {
        let token = &self.tokens[at];
        let held = OPINIONS.contains(&&*token.lemma) && token.feature("VerbForm") == Some("Part");
        let Some(noun) = at.checked_sub(1).filter(|_| held && matches!(token.relation(), "xcomp" | "advcl")) else {
            return;
        };
        let named = matches!(self.tokens[noun].upos, Upos::Noun | Upos::Propn) && self.head(noun) == self.head(at);
        let opened = self.tokens.get(at + 1).is_some_and(|next| &*next.form == "to");
        if named && opened && self.child(at, &["aux", "nsubj", "mark"]).is_none() {
            self.attach(at, Some(noun), "acl");
        }
    }

    /// "killed in tank shelling": a noun, not what somebody did.
    fn noun_in_ing(&mut self, at: usize) {
        let token = &self.tokens[at];
        let known = token.upos == Upos::Verb && NOUNS_IN_ING.contains(&token.form.to_lowercase().as_str());
        let Some(before) = at.checked_sub(1).filter(|_| known) else { return };
        let bare = self.tokens[before].upos == Upos::Noun && self.child(before, &["det", "nummod"]).is_none();
        let governed = self.child(before, &["case"]).is_some();
        if !bare || !governed || self.child(at, &["obj", "nsubj", "aux", "mark"]).is_some() {
            return;
        }
        let (head, relation) = (self.head(before), self.tokens[before].deprel.clone());
        if head == Some(at) {
            return;
        }
        let moved: Vec<usize> = self.children(before).filter(|&c| c < before).collect();
        for child in moved {
            let relation = self.tokens[child].deprel.clone();
            self.attach(child, Some(at), &relation);
        }
        for child in self.children(at).filter(|&c| c > at).collect::<Vec<_>>() {
            let relation =
                if &*self.tokens[child].deprel == "obl" { "nmod" } else { &*self.tokens[child].deprel.clone() };
            self.attach(child, Some(at), relation);
        }
        self.attach(at, head, &relation);
        self.attach(before, Some(at), "compound");
        let form: Arc<str> = Arc::from(self.tokens[at].form.to_lowercase());
        (self.tokens[at].upos, self.tokens[at].feats, self.tokens[at].lemma) =
            (Upos::Noun, Arc::from("Number=Sing"), form);
    }
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::model::{ByteSpan, Token};

    /// Words as `form/UPOS/feats/head/relation`, heads from 1, 0 for the root; gives `form>head:relation` of those that changed.
    fn check(words: &str, expected: &[&str]) {
        let token = |word: &str| {
            let parts: Vec<&str> = word.split('/').collect();
            Token {
                span: ByteSpan::new(0, 0),
                form: parts[0].into(),
                lemma: parts[0].to_lowercase().into(),
                upos: parts[1].parse().expect("a part of speech"),
                feats: parts[2].into(),
                head: parts[3].parse::<u32>().expect("a number").checked_sub(1),
                deprel: parts[4].into(),
                glued: false,
            }
        };
        let before: Vec<Token> = words.split(' ').map(token).collect();
        let mut after = before.clone();
        mend(&mut after);
        let shown = |t: &Token| {
            let head = t.head.map_or("", |head| &*before[head as usize].form);
            format!("{}>{head}:{}", t.form, t.deprel)
        };
        let changed: Vec<String> = before.iter().zip(&after).filter(|(b, a)| b != a).map(|(_, a)| shown(a)).collect();
        assert_eq!(changed, expected, "{words}");
    }

    #[test]
    fn the_finite_verb_is_the_verb() {
        check(
            "Ministers/NOUN//2/nsubj gathered/VERB/Tense=Past|VerbForm=Fin/0/root in/ADP//4/case Geneva/PROPN//2/obl agreed/VERB/Tense=Past|VerbForm=Fin/2/advcl ./PUNCT//2/punct",
            &["Ministers>agreed:nsubj", "gathered>Ministers:acl", "agreed>:root", ".>agreed:punct"],
        );
        // "They died surrounded by friends", "The envoy arrived, tired".
        check(
            "Envoys/NOUN//2/nsubj died/VERB/Tense=Past|VerbForm=Fin/0/root surrounded/VERB/Tense=Past|VerbForm=Part/2/advcl by/ADP//5/case friends/NOUN//3/obl",
            &[],
        );
    }

    #[test]
    fn a_noun_is_no_sentence() {
        check(
            "Troops/NOUN//0/root stationed/VERB/Tense=Past|VerbForm=Part/1/acl nearby/ADV//2/advmod fired/VERB/Tense=Past|VerbForm=Part/2/xcomp ./PUNCT//1/punct",
            &["Troops>fired:nsubj", "stationed>Troops:acl", "fired>:root", ".>fired:punct"],
        );
        // A headline has no full stop.
        check("Talks/NOUN//0/root held/VERB/Tense=Past|VerbForm=Part/1/acl yesterday/NOUN//2/obl", &[]);
    }

    #[test]
    fn objects_are_not_stolen() {
        check(
            "Talks/NOUN//5/nsubj on/SCONJ//3/mark ending/VERB/Tense=Pres|VerbForm=Part/1/acl hunger/NOUN//5/nsubj resumed/VERB/Tense=Past|VerbForm=Fin/0/root",
            &["hunger>ending:obj"],
        );
    }
}
