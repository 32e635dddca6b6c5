//! Matrix arithmetic with the same bits on every machine.
//!
//! Every sum has one fixed order (bias first, then ascending inputs), every multiplication is fused with its addition
//! ([`f32::mul_add`]) on every processor, and no sum is ever split by lanes or threads: vector instructions work side by side
//! on *different* outputs. So wide and narrow processors give bit-identical results, and annotations never depend on the
//! machine. Without fused hardware instructions this is slow, but still the same.

#![allow(clippy::inline_always, reason = "kernels must be compiled into the function that enables the instructions")]

/// Columns that are computed side by side.
const PANEL: usize = 32;

/// A weight matrix, laid out for products: panels of [`PANEL`] outputs, each panel input by input.
pub(super) struct Matrix {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    panels: Vec<[f32; PANEL]>,
    bias: Vec<[f32; PANEL]>,
}

impl Matrix {
    /// From `weight(output, input)` and `bias(output)`.
    pub(super) fn new(
        inputs: usize,
        outputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Self {
        let at = |panel: usize, lane: usize, value: &dyn Fn(usize) -> f32| match panel * PANEL + lane {
            output if output < outputs => value(output),
            _ => 0.0,
        };
        let count = outputs.div_ceil(PANEL);
        let panels = (0..count * inputs)
            .map(|row| std::array::from_fn(|lane| at(row / inputs, lane, &|output| weight(output, row % inputs))))
            .collect();
        let bias = (0..count).map(|panel| std::array::from_fn(|lane| at(panel, lane, &bias))).collect();
        Self { inputs, outputs, panels, bias }
    }

    /// Length of one row of results: outputs rounded up to whole panels.
    pub(super) fn padded(&self) -> usize {
        self.bias.len() * PANEL
    }

    /// `out[i] = weight · rows[i * stride ..][.. inputs] + bias` for `count` rows; `out` has rows of [`Self::padded`] length.
    pub(super) fn multiply(&self, rows: &[f32], stride: usize, count: usize, out: &mut [f32]) {
        assert!(count == 0 || rows.len() >= (count - 1) * stride + self.inputs, "too few inputs");
        assert!(out.len() >= count * self.padded(), "too little room for outputs");
        let product = Product { matrix: self, rows, stride, count, out };
        match instructions() {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the processor has been asked for these instructions.
            Instructions::Avx512 => unsafe { x86::multiply_avx512(product) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Instructions::Avx2 => unsafe { x86::multiply_avx2(product) },
            Instructions::Plain => multiply_plain(product),
        }
    }
}

/// The vector instructions that are used.
#[derive(Clone, Copy)]
enum Instructions {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Plain,
}

fn instructions() -> Instructions {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") && has!("avx512vl") && has!("avx512dq") && has!("avx2") && has!("fma") {
            return Instructions::Avx512;
        }
        if has!("avx2") && has!("fma") {
            return Instructions::Avx2;
        }
    }
    Instructions::Plain
}

/// Work that is compiled once for each instruction set.
pub(super) trait Kernel {
    /// Does the work; must be `#[inline(always)]`.
    fn run(self);
}

