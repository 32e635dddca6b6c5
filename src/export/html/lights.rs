//! The backdrop of the map: the world as the dots of its larger cities, which shows where the continents are without tiles or
//! coastlines. From the embedded table of cities (`GeoNames`, CC BY 4.0; the page says so).

use std::collections::BTreeSet;

const CITIES: &str = include_str!("../../../ontology/names/cities.tsv");

/// The cells of a half-degree grid that have a city, as columns × 360 + rows from the north-west, each as the difference to the
/// one before, in base 36.
pub(super) fn lights() -> String {
    let mut lines = CITIES.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let (Some(latitude), Some(longitude)) = (column("latitude"), column("longitude")) else { return String::new() };
    let cell = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| fields.get(at)?.parse::<f64>().ok();
        let (row, column) = ((90.0 - number(latitude)?) * 2.0, (number(longitude)? + 180.0) * 2.0);
        Some(column.clamp(0.0, 719.0) as u32 * 360 + row.clamp(0.0, 359.0) as u32)
    };
    let cells: BTreeSet<u32> = lines.filter_map(cell).collect();
    let mut last = 0;
    let step = |cell: u32| {
        let step = cell - last;
        last = cell;
        base36(step)
    };
    cells.into_iter().map(step).collect::<Vec<_>>().join(" ")
}

fn base36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(number % 36, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_of_places() {
        let lights = super::lights();
        assert!(lights.split(' ').count() > 3000, "{}", lights.len());
        assert_eq!(super::base36(36 * 36 + 35), "10z");
    }
}
