//! Reads the tables of `ontology/names/`: tab-separated, `#` comments, a header line that names the columns, one place or one
//! given name a row. A row whose key is known adds to that place. Says what is wrong with file, line and column; columns and
//! licences are described in `ontology/names/README.md`.

use super::{Gender, Place};
use crate::{diagnostic::Diagnostic, model::EntityClass};
use std::collections::HashMap;

/// What all tables together say.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) places: Vec<Place>,
    pub(super) by_key: HashMap<String, u32>,
    /// Words for a people or for what belongs to a place, with the place's index.
    pub(super) peoples: Vec<(String, u32)>,
    pub(super) given: HashMap<String, Gender>,
    pub(super) problems: Vec<Diagnostic>,
}

const COLUMNS: [&str; 12] = [
    "key",
    "class",
    "label",
    "aliases",
    "demonyms",
    "latitude",
    "longitude",
    "country",
    "population",
    "capital_of",
    "geonames",
    "wikidata",
];

/// One line of a table with its columns.
struct Row<'a> {
    file: &'a str,
    line: u32,
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell of a column, without white space around it; `None` if empty or absent.
    fn cell(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|&c| c == column)?;
        self.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
    /// The parts of a cell that holds a list.
    fn list(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.cell(column).into_iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|part| !part.is_empty())
    }
    fn problem(&self, column: &str, message: String) -> Diagnostic {
        let at = self.columns.iter().position(|&c| c == column).unwrap_or_default();
        let before: usize = self.cells.iter().take(at).map(|cell| cell.chars().count() + 1).sum();
        Diagnostic::error(message).at(self.file, self.line, before as u32 + 1)
    }
    /// A number in a column; one that cannot be read is a problem and counts as absent.
    fn number<N: std::str::FromStr>(&self, column: &str, problems: &mut Vec<Diagnostic>) -> Option<N> {
        let cell = self.cell(column)?;
        let number = cell.parse().ok();
        if number.is_none() {
            problems.push(self.problem(column, format!("“{cell}” is not a number ({column})")));
        }
        number
    }
}

impl Tables {
    /// Adds one table.
    pub(super) fn read(&mut self, file: &str, text: &str) {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
            .map(|(at, line)| (at as u32 + 1, line));
        let Some((line, header)) = lines.next() else {
            self.problems.push(Diagnostic::error("the table has no header line").in_file(file));
            return;
        };
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        let given = columns == ["given", "gender"];
        let unknown = columns.iter().find(|&&column| !given && !COLUMNS.contains(&column));
        if unknown.is_some() || !(given || columns.contains(&"key")) {
            let what = unknown.map_or("the header has no column “key”".into(), |c| format!("unknown column “{c}”"));
            let known = COLUMNS.join(", ");
            let hint = format!("columns: {known}; or exactly: given, gender (separated by tabs)");
            self.problems.push(Diagnostic::error(what).at(file, line, 1).hint(hint));
            return;
        }
        for (line, text) in lines {
            let row = Row { file, line, columns: &columns, cells: text.split('\t').collect() };
            if row.cells.len() > columns.len() {
                let message = format!("{} cells under {} columns", row.cells.len(), columns.len());
                self.problems.push(Diagnostic::error(message).at(file, line, 1));
            } else if given {
                self.given(&row);
            } else {
                self.place(&row);
            }
        }
    }

    fn given(&mut self, row: &Row<'_>) {
        let gender = match row.cell("gender") {
            Some("female") => Gender::Female,
            Some("male") => Gender::Male,
            _ => return self.problems.push(row.problem("gender", "the gender is neither female nor male".into())),
        };
        if let Some(name) = row.cell("given") {
            self.given.insert(name.to_owned(), gender);
        }
    }

    fn place(&mut self, row: &Row<'_>) {
        let Some(key) = row.cell("key") else {
            return self.problems.push(row.problem("key", "a row without a key".into()));
        };
        let index = match self.by_key.get(key) {
            Some(&index) => index,
            None => match new_place(row, key) {
                Ok(place) => {
                    let index = self.places.len() as u32;
                    self.places.push(place);
                    self.by_key.insert(key.to_owned(), index);
                    index
                }
                Err(problem) => return self.problems.push(problem),
            },
        };
        self.peoples.extend(row.list("demonyms").map(|word| (word.to_owned(), index)));
        let Some(place) = self.places.get_mut(index as usize) else { return };
        if let Some(label) = row.cell("label").filter(|label| *label != place.label) {
            let old = std::mem::replace(&mut place.label, label.to_owned());
            place.aliases.push(old);
        }
        for alias in row.list("aliases") {
            if !place.aliases.iter().any(|known| known == alias) {
                place.aliases.push(alias.to_owned());
            }
        }
        place.aliases.retain(|alias| *alias != place.label);
        place.latitude = row.number("latitude", &mut self.problems).or(place.latitude);
        place.longitude = row.number("longitude", &mut self.problems).or(place.longitude);
        place.population = row.number("population", &mut self.problems).or(place.population);
        let owner = |column| row.cell(column).map(|code| format!("country:{code}"));
        place.country = owner("country").or(place.country.take());
        place.capital_of = owner("capital_of").or(place.capital_of.take());
        if let Some(id) = row.number::<u64>("geonames", &mut self.problems) {
            place.same_as.push(geonames(id));
        }
        if let Some(id) = row.cell("wikidata") {
            place.same_as.push(format!("http://www.wikidata.org/entity/{id}"));
        }
    }

    /// Reports places that name a country which no table has.
    pub(super) fn check_countries(&mut self) {
        for place in &self.places {
            for country in [&place.country, &place.capital_of].into_iter().flatten() {
                if !self.by_key.contains_key(country) {
                    let message = format!("“{}” names {country}, which no table has", place.key);
                    self.problems.push(Diagnostic::error(message));
                }
            }
        }
    }
}

fn geonames(id: u64) -> String {
    format!("https://sws.geonames.org/{id}/")
}

/// A place with its key, class and label only.
fn new_place(row: &Row<'_>, key: &str) -> Result<Place, Diagnostic> {
    let (kind, name) = key.split_once(':').unwrap_or_default();
    let class = match (row.cell("class"), kind) {
        (Some(class), _) => {
            class.parse().map_err(|()| row.problem("class", format!("“{class}” is not a class of entities")))?
        }
        (None, "country") => EntityClass::Country,
        (None, "city") => EntityClass::City,
        (None, "region") => EntityClass::Region,
        (None, "org" | "seat") => EntityClass::Organization,
        _ => {
            let message = format!("“{key}” tells no class");
            return Err(row.problem("key", message).hint("begin the key with country:, city:, region:, org: or seat:"));
        }
    };
    let Some(label) = row.cell("label") else {
        let message = format!("“{key}” is new here and has no label");
        return Err(row.problem("key", message).hint("rows without a label add to a place of an earlier table"));
    };
    // Numbers in city keys are identifiers of geonames.org.
    let same_as = if kind == "city" { name.parse().ok().map(geonames) } else { None };
    Ok(Place {
        key: key.to_owned(),
        class,
        label: label.to_owned(),
        aliases: Vec::new(),
        latitude: None,
        longitude: None,
        country: None,
        capital_of: None,
        population: None,
        same_as: same_as.into_iter().collect(),
    })
}
