//! The words of an office → its title, whose it is and whether it is over: "a former defence minister of Norland and a member of the
//! council", "Ada Lind's brother-in-law".

use super::Finder;
use crate::{
    extract::{
        event::speaker_entity,
        mention::{Form, Mention, MentionId, title::is_office},
    },
    model::{EntityClass, LocalEntityId, TokenSpan, Upos},
};

impl Finder<'_, '_> {
    pub(super) fn is_kin(&self, at: usize, words: &[crate::model::Token]) -> bool {
        self.reading.listed("kin-nouns", &words[at].lemma.to_lowercase())
    }

    /// Reads one office phrase, conjuncts included: "a former defence minister and a member of the council".
    pub(super) fn offices(
        &mut self,
        subject: LocalEntityId,
        sentence: u32,
        phrase: TokenSpan,
        evidence: TokenSpan,
        rule: &str,
    ) {
        let words = &self.reading.sentence(sentence).tokens;
        let mut starts = vec![phrase.start as usize];
        for at in phrase.range() {
            let new_conjunct = words[at].upos == Upos::Cconj
                && phrase.contains(at + 1)
                && (at + 1..(at + 6).min(phrase.end as usize)).any(|n| is_office(self.reading, &words[n].lemma.to_lowercase()) || &*words[n].lemma == "member")
                // "Foreign and Defence Minister" is one office.
                && (phrase.start as usize..at).any(|n| is_office(self.reading, &words[n].lemma.to_lowercase()) || self.is_kin(n, words));
            if new_conjunct {
                starts.push(at + 1);
            }
        }
        let shared_owner = self.owner_in(sentence, phrase, subject);
        for (number, &start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).map_or(phrase.end as usize, |next| next - 1);
            self.office(subject, sentence, TokenSpan::new(start, end), evidence, shared_owner, rule);
        }
    }

    fn office(
        &mut self,
        subject: LocalEntityId,
        sentence: u32,
        phrase: TokenSpan,
        evidence: TokenSpan,
        shared_owner: Option<LocalEntityId>,
        rule: &str,
    ) {
        let words = &self.reading.sentence(sentence).tokens;
        let lemma = |at: usize| words[at].lemma.to_lowercase();
        let linker = phrase.range().find(|&at| {
            words[at].upos == Upos::Adp && matches!(&*lemma(at), "of" | "for" | "to" | "at" | "in" | "from")
        });
        let before_linker = linker.unwrap_or(phrase.end as usize);
        let office = (phrase.start as usize..before_linker).rev().find(|&at| is_office(self.reading, &lemma(at)));
        let kin = (phrase.start as usize..before_linker)
            .rev()
            .find(|&at| self.is_kin(at, words) || words[at].form.ends_with("law"));
        if let Some(at) = (phrase.start as usize..before_linker).find(|&at| lemma(at) == "member") {
            let after = TokenSpan::new(at, phrase.end as usize);
            if let Some(object) = self.body_in(sentence, after, subject) {
                self.claim("MemberOf", subject, Some(object), None, false, sentence, evidence, rule);
            }
            return;
        }
        if office.is_none() {
            if let Some(at) = kin {
                let title = self.kin_title(sentence, phrase, at);
                if let Some(object) = self.person_in(sentence, phrase, at, subject) {
                    self.claim("KinOf", subject, Some(object), Some(title), false, sentence, evidence, rule);
                }
            }
            return;
        }
        let owner = self.owner_in(sentence, phrase, subject).or(shared_owner);
        let (title, former) = self.title_text(sentence, phrase);
        // "Gen. Hale" says how one addresses him, not what he does.
        let rank = owner.is_none()
            && title.split(' ').all(|w| self.reading.listed("ranks", w.trim_end_matches('.').to_lowercase().as_str()));
        if !title.is_empty() && !rank {
            self.claim("HoldsRole", subject, owner, Some(title), former, sentence, evidence, rule);
        }
    }

    /// The words of the office: without determiner, the country's adjective or possessive, and markers of the past.
    pub(super) fn title_text(&self, sentence: u32, phrase: TokenSpan) -> (String, bool) {
        let words = &self.reading.sentence(sentence).tokens;
        let former = phrase.range().any(|at| self.reading.listed("former-markers", &words[at].form.to_lowercase()));
        let mut start = phrase.start as usize;
        let country_end =
            self.reading.mentions_in(sentence).into_iter().map(|id| self.reading.mention(id)).filter(|m| {
                m.tokens.start >= phrase.start
                    && phrase.covers(m.tokens)
                    && (m.class.is_place() || m.class == EntityClass::Person)
                    && (m.tokens.end as usize) < phrase.end as usize
            });
        // "US Army Secretary" loses "US"; "Secretary of State" keeps all.
        let linker = phrase.range().find(|&at| words[at].upos == Upos::Adp).unwrap_or(phrase.end as usize);
        for mention in country_end {
            if (mention.tokens.end as usize) < linker {
                start = start.max(mention.tokens.end as usize);
            }
        }
        // "the union's secretary-general": the possessor is no part of the title, named or not.
        if let Some(mark) = (start..linker.min(phrase.end as usize))
            .rev()
            .find(|&at| matches!(&*words[at].form, "'s" | "’s" | "'" | "’"))
        {
            start = mark + 1;
        }
        let skipped = |at: usize| {
            let word = &words[at];
            matches!(word.upos, Upos::Det | Upos::Part | Upos::Punct | Upos::Cconj | Upos::Pron | Upos::Adv)
                || self.reading.listed("former-markers", &word.form.to_lowercase())
        };
        while start < phrase.end as usize && skipped(start) {
            start += 1;
        }
        let mut end = phrase.end as usize;
        while end > start && matches!(words[end - 1].upos, Upos::Punct | Upos::Part | Upos::Cconj | Upos::Adp) {
            end -= 1;
        }
        (self.reading.text(sentence, TokenSpan::new(start, end)), former)
    }

    pub(super) fn kin_title(&self, sentence: u32, phrase: TokenSpan, kin: usize) -> String {
        let words = &self.reading.sentence(sentence).tokens;
        let glued = |at: usize| matches!(&*words[at].form, "-" | "‑" | "in" | "law" | "step") || self.is_kin(at, words);
        let mut start = kin;
        while start > phrase.start as usize && glued(start - 1) {
            start -= 1;
        }
        let mut end = kin + 1;
        while end < phrase.end as usize && glued(end) {
            end += 1;
        }
        self.reading.text(sentence, TokenSpan::new(start, end))
    }

    /// The body or country that the office belongs to: the most specific one in the phrase.
    pub(super) fn owner_in(&self, sentence: u32, phrase: TokenSpan, subject: LocalEntityId) -> Option<LocalEntityId> {
        let inside: Vec<MentionId> =
            self.within(sentence, phrase).filter(|id| self.chains.of(*id) != Some(subject)).collect();
        let pick = |fits: &dyn Fn(&Mention) -> bool| inside.iter().copied().find(|id| fits(self.reading.mention(*id)));
        let body = pick(&|m| m.class == EntityClass::Organization);
        let land = pick(&|m| matches!(m.class, EntityClass::Country | EntityClass::Region));
        let other = || pick(&|m| matches!(m.class, EntityClass::City | EntityClass::Group));
        // "its deputy chairman".
        let own = || inside.iter().copied().find(|id| self.reading.mention(*id).form == Form::Pronoun);
        body.or(land).or_else(other).or_else(own).and_then(|id| speaker_entity(self.reading, self.chains, id))
    }

    pub(super) fn body_in(&self, sentence: u32, phrase: TokenSpan, subject: LocalEntityId) -> Option<LocalEntityId> {
        let mut inside: Vec<MentionId> =
            self.within(sentence, phrase).filter(|id| self.chains.of(*id) != Some(subject)).collect();
        inside.sort_by_key(|id| {
            !matches!(self.reading.mention(*id).class, EntityClass::Organization | EntityClass::Group)
        });
        inside.into_iter().find(|id| self.reading.mention(*id).class.is_actor()).and_then(|id| self.chains.of(id))
    }

    /// Whose kin: the person in the phrase beside the word for kin itself.
    pub(super) fn person_in(
        &self,
        sentence: u32,
        phrase: TokenSpan,
        kin: usize,
        subject: LocalEntityId,
    ) -> Option<LocalEntityId> {
        let mut people = self.within(sentence, phrase).filter(|id| {
            let mention = self.reading.mention(*id);
            mention.class == EntityClass::Person && mention.at.token as usize != kin
        });
        people.find_map(|id| self.chains.of(id).filter(|e| *e != subject))
    }

    pub(super) fn within(&self, sentence: u32, phrase: TokenSpan) -> impl Iterator<Item = MentionId> + '_ {
        self.reading.mentions_in(sentence).into_iter().filter(move |id| phrase.covers(self.reading.mention(*id).tokens))
    }
}
