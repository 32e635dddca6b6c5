//! Articles that have one text: copies of an agency's, versions of one page.

use super::DocumentRecord;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is left of an article's wording when its words are gone: for each of many orders of all runs of four words the first
/// run that the article has (`MinHash`). Articles share as large a part of these numbers as of their runs of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature(pub Vec<u32>);

impl Signature {
    /// Share of runs of words that two articles have in common, 0 to 1; that of an article without words is none.
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        if self.0.is_empty() { 0.0 } else { same as f64 / self.0.len() as f64 }
    }
}

/// How an article of a group stands to the group's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same outlet published it again, changed or not.
    Version,
    /// Another outlet, or nobody knows which, has the text.
    Copy,
}

/// Groups of articles with one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// Places of articles; the earliest published first, each group two or more; sorted.
    groups: Vec<Vec<u32>>,
    /// By article: its group.
    of: BTreeMap<u32, u32>,
}

impl Copies {
    /// From groups of articles' places, no article in two of them.
    pub fn new(mut groups: Vec<Vec<u32>>) -> Self {
        groups.retain(|group| group.len() > 1);
        groups.sort();
        let of =
            groups.iter().zip(0..).flat_map(|(group, at)| group.iter().map(move |article| (*article, at))).collect();
        Self { groups, of }
    }
    /// The groups.
    pub fn groups(&self) -> &[Vec<u32>] {
        &self.groups
    }
    /// The group that an article is in.
    pub fn group_of(&self, article: u32) -> Option<u32> {
        self.of.get(&article).copied()
    }
    /// For an article that is not the first of its group: the first, and how it stands to it.
    pub fn original(&self, article: u32, documents: &[DocumentRecord]) -> Option<(u32, Likeness)> {
        let first = *self.groups.get(self.group_of(article)? as usize)?.first()?;
        let (one, other) = (documents.get(first as usize)?, documents.get(article as usize)?);
        let same = |of: fn(&DocumentRecord) -> &Option<String>| of(one).is_some() && of(one) == of(other);
        let again = same(|d| &d.metadata.publisher) || same(|d| &d.metadata.url);
        (first != article).then_some((first, if again { Likeness::Version } else { Likeness::Copy }))
    }

    /// Number of independent sources among articles: those of one outlet count once, and so do those with one text.
    pub fn independent(&self, articles: &[u32], documents: &[DocumentRecord]) -> usize {
        // Few articles tell of one thing: each joins the set of an earlier one that it shares outlet or text with.
        let mut sets: Vec<usize> = Vec::with_capacity(articles.len());
        let (mut outlets, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for (at, article) in articles.iter().enumerate() {
            sets.push(at);
            let outlet = documents.get(*article as usize).and_then(|document| document.metadata.publisher.as_deref());
            let earlier = [
                outlet.map(|outlet| *outlets.entry(outlet).or_insert(at)),
                self.group_of(*article).map(|text| *texts.entry(text).or_insert(at)),
            ];
            for other in earlier.into_iter().flatten() {
                let (keep, drop) = (sets[other].min(sets[at]), sets[other].max(sets[at]));
                sets.iter_mut().filter(|set| **set == drop).for_each(|set| *set = keep);
            }
        }
        sets.iter().enumerate().filter(|(at, set)| at == *set).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentId, Metadata};

    fn record(publisher: &str, url: &str) -> DocumentRecord {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let metadata = Metadata { publisher: known(publisher), url: known(url), ..Metadata::default() };
        DocumentRecord { id: DocumentId::of(&format!("{publisher}{url}")), file: String::new(), metadata }
    }

    #[test]
    fn one_outlet_and_one_text_count_once() {
        let documents: Vec<_> = [("Wire", "a"), ("Post", "b"), ("Post", "c"), ("Ledger", "d"), ("", "e"), ("", "a")]
            .map(|(publisher, url)| record(publisher, url))
            .into();
        let copies = Copies::new(vec![vec![0, 1, 5], vec![3], vec![2, 4]]);
        assert_eq!(copies.groups(), [vec![0, 1, 5], vec![2, 4]]);
        for (articles, expected) in [
            (&[0][..], 1),
            (&[0, 1], 1),
            (&[1, 2], 1),
            (&[0, 2], 2),
            // The Post's two stories tie the wire's text to the one without an outlet.
            (&[0, 1, 2, 4], 1),
            (&[0, 3, 4], 3),
            (&[], 0),
        ] {
            assert_eq!(copies.independent(articles, &documents), expected, "{articles:?}");
        }
        assert_eq!(copies.original(1, &documents), Some((0, Likeness::Copy)));
        assert_eq!(copies.original(5, &documents), Some((0, Likeness::Version)), "the same page");
        assert_eq!(copies.original(0, &documents), None);
        assert_eq!(copies.original(3, &documents), None);
    }
}
