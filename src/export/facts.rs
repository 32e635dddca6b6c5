//! `facts`: what every article says, one JSON object a line: documents, entities, events, statements, relations, in this order.
//! The format that scorers and data frames read; a plain view on the same graph that the RDF carries. Offsets are Unicode code
//! points of the document's text, half-open. Keys that do not apply are left out.

use super::Options;
use crate::{
    graph::{ClaimRef, KnowledgeGraph},
    model::{EntityId, Evidence, Interval, Likeness, Quantity},
    rdf::{Iris, base_name, vocabulary::PROVISION, wikidata},
};
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let facts = Facts { graph, iris: &Iris::new(graph, &options.rdf) };
    let documents = (0..graph.documents().len() as u32).map(|at| facts.document(at));
    let entities = graph.entities().map(|(id, _)| facts.entity(id));
    // The format has ties between things only: what a plan provides for is told in RDF.
    let told = |claim: &ClaimRef| match claim {
        ClaimRef::Relation(at) => graph.relation_claims()[*at as usize].class != PROVISION,
        _ => true,
    };
    for line in documents.chain(entities).chain(graph.claims().filter(told).map(|claim| facts.claim(claim))) {
        serde_json::to_writer(&mut *out, &Value::Object(line))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

struct Facts<'a> {
    graph: &'a KnowledgeGraph,
    iris: &'a Iris,
}

type Line = Map<String, Value>;

/// Adds a key, if it says anything.
fn put(line: &mut Line, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let empty = match &value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if !empty {
        line.insert(key.to_owned(), value);
    }
}

fn kind(kind: &str) -> Line {
    let mut line = Map::new();
    put(&mut line, "kind", kind);
    line
}

