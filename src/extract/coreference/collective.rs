//! Words for several things told before, which no single antecedent has: "the two men", "both sides", "neither party", "the leaders",
//! "they" after "A and B". Gives the members; the mention keeps no entity of its own for roles. Only pairs and lists that the text
//! puts side by side (coordination, "A with B") are members: it does not gather people over sentences.

use super::Links;
use crate::{
    extract::{
        mention::{Form, Mention, MentionId},
        reading::At,
    },
    model::{EntityClass, Upos},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many sentences back the members may be told: of a description, of "both", of "they".
const FAR: u32 = 15;
const NEAR: u32 = 3;
const NEXT: u32 = 1;

/// Things told side by side.
struct Pair {
    at: At,
    subject: bool,
    members: Vec<u32>,
}

/// For each mention that stands for several, the mentions that it stands for.
pub(super) fn members(links: &Links<'_, '_>) -> BTreeMap<u32, Vec<u32>> {
    let pairs = pairs(links);
    let told = frequencies(links, &pairs);
    let mut found = BTreeMap::new();
    for at in links.ordered() {
        let mention = links.mention(at);
        let Some(kind) = Kind::of(links, mention) else { continue };
        let before = |pair: &&Pair| pair.at < mention.at && mention.at.sentence - pair.at.sentence <= kind.reach();
        // "A and B urged both sides": who acts does not act on themselves.
        let acts = |pair: &Pair| {
            let verb = |at: At| links.reading.head(at).filter(|h| links.reading.token(*h).upos == Upos::Verb);
            pair.subject && verb(pair.at).is_some() && verb(pair.at) == verb(mention.at)
        };
        let fits = |pair: &&Pair| kind.fits(links, pair) && !pair.members.contains(&at) && !acts(pair);
        let known = pairs.iter().filter(|p| before(p) && fits(p) && (p.subject || Kind::takes_objects(links, p)));
        let pair = match kind {
            // The sides are the bodies or countries that the article most often tells side by side.
            Kind::Sides(_) => {
                known.max_by_key(|p| (rank(links, p), told.get(&roots(links, p)).copied(), p.subject, p.at))
            }
            // Those who act are meant before those who are only mentioned; the nearest first.
            _ => known.max_by_key(|p| (p.subject, p.at)),
        };
        // "they" goes to a nearer plural, where there is one.
        let nearer = |pair: &Pair| kind != Kind::They || !has_nearer(links, at, pair.at);
        if let Some(pair) = pair.filter(|p| nearer(p)) {
            found.insert(at, pair.members.clone());
        }
    }
    found
}

/// Sides are bodies and countries before they are groups of people, and persons last.
fn rank(links: &Links<'_, '_>, pair: &Pair) -> u8 {
    let class = |m: &u32| match links.mention(*m).class {
        EntityClass::Country | EntityClass::Organization => 2,
        EntityClass::Person => 0,
        _ => 1,
    };
    pair.members.iter().map(class).min().unwrap_or_default()
}

fn roots(links: &Links<'_, '_>, pair: &Pair) -> BTreeSet<u32> {
    pair.members.iter().map(|&m| links.root(m)).collect()
}

/// How often the same are told side by side.
fn frequencies(links: &Links<'_, '_>, pairs: &[Pair]) -> BTreeMap<BTreeSet<u32>, usize> {
    let mut found = BTreeMap::new();
    for pair in pairs {
        *found.entry(roots(links, pair)).or_default() += 1;
    }
    found
}

/// Does the mention's chain go on after the pair?
fn has_nearer(links: &Links<'_, '_>, at: u32, pair: At) -> bool {
    let root = links.root(at);
    let own = links.mention(at).at;
    (0..links.parent.len() as u32).any(|m| {
        let other = links.mention(m);
        m != at && links.root(m) == root && other.at > pair && other.at < own && other.form != Form::Pronoun
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// "the two men": persons, and so many.
    Persons(Option<usize>),
    /// "both sides", "the parties".
    Sides(Option<usize>),
    /// "both", "each", "neither".
    Both,
    They,
}

impl Kind {
    fn of(links: &Links<'_, '_>, mention: &Mention) -> Option<Self> {
        let reading = links.reading;
        if mention.form == Form::Pronoun {
            return match &*mention.label {
                "both" | "each" | "neither" => Some(Self::Both),
                "they" | "them" | "their" | "themselves" => Some(Self::They),
                _ => None,
            };
        }
        if !matches!(
            mention.class,
            EntityClass::Group | EntityClass::Organization | EntityClass::Country | EntityClass::City
        ) || mention.is_name()
            || mention.affiliation.is_some()
        {
            return None;
        }
        let word = |at: At| reading.token(at).form.to_lowercase();
        let counted = reading.children(mention.at).find_map(|c| match &*word(c) {
            "two" | "both" | "neither" | "either" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            _ => None,
        });
        let each = reading.children(mention.at).any(|c| matches!(&*word(c), "each" | "all" | "no"));
        // "the governments of the region" are told by what goes with them.
        let bare =
            reading.children(mention.at).all(|c| !matches!(reading.token(c).relation(), "nmod" | "acl" | "compound"));
        let known = counted.is_some() || each || (mention.form == Form::Definite && mention.plural && bare);
        let indefinite = mention.form == Form::Indefinite
            && !reading
                .children(mention.at)
                .any(|c| matches!(&*word(c), "both" | "neither" | "either" | "each" | "all"));
        let noun = reading.token(mention.at).lemma.to_lowercase();
        match reading.knowledge.entry("collective-nouns", &noun)? {
            _ if !known || indefinite => None,
            "persons" => Some(Self::Persons(counted)),
            _ => Some(Self::Sides(counted)),
        }
    }
    fn reach(self) -> u32 {
        match self {
            Self::Persons(_) | Self::Sides(_) => FAR,
            Self::Both => NEAR,
            Self::They => NEXT,
        }
    }
    /// May those be meant who do not act? Persons are too often listed only.
    fn takes_objects(links: &Links<'_, '_>, pair: &Pair) -> bool {
        !pair.members.iter().any(|&m| links.mention(m).class == EntityClass::Person)
    }
    fn fits(self, links: &Links<'_, '_>, pair: &Pair) -> bool {
        let persons = pair.members.iter().all(|&m| links.mention(m).class == EntityClass::Person);
        let number = |wanted: Option<usize>| wanted.is_none_or(|wanted| wanted == pair.members.len());
        match self {
            Self::Persons(count) => persons && number(count),
            Self::Sides(count) => number(count),
            Self::Both => pair.members.len() == 2,
            Self::They => pair.subject,
        }
    }
}

/// All coordinations of actors, and "A … with B" of one verb, in text order.
fn pairs(links: &Links<'_, '_>) -> Vec<Pair> {
    let reading = links.reading;
    let mut found: Vec<Pair> = Vec::new();
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            let conjuncts = reading.children(at).filter(|c| &*reading.token(*c).deprel == "conj");
            let tokens: Vec<At> = std::iter::once(at).chain(conjuncts).collect();
            let subject = matches!(&*reading.token(at).deprel, "nsubj" | "nsubj:pass");
            found.extend(pair(links, &tokens, at, subject));
            // "France and Britain said": parsers also make two subjects of them.
            let subjects = reading.targets(at, "nsubj");
            let acting = [subjects.clone(), reading.targets(at, "nsubj:pass")].concat();
            let both: Vec<At> = reading
                .children(at)
                .filter(|c| matches!(&*reading.token(*c).deprel, "nsubj" | "nsubj:pass") && acting.contains(c))
                .collect();
            if let [one, other] = both[..] {
                if (one.token + 1..other.token)
                    .any(|t| reading.sentence(sentence).tokens[t as usize].upos == Upos::Cconj)
                {
                    found.extend(pair(links, &both, one, true));
                }
            }
            // "A met with B", "A met B".
            let company = reading.listed("verbs-of-company", &reading.token(at).lemma);
            let mut others = reading.targets(at, "obl:with");
            others.extend(reading.targets(at, "obj").into_iter().filter(|_| company));
            if let ([one], [other]) = (subjects.as_slice(), others.as_slice()) {
                found.extend(pair(links, &[*one, *other], (*one).min(*other), true));
            }
        }
    }
    found.sort_by_key(|pair| pair.at);
    found
}

/// The actors that the tokens stand for, if they are several of one kind.
fn pair(links: &Links<'_, '_>, tokens: &[At], at: At, subject: bool) -> Option<Pair> {
    let reading = links.reading;
    let actor = |id: &&MentionId| {
        let mention = reading.mention(**id);
        mention.class.is_actor() && !matches!(mention.form, Form::Pronoun | Form::Adjective)
    };
    let mut members: Vec<u32> = Vec::new();
    for token in tokens {
        let headed: Vec<u32> = reading.headed_by(*token).iter().filter(actor).map(|id| id.0).collect();
        if headed.is_empty() {
            return None;
        }
        let new = |m: &u32, known: &[u32]| known.iter().all(|k| links.root(*k) != links.root(*m));
        for id in headed {
            if new(&id, &members) {
                members.push(id);
            }
        }
    }
    let person = |m: &u32| links.mention(*m).class == EntityClass::Person;
    let one_kind = members.iter().all(person) || !members.iter().any(person);
    (members.len() > 1 && one_kind).then_some(Pair { at, subject, members })
}
