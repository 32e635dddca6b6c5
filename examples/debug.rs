//! dev
use rapporteur::{Engine, knowledge::Sources};
fn main() {
    let engine = Engine::new(&Sources::embedded()).unwrap();
    let k = &engine.knowledge;
    println!("{:?} {:?} {:?} {:?} {:?}", k.entry("event-quantities", "Attack"), k.entry("casualty-verbs", "kill"), k.entry("number-words", "six"), k.listed("victim-nouns", "people"), k.entry("hedges","at least"));
}
