//! Words → context vectors: hashed embeddings, a mixing layer, and residual convolutions with maxout and layer norm, as
//! spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder` (`models/FORMAT.md`, "Encoder").
//!
//! What depends on the word alone (embedding, mixing layer, and the three products of the first convolution) is computed once
//! per word type and kept in a [`TypeCache`]; the products of later layers are done for whole texts.

#![allow(clippy::inline_always, reason = "kernels must be compiled into the function that enables the instructions")]

use super::archive::{Archive, EncoderHeader, ModelError};
use super::features::{Column, WordFeatures};
use super::kernel::{Add, Kernel, Matrix, dispatch, larger};

/// Rows that are taken through a layer at once, so that the products stay in the cache.
const BLOCK: usize = 48;
const LANES: usize = 16;

/// One of the model's encoders.
pub(super) struct Encoder {
    pub(super) width: usize,
    pieces: usize,
    columns: Vec<Column>,
    tables: Vec<Vec<f32>>,
    mix: Layer,
    /// The first convolution, seen from one word: its share in the next, its own and the previous word's sums.
    first: Matrix,
    first_bias: Vec<f32>,
    /// The share of a row of zeros.
    no_share: Vec<f32>,
    layers: Vec<Layer>,
}

struct Layer {
    weight: Matrix,
    norm: Norm,
}

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

/// Buffers that are used again from text to text.
#[derive(Default)]
pub(super) struct Scratch {
    sums: Vec<f32>,
    next: Vec<f32>,
}

impl Encoder {
    pub(super) fn load(archive: &Archive, name: &str) -> Result<Self, ModelError> {
        let header = archive.header.encoders.get(name);
        let header: &EncoderHeader = header.ok_or_else(|| ModelError::Header(format!("no encoder “{name}”")))?;
        let (width, pieces) = (header.width, header.pieces);
        if width == 0 || width % LANES != 0 || pieces == 0 || header.window != 1 || header.depth == 0 {
            return Err(ModelError::Header(format!(
                "encoder “{name}”: width must be a multiple of {LANES}, window 1, depth and pieces at least 1"
            )));
        }
        let columns: Vec<Column> = header.columns.iter().map(Column::new).collect::<Result<_, _>>()?;
        let tables = (0..columns.len())
            .map(|at| archive.tensor(&format!("{name}.embed.{at}"), &[columns[at].rows, width]))
            .collect::<Result<_, _>>()?;
        let mix = Layer::load(archive, &format!("{name}.mix"), width, pieces, columns.len() * width)?;
        let layers: Vec<Layer> = (0..header.depth)
            .map(|at| Layer::load(archive, &format!("{name}.layer.{at}"), width, pieces, 3 * width))
            .collect::<Result<_, _>>()?;
        let (first, first_bias) = split_first(archive, name, width, pieces)?;
        Ok(Self {
            width,
            pieces,
            columns,
            tables,
            mix,
            first,
            no_share: vec![0.0; first_bias.len()],
            first_bias,
            layers,
        })
    }

    /// Numbers kept per word type: its vector, and its three shares in the first convolution.
    pub(super) fn type_size(&self) -> usize {
        self.width + self.first.padded()
    }

    /// Rows of zeros that stand between texts, so that they do not see each other.
    pub(super) fn margin(&self) -> usize {
        self.layers.len()
    }

    /// What depends on the word alone, for several words; `out` has [`Self::type_size`] numbers for each.
    pub(super) fn embed(&self, words: &[WordFeatures], scratch: &mut Scratch, out: &mut [f32]) {
        let inputs = self.columns.len() * self.width;
        for (words, out) in words.chunks(BLOCK).zip(out.chunks_mut(BLOCK * self.type_size())) {
            scratch.next.clear();
            scratch.next.resize(words.len() * inputs, 0.0);
            for (word, row) in words.iter().zip(scratch.next.chunks_exact_mut(inputs)) {
                self.look_up(word, row);
            }
            resize(&mut scratch.sums, words.len() * self.mix.weight.padded());
            self.mix.weight.multiply(&scratch.next, inputs, words.len(), &mut scratch.sums);
            let sums = scratch.sums.chunks_exact(self.mix.weight.padded());
            for (sums, out) in sums.zip(out.chunks_exact_mut(self.type_size())) {
                dispatch(Activate {
                    sums,
                    norm: &self.mix.norm,
                    pieces: self.pieces,
                    before: None,
                    out: &mut out[..self.width],
                });
            }
            self.share(words.len(), scratch, out);
        }
    }

    /// The shares of `count` words in the first convolution, from their vectors in `out`.
    fn share(&self, count: usize, scratch: &mut Scratch, out: &mut [f32]) {
        resize(&mut scratch.sums, count * self.first.padded());
        self.first.multiply(out, self.type_size(), count, &mut scratch.sums);
        for (out, shares) in out.chunks_exact_mut(self.type_size()).zip(scratch.sums.chunks_exact(self.first.padded()))
        {
            out[self.width..].copy_from_slice(shares);
        }
    }

    fn look_up(&self, word: &WordFeatures, row: &mut [f32]) {
        for ((column, table), row) in self.columns.iter().zip(&self.tables).zip(row.chunks_exact_mut(self.width)) {
            let parts = column.rows_of(word).map(|at| &table[at * self.width..(at + 1) * self.width]);
            dispatch(Add { out: row, parts });
        }
    }

