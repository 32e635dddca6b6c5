//! Names of the world: countries, cities, regions, organisations, seats of government and given names, from the tables of
//! `ontology/names/`. Turns a name in a text into the place that it names ("U.S." → United States, "Ukrainians" → Ukraine,
//! "the Kremlin" → Kremlin). It does not decide whether a text means the place or what the place stands for, and it knows no
//! sentence: whether "Jordan" is a person there is the caller's business.

mod spelling;
mod table;

use crate::{diagnostic::Diagnostic, model::EntityClass};
use spelling::{fold, variants};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};
use table::Tables;

/// One entry: a place, a body, or a seat that stands for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// `country:UA`, `city:703448` (number in geonames.org), `region:crimea`, `org:nato`, `seat:kremlin`.
    pub key: String,
    /// What kind of thing.
    pub class: EntityClass,
    /// The usual English name, without article.
    pub label: String,
    /// Other names, as the tables have them.
    pub aliases: Vec<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Key of the country that it lies in or, for a body or a seat, whose it is.
    pub country: Option<String>,
    /// Key of the country whose capital or seat of government this city is.
    pub capital_of: Option<String>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// IRIs of the same thing in other data sets.
    pub same_as: Vec<String>,
}

impl Place {
    /// Degrees north and east.
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
    /// Is it a building or district that stands for a government or one of its bodies?
    pub fn is_seat(&self) -> bool {
        self.key.starts_with("seat:")
    }
    /// Orders the bearers of one name: what a text most likely means comes first.
    fn rank(&self) -> (u8, std::cmp::Reverse<u64>, &str) {
        let population = self.population.unwrap_or(0);
        let class = match self.class {
            EntityClass::Country => 0,
            EntityClass::City if self.capital_of.is_some() || population >= 1_000_000 => 2,
            EntityClass::Region => 3,
            EntityClass::City => 4,
            _ => 1,
        };
        (class, std::cmp::Reverse(population), &self.key)
    }
}

/// The sex of nearly all bearers of a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "she".
    Female,
    /// "he".
    Male,
}

/// The tables, indexed by name.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
    by_key: HashMap<String, u32>,
    names: HashMap<String, Vec<u32>>,
    peoples: HashMap<String, Vec<u32>>,
    given: HashMap<String, Gender>,
}

macro_rules! tables {
    ($($file:literal),* $(,)?) => {
        &[$((concat!("ontology/names/", $file), include_str!(concat!("../../ontology/names/", $file)))),*]
    };
}

/// The tables that the program carries, with their file names; later ones add to earlier ones.
pub const EMBEDDED: &[(&str, &str)] = tables![
    "countries.tsv",
    "country-links.tsv",
    "country-names.tsv",
    "cities.tsv",
    "city-names.tsv",
    "us-states.tsv",
    "regions.tsv",
    "organisations.tsv",
    "outlets.tsv",
    "seats.tsv",
    "given-names.tsv",
];

static LOADED: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(EMBEDDED).unwrap_or_default());

impl Gazetteer {
    /// The embedded tables, read on first use.
    pub fn embedded() -> &'static Self {
        &LOADED
    }

    /// Reads tables, each with the name that messages call it by. To add to the embedded ones, put [`EMBEDDED`] first.
    ///
    /// # Errors
    /// Everything that is wrong in any of them.
    pub fn load(tables: &[(&str, &str)]) -> Result<Self, Vec<Diagnostic>> {
        let mut read = Tables::default();
        for (file, text) in tables {
            read.read(file, text);
        }
        read.check_countries();
        if read.problems.is_empty() { Ok(Self::index(read)) } else { Err(read.problems) }
    }

    fn index(tables: Tables) -> Self {
        let Tables { places, by_key, peoples: words, given, .. } = tables;
        let mut names: HashMap<String, Vec<u32>> = HashMap::with_capacity(places.len() * 2);
        let add = |index: &mut HashMap<String, Vec<u32>>, name: &str, place: u32| {
            let bearers = index.entry(fold(name)).or_default();
            if !bearers.contains(&place) {
                bearers.push(place);
                bearers.sort_by_key(|&at| places.get(at as usize).map(Place::rank));
            }
        };
        for (at, place) in places.iter().enumerate() {
            for name in std::iter::once(&place.label).chain(&place.aliases) {
                add(&mut names, name, at as u32);
            }
        }
        let mut peoples = HashMap::new();
        for (word, place) in &words {
            add(&mut peoples, word, *place);
        }
        let given = given.into_iter().map(|(name, gender)| (fold(&name), gender)).collect();
        Self { places, by_key, names, peoples, given }
    }

    /// The place of a name, with or without article, in the spelling of a text or a headline; of several, the one most likely
    /// meant (country, then body, then capital or city of millions, then region, then the most populous city).
    pub fn lookup(&self, name: &str) -> Option<&Place> {
        self.bearers(&self.names, name).next()
    }

    /// All places of a name, the one most likely meant first.
    pub fn candidates(&self, name: &str) -> Vec<&Place> {
        self.bearers(&self.names, name).collect()
    }

    /// The place whose people or whose property a word tells: "Ukrainian", "Ukrainians", "Briton", "Dutch", "European".
    pub fn demonym(&self, word: &str) -> Option<&Place> {
        self.bearers(&self.peoples, word).next()
    }

    fn bearers<'a>(&'a self, index: &'a HashMap<String, Vec<u32>>, name: &str) -> impl Iterator<Item = &'a Place> {
        let folded = fold(name);
        let found = variants(&folded).into_iter().find_map(|form: Cow<'_, str>| index.get(form.as_ref()));
        found.into_iter().flatten().filter_map(|&at| self.places.get(at as usize))
    }

    /// The place with a key.
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.by_key.get(key).and_then(|&at| self.places.get(at as usize))
    }

    /// The country whose capital or seat of government a city is, and for which its name may stand ("Moscow has said").
    pub fn capital_of(&self, city: &Place) -> Option<&Place> {
        self.place(city.capital_of.as_deref()?)
    }

    /// The capital of the country with a key.
    pub fn capital(&self, country: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.capital_of.as_deref() == Some(country))
    }

    /// The country that a place lies in or a body belongs to.
    pub fn country_of(&self, place: &Place) -> Option<&Place> {
        self.place(place.country.as_deref()?)
    }

    /// The sex that a given name tells, if nearly all its bearers are of one.
    pub fn gender(&self, given_name: &str) -> Option<Gender> {
        let folded = fold(given_name);
        variants(&folded).into_iter().find_map(|form| self.given.get(form.as_ref())).copied()
    }

    /// All places, in the order of the tables.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

#[cfg(test)]
mod tests;
