//! The default graph: one reading of each thing, so that easy questions need no `GRAPH`.

use super::{
    Iris, Schema, Sink, confidence, date, decimal, integer,
    iri::term,
    number,
    vocabulary::{self, geo, org, prov, rap, schema, sem, skos},
};
use crate::{
    graph::{KnowledgeGraph, MergedEvent, MergedRelation},
    model::{Entity, EntityClass, EntityId, Interval, Likeness, Status},
};
use oxrdf::{Literal, NamedNode, NamedNodeRef, vocab};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn write(graph: &KnowledgeGraph, iris: &Iris, schema: &Schema, sink: &mut Sink) {
    articles(graph, iris, sink);
    for (id, entity) in graph.entities() {
        write_entity(graph, iris, id, entity, sink);
    }
    for (id, _) in graph.events() {
        write_event(graph, iris, &graph.merged(id), schema, sink);
    }
    for at in 0..graph.statements().len() as u32 {
        write_statement(graph, iris, at, sink);
    }
    let relations = graph.relations();
    for relation in &relations {
        write_relation(graph, iris, relation, sink);
    }
    write_roles(iris, &relations, sink);
}

fn label(sink: &mut Sink, node: &NamedNode, label: &str) {
    sink.text(node, vocab::rdfs::LABEL, label);
}

fn articles(graph: &KnowledgeGraph, iris: &Iris, sink: &mut Sink) {
    for (at, document) in graph.documents().iter().enumerate() {
        let node = iris.document(at as u32);
        let metadata = &document.metadata;
        sink.types(node, &[schema::NEWS_ARTICLE, prov::ENTITY]);
        sink.text(node, rap::TEXT_SHA256, &document.id.0);
        sink.text(node, rap::FILE, base_name(&document.file));
        label(sink, node, metadata.title.as_deref().unwrap_or_else(|| base_name(&document.file)));
        if let Some(title) = &metadata.title {
            sink.text(node, schema::HEADLINE, title);
        }
        if let Some(published) = metadata.published {
            sink.add(node, schema::DATE_PUBLISHED, date(published));
        }
        if let Some(url) = &metadata.url {
            match NamedNode::new(url) {
                Ok(url) => sink.add(node, schema::URL, url),
                Err(_) => sink.text(node, schema::URL, url),
            }
        }
        if let Some((first, likeness)) = graph.copies().original(at as u32, graph.documents()) {
            sink.add(node, prov::ALTERNATE_OF, iris.document(first).clone());
            if likeness == Likeness::Version {
                sink.add(node, prov::WAS_REVISION_OF, iris.document(first).clone());
            }
        }
        if let Some(publisher) = &metadata.publisher {
            let outlet = iris.publisher(publisher);
            sink.add(node, schema::PUBLISHER, outlet.clone());
            sink.types(&outlet, &[schema::ORGANIZATION]);
            label(sink, &outlet, publisher);
        }
    }
}

/// The last part of a path, whichever way its slashes lean.
pub(crate) fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn write_entity(graph: &KnowledgeGraph, iris: &Iris, id: EntityId, entity: &Entity, sink: &mut Sink) {
    let node = iris.entity(id);
    sink.types(node, vocabulary::types(entity.class));
    label(sink, node, &entity.label);
    sink.text(node, skos::PREF_LABEL, &entity.label);
    for alias in &entity.aliases {
        sink.text(node, skos::ALT_LABEL, alias);
    }
    if !entity.discriminator.is_empty() {
        sink.text(node, rap::DISCRIMINATOR, &entity.discriminator);
    }
    for link in entity.same_as.iter().filter_map(|link| NamedNode::new(wikidata(link)).ok()) {
        sink.add(node, schema::SAME_AS, link);
    }
    if let Some(affiliation) = entity.affiliation {
        sink.add(node, rap::AFFILIATION, iris.entity(affiliation).clone());
    }
    if let Some(points) = entity.points {
        sink.add(node, rap::POINTS, integer(points as usize));
    }
    if let Some(place) = entity.contained_in {
        sink.add(node, schema::CONTAINED_IN_PLACE, iris.entity(place).clone());
    }
    if let Some((north, east)) = entity.coordinates {
        let geometry = Iris::part(node, "geometry");
        let wkt = Literal::new_typed_literal(format!("POINT({east} {north})"), geo::WKT_LITERAL);
        sink.add(node, geo::HAS_GEOMETRY, geometry.clone());
        sink.types(&geometry, &[geo::GEOMETRY]);
        sink.add(&geometry, geo::AS_WKT, wkt);
        sink.add(node, schema::LATITUDE, decimal(north));
        sink.add(node, schema::LONGITUDE, decimal(east));
    }
    for document in entity.documents.iter().filter_map(|d| graph.document_index(d)) {
        sink.add(node, rap::MENTIONED_IN, iris.document(document).clone());
    }
    sink.add(node, rap::MENTIONS, integer(entity.mentions as usize));
}

