//! The named graphs: what each article claims, on which words, found by which rule; and the graph of the run. One node an
//! event claim and one a stretch of evidence, however many triples of the merged view they support.

use super::{
    Iris, Sink, confidence, date, integer,
    iri::term,
    number, order,
    vocabulary::{self, oa, prov, rap, schema, sem},
};
use crate::{
    graph::{ClaimRef, KnowledgeGraph, Stand, Tie},
    model::{EntityId, EventClaim, EventId, Evidence, Quantity, RelationClaim, Status},
};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, vocab};
use std::collections::BTreeMap;

/// What one claim is to another.
type Link = (ClaimRef, NamedNodeRef<'static>, ClaimRef);

/// The quads of each article's graph and of the run's, in the order of the graphs' names.
pub(super) fn by_graph<E>(
    graph: &KnowledgeGraph,
    iris: &Iris,
    mut each: impl FnMut(Vec<Quad>) -> Result<(), E>,
) -> Result<(), E> {
    // A claim lives in the graph of the article that its evidence is from.
    let mut claims: BTreeMap<u32, Vec<ClaimRef>> = BTreeMap::new();
    for claim in graph.claims() {
        if let Some(&document) = graph.told_by(&[claim]).first() {
            claims.entry(document).or_default().push(claim);
        }
    }
    let links = links(graph);
    let run = iris.run(graph);
    let mut names: Vec<(&NamedNode, Option<u32>)> = claims.keys().map(|&at| (iris.document(at), Some(at))).collect();
    names.push((&run, None));
    names.sort_by(|(one, _), (other, _)| order::of_iris(one.as_str(), other.as_str()));
    for (name, document) in names {
        let mut sink = Sink { quads: Vec::new(), graph: GraphName::NamedNode(name.clone()), spill: None };
        match document {
            Some(at) => {
                claims.get(&at).into_iter().flatten().for_each(|&claim| write_claim(graph, iris, claim, &mut sink));
                for (from, by, to) in links.get(&at).into_iter().flatten() {
                    sink.add(iris.claim(*from), *by, iris.claim(*to).clone());
                }
            }
            None => write_run(graph, iris, &run, &mut sink),
        }
        each(sink.quads)?;
    }
    Ok(())
}

fn write_claim(graph: &KnowledgeGraph, iris: &Iris, claim: ClaimRef, sink: &mut Sink) {
    let node = iris.claim(claim);
    write_common(graph, iris, claim, sink);
    match claim {
        ClaimRef::Event(at) => write_event(iris, node, &graph.event_claims()[at as usize], sink),
        ClaimRef::Statement(at) => sink.add(node, rap::ASSERTS, iris.statement(at).clone()),
        ClaimRef::Relation(at) => write_relation(iris, node, &graph.relation_claims()[at as usize], sink),
    }
}

/// Which claims bring others up to date, contradict or support them, by the article of the first.
fn links(graph: &KnowledgeGraph) -> BTreeMap<u32, Vec<Link>> {
    let mut found: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
    let mut link = |from: ClaimRef, by: NamedNodeRef<'static>, to: ClaimRef| {
        if let Some(&document) = graph.told_by(&[from]).first() {
            found.entry(document).or_default().push((from, by, to));
        }
    };
    for (id, _) in graph.events() {
        for Tie { from, to, stand, .. } in graph.ties(id) {
            match stand {
                Stand::Updates => link(from, rap::UPDATES, to),
                Stand::Contradicts => {
                    link(from, rap::CONTRADICTS, to);
                    link(to, rap::CONTRADICTS, from);
                }
            }
        }
        for (a, b) in graph.corroborations(id) {
            link(b, rap::CORROBORATES, a);
        }
    }
    found
}

