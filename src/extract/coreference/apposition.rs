//! A description beside a name is the named one: "the envoy, Ada Lind", "Ada Lind, the envoy", "the rights group Clearwater".

use super::{Links, is_person_name, names};
use crate::{
    extract::{
        mention::{Form, Mention},
        reading::At,
    },
    model::EntityClass,
};
use std::collections::BTreeSet;

impl Links<'_, '_> {
    /// "The commander of the unit, Ivo Hale,": a description beside a name in apposition is the person.
    pub(super) fn appositions(&mut self) {
        for at in self.ordered() {
            let mention = self.mention(at);
            if matches!(mention.class, EntityClass::Organization | EntityClass::Group) && !mention.is_name() {
                // "the rights group Clearwater", "state news agency Orbis": the name right after the noun.
                let named = |m: &&Mention| {
                    m.class == EntityClass::Organization
                        && m.is_name()
                        && m.at.sentence == mention.at.sentence
                        && m.tokens.start == mention.tokens.end
                };
                if let Some(named) = self.reading.mentions.iter().position(|m| named(&m)).filter(|_| !mention.plural) {
                    self.join(named as u32, at);
                }
            }
            if mention.class == EntityClass::Group && !mention.is_name() && !mention.plural {
                // "the Renewal Front, the second-largest rebel movement": the body by another word.
                let graph = self.reading.graph(mention.at.sentence);
                let beside = graph.incoming(mention.at.token).filter(|e| &*e.label == "appos").map(|e| e.head);
                let body = beside.flat_map(|token| self.reading.headed_by(At { sentence: mention.at.sentence, token }));
                let body = body.copied().find(|id| names(self.reading.mention(*id), EntityClass::Organization));
                if let Some(body) = body {
                    self.join(body.0, at);
                }
            }
            if matches!(mention.class, EntityClass::Organization | EntityClass::Region) && !mention.is_name() {
                // "the Orbis intelligence service", "the Tessel region": the name before the noun is the thing's own.
                let own = self
                    .reading
                    .targets(mention.at, "compound")
                    .into_iter()
                    .flat_map(|at| self.reading.headed_by(at))
                    .find(|id| names(self.reading.mention(**id), mention.class));
                if let Some(own) = own.filter(|_| !mention.plural) {
                    self.join(own.0, at);
                }
            }
            if !matches!(mention.class, EntityClass::Person | EntityClass::City)
                || mention.is_name()
                || mention.form == Form::Pronoun
            {
                continue;
            }
            if let Some(named) = self.described_name(mention) {
                self.join(named, at);
                continue;
            }
            let graph = self.reading.graph(mention.at.sentence);
            let neighbours: Vec<u32> = graph
                .outgoing(mention.at.token)
                .filter(|e| &*e.label == "appos")
                .map(|e| e.dependent)
                .chain(graph.incoming(mention.at.token).filter(|e| &*e.label == "appos").map(|e| e.head))
                .chain(self.after_comma(mention))
                .chain(self.before_comma(mention))
                .collect();
            let named = neighbours.into_iter().find_map(|token| {
                let ids = self.reading.headed_by(At { sentence: mention.at.sentence, token });
                let owner = &*self.reading.token(At { sentence: mention.at.sentence, token }).deprel == "nmod:poss";
                ids.iter().copied().find(|id| !owner && names(self.reading.mention(*id), mention.class))
            });
            if let Some(named) = named.filter(|named| !self.two_people(named.0, at)) {
                self.join(named.0, at);
            }
        }
    }

    /// The name that the description stands before ("the envoy, Ada Lind").
    fn described_name(&self, mention: &Mention) -> Option<u32> {
        let told = |m: &&Mention| {
            m.at.sentence == mention.at.sentence
                && m.described.is_some_and(|span| span.contains(mention.at.token as usize))
        };
        // A possessor inside the phrase ("the president's envoy, …") is somebody else.
        let owner = &*self.reading.token(mention.at).deprel == "nmod:poss";
        let within = self.reading.mentions.iter().position(|m| told(&m))?;
        let linked = self.reading.preposition(mention.at).is_some()
            && self.reading.head(mention.at).is_some_and(|head| {
                self.mention(within as u32).described.is_some_and(|span| span.contains(head.token as usize))
            });
        (!owner && !linked).then_some(within as u32)
    }

    /// Would joining the two put people of different surnames together?
    fn two_people(&self, one: u32, other: u32) -> bool {
        let surnames = |root: u32| -> BTreeSet<String> {
            let members =
                (0..self.parent.len() as u32).filter(|&m| self.root(m) == root && is_person_name(self.mention(m)));
            members.filter_map(|m| self.mention(m).label.rsplit(' ').next().map(str::to_lowercase)).collect()
        };
        let (a, b) = (surnames(self.root(one)), surnames(self.root(other)));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    }

    /// The person's name that ends right before the description's phrase and a comma ("Ada Lind, the envoy").
    fn before_comma(&self, mention: &Mention) -> Option<u32> {
        let words = &self.reading.sentence(mention.at.sentence).tokens;
        let start = self.reading.subtree(mention.at).start;
        // Not the owner in "Ada Lind, the president's envoy", nor who speaks in "… met Ada Lind, an official said".
        let owner = matches!(self.reading.token(mention.at).relation(), "nmod" | "nsubj");
        let comma = start.checked_sub(1).filter(|&at| !owner && &*words[at as usize].form == ",")?;
        let ends =
            |m: &&Mention| m.at.sentence == mention.at.sentence && names(m, mention.class) && m.tokens.end == comma;
        self.reading.mentions.iter().find(ends).map(|m| m.at.token)
    }

    /// The person's name that stands right after the description's phrase and a comma.
    fn after_comma(&self, mention: &Mention) -> Option<u32> {
        let words = &self.reading.sentence(mention.at.sentence).tokens;
        let subtree = self.reading.subtree(mention.at);
        let mut ends: Vec<usize> = vec![mention.tokens.end as usize, subtree.end as usize];
        // The name may itself hang under the description: the comma is then inside the subtree.
        ends.extend(subtree.range().filter(|&t| &*words[t].form == ","));
        ends.into_iter().filter(|&end| words.get(end).is_some_and(|w| &*w.form == ",")).find_map(|end| {
            let starts = |m: &&Mention| {
                m.at.sentence == mention.at.sentence && names(m, mention.class) && m.tokens.start as usize == end + 1
            };
            self.reading.mentions.iter().find(starts).map(|m| m.at.token).filter(|_| end >= mention.at.token as usize)
        })
    }
}
