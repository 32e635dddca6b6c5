//! One article under reading: its sentences, their graphs, the mentions found so far, and small questions about them that
//! every extractor asks. Holds no logic of its own beyond look-ups.

use super::mention::{Mention, MentionId};
use crate::{
    knowledge::Knowledge,
    model::{AnnotatedDocument, ByteSpan, CharSpan, Document, Evidence, Sentence, SentenceGraph, Token, TokenSpan},
};

/// Paragraphs at the top among which a headline is looked for.
const HEAD: u32 = 3;

/// A token of the document: sentence and index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub(super) sentence: u32,
    pub(super) token: u32,
}

/// The article and what has been found in it.
pub(super) struct Reading<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) annotated: &'a AnnotatedDocument,
    pub(super) graphs: Vec<SentenceGraph<'a>>,
    pub(super) mentions: Vec<Mention>,
    /// Temporal expressions by sentence.
    temporal: Vec<Vec<TokenSpan>>,
    /// Speech in quotation marks: a pronoun outside does not go back to what is named only inside.
    pub(super) quoted: Vec<ByteSpan>,
    /// For each sentence and token, the mentions whose head it is.
    by_head: Vec<Vec<Vec<MentionId>>>,
    offsets: Offsets,
}

impl<'a> Reading<'a> {
    pub(super) fn new(annotated: &'a AnnotatedDocument, knowledge: &'a Knowledge) -> Self {
        let graphs = annotated.sentences.iter().map(|s| super::syntax::graph(s, knowledge)).collect();
        let by_head = annotated.sentences.iter().map(|s| vec![Vec::new(); s.tokens.len()]).collect();
        let spans = |s| super::time::recognise(s).into_iter().map(|e| e.tokens).collect();
        let temporal = annotated.sentences.iter().map(spans).collect();
        let offsets = Offsets::new(&annotated.document.text);
        Self { knowledge, annotated, graphs, temporal, mentions: Vec::new(), quoted: Vec::new(), by_head, offsets }
    }
    pub(super) fn document(&self) -> &'a Document {
        &self.annotated.document
    }
    pub(super) fn sentences(&self) -> &'a [Sentence] {
        &self.annotated.sentences
    }
    pub(super) fn sentence(&self, at: u32) -> &'a Sentence {
        &self.annotated.sentences[at as usize]
    }
    pub(super) fn graph(&self, at: u32) -> &SentenceGraph<'a> {
        &self.graphs[at as usize]
    }
    pub(super) fn token(&self, at: At) -> &'a Token {
        &self.sentence(at.sentence).tokens[at.token as usize]
    }
    /// Does the token belong to a temporal expression?
    pub(super) fn is_temporal(&self, at: At) -> bool {
        self.temporal[at.sentence as usize].iter().any(|span| span.contains(at.token as usize))
    }
    /// Is the sentence a headline: a line of its own at the top, with a verb and without a stop?
    pub(super) fn is_headline(&self, at: u32) -> bool {
        let sentence = self.sentence(at);
        let all = self.sentences();
        let same = |other: Option<&Sentence>| other.is_some_and(|s| s.paragraph == sentence.paragraph);
        let alone = !same(all.get(at as usize + 1)) && !same((at as usize).checked_sub(1).and_then(|at| all.get(at)));
        let open = |t: &Token| !matches!(&*t.form, "." | "!" | "?" | ":" | ";" | "-" | "–" | "—" | "”" | "\"");
        sentence.paragraph < HEAD
            && alone
            && at as usize + 1 < all.len()
            && sentence.tokens.len() > 3
            && sentence.tokens.last().is_some_and(open)
    }
    /// Is the word in the named list of the knowledge?
    pub(super) fn listed(&self, list: &str, word: &str) -> bool {
        self.knowledge.listed(list, word)
    }

    pub(super) fn add(&mut self, mention: Mention) -> MentionId {
        let id = MentionId(self.mentions.len() as u32);
        self.by_head[mention.at.sentence as usize][mention.at.token as usize].push(id);
        self.mentions.push(mention);
        id
    }
    /// Moves a mention to another head token, before what is headed there already.
    pub(super) fn move_head(&mut self, mention: usize, at: At) {
        let id = MentionId(mention as u32);
        let old = std::mem::replace(&mut self.mentions[mention].at, at);
        self.by_head[old.sentence as usize][old.token as usize].retain(|m| *m != id);
        self.by_head[at.sentence as usize][at.token as usize].insert(0, id);
    }
    /// Takes a mention out of the look-ups by head: it is part of a longer one.
    pub(super) fn unhead(&mut self, mention: usize) {
        let id = MentionId(mention as u32);
        let at = self.mentions[mention].at;
        self.by_head[at.sentence as usize][at.token as usize].retain(|m| *m != id);
    }
    /// Lets the token stand for mentions that it has no part in otherwise ("one" of "one of the officials").
    pub(super) fn stands_for(&mut self, at: At, ids: Vec<MentionId>) {
        self.by_head[at.sentence as usize][at.token as usize].extend(ids);
    }
    pub(super) fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }
    /// Mentions whose head is the token; several where one noun names several groups ("US and Russian officials").
    pub(super) fn headed_by(&self, at: At) -> &[MentionId] {
        &self.by_head[at.sentence as usize][at.token as usize]
    }
    /// The innermost mention that covers the token.
    pub(super) fn covering(&self, at: At) -> Option<MentionId> {
        let covers = |m: &Mention| m.at.sentence == at.sentence && m.tokens.contains(at.token as usize);
        let found = self.mentions.iter().enumerate().filter(|(_, m)| covers(m)).min_by_key(|(_, m)| m.tokens.len());
        found.map(|(id, _)| MentionId(id as u32))
    }
    /// Mentions of a sentence, in text order.
    pub(super) fn mentions_in(&self, sentence: u32) -> Vec<MentionId> {
        let mut found: Vec<_> = self.by_head[sentence as usize].iter().flatten().copied().collect();
        found.sort_by_key(|&id| (self.mention(id).tokens, id));
        found
    }

    /// Bytes of a token range.
    pub(super) fn bytes(&self, sentence: u32, tokens: TokenSpan) -> ByteSpan {
        let words = &self.sentence(sentence).tokens[tokens.range()];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.union(last.span),
            _ => self.sentence(sentence).span,
        }
    }
    pub(super) fn slice(&self, span: ByteSpan) -> &'a str {
        self.document().text.get(span.range()).unwrap_or_default()
    }
    /// Text of a token range on one line.
    pub(super) fn text(&self, sentence: u32, tokens: TokenSpan) -> String {
        one_line(self.slice(self.bytes(sentence, tokens)))
    }
    /// Does the token stand inside speech in quotation marks?
    pub(super) fn is_quoted(&self, at: At) -> bool {
        let span = self.token(at).span;
        self.quoted.iter().any(|quote| quote.covers(span))
    }
    /// Evidence for the bytes of the document.
    pub(super) fn evidence(&self, bytes: ByteSpan) -> Evidence {
        let text = &self.document().text;
        let start = self.offsets.chars(text, bytes.start as usize);
        let quote = self.slice(bytes).to_owned();
        let chars = CharSpan::new(start, start + quote.chars().count());
        let before = text.get(..bytes.start as usize).unwrap_or_default();
        let after = text.get(bytes.end as usize..).unwrap_or_default();
        let prefix: Vec<char> = before.chars().rev().take(32).collect();
        Evidence {
            document: self.document().id.clone(),
            bytes,
            chars,
            quote,
            prefix: prefix.into_iter().rev().collect(),
            suffix: after.chars().take(32).collect(),
        }
    }

    /// All tokens under a token in the tree, itself included, as the smallest covering range.
    pub(super) fn subtree(&self, at: At) -> TokenSpan {
        let tokens = &self.sentence(at.sentence).tokens;
        let under = |mut token: u32| {
            // A tree's paths are no longer than its tokens; the bound guards against a malformed one.
            for _ in 0..=tokens.len() {
                if token == at.token {
                    return true;
                }
                match tokens[token as usize].head {
                    Some(head) => token = head,
                    None => return false,
                }
            }
            false
        };
        let inside: Vec<usize> = (0..tokens.len()).filter(|&t| under(t as u32)).collect();
        TokenSpan::new(inside.first().copied().unwrap_or_default(), inside.last().map_or(0, |l| l + 1))
    }
    /// Tree children of a token.
    pub(super) fn children(&self, at: At) -> impl Iterator<Item = At> + '_ {
        let tokens = &self.sentence(at.sentence).tokens;
        (0..tokens.len() as u32)
            .filter(move |&t| tokens[t as usize].head == Some(at.token))
            .map(move |token| At { sentence: at.sentence, token })
    }
    pub(super) fn child(&self, at: At, relation: &str) -> Option<At> {
        self.children(at).find(|&c| &*self.token(c).deprel == relation || self.token(c).relation() == relation)
    }
    pub(super) fn head(&self, at: At) -> Option<At> {
        self.token(at).head.map(|token| At { sentence: at.sentence, token })
    }
    /// Governors of a token up to the root, nearest first.
    pub(super) fn ancestors(&self, at: At) -> Vec<At> {
        let mut chain = Vec::new();
        let mut next = self.head(at);
        while let Some(head) = next {
            if chain.len() > self.sentence(at.sentence).tokens.len() {
                break;
            }
            chain.push(head);
            next = self.head(head);
        }
        chain
    }
    /// Dependents by an edge of the graph with exactly this label.
    pub(super) fn targets(&self, at: At, label: &str) -> Vec<At> {
        let edges = self.graph(at.sentence).outgoing(at.token);
        edges.filter(|e| &*e.label == label).map(|e| At { sentence: at.sentence, token: e.dependent }).collect()
    }
    /// The preposition of a nominal, lower case.
    pub(super) fn preposition(&self, at: At) -> Option<String> {
        let graph = self.graph(at.sentence);
        graph.incoming(at.token).find_map(|e| {
            let marked = e.label.strip_prefix("obl:").or_else(|| e.label.strip_prefix("nmod:"))?;
            (!matches!(marked, "agent" | "poss" | "tmod" | "npmod" | "unmarked" | "desc")).then(|| marked.to_owned())
        })
    }
}

/// White space runs become one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Byte offset → code point offset, by a table with an entry every kilobyte.
struct Offsets(Vec<u32>);

impl Offsets {
    const STEP: usize = 1024;
    fn new(text: &str) -> Self {
        let mut table = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut chars = 0u32;
        for (at, byte) in text.bytes().enumerate() {
            if at % Self::STEP == 0 {
                table.push(chars);
            }
            chars += u32::from(!is_continuation(byte));
        }
        Self(table)
    }
    fn chars(&self, text: &str, byte: usize) -> usize {
        let block = byte / Self::STEP;
        let Some(&known) = self.0.get(block) else { return text.chars().count() };
        let rest = &text.as_bytes()[block * Self::STEP..byte.min(text.len())];
        known as usize + rest.iter().filter(|&&b| !is_continuation(b)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn offsets_count_code_points() {
        let text = "é".repeat(3000) + "x";
        let offsets = Offsets::new(&text);
        for (byte, chars) in [(0, 0), (2, 1), (2048, 1024), (6000, 3000), (6001, 3001)] {
            assert_eq!(offsets.chars(&text, byte), chars, "byte {byte}");
        }
    }
}
