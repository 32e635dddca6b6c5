//! Words → tags, trees and names: the two encoders and the heads on top of them, for a batch of texts at a time.

use super::WordSpan;
use super::archive::{Archive, ModelError};
use super::encoder::{Encoder, Scratch};
use super::features::WordFeatures;
use super::kernel::Matrix;
use super::names::NameFinder;
use super::parser::{Forest, Parser};
use super::passes::{Pass, Watch};
use super::transition::{Products, StateScratch, best_valid};
use super::tree::sentence_starts;
use crate::model::{NamedSpan, Upos};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Word types that a workspace keeps from one batch to the next; about eight kilobytes each.
const KEPT_TYPES: usize = 3000;

/// The model, ready to run.
pub(super) struct Network {
    pub(super) model: String,
    symbols: BTreeMap<String, u64>,
    syntax: Encoder,
    names: Encoder,
    morphology: Matrix,
    labels: Vec<MorphologyLabel>,
    parser: Parser,
    name_finder: NameFinder,
}

/// Part of speech and features.
pub(super) struct MorphologyLabel {
    pub(super) upos: Upos,
    pub(super) feats: Arc<str>,
}

/// What the network makes of one text; words count from its start.
pub(super) struct Analysis {
    /// Word types, for [`Workspace::form`] and [`Workspace::lemma`].
    pub(super) types: Vec<u32>,
    /// Morphology labels.
    pub(super) labels: Vec<u32>,
    pub(super) forest: Forest,
    /// First words of sentences; the first is 0.
    pub(super) starts: Vec<usize>,
    pub(super) names: Vec<NamedSpan>,
}

/// Buffers, and what depends on a word's type alone.
#[derive(Default)]
pub(super) struct Workspace {
    types: HashMap<Box<str>, [Option<u32>; 2]>,
    forms: Vec<Arc<str>>,
    lemmas: HashMap<(u32, u32), Arc<str>>,
    syntax_types: Vec<f32>,
    names_types: Vec<f32>,
    scratch: Scratch,
    syntax_vectors: Vec<f32>,
    name_vectors: Vec<f32>,
    tag_scores: Vec<f32>,
    products: Products,
    state: StateScratch,
}

impl Workspace {
    /// The shared text of a word.
    pub(super) fn form(&self, word_type: u32, text: &str, word: WordSpan) -> Arc<str> {
        let form = text.get(word.span.range()).unwrap_or_default();
        self.forms.get(word_type as usize).filter(|known| &***known == form).cloned().unwrap_or_else(|| form.into())
    }

    /// The lemma of a word type with a morphology label.
    pub(super) fn lemma(&mut self, word_type: u32, label: u32, make: impl FnOnce() -> String) -> Arc<str> {
        self.lemmas.entry((word_type, label)).or_insert_with(|| make().into()).clone()
    }

    fn forget_types(&mut self) {
        self.types.clear();
        self.forms.clear();
        self.lemmas.clear();
        self.syntax_types.clear();
        self.names_types.clear();
    }
}