impl Facts<'_> {
    fn document(&self, at: u32) -> Line {
        let document = &self.graph.documents()[at as usize];
        let metadata = &document.metadata;
        let mut line = kind("document");
        put(&mut line, "id", self.iris.document(at).as_str());
        put(&mut line, "file", base_name(&document.file));
        put(&mut line, "title", metadata.title.clone());
        put(&mut line, "published", metadata.published.map(|d| d.to_string()));
        put(&mut line, "publisher", metadata.publisher.clone());
        put(&mut line, "url", metadata.url.clone());
        put(&mut line, "sha256", document.id.0.as_str());
        if let Some((first, likeness)) = self.graph.copies().original(at, self.graph.documents()) {
            let key = if likeness == Likeness::Version { "versionOf" } else { "copyOf" };
            put(&mut line, key, self.iris.document(first).as_str());
        }
        line
    }

    fn entity(&self, id: EntityId) -> Line {
        let entity = self.graph.entity(id);
        let mut line = kind("entity");
        line.append(&mut self.reference(id));
        put(&mut line, "aliases", entity.aliases.clone());
        put(&mut line, "points", entity.points);
        put(&mut line, "sameAs", entity.same_as.iter().map(|link| wikidata(link)).collect::<Vec<_>>());
        if let Some((north, east)) = entity.coordinates {
            put(&mut line, "latitude", north);
            put(&mut line, "longitude", east);
        }
        put(&mut line, "containedIn", entity.contained_in.map(|place| self.named(place)));
        line
    }

    /// `id`, `label`, `class` and, for a group, `affiliation`.
    fn reference(&self, id: EntityId) -> Line {
        let entity = self.graph.entity(id);
        let mut line = self.named(id);
        put(&mut line, "class", entity.class.as_str());
        put(&mut line, "affiliation", entity.affiliation.map(|a| self.graph.entity(a).label.clone()));
        line
    }

    /// `id` and `label`.
    fn named(&self, id: EntityId) -> Line {
        let mut line = Map::new();
        put(&mut line, "id", self.iris.entity(id).as_str());
        put(&mut line, "label", self.graph.entity(id).label.as_str());
        line
    }

    fn all(&self, ids: &[EntityId], show: impl Fn(&Self, EntityId) -> Line) -> Vec<Value> {
        ids.iter().map(|&id| Value::Object(show(self, id))).collect()
    }

    fn claim(&self, claim: ClaimRef) -> Line {
        let mut line = match claim {
            ClaimRef::Event(at) => self.event(at),
            ClaimRef::Statement(at) => self.statement(at),
            ClaimRef::Relation(at) => self.relation(at),
        };
        let (rule, confidence) = match claim {
            ClaimRef::Event(at) => (&self.graph.event_claims()[at as usize].rule, self.graph.confidence(claim)),
            ClaimRef::Statement(at) => (&self.graph.statements()[at as usize].rule, self.graph.confidence(claim)),
            ClaimRef::Relation(at) => (&self.graph.relation_claims()[at as usize].rule, self.graph.confidence(claim)),
        };
        put(&mut line, "attribution", self.all(&self.graph.attribution(claim).0, Self::named));
        if let ClaimRef::Event(_) = claim {
            put(&mut line, "said", self.graph.said(claim).map(time));
        }
        put(&mut line, "evidence", self.graph.evidence(claim).iter().map(evidence).collect::<Vec<_>>());
        put(&mut line, "rule", rule.as_str());
        put(&mut line, "confidence", f64::from(confidence) / 100.0);
        line
    }

    fn start(&self, name: &str, claim: ClaimRef) -> Line {
        let mut line = kind(name);
        put(&mut line, "id", self.iris.claim(claim).as_str());
        line
    }

    fn told_in(&self, claim: ClaimRef) -> Option<&str> {
        self.graph.told_by(&[claim]).first().map(|&at| self.iris.document(at).as_str())
    }

    fn event(&self, at: u32) -> Line {
        let claim = &self.graph.event_claims()[at as usize];
        let mut line = self.start("event", ClaimRef::Event(at));
        put(&mut line, "event", self.iris.event(claim.event).as_str());
        put(&mut line, "class", claim.class.as_str());
        put(&mut line, "document", self.told_in(ClaimRef::Event(at)));
        put(&mut line, "status", claim.status.as_str());
        let role = |role: &str, entity: EntityId| {
            let mut filler = Map::new();
            put(&mut filler, "role", role);
            filler.append(&mut self.reference(entity));
            Value::Object(filler)
        };
        put(&mut line, "roles", claim.roles.iter().map(|f| role(&f.role, f.entity)).collect::<Vec<_>>());
        put(&mut line, "place", self.all(&claim.place, Self::named));
        put(&mut line, "time", claim.time.as_ref().map(time));
        put(&mut line, "about", self.all(&claim.about, Self::reference));
        put(&mut line, "quantities", claim.quantities.iter().map(quantity).collect::<Vec<_>>());
        line
    }

    fn statement(&self, at: u32) -> Line {
        let claim = &self.graph.statements()[at as usize];
        let mut line = self.start("statement", ClaimRef::Statement(at));
        put(&mut line, "statement", self.iris.statement(at).as_str());
        put(&mut line, "document", self.told_in(ClaimRef::Statement(at)));
        put(&mut line, "speaker", claim.speaker.map(|s| self.reference(s)));
        put(&mut line, "addressee", claim.addressee.map(|s| self.reference(s)));
        put(&mut line, "direct", claim.direct);
        put(&mut line, "quote", claim.quote.as_str());
        put(&mut line, "medium", claim.medium.as_ref().map(|m| m.0.clone()));
        put(&mut line, "time", claim.time.as_ref().map(time));
        put(&mut line, "about", self.all(&claim.about, Self::reference));
        line
    }

    fn relation(&self, at: u32) -> Line {
        let claim = &self.graph.relation_claims()[at as usize];
        let mut line = self.start("relation", ClaimRef::Relation(at));
        put(&mut line, "class", claim.class.as_str());
        put(&mut line, "document", self.told_in(ClaimRef::Relation(at)));
        put(&mut line, "subject", self.reference(claim.subject));
        put(&mut line, "object", claim.object.map(|o| self.reference(o)));
        put(&mut line, "title", claim.title.clone());
        put(&mut line, "former", claim.former.then_some(true));
        put(&mut line, "time", claim.time.as_ref().map(time));
        line
    }
}

