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
    Inserter { count: 0 }.visit(pattern, false);
    query
}

struct Inserter {
    count: usize,
}

impl Inserter {
    /// `covered`: the parent beats at each row, or is a join that the planner is to order together with this one.
    fn visit(&mut self, pattern: &mut GraphPattern, covered: bool) {
        match pattern {
            GraphPattern::Join { left, right }
            | GraphPattern::LeftJoin { left, right, .. }
            | GraphPattern::Minus { left, right }
            | GraphPattern::Lateral { left, right } => {
                self.visit(left, true);
                self.visit(right, true);
                // Where both sides read quads row by row, the token is enough.
                if !(covered || reads(left) && reads(right)) {
                    self.put(pattern);
                }
            }
            GraphPattern::Union { left, right } => {
                self.visit(left, covered);
                self.visit(right, covered);
            }
            GraphPattern::Extend { inner, .. } => {
                self.visit(inner, true);
                self.put(pattern);
            }
            GraphPattern::Filter { expr, inner } => {
                self.visit_expression(expr);
                self.visit(inner, beat_in(expr) || covered);
            }
            // These take in all rows, and go on after an error.
            GraphPattern::OrderBy { inner, .. } | GraphPattern::Group { inner, .. } => {
                self.visit(inner, true);
                self.put(inner);
            }
            GraphPattern::Graph { inner, .. } => self.visit(inner, covered),
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.visit(inner, false),
            GraphPattern::Bgp { .. }
            | GraphPattern::Path { .. }
            | GraphPattern::Values { .. }
            | GraphPattern::Service { .. } => {}
        }
    }

    /// `EXISTS` has patterns in it. Deep expressions are bounded by the query's length and the thread's stack.
    fn visit_expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Exists(pattern) => self.visit(pattern, false),
            Expression::Not(inner) => self.visit_expression(inner),
            Expression::And(a, b) | Expression::Or(a, b) => {
                self.visit_expression(a);
                self.visit_expression(b);
            }
            _ => {}
        }
    }

    fn put(&mut self, pattern: &mut GraphPattern) {
        self.count += 1;
        let inner = Box::new(std::mem::take(pattern));
        let variable = Variable::new_unchecked(format!("rapporteur_beat_{}", self.count));
        *pattern = GraphPattern::Extend { inner, variable, expression: beat() };
    }
}

fn beat() -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(NAME)), Vec::new())
}

/// Puts a beat into a condition, so that the planner moves both together. Not into one that it makes a join of.
fn beat_in(condition: &mut Expression) -> bool {
    match condition {
        Expression::Equal(..) | Expression::SameTerm(..) | Expression::Exists(_) => false,
        Expression::And(a, b) => beat_in(a) || beat_in(b),
        other => {
            let inner = std::mem::replace(other, beat());
            let no = Expression::from(oxigraph::model::Literal::from(false));
            *other = Expression::If(Box::new(beat()), Box::new(inner), Box::new(no));
            true
        }
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
