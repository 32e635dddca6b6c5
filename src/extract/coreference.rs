//! Mentions → entities of one article: which mentions speak of the same thing. Names by their parts, descriptions by head and
//! owner, office-holders by their office, pronouns by syntax and recency. Deterministic, in text order; never across articles.

mod collective;
mod pronoun;

use super::{
    mention::{Form, Mention, MentionId},
    reading::{At, Reading},
};
use crate::model::{EntityClass, LocalEntity, LocalEntityId, TokenSpan, Upos};
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

    fn is_named(&self, at: u32) -> bool {
        let root = self.root(at);
        (0..self.parent.len() as u32).any(|m| is_person_name(self.mention(m)) && self.root(m) == root)
    }
    /// "the envoy": the nearest person before it who bears that office, of the same country where one is given; else the
    /// nearest one described so.
    fn office_holder(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        if mention.form != Form::Definite {
            return None;
        }
        let office = self.reading.token(mention.at).lemma.to_lowercase();
        let owner = self.owner(mention);
        let holds = |candidate: &Mention| {
            let title =
                candidate.title.map(|t| self.reading.text(candidate.at.sentence, t).to_lowercase()).unwrap_or_default();
            let named = candidate.is_name() && title.split(' ').any(|word| word == office);
            let described = !candidate.is_name()
                && candidate.form != Form::Pronoun
                && self.reading.token(candidate.at).lemma.to_lowercase() == office;
            named || described
        };
        let belongs = |candidate: &Mention| {
            let mut title = candidate.title.map(|t| self.owners_in(candidate.at.sentence, t)).unwrap_or_default();
            // "President Mara Kell of Norland" is no Suderian president.
            let of = self.reading.targets(candidate.at, "nmod:of").into_iter();
            title.extend(of.flat_map(|of| self.reading.headed_by(of)).map(|id| self.root(id.0)));
            owner.is_none_or(|o| {
                title.is_empty() && candidate.affiliation.is_none()
                    || title.contains(&o)
                    || self.owner(candidate) == Some(o)
            })
        };
        let field = self.field(mention);
        before.iter().rev().copied().find(|&b| {
            let candidate = self.mention(b);
            candidate.class == EntityClass::Person
                && holds(candidate)
                && belongs(candidate)
                && self.is_of_field(candidate, &field)
        })
    }
    /// What the words before an office say it is for: "deputy foreign minister" → deputy, foreign.
    fn field(&self, mention: &Mention) -> Vec<String> {
        let reading = self.reading;
        let telling = |c: &At| {
            matches!(reading.token(*c).relation(), "amod" | "compound")
                && c.token < mention.at.token
                && reading.headed_by(*c).is_empty()
                && !reading.is_temporal(*c)
                && !reading.listed("former-markers", &reading.token(*c).lemma.to_lowercase())
        };
        reading.children(mention.at).filter(telling).map(|c| spelled(&reading.token(c).form)).collect()
    }
    /// A finance minister is no foreign minister; "the minister" may be any.
    fn is_of_field(&self, candidate: &Mention, field: &[String]) -> bool {
        let own = match candidate.title {
            Some(title) => {
                let words = self.reading.text(candidate.at.sentence, title);
                words.split([' ', '-']).map(spelled).collect()
            }
            None if candidate.is_name() => return true,
            None => self.field(candidate),
        };
        own.is_empty() || field.iter().all(|word| own.contains(word))
    }
    fn owner(&self, mention: &Mention) -> Option<u32> {
        mention.affiliation.map(|id| self.root(id.0))
    }
    fn owners_in(&self, sentence: u32, tokens: crate::model::TokenSpan) -> Vec<u32> {
        let inside = |id: &MentionId| tokens.covers(self.reading.mention(*id).tokens);
        self.reading.mentions_in(sentence).into_iter().filter(inside).map(|id| self.root(id.0)).collect()
    }

    /// "the plan", "the draft": the plan spoken of before, unless a number or an owner tells them apart.
    fn same_plan(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let head = self.reading.token(mention.at).lemma.to_lowercase();
        let owner = self.owner(mention);
        let compatible = |candidate: &Mention| {
            let points = mention.points.is_none() || candidate.points.is_none() || mention.points == candidate.points;
            let kind = qualifier(&mention.label) == qualifier(&candidate.label)
                || qualifier(&mention.label).is_none()
                || qualifier(&candidate.label).is_none();
            let same_owner = owner.is_none() || self.owner(candidate).is_none() || owner == self.owner(candidate);
            points && kind && same_owner
        };
        let plans = before
            .iter()
            .rev()
            .copied()
            .filter(|&b| self.mention(b).class == EntityClass::Plan && !self.mention(b).is_name());
        let definite = mention.form == Form::Definite;
        plans.into_iter().find(|&b| {
            let candidate = self.mention(b);
            // An indefinite "a proposal" opens a new plan, unless it only repeats how the plan was described.
            let repeated =
                self.reading.token(candidate.at).lemma.to_lowercase() == head || qualifier(&mention.label).is_some();
            compatible(candidate) && (definite || repeated)
        })
    }

    /// "the new version", "the revised plan": not the plan that was spoken of, but what became of it.
    fn is_version(&self, mention: &Mention) -> bool {
        let reading = self.reading;
        mention.form == Form::Definite
            && mention.points.is_none()
            && reading.children(mention.at).any(|child| {
                let word = reading.token(child);
                word.relation() == "amod" && reading.listed("version-adjectives", &word.form.to_lowercase())
            })
    }
    /// The version spoken of before.
    fn same_version(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let known = |b: &u32| self.revisions.iter().any(|(version, _)| self.root(version.0) == self.root(*b));
        let compatible =
            |b: &u32| self.owner(mention).is_none_or(|o| self.owner(self.mention(*b)).is_none_or(|p| p == o));
        before.iter().rev().copied().find(|b| known(b) && compatible(b))
    }

    /// Groups of one owner and one kind are one group ("Russian officials", "the Russian delegation"); without an owner, the
    /// nearest group with the same head noun.
    fn same_group(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let noun = |m: &Mention| self.reading.token(m.at).lemma.to_lowercase();
        let delegation = |m: &Mention| self.reading.listed("delegation-nouns", &noun(m));
        let same_kind = |m: &Mention| noun(m) == noun(mention) || (delegation(m) && delegation(mention));
        let owner = self.owner(mention);
        let groups = before
            .iter()
            .rev()
            .copied()
            .filter(|&b| self.mention(b).class == EntityClass::Group && self.mention(b).form != Form::Pronoun);
        match owner {
            Some(owner) => {
                groups.into_iter().find(|&b| self.owner(self.mention(b)) == Some(owner) && same_kind(self.mention(b)))
            }
            None if mention.form == Form::Definite => {
                groups.into_iter().find(|&b| noun(self.mention(b)) == noun(mention))
            }
            None => groups.into_iter().find(|&b| self.mention(b).label.eq_ignore_ascii_case(&mention.label)),
        }
    }
    fn same_label(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        before.iter().rev().copied().find(|&b| {
            let candidate = self.mention(b);
            candidate.class == mention.class
                && candidate.label.eq_ignore_ascii_case(&mention.label)
                && self.owner(candidate) == self.owner(mention)
        })
    }

    fn chains(&self) -> Chains {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in self.ordered() {
            if !self.unresolved.contains(&at) {
                members.entry(self.root(at)).or_default().push(at);
            }
        }
        // Pronouns alone name nothing.
        let told = |set: &Vec<u32>| set.iter().any(|&m| self.mention(m).form != Form::Pronoun);
        let mut sets: Vec<Vec<u32>> = members.into_values().filter(told).collect();
        sets.sort_by_key(|set| set.first().map(|&m| (self.mention(m).at.sentence, self.mention(m).tokens)));
        let mut of = vec![None; self.parent.len()];
        for (id, set) in sets.iter().enumerate() {
            for &member in set {
                of[member as usize] = Some(LocalEntityId(id as u32));
            }
        }
        let mut entities: Vec<LocalEntity> = sets.iter().map(|set| self.entity(set, &of)).collect();
        for (id, set) in sets.iter().enumerate() {
            self.owned(id, set, &of, &mut entities);
        }
        Chains { entities, of, members: BTreeMap::new(), revisions: Vec::new() }
    }
    /// "his office" after Ada Brandt is "Ada Brandt's office"; "its army" after Norland belongs to Norland.
    fn owned(&self, id: usize, set: &[u32], of: &[Option<LocalEntityId>], entities: &mut [LocalEntity]) {
        if entities[id].named || !entities[id].class.is_actor() {
            return;
        }
        let owner = set.iter().find_map(|&m| {
            let mention = self.mention(m);
            let possessor = self.reading.child(mention.at, "nmod:poss")?;
            let pronoun = *self.reading.headed_by(possessor).first()?;
            let owner = of[pronoun.0 as usize].filter(|_| self.reading.mention(pronoun).form == Form::Pronoun)?;
            (mention.form == Form::Definite && owner.0 as usize != id).then_some((owner, mention.label.clone()))
        });
        let Some((owner, label)) = owner.filter(|(owner, _)| entities[owner.0 as usize].named) else { return };
        let known = &entities[owner.0 as usize];
        let (name, class, side) = (known.label.clone(), known.class, known.affiliation);
        let body = matches!(class, EntityClass::Country | EntityClass::Organization | EntityClass::City);
        let entity = &mut entities[id];
        entity.affiliation = entity.affiliation.or(if body { Some(owner) } else { side });
        let plain = std::mem::replace(&mut entity.label, format!("{name}'s {label}"));
        entity.aliases.push(plain);
        entity.aliases.sort();
        entity.aliases.dedup();
    }

    fn entity(&self, set: &[u32], of: &[Option<LocalEntityId>]) -> LocalEntity {
        let spoken: Vec<&Mention> = set.iter().map(|&m| self.mention(m)).collect();
        let named = spoken.iter().any(|m| matches!(m.form, Form::Name | Form::Adjective));
        // Names say what a thing is; descriptions only where there is no name.
        let telling: Vec<&&Mention> = spoken
            .iter()
            .filter(|m| m.form != Form::Pronoun && (!named || matches!(m.form, Form::Name | Form::Adjective)))
            .collect();
        let class =
            telling.first().or(spoken.iter().collect::<Vec<_>>().first()).map_or(EntityClass::Other, |m| m.class);
        let label = label(&telling, class);
        let mut aliases: BTreeSet<String> =
            telling.iter().filter(|m| m.form != Form::Adjective && !m.metonym).flat_map(|m| self.forms(m)).collect();
        aliases.remove(&label);
        LocalEntity {
            class,
            aliases: aliases.into_iter().collect(),
            label,
            gazetteer: telling
                .iter()
                .find(|m| m.class == class && m.class != EntityClass::Group)
                .and_then(|m| m.key.clone()),
            affiliation: spoken.iter().find_map(|m| m.affiliation).and_then(|id| of[id.0 as usize]),
            points: spoken.iter().find_map(|m| m.points),
            named,
            mentions: spoken.iter().map(|m| self.reading.bytes(m.at.sentence, m.tokens)).collect(),
        }
    }
    /// "Norland's Defence Ministry", of which the name is the last two words.
    fn with_owner(&self, mention: &Mention) -> Option<String> {
        let owner = self.mention(mention.affiliation?.0).tokens;
        let before = mention.class == EntityClass::Organization && owner.end <= mention.tokens.start;
        let whole = TokenSpan::new(owner.start as usize, mention.tokens.end as usize);
        before.then(|| self.reading.text(mention.at.sentence, whole))
    }
    /// What a mention calls its thing: its label, the surface, a person's name with the last word of the title.
    fn forms(&self, mention: &Mention) -> Vec<String> {
        let mut forms = vec![mention.label.clone()];
        // "a person close to the talks", "officials in Seoul": what tells of somebody without a name is the whole phrase.
        if mention.form == Form::Indefinite && matches!(mention.class, EntityClass::Person | EntityClass::Group) {
            let words = &self.reading.sentence(mention.at.sentence).tokens;
            let end = (self.reading.subtree(mention.at).end as usize).min(mention.tokens.end as usize + 6);
            let clause =
                |t: &usize| matches!(words[*t].upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Pron | Upos::Cconj);
            let stop = (mention.tokens.end as usize..end).find(clause).unwrap_or(end);
            if stop > mention.tokens.end as usize {
                let whole = TokenSpan::new(mention.tokens.start as usize, stop);
                forms.push(self.reading.text(mention.at.sentence, whole));
            }
        }
        if mention.is_name() {
            forms.push(self.reading.text(mention.at.sentence, mention.tokens));
            forms.extend(self.with_owner(mention));
        }
        if let Some(title) = mention.title {
            let last = self.reading.text(mention.at.sentence, title);
            let office = last.split(" of ").next().unwrap_or_default().split(" for ").next().unwrap_or_default();
            let last = office.trim_end_matches(',').rsplit(' ').next().unwrap_or_default().to_owned();
            if last.chars().next().is_some_and(char::is_uppercase) {
                forms.push(format!("{last} {}", mention.label));
            }
        }
        forms
    }
}

