//! Who did what to whom, as the coders of event data write it: reads sentences (JSON lines with `id`, `date`, `text`) and prints, for each,
//! triples of source, target and PLOVER category. A measure, not a part of the program: `training/plover/score.py` compares.
//!
//! ```text
//! cargo run --example plover -- ontology SENTENCES.jsonl training/plover [--nobody]
//! ```
//!
//! Source and target are the fillers of the slots that the ontology gives to the agent and to the patient, recipient or partner. Of those who
//! take part in a meeting or an agreement, whoever stands before the verb does it with whoever stands behind ("A met B", "A ratified a deal with
//! B"); with all on one side, or by a noun ("A held talks with B"), each does it with each. Where an event has no target, what it is about stands
//! for it (or what that is against, with, in or on: "sanctions on Suderia"), then its place; for an attacker or accuser that is not named,
//! where it was fired from or its report was released. An actor is a country and a sector: the country by the gazetteer, the affiliation, the
//! office held, a word for a people in its name, or `people.tsv` (unless `--nobody`); the sector by `sectors.tsv`, which is asked for the
//! words of names and of titles.
//!
//! PLOVER codes what somebody says of help to come as AGREE, a will to attack as THREATEN, help refused as REJECT, what one actor says that
//! another has done to somebody as ACCUSE, what protesters do to others without weapons as PROTEST and what is done to them as COERCE (CAMEO 145, 175):
//! `category` turns our status, attribution and sectors into that. It codes nothing that was not done otherwise.

use anyhow::{Context, Result, bail};
use rapporteur::{
    Engine,
    knowledge::Sources,
    model::{
        ByteSpan, Document, DocumentId, EntityClass, EventClaim, Extraction, Filler, LocalEntity, LocalEntityId,
        LocalEventId, Metadata, Status,
    },
    ontology::{EventClass, Gazetteer, Slot, gazetteer},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};

type Claim = EventClaim<LocalEntityId, LocalEventId>;
type Table = BTreeMap<String, String>;

/// Country (ISO 3166-1, or `IGO`, or empty) and sector (or empty).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Actor {
    country: String,
    sector: String,
    /// Key of the body or region that it is or belongs to.
    body: String,
}

/// Tables of the measure.
struct Tables {
    people: Table,
    sectors: Table,
}

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let nobody = arguments.iter().position(|argument| argument == "--nobody").map(|at| arguments.remove(at)).is_some();
    let [ontology, sentences, folder] = &arguments[..] else {
        bail!("usage: plover ONTOLOGY_FOLDER SENTENCES.jsonl TABLES_FOLDER [--nobody]");
    };
    let folder = Path::new(folder);
    let people = if nobody { Table::new() } else { table(&folder.join("people.tsv"))? };
    let tables = Tables { people, sectors: table(&folder.join("sectors.tsv"))? };
    let engine = engine(Path::new(ontology))?;
    for line in fs::read_to_string(sentences)?.lines() {
        let sentence: Value = serde_json::from_str(line)?;
        let document = document(&sentence);
        let text = document.text.clone();
        let coder = Coder { text: &text, found: &engine.extract(document), engine: &engine, tables: &tables };
        let events: Vec<Value> = coder.events().iter().flat_map(|event| coder.code(event)).collect();
        println!("{}", json!({"id": sentence["id"], "text": sentence["text"], "events": events}));
    }
    Ok(())
}

fn engine(folder: &Path) -> Result<Engine> {
    let names = gazetteer::EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut ontology = vec![read(&folder.join("rapporteur.ttl"))?];
    ontology.extend(files(&folder.join("events"), "ttl")?);
    ontology.extend(files(&folder.join("lexicon"), "ttl")?);
    Ok(Engine::new(&Sources { ontology, rules: files(&folder.join("rules"), "toml")?, names })?)
}

fn files(folder: &Path, extension: &str) -> Result<Vec<(String, String)>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<(String, String)> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok((name, text))
}

