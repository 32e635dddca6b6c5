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

/// Two claims of one meeting, the second in a later article.
fn stand(first: Status, second: Status, change: impl Fn(&mut EventClaim<EntityId, EventId>)) -> Vec<(Stand, Slot)> {
    let mut resolution = sample::resolution();
    let days = ["2031-03-04", "2031-03-06"];
    for (document, day) in resolution.documents.iter_mut().zip(days) {
        document.metadata.published = day.parse().ok();
    }
    resolution.claims.events[0].status = first;
    resolution.claims.events[1].status = second;
    change(&mut resolution.claims.events[1]);
    let graph = KnowledgeGraph::new(resolution);
    graph.ties(EventId(0)).into_iter().map(|t| (t.stand, t.slot)).collect()
}

#[test]
fn what_came_later_updates_and_what_cannot_be_contradicts() {
    use Status::{Negated, Occurred, Planned, Possible};
    for (first, second, expected) in [
        (Planned, Occurred, Some(Stand::Updates)),
        (Planned, Negated, Some(Stand::Updates)),
        (Occurred, Planned, Some(Stand::Contradicts)),
        (Occurred, Negated, Some(Stand::Contradicts)),
        (Negated, Occurred, Some(Stand::Contradicts)),
        (Occurred, Occurred, None),
        (Possible, Occurred, None),
        (Possible, Negated, None),
    ] {
        let found = stand(first, second, |_| {});
        let expected: Vec<_> = expected.map(|stand| (stand, Slot::Status)).into_iter().collect();
        assert_eq!(found, expected, "{first}, then {second}");
    }
}

#[test]
fn one_day_against_another() {
    let on = |from: &str, to: &str| {
        let (from, to) = (from.parse().expect("a date"), to.parse().expect("a date"));
        let time = crate::model::Interval::days(from, to, "then");
        stand(Status::Occurred, Status::Occurred, move |claim| claim.time = Some(time.clone()))
    };
    assert_eq!(on("2031-03-03", "2031-03-03"), []);
    assert_eq!(on("2031-03-02", "2031-03-02"), [(Stand::Contradicts, Slot::Day)]);
    assert_eq!(on("2031-03-02", "2031-03-03"), [], "it went on for two days");
}

#[test]
fn a_toll_that_rose_is_an_update() {
    let kinds = |days: [&str; 2]| {
        let mut resolution = sample::resolution();
        for (document, day) in resolution.documents.iter_mut().zip(days) {
            document.metadata.published = day.parse().ok();
        }
        let graph = KnowledgeGraph::new(resolution);
        let merged = graph.merged(EventId(1));
        let best = merged.quantities[0].best.value.value;
        (graph.ties(EventId(1)).into_iter().map(|t| t.stand).collect::<Vec<_>>(), best, graph.chosen(&merged))
    };
    let (ties, best, how) = kinds(["2031-03-04", "2031-03-06"]);
    assert_eq!((ties, best), (vec![Stand::Updates], 9.0));
    assert_eq!(how, ["killed: at least 9 (1 source); else 6 (1 source, brought up to date since)"]);
    assert_eq!(kinds(["2031-03-06", "2031-03-04"]).0, [Stand::Contradicts], "nobody rises from the dead");
}

#[test]
fn the_actor_projection_ties_those_who_take_part_together() {
    let graph = sample::graph();
    let ties = graph.actor_ties();
    let names: Vec<_> = ties.iter().map(|t| (&*graph.entity(t.source).label, &*graph.entity(t.target).label)).collect();
    assert_eq!(names[0], ("Norland", "Suderia"));
    assert!(ties.iter().all(|t| graph.entity(t.source).class != EntityClass::Plan && t.source < t.target));
}
