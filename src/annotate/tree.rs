//! Trees over words: undoing pseudo-projective labels (Nivre & Nilsson 2005, HEAD scheme) and cutting a text into sentences.

use super::parser::Forest;
use std::{collections::VecDeque, sync::Arc};

/// The parser's relation labels; `x||y` stands for `x` with its true head further down, below the nearest `y`.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names: Vec<String>,
    plain: Vec<Arc<str>>,
    decorated: Vec<Option<(u16, u16)>>,
}

impl Labels {
    /// The label of words without a head.
    pub(super) const ROOT: u16 = 0;

    /// The number of a label, a new one if need be. Number 0 is the root's.
    pub(super) fn intern(&mut self, label: &str) -> u16 {
        if self.names.is_empty() {
            self.names.push("ROOT".to_owned());
        }
        let found = self.names.iter().position(|name| name == label);
        found.unwrap_or_else(|| {
            self.names.push(label.to_owned());
            self.names.len() - 1
        }) as u16
    }

    /// Takes the decorated labels apart, once all are known.
    pub(super) fn resolve(&mut self) {
        let pairs: Vec<_> = self.names.iter().map(|name| name.split_once("||").map(own)).collect();
        self.decorated =
            pairs.into_iter().map(|pair| pair.map(|(label, head)| (self.intern(&label), self.intern(&head)))).collect();
        self.intern("ROOT");
        self.decorated.resize(self.names.len(), None);
        self.plain =
            self.names.iter().map(|name| if name == "ROOT" { "root".into() } else { name.as_str().into() }).collect();
    }

    /// The UD relation.
    pub(super) fn relation(&self, label: u16) -> Arc<str> {
        self.plain[label as usize].clone()
    }

    /// Moves words with decorated labels to their true heads: the first descendant, breadth first, of the present head that
    /// bears the named label; the word stays where it is if there is none.
    pub(super) fn deprojectivise(&self, forest: &mut Forest) {
        if forest.labels.iter().all(|&label| self.decorated[label as usize].is_none()) {
            return;
        }
        let mut children = children(&forest.heads);
        for word in 0..forest.heads.len() {
            let Some((label, head_label)) = self.decorated[forest.labels[word] as usize] else { continue };
            let head = forest.heads[word];
            let new_head = find_head(&children, forest, word as u32, head_label).unwrap_or(head);
            forest.labels[word] = label;
            if new_head != head {
                forest.heads[word] = new_head;
                children[head as usize].retain(|&child| child != word as u32);
                let siblings = &mut children[new_head as usize];
                siblings.insert(siblings.partition_point(|&sibling| sibling < word as u32), word as u32);
            }
        }
    }
}

fn own((a, b): (&str, &str)) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

fn children(heads: &[u32]) -> Vec<Vec<u32>> {
    let mut children = vec![Vec::new(); heads.len()];
    for (word, &head) in (0..).zip(heads) {
        if head != word {
            children[head as usize].push(word);
        }
    }
    children
}

fn find_head(children: &[Vec<u32>], forest: &Forest, word: u32, label: u16) -> Option<u32> {
    let mut queue = VecDeque::from([forest.heads[word as usize]]);
    while let Some(parent) = queue.pop_front() {
        for &child in &children[parent as usize] {
            if child == word {
                continue;
            }
            if forest.labels[child as usize] == label {
                return Some(child);
            }
            queue.push_back(child);
        }
    }
    None
}

/// First words of sentences: a sentence is a stretch that no arc leaves and that holds whole trees; trees that lie one after
/// the other are sentences of their own.
pub(super) fn sentence_starts(heads: &[u32]) -> Vec<usize> {
    let mut starts = Vec::new();
    // Words up to `reach` are bound together by arcs that began before.
    let mut reach = 0;
    let mut furthest: Vec<usize> = (0..heads.len()).collect();
    for (word, &head) in heads.iter().enumerate() {
        let (low, high) = (word.min(head as usize), word.max(head as usize));
        furthest[low] = furthest[low].max(high);
    }
    for (word, &far) in furthest.iter().enumerate() {
        if word == 0 || word > reach {
            starts.push(word);
        }
        reach = reach.max(far);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(names: &[&str]) -> (Labels, Vec<u16>) {
        let mut labels = Labels::default();
        let numbers = names.iter().map(|name| labels.intern(name)).collect();
        labels.resolve();
        (labels, numbers)
    }

    #[test]
    fn decorated_labels_find_their_head() {
        // "A hearing is set on the plan": "on the plan" hangs on "hearing", was lifted to "set".
        let (names, numbers) = labels(&["det", "nsubj:pass", "aux:pass", "ROOT", "case", "det", "nmod||nsubj:pass"]);
        let mut forest = Forest { heads: vec![1, 3, 3, 3, 6, 6, 3], labels: numbers };
        names.deprojectivise(&mut forest);
        assert_eq!(forest.heads, [1, 3, 3, 3, 6, 6, 1]);
        assert_eq!(&*names.relation(forest.labels[6]), "nmod");
    }

    #[test]
    fn without_the_named_label_the_word_stays() {
        let (names, numbers) = labels(&["nsubj", "ROOT", "advcl||obl"]);
        let mut forest = Forest { heads: vec![1, 1, 1], labels: numbers };
        names.deprojectivise(&mut forest);
        assert_eq!((forest.heads[2], &*names.relation(forest.labels[2])), (1, "advcl"));
    }

    #[test]
    fn sentences_are_whole_trees() {
        assert_eq!(sentence_starts(&[1, 1, 1, 3, 5, 5]), [0, 3, 4]);
        assert_eq!(sentence_starts(&[]), [0usize; 0]);
        // A second root inside a tree does not cut it.
        assert_eq!(sentence_starts(&[2, 1, 2]), [0]);
    }
}
