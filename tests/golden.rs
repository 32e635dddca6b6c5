//! What each stage gives for a few texts, kept beside the tests and looked at when it changes.
//!
//! After a change that is meant: `INSTA_UPDATE=always UPDATE_EXPORTS=1 cargo test --test golden`, and read the difference.

use rapporteur::{
    Engine,
    annotate::conllu,
    check,
    export::{self, Format, Options, Projection},
    graph::{KnowledgeGraph, Node},
    ingest,
    knowledge::Sources,
    model::{Document, DocumentId, Metadata},
    rdf, reference,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}")));

const TEXT: &str = "Envoys from Norland and Suderia didn't meet in Geneva on Monday, officials said. \
    \"We'll talk again,\" Mara Kell, Norland's foreign minister, told the Harbour Times.";

fn articles(paths: &[&str]) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
    let mut documents = ingest::read(&paths, &ingest::Options::default()).documents;
    // Where the project lies is nobody's business.
    for document in &mut documents {
        document.file = document.file.rsplit('/').next().unwrap_or_default().to_owned();
    }
    documents
}

#[test]
fn annotate_to_conllu() {
    let document = Document {
        id: DocumentId::of(TEXT),
        file: "golden.txt".into(),
        text: TEXT.into(),
        body: rapporteur::model::ByteSpan::new(0, TEXT.len()),
        metadata: Metadata::default(),
    };
    let mut out = Vec::new();
    conllu::write(&ENGINE.annotate(document), &mut out).expect("memory takes it");
    insta::assert_snapshot!(String::from_utf8(out).expect("UTF-8"));
}

/// Texts whose grammar misleads, and what must be read out of them (and what must not).
#[test]
fn what_is_meant() {
    for (text, there, not_there) in [
        (
            "Norlandic forces shelled Dellmar on 14 May, killing 21 people, Suderia's interior ministry said.",
            &["Attack(", "time=2031-05-14"][..],
            &["attacker=Suderia's interior ministry", "possible"][..],
        ),
        (
            "Mara Kell, the president of Suderia, accused Norland on Tuesday of attacking Dellmar.",
            &["Accusation("],
            &["attacker=Mara Kell"],
        ),
        (
            "Thirty-four people were killed in a missile strike on Dellmar on Monday.",
            &["killed=34"],
            &["killed=30", "killed=4,"],
        ),
        (
            "Suderia's interior ministry said on Thursday that Norlandic forces had shelled Dellmar on Wednesday.",
            &["time=2031-06-04", "said=2031-06-05"],
            &["said=2031-06-04"],
        ),
        (
            "\"Our envoys met in Geneva on Monday,\" Mara Kell told reporters on Friday.",
            &["Meeting(", "said=2031-06-06"],
            &[],
        ),
        ("Norland accused Suderia on Thursday of attacking Dellmar.", &["Attack(", "said=2031-06-05"], &[]),
        ("Norlandic missiles hit Dellmar on Tuesday.", &["2031-06-03"], &["ongoing", "2031-06-10"]),
        (
            "Norland put forward a 30-point plan. Suderia objected. Mara Kell said the new version had fewer points.",
            &["RevisionOf(", "subject=new version"],
            &[],
        ),
    ] {
        let (_, claims) = read(text);
        for part in there {
            assert!(claims.contains(part), "{part} is not in {claims}");
        }
        for part in not_there {
            assert!(!claims.contains(part), "{part} is in {claims}");
        }
    }
    let (graph, claims) = read(
        "Norlandic forces attacked Dellmar on Monday, killing three people. Doctors said five people had been killed in the \
         attack. Suderia's Defence Ministry called it a crime.",
    );
    let attacks = graph.events().filter(|(_, event)| event.class == "Attack").count();
    assert_eq!(attacks, 1, "the attack is the one told of before: {claims}");
    let ministry = graph.entities().find(|(_, entity)| entity.label == "Defence Ministry").expect("a ministry").1;
    assert!(ministry.aliases.contains(&"Suderia's Defence Ministry".to_owned()), "{ministry:?}");
    assert!(ministry.affiliation.is_some());
}

/// One article of 7 June 2031 (a Saturday), and its claims as lines.
fn read(text: &str) -> (KnowledgeGraph, String) {
    let published = "2031-06-07".parse().ok();
    let document = Document {
        id: DocumentId::of(text),
        file: "meant.txt".into(),
        text: text.into(),
        body: rapporteur::model::ByteSpan::new(0, text.len()),
        metadata: Metadata { published, ..Metadata::default() },
    };
    let graph = ENGINE.graph(&[ENGINE.extract(document)]);
    let claims: Vec<String> = check::short_forms(&graph).iter().map(ToString::to_string).collect();
    let claims = claims.join("\n");
    (graph, claims)
}

