//! From a text in a string to what it says: `cargo run --example extract`.

use rapporteur::{
    Engine,
    knowledge::Sources,
    model::{ByteSpan, Document, DocumentId, Metadata},
};
use std::error::Error;

const TEXT: &str = "Envoys from Norland and Suderia met in Geneva on Monday. \"We will talk again,\" said Mara Kell, Norland's \
    foreign minister.";

fn main() -> Result<(), Box<dyn Error>> {
    // The engine holds ontology, rules, names and weights, all embedded; it takes a moment to make and is made once.
    let engine = Engine::new(&Sources::embedded())?;
    let document = Document {
        id: DocumentId::of(TEXT),
        file: "a string".to_owned(),
        text: TEXT.to_owned(),
        body: ByteSpan::new(0, TEXT.len()),
        // "Monday" is a day only if one knows when that was written.
        metadata: Metadata { published: Some("2031-03-14".parse()?), ..Metadata::default() },
    };
    let found = engine.extract(document);
    for event in &found.events {
        println!("{} ({})", event.class, event.status);
        for filler in &event.roles {
            println!("  {}: {}", filler.role, found.entities[filler.entity.0 as usize].label);
        }
        for place in &event.place {
            println!("  place: {}", found.entities[place.0 as usize].label);
        }
        println!("  when: {}", event.time.as_ref().map_or("unknown", |time| &time.edtf));
        println!("  in the words: {:?}", event.evidence[0].quote);
    }
    for statement in &found.statements {
        let speaker = statement.speaker.map_or("somebody", |id| &found.entities[id.0 as usize].label);
        println!("{speaker}: {:?}", statement.quote);
    }
    Ok(())
}