/// Words and what they stand for: two columns, several words with `|` between them.
fn table(path: &Path) -> Result<Table> {
    let (_, text) = read(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    Ok(lines.flat_map(|(key, words)| words.split('|').map(move |word| (word.to_owned(), key.to_owned()))).collect())
}

fn document(sentence: &Value) -> Document {
    let text = sentence["text"].as_str().unwrap_or_default().to_owned();
    let date = sentence["date"].as_str().unwrap_or_default();
    let published = (date.len() == 8).then(|| format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]));
    Document {
        id: DocumentId::of(&text),
        file: sentence["id"].to_string(),
        body: ByteSpan::new(0, text.len()),
        metadata: Metadata { published: published.and_then(|day| day.parse().ok()), ..Metadata::default() },
        text,
    }
}

/// Reads one article's claims as an event coder would.
struct Coder<'a> {
    text: &'a str,
    found: &'a Extraction,
    engine: &'a Engine,
    tables: &'a Tables,
}

impl Coder<'_> {
    /// One of all claims that tell of one event: "was hit by a missile" and "fired by rebels".
    fn events(&self) -> Vec<Claim> {
        let mut events: Vec<Claim> = Vec::new();
        for claim in &self.found.events {
            let Some(known) = events.iter_mut().find(|known| known.event == claim.event) else {
                events.push(claim.clone());
                continue;
            };
            let new = |filler: &&Filler<LocalEntityId>| known.roles.iter().all(|have| have.entity != filler.entity);
            let roles: Vec<_> = claim.roles.iter().filter(new).cloned().collect();
            known.roles.extend(roles);
            let places: Vec<_> = claim.place.iter().filter(|place| !known.place.contains(place)).copied().collect();
            known.place.extend(places);
        }
        events
    }

    fn code(&self, event: &Claim) -> Vec<Value> {
        let Some(class) = self.engine.knowledge.ontology.event_class(event.class.as_str()) else { return Vec::new() };
        let slots = |fills: &[&str]| -> Vec<&str> {
            let fits =
                |slot: &&rapporteur::ontology::Slot| slot.fills.iter().any(|fill| fills.contains(&fill.as_str()));
            class.slots.iter().filter(fits).map(|slot| slot.role.as_str()).collect()
        };
        let mut sources = self.fillers(event, &slots(&["agent", "host"]));
        let place: Vec<Actor> = event.place.iter().filter_map(|&place| self.actor(place)).collect();
        // To whom something is said or given comes before what that is.
        let takes = |slot: &&Slot| slot.fills.iter().all(|fill| fill.as_str() == "recipient");
        let receivers: Vec<&str> = class.slots.iter().filter(takes).map(|slot| slot.role.as_str()).collect();
        let mut targets = self.fillers(event, &receivers);
        if targets.is_empty() {
            targets = self.fillers(event, &slots(&["patient", "recipient", "partner", "destination", "host"]));
        }
        if let Some((before, behind)) = self.sides(event, class) {
            (sources, targets) = (before, behind);
        }
        if sources.is_empty() {
            sources.extend(self.origin(event, &class.plover));
        }
        // What it is about, where it is, and what it touches: in this order, until there is somebody else than who does it.
        let topics = || event.about.iter().filter_map(|&about| self.actor(about)).collect();
        let around = || event.place.iter().filter_map(|&place| self.actor(self.complement(place)?)).collect();
        let touched = || event.about.iter().filter_map(|&about| self.actor(self.complement(about)?)).collect();
        let others: [&dyn Fn() -> Vec<Actor>; 4] = [&topics, &|| place.clone(), &touched, &around];
        for more in others {
            if !sources.iter().any(|source| targets.iter().any(|target| target != source)) {
                targets.extend(more());
            }
        }
        // Those who work together do so with each other.
        if targets.is_empty() && class.slots.iter().any(|slot| slot.fills.iter().any(|fill| fill.as_str() == "partner"))
        {
            targets.clone_from(&sources);
        }
        if class.plover == "ASSAULT" {
            targets.extend(self.victims(event));
        }
        for target in targets.iter_mut().filter(|target| target.country.is_empty()) {
            target.country = place.first().map(|place| place.country.clone()).unwrap_or_default();
        }
        let mut triples = Vec::new();
        for source in &sources {
            let others = targets.iter().filter(|target| *target != source).map(Some);
            // Who accuses somebody of a deed need not say against whom it was.
            let others: Vec<Option<&Actor>> = if targets.is_empty() { vec![None] } else { others.collect() };
            for target in others {
                let Some((category, source, target)) = self.category(event, &class.plover, source, target) else {
                    continue;
                };
                triples.push(json!({
                    "source": {"country": source.country, "sector": source.sector, "body": source.body},
                    "target": {"country": target.country, "sector": target.sector, "body": target.body},
                    "category": category, "class": event.class.as_str(), "status": event.status.as_str(),
                    "rule": event.rule.as_str(),
                }));
            }
        }
        triples
    }

    /// Those who take part in what a verb tells, where they stand on both sides of it.
    fn sides(&self, event: &Claim, class: &EventClass) -> Option<(Vec<Actor>, Vec<Actor>)> {
        let is_mutual =
            |slot: &&Slot| ["agent", "partner"].iter().all(|&fill| slot.fills.iter().any(|f| f.as_str() == fill));
        let slot = class.slots.iter().find(is_mutual).filter(|_| event.rule.as_str().contains("/frame:"))?;
        let is_hosted = event.roles.iter().any(|filler| filler.role.as_str() == "host");
        if is_hosted || event.rule.as_str().contains("nominal") {
            return None;
        }
        let bytes = event.evidence.first()?.bytes;
        let fillers = event.roles.iter().filter(|filler| filler.role == slot.role).map(|filler| filler.entity);
        let mut found: Vec<(ByteSpan, LocalEntityId)> = fillers
            .filter_map(|id| {
                let mut mentions = self.entity(id)?.mentions.iter().copied();
                mentions.find(|m| bytes.start <= m.start && m.end <= bytes.end).map(|mention| (mention, id))
            })
            .collect();
        found.sort();
        let parted = found.windows(2).position(|pair| {
            let between = self.text.get(pair[0].0.end as usize..pair[1].0.start as usize).unwrap_or_default();
            let words: Vec<&str> = between.split([' ', ',']).filter(|word| !word.is_empty()).collect();
            // "A and President B" are on one side, "A went home and met B" and "A met B" are not.
            !(between.trim() == "," || words.contains(&"and") && words.len() < 5 && !words.contains(&"with"))
        })?;
        let actors = |some: &[(ByteSpan, LocalEntityId)]| some.iter().filter_map(|&(_, id)| self.actor(id)).collect();
        Some((actors(&found[..=parted]), actors(&found[parted + 1..])))
    }

    /// "four children were killed": civilians whom the program only counts.
    fn victims(&self, event: &Claim) -> Vec<Actor> {
        let counted = event.quantities.iter().any(|q| matches!(q.role.as_str(), "killed" | "wounded" | "injured"));
        let Some(evidence) = event.evidence.first().filter(|_| counted) else { return Vec::new() };
        let inside = |m: &ByteSpan| evidence.bytes.start <= m.start && m.end <= evidence.bytes.end;
        let ids = (0..self.found.entities.len() as u32).map(LocalEntityId);
        let free =
            ids.filter(|id| event.roles.iter().all(|filler| filler.entity != *id) && !event.attribution.0.contains(id));
        let named = free.filter(|&id| {
            self.entity(id).is_some_and(|e| e.class == EntityClass::Group && e.mentions.iter().any(inside))
        });
        named.filter_map(|id| self.actor(id)).filter(|actor| actor.sector == "CVL").collect()
    }

    /// Whence it came, where nobody is named: "rockets were fired from Norland", "a report released in Norland accused".
    fn origin(&self, event: &Claim, plover: &str) -> Option<Actor> {
        let bytes = event.evidence.first()?.bytes;
        let fired = event.roles.iter().any(|filler| filler.role.as_str() == "weapon");
        let comes = |before: &str| match plover {
            "ASSAULT" => fired && before.ends_with(" from"),
            "ACCUSE" => {
                let out = ["released", "published", "issued", "unveiled"];
                before.ends_with(" in") && before.split(' ').any(|word| out.contains(&word))
            }
            _ => false,
        };
        let from = |entity: &LocalEntity| {
            let mut mentions = entity.mentions.iter().filter(|m| bytes.start <= m.start && m.end <= bytes.end);
            mentions.any(|m| {
                let before = self.text[bytes.start as usize..m.start as usize].trim_end();
                comes(before.strip_suffix(" the").unwrap_or(before))
            })
        };
        let is_place = |entity: &LocalEntity| {
            matches!(entity.class, EntityClass::Country | EntityClass::Region | EntityClass::City)
        };
        let at = self.found.entities.iter().position(|entity| is_place(entity) && from(entity))?;
        self.actor(LocalEntityId(at as u32))
    }

    /// What follows a thing's first mention after a preposition: whom it touches.
    fn complement(&self, id: LocalEntityId) -> Option<LocalEntityId> {
        let text = self.text;
        let end = self.entity(id)?.mentions.first()?.end as usize;
        let follows = |at: usize| {
            let between = text.get(end..at)?;
            let mut words = between.split_whitespace();
            let preposition = matches!(words.next()?, "in" | "on" | "against" | "with" | "to" | "from" | "over" | "by");
            (preposition && words.all(|word| matches!(word, "the" | "a" | "an"))).then_some(())
        };
        let starts = |entity: &LocalEntity| entity.mentions.iter().any(|m| follows(m.start as usize).is_some());
        self.found.entities.iter().position(starts).map(|at| LocalEntityId(at as u32))
    }

    /// What PLOVER calls this, and between whom.
    fn category(
        &self,
        event: &Claim,
        plover: &str,
        source: &Actor,
        target: Option<&Actor>,
    ) -> Option<(String, Actor, Actor)> {
        // Who helps or protests need not say whom or against whom.
        let open =
            (matches!(plover, "AID" | "PROTEST") && !event.rule.as_str().contains("nominal")).then(Actor::default);
        let told =
            |category: &str| Some((category.to_owned(), source.clone(), target.cloned().or_else(|| open.clone())?));
        let is_help = matches!(plover, "AID" | "COOPERATE" | "CONCEDE" | "SUPPORT" | "AGREE");
        let is_force = matches!(plover, "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE");
        let is_unarmed = !event.roles.iter().any(|filler| filler.role.as_str() == "weapon");
        let accuser = event.attribution.0.first().and_then(|&speaker| self.actor(speaker));
        match event.status {
            Status::Negated if is_help => told("REJECT"),
            Status::Negated => None,
            _ if plover == "ASSAULT" && is_unarmed && source.sector == "OPP" => told("PROTEST"),
            _ if plover == "ASSAULT" && target.is_some_and(|one| one.sector == "OPP") && is_state(source) => {
                told("COERCE")
            }
            // "will supply": such coders see no tense; a promise or a threat is what somebody says.
            Status::Planned if event.attribution.0.is_empty() => told(plover),
            Status::Planned | Status::Possible if is_force => told("THREATEN"),
            Status::Planned | Status::Possible if is_help => told("AGREE"),
            Status::Occurred | Status::Ongoing if is_force => match accuser {
                // Who answers for it says so himself: CAMEO 015, which PLOVER leaves out.
                Some(speaker) if !speaker.country.is_empty() && speaker.country == source.country => {
                    told(if plover == "ASSAULT" { "STATEMENT" } else { plover })
                }
                Some(speaker) if is_party(&speaker) => Some(("ACCUSE".to_owned(), speaker, source.clone())),
                _ => told(plover),
            },
            _ => told(plover),
        }
    }

    fn fillers(&self, event: &Claim, roles: &[&str]) -> Vec<Actor> {
        let fits = event.roles.iter().filter(|filler| roles.contains(&filler.role.as_str()));
        let mut actors: Vec<Actor> = fits.filter_map(|filler| self.actor(filler.entity)).collect();
        actors.dedup();
        actors
    }

    fn entity(&self, id: LocalEntityId) -> Option<&LocalEntity> {
        self.found.entities.get(id.0 as usize)
    }

    fn actor(&self, id: LocalEntityId) -> Option<Actor> {
        let entity = self.entity(id)?;
        let key = entity.gazetteer.as_ref().or_else(|| self.entity(entity.affiliation?)?.gazetteer.as_ref());
        let country = self.country(id, 0).unwrap_or_default();
        let body = key.cloned().unwrap_or_default();
        let actor = Actor { country, sector: self.sector(id), body };
        (!actor.country.is_empty() || !actor.sector.is_empty()).then_some(actor)
    }

    fn country(&self, id: LocalEntityId, depth: u8) -> Option<String> {
        let (entity, gazetteer) = (self.entity(id)?, &self.engine.knowledge.gazetteer);
        let named = entity.gazetteer.as_deref().and_then(|key| country_of_key(gazetteer, key));
        let held = || {
            let mut offices = self.found.relations.iter().filter(|tie| tie.subject == id);
            offices.find_map(|tie| self.country(tie.object?, depth + 1))
        };
        let known = || self.tables.people.get(entity.label.rsplit(' ').next()?).cloned();
        let people = || words(&entity.label).find_map(|word| country_of_word(gazetteer, word));
        named
            .or_else(|| self.country(entity.affiliation.filter(|_| depth < 3)?, depth + 1))
            .or_else(|| if depth < 3 { held() } else { None })
            .or_else(|| if entity.class == EntityClass::Person { known() } else { None })
            .or_else(people)
    }

    /// The sector that the last telling word of the names and titles has.
    fn sector(&self, id: LocalEntityId) -> String {
        let Some(entity) = self.entity(id) else { return String::new() };
        // A body that has a code of its own needs no sector.
        let is_body =
            entity.class == EntityClass::Organization && self.country(id, 0).is_some_and(|code| code == "IGO");
        if is_body || entity.class == EntityClass::Country || !entity.class.is_actor() {
            return String::new();
        }
        let titles = self.found.relations.iter().filter(|tie| tie.subject == id).filter_map(|tie| tie.title.as_deref());
        let mentions = entity.mentions.iter().filter_map(|mention| self.text.get(mention.range()));
        let aliases = entity.aliases.iter().map(String::as_str).chain(mentions);
        let names = [entity.label.as_str()].into_iter().chain(titles).chain(aliases);
        let by_word = names.into_iter().find_map(|name| self.sector_of(name));
        let known = || self.tables.people.get(entity.label.rsplit(' ').next()?).map(|_| "GOV".to_owned());
        by_word.or_else(known).filter(|sector| sector != "-").unwrap_or_default()
    }

    fn sector_of(&self, name: &str) -> Option<String> {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split([' ', '-']).collect();
        let found = |words: &[&str]| {
            let phrase = words.join(" ");
            let single = phrase.strip_suffix('s').unwrap_or(&phrase);
            self.tables.sectors.get(&phrase).or_else(|| self.tables.sectors.get(single)).cloned()
        };
        // The head is the last word; what stands before it decides where the head says nothing. What follows "of" says what somebody is only
        // where the phrase is known ("minister of defence") or the head says nothing ("hundreds of soldiers").
        let told = |words: &[&str], fits: &dyn Fn(&[&str]) -> bool| {
            let phrases = |end: usize| (0..end).map(move |start| (start, end));
            let mut all = (1..=words.len()).rev().flat_map(phrases).filter(|&(start, end)| fits(&words[start..end]));
            all.find_map(|(start, end)| found(&words[start..end]))
        };
        let head = words.iter().position(|&word| word == "of").unwrap_or(words.len());
        told(&words, &|phrase| phrase.contains(&"of"))
            .or_else(|| told(&words[..head], &|_| true))
            .or_else(|| told(&words, &|_| true))
    }
}

