use super::*;
use crate::model::{EntityClass, Status};

#[test]
fn every_edge_has_a_claim_and_every_claim_evidence() {
    let graph = sample::graph();
    assert_eq!(graph.unsupported(), Vec::<String>::new());
    assert!(graph.edges().count() > 20);
    assert!(graph.edges().all(|e| !e.claims.is_empty()));
    let mut broken = sample::resolution();
    broken.claims.events[0].evidence.clear();
    let bare = KnowledgeGraph { resolution: broken, ..graph };
    assert_eq!(bare.unsupported(), ["claim without evidence: Event(0)"]);
}

#[test]
fn nodes_and_edges_are_sorted() {
    let graph = sample::graph();
    assert!(graph.nodes().is_sorted());
    assert!(graph.edges().is_sorted_by_key(|e| (e.source, e.target, e.kind.clone())));
}

#[test]
fn merging_prefers_sources_then_the_stronger_status() {
    let graph = sample::graph();
    let meeting = graph.merged(EventId(0));
    assert_eq!((meeting.status, meeting.sources), (Status::Occurred, 2));
    assert_eq!(meeting.label, "Meeting: Norland, Suderia – Port Amber, 2031-03-03");
    let mut resolution = sample::resolution();
    resolution.claims.events[0].status = Status::Planned;
    assert_eq!(KnowledgeGraph::new(resolution).merged(EventId(0)).status, Status::Planned);
}

#[test]
fn conflicting_tolls_stay_side_by_side() {
    let graph = sample::graph();
    let toll = &graph.merged(EventId(1)).quantities[0];
    assert_eq!((toll.best.value.value, toll.others.len()), (9.0, 1));
    assert_eq!(graph.contradictions(EventId(1)), [(ClaimRef::Event(2), ClaimRef::Event(3))]);
    assert_eq!(graph.contradictions(EventId(0)), []);
}

#[test]
fn the_actor_projection_ties_those_who_take_part_together() {
    let graph = sample::graph();
    let ties = graph.actor_ties();
    let names: Vec<_> = ties.iter().map(|t| (&*graph.entity(t.source).label, &*graph.entity(t.target).label)).collect();
    assert_eq!(names[0], ("Norland", "Suderia"));
    assert!(ties.iter().all(|t| graph.entity(t.source).class != EntityClass::Plan && t.source < t.target));
}
