//! A happening → articles about it: who writes when, in which words, and which names and sentences stand for what.

use super::{
    random::Random,
    world::{Day, Happening, Id, Person, Slot, Story, Thing, World},
};
use rapporteur::model::Date;
use std::collections::{BTreeMap, BTreeSet};

const SENTENCES: &str = include_str!("sentences.txt");

/// Papers; the first three are agencies whose texts others copy.
const OUTLETS: [&str; 16] = [
    "Meridian Wire",
    "Halyard Press Agency",
    "Corvus News Service",
    "The Harbour Review",
    "Northern Post",
    "The Continental Ledger",
    "Evening Standpoint",
    "The Quay Gazette",
    "Morning Dispatch",
    "The Lantern",
    "Republic Daily",
    "The Wharfside Examiner",
    "Global Courier",
    "The Saltmarsh Times",
    "Metropolitan Observer",
    "The Fenland Chronicle",
];
const AGENCIES: usize = 3;

/// A sentence that tells of an event.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Number of the story and of the happening in it.
    pub(super) event: (usize, usize),
    pub(super) class: &'static str,
    pub(super) sentence: String,
}

/// An article and what is true of it.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) title: String,
    pub(super) published: Date,
    pub(super) outlet: &'static str,
    pub(super) url: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) told: Vec<Told>,
    /// Names under which things stand in it.
    pub(super) names: BTreeMap<Id, BTreeSet<String>>,
    /// Number of the first article with this text, and how this one differs from it.
    pub(super) copy_of: Option<(usize, &'static str)>,
}

/// The first day of the world: a Monday.
pub(super) fn epoch() -> Date {
    Date::new(2031, 1, 6).unwrap_or_else(|| unreachable!("the calendar has this day"))
}

fn date(day: Day) -> Date {
    epoch().plus_days(day)
}

/// All articles of one story, in the order of their days.
pub(super) fn articles(world: &World, story: &Story, number: usize, random: &mut Random, first: usize) -> Vec<Article> {
    let mut made: Vec<(Day, Article)> = Vec::new();
    for (at, happening) in story.happenings.iter().enumerate() {
        let mut outlets: Vec<usize> = (0..OUTLETS.len()).collect();
        for _ in 0..random.between(1, 5) {
            let outlet = outlets.remove(random.below(outlets.len()));
            let day = happening.from + random.between(0, 2);
            let place = Place { world, story, number, at };
            made.push((day, Writer::new(place, outlet, day, random).write()));
        }
    }
    made.sort_by_key(|(day, _)| *day);
    let mut all: Vec<Article> = Vec::new();
    for (day, article) in made {
        let original = first + all.len();
        let copies = copies(&article, day, original, random);
        all.push(article);
        all.extend(copies);
    }
    all
}

/// What others make of an article: a copy of an agency's text, or the paper's own later version.
fn copies(article: &Article, day: Day, original: usize, random: &mut Random) -> Vec<Article> {
    let mut made = Vec::new();
    let agency = OUTLETS.iter().take(AGENCIES).any(|name| *name == article.outlet);
    if agency && random.chance(60) {
        for _ in 0..random.between(1, 3) {
            let mut copy = Article { copy_of: Some((original, "wire")), ..article.clone() };
            copy.outlet = *random.pick(&OUTLETS[AGENCIES..]);
            copy.title = format!("{} – {}", copy.title, copy.outlet);
            copy.url = format!("{}/wire/{original}-{}", site(copy.outlet), made.len());
            if random.chance(50) {
                if let Some(first) = copy.paragraphs.first_mut() {
                    first.insert_str(0, &format!("({}) – ", article.outlet));
                }
            }
            if random.chance(40) && copy.paragraphs.len() > 3 {
                copy.paragraphs.pop();
                let text = copy.paragraphs.join("\n");
                copy.told.retain(|told| text.contains(&told.sentence));
            }
            made.push(copy);
        }
    } else if random.chance(6) {
        let mut copy = Article { copy_of: Some((original, "version")), ..article.clone() };
        copy.published = date(day + 1);
        copy.paragraphs.push("This article was updated with further details.".to_owned());
        made.push(copy);
    }
    made
}

fn site(outlet: &str) -> String {
    let slug: String = outlet.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("https://example.org/{slug}")
}

/// Where in the world an article stands.
#[derive(Clone, Copy)]
struct Place<'w> {
    world: &'w World,
    story: &'w Story,
    number: usize,
    at: usize,
}

struct Writer<'w, 'r> {
    place: Place<'w>,
    random: &'r mut Random,
    outlet: usize,
    day: Day,
    names: BTreeMap<Id, BTreeSet<String>>,
    used: BTreeSet<&'static str>,
    told: Vec<Told>,
}