/// Runs the work with the widest vector instructions that this processor has; the results are the same with all of them.
#[inline]
pub(super) fn dispatch<K: Kernel>(kernel: K) {
    match instructions() {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the processor has been asked for these instructions.
        Instructions::Avx512 => unsafe { x86::run_avx512(kernel) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Instructions::Avx2 => unsafe { x86::run_avx2(kernel) },
        Instructions::Plain => kernel.run(),
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    rows: &'a [f32],
    stride: usize,
    count: usize,
    out: &'a mut [f32],
}

impl Product<'_> {
    /// Calls `block(panel, bias, rows, input, out)` for each panel and each `size` rows; at the end for fewer, halving.
    #[inline(always)]
    fn blocks(self, size: usize, mut block: impl FnMut(&[[f32; PANEL]], &[f32; PANEL], usize, &[f32], &mut [f32])) {
        let Self { matrix, rows, stride, count, out } = self;
        let padded = matrix.padded();
        for (at, (panel, bias)) in matrix.panels.chunks_exact(matrix.inputs).zip(&matrix.bias).enumerate() {
            let mut row = 0;
            while row < count {
                let mut rows_now = size;
                while row + rows_now > count {
                    rows_now /= 2;
                }
                block(panel, bias, rows_now, &rows[row * stride..], &mut out[row * padded + at * PANEL..]);
                row += rows_now;
            }
        }
    }
}

fn multiply_plain(product: Product) {
    product.blocks(1, |panel, bias, _, row, out| {
        let mut sums = *bias;
        for (weights, value) in panel.iter().zip(row) {
            for lane in 0..PANEL {
                sums[lane] = value.mul_add(weights[lane], sums[lane]);
            }
        }
        out[..PANEL].copy_from_slice(&sums);
    });
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Kernel, PANEL, Product};
    use std::arch::x86_64::{
        _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm512_fmadd_ps, _mm512_loadu_ps,
        _mm512_set1_ps, _mm512_storeu_ps,
    };

    #[target_feature(enable = "avx512f,avx512vl,avx512dq,avx2,fma")]
    pub(super) fn run_avx512<K: Kernel>(kernel: K) {
        kernel.run();
    }
    #[target_feature(enable = "avx2,fma")]
    pub(super) fn run_avx2<K: Kernel>(kernel: K) {
        kernel.run();
    }

    /// `$rows` rows of one panel at a time, all sums in registers of `$lanes` numbers.
    macro_rules! multiply {
        ($name:ident, $block:ident, $row:ident, $panels:ident, $features:literal, $rows:literal, $lanes:literal, $load:ident, $splat:ident, $fma:ident, $store:ident) => {
            #[target_feature(enable = $features)]
            pub(super) fn $name(product: Product) {
                if product.count == 1 {
                    return $row(product);
                }
                let (stride, padded) = (product.stride, product.matrix.padded());
                product.blocks($rows, |panel, bias, rows, input, out| match rows {
                    $rows => $block::<$rows>(panel, bias, input, stride, out, padded),
                    4 => $block::<4>(panel, bias, input, stride, out, padded),
                    2 => $block::<2>(panel, bias, input, stride, out, padded),
                    _ => $block::<1>(panel, bias, input, stride, out, padded),
                });
            }

            /// One row of outputs, four panels at a time: a single sum would wait for itself.
            #[target_feature(enable = $features)]
            pub(super) fn $row(product: Product) {
                let Product { matrix, rows, out, .. } = product;
                let input = &rows[..matrix.inputs];
                let panels = matrix.panels.chunks(4 * matrix.inputs).zip(matrix.bias.chunks(4));
                for ((panels, bias), out) in panels.zip(out.chunks_mut(4 * PANEL)) {
                    match bias.len() {
                        4 => $panels::<4>(panels, bias, input, out),
                        3 => $panels::<3>(panels, bias, input, out),
                        2 => $panels::<2>(panels, bias, input, out),
                        _ => $panels::<1>(panels, bias, input, out),
                    }
                }
            }

            #[inline]
            #[target_feature(enable = $features)]
            fn $panels<const PANELS: usize>(
                panels: &[[f32; PANEL]],
                bias: &[[f32; PANEL]],
                input: &[f32],
                out: &mut [f32],
            ) {
                const VECTORS: usize = PANEL / $lanes;
                let (panels, out) = (&panels[..PANELS * input.len()], &mut out[..PANELS * PANEL]);
                let mut sums = [[$splat(0.0); VECTORS]; PANELS];
                for panel in 0..PANELS {
                    for vector in 0..VECTORS {
                        // SAFETY (here and below): a row of a panel has PANEL = VECTORS * lanes numbers.
                        sums[panel][vector] = unsafe { $load(bias[panel].as_ptr().add(vector * $lanes)) };
                    }
                }
                for (at, &value) in input.iter().enumerate() {
                    let value = $splat(value);
                    for panel in 0..PANELS {
                        // SAFETY: there are PANELS times as many rows as `input` has numbers.
                        let weights = unsafe { panels.get_unchecked(panel * input.len() + at) };
                        for vector in 0..VECTORS {
                            let weights = unsafe { $load(weights.as_ptr().add(vector * $lanes)) };
                            sums[panel][vector] = $fma(value, weights, sums[panel][vector]);
                        }
                    }
                }
                for (panel, sums) in sums.into_iter().enumerate() {
                    let out: &mut [f32] = &mut out[panel * PANEL..][..PANEL];
                    for (vector, sum) in sums.into_iter().enumerate() {
                        // SAFETY: `out` has just been cut to PANEL numbers.
                        unsafe { $store(out.as_mut_ptr().add(vector * $lanes), sum) };
                    }
                }
            }

            #[inline]
            #[target_feature(enable = $features)]
            fn $block<const ROWS: usize>(
                panel: &[[f32; PANEL]],
                bias: &[f32; PANEL],
                input: &[f32],
                stride: usize,
                out: &mut [f32],
                padded: usize,
            ) {
                const VECTORS: usize = PANEL / $lanes;
                // No closures in here: they would be compiled without the instructions, and called.
                let mut inputs = [&[] as &[f32]; ROWS];
                for row in 0..ROWS {
                    inputs[row] = &input[row * stride..][..panel.len()];
                }
                let mut sums = [[$splat(0.0); VECTORS]; ROWS];
                for row in 0..ROWS {
                    for vector in 0..VECTORS {
                        // SAFETY (here and below): a row of a panel has PANEL = VECTORS * lanes numbers.
                        sums[row][vector] = unsafe { $load(bias.as_ptr().add(vector * $lanes)) };
                    }
                }
                for (at, numbers) in panel.iter().enumerate() {
                    let mut weights = [$splat(0.0); VECTORS];
                    for vector in 0..VECTORS {
                        weights[vector] = unsafe { $load(numbers.as_ptr().add(vector * $lanes)) };
                    }
                    for row in 0..ROWS {
                        // SAFETY: each of `inputs` is as long as the panel, which `at` counts.
                        let value = $splat(unsafe { *inputs[row].get_unchecked(at) });
                        for vector in 0..VECTORS {
                            sums[row][vector] = $fma(value, weights[vector], sums[row][vector]);
                        }
                    }
                }
                for (row, sums) in sums.into_iter().enumerate() {
                    let out: &mut [f32] = &mut out[row * padded..][..PANEL];
                    for (vector, sum) in sums.into_iter().enumerate() {
                        // SAFETY: `out` has just been cut to PANEL numbers.
                        unsafe { $store(out.as_mut_ptr().add(vector * $lanes), sum) };
                    }
                }
            }
        };
    }
    multiply!(
        multiply_avx512,
        block_avx512,
        row_avx512,
        panels_avx512,
        "avx512f,avx512vl,avx512dq,avx2,fma",
        8,
        16,
        _mm512_loadu_ps,
        _mm512_set1_ps,
        _mm512_fmadd_ps,
        _mm512_storeu_ps
    );
    multiply!(
        multiply_avx2,
        block_avx2,
        row_avx2,
        panels_avx2,
        "avx2,fma",
        3,
        8,
        _mm256_loadu_ps,
        _mm256_set1_ps,
        _mm256_fmadd_ps,
        _mm256_storeu_ps
    );
}