fn write_common(graph: &KnowledgeGraph, iris: &Iris, claim: ClaimRef, sink: &mut Sink) {
    let node = iris.claim(claim);
    sink.types(node, &[rap::CLAIM, schema::CLAIM]);
    sink.add(node, rap::CONFIDENCE, confidence(graph.confidence(claim)));
    let rule = match claim {
        ClaimRef::Event(at) => &graph.event_claims()[at as usize].rule,
        ClaimRef::Statement(at) => &graph.statements()[at as usize].rule,
        ClaimRef::Relation(at) => &graph.relation_claims()[at as usize].rule,
    };
    sink.text(node, rap::FOUND_BY, rule);
    let denied = matches!(claim, ClaimRef::Event(at) if graph.event_claims()[at as usize].status == Status::Negated);
    sink.text(node, rap::POLARITY, if denied { "negative" } else { "positive" });
    if let Some(time) = graph.time(claim) {
        sink.time(node, time);
    }
    let attribution = &graph.attribution(claim).0;
    for who in attribution {
        sink.add(node, prov::WAS_ATTRIBUTED_TO, iris.entity(*who).clone());
    }
    if let Some(nearest) = attribution.first() {
        sink.add(node, rap::SAID_BY, iris.entity(*nearest).clone());
    }
    if let Some(said) = graph.said(claim) {
        sink.add(node, rap::SAID_EARLIEST, date(said.earliest));
        sink.add(node, rap::SAID_LATEST, date(said.latest));
    }
    for evidence in graph.evidence(claim) {
        write_evidence(graph, iris, node, evidence, sink);
    }
}

fn write_evidence(graph: &KnowledgeGraph, iris: &Iris, claim: &NamedNode, evidence: &Evidence, sink: &mut Sink) {
    let node = iris.evidence(evidence);
    sink.add(claim, prov::WAS_DERIVED_FROM, node.clone());
    sink.types(&node, &[oa::SPECIFIC_RESOURCE]);
    if let Some(document) = graph.document_index(&evidence.document) {
        sink.add(&node, oa::HAS_SOURCE, iris.document(document).clone());
    }
    let (position, quote) = (Iris::part(&node, "position"), Iris::part(&node, "quote"));
    sink.add(&node, oa::HAS_SELECTOR, position.clone());
    sink.types(&position, &[oa::TEXT_POSITION_SELECTOR]);
    sink.add(&position, oa::START, integer(evidence.chars.start as usize));
    sink.add(&position, oa::END, integer(evidence.chars.end as usize));
    sink.add(&node, oa::HAS_SELECTOR, quote.clone());
    sink.types(&quote, &[oa::TEXT_QUOTE_SELECTOR]);
    sink.text(&quote, oa::EXACT, &evidence.quote);
    sink.text(&quote, oa::PREFIX, &evidence.prefix);
    sink.text(&quote, oa::SUFFIX, &evidence.suffix);
}

fn write_event(iris: &Iris, node: &NamedNode, claim: &EventClaim<EntityId, EventId>, sink: &mut Sink) {
    sink.add(node, rap::ASSERTS, iris.event(claim.event).clone());
    sink.add(node, rap::EVENT_CLASS, term(&claim.class));
    sink.text(node, rap::STATUS, claim.status.as_str());
    for filler in &claim.roles {
        sink.add(node, &term(&filler.role), iris.entity(filler.entity).clone());
    }
    for place in &claim.place {
        sink.add(node, sem::HAS_PLACE, iris.entity(*place).clone());
    }
    for topic in &claim.about {
        sink.add(node, rap::ABOUT, iris.entity(*topic).clone());
    }
    for (at, quantity) in claim.quantities.iter().enumerate() {
        write_quantity(node, at, quantity, sink);
    }
}

