//! Refuses queries that Oxigraph could not be stopped in: nesting that would overflow a parser's stack, and tables that a query
//! brings itself and multiplies, since Oxigraph heeds its cancellation token only where it reads quads.

use crate::diagnostic::Diagnostic;
use spargebra::{Query, algebra::GraphPattern};

/// More brackets within each other than any query that a person wrote; Oxigraph's parser takes time exponential in some of them.
const DEEPEST: usize = 40;
/// More signs in a row than make sense.
const SIGNS: usize = 24;
/// Rows that a query may bring itself, multiplied where it joins them.
const OWN_ROWS: u64 = 10_000;

/// Looks at the text, before it is parsed. Comments and strings are not told apart from the rest: only the absurd is refused.
pub(super) fn check_text(text: &str) -> Result<(), Diagnostic> {
    let (mut depth, mut signs) = (0_usize, 0_usize);
    for c in text.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        signs = match c {
            '!' | '+' | '-' | '^' => signs + 1,
            c if c.is_whitespace() => signs,
            _ => 0,
        };
        if depth > DEEPEST || signs > SIGNS {
            return Err(Diagnostic::error("the query is nested too deeply")
                .hint(format!("no more than {DEEPEST} brackets may stand within each other")));
        }
    }
    Ok(())
}

/// Looks at what was parsed.
pub(super) fn check_tables(query: &Query) -> Result<(), Diagnostic> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let rows = match weigh(pattern) {
        Weight::Own(rows) => rows,
        Weight::Read(most) => most,
    };
    if rows > OWN_ROWS {
        return Err(Diagnostic::error("the query multiplies tables that it brings itself")
            .hint(format!("VALUES may give no more than {OWN_ROWS} rows, those of joined tables multiplied")));
    }
    Ok(())
}

/// Rows that come from nothing but the query, or the most such rows of any part of a pattern that reads quads.
#[derive(Clone, Copy)]
enum Weight {
    Own(u64),
    Read(u64),
}

fn weigh(pattern: &GraphPattern) -> Weight {
    use Weight::{Own, Read};
    let largest = |a: Weight, b: Weight| {
        let (Own(a) | Read(a), Own(b) | Read(b)) = (a, b);
        a.max(b)
    };
    match pattern {
        GraphPattern::Bgp { patterns } if patterns.is_empty() => Own(1),
        GraphPattern::Values { bindings, .. } => Own(bindings.len() as u64),
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => match (weigh(left), weigh(right)) {
            (Own(a), Own(b)) => Own(a.saturating_mul(b.max(1))),
            (a, b) => Read(largest(a, b)),
        },
        GraphPattern::Union { left, right } => match (weigh(left), weigh(right)) {
            (Own(a), Own(b)) => Own(a.saturating_add(b)),
            (a, b) => Read(largest(a, b)),
        },
        GraphPattern::Minus { left, right } => match (weigh(left), weigh(right)) {
            (Own(a), Own(b)) => Own(a.max(b)),
            (a, b) => Read(largest(a, b)),
        },
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => weigh(inner),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Service { .. } => Read(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_absurd_is_refused_and_nothing_else() {
        let check = |text: &str, fine: bool| {
            let parsed = || spargebra::SparqlParser::new().parse_query(text).expect("SPARQL");
            let result = check_text(text).and_then(|()| check_tables(&parsed()));
            assert_eq!(result.is_ok(), fine, "{text:.80} {result:?}");
        };
        let table = |name: &str, rows: usize| format!("VALUES ?{name} {{ {} }}", "1 ".repeat(rows));
        check("SELECT * { ?s ?p ?o FILTER(!BOUND(?x)) }", true);
        check(&format!("SELECT * {{ ?s ?p ?o {} }}", table("o", 9_000)), true);
        check(&format!("SELECT * {{ {} {} }}", table("a", 90), table("b", 90)), true);
        check(&format!("SELECT * {{ {} {} {} }}", table("a", 90), table("b", 90), table("c", 90)), false);
        check(&format!("SELECT * {{ ?s ?p ?o OPTIONAL {{ {} {} }} }}", table("a", 200), table("b", 200)), false);
        let union = "{ BIND(1 AS ?x) } UNION { BIND(2 AS ?x) }";
        check(&format!("SELECT * {{ {} }}", format!("{{ {union} }} ").repeat(20)), false);
        check(&format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(50), ")".repeat(50)), false);
        check(&format!("ASK {{ FILTER({}1) }}", "! ".repeat(50)), false);
    }
}
