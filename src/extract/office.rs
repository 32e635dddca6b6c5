//! Offices and other ties of people: `HoldsRole`, `Leads`, `MemberOf`, `KinOf`, `LocatedIn`, from titles before names,
//! appositions after them, "is/was/became …"; the other ties also from the relation rules of the knowledge.

mod phrase;

use super::{
    coreference::Chains,
    mention::{Form, Mention, MentionId, title::is_office},
    reading::{At, Reading},
};
use crate::model::{Attribution, EntityClass, LocalEntityId, Name, RelationClaim, TokenSpan, Upos};
use crate::rules::{Match, Target};

/// Finds the ties of the article; equal ones are one claim with several pieces of evidence.
pub(super) fn find(
    reading: &Reading<'_>,
    chains: &Chains,
    matches: &[Vec<Match>],
) -> Vec<RelationClaim<LocalEntityId>> {
    let mut finder = Finder { reading, chains, found: Vec::new() };
    for id in 0..reading.mentions.len() as u32 {
        let mention = reading.mention(MentionId(id));
        match mention.class {
            EntityClass::Person => {
                finder.title_before(mention);
                finder.before_comma(mention);
                finder.after_name(mention);
                finder.described(MentionId(id));
            }
            EntityClass::City | EntityClass::Region => finder.located(mention),
            _ => {}
        }
    }
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            finder.copula(at);
            finder.leads(at);
        }
        finder.by_rules(sentence, &matches[sentence as usize]);
    }
    finder.merged()
}

struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    chains: &'r Chains,
    found: Vec<RelationClaim<LocalEntityId>>,
}

impl Finder<'_, '_> {
    #[expect(clippy::too_many_arguments, reason = "the fields of a claim, in their order")]
    fn claim(
        &mut self,
        class: &str,
        subject: LocalEntityId,
        object: Option<LocalEntityId>,
        title: Option<String>,
        former: bool,
        sentence: u32,
        tokens: TokenSpan,
        rule: &str,
    ) {
        if object == Some(subject) || (class == "LocatedIn" && object.is_some_and(|o| self.lies_elsewhere(subject, o)))
        {
            return;
        }
        self.found.push(RelationClaim {
            class: Name::from(class),
            subject,
            object,
            title,
            former,
            time: None,
            attribution: Attribution::default(),
            evidence: vec![self.reading.evidence(self.reading.bytes(sentence, tokens))],
            rule: Name::from(rule),
            confidence: 90,
        });
    }

    /// "held in Pyongyang, the South in Kaesong": a town that the gazetteer puts in another country is not in this one.
    fn lies_elsewhere(&self, place: LocalEntityId, country: LocalEntityId) -> bool {
        let known = |id: LocalEntityId| {
            let key = self.chains.entity(id).gazetteer.as_deref()?;
            self.reading.knowledge.gazetteer.place(key)
        };
        let (Some(place), Some(country)) = (known(place), known(country)) else { return false };
        country.class == EntityClass::Country && place.country.as_ref().is_some_and(|own| *own != country.key)
    }

    /// What the relation rules find; a title where the rule has one.
    fn by_rules(&mut self, sentence: u32, matches: &[Match]) {
        let (reading, chains) = (self.reading, self.chains);
        for found in matches {
            let Target::Relation(class) = &found.target else { continue };
            let tokens =
                |role: &str| found.arguments.iter().filter(|a| a.role == role).map(|a| a.token).collect::<Vec<_>>();
            let entity = |token: u32| reading.headed_by(At { sentence, token }).iter().find_map(|id| chains.of(*id));
            let span = found
                .arguments
                .iter()
                .fold(TokenSpan::new(found.trigger as usize, found.trigger as usize + 1), |span, a| {
                    span.union(TokenSpan::new(a.token as usize, a.token as usize + 1))
                });
            let title = tokens("title")
                .first()
                .map(|&t| self.kin_title(sentence, reading.subtree(At { sentence, token: t }), t as usize));
            for subject in tokens("subject").into_iter().filter_map(entity) {
                for object in tokens("object").into_iter().filter_map(entity) {
                    self.claim(class, subject, Some(object), title.clone(), false, sentence, span, &found.rule);
                }
            }
        }
    }

