//! Names that are one: the same name again, a surname after the full name, an acronym and what it stands for, two names that the text
//! says are one body's ("known as").

use super::{Links, is_person_name};
use crate::{
    extract::mention::{Form, Mention, initials},
    model::EntityClass,
};
use std::collections::BTreeMap;

impl Links<'_, '_> {
    pub(super) fn names(&mut self) {
        let mut known: BTreeMap<(EntityClass, String), u32> = BTreeMap::new();
        for at in self.ordered() {
            let mention = self.mention(at);
            // The demonym as a noun ("Norlanders") is the people, not the country.
            if !matches!(mention.form, Form::Name | Form::Adjective) {
                continue;
            }
            let key = mention.key.clone().unwrap_or_else(|| mention.label.to_lowercase());
            match known.get(&(mention.class, key.clone())) {
                Some(&first) => self.join(first, at),
                None => {
                    known.insert((mention.class, key), at);
                }
            }
        }
        self.people();
        self.acronyms();
    }

    /// "Marlow" is Dan Marlow; two people of one surname stay apart unless their first names agree.
    fn people(&mut self) {
        let people: Vec<u32> = self.ordered().into_iter().filter(|&m| is_person_name(self.mention(m))).collect();
        let (full, short): (Vec<u32>, Vec<u32>) =
            people.into_iter().partition(|&m| self.mention(m).label.contains(' '));
        for (i, &one) in full.iter().enumerate() {
            for &other in &full[..i] {
                if same_person(&self.mention(one).label, &self.mention(other).label) {
                    self.join(other, one);
                }
            }
        }
        for lone in short {
            let label = &self.mention(lone).label;
            let ends = full.iter().filter(|&&f| self.mention(f).label.rsplit(' ').next() == Some(label));
            let starts = full.iter().filter(|&&f| self.mention(f).label.split(' ').next() == Some(label));
            // The nearest full name before it, else the first after it.
            let by_distance = |candidates: Vec<u32>| {
                let position = |m: u32| (self.mention(m).at.sentence, self.mention(m).tokens);
                let before =
                    candidates.iter().copied().filter(|&c| position(c) < position(lone)).max_by_key(|&c| position(c));
                before.or_else(|| candidates.first().copied())
            };
            if let Some(owner) = by_distance(ends.copied().collect()).or_else(|| by_distance(starts.copied().collect()))
            {
                self.join(owner, lone);
            }
        }
    }

    /// "NSC" is the National Security Council of the same article.
    fn acronyms(&mut self) {
        let bodies: Vec<u32> = self
            .ordered()
            .into_iter()
            .filter(|&m| self.mention(m).class == EntityClass::Organization && self.mention(m).is_name())
            .collect();
        for &long in &bodies {
            // "Vestby Oy" is Vestby in the next sentence.
            let name = self.mention(long).label.rsplit_once(' ');
            let name = name.filter(|(_, form)| self.reading.listed("body-words", &form.to_lowercase()));
            if let Some(short) = name.and_then(|(own, _)| bodies.iter().find(|&&b| self.mention(b).label == own)) {
                self.join(long, *short);
            }
        }
        for &short in &bodies {
            let label = &self.mention(short).label;
            let plain: String = label.chars().filter(|c| *c != '.').collect();
            if plain.chars().count() < 2 || !plain.chars().all(char::is_uppercase) {
                continue;
            }
            let spelled = bodies.iter().copied().find(|&l| initials(&self.mention(l).label).contains(&plain));
            if let Some(long) = spelled.or_else(|| self.before_bracket(short, &bodies)) {
                self.join(long, short);
            }
        }
        self.known_as();
    }

    /// "the Observer Force in Suderia (FOS)": the body whose name, or the phrase that it heads, ends at the bracket.
    fn before_bracket(&self, short: u32, bodies: &[u32]) -> Option<u32> {
        let mention = self.mention(short);
        let bracket = mention.tokens.start.checked_sub(1)?;
        let words = &self.reading.sentence(mention.at.sentence).tokens;
        if &*words[bracket as usize].form != "(" {
            return None;
        }
        let ends = |m: &Mention| {
            let of = self.reading.subtree(m.at);
            m.at.sentence == mention.at.sentence
                && m.tokens.end <= bracket
                && (m.tokens.end == bracket || (of.contains(bracket as usize - 1) && bracket - m.tokens.end <= 4))
        };
        bodies.iter().copied().filter(|&b| b != short && ends(self.mention(b))).max_by_key(|&b| self.mention(b).tokens)
    }

    /// "the Army of the South, known as ERS", "dubbed …": one body by two names.
    fn known_as(&mut self) {
        for at in self.ordered() {
            let mention = self.mention(at);
            let other =
                self.reading.children(mention.at).filter(|c| self.reading.token(*c).relation() == "acl").find_map(
                    |verb| {
                        let named = self.reading.listed("naming-verbs", &self.reading.token(verb).lemma);
                        let labels = if named { ["obl:as", "obj", "xcomp"] } else { return None };
                        let targets = labels.iter().flat_map(|label| self.reading.targets(verb, label));
                        targets.flat_map(|t| self.reading.headed_by(t).to_vec()).find(|id| {
                            let other = self.reading.mention(*id);
                            other.is_name() && other.class == mention.class && other.at != mention.at
                        })
                    },
                );
            if let Some(other) = other.filter(|_| mention.is_name() && mention.class.is_actor()) {
                self.join(at, other.0);
            }
        }
    }
}

/// Same surname, and first names that do not exclude each other.
fn same_person(one: &str, other: &str) -> bool {
    let split = |name: &str| name.rsplit_once(' ').map(|(first, last)| (first.to_lowercase(), last.to_lowercase()));
    let (Some((first, last)), Some((given, surname))) = (split(one), split(other)) else { return false };
    last == surname
        && (first.starts_with(&given)
            || given.starts_with(&first)
            || first.trim_end_matches('.').len() == 1 && given.starts_with(first.trim_end_matches('.')))
}