    /// Context vectors of a row of words. `types` gives each row's numbers from [`Self::embed`], or nothing for the zero rows
    /// that must stand before, between and after texts. `out` gets `width` numbers a row.
    pub(super) fn encode(&self, types: &[Option<&[f32]>], scratch: &mut Scratch, out: &mut Vec<f32>) {
        let width = self.width;
        // One more zero row at either end, so that every window is a plain slice.
        scratch.next.clear();
        scratch.next.resize((types.len() + 2) * width, 0.0);
        out.clear();
        out.resize((types.len() + 2) * width, 0.0);
        self.encode_first(types, scratch);
        for layer in &self.layers[1..] {
            let sums_width = layer.weight.padded();
            resize(&mut scratch.sums, BLOCK * sums_width);
            for start in (0..types.len()).step_by(BLOCK) {
                let count = BLOCK.min(types.len() - start);
                let windows = &scratch.next[start * width..];
                layer.weight.multiply(windows, width, count, &mut scratch.sums);
                for (at, sums) in scratch.sums.chunks_exact(sums_width).take(count).enumerate() {
                    let place = (start + at + 1) * width..(start + at + 2) * width;
                    let before = Some(&scratch.next[place.clone()]);
                    dispatch(Activate { sums, norm: &layer.norm, pieces: self.pieces, before, out: &mut out[place] });
                }
            }
            std::mem::swap(&mut scratch.next, out);
        }
        std::mem::swap(&mut scratch.next, out);
        out.drain(..width);
    }

    /// The first convolution, from the shares that were computed per word type; the result lies in `scratch.next`.
    fn encode_first(&self, types: &[Option<&[f32]>], scratch: &mut Scratch) {
        let (width, size) = (self.width, self.first_bias.len());
        resize(&mut scratch.sums, size);
        for at in 0..types.len() {
            let rows =
                [at.checked_sub(1).and_then(|before| types[before]), types[at], types.get(at + 1).copied().flatten()];
            let share = |part: usize| {
                rows[part].and_then(|row| row.get(width + part * size..)?.get(..size)).unwrap_or(&self.no_share)
            };
            let sums = &mut scratch.sums[..size];
            sums.copy_from_slice(&self.first_bias);
            dispatch(Add { out: sums, parts: [share(0), share(1), share(2)] });
            let before = types[at].map(|numbers| &numbers[..width]);
            let out = &mut scratch.next[(at + 1) * width..(at + 2) * width];
            dispatch(Activate { sums, norm: &self.layers[0].norm, pieces: self.pieces, before, out });
        }
    }
}

fn resize(buffer: &mut Vec<f32>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
}

/// The first convolution as three products of one word's vector, side by side.
fn split_first(archive: &Archive, name: &str, width: usize, pieces: usize) -> Result<(Matrix, Vec<f32>), ModelError> {
    let size = width * pieces;
    let weight = archive.tensor(&format!("{name}.layer.0.weight"), &[size, 3 * width])?;
    let bias = archive.tensor(&format!("{name}.layer.0.bias"), &[size])?;
    let source = |output: usize| output % width * pieces + output / width;
    let matrix = Matrix::new(
        width,
        3 * size,
        |output, input| weight[source(output % size) * 3 * width + output / size * width + input],
        |_| 0.0,
    );
    Ok((matrix, (0..size).map(|output| bias[source(output)]).collect()))
}

impl Layer {
    fn load(archive: &Archive, name: &str, width: usize, pieces: usize, inputs: usize) -> Result<Self, ModelError> {
        let outputs = width * pieces;
        let weight = archive.tensor(&format!("{name}.weight"), &[outputs, inputs])?;
        let bias = archive.tensor(&format!("{name}.bias"), &[outputs])?;
        let gain = archive.tensor(&format!("{name}.norm.gain"), &[width])?;
        let shift = archive.tensor(&format!("{name}.norm.bias"), &[width])?;
        // The file has the pieces of an output side by side, here they lie `width` apart: all firsts, all seconds, …
        let source = |output: usize| output % width * pieces + output / width;
        let weight = Matrix::new(
            inputs,
            outputs,
            |output, input| weight[source(output) * inputs + input],
            |output| bias[source(output)],
        );
        Ok(Self { weight, norm: Norm { gain, bias: shift } })
    }
}

/// Maxout over pieces, layer norm, and the residual where there is one.
struct Activate<'a> {
    sums: &'a [f32],
    norm: &'a Norm,
    pieces: usize,
    before: Option<&'a [f32]>,
    out: &'a mut [f32],
}

impl Kernel for Activate<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { sums, norm, pieces, before, out } = self;
        let width = out.len();
        out.copy_from_slice(&sums[..width]);
        for piece in sums[width..].chunks_exact(width).take(pieces - 1) {
            out.iter_mut().zip(piece).for_each(|(best, &value)| *best = larger(*best, value));
        }
        let mean = lane_sum(out, |value| value) / width as f32;
        let variance = lane_sum(out, |value| (value - mean) * (value - mean)) / width as f32;
        let scale = 1.0 / (variance + 1e-8).sqrt();
        for ((value, gain), bias) in out.iter_mut().zip(&norm.gain).zip(&norm.bias) {
            *value = ((*value - mean) * scale).mul_add(*gain, *bias);
        }
        if let Some(before) = before {
            out.iter_mut().zip(before).for_each(|(value, before)| *value += before);
        }
    }
}

/// A sum in a fixed order: sixteen running sums, added up one after the other.
#[inline(always)]
fn lane_sum(values: &[f32], map: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0f32; LANES];
    for chunk in values.as_chunks::<LANES>().0 {
        for lane in 0..LANES {
            lanes[lane] += map(chunk[lane]);
        }
    }
    lanes.iter().fold(0.0, |sum, lane| sum + lane)
}
