//! Who leads a delegation leads in the meetings that it takes part in: "the US team, led by Ada Lind, met …", "The delegation was headed
//! by …" in a sentence of its own. Adds the role and the words that say so to the claims of the article.

use super::Draft;
use crate::{
    extract::{coreference::Chains, reading::Reading},
    model::{EntityClass, Filler, LocalEntityId, Name, RelationClaim},
};

/// Adds leaders to the meetings of the delegations that they lead.
pub(in crate::extract) fn add(
    reading: &Reading<'_>,
    chains: &Chains,
    relations: &[RelationClaim<LocalEntityId>],
    drafts: &mut [Draft],
) {
    let delegation = |id: LocalEntityId| {
        let entity = chains.entity(id);
        let noun = entity.label.rsplit(' ').next().unwrap_or_default().to_lowercase();
        entity.class == EntityClass::Group && reading.listed("delegation-nouns", &noun)
    };
    let led = relations.iter().filter(|r| &*r.class == "Leads").filter_map(|r| Some((r, r.object?)));
    for (relation, object) in led.filter(|(_, object)| delegation(*object)) {
        for draft in drafts.iter_mut().filter(|draft| &*draft.claim.class == "Meeting") {
            let claim = &mut draft.claim;
            let takes_part = claim.roles.iter().any(|f| f.role == "participant" && f.entity == object);
            let known = claim.roles.iter().any(|f| f.entity == relation.subject);
            if takes_part && !known {
                claim.roles.push(Filler { role: Name::from("leader"), entity: relation.subject });
                let new = relation.evidence.iter().filter(|e| !claim.evidence.contains(e)).cloned().collect::<Vec<_>>();
                claim.evidence.extend(new);
            }
        }
    }
}
