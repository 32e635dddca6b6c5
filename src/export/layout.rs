//! Positions for the explorer and for the graph files that carry them: from the export graph's sunflower, springs along the edges
//! against a repulsion that a quadtree sums up (Barnes and Hut), cooled step by step. Only +, −, ×, ÷ and square roots, in a fixed
//! order: equal graphs are laid out alike on every machine.

/// How much a far cell may be taken for one point.
const OPENING: f64 = 0.9;
const SPRING: f64 = 60.0;

/// Moves the points; `edges` are pairs of indices into them.
pub(super) fn relax(points: &mut [(f64, f64)], edges: &[(usize, usize)]) {
    let mut degree = vec![1.0_f64; points.len()];
    for &(a, b) in edges {
        degree[a] += 1.0;
        degree[b] += 1.0;
    }
    let rounds = (600_000 / points.len().max(1)).clamp(60, 400);
    let widest = points.iter().map(|p| p.0.abs().max(p.1.abs())).fold(1.0, f64::max);
    for round in 0..rounds {
        let left = 1.0 - round as f64 / rounds as f64;
        let limit = widest / 8.0 * left * left + 0.5;
        let tree = Tree::new(points, &degree);
        let mut forces: Vec<(f64, f64)> = points.iter().zip(&degree).map(|(&p, &d)| tree.push(p, d)).collect();
        for &(a, b) in edges {
            let (dx, dy) = (points[b].0 - points[a].0, points[b].1 - points[a].1);
            let pull = (dx * dx + dy * dy).sqrt() / SPRING;
            // A hub gives way less to each of its many.
            let (fx, fy) = (dx * pull, dy * pull);
            let (wa, wb) = (1.0 / degree[a].sqrt(), 1.0 / degree[b].sqrt());
            let shared = wa.min(wb) + 0.15;
            forces[a] = (forces[a].0 + fx * shared, forces[a].1 + fy * shared);
            forces[b] = (forces[b].0 - fx * shared, forces[b].1 - fy * shared);
        }
        for (point, force) in points.iter_mut().zip(&forces) {
            // Gravity keeps parts that nothing ties together in one picture.
            let (fx, fy) = (force.0 - point.0 * 0.6, force.1 - point.1 * 0.6);
            let length = (fx * fx + fy * fy).sqrt();
            if length > 0.0 {
                let step = length.min(limit) / length;
                *point = (point.0 + fx * step, point.1 + fy * step);
            }
        }
    }
    for point in points {
        // Windows are wide, and so are labels.
        *point = ((point.0 * 1.35).round(), point.1.round());
    }
}

/// A square with the weight of what is in it.
#[derive(Default)]
struct Cell {
    weight: f64,
    x: f64,
    y: f64,
    width: f64,
    /// Index of the first of four cells.
    children: Option<usize>,
}

struct Tree {
    cells: Vec<Cell>,
}

impl Tree {
    fn new(points: &[(f64, f64)], weights: &[f64]) -> Self {
        let reach = points.iter().map(|p| p.0.abs().max(p.1.abs())).fold(1.0, f64::max) + 1.0;
        let mut tree = Self { cells: vec![Cell { width: 2.0 * reach, ..Cell::default() }] };
        for (&point, &weight) in points.iter().zip(weights) {
            tree.insert(point, weight, reach);
        }
        for cell in &mut tree.cells {
            if cell.weight > 0.0 {
                cell.x /= cell.weight;
                cell.y /= cell.weight;
            }
        }
        tree
    }

    /// While the tree grows, a cell holds sums of weighted places.
    fn insert(&mut self, (x, y): (f64, f64), weight: f64, reach: f64) {
        let (mut at, mut centre, mut half) = (0, (0.0, 0.0), reach);
        loop {
            let cell = &mut self.cells[at];
            let first = cell.weight == 0.0;
            let old = (cell.x, cell.y, cell.weight);
            cell.x += x * weight;
            cell.y += y * weight;
            cell.weight += weight;
            if first || half < 0.5 {
                return;
            }
            if cell.children.is_none() {
                let children = self.cells.len();
                self.cells[at].children = Some(children);
                self.cells.extend((0..4).map(|_| Cell { width: half, ..Cell::default() }));
                let moved = &mut self.cells[children + quarter(centre, (old.0 / old.2, old.1 / old.2))];
                (moved.x, moved.y, moved.weight) = old;
            }
            let quarter = quarter(centre, (x, y));
            half /= 2.0;
            let shift = |up: bool| if up { half } else { -half };
            centre = (centre.0 + shift(quarter & 1 == 1), centre.1 + shift(quarter & 2 == 2));
            at = self.cells[at].children.unwrap_or_default() + quarter;
        }
    }

    /// The push on a point of a weight.
    fn push(&self, point: (f64, f64), weight: f64) -> (f64, f64) {
        let (mut fx, mut fy) = (0.0, 0.0);
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let cell = &self.cells[at];
            if cell.weight == 0.0 {
                continue;
            }
            let (dx, dy) = (point.0 - cell.x, point.1 - cell.y);
            let squared = dx * dx + dy * dy;
            if let (Some(children), true) = (cell.children, cell.width * cell.width > OPENING * OPENING * squared) {
                open.extend(children..children + 4);
            } else if squared > 0.01 {
                let push = 900.0 * weight.sqrt() * cell.weight.sqrt().max(cell.weight / 2.0) / squared;
                fx += dx * push;
                fy += dy * push;
            }
        }
        (fx, fy)
    }
}

fn quarter(centre: (f64, f64), point: (f64, f64)) -> usize {
    usize::from(point.0 >= centre.0) + 2 * usize::from(point.1 >= centre.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_end_nearer_than_strangers() {
        let start = |n: usize| ((n % 5) as f64 * 70.0 - 100.0, (n / 5) as f64 * 70.0 - 100.0);
        let mut points: Vec<(f64, f64)> = (0..20).map(start).collect();
        // Two stars that lie through each other at first.
        let edges: Vec<(usize, usize)> = (2..20).map(|n| (n % 2, n)).collect();
        relax(&mut points, &edges);
        let distance = |a: usize, b: usize| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
        let near = (2..20).map(|n| distance(n % 2, n)).sum::<f64>();
        let far = (2..20).map(|n| distance(1 - n % 2, n)).sum::<f64>();
        assert!(near * 1.5 < far, "{near} {far} {points:?}");
        let again: Vec<(f64, f64)> = {
            let mut points: Vec<(f64, f64)> = (0..20).map(start).collect();
            relax(&mut points, &edges);
            points
        };
        assert_eq!(points, again);
    }
}
