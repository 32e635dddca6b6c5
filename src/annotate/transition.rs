//! The scoring network of a transition system: word vectors → scores of actions in a state. The first layer is multiplied out
//! once per word and slot (`models/FORMAT.md`, "Heads"), so that a state costs a few additions and one small product.

#![allow(clippy::inline_always, reason = "kernels must be compiled into the function that enables the instructions")]

use super::archive::{Archive, ModelError, TransitionHeader};
use super::kernel::{Kernel, Matrix, dispatch, larger};

/// Slots hold a word's index or nothing.
pub(super) type Slot = Option<u32>;

/// One of the model's transition systems, without the meaning of its actions.
pub(super) struct Scorer {
    hidden: usize,
    pieces: usize,
    slots: usize,
    project: Matrix,
    lower: Matrix,
    lower_bias: Vec<f32>,
    pad: Vec<f32>,
    upper: Matrix,
}

/// Products of one text's words with the first layer.
#[derive(Default)]
pub(super) struct Products {
    projected: Vec<f32>,
    lower: Vec<f32>,
}

/// What scoring one state needs besides.
#[derive(Default)]
pub(super) struct StateScratch {
    sums: Vec<f32>,
    pub(super) scores: Vec<f32>,
}

impl Scorer {
    pub(super) fn load(
        archive: &Archive,
        name: &str,
        header: &TransitionHeader,
        slots: usize,
        width: usize,
    ) -> Result<Self, ModelError> {
        let TransitionHeader { hidden, pieces, actions } = header;
        let (hidden, pieces, size) = (*hidden, *pieces, hidden * pieces);
        if size == 0 || actions.is_empty() {
            return Err(ModelError::Header(format!("{name}: no hidden units, pieces or actions")));
        }
        let tensor = |part: &str, shape: &[usize]| archive.tensor(&format!("{name}.{part}"), shape);
        let (weight, bias) = (tensor("project.weight", &[hidden, width])?, tensor("project.bias", &[hidden])?);
        let project = Matrix::new(width, hidden, |output, input| weight[output * width + input], |output| bias[output]);
        // Piece by piece, as in the encoder.
        let source = |unit: usize| unit % hidden * pieces + unit / hidden;
        let weight = tensor("lower.weight", &[slots, size, hidden])?;
        let row = |output: usize| output / size * size + source(output % size);
        let lower = Matrix::new(hidden, slots * size, |output, input| weight[row(output) * hidden + input], |_| 0.0);
        let (bias, pad) = (tensor("lower.bias", &[size])?, tensor("lower.pad", &[slots, size])?);
        let lower_bias = (0..size).map(|unit| bias[source(unit)]).collect();
        let pad = (0..slots * size).map(|output| pad[row(output)]).collect();
        let (weight, bias) =
            (tensor("upper.weight", &[actions.len(), hidden])?, tensor("upper.bias", &[actions.len()])?);
        let upper =
            Matrix::new(hidden, actions.len(), |output, input| weight[output * hidden + input], |output| bias[output]);
        Ok(Self { hidden, pieces, slots, project, lower, lower_bias, pad, upper })
    }

    /// Multiplies out the first layer for `count` words; `vectors` has `width` numbers a word.
    pub(super) fn multiply(&self, vectors: &[f32], width: usize, count: usize, products: &mut Products) {
        products.projected.resize(count * self.project.padded(), 0.0);
        products.lower.resize(count * self.lower.padded(), 0.0);
        self.project.multiply(vectors, width, count, &mut products.projected);
        self.lower.multiply(&products.projected, self.project.padded(), count, &mut products.lower);
    }

    /// Scores all actions of one state into `scratch.scores`.
    pub(super) fn score<const SLOTS: usize>(
        &self,
        products: &Products,
        slots: &[Slot; SLOTS],
        scratch: &mut StateScratch,
    ) {
        assert_eq!(SLOTS, self.slots, "the caller's state has as many slots as the model was loaded with");
        scratch.sums.resize(self.lower_bias.len(), 0.0);
        scratch.scores.resize(self.upper.padded(), 0.0);
        dispatch(Hidden { scorer: self, products, slots, sums: &mut scratch.sums });
        self.upper.multiply(&scratch.sums, self.hidden, 1, &mut scratch.scores);
        scratch.scores.truncate(self.upper.outputs);
    }
}

/// The hidden layer of one state, left in the first `hidden` numbers of `sums`.
struct Hidden<'a> {
    scorer: &'a Scorer,
    products: &'a Products,
    slots: &'a [Slot],
    sums: &'a mut [f32],
}

impl Kernel for Hidden<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { scorer, products, slots, sums } = self;
        let size = scorer.lower_bias.len();
        sums.copy_from_slice(&scorer.lower_bias);
        for (at, slot) in slots.iter().enumerate() {
            let part = match slot {
                Some(word) => &products.lower[*word as usize * scorer.lower.padded() + at * size..][..size],
                None => &scorer.pad[at * size..][..size],
            };
            sums.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
        let (first, rest) = sums.split_at_mut(scorer.hidden);
        for piece in rest.chunks_exact(scorer.hidden).take(scorer.pieces - 1) {
            first.iter_mut().zip(piece).for_each(|(best, &value)| *best = larger(*best, value));
        }
    }
}

/// The highest-scoring action that is valid; the first of equals.
pub(super) fn best_valid(scores: &[f32], valid: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (at, score) in scores.iter().enumerate() {
        if best.is_none_or(|best| *score > scores[best]) && valid(at) {
            best = Some(at);
        }
    }
    best
}
