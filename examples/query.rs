//! From articles to a graph, its figures, and answers: `cargo run --example query -- examples/articles`.

use rapporteur::{
    Engine,
    graph::Window,
    ingest,
    knowledge::Sources,
    rdf,
    store::{Answer, AnswerFormat, QueryOptions, Store, question},
};
use std::{collections::BTreeMap, error::Error, io};

fn main() -> Result<(), Box<dyn Error>> {
    let inputs: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    let articles = ingest::read(&inputs, &ingest::Options::default());
    for message in &articles.diagnostics {
        eprintln!("{message}");
    }
    let engine = Engine::new(&Sources::embedded())?;
    let graph = engine.graph(&engine.read(articles.documents));

    // The graph itself: who takes part in events with most others?
    let figures = graph.figures(Window::default());
    if let Some(most) = figures.actors.iter().max_by_key(|figures| (figures.degree, std::cmp::Reverse(figures.actor))) {
        println!("{} takes part in events with {} others", graph.entity(most.actor).label, most.degree);
    }

    // SPARQL over it: a query of one's own …
    let store = Store::from_quads(rdf::quads(&graph, &rdf::Options::default()))?;
    let options = QueryOptions::default();
    let text = "SELECT ?class (COUNT(?event) AS ?events) { ?event a rap:Event , ?class FILTER(?class != rap:Event && STRSTARTS(STR(?class), STR(rap:))) }
        GROUP BY ?class ORDER BY DESC(?events) ?class LIMIT 5";
    let answer = store.query(text, &BTreeMap::new(), &options)?;
    if let Answer::Table { .. } = &answer {
        answer.write(AnswerFormat::Table, &mut io::stdout().lock())?;
    }
    // … or a named question with its parameters.
    let params = BTreeMap::from([("place".to_owned(), "Geneva".to_owned())]);
    let answer = question("who-met-whom").map_err(|message| message.to_string())?.ask(&store, &params, &options)?;
    answer.write(AnswerFormat::Csv, &mut io::stdout().lock())?;
    Ok(())
}
