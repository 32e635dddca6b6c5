//! stub
use rapporteur::{Engine, export, ingest, knowledge::Sources};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let got = ingest::read(&args.iter().map(Into::into).collect::<Vec<_>>(), &ingest::Options::default());
    for d in &got.diagnostics {
        eprintln!("{d}");
    }
    let engine = match Engine::new(&Sources::embedded()) {
        Ok(e) => e,
        Err(rapporteur::EngineError::Knowledge(d)) => {
            for x in d {
                eprintln!("{x}");
            }
            std::process::exit(2)
        }
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    let ex = engine.read(got.documents);
    let g = engine.graph(&ex);
    export::write(export::Format::Facts, &g, &export::Options::default(), &mut std::io::stdout()).unwrap();
}
