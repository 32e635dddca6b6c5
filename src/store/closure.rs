//! Refuses paths that Oxigraph would follow for ever: `*` and `+` with both ends open over most of the graph. It finds all pairs
//! before it gives the first, and goes through what it has noted even after it was cancelled, with the process growing all the
//! while; so this comes before it.

use crate::diagnostic::Diagnostic;
use oxigraph::{
    model::{NamedNode, NamedNodeRef},
    store::Store as Oxigraph,
};
use spargebra::{
    Query,
    algebra::{Expression, GraphPattern, PropertyPathExpression as Path},
    term::TermPattern,
};

/// A closure over so few triples ends, whatever it is.
const FEW: usize = 5_000;
/// A closure of one property in one direction is mostly a hierarchy, which has few pairs.
const MOST_OF_ONE: usize = 200_000;

/// Looks at every path of the query, within `EXISTS` too.
pub(super) fn check(query: &Query, store: &Oxigraph) -> Result<(), Diagnostic> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    visit(pattern, store)
}

fn visit(pattern: &GraphPattern, store: &Oxigraph) -> Result<(), Diagnostic> {
    match pattern {
        GraphPattern::Path { subject, path, object } => {
            let open = |end: &TermPattern| matches!(end, TermPattern::Variable(_) | TermPattern::BlankNode(_));
            if open(subject) && open(object) && endless(path, store) {
                return Err(Diagnostic::error(format!(
                    "the path {path} would follow most of the graph from everywhere"
                ))
                .hint("give one of its ends, as an IRI, or a path of fewer properties"));
            }
            Ok(())
        }
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right }
        | GraphPattern::Lateral { left, right } => visit(left, store).and_then(|()| visit(right, store)),
        GraphPattern::LeftJoin { left, right, expression } => {
            visit(left, store)?;
            visit(right, store)?;
            expression.as_ref().map_or(Ok(()), |expression| visit_expression(expression, store))
        }
        GraphPattern::Filter { expr, inner } => {
            visit_expression(expr, store)?;
            visit(inner, store)
        }
        GraphPattern::Extend { inner, expression, .. } => {
            visit_expression(expression, store)?;
            visit(inner, store)
        }
        GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => visit(inner, store),
        GraphPattern::Bgp { .. } | GraphPattern::Values { .. } => Ok(()),
    }
}

fn visit_expression(expression: &Expression, store: &Oxigraph) -> Result<(), Diagnostic> {
    match expression {
        Expression::Exists(pattern) => visit(pattern, store),
        Expression::Not(inner) | Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) => {
            visit_expression(inner, store)
        }
        Expression::And(a, b) | Expression::Or(a, b) | Expression::Equal(a, b) => {
            visit_expression(a, store).and_then(|()| visit_expression(b, store))
        }
        Expression::If(a, b, c) => [a, b, c].into_iter().try_for_each(|part| visit_expression(part, store)),
        Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => {
            parts.iter().try_for_each(|part| visit_expression(part, store))
        }
        _ => Ok(()),
    }
}

/// Is there a closure in it that need not end?
fn endless(path: &Path, store: &Oxigraph) -> bool {
    match path {
        Path::NamedNode(_) | Path::NegatedPropertySet(_) => false,
        Path::Reverse(inner) | Path::ZeroOrOne(inner) => endless(inner, store),
        Path::Sequence(a, b) | Path::Alternative(a, b) => endless(a, store) || endless(b, store),
        Path::ZeroOrMore(inner) | Path::OneOrMore(inner) => match &**inner {
            Path::NamedNode(property) => more_than(MOST_OF_ONE, &[property], store),
            inner => {
                let mut properties = Vec::new();
                if named(inner, &mut properties) {
                    more_than(FEW, &properties, store)
                } else {
                    store.iter().nth(FEW).is_some()
                }
            }
        },
    }
}

/// The properties of a path; false if it may follow any.
fn named<'a>(path: &'a Path, found: &mut Vec<&'a NamedNode>) -> bool {
    match path {
        Path::NamedNode(property) => {
            found.push(property);
            true
        }
        Path::NegatedPropertySet(_) => false,
        Path::Reverse(inner) | Path::ZeroOrOne(inner) | Path::ZeroOrMore(inner) | Path::OneOrMore(inner) => {
            named(inner, found)
        }
        Path::Sequence(a, b) | Path::Alternative(a, b) => named(a, found) && named(b, found),
    }
}

/// Has the store more triples of these properties?
fn more_than(most: usize, properties: &[&NamedNode], store: &Oxigraph) -> bool {
    let of = |property: &NamedNode| store.quads_for_pattern(None, Some(NamedNodeRef::from(property)), None, None);
    properties.iter().flat_map(|property| of(property)).nth(most).is_some()
}

#[cfg(test)]
mod tests {
    use super::{FEW, check};
    use oxigraph::{
        model::{GraphName, NamedNode, Quad},
        store::Store as Oxigraph,
    };
    use spargebra::SparqlParser;

    #[test]
    fn open_closures_over_much_are_refused_and_no_others() {
        let store = Oxigraph::new().expect("a store");
        let node = |name: &str| NamedNode::new_unchecked(format!("http://example.org/{name}"));
        let quad = |p: &str, n: usize| Quad::new(node(&n.to_string()), node(p), node("o"), GraphName::DefaultGraph);
        store.extend((0..=FEW).map(|n| quad("much", n)).chain([quad("little", 0)])).expect("in memory");
        let test = |pattern: &str, fine: bool| {
            let text = format!("PREFIX : <http://example.org/> SELECT * {{ {pattern} }}");
            let query = SparqlParser::new().parse_query(&text).expect("SPARQL");
            assert_eq!(check(&query, &store).is_ok(), fine, "{pattern}");
        };
        test("?a (!:none|^!:none)* ?b", false);
        test("?a ((!:none)*/(!:none)*)* ?b", false);
        test("?a :little/(:much|^:much)+ ?b", false);
        test("?a :little ?x FILTER(!EXISTS { ?x (:little|:much)* ?y })", false);
        test("OPTIONAL { GRAPH ?g { [] (^:much/:much)+ ?b } }", false);
        test("?a :much* ?b", true);
        test("?a (:little|^:little)* ?b", true);
        test("?a !:none ?b", true);
        test(":o (!:none|^!:none)* ?b", true);
        test("?a (:much|^:much)? ?b", true);
    }
}