/// A word as both spellings of English have it ("defence", "labour").
fn spelled(word: &str) -> String {
    word.to_lowercase().replace("defence", "defense").replace("labour", "labor")
}

fn is_person_name(mention: &Mention) -> bool {
    mention.class == EntityClass::Person && mention.is_name()
}

/// Is it the name of something of the class?
fn names(mention: &Mention, class: EntityClass) -> bool {
    mention.class == class && mention.is_name()
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

/// Acronyms that a name may have: with and without its small words.
fn initials(name: &str) -> [String; 2] {
    let letters = |keep_small: bool| {
        name.split([' ', '-'])
            .filter(|w| keep_small || w.chars().next().is_some_and(char::is_uppercase))
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    [letters(false), letters(true)]
}

/// What kind of plan the description says ("peace plan" → peace).
fn qualifier(label: &str) -> Option<String> {
    let words: Vec<&str> = label.split([' ', '-']).collect();
    let before = words.len().checked_sub(2).and_then(|at| words.get(at))?;
    let telling = before.chars().all(char::is_lowercase)
        && !matches!(
            *before,
            "point"
                | "proposed"
                | "new"
                | "draft"
                | "final"
                | "initial"
                | "backed"
                | "current"
                | "revised"
                | "possible"
        );
    telling.then(|| (*before).to_owned())
}

/// The label that tells most: the longest full name of a person, the gazetteer's name, the plan with its number of points,
/// else the most frequent and then the longest.
fn label(telling: &[&&Mention], class: EntityClass) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in telling {
        *count.entry(&mention.label).or_default() += 1;
    }
    let words = |label: &str| label.split(' ').count();
    let rank = |label: &str, times: usize| match class {
        EntityClass::Person => (words(label).min(3), times),
        EntityClass::Plan => (usize::from(label.bytes().any(|b| b.is_ascii_digit())) * 8 + words(label).min(4), times),
        EntityClass::Conflict => (words(label).min(5), times),
        _ => (times, words(label)),
    };
    let best = count.iter().max_by_key(|(label, times)| (rank(label, **times), std::cmp::Reverse(**label)));
    best.map(|(label, _)| (*label).to_owned()).unwrap_or_default()
}