impl<'w, 'r> Writer<'w, 'r> {
    fn new(place: Place<'w>, outlet: usize, day: Day, random: &'r mut Random) -> Self {
        Self { place, random, outlet, day, names: BTreeMap::new(), used: BTreeSet::new(), told: Vec::new() }
    }

    fn write(mut self) -> Article {
        let Place { story, at, number, .. } = self.place;
        let mut paragraphs = Vec::new();
        let mut lead: Vec<String> = self.sentence(at, "lead").into_iter().collect();
        lead.extend(self.sentence(at, "more"));
        paragraphs.push(lead.join(" "));
        for _ in 0..self.random.between(1, 2) {
            paragraphs.extend(self.plain(at, story.happenings[at].kind));
        }
        paragraphs.extend(self.plain(at, "say"));
        let mut earlier: Vec<usize> = (0..at).filter(|&e| story.happenings[e].to < self.day).collect();
        let mut background = Vec::new();
        for _ in 0..self.random.between(2, 5) {
            if earlier.is_empty() {
                break;
            }
            // Papers look back at the last weeks rather than at the beginning.
            let near = earlier.len().min(6);
            let event = earlier.remove(earlier.len() - 1 - self.random.below(near));
            background.extend(self.sentence(event, "back"));
        }
        if !background.is_empty() {
            paragraphs.push(background.join(" "));
        }
        let next = (at + 1..story.happenings.len()).find(|&e| story.happenings[e].from > self.day + 1);
        if let Some(event) = next.filter(|_| self.random.chance(50)) {
            paragraphs.extend(self.sentence(event, "ahead"));
        }
        for kind in ["colour", "say", "colour", "say", "say", "colour"] {
            if self.random.chance(60) {
                paragraphs.extend(self.plain(at, kind));
            }
        }
        let title = self.told.first().map_or_else(|| paragraphs[0].clone(), |told| told.sentence.clone());
        let title = title.trim_end_matches('.').to_owned();
        let url = format!("{}/{}/{}-{at}", site(OUTLETS[self.outlet]), date(self.day), number);
        Article {
            title,
            published: date(self.day),
            outlet: OUTLETS[self.outlet],
            url,
            paragraphs,
            told: self.told,
            names: self.names,
            copy_of: None,
        }
    }

    /// A sentence of that part about a happening, noted as telling of it.
    fn sentence(&mut self, at: usize, part: &str) -> Option<String> {
        let happening = &self.place.story.happenings[at];
        let text = self.fill(at, &format!("{}.{part}", happening.kind))?;
        if let Some(class) = happening.class {
            self.told.push(Told { event: (self.place.number, at), class, sentence: text.clone() });
        }
        Some(text)
    }

    /// A sentence that tells of no event of the truth.
    fn plain(&mut self, at: usize, kind: &str) -> Option<String> {
        self.fill(at, &format!("{kind}.aside"))
    }

