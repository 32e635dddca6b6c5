//! What a query gives, and its formats: an aligned table for terminals, the SPARQL result formats, and RDF for graphs.

use crate::rdf::{self, syntax::Syntax, vocabulary::PREFIXES};
use oxigraph::{
    model::{GraphName, Quad, Term, Triple, Variable},
    sparql::results::{QueryResultsFormat, QueryResultsSerializer},
};
use std::{fmt, io, str::FromStr};

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of `SELECT`.
    Table {
        /// Columns.
        variables: Vec<String>,
        /// Rows, in the order of the query; `None` where a column is unbound.
        rows: Vec<Vec<Option<Term>>>,
        /// Were there more rows than asked for?
        truncated: bool,
    },
    /// Of `ASK`.
    Boolean(bool),
    /// Of `CONSTRUCT` and `DESCRIBE`: sorted, each triple once.
    Graph {
        /// The triples.
        triples: Vec<Triple>,
        /// Were there more triples than asked for?
        truncated: bool,
    },
}

crate::model::labels! {
    /// How to write an answer.
    AnswerFormat {
        /// Aligned columns for people.
        Table = "table",
        /// SPARQL TSV: terms as in Turtle.
        Tsv = "tsv",
        /// SPARQL CSV: plain values.
        Csv = "csv",
        /// SPARQL JSON.
        Json = "json",
        /// SPARQL XML.
        Xml = "xml",
        /// RDF, for `CONSTRUCT` and `DESCRIBE`.
        Turtle = "turtle",
        /// RDF, for `CONSTRUCT` and `DESCRIBE`.
        Ntriples = "ntriples",
        /// RDF, for `CONSTRUCT` and `DESCRIBE`.
        Rdfxml = "rdfxml",
        /// RDF, for `CONSTRUCT` and `DESCRIBE`.
        Jsonld = "jsonld",
    }
}

impl AnswerFormat {
    fn results(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Table | Self::Turtle | Self::Ntriples | Self::Rdfxml | Self::Jsonld => None,
        }
    }
}

impl Answer {
    /// Was something left out because of a row limit?
    pub fn truncated(&self) -> bool {
        match self {
            Self::Table { truncated, .. } | Self::Graph { truncated, .. } => *truncated,
            Self::Boolean(_) => false,
        }
    }

    /// The same without some columns.
    pub(super) fn without(self, hidden: &[&str]) -> Self {
        let Self::Table { variables, rows, truncated } = self else { return self };
        let kept: Vec<bool> = variables.iter().map(|v| !hidden.contains(&v.as_str())).collect();
        let keep =
            |row: Vec<Option<Term>>| row.into_iter().zip(&kept).filter(|(_, k)| **k).map(|(cell, _)| cell).collect();
        let variables = variables.into_iter().zip(&kept).filter(|(_, k)| **k).map(|(v, _)| v).collect();
        Self::Table { variables, rows: rows.into_iter().map(keep).collect(), truncated }
    }

    /// Writes it. A graph asked for as a table comes as Turtle; a table asked for as RDF is refused.
    ///
    /// # Errors
    /// If `out` fails, or the answer has no such form (`InvalidInput`).
    pub fn write(&self, format: AnswerFormat, out: &mut dyn io::Write) -> io::Result<()> {
        match (self, format.results()) {
            (Self::Table { variables, rows, .. }, Some(results)) => write_results(variables, rows, results, out),
            (Self::Boolean(value), Some(results)) => {
                QueryResultsSerializer::from_format(results).serialize_boolean_to_writer(&mut *out, *value)?;
                out.write_all(b"\n")
            }
            (Self::Boolean(value), None) if format == AnswerFormat::Table => {
                writeln!(out, "{}", if *value { "yes" } else { "no" })
            }
            (Self::Table { variables, rows, .. }, None) if format == AnswerFormat::Table => {
                write_table(variables, rows, out)
            }
            (Self::Graph { triples, .. }, None) => write_graph(triples, format, out),
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("this answer cannot be written as {format}"))),
        }
    }
}

fn write_results(
    variables: &[String],
    rows: &[Vec<Option<Term>>],
    format: QueryResultsFormat,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let variables: Vec<Variable> = variables.iter().map(Variable::new_unchecked).collect();
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables.clone())?;
    for row in rows {
        let bound = variables.iter().zip(row).filter_map(|(variable, cell)| Some((variable, cell.as_ref()?)));
        writer.serialize(bound)?;
    }
    writer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_graph(triples: &[Triple], format: AnswerFormat, out: &mut dyn io::Write) -> io::Result<()> {
    let quads = triples.iter().map(|t| t.clone().in_graph(GraphName::DefaultGraph)).collect::<Vec<Quad>>();
    let syntax = match format {
        AnswerFormat::Ntriples => Syntax::Ntriples,
        AnswerFormat::Rdfxml => Syntax::Rdfxml,
        AnswerFormat::Jsonld => Syntax::Jsonld,
        _ => Syntax::Turtle,
    };
    rdf::syntax::write(syntax, &rdf::sorted(quads), &rdf::Options::default(), out)
}

/// Columns as wide as their widest cell, two blanks between; numbers to the right; the last column is not padded.
fn write_table(variables: &[String], rows: &[Vec<Option<Term>>], out: &mut dyn io::Write) -> io::Result<()> {
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.as_ref().map(show).unwrap_or_default()).collect()).collect();
    let width_of = |at: usize| {
        let widest = cells.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
        widest.unwrap_or_default().max(width(&variables[at]))
    };
    let widths: Vec<usize> = (0..variables.len()).map(width_of).collect();
    let rule: Vec<String> = widths.iter().map(|&w| "─".repeat(w)).collect();
    let number = |at: usize| {
        rows.iter().filter_map(|row| row.get(at)?.as_ref()).all(|term| matches!(term, Term::Literal(l) if is_number(l)))
    };
    let right: Vec<bool> = (0..variables.len()).map(|at| !rows.is_empty() && number(at)).collect();
    for row in [variables, &rule].into_iter().map(<[String]>::to_vec).chain(cells) {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[at].saturating_sub(width(cell)));
            let (before, after) = if right[at] { (pad.as_str(), "") } else { ("", pad.as_str()) };
            line = format!("{line}{}{before}{cell}{after}", if at > 0 { "  " } else { "" });
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn is_number(literal: &oxigraph::model::Literal) -> bool {
    use oxigraph::model::vocab::xsd;
    matches!(literal.datatype(), xsd::INTEGER | xsd::DECIMAL | xsd::DOUBLE)
}

/// A cell for people: a literal's text on one line, an IRI with a prefix where there is one.
#[allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant")]
fn show(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Term::NamedNode(node) => {
            let iri = node.as_str();
            let ids = ("id", rdf::DEFAULT_BASE);
            let short = PREFIXES.iter().copied().chain([ids]).find_map(|(name, start)| {
                let local = iri.strip_prefix(start)?;
                Some(format!("{name}:{local}"))
            });
            short.unwrap_or_else(|| format!("<{iri}>"))
        }
        // Blank nodes, and what RDF 1.2 may add.
        other => other.to_string(),
    }
}

/// Columns that a text takes in a terminal: none for marks and joiners, two for East Asian wide characters and emoji. Near
/// enough for tables; the whole of UAX #11 is not here.
fn width(text: &str) -> usize {
    let of = |c: char| match c {
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn widths() {
        let check = |text: &str, expected: usize| assert_eq!(width(text), expected, "{text}");
        check("Abu", 3);
        check("e\u{301}", 1);
        check("北京", 4);
        check("🕊️", 2);
    }
}
