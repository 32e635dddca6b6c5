//! Walks an article: every expression with the anchor it is to be understood from.

use super::expression::{Bound, Expression, Kind, Meaning, Unit};
use super::{Anchor, named, recognise, resolve, tense};
use crate::model::{Date, Interval, Sentence};

/// An expression of a document and what it is understood from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// Index of its sentence.
    pub sentence: usize,
    /// The expression.
    pub expression: Expression,
    /// Publication, the date last spoken of, and the tense of its clause.
    pub anchor: Anchor,
}

/// How many sentences a date of another time goes on to hold for.
const MEMORY: usize = 6;

/// The expressions of a document in order, each with its sentence's index and the days it stands for.
pub fn annotate_document(
    sentences: &[Sentence],
    published: Option<Date>,
) -> Vec<(usize, Expression, Option<Interval>)> {
    let resolved = |anchored: Anchored| {
        let interval = resolve(&anchored.expression, &anchored.anchor);
        (anchored.sentence, anchored.expression, interval)
    };
    anchor_document(sentences, published).into_iter().map(resolved).collect()
}

/// The expressions of a document in order, each with its anchor.
pub fn anchor_document(sentences: &[Sentence], published: Option<Date>) -> Vec<Anchored> {
    let mut found = Vec::new();
    let mut told: Option<(Interval, usize)> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        for expression in recognise(sentence) {
            let reference =
                told.as_ref().filter(|(_, when)| index - when <= MEMORY).map(|(interval, _)| interval.clone());
            let tense = tense::of_clause(sentence, expression.tokens);
            let anchor = Anchor { published, reference, tense };
            if moves_story(&expression) {
                if let Some(interval) = named(&expression, &anchor) {
                    told = Some((interval, index));
                }
            }
            found.push(Anchored { sentence: index, expression, anchor });
        }
    }
    found
}

/// Does the story go on from this date? Not from what it only looks back or ahead to.
fn moves_story(expression: &Expression) -> bool {
    let looks_away = matches!(expression.bound, Some(Bound::Since | Bound::Until | Bound::By | Bound::Before));
    let vague = matches!(
        expression.meaning,
        Meaning::Now
            | Meaning::Window { .. }
            | Meaning::Decade(_)
            | Meaning::Century(_)
            | Meaning::Shift { unit: Unit::Century, .. }
    );
    matches!(expression.kind, Kind::Date | Kind::Time) && !looks_away && !vague
}