    fn fill(&mut self, at: usize, key: &str) -> Option<String> {
        let free: Vec<&'static str> = SENTENCES
            .lines()
            .filter_map(|l| l.strip_prefix(key)?.strip_prefix(": "))
            .filter(|l| !self.used.contains(l))
            .collect();
        if free.is_empty() {
            return None;
        }
        let template = *self.random.pick(&free);
        self.used.insert(template);
        let happening = &self.place.story.happenings[at];
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, next) = after.split_once('}')?;
            out.push_str(before);
            let start = out.trim_end().is_empty() || out.ends_with("” ");
            out.push_str(&self.slot(happening, slot, start, next)?);
            rest = next;
        }
        out.push_str(rest);
        Some(capital(&out.replace(",.", ".").replace(",,", ",").replace(", ,", ",")))
    }

    fn slot(&mut self, happening: &'w Happening, slot: &str, start: bool, next: &str) -> Option<String> {
        let (name, form) = slot.split_once('.').unwrap_or((slot, ""));
        if name == "when" {
            return Some(self.when(happening));
        }
        if let ("n" | "n2", Some(tolls)) = (name, happening.tolls) {
            let late = usize::from(self.day > happening.from + 1);
            let number = tolls[late][usize::from(name == "n2")];
            return Some(if start { spelled(number) } else { number.to_string() });
        }
        match happening.slots.get(name).or_else(|| self.place.story.cast.get(name))? {
            Slot::Number(number) => Some(number.to_string()),
            Slot::Text(text) => Some(text.clone()),
            &Slot::Thing(id) => Some(self.name(id, form, start, next)),
        }
    }

    fn note(&mut self, id: Id, name: &str) -> String {
        self.names.entry(id).or_default().insert(name.to_owned());
        name.to_owned()
    }

    fn name(&mut self, id: Id, form: &str, start: bool, next: &str) -> String {
        match &self.place.world.things[id] {
            Thing::Country { adjective, name } if form == "adj" => {
                self.names.entry(id).or_default().insert(name.clone());
                adjective.clone()
            }
            Thing::Country { name, .. } | Thing::Town { name } => self.note(id, name),
            Thing::Body { name, acronym } => {
                let known = self.names.contains_key(&id);
                match acronym {
                    Some(acronym) if known => format!("the {}", self.note(id, acronym)),
                    // Some papers take the acronym for known.
                    Some(acronym) if self.outlet % 5 == 4 => format!("the {}", self.note(id, acronym)),
                    Some(acronym) if self.random.chance(50) => {
                        self.note(id, acronym);
                        format!("the {} ({acronym})", self.note(id, name))
                    }
                    _ => format!("the {}", self.note(id, name)),
                }
            }
            Thing::Plan { points } => {
                let label = format!("{points}-point {}", self.random.pick(&["plan", "peace plan"]));
                self.note(id, &label);
                if form == "bare" { label } else { format!("the {label}") }
            }
            Thing::Person(person) => self.person(id, person, form, start, next),
        }
    }

    /// At first with the whole name and the office, then by surname.
    fn person(&mut self, id: Id, person: &Person, form: &str, start: bool, next: &str) -> String {
        let spelling = &person.spellings[self.outlet % person.spellings.len()];
        let (full, surname) = (spelling.full(), spelling.surname.clone());
        let known = self.names.contains_key(&id);
        if known && form != "full" {
            let title = match person.office(self.day) {
                "president" if self.random.chance(40) => "President ",
                _ if self.outlet % 4 == 1 => {
                    if person.female {
                        "Ms "
                    } else {
                        "Mr "
                    }
                }
                _ => "",
            };
            self.note(id, &surname);
            return format!("{title}{surname}");
        }
        self.note(id, &full);
        self.note(id, &surname);
        let office = gendered(person.office(self.day), person.female);
        let Thing::Country { name, adjective } = &self.place.world.things[person.country] else { return full };
        if form == "full" || office.is_empty() {
            return full;
        }
        self.names.entry(person.country).or_default().insert(name.clone());
        let apposition = start || next.starts_with([',', '.']);
        match self.random.below(if apposition { 4 } else { 2 }) {
            0 if !office.contains("spokes") && !office.contains("leader") => {
                format!("{adjective} {} {full}", title_case(&office))
            }
            0 | 1 => format!("the {adjective} {office} {full}"),
            2 => format!("{name}'s {office}, {full},"),
            _ => format!("{full}, the {adjective} {office},"),
        }
    }

    /// "on Monday", "on 14 March", "on Monday and Tuesday", as far as the article can know.
    fn when(&mut self, happening: &Happening) -> String {
        let last = if happening.from > self.day { happening.to } else { happening.to.min(self.day) };
        let (from, to) = (date(happening.from), date(last));
        let near = (self.day - happening.from).abs() <= 5 && self.day >= happening.from;
        if near && self.random.chance(75) {
            if self.day - last == 1 && from == to && self.random.chance(20) {
                return "yesterday".to_owned();
            }
            return if from == to {
                format!("on {}", weekday(from))
            } else {
                format!("on {} and {}", weekday(from), weekday(to))
            };
        }
        let british = !self.outlet.is_multiple_of(3);
        let month = month(from);
        match (british, from == to) {
            (false, true) => format!("on {month} {}", from.day()),
            (true, false) if from.month() == to.month() => format!("on {} and {} {month}", from.day(), to.day()),
            (false, false) if from.month() == to.month() => format!("on {month} {} and {}", from.day(), to.day()),
            _ => format!("on {} {month}", from.day()),
        }
    }
}

fn weekday(date: Date) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][usize::from(date.weekday())]
}

fn month(date: Date) -> &'static str {
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][usize::from(date.month()) - 1]
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn title_case(text: &str) -> String {
    text.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

fn gendered(office: &str, female: bool) -> String {
    if female { office.replace("spokesman", "spokeswoman") } else { office.to_owned() }
}

/// Numbers at the start of a sentence are written out.
fn spelled(number: i64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let (tens, ones) = ((number / 10) as usize, (number % 10) as usize);
    match number {
        0..20 => SMALL[number as usize].to_owned(),
        20..100 if ones == 0 => TENS[tens].to_owned(),
        20..100 => format!("{}-{}", TENS[tens], SMALL[ones]),
        _ => number.to_string(),
    }
}