/// Wikidata's entities have one IRI, which is neither the page's address nor `https`.
pub(crate) fn wikidata(link: &str) -> String {
    let after = link.split_once("wikidata.org/").map(|(_, rest)| rest);
    let id = after.and_then(|rest| rest.strip_prefix("wiki/").or_else(|| rest.strip_prefix("entity/")));
    id.map_or_else(|| link.to_owned(), |id| format!("http://www.wikidata.org/entity/{id}"))
}

fn write_event(graph: &KnowledgeGraph, iris: &Iris, event: &MergedEvent, schema: &Schema, sink: &mut Sink) {
    let node = iris.event(event.id);
    sink.types(node, &[term(&event.class).as_ref(), rap::EVENT, sem::EVENT, schema::EVENT]);
    label(sink, node, &event.label);
    sink.text(node, rap::STATUS, event.status.as_str());
    if let Some(category) = schema.plover(&event.class) {
        sink.text(node, rap::PLOVER, category);
    }
    sink.add(node, rap::CONFIDENCE, confidence(event.confidence));
    sink.add(node, rap::SOURCES, integer(event.sources));
    for filler in &event.roles {
        let (role, entity) = &filler.value;
        sink.add(node, &term(role), iris.entity(*entity).clone());
        let class = graph.entity(*entity).class;
        if schema.is_place(role) {
            if class.is_place() {
                sink.add(node, sem::HAS_PLACE, iris.entity(*entity).clone());
            }
        } else if class.is_actor() {
            sink.add(node, sem::HAS_ACTOR, iris.entity(*entity).clone());
        }
    }
    for place in &event.place {
        sink.add(node, sem::HAS_PLACE, iris.entity(place.value).clone());
    }
    for topic in &event.about {
        sink.add(node, rap::ABOUT, iris.entity(topic.value).clone());
    }
    for quantity in event.quantities.iter().map(|q| &q.best.value) {
        if let Some(value) = number(quantity.value) {
            sink.add(node, &term(&quantity.role), value);
        }
    }
    if let Some(time) = &event.time {
        has_time(iris, node, time, sem::HAS_TIME, sink);
        sink.time(node, time);
    }
    for document in graph.told_by(&event.claims) {
        sink.add(node, rap::REPORTED_BY, iris.document(document).clone());
    }
    for line in graph.chosen(event) {
        sink.text(node, rap::BASIS, &line);
    }
    plan_authors(graph, iris, event, sink);
}

fn has_time(iris: &Iris, node: &NamedNode, time: &Interval, predicate: NamedNodeRef<'_>, sink: &mut Sink) {
    let when = iris.time(&time.edtf);
    sink.add(node, predicate, when.clone());
    sink.types(&when, &[sem::TIME]);
    label(sink, &when, &time.edtf);
    sink.add(&when, sem::HAS_EARLIEST_BEGIN, date(time.earliest));
    sink.add(&when, sem::HAS_LATEST_END, date(time.latest));
}

fn plan_authors(graph: &KnowledgeGraph, iris: &Iris, event: &MergedEvent, sink: &mut Sink) {
    for (class, role, property, wider) in vocabulary::PLAN_AUTHORS {
        if event.class != *class || event.status == Status::Negated {
            continue;
        }
        let plans = event.about.iter().map(|a| a.value).filter(|&p| graph.entity(p).class == EntityClass::Plan);
        for plan in plans {
            for author in event.roles.iter().filter(|f| f.value.0 == *role).map(|f| f.value.1) {
                sink.add(iris.entity(plan), &term(property), iris.entity(author).clone());
                sink.add(iris.entity(plan), *wider, iris.entity(author).clone());
            }
        }
    }
}