    /// "Norlandic Foreign Minister Ada Brandt".
    fn title_before(&mut self, mention: &Mention) {
        let (Some(title), Some(subject)) = (mention.title, self.entity_of(mention)) else { return };
        let sentence = mention.at.sentence;
        let phrase = title.union(mention.tokens);
        self.offices(subject, sentence, title, phrase, "office/title-before-name");
        self.owner_after_name(mention, subject);
        // "deputy ministers Aram Petros of Karsia and Rashad Mustin of Ardan": the office is everybody's.
        for other in
            self.reading.mentions.iter().filter(|m| m.at.sentence == sentence && m.is_name() && m.title.is_none())
        {
            let joined =
                self.reading.head(other.at) == Some(mention.at) && &*self.reading.token(other.at).deprel == "conj";
            let plural = self.reading.sentence(sentence).tokens[title.range()]
                .iter()
                .any(|t| t.feature("Number") == Some("Plur") && is_office(self.reading, &t.lemma.to_lowercase()));
            if let Some(also) = self.entity_of(other).filter(|_| joined && plural && other.class == EntityClass::Person)
            {
                self.offices(also, sentence, title, title.union(other.tokens), "office/shared-title");
                self.owner_after_name(other, also);
            }
        }
    }

    /// "President Ada Brandt of Norland": the latest office without an owner is that country's.
    fn owner_after_name(&mut self, mention: &Mention, subject: LocalEntityId) {
        let words = &self.reading.sentence(mention.at.sentence).tokens;
        let of = mention.tokens.end as usize;
        let linked = words.get(of).is_some_and(|w| &*w.lemma == "of");
        let owner = self.reading.mentions_in(mention.at.sentence).into_iter().find(|id| {
            let candidate = self.reading.mention(*id);
            linked
                && candidate.tokens.start as usize == of + 1
                && matches!(candidate.class, EntityClass::Country | EntityClass::Organization)
        });
        let object = owner.and_then(|id| self.chains.of(id));
        if let Some(claim) = self.found.last_mut().filter(|c| c.subject == subject && c.object.is_none()) {
            claim.object = object;
        }
    }

    /// "The foreign minister of Norland, Ada Brandt,".
    fn before_comma(&mut self, mention: &Mention) {
        if let (Some(phrase), Some(subject)) = (mention.described, self.entity_of(mention)) {
            self.offices(subject, mention.at.sentence, phrase, phrase.union(mention.tokens), "office/before-comma");
        }
    }

    /// "Ada Brandt, the foreign minister of Norland,": an office phrase after the name and a comma, with its conjuncts.
    fn after_name(&mut self, mention: &Mention) {
        let Some(subject) = self.entity_of(mention).filter(|_| mention.is_name()) else { return };
        let sentence = mention.at.sentence;
        let words = &self.reading.sentence(sentence).tokens;
        let comma = mention.tokens.end as usize;
        if !words.get(comma).is_some_and(|w| matches!(&*w.form, "," | "(")) {
            return;
        }
        let mut start = comma + 1;
        // "who is now …", "who served as …": the relative clause tells the office as an apposition does.
        if words.get(start).is_some_and(|w| w.form.eq_ignore_ascii_case("who")) {
            start += 1;
            while words
                .get(start)
                .is_some_and(|w| matches!(w.upos, Upos::Aux | Upos::Adv) || matches!(&*w.lemma, "serve" | "as"))
            {
                start += 1;
            }
        }
        // ", an official told": another speaker, not an apposition.
        let acts = |phrase: TokenSpan| {
            words.get(phrase.end as usize).is_some_and(|w| matches!(w.upos, Upos::Verb | Upos::Aux))
        };
        // "…, the leader of the council, Ivo Hale": the phrase is the next name's.
        let others = |phrase: TokenSpan| {
            self.reading.mentions.iter().any(|m| {
                m.at.sentence == sentence && m.described.is_some_and(|d| d.overlaps(phrase) && d.start <= phrase.start)
            })
        };
        if let Some(phrase) = self.office_phrase(sentence, start).filter(|p| !acts(*p) && !others(*p)) {
            self.offices(subject, sentence, phrase, mention.tokens.union(phrase), "office/apposition");
        }
    }

