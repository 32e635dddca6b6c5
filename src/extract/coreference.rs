//! Mentions → entities of one article: which mentions speak of the same thing. Names by their parts, descriptions by head and
//! owner, office-holders by their office, pronouns by syntax and recency. Deterministic, in text order; never across articles.

mod apposition;
mod collective;
mod description;
mod entity;
mod naming;
mod pronoun;

use super::{
    mention::{Mention, MentionId},
    reading::Reading,
};
use crate::model::{EntityClass, LocalEntity, LocalEntityId};
use std::collections::{BTreeMap, BTreeSet};

/// The entities of an article and which mention belongs to which.
pub(super) struct Chains {
    pub(super) entities: Vec<LocalEntity>,
    of: Vec<Option<LocalEntityId>>,
    /// Mentions that stand for several things at once.
    members: BTreeMap<MentionId, Vec<LocalEntityId>>,
    /// Mentions of a new version of a plan, each with a mention of the plan that it revises.
    pub(super) revisions: Vec<(MentionId, MentionId)>,
}

impl Chains {
    /// The entity of a mention; `None` for a pronoun without antecedent.
    pub(super) fn of(&self, mention: MentionId) -> Option<LocalEntityId> {
        self.of.get(mention.0 as usize).copied().flatten()
    }
    /// All that a mention stands for: the members of "the two men", else its one entity.
    pub(super) fn all_of(&self, mention: MentionId) -> Vec<LocalEntityId> {
        self.members.get(&mention).cloned().unwrap_or_else(|| self.of(mention).into_iter().collect())
    }
    /// Gives a pronoun its antecedent afterwards.
    pub(super) fn assign(&mut self, mention: MentionId, entity: LocalEntityId) {
        if let Some(of) = self.of.get_mut(mention.0 as usize) {
            *of = Some(entity);
        }
    }
    pub(super) fn entity(&self, id: LocalEntityId) -> &LocalEntity {
        &self.entities[id.0 as usize]
    }
    /// Enters an entity that no mention speaks of in a way that coreference follows ("ceding land"); the same label is the same one.
    pub(super) fn add(&mut self, entity: LocalEntity) -> LocalEntityId {
        let known =
            self.entities.iter().position(|e| e.class == entity.class && e.label.eq_ignore_ascii_case(&entity.label));
        if let Some(at) = known {
            self.entities[at].mentions.extend(entity.mentions);
            return LocalEntityId(at as u32);
        }
        self.entities.push(entity);
        LocalEntityId(self.entities.len() as u32 - 1)
    }
}

/// Links all mentions of the article.
pub(super) fn link(reading: &Reading<'_>) -> Chains {
    let mut links = Links::new(reading);
    links.names();
    links.appositions();
    links.descriptions();
    let revisions = std::mem::take(&mut links.revisions);
    pronoun::link(&mut links);
    let members = collective::members(&links);
    let mut chains = links.chains();
    chains.revisions = revisions;
    chains.members = members
        .into_iter()
        .map(|(mention, members)| {
            (MentionId(mention), members.into_iter().filter_map(|m| chains.of(MentionId(m))).collect())
        })
        .collect();
    chains
}

/// Union-find over mentions, with the earliest mention of each set as its root.
struct Links<'r, 'a> {
    reading: &'r Reading<'a>,
    parent: Vec<u32>,
    /// Pronouns without antecedent stay out of every entity.
    unresolved: BTreeSet<u32>,
    /// New versions of plans, and what they revise.
    revisions: Vec<(MentionId, MentionId)>,
}

impl<'r, 'a> Links<'r, 'a> {
    fn new(reading: &'r Reading<'a>) -> Self {
        Self {
            reading,
            parent: (0..reading.mentions.len() as u32).collect(),
            unresolved: BTreeSet::new(),
            revisions: Vec::new(),
        }
    }
    fn root(&self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            at = self.parent[at as usize];
        }
        at
    }
    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.root(one), self.root(other));
        self.parent[a.max(b) as usize] = a.min(b);
    }
    fn mention(&self, at: u32) -> &'r Mention {
        &self.reading.mentions[at as usize]
    }
    /// Mentions in text order.
    fn ordered(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.reading.mentions.len() as u32).collect();
        order.sort_by_key(|&m| (self.mention(m).at.sentence, self.mention(m).tokens, m));
        order
    }

<<<<<<< HEAD
=======
    fn names(&mut self) {
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
                        let named = matches!(&*self.reading.token(verb).lemma, "know" | "call" | "abbreviate");
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

    /// "The commander of the unit, Ivo Hale,": a description beside a name in apposition is the person.
    fn appositions(&mut self) {
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

    fn descriptions(&mut self) {
        let order = self.ordered();
        for (position, &at) in order.iter().enumerate() {
            let mention = self.mention(at);
            if matches!(mention.form, Form::Name | Form::Adjective | Form::Pronoun) {
                continue;
            }
            // "the leader of the north, Ada Lind": told already who is meant.
            if mention.class == EntityClass::Person && self.is_named(at) {
                continue;
            }
            let before = &order[..position];
            let antecedent = match mention.class {
                EntityClass::Person => self.office_holder(mention, before),
                EntityClass::Plan if self.is_version(mention) => {
                    let known = self.same_version(mention, before);
                    let revised = self.same_plan(mention, before).filter(|_| known.is_none());
                    self.revisions.extend(revised.map(|plan| (MentionId(at), MentionId(plan))));
                    known
                }
                EntityClass::Plan => self.same_plan(mention, before),
                EntityClass::Conflict => before
                    .iter()
                    .rev()
                    .copied()
                    .find(|&b| self.mention(b).class == EntityClass::Conflict && !self.mention(b).is_name()),
                EntityClass::Group => self.same_group(mention, before),
                _ => self.same_label(mention, before),
            };
            if let Some(antecedent) = antecedent {
                self.join(antecedent, at);
            }
        }
    }

>>>>>>> main
    fn is_named(&self, at: u32) -> bool {
        let root = self.root(at);
        (0..self.parent.len() as u32).any(|m| is_person_name(self.mention(m)) && self.root(m) == root)
    }
}

fn is_person_name(mention: &Mention) -> bool {
    mention.class == EntityClass::Person && mention.is_name()
}

/// Is it the name of something of the class?
fn names(mention: &Mention, class: EntityClass) -> bool {
    mention.class == class && mention.is_name()
}
