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

/// How many sentences a date goes on to hold for.
const MEMORY: usize = 6;
/// A story that names a day so close to publication is news: it comes back to the present after a look at the past.
const NEWS_DAYS: i64 = 60;

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
    let mut news = false;
    for (index, sentence) in sentences.iter().enumerate() {
        for expression in recognise(sentence) {
            let holds =
                |when: usize| index == when || (index - when <= MEMORY && !(news && lacks_year(&expression.meaning)));
            let reference = told.as_ref().filter(|(_, when)| holds(*when)).map(|(interval, _)| interval.clone());
            let tense = tense::of_clause(sentence, expression.tokens);
            let anchor = Anchor { published, reference, tense };
            if let Some(interval) = named(&expression, &anchor).filter(|_| moves_story(&expression)) {
                news |= is_news(&interval, published) && !is_today(&expression.meaning);
                told = Some((interval, index));
            }
            found.push(Anchored { sentence: index, expression, anchor });
        }
    }
    found
}

/// "November 25", which a look at the past must not draw there: "In 2014 … On November 25 the officials …".
fn lacks_year(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { year, .. }
        | Meaning::Month { year, .. }
        | Meaning::Season { year, .. }
        | Meaning::Quarter { year, .. } => year.is_none(),
        Meaning::Range(first, last) => lacks_year(first) && lacks_year(last),
        _ => false,
    }
}

fn is_news(interval: &Interval, published: Option<Date>) -> bool {
    let width = interval.latest.days_since(interval.earliest);
    width < 32 && published.is_some_and(|published| interval.latest.days_since(published).abs() <= NEWS_DAYS)
}

/// A life of somebody long dead also has things that "are in use today".
fn is_today(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Shift { unit: Unit::Day, by: 0, .. })
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
