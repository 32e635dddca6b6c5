//! The corpus and its truth as files.

use super::{
    article::{Article, Told, articles},
    random::Random,
    world::{Id, Thing, World},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

/// Writes `count` articles below `folder/articles` and what is true of them below `folder/truth`.
pub(super) fn write(count: usize, folder: &Path, seed: u64) -> io::Result<()> {
    let mut world = World::new(seed);
    let truth = folder.join("truth");
    fs::create_dir_all(&truth)?;
    let mut records = BufWriter::new(File::create(truth.join("articles.jsonl"))?);
    let mut told: BTreeMap<(usize, usize), Vec<(String, String)>> = BTreeMap::new();
    let mut named: BTreeMap<Id, (BTreeSet<String>, Vec<String>)> = BTreeMap::new();
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut written = 0;
    for number in 0.. {
        let story = world.story(number);
        let mut random = Random::new(!seed, number as u64);
        for article in articles(&world, &story, number, &mut random, written) {
            if written == count {
                entities(&truth, &world, &named, &told)?;
                return duplicates(&truth, &copies);
            }
            let key = format!("{written:06}");
            let file = format!("articles/{:03}/{key}.md", written / 1000);
            let path = folder.join(&file);
            if written % 1000 == 0 {
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
            }
            let page = page(&article);
            fs::write(&path, &page)?;
            for (n, Told { event, .. }) in article.told.iter().enumerate() {
                told.entry(*event).or_default().push((key.clone(), format!("e{n}")));
            }
            for (id, names) in &article.names {
                let (all, documents) = named.entry(*id).or_default();
                all.extend(names.iter().cloned());
                documents.push(key.clone());
            }
            if let Some((original, _)) = article.copy_of {
                copies.entry(original).or_default().push(written);
            }
            writeln!(records, "{}", record(&key, &article, &page, &world))?;
            written += 1;
        }
    }
    Ok(())
}

fn page(article: &Article) -> String {
    let Article { title, published, outlet, url, paragraphs, .. } = article;
    let text = paragraphs.join("\n\n");
    format!("---\ntitle: \"{title}\"\npublished: {published}\npublisher: {outlet}\nurl: {url}\n---\n\n{text}\n")
}

/// The names of an article's things, and its sentences that tell of events.
fn record(key: &str, article: &Article, page: &str, world: &World) -> Value {
    let entity = |(id, names): (&Id, &BTreeSet<String>)| json!({"id": format!("n{id}"), "class": class(&world.things[*id]), "names": names});
    let event = |(n, told): (usize, &Told)| {
        let (story, at) = told.event;
        // The title repeats the first sentence: the last place is the text's.
        let chars = |text: &str| text.chars().count();
        let start = page.rfind(&told.sentence).map_or(0, |at| chars(&page[..at]));
        json!({
            "id": format!("e{n}"), "event": format!("v{story}.{at}"), "class": told.class, "sentence": told.sentence,
            "start": start, "end": start + chars(&told.sentence),
        })
    };
    json!({
        "document": key,
        "file": format!("{key}.md"),
        "copy": article.copy_of.map(|(original, how)| json!({"of": format!("{original:06}"), "how": how})),
        "entities": article.names.iter().map(entity).collect::<Vec<_>>(),
        "events": article.told.iter().enumerate().map(event).collect::<Vec<_>>(),
    })
}

fn class(thing: &Thing) -> &'static str {
    match thing {
        Thing::Country { .. } => "Country",
        Thing::Town { .. } => "City",
        Thing::Person(_) => "Person",
        Thing::Body { .. } => "Organization",
        Thing::Plan { .. } => "Plan",
    }
}

/// `entities.jsonl`, in the form of gold facts: what is one, and what must stay apart.
fn entities(
    truth: &Path,
    world: &World,
    named: &BTreeMap<Id, (BTreeSet<String>, Vec<String>)>,
    told: &BTreeMap<(usize, usize), Vec<(String, String)>>,
) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(truth.join("entities.jsonl"))?);
    for (id, (labels, documents)) in named {
        let kind = class(&world.things[*id]);
        writeln!(
            out,
            "{}",
            json!({"kind": "entity", "id": format!("n{id}"), "class": kind, "label": labels, "documents": documents})
        )?;
    }
    for (n, (one, other)) in world.homonyms.iter().enumerate() {
        if let (Some((a, _)), Some((b, _))) = (named.get(one), named.get(other)) {
            let ids = [format!("n{one}"), format!("n{other}")];
            writeln!(out, "{}", json!({"kind": "distinct", "id": format!("d{n}"), "labels": [a, b], "entities": ids}))?;
        }
    }
    for ((story, at), places) in told {
        if places.len() > 1 {
            writeln!(out, "{}", json!({"kind": "same-event", "id": format!("v{story}.{at}"), "events": places}))?;
        }
    }
    // The two rounds of talks of one story: the same two sides, and often the same city.
    let stories: BTreeSet<usize> = told.keys().map(|(story, _)| *story).collect();
    for story in stories {
        let round = |at: usize| told.get(&(story, at)).and_then(|places| places.first());
        if let (Some(one), Some(other)) = (round(ROUNDS[0]), round(ROUNDS[1])) {
            writeln!(out, "{}", json!({"kind": "distinct-event", "id": format!("x{story}"), "events": [one, other]}))?;
        }
    }
    out.flush()
}

/// Places of the two rounds of talks among a story's happenings.
const ROUNDS: [usize; 2] = [6, 16];

fn duplicates(truth: &Path, copies: &BTreeMap<usize, Vec<usize>>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(truth.join("duplicates.jsonl"))?);
    for (original, others) in copies {
        let all: Vec<String> = std::iter::once(original).chain(others).map(|n| format!("{n:06}")).collect();
        writeln!(out, "{}", json!({"kind": "near-duplicates", "documents": all}))?;
    }
    out.flush()
}
