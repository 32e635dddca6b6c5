//! A sentence as a graph: the tree's edges plus the edges that linguistic alternations imply (built in `extract`, read by
//! `rules`).

use super::{Sentence, Token};
use std::sync::Arc;

/// `head --label--> dependent`, by token index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Governing token.
    pub head: u32,
    /// Governed token.
    pub dependent: u32,
    /// A UD relation, as in the tree (`nsubj:pass`), or one that the layer over the tree derives.
    pub label: Arc<str>,
    /// Was it derived (true) or does the tree have it (false)?
    pub derived: bool,
}

/// The edges of one sentence, indexed both ways.
#[derive(Clone, Debug)]
pub struct SentenceGraph<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    edges: Vec<Edge>,
    outgoing: Vec<Vec<u32>>,
    incoming: Vec<Vec<u32>>,
}

impl<'a> SentenceGraph<'a> {
    /// Indexes `edges`; duplicates are dropped. Every index must be a token of `sentence`.
    pub fn new(sentence: &'a Sentence, mut edges: Vec<Edge>) -> Self {
        edges.sort();
        edges.dedup_by(|a, b| (a.head, a.dependent, &a.label) == (b.head, b.dependent, &b.label));
        let (mut outgoing, mut incoming) =
            (vec![Vec::new(); sentence.tokens.len()], vec![Vec::new(); sentence.tokens.len()]);
        for (at, edge) in edges.iter().enumerate() {
            outgoing[edge.head as usize].push(at as u32);
            incoming[edge.dependent as usize].push(at as u32);
        }
        Self { sentence, edges, outgoing, incoming }
    }
    /// The plain tree of a sentence.
    pub fn tree(sentence: &'a Sentence) -> Self {
        Self::new(sentence, Self::tree_edges(sentence))
    }
    /// The tree's edges, as a start for a richer graph.
    pub fn tree_edges(sentence: &Sentence) -> Vec<Edge> {
        let edge = |(at, token): (usize, &Token)| {
            token.head.map(|head| Edge { head, dependent: at as u32, label: token.deprel.clone(), derived: false })
        };
        sentence.tokens.iter().enumerate().filter_map(edge).collect()
    }
    /// All edges, sorted.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
    /// Edges from a token to its dependents, sorted by dependent.
    pub fn outgoing(&self, token: u32) -> impl Iterator<Item = &Edge> {
        self.outgoing[token as usize].iter().map(|&at| &self.edges[at as usize])
    }
    /// Edges from a token to its heads.
    pub fn incoming(&self, token: u32) -> impl Iterator<Item = &Edge> {
        self.incoming[token as usize].iter().map(|&at| &self.edges[at as usize])
    }
    /// The token at an index.
    pub fn token(&self, at: u32) -> &'a Token {
        &self.sentence.tokens[at as usize]
    }
}
