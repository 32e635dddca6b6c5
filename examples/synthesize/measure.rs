//! A facts export against the truth of its corpus: which of the things and events that were found are one where they should be,
//! and two where they should be two. What was not found at all counts as found or not found, and not as wrongly identified.
//!
//! A case is a thing of the truth in one article, with the node that stands for it there. Two figures are given of each kind:
//! over pairs of cases (are two cases of one node of one thing, and the reverse), which large nodes rule, and B³ (Bagga and
//! Baldwin 1998), the mean over cases.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

type Failure = String;

fn lines(path: &Path) -> Result<Vec<Value>, Failure> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parse = |(at, line): (usize, std::io::Result<String>)| {
        let wrong = |error: String| format!("{}:{}: {error}", path.display(), at + 1);
        serde_json::from_str(&line.map_err(|error| wrong(error.to_string()))?).map_err(|error| wrong(error.to_string()))
    };
    BufReader::new(file).lines().enumerate().map(parse).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Lower case, without punctuation and article.
fn fold(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().filter(|word| *word != "the").collect();
    words.join(" ")
}

/// Start and end in the text, in code points.
type Stretch = (u64, u64);

/// One article of the export.
#[derive(Default)]
struct Told<'v> {
    /// Nodes that its claims name.
    nodes: BTreeSet<&'v str>,
    /// Class, node and place in the text of its event claims.
    events: Vec<(&'v str, &'v str, Vec<Stretch>)>,
}

/// Cases: thing of the truth and node.
type Cases<'v> = Vec<(&'v str, &'v str)>;

pub(super) fn run(truth: &Path, facts: &Path, errors: bool) -> Result<(), Failure> {
    let (articles, facts) = (lines(&truth.join("articles.jsonl"))?, lines(facts)?);
    let told = by_file(&facts);
    let mut names: BTreeMap<&str, (&str, BTreeSet<String>)> = BTreeMap::new();
    for line in facts.iter().filter(|line| text(line, "kind") == "entity") {
        let aliases = list(line, "aliases").iter().filter_map(Value::as_str);
        let all = aliases.chain([text(line, "label")]).map(fold).collect();
        names.insert(text(line, "id"), (text(line, "class"), all));
    }
    let mut things: BTreeMap<&str, (Cases<'_>, usize)> = BTreeMap::new();
    let mut events: BTreeMap<&str, (Cases<'_>, usize)> = BTreeMap::new();
    let none = Told::default();
    for article in &articles {
        let told = told.get(text(article, "file")).unwrap_or(&none);
        for thing in list(article, "entities") {
            let wanted: BTreeSet<String> = list(thing, "names").iter().filter_map(Value::as_str).map(fold).collect();
            let fits = |node: &&&str| {
                names
                    .get(**node)
                    .is_some_and(|(class, all)| alike(text(thing, "class"), class) && !all.is_disjoint(&wanted))
            };
            let (cases, missed) = things.entry(text(thing, "class")).or_default();
            let found: Vec<_> = told.nodes.iter().filter(fits).map(|node| (text(thing, "id"), *node)).collect();
            *missed += usize::from(found.is_empty());
            cases.extend(found);
        }
        for event in list(article, "events") {
            let place = |key| event.get(key).and_then(Value::as_u64).unwrap_or_default();
            let (start, end) = (place("start"), place("end"));
            let found: BTreeSet<&str> = told
                .events
                .iter()
                .filter(|(class, _, at)| {
                    *class == text(event, "class") && at.iter().any(|(s, e)| *s < end && start < *e)
                })
                .map(|(_, node, _)| *node)
                .collect();
            let (cases, missed) = events.entry(text(event, "class")).or_default();
            *missed += usize::from(found.is_empty());
            cases.extend(found.into_iter().map(|node| (text(event, "event"), node)));
        }
    }
    println!("{:<14}{:>8}{:>8}{:>10}{:>10}{:>8}{:>8}", "", "cases", "found", "pairs P", "pairs R", "B3 P", "B3 R");
    print(&things, "entities");
    print(&events, "events");
    duplicates(&articles, &facts);
    if errors {
        let label = |id: &str| {
            names.get(id).map_or_else(|| id.to_owned(), |(_, all)| all.iter().cloned().collect::<Vec<_>>().join(" | "))
        };
        for (class, (cases, _)) in things.iter().chain(&events) {
            show(class, cases, &label);
        }
    }
    Ok(())
}

fn alike(truth: &str, class: &str) -> bool {
    match truth {
        "Country" => ["Country", "City", "Region", "Organization"].contains(&class),
        "City" => ["City", "Country", "Region", "Facility"].contains(&class),
        "Organization" => ["Organization", "Group"].contains(&class),
        other => other == class,
    }
}

fn by_file(facts: &[Value]) -> BTreeMap<&str, Told<'_>> {
    let documents: BTreeMap<&str, &str> = facts
        .iter()
        .filter(|line| text(line, "kind") == "document")
        .map(|line| (text(line, "id"), text(line, "file")))
        .collect();
    let mut told: BTreeMap<&str, Told<'_>> = BTreeMap::new();
    for line in facts {
        let Some(file) = documents.get(text(line, "document")) else { continue };
        let told = told.entry(file).or_default();
        for key in ["roles", "place", "about", "attribution"] {
            told.nodes.extend(list(line, key).iter().map(|filler| text(filler, "id")));
        }
        for key in ["speaker", "addressee", "subject", "object"] {
            told.nodes.extend(line.get(key).map(|filler| text(filler, "id")));
        }
        if text(line, "kind") == "event" {
            let place = |e: &Value, key| e.get(key).and_then(Value::as_u64).unwrap_or_default();
            let at = list(line, "evidence").iter().map(|e| (place(e, "start"), place(e, "end"))).collect();
            told.events.push((text(line, "class"), text(line, "event"), at));
        }
    }
    told
}

fn print(by_class: &BTreeMap<&str, (Cases<'_>, usize)>, name: &str) {
    let mut all: (Cases<'_>, usize) = (Vec::new(), 0);
    for (class, (cases, missed)) in by_class {
        row(&format!("  {class}"), cases, *missed);
        all.0.extend(cases);
        all.1 += missed;
    }
    row(name, &all.0, all.1);
}

/// Articles with one text: of those that the dossier puts with an earlier one, how many are so, and the reverse.
fn duplicates(articles: &[Value], facts: &[Value]) {
    let documents = || facts.iter().filter(|line| text(line, "kind") == "document");
    let files: BTreeMap<&str, &str> = documents().map(|line| (text(line, "id"), text(line, "file"))).collect();
    let of = |line| [text(line, "copyOf"), text(line, "versionOf")].into_iter().find_map(|id| files.get(id).copied());
    let group = |line| of(line).unwrap_or(text(line, "file"));
    let found: BTreeMap<&str, &str> = documents().map(|line| (text(line, "file"), group(line))).collect();
    let wanted = articles.iter().map(|article| {
        let first = article.get("copy").map_or("", |copy| text(copy, "of"));
        (text(article, "file"), if first.is_empty() { text(article, "document") } else { first })
    });
    let cases: Cases<'_> = wanted.filter_map(|(file, text)| Some((text, *found.get(file)?))).collect();
    row("one text", &cases, articles.len() - cases.len());
}

/// Cases by thing, by node, and by both.
struct Table<'v> {
    things: BTreeMap<&'v str, f64>,
    nodes: BTreeMap<&'v str, f64>,
    both: BTreeMap<(&'v str, &'v str), f64>,
}

fn table<'v>(cases: &Cases<'v>) -> Table<'v> {
    let mut table = Table { things: BTreeMap::new(), nodes: BTreeMap::new(), both: BTreeMap::new() };
    for &(thing, node) in cases {
        *table.things.entry(thing).or_default() += 1.0;
        *table.nodes.entry(node).or_default() += 1.0;
        *table.both.entry((thing, node)).or_default() += 1.0;
    }
    table
}