/// The words of a name that may tell whose somebody is: not "pro-Norland", not "Norland-backed".
fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(' ').filter(|word| !word.contains('-')).map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
}

fn country_of_key(gazetteer: &Gazetteer, key: &str) -> Option<String> {
    let place = gazetteer.place(key)?;
    let country = place.country.as_deref().unwrap_or(key);
    match country.strip_prefix("country:") {
        Some(code) => Some(code.to_owned()),
        None if matches!(key, "org:al-qaeda" | "org:islamic-state") => Some("IMG".to_owned()),
        None if key.starts_with("org:") => Some("IGO".to_owned()),
        None => None,
    }
}

fn country_of_word(gazetteer: &Gazetteer, word: &str) -> Option<String> {
    let upper = word.starts_with(char::is_uppercase);
    let place = upper.then(|| gazetteer.demonym(word).or_else(|| gazetteer.lookup(word))).flatten()?;
    country_of_key(gazetteer, &place.key)
}

/// Does it act for a state?
fn is_state(actor: &Actor) -> bool {
    !actor.country.is_empty()
        && (actor.sector.is_empty() || ["GOV", "MIL", "COP"].iter().any(|code| actor.sector.starts_with(code)))
}

/// May it accuse? Governments and bodies; not who only reports.
fn is_party(speaker: &Actor) -> bool {
    let sector = speaker.sector.as_str();
    !speaker.country.is_empty() && !sector.ends_with("MED") && !matches!(sector, "CVL" | "PPL" | "COP" | "HLH")
}