/// The number itself on the claim, for easy queries, and a node with hedge and unit.
fn write_quantity(claim: &NamedNode, at: usize, quantity: &Quantity, sink: &mut Sink) {
    let Some(value) = number(quantity.value) else { return };
    let role = term(&quantity.role);
    sink.add(claim, &role, value.clone());
    let node = Iris::part(claim, &format!("quantity-{at}"));
    sink.add(claim, rap::QUANTITY, node.clone());
    sink.types(&node, &[schema::QUANTITATIVE_VALUE]);
    sink.add(&node, rap::QUANTITY_ROLE, role);
    sink.add(&node, schema::VALUE, value);
    if let Some(bound) = quantity.bound {
        sink.text(&node, rap::BOUND, bound.as_str());
    }
    if let Some(unit) = &quantity.unit {
        sink.text(&node, schema::UNIT_TEXT, unit);
    }
}

/// Our property for a tie (`LocatedIn` → `rap:locatedIn`) and the standard one, where there is one.
pub(super) fn relation_properties(class: &str) -> Vec<NamedNode> {
    let mut name = class.chars();
    let own: String = name.next().into_iter().flat_map(char::to_lowercase).chain(name).collect();
    let standard = vocabulary::RELATION_PROPERTIES.iter().filter(|(of, _)| *of == class);
    std::iter::once(term(&own)).chain(standard.map(|(_, property)| property.into_owned())).collect()
}

fn write_relation(iris: &Iris, node: &NamedNode, claim: &RelationClaim<EntityId>, sink: &mut Sink) {
    if let Some(words) = claim.title.as_ref().filter(|_| claim.class == vocabulary::PROVISION) {
        sink.types(node, &[vocab::rdf::STATEMENT]);
        sink.add(node, vocab::rdf::SUBJECT, iris.entity(claim.subject).clone());
        sink.add(node, vocab::rdf::PREDICATE, rap::PROVISION.into_owned());
        sink.text(node, vocab::rdf::OBJECT, words);
        return;
    }
    if let Some(title) = &claim.title {
        sink.text(node, rap::TITLE, title);
    }
    sink.add(node, rap::FORMER, Literal::from(claim.former));
    if claim.class == vocabulary::OFFICE {
        sink.add(node, rap::ASSERTS, iris.office_of(claim));
        return;
    }
    let property = relation_properties(&claim.class).into_iter().next();
    if let (Some(property), Some(object)) = (property, claim.object) {
        sink.types(node, &[vocab::rdf::STATEMENT]);
        sink.add(node, vocab::rdf::SUBJECT, iris.entity(claim.subject).clone());
        sink.add(node, vocab::rdf::PREDICATE, property);
        sink.add(node, vocab::rdf::OBJECT, iris.entity(object).clone());
    }
}

/// Why things of several articles are one.
fn write_identity(graph: &KnowledgeGraph, iris: &Iris, sink: &mut Sink) {
    for (id, _) in graph.entities() {
        for merge in graph.entity_merges(id) {
            sink.text(iris.entity(id), rap::ONE_BECAUSE, &merge.because.to_string());
        }
    }
    for (id, _) in graph.events() {
        for merge in graph.event_merges(id) {
            let because: Vec<String> = merge.because.iter().map(ToString::to_string).collect();
            sink.text(iris.event(id), rap::ONE_BECAUSE, &because.join("; "));
        }
    }
}

/// What was read by what: no time of day, so that a rebuild gives the same bytes.
fn write_run(graph: &KnowledgeGraph, iris: &Iris, run: &NamedNode, sink: &mut Sink) {
    sink.types(run, &[prov::ACTIVITY]);
    for at in 0..graph.documents().len() as u32 {
        sink.add(run, prov::USED, iris.document(at).clone());
    }
    write_identity(graph, iris, sink);
    let program = rap::SOFTWARE.into_owned();
    sink.add(run, prov::WAS_ASSOCIATED_WITH, program.clone());
    sink.types(&program, &[prov::SOFTWARE_AGENT]);
    sink.text(&program, vocab::rdfs::LABEL, "Rapporteur");
    sink.text(&program, schema::SOFTWARE_VERSION, env!("CARGO_PKG_VERSION"));
}
