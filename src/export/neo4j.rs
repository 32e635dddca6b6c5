//! Tables for `neo4j-admin database import`, and `load.cypher` for a running database.

use super::{
    File,
    network::{Attribute, Network, Values, columns},
};
use std::{fmt::Write as _, io};

pub(super) fn files(network: &Network) -> io::Result<Vec<File>> {
    let nodes: Vec<Values> = network.nodes.iter().map(super::network::Node::values).collect();
    let edges: Vec<Values> = network.edges.iter().map(super::network::Edge::values).collect();
    let fixed = |at: usize| {
        let node = &network.nodes[at];
        vec![node.id.clone(), node.label.clone(), node.kind.clone()]
    };
    let ends = |at: usize| {
        let edge = &network.edges[at];
        let (source, target) = (&network.nodes[edge.source].id, &network.nodes[edge.target].id);
        vec![source.clone(), target.clone(), edge.kind.to_uppercase(), edge.weight.to_string()]
    };
    let file = |name: &str, content: Vec<u8>| File { name: name.to_owned(), content };
    Ok(vec![
        file("load.cypher", cypher(&nodes, &edges).into_bytes()),
        file("nodes.csv", table(&["id:ID", "label", ":LABEL"], &nodes, fixed)?),
        file("relationships.csv", table(&[":START_ID", ":END_ID", ":TYPE", "weight:double"], &edges, ends)?),
    ])
}

fn table(head: &[&str], values: &[Values], fixed: impl Fn(usize) -> Vec<String>) -> io::Result<Vec<u8>> {
    let columns = columns(values.iter());
    let typed = |(name, value): (&&str, &&Attribute)| match value {
        Attribute::Text(_) => (*name).to_owned(),
        Attribute::Integer(_) => format!("{name}:long"),
        Attribute::Decimal(_) => format!("{name}:double"),
        Attribute::Boolean(_) => format!("{name}:boolean"),
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head.iter().map(|h| (*h).to_owned()).chain(columns.iter().map(typed)))?;
    for (at, values) in values.iter().enumerate() {
        let value = |name: &&str| values.get(*name).map(Attribute::show).unwrap_or_default();
        writer.write_record(fixed(at).into_iter().chain(columns.keys().map(value)).map(|cell| guarded(&cell)))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// `LOAD CSV` takes a backslash before a quotation mark or another backslash for an escape, the importer does not: a blank after
/// it keeps both from reading another text, and a row from running into the next.
fn guarded(cell: &str) -> String {
    let mut guarded = String::with_capacity(cell.len());
    let mut rest = cell.chars().peekable();
    while let Some(c) = rest.next() {
        guarded.push(c);
        if c == '\\' && rest.peek().is_none_or(|next| matches!(next, '"' | '\\')) {
            guarded.push(' ');
        }
    }
    guarded
}

/// Loads both tables into a database that runs; the kind is a property there, because plain Cypher takes no computed labels.
fn cypher(nodes: &[Values], edges: &[Values]) -> String {
    let properties = |values: &[Values], on: &str| {
        let mut text = String::new();
        for (name, value) in columns(values.iter()) {
            let (column, read) = match value {
                Attribute::Text(_) => (name.to_owned(), ["", ""]),
                Attribute::Integer(_) => (format!("{name}:long"), ["toInteger(", ")"]),
                Attribute::Decimal(_) => (format!("{name}:double"), ["toFloat(", ")"]),
                Attribute::Boolean(_) => (format!("{name}:boolean"), ["toBoolean(", ")"]),
            };
            let _ = write!(text, ",\n    {on}.`{name}` = {}row.`{column}`{}", read[0], read[1]);
        }
        text
    };
    format!(
        "CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n\
         LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row\n\
         MERGE (n:Thing {{id: row.`id:ID`}})\nSET n.label = row.label, n.kind = row.`:LABEL`{};\n\
         LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row\n\
         MATCH (a:Thing {{id: row.`:START_ID`}}), (b:Thing {{id: row.`:END_ID`}})\n\
         MERGE (a)-[r:RELATED {{kind: row.`:TYPE`}}]->(b)\nSET r.weight = toFloat(row.`weight:double`){};\n",
        properties(nodes, "n"),
        properties(edges, "r"),
    )
}