fn write_statement(graph: &KnowledgeGraph, iris: &Iris, at: u32, sink: &mut Sink) {
    let claim = &graph.statements()[at as usize];
    let node = iris.statement(at);
    sink.types(node, &[rap::STATEMENT, schema::QUOTATION]);
    label(sink, node, &statement_label(graph, at));
    sink.text(node, schema::TEXT, &claim.quote);
    sink.add(node, rap::DIRECT, Literal::from(claim.direct));
    if let Some(speaker) = claim.speaker {
        sink.add(node, schema::SPOKEN_BY, iris.entity(speaker).clone());
    }
    if let Some(addressee) = claim.addressee {
        sink.add(node, rap::ADDRESSEE, iris.entity(addressee).clone());
    }
    if let Some(medium) = &claim.medium {
        sink.text(node, rap::MEDIUM, &medium.0);
    }
    for topic in &claim.about {
        sink.add(node, schema::ABOUT, iris.entity(*topic).clone());
    }
    if let Some(time) = &claim.time {
        sink.time(node, time);
    }
    for document in graph.told_by(&[crate::graph::ClaimRef::Statement(at)]) {
        sink.add(node, rap::REPORTED_BY, iris.document(document).clone());
    }
}

/// "Ada Brand: “We are close.”", cut at 80 characters of the quotation.
pub(crate) fn statement_label(graph: &KnowledgeGraph, at: u32) -> String {
    let claim = &graph.statements()[at as usize];
    let quote = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words: String = quote.chars().take(80).collect();
    if words.len() < quote.len() {
        words.push('…');
    }
    let quote = if claim.direct { format!("“{words}”") } else { words };
    claim.speaker.map_or_else(|| quote.clone(), |s| format!("{}: {quote}", graph.entity(s).label))
}

fn write_relation(graph: &KnowledgeGraph, iris: &Iris, relation: &MergedRelation, sink: &mut Sink) {
    let subject = iris.entity(relation.subject);
    if relation.class == vocabulary::OFFICE {
        write_office(graph, iris, relation, sink);
        return;
    }
    if let Some(words) = relation.title.as_ref().filter(|_| relation.class == vocabulary::PROVISION) {
        sink.text(subject, rap::PROVISION, words);
    }
    let Some(object) = relation.object else { return };
    for property in super::claims::relation_properties(&relation.class) {
        sink.add(subject, &property, iris.entity(object).clone());
    }
    let is_body = |id| graph.entity(id).class == EntityClass::Organization;
    if relation.class == vocabulary::MEMBERSHIP && is_body(relation.subject) && is_body(object) {
        sink.add(subject, org::SUB_ORGANIZATION_OF, iris.entity(object).clone());
    }
}

fn write_office(graph: &KnowledgeGraph, iris: &Iris, relation: &MergedRelation, sink: &mut Sink) {
    let (node, subject) = (iris.membership(relation), iris.entity(relation.subject));
    sink.types(&node, &[term(&relation.class).as_ref(), org::MEMBERSHIP]);
    sink.add(&node, org::MEMBER, subject.clone());
    sink.add(subject, org::HAS_MEMBERSHIP, node.clone());
    let mut name = graph.entity(relation.subject).label.clone();
    if let Some(title) = &relation.title {
        sink.add(&node, org::ROLE, iris.office(title));
        sink.text(&node, rap::TITLE, title);
        name = format!("{name}: {title}");
    }
    if let Some(object) = relation.object {
        sink.add(&node, org::ORG, iris.entity(object).clone());
        name = format!("{name} ({})", graph.entity(object).label);
    }
    label(sink, &node, &name);
    sink.add(&node, rap::FORMER, Literal::from(relation.former));
    if let Some(time) = &relation.time {
        has_time(iris, &node, time, org::MEMBER_DURING, sink);
        sink.time(&node, time);
    }
    for document in graph.told_by(&relation.claims) {
        sink.add(&node, rap::REPORTED_BY, iris.document(document).clone());
    }
}

/// "President" and "president" are one office; its label is the spelling with the fewest capitals.
fn write_roles(iris: &Iris, relations: &[MergedRelation], sink: &mut Sink) {
    let mut spellings: BTreeMap<NamedNode, BTreeSet<(usize, &str)>> = BTreeMap::new();
    for title in relations.iter().filter(|r| r.class == vocabulary::OFFICE).filter_map(|r| r.title.as_deref()) {
        let capitals = title.chars().filter(|c| c.is_uppercase()).count();
        spellings.entry(iris.office(title)).or_default().insert((capitals, title));
    }
    for (office, titles) in spellings {
        sink.types(&office, &[org::ROLE_CLASS]);
        if let Some((_, title)) = titles.first() {
            label(sink, &office, title);
        }
    }
}