fn row(name: &str, cases: &Cases<'_>, missed: usize) {
    let Table { things, nodes, both } = table(cases);
    let pairs = |n: &f64| n * (n - 1.0) / 2.0;
    let right: f64 = both.values().map(pairs).sum();
    let share = |of: f64, all: f64| if all > 0.0 { of / all } else { 1.0 };
    let total = cases.len() as f64;
    let mean = |of: &dyn Fn(&(&str, &str)) -> f64| both.iter().map(|(key, n)| n * n / of(key)).sum::<f64>();
    let found = share(total, total + missed as f64);
    println!(
        "{name:<14}{:>8}{found:>8.3}{:>10.4}{:>10.4}{:>8.4}{:>8.4}",
        cases.len(),
        share(right, nodes.values().map(pairs).sum()),
        share(right, things.values().map(pairs).sum()),
        share(mean(&|key| nodes[key.1]), total),
        share(mean(&|key| things[key.0]), total),
    );
}

/// Nodes that stand for several things, and things that several nodes stand for: the largest first.
fn show(class: &str, cases: &Cases<'_>, label: &dyn Fn(&str) -> String) {
    const MOST: usize = 12;
    let Table { both, .. } = table(cases);
    let mut by_node: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    let mut by_thing: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (&(thing, node), &n) in &both {
        by_node.entry(node).or_default().push((thing, n));
        by_thing.entry(thing).or_default().push((node, n));
    }
    for (what, groups) in [("one node for several things", by_node), ("several nodes for one thing", by_thing)] {
        let mut wrong: Vec<_> = groups.into_iter().filter(|(_, parts)| parts.len() > 1).collect();
        wrong.sort_by_key(|(_, parts)| std::cmp::Reverse(parts.iter().map(|(_, n)| *n as u64).sum::<u64>()));
        println!("\n{class}: {what}: {}", wrong.len());
        for (one, parts) in wrong.iter().take(MOST) {
            println!("  {one} ({})", label(one));
            for (other, n) in parts.iter().take(6) {
                println!("    {n:>4} × {other} ({})", label(other));
            }
        }
    }
}