fn evidence(evidence: &Evidence) -> Value {
    json!({"start": evidence.chars.start, "end": evidence.chars.end, "quote": evidence.quote})
}

fn time(time: &Interval) -> Value {
    let (earliest, latest) = (time.earliest.to_string(), time.latest.to_string());
    json!({"text": time.text, "edtf": time.edtf, "earliest": earliest, "latest": latest})
}

fn quantity(quantity: &Quantity) -> Value {
    let mut line = Map::new();
    put(&mut line, "role", quantity.role.as_str());
    // A whole number is written as one: 6, not 6.0.
    if quantity.value.fract() == 0.0 && quantity.value.abs() < 9e15 {
        put(&mut line, "value", quantity.value as i64);
    } else {
        put(&mut line, "value", quantity.value);
    }
    put(&mut line, "bound", quantity.bound.map(crate::model::Bound::as_str));
    put(&mut line, "unit", quantity.unit.clone());
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::{self, Format},
        graph::sample,
    };
    use std::collections::{BTreeMap, BTreeSet};

    fn lines() -> Vec<Value> {
        let mut out = Vec::new();
        export::write(Format::Facts, &sample::graph(), &Options::default(), &mut out).expect("writes to memory");
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
    }

    #[test]
    fn every_line_refers_to_known_things_and_quotes_the_text() {
        let lines = lines();
        let ids = |kind: &str| -> BTreeSet<String> {
            lines.iter().filter(|l| l["kind"] == kind).map(|l| l["id"].as_str().expect("id").to_owned()).collect()
        };
        let (documents, entities) = (ids("document"), ids("entity"));
        assert_eq!((documents.len(), entities.len()), (2, 8));
        let texts: BTreeMap<&str, &str> = lines
            .iter()
            .filter(|l| l["kind"] == "document")
            .map(|l| (l["id"].as_str().expect("id"), sample::TEXTS[usize::from(l["file"] == "b.txt")]))
            .collect();
        for line in lines.iter().filter(|l| l.get("document").is_some()) {
            let document = line["document"].as_str().expect("an IRI");
            assert!(documents.contains(document));
            for evidence in line["evidence"].as_array().expect("evidence") {
                let number = |key: &str| evidence[key].as_u64().expect("offset") as usize;
                let (start, end) = (number("start"), number("end"));
                let quote: String = texts[document].chars().skip(start).take(end - start).collect();
                assert_eq!(evidence["quote"], quote.as_str());
            }
            for role in line["roles"].as_array().into_iter().flatten() {
                assert!(entities.contains(role["id"].as_str().expect("id")));
            }
        }
    }

    #[test]
    fn a_meeting_is_written_as_the_format_page_says() {
        let lines = lines();
        let meeting = lines.iter().find(|l| l["class"] == "Meeting").expect("a meeting");
        assert_eq!(meeting["status"], "occurred");
        assert_eq!(meeting["place"][0]["label"], "Port Amber");
        assert_eq!(
            meeting["time"],
            json!({"text": "Monday", "edtf": "2031-03-03", "earliest": "2031-03-03", "latest": "2031-03-03"})
        );
        assert_eq!(meeting["attribution"][0]["label"], "Harbour Times");
        assert_eq!(meeting["confidence"], json!(0.92));
        let toll = lines.iter().filter(|l| l["class"] == "Attack").nth(1).expect("a second toll");
        assert_eq!(toll["quantities"], json!([{"role": "killed", "value": 9, "bound": "at least"}]));
    }
}
