//! "I", "we" inside a quotation → who speaks: the speaker, or for "we" the country or body that the speaker holds an office of.
//! Runs after the quotations have their speakers; a "we" of the author stays without antecedent.

use super::{
    coreference::Chains,
    event::speaker_entity,
    mention::{Form, MentionId},
    quotation::Quotation,
    reading::Reading,
};
use crate::model::{EntityClass, LocalEntityId, RelationClaim};
use std::collections::BTreeSet;

/// Links the pronouns; gives the sentences in which one got its antecedent.
pub(super) fn link(
    reading: &Reading<'_>,
    chains: &mut Chains,
    quotations: &[Quotation],
    offices: &[RelationClaim<LocalEntityId>],
) -> BTreeSet<u32> {
    let mut touched = BTreeSet::new();
    for (id, mention) in reading.mentions.iter().enumerate().filter(|(_, m)| m.form == Form::Pronoun) {
        let Some(kind) = reading.knowledge.entry("speech-pronouns", &mention.label) else { continue };
        let span = reading.token(mention.at).span;
        let spoken = quotations.iter().find(|q| q.parts.iter().any(|part| part.covers(span)));
        let speaker = spoken.and_then(|q| q.speaker).and_then(|s| speaker_entity(reading, chains, s));
        let Some(speaker) = speaker.filter(|_| kind.starts_with("speaker")) else { continue };
        let meant = if kind.ends_with("side") { side(chains, offices, speaker) } else { speaker };
        chains.assign(MentionId(id as u32), meant);
        touched.insert(mention.at.sentence);
    }
    touched
}

/// Whom a speaker's "we" speaks for.
fn side(chains: &Chains, offices: &[RelationClaim<LocalEntityId>], speaker: LocalEntityId) -> LocalEntityId {
    let body = |id: &LocalEntityId| {
        matches!(chains.entity(*id).class, EntityClass::Country | EntityClass::Organization | EntityClass::Group)
    };
    let holds = |o: &&RelationClaim<LocalEntityId>| {
        o.subject == speaker && matches!(&*o.class, "HoldsRole" | "Leads" | "MemberOf") && !o.former
    };
    let office = offices.iter().filter(holds).filter_map(|o| o.object).find(body);
    office.or_else(|| chains.entity(speaker).affiliation.filter(body)).unwrap_or(speaker)
}