impl Network {
    pub(super) fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let archive = Archive::open(bytes)?;
        let header = &archive.header;
        let (syntax, names) = (Encoder::load(&archive, "syntax")?, Encoder::load(&archive, "names")?);
        let labels: Vec<_> =
            header.morphology.labels.iter().map(|label| morphology_label(label)).collect::<Result<_, _>>()?;
        let weight = archive.tensor("morphology.weight", &[labels.len(), syntax.width])?;
        let bias = archive.tensor("morphology.bias", &[labels.len()])?;
        let inputs = syntax.width;
        let morphology =
            Matrix::new(inputs, labels.len(), |output, input| weight[output * inputs + input], |output| bias[output]);
        Ok(Self {
            model: format!("{} {}", header.name, header.version),
            parser: Parser::load(&archive, syntax.width)?,
            name_finder: NameFinder::load(&archive, names.width)?,
            syntax,
            names,
            morphology,
            labels,
            symbols: archive.header.symbols,
        })
    }

    pub(super) fn label(&self, label: u32) -> &MorphologyLabel {
        &self.labels[label as usize]
    }

    pub(super) fn relation(&self, label: u16) -> Arc<str> {
        self.parser.labels.relation(label)
    }

    /// Analyses several texts; they do not see each other.
    pub(super) fn analyse(
        &self,
        text: &str,
        pieces: &[&[WordSpan]],
        workspace: &mut Workspace,
        watch: Watch<'_>,
    ) -> Vec<Analysis> {
        if workspace.forms.len() > KEPT_TYPES {
            workspace.forget_types();
        }
        let types: Vec<Vec<u32>> = self.look_up(text, pieces, workspace);
        let Workspace { scratch, syntax_vectors, name_vectors, syntax_types, names_types, .. } = workspace;
        watch(Pass::Embed);
        encode(&self.syntax, &types, syntax_types, scratch, syntax_vectors);
        watch(Pass::EncodeSyntax);
        encode(&self.names, &types, names_types, scratch, name_vectors);
        watch(Pass::EncodeNames);
        let mut start = self.syntax.margin();
        let mut analyses = Vec::with_capacity(types.len());
        for types in types {
            let length = types.len();
            analyses.push(self.analyse_piece(types, start, workspace, watch));
            start += length + self.syntax.margin();
        }
        analyses
    }

    /// Tags, parses and finds names in the text whose vectors begin at row `start`.
    fn analyse_piece(&self, types: Vec<u32>, start: usize, workspace: &mut Workspace, watch: Watch<'_>) -> Analysis {
        let length = types.len();
        let Workspace { syntax_vectors, name_vectors, tag_scores, products, state, .. } = workspace;
        let (width, padded) = (self.syntax.width, self.morphology.padded());
        let vectors = &syntax_vectors[start * width..(start + length) * width];
        tag_scores.resize(length * padded, 0.0);
        self.morphology.multiply(vectors, width, length, tag_scores);
        let best = |scores: &[f32]| best_valid(&scores[..self.labels.len()], |_| true).unwrap_or_default() as u32;
        let labels = tag_scores.chunks_exact(padded).take(length).map(best).collect();
        watch(Pass::Tag);
        self.parser.scorer.multiply(vectors, width, length, products);
        let mut forest = self.parser.parse(products, length, state);
        self.parser.labels.deprojectivise(&mut forest);
        let starts = sentence_starts(&forest.heads);
        watch(Pass::Parse);
        let width = self.names.width;
        let vectors = &name_vectors[start * width..(start + length) * width];
        self.name_finder.scorer.multiply(vectors, width, length, products);
        let names = self.name_finder.find(products, length, &starts, state);
        watch(Pass::FindNames);
        Analysis { types, labels, forest, starts, names }
    }

    /// The types of all words; types not met before are embedded.
    fn look_up(&self, text: &str, pieces: &[&[WordSpan]], workspace: &mut Workspace) -> Vec<Vec<u32>> {
        let mut new = Vec::new();
        let mut types = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let row = piece.iter().enumerate().map(|(at, word)| {
                let form = text.get(word.span.range()).unwrap_or_default();
                let next = text.get(word.span.end as usize..).unwrap_or_default().chars().next();
                // The end of a text counts as a space, as in training.
                let spaced = at + 1 == piece.len() || next.is_none_or(super::tokenize::is_blank);
                if let Some(Some(known)) = workspace.types.get(form).map(|kinds| kinds[usize::from(spaced)]) {
                    return known;
                }
                let number = workspace.forms.len() as u32;
                workspace.types.entry(form.into()).or_default()[usize::from(spaced)] = Some(number);
                workspace.forms.push(form.into());
                new.push(WordFeatures::new(form, spaced, &self.symbols));
                number
            });
            types.push(row.collect());
        }
        let Workspace { scratch, syntax_types, names_types, .. } = workspace;
        for (encoder, numbers) in [(&self.syntax, syntax_types), (&self.names, names_types)] {
            let start = numbers.len();
            numbers.resize(start + new.len() * encoder.type_size(), 0.0);
            encoder.embed(&new, scratch, &mut numbers[start..]);
        }
        types
    }
}

/// Context vectors of several texts, each framed by rows of zeros.
fn encode(encoder: &Encoder, types: &[Vec<u32>], numbers: &[f32], scratch: &mut Scratch, out: &mut Vec<f32>) {
    let size = encoder.type_size();
    let margin = encoder.margin();
    let mut rows = vec![None; margin];
    for types in types {
        rows.extend(types.iter().map(|&word| Some(&numbers[word as usize * size..(word as usize + 1) * size])));
        rows.resize(rows.len() + margin, None);
    }
    encoder.encode(&rows, scratch, out);
}

fn morphology_label(label: &str) -> Result<MorphologyLabel, ModelError> {
    let (upos, feats) = label.split_once('|').unwrap_or((label, ""));
    let upos = upos.parse().map_err(|()| ModelError::Label(label.to_owned()))?;
    Ok(MorphologyLabel { upos, feats: feats.into() })
}
