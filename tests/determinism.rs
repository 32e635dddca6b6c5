//! The same articles give the same bytes, in any order and with any number of threads, together or one by one.

use rapporteur::{
    Engine, export, ingest,
    knowledge::Sources,
    model::{ByteSpan, Document, DocumentId, Extraction},
};
use std::path::Path;

fn articles() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("examples/articles"), root.join("tests/corpus/articles")];
    ingest::read(&folders, &ingest::Options::default()).documents
}

fn nquads(engine: &Engine, documents: Vec<Document>) -> Vec<u8> {
    let graph = engine.graph(&engine.read(documents));
    let mut out = Vec::new();
    export::write(export::Format::Nquads, &graph, &export::Options::default(), &mut out).expect("memory takes it");
    out
}

/// A fixed shuffle: Fisher–Yates with a linear congruential generator.
fn shuffled<T>(mut documents: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed;
    for at in (1..documents.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        documents.swap(at, (state >> 33) as usize % (at + 1));
    }
    documents
}

#[test]
fn order_and_threads_change_nothing() {
    let engine = Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}"));
    let documents = articles();
    assert!(documents.len() > 20, "{} articles", documents.len());
    let expected = nquads(&engine, documents.clone());
    for (seed, threads) in [(1, 1), (2, 2), (3, 4), (4, 7)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let got = pool.install(|| nquads(&engine, shuffled(documents.clone(), seed)));
        assert!(got == expected, "another graph with order {seed} on {threads} threads");
    }
}

/// What each of thirty articles says: ours, and some of them again with other names, so that there is more to tell apart.
fn thirty(engine: &Engine) -> Vec<Extraction> {
    let mut documents = articles();
    let names = [("Norland", "Westmark"), ("Suderia", "Ostvald"), ("Reyk", "Reik"), ("Geneva", "Vienna")];
    for document in documents.clone() {
        let other = |text: &str| names.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        let (start, text) = (document.body.start as usize, other(&document.text));
        if text != document.text && documents.len() < 30 {
            let body = ByteSpan::new(other(&document.text[..start]).len(), text.len());
            let file = format!("other-{}", document.file);
            documents.push(Document { id: DocumentId::of(&text), file, text, body, ..document });
        }
    }
    engine.read(documents)
}

fn check_orders(orders: u64) {
    let engine = Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}"));
    let extractions = thirty(&engine);
    assert!(extractions.len() >= 28, "{} articles", extractions.len());
    let write = |extractions: &[Extraction]| {
        let mut out = Vec::new();
        let graph = engine.graph(extractions);
        export::write(export::Format::Nquads, &graph, &export::Options::default(), &mut out).expect("memory takes it");
        out
    };
    let expected = write(&extractions);
    for seed in 1..=orders {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1 + seed as usize % 8).build().expect("threads");
        let got = pool.install(|| write(&shuffled(extractions.clone(), seed)));
        assert!(got == expected, "another graph with order {seed}");
    }
}

/// Resolution, graph and RDF of one set of extractions.
#[test]
fn thirty_articles_in_thirty_orders_are_one_graph() {
    check_orders(30);
}

#[test]
#[ignore = "takes minutes"]
fn thirty_articles_in_a_thousand_orders_are_one_graph() {
    check_orders(1000);
}

#[test]
fn the_same_article_twice_is_one_article() {
    let engine = Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}"));
    let documents: Vec<Document> = articles().into_iter().take(3).collect();
    let twice: Vec<Document> = documents.iter().chain(&documents).cloned().collect();
    assert!(nquads(&engine, twice) == nquads(&engine, documents));
}

#[test]
fn another_engine_gives_the_same() {
    let documents: Vec<Document> = articles().into_iter().take(6).collect();
    let of =
        |documents| nquads(&Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}")), documents);
    assert!(of(documents.clone()) == of(documents));
}