#[test]
fn extract_to_claims() {
    let mut lines = Vec::new();
    for document in articles(&[""]) {
        lines.push(format!("# {}", document.file));
        let graph = ENGINE.graph(&[ENGINE.extract(document)]);
        lines.extend(check::short_forms(&graph).iter().map(ToString::to_string));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// The two articles of the sample exports.
fn sample() -> KnowledgeGraph {
    let documents = articles(&["01-geneva-first-round.md", "2031-03-02-dellmar-market-strike.txt"]);
    ENGINE.graph(&ENGINE.read(documents))
}

#[test]
fn sample_exports_are_what_the_program_writes() {
    let graph = sample();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports");
    let known =
        Options { rdf: rdf::Options::default().with_ontology(&ENGINE.knowledge.ontology), ..Options::default() };
    let mut wanted: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for &format in Format::ALL {
        for file in export::files(format, &graph, &known).expect("memory takes it") {
            let name = if format.is_folder() { format!("geneva-{format}/{}", file.name) } else { sample_name(format) };
            wanted.insert(name, file.content);
        }
    }
    let actors = Options { projection: Projection::Actors, ..Options::default() };
    for format in [Format::Graphml, Format::Dot] {
        let mut file = Vec::new();
        export::write(format, &graph, &actors, &mut file).expect("memory takes it");
        wanted.insert(sample_name(format).replace("geneva", "geneva-actors"), file);
    }
    let there: BTreeSet<String> = below(&folder).into_iter().filter(|name| name.starts_with("geneva")).collect();
    let same =
        |(name, content): &(&String, &Vec<u8>)| fs::read(folder.join(name)).is_ok_and(|there| there == **content);
    let stale: Vec<&String> = wanted.iter().filter(|file| !same(file)).map(|(name, _)| name).collect();
    let gone: Vec<&String> = there.iter().filter(|name| !wanted.contains_key(*name)).collect();
    if std::env::var_os("UPDATE_EXPORTS").is_some() {
        for name in stale {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            fs::write(path, &wanted[name]).expect("the folder can be written");
        }
        for name in gone {
            fs::remove_file(folder.join(name)).expect("it can be removed");
        }
        return;
    }
    let update = "run UPDATE_EXPORTS=1 cargo test --test golden";
    assert!(stale.is_empty() && gone.is_empty(), "exports/ is out of date: {stale:?}, {gone:?}; {update}");
}

/// What a sample is called: by the ending that its readers expect.
fn sample_name(format: Format) -> String {
    let ending = match format {
        Format::Turtle => "ttl",
        Format::Nquads => "nq",
        Format::Ntriples => "nt",
        Format::Rdfxml => "rdf",
        Format::Cytoscape => "cytoscape.json",
        Format::Graphology => "graphology.json",
        Format::Ical => "ics",
        Format::Markdown => "md",
        Format::Yed => "yed.graphml",
        Format::Facts => "facts.jsonl",
        Format::Void => "void.ttl",
        other => other.as_str(),
    };
    format!("geneva.{ending}")
}

/// The files below a folder, by their paths from it.
fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(below(&entry.path()).into_iter().map(|inside| format!("{name}/{inside}")));
        } else {
            found.push(name);
        }
    }
    found
}

/// The meeting with the most ends that has a place and a day, and what it is tied to, in Mermaid.
fn picture(graph: &KnowledgeGraph) -> String {
    let ends = |id| graph.outgoing(Node::Event(id));
    let is_dated = |id| graph.merged(id).time.is_some() && !graph.merged(id).place.is_empty();
    let drawn = graph.events().filter(|(id, event)| event.class == "Meeting" && is_dated(*id));
    let (id, event) = drawn.max_by_key(|(id, _)| (ends(*id).len(), Reverse(*id))).expect("an event");
    let merged = graph.merged(id);
    let day = merged.time.map(|time| time.edtf).unwrap_or_default();
    let mut lines = vec![format!("  event((\"{}<br/>{day}<br/>{}\"))", event.class, merged.status)];
    for (at, edge) in ends(id).into_iter().enumerate() {
        if let Node::Entity(entity) = edge.target {
            let entity = graph.entity(entity);
            let name = entity.label.replace('"', "#quot;");
            lines.push(format!("  event -- {} --> n{at}[\"{name}<br/><i>{}</i>\"]", edge.kind.as_str(), entity.class));
        }
    }
    for (at, told) in graph.told_by(&merged.claims).into_iter().enumerate() {
        let record = &graph.documents()[told as usize];
        let source = record.metadata.publisher.as_ref().unwrap_or(&record.file);
        lines.push(format!("  article{at}[/\"{source}\"/] -- tells --> event"));
    }
    format!("graph LR\n{}\n", lines.join("\n"))
}

#[test]
fn the_picture_in_the_readme_is_of_the_examples() {
    let picture = picture(&ENGINE.graph(&ENGINE.read(articles(&[""]))));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("the README");
    let (before, rest) = text.split_once("```mermaid\n").expect("a picture");
    let (drawn, after) = rest.split_once("```").expect("its end");
    if drawn != picture && std::env::var_os("UPDATE_EXPORTS").is_some() {
        fs::write(&path, format!("{before}```mermaid\n{picture}```{after}")).expect("the README can be written");
    } else {
        assert_eq!(drawn, picture, "run UPDATE_EXPORTS=1 cargo test --test golden");
    }
}

#[test]
fn the_page_of_the_ontology_is_what_the_program_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/index.html");
    let page = reference::page(&ENGINE.knowledge);
    if std::env::var_os("UPDATE_EXPORTS").is_some() {
        fs::write(&path, &page).expect("the folder can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "ontology/index.html is out of date: run UPDATE_EXPORTS=1 cargo test --test golden");
    assert!(!page.contains("<script"), "no script is needed");
    let mut anchors = BTreeSet::new();
    for anchor in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(anchors.insert(anchor), "two elements are called {anchor}");
    }
    let ontology = &ENGINE.knowledge.ontology;
    for term in ontology.classes().chain(ontology.properties()) {
        assert!(anchors.contains(term.name.as_str()), "rap:{} has no anchor", term.name);
    }
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(anchors.contains(link), "#{link} leads nowhere");
    }
}