    /// An office-headed noun phrase that begins here: up to the next comma, verb or full stop.
    fn office_phrase(&self, sentence: u32, start: usize) -> Option<TokenSpan> {
        let words = &self.reading.sentence(sentence).tokens;
        let nominal = |at: usize| {
            matches!(words[at].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part | Upos::Num)
                || (words[at].upos == Upos::Pron && &*words[at].deprel == "nmod:poss")
                || matches!(&*words[at].form, "-" | "‑" | "–")
                || (words[at].upos == Upos::Verb && matches!(words[at].relation(), "amod" | "compound"))
        };
        let mut head = start;
        while head < words.len()
            && head < start + 10
            && nominal(head)
            && !is_office(self.reading, &words[head].lemma.to_lowercase())
            && !self.is_kin(head, words)
        {
            // Another person's name ends it: "Brandt, Hale and …".
            head += 1;
        }
        let office = words.get(head).is_some_and(|w| {
            is_office(self.reading, &w.lemma.to_lowercase())
                || self.reading.listed("kin-nouns", &w.lemma.to_lowercase())
        });
        if !office || head >= start + 10 {
            return None;
        }
        // The last office noun of a run: "defence minister", "press secretary".
        while words
            .get(head + 1)
            .is_some_and(|w| is_office(self.reading, &w.lemma.to_lowercase()) && w.upos != Upos::Verb)
        {
            head += 1;
        }
        let mut end = head + 1;
        while end < words.len() {
            let word = &words[end];
            let goes_on = nominal(end) || matches!(word.upos, Upos::Adp | Upos::Cconj);
            if !goes_on || (word.upos == Upos::Cconj && !self.conjunct_goes_on(sentence, end)) {
                break;
            }
            end += 1;
        }
        Some(TokenSpan::new(start, end))
    }
    fn conjunct_goes_on(&self, sentence: u32, cconj: usize) -> bool {
        let words = &self.reading.sentence(sentence).tokens;
        (cconj + 1..(cconj + 6).min(words.len())).any(|at| {
            is_office(self.reading, &words[at].lemma.to_lowercase())
                || &*words[at].lemma == "member"
                || matches!(words[at].upos, Upos::Propn)
        })
    }

    /// "The commander of the unit, Ivo Hale": a description that coreference joined to a name, and "Norland's president".
    fn described(&mut self, id: MentionId) {
        let mention = self.reading.mention(id);
        let Some(subject) = self.chains.of(id) else { return };
        let entity = self.chains.entity(subject);
        let told = self.reading.mentions.iter().any(|m| {
            m.at.sentence == mention.at.sentence
                && m.described.is_some_and(|span| span.contains(mention.at.token as usize))
        });
        if mention.is_name() || told || !entity.named || mention.form == Form::Pronoun {
            return;
        }
        let word = self.reading.token(mention.at).lemma.to_lowercase();
        let telling = mention.affiliation.is_some() || mention.tokens.len() > 1;
        if is_office(self.reading, &word) && telling || self.reading.listed("kin-nouns", &word) {
            let full = mention.tokens.union(self.of_phrase(mention.at));
            self.offices(subject, mention.at.sentence, full, full, "office/description");
        }
    }
    fn of_phrase(&self, at: At) -> TokenSpan {
        let own = TokenSpan::new(at.token as usize, at.token as usize + 1);
        let of = self.reading.children(at).find(|c| {
            c.token > at.token
                && self
                    .reading
                    .child(*c, "case")
                    .is_some_and(|k| matches!(&*self.reading.token(k).lemma, "of" | "for" | "to"))
        });
        of.map_or(own, |of| own.union(self.np(of)))
    }
    /// The noun phrase of a head up to its end, without clauses.
    fn np(&self, at: At) -> TokenSpan {
        let start = self.reading.subtree(at).start;
        let covered = self.reading.headed_by(at).first().map(|id| self.reading.mention(*id).tokens.end);
        TokenSpan::new(start as usize, covered.unwrap_or(at.token + 1) as usize)
    }

    fn entity_of(&self, mention: &Mention) -> Option<LocalEntityId> {
        self.reading.headed_by(mention.at).iter().find_map(|id| self.chains.of(*id))
    }

    /// "Brandt is the foreign minister of Norland", "Hale became president", "was elected president".
    fn copula(&mut self, at: At) {
        let token = self.reading.token(at);
        let lemma = token.lemma.to_lowercase();
        if !matches!(token.upos, Upos::Noun | Upos::Propn) || !is_office(self.reading, &lemma) {
            return;
        }
        let predicate = self.reading.child(at, "cop").is_some();
        let governor = self.reading.head(at);
        let becomes = governor.filter(|g| {
            let verb = self.reading.token(*g).lemma.to_lowercase();
            matches!(token.relation(), "xcomp" | "obj" | "obl") && self.reading.listed("appointing-verbs", &verb)
        });
        let clause = if predicate { Some(at) } else { becomes };
        let Some(clause) = clause else { return };
        let mut subjects = self.reading.targets(clause, "nsubj:pass");
        if becomes.is_some() {
            // "appointed Hale as minister": the appointed one is the object.
            subjects.extend(self.reading.targets(clause, "obj"));
        }
        subjects.extend(self.reading.targets(clause, "nsubj"));
        let person = subjects.into_iter().filter(|s| *s != at).find_map(|s| {
            self.reading.headed_by(s).iter().copied().find_map(|id| {
                self.chains
                    .of(id)
                    .filter(|e| self.chains.entity(*e).class == EntityClass::Person && self.chains.entity(*e).named)
            })
        });
        if let Some(subject) = person {
            let phrase = super::mention::premodified(self.reading, at).union(self.of_phrase(at));
            self.offices(subject, at.sentence, phrase, phrase, "office/predicate");
        }
    }

