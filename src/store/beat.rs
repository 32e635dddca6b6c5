//! A way to stop a query anywhere. Oxigraph heeds its cancellation token where it reads quads, not within a product of tables that
//! it already holds; so a function of ours is put behind every join and every `BIND` and before every sort and group, which unwinds the query's thread once the
//! token is cancelled. It changes no answer: its value goes to a variable that nothing selects.

use oxigraph::{
    model::{NamedNode, Term},
    sparql::{CancellationToken, Variable},
};
use spargebra::{
    Query,
    algebra::{Expression, Function, GraphPattern},
};

const NAME: &str = "urn:x-rapporteur:beat";

/// What a query's thread unwinds with.
struct Cancelled;

/// The function's name and the function itself.
pub(super) fn function(token: CancellationToken) -> (NamedNode, impl Fn(&[Term]) -> Option<Term> + Send + Sync) {
    let beat = move |_: &[Term]| {
        if token.is_cancelled() {
            // Without the message that a panic prints.
            std::panic::resume_unwind(Box::new(Cancelled));
        }
        Some(Term::from(oxigraph::model::Literal::from(true)))
    };
    (NamedNode::new_unchecked(NAME), beat)
}

/// The query with a beat wherever rows can multiply or grow.
pub(super) fn insert(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    let mut count = 0;
    visit(pattern, &mut count);
    query
}

fn visit(pattern: &mut GraphPattern, count: &mut usize) {
    let wanted = match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Minus { left, right }
        | GraphPattern::Lateral { left, right } => {
            visit(left, count);
            visit(right, count);
            // Both sides read quads row by row: the token is enough, and the planner may order them.
            !(reads(left) && reads(right))
        }
        GraphPattern::Union { left, right } => {
            visit(left, count);
            visit(right, count);
            false
        }
        GraphPattern::Extend { inner, .. } => {
            visit(inner, count);
            true
        }
        GraphPattern::Filter { expr, inner } => {
            visit_expression(expr, count);
            visit(inner, count);
            false
        }
        // These take in all rows, and go on after an error.
        GraphPattern::OrderBy { inner, .. } | GraphPattern::Group { inner, .. } => {
            visit(inner, count);
            put(inner, count);
            false
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => {
            visit(inner, count);
            false
        }
        GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Values { .. }
        | GraphPattern::Service { .. } => false,
    };
    if wanted {
        put(pattern, count);
    }
}

fn put(pattern: &mut GraphPattern, count: &mut usize) {
    *count += 1;
    let inner = Box::new(std::mem::take(pattern));
    let variable = Variable::new_unchecked(format!("rapporteur_beat_{count}"));
    let expression = Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(NAME)), Vec::new());
    *pattern = GraphPattern::Extend { inner, variable, expression };
}

/// `EXISTS` has patterns in it. Deep expressions are bounded by the query's length and the thread's stack.
fn visit_expression(expression: &mut Expression, count: &mut usize) {
    match expression {
        Expression::Exists(pattern) => visit(pattern, count),
        Expression::Not(inner) | Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) => {
            visit_expression(inner, count);
        }
        Expression::And(a, b) | Expression::Or(a, b) => {
            visit_expression(a, count);
            visit_expression(b, count);
        }
        _ => {}
    }
}

/// Does it come from quads alone?
fn reads(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { patterns } => !patterns.is_empty(),
        GraphPattern::Graph { inner, .. } | GraphPattern::Filter { inner, .. } => reads(inner),
        GraphPattern::Join { left, right } | GraphPattern::LeftJoin { left, right, .. } => reads(left) && reads(right),
        _ => false,
    }
}