/// Adds `parts` to `out`, one after the other.
pub(super) struct Add<'a, const PARTS: usize> {
    pub(super) out: &'a mut [f32],
    pub(super) parts: [&'a [f32]; PARTS],
}

impl<const PARTS: usize> Kernel for Add<'_, PARTS> {
    #[inline(always)]
    fn run(self) {
        for part in self.parts {
            self.out.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
    }
}

/// The larger of two numbers; the first where they compare equal (`f32::max` leaves the sign of zero open).
#[inline(always)]
pub(super) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of all magnitudes, without a pattern.
    fn numbers(count: usize) -> Vec<f32> {
        let mut state = 1u32;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state as i32 as f32) / (1u32 << (state % 31)) as f32
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn all_instruction_sets_give_the_same_bits() {
        let (inputs, outputs, count) = (37, 70, 19);
        let weights = numbers(inputs * outputs);
        let matrix = Matrix::new(inputs, outputs, |output, input| weights[output * inputs + input], |at| weights[at]);
        let rows = numbers(count * inputs);
        let mut expected = vec![0.0; count * matrix.padded()];
        multiply_plain(Product { matrix: &matrix, rows: &rows, stride: inputs, count, out: &mut expected });
        let bits = |numbers: &[f32]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        let mut found = vec![0.0; expected.len()];
        matrix.multiply(&rows, inputs, count, &mut found);
        assert_eq!(bits(&found), bits(&expected));
        let mut row = vec![0.0; matrix.padded()];
        matrix.multiply(&rows, inputs, 1, &mut row);
        assert_eq!(bits(&row), bits(&expected[..row.len()]));
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            let mut found = vec![0.0; expected.len()];
            let product = Product { matrix: &matrix, rows: &rows, stride: inputs, count, out: &mut found };
            // SAFETY: the processor has just been asked.
            unsafe { x86::multiply_avx2(product) };
            assert_eq!(bits(&found), bits(&expected));
        }
        let by_hand = (0..inputs).fold(weights[3], |sum, at| rows[at].mul_add(weights[3 * inputs + at], sum));
        assert_eq!(expected[3].to_bits(), by_hand.to_bits());
    }
}
