//! prints temporal expressions of a file (development only)
use rapporteur::{Engine, ingest, knowledge::Sources, extract::time};
fn main() {
    let engine = Engine::new(&Sources::embedded()).unwrap();
    for f in std::env::args().skip(1) {
        for d in ingest::read(&[f.into()], &ingest::Options::default()).documents {
            let p = d.metadata.published;
            let a = engine.annotate(d);
            for (s, e, i) in time::annotate_document(&a.sentences, p) { println!("{s} {:?} {:?} {:?}", e.tokens, e.text, i); }
        }
    }
}