    /// "a delegation led by Hale", "Hale heads the team", "Hale is leading the talks on the Norlandic side".
    fn leads(&mut self, at: At) {
        let token = self.reading.token(at);
        if token.upos != Upos::Verb || !self.reading.listed("leading-verbs", &token.lemma.to_lowercase()) {
            return;
        }
        let passive = !self.reading.targets(at, "obl:agent").is_empty();
        let (leader, led) = if passive { ("obl:agent", "nsubj:pass") } else { ("nsubj", "obj") };
        let leaders: Vec<At> = self.reading.targets(at, leader);
        let mut bodies: Vec<At> = self.reading.targets(at, led);
        bodies.extend(self.reading.targets(at, "obl:on"));
        for leader in leaders {
            let Some(subject) = self.person_at(leader) else { continue };
            for body in &bodies {
                let group = self.reading.headed_by(*body).iter().copied().find(|id| {
                    matches!(self.reading.mention(*id).class, EntityClass::Group | EntityClass::Organization)
                });
                if let Some(object) = group.and_then(|id| self.chains.of(id)) {
                    let phrase =
                        self.reading.subtree(at).union(TokenSpan::new(body.token as usize, body.token as usize + 1));
                    self.claim("Leads", subject, Some(object), None, false, at.sentence, phrase, "office/leads");
                }
            }
        }
    }
    fn person_at(&self, at: At) -> Option<LocalEntityId> {
        self.reading
            .headed_by(at)
            .iter()
            .copied()
            .find_map(|id| self.chains.of(id).filter(|e| self.chains.entity(*e).class == EntityClass::Person))
    }

    /// "Port Amber, Norland": a city, a comma, what it lies in.
    fn located(&mut self, mention: &Mention) {
        if !mention.is_name() {
            return;
        }
        let words = &self.reading.sentence(mention.at.sentence).tokens;
        let comma = mention.tokens.end as usize;
        if words.get(comma).is_none_or(|w| &*w.form != ",") {
            return;
        }
        let after = self.reading.mentions_in(mention.at.sentence).into_iter().find(|id| {
            let m = self.reading.mention(*id);
            m.tokens.start as usize == comma + 1
                && m.is_name()
                && matches!(m.class, EntityClass::Country | EntityClass::Region)
        });
        let ends = after.is_some_and(|id| {
            let end = self.reading.mention(id).tokens.end as usize;
            words.get(end).is_none_or(|w| w.upos == Upos::Punct || w.upos == Upos::Adp)
        });
        if let (Some(place), Some(subject), true) = (after, self.entity_of(mention), ends) {
            let tokens = mention.tokens.union(self.reading.mention(place).tokens);
            let object = self.chains.of(place);
            self.claim("LocatedIn", subject, object, None, false, mention.at.sentence, tokens, "place/comma");
        }
    }

    /// Claims of one class, subject, object and compatible title are one.
    fn merged(self) -> Vec<RelationClaim<LocalEntityId>> {
        let mut merged: Vec<RelationClaim<LocalEntityId>> = Vec::new();
        for claim in self.found {
            let same = |known: &&mut RelationClaim<LocalEntityId>| {
                let titles = match (&known.title, &claim.title) {
                    (Some(a), Some(b)) => {
                        let (a, b) = (a.to_lowercase(), b.to_lowercase());
                        a == b || a.ends_with(&b) || b.ends_with(&a)
                    }
                    (a, b) => a.is_none() && b.is_none(),
                };
                let objects = known.object == claim.object || known.object.is_none() || claim.object.is_none();
                known.class == claim.class
                    && known.subject == claim.subject
                    && known.former == claim.former
                    && titles
                    && objects
            };
            match merged.iter_mut().find(same) {
                Some(known) => {
                    known.object = known.object.or(claim.object);
                    if claim.title.as_ref().map_or(0, String::len) > known.title.as_ref().map_or(0, String::len) {
                        known.title = claim.title;
                    }
                    known.evidence.extend(claim.evidence);
                }
                None => merged.push(claim),
            }
        }
        merged
    }
}
