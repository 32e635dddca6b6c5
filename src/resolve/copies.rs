//! Articles with one text, by their signatures: agencies' texts that others copy, and versions of one page. Only articles whose
//! signatures agree in some three neighbouring numbers are compared, so that the work grows with the number of articles and not
//! of pairs (Indyk and Motwani 1998).

use super::Sets;
use crate::model::{Copies, Extraction};
use std::collections::BTreeMap;

/// Articles of one text share at least this part of their runs of words.
const ALIKE: f64 = 0.6;
/// So many numbers must agree to be compared: of articles that are just alike enough, one pair in ten thousand is missed.
const BAND: usize = 3;

/// Finds the groups among articles that are sorted by identity.
pub(super) fn find(articles: &[&Extraction]) -> Copies {
    let mut sets = Sets::new(articles.len());
    let longest = articles.iter().map(|e| e.signature.0.len()).max().unwrap_or_default();
    for band in (0..longest).step_by(BAND) {
        let mut buckets: BTreeMap<&[u32], Vec<u32>> = BTreeMap::new();
        for (article, at) in articles.iter().zip(0..) {
            if let Some(numbers) = article.signature.0.get(band..band + BAND) {
                buckets.entry(numbers).or_default().push(at);
            }
        }
        for bucket in buckets.into_values().filter(|bucket| bucket.len() > 1) {
            join(&bucket, articles, &mut sets);
        }
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for at in 0..articles.len() as u32 {
        groups.entry(sets.root(at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().filter(|group| group.len() > 1).collect();
    // Who does not tell when it was published comes last.
    let day = |at: &u32| {
        let published = articles[*at as usize].document.metadata.published;
        (published.is_none(), published, *at)
    };
    for group in &mut groups {
        group.sort_by_key(day);
    }
    Copies::new(groups)
}

/// Joins those of a bucket that are alike: each is compared with one article of each text before it.
fn join(bucket: &[u32], articles: &[&Extraction], sets: &mut Sets) {
    let mut texts: Vec<u32> = Vec::new();
    for &at in bucket {
        let signature = &articles[at as usize].signature;
        let same = |text: &&u32, sets: &mut Sets| {
            sets.root(**text) == sets.root(at) || articles[**text as usize].signature.likeness(signature) >= ALIKE
        };
        match texts.iter().find(|text| same(text, sets)) {
            Some(&text) => sets.join(text, at),
            None => texts.push(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, DocumentId, DocumentRecord, Metadata, Signature};

    /// An article whose signature differs from that of its text in some of 128 numbers.
    fn article(name: &str, text: u32, differs: u32, day: Option<u8>) -> Extraction {
        let number = |at: u32| if at < differs { 1_000_000 * (differs + text) + at } else { at * 1000 + text };
        let published = day.and_then(|day| Date::new(2031, 3, day));
        let document = DocumentRecord {
            id: DocumentId(name.into()),
            file: name.into(),
            metadata: Metadata { published, ..Metadata::default() },
        };
        Extraction { signature: Signature((0..128).map(number).collect()), ..Extraction::blank(document) }
    }

    #[test]
    fn one_text_one_group() {
        let articles = [
            article("a", 1, 0, None),
            article("b", 1, 40, Some(4)),
            article("c", 2, 0, Some(1)),
            article("d", 1, 80, Some(3)),
            article("e", 2, 50, Some(1)),
            article("f", 3, 0, Some(2)),
            Extraction { signature: Signature::default(), ..article("g", 0, 0, None) },
            Extraction { signature: Signature::default(), ..article("h", 0, 0, None) },
        ];
        let found = find(&articles.iter().collect::<Vec<_>>());
        // The earliest first; whoever tells no day last. More than two in five numbers differ in d.
        assert_eq!(found.groups(), [vec![1, 0], vec![2, 4]]);
    }
}
