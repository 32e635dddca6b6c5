//! `GeoJSON` (RFC 7946): one feature for each event at a place whose coordinates the gazetteer knows, and one for each such
//! place. East comes before north there.

use super::Options;
use crate::{
    graph::KnowledgeGraph,
    model::{EntityId, EventId},
    rdf::Iris,
};
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let iris = Iris::new(graph, &options.rdf);
    let places = graph.entities().filter_map(|(id, entity)| {
        let properties = json!({"kind": entity.class.as_str(), "label": entity.label, "mentions": entity.mentions});
        feature(graph, iris.entity(id).as_str(), id, &properties)
    });
    let events = graph.events().flat_map(|(id, _)| event(graph, &iris, id));
    let features: Vec<Value> = places.chain(events).collect();
    serde_json::to_writer_pretty(&mut *out, &json!({"type": "FeatureCollection", "features": features}))?;
    out.write_all(b"\n")
}

fn event(graph: &KnowledgeGraph, iris: &Iris, id: EventId) -> Vec<Value> {
    let merged = graph.merged(id);
    let iri = iris.event(id).as_str();
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put("kind", merged.class.as_str().into());
    put("label", merged.label.as_str().into());
    put("status", merged.status.as_str().into());
    put("sources", merged.sources.into());
    if let Some(time) = &merged.time {
        put("earliest", time.earliest.to_string().into());
        put("latest", time.latest.to_string().into());
    }
    let at = |place: EntityId| {
        let mut properties = properties.clone();
        properties.insert("place".to_owned(), graph.entity(place).label.as_str().into());
        feature(graph, &format!("{iri}@{}", graph.entity(place).label), place, &Value::Object(properties))
    };
    merged.place.iter().filter_map(|place| at(place.value)).collect()
}

fn feature(graph: &KnowledgeGraph, id: &str, place: EntityId, properties: &Value) -> Option<Value> {
    let (north, east) = graph.entity(place).coordinates?;
    let geometry = json!({"type": "Point", "coordinates": [east, north]});
    Some(json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties}))
}
