//! Sets of mentions → the entities of the article: class, label and aliases, gazetteer key, affiliation.

use super::{Chains, Links};
use crate::{
    extract::mention::{Form, Mention},
    model::{EntityClass, LocalEntity, LocalEntityId, TokenSpan, Upos},
};
use std::collections::{BTreeMap, BTreeSet};

impl Links<'_, '_> {
    pub(super) fn chains(&self) -> Chains {
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
        // "a group of mayors" is mayors.
        let counts = self.reading.listed("quantifying-nouns", &self.reading.token(mention.at).lemma.to_lowercase());
        let counted = mention.label.split_once(" of ").filter(|_| counts && mention.class == EntityClass::Group);
        forms.extend(counted.map(|(_, members)| members.to_owned()));
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
