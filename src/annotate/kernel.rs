//! Matrix arithmetic with the same bits on every machine.
//!
//! Every sum has one fixed order (bias first, then ascending inputs), every multiplication is fused with its addition
//! ([`f32::mul_add`]) on every processor, and no sum is ever split by lanes or threads: vector instructions work side by side
//! on *different* outputs. So wide and narrow processors give bit-identical results, and annotations never depend on the
//! machine. Without fused hardware instructions this is slow, but still the same.

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
        dispatch(Product { matrix: self, rows, stride, count, out });
    }
}

/// Work that is compiled once for each instruction set.
pub(super) trait Kernel {
    /// What the work gives.
    type Output;
    /// Does the work; must be `#[inline(always)]`. `ROWS`: how many rows of sums fit the registers.
    fn run<const ROWS: usize>(self) -> Self::Output;
}

/// Runs the work with the widest vector instructions that this processor has; the results are the same with all of them.
pub(super) fn dispatch<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
        fn avx512<K: Kernel>(kernel: K) -> K::Output {
            kernel.run::<8>()
        }
        #[target_feature(enable = "avx2,fma")]
        fn avx2<K: Kernel>(kernel: K) -> K::Output {
            kernel.run::<3>()
        }
        if std::arch::is_x86_feature_detected!("avx512f")
            && std::arch::is_x86_feature_detected!("avx512vl")
            && std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512dq")
        {
            // SAFETY: the processor has just been asked for the very features that the function needs.
            return unsafe { avx512(kernel) };
        }
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: as above.
            return unsafe { avx2(kernel) };
        }
    }
    kernel.run::<4>()
}

struct Product<'a> {
    matrix: &'a Matrix,
    rows: &'a [f32],
    stride: usize,
    count: usize,
    out: &'a mut [f32],
}

impl Kernel for Product<'_> {
    type Output = ();
    #[inline(always)]
    fn run<const ROWS: usize>(self) {
        let Self { matrix, rows, stride, count, out } = self;
        let (inputs, padded) = (matrix.inputs, matrix.padded());
        for (at, (panel, bias)) in matrix.panels.chunks_exact(inputs).zip(&matrix.bias).enumerate() {
            let mut row = 0;
            while row + ROWS <= count {
                block::<ROWS>(
                    panel,
                    bias,
                    &rows[row * stride..],
                    stride,
                    &mut out[row * padded + at * PANEL..],
                    padded,
                );
                row += ROWS;
            }
            while row < count {
                block::<1>(panel, bias, &rows[row * stride..], stride, &mut out[row * padded + at * PANEL..], padded);
                row += 1;
            }
        }
    }
}

/// `ROWS` rows of one panel, all sums in registers.
#[inline(always)]
fn block<const ROWS: usize>(
    panel: &[[f32; PANEL]],
    bias: &[f32; PANEL],
    rows: &[f32],
    stride: usize,
    out: &mut [f32],
    padded: usize,
) {
    let inputs: [&[f32]; ROWS] = std::array::from_fn(|row| &rows[row * stride..][..panel.len()]);
    let mut sums = [*bias; ROWS];
    for (input, weights) in panel.iter().enumerate() {
        for row in 0..ROWS {
            let value = inputs[row][input];
            for lane in 0..PANEL {
                sums[row][lane] = value.mul_add(weights[lane], sums[row][lane]);
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        out[row * padded..][..PANEL].copy_from_slice(sums);
    }
}

/// The larger of two numbers; the first where they compare equal (`f32::max` leaves the sign of zero open).
#[inline(always)]
pub(super) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}
