use super::*;
use crate::model::Metadata;
use std::io::Read;

fn document(text: &str) -> Document {
    let published = "2031-03-02".parse().ok();
    let metadata = Metadata { title: Some("Talks".into()), published, ..Metadata::default() };
    let body = ByteSpan::new(0, text.len());
    Document { id: DocumentId::of(text), file: "talks.txt".into(), text: text.into(), body, metadata }
}

fn extraction(document: &Document) -> Extraction {
    Extraction {
        document: document.record(),
        entities: Vec::new(),
        events: Vec::new(),
        statements: Vec::new(),
        relations: Vec::new(),
        gaps: Vec::new(),
        sentences: 1,
    }
}

fn settings() -> Settings {
    Settings { base: "https://example.org/id/".into(), knowledge: "k1".into(), options: BTreeMap::new() }
}

/// Writes these texts (those that the dossier has are kept if `keep`) and a graph that lists them.
fn write(dossier: &mut Dossier, texts: &[&str], keep: bool, fuse: &Fuse) -> Result<(), Error> {
    let documents: Vec<_> = texts.iter().map(|text| document(text)).collect();
    let extractions: Vec<_> = documents.iter().map(extraction).collect();
    let articles: Vec<_> = documents
        .iter()
        .zip(&extractions)
        .map(|(document, extraction)| {
            let kept = keep && dossier.contains(&document.id);
            if kept { Article::Kept(&document.id) } else { Article::Read { document, extraction } }
        })
        .collect();
    let graph = texts.join("\n");
    dossier.write_with(&settings(), &articles, &mut |out| out.write_all(graph.as_bytes()), fuse)
}

fn make(path: &Path, texts: &[&str]) {
    let mut dossier = Dossier::create(path, false).expect("nothing there");
    write(&mut dossier, texts, false, &Fuse::none()).expect("written");
}

/// The texts and the graph of a dossier, everything checked.
fn dump(path: &Path) -> String {
    let dossier = Dossier::open(path).expect("a dossier");
    assert_eq!(dossier.check().iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    let mut texts: Vec<_> = dossier.ids().iter().map(|id| dossier.document(id).expect("an article").text).collect();
    texts.sort();
    for record in dossier.documents().expect("records") {
        assert_eq!(dossier.cached(&record, "k1").expect("readable"), dossier.extraction(&record.id).ok());
    }
    let mut graph = String::new();
    dossier.graph().expect("a graph").read_to_string(&mut graph).expect("readable");
    format!("{} / {}", texts.join(" "), graph.replace('\n', " "))
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(path).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below").display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn temporary() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("d");
    (folder, path)
}

#[test]
fn written_and_read_back() {
    let (folder, path) = temporary();
    make(&path, &["One.", "Two."]);
    assert_eq!(dump(&path), "One. Two. / One. Two.");
    let one = document("One.");
    let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
    assert_eq!(dossier.document(&one.id).expect("an article"), one);
    assert_eq!(dossier.settings(), &settings());
    assert!(dossier.cached(&one.record(), "k2").expect("readable").is_none(), "other knowledge");
    let renamed = DocumentRecord { file: "other.txt".into(), ..one.record() };
    assert!(dossier.cached(&renamed, "k1").expect("readable").is_none(), "other metadata");
    write(&mut dossier, &["Two.", "Three."], true, &Fuse::none()).expect("written");
    assert!(matches!(dossier.document(&one.id), Err(Error::Unknown { .. })));
    drop(dossier);
    assert_eq!(dump(&path), "Three. Two. / Two. Three.");
    // Nothing of the article that went, and nothing half-written, is left.
    assert_eq!(files(folder.path()).len(), 3 + 2 * 3);
}

#[test]
fn what_is_there_is_not_overwritten() {
    let (folder, path) = temporary();
    let create = |force| {
        Dossier::create(&path, force)
            .map(|_| ())
            .map_err(|error| error.to_string().replace(&path.display().to_string(), "d"))
    };
    fs::create_dir(&path).expect("a folder");
    assert_eq!(create(false), Ok(()), "an empty folder is no hindrance");
    fs::write(path.join("thesis.txt"), "mine").expect("a file");
    for force in [false, true] {
        assert_eq!(create(force), Err("d is not a dossier".into()));
        fs::write(path.join("dossier.json"), "{\"format\": \"another program's\"}").expect("a file");
        assert_eq!(create(force), Err("d is not a dossier".into()));
        fs::write(path.join("dossier.json"), "{").expect("a file");
        assert_eq!(create(force), Err("d is not a dossier".into()));
        fs::remove_file(path.join("dossier.json")).expect("a file");
    }
    fs::remove_dir_all(&path).expect("a folder");
    fs::write(&path, "a file").expect("a file");
    assert_eq!(create(true), Err("d is not a dossier".into()));
    fs::remove_file(&path).expect("a file");
    make(&path, &["One."]);
    assert_eq!(create(false), Err("there is a dossier at d already".into()));
    let mut dossier = Dossier::create(&path, true).expect("may be replaced");
    write(&mut dossier, &["Two."], false, &Fuse::none()).expect("written");
    drop(dossier);
    assert_eq!(dump(&path), "Two. / Two.");
    assert_eq!(files(folder.path()).len(), 3 + 3);
    // A damaged dossier can be replaced, too.
    fs::write(path.join("dossier.json"), "{\"format\"").expect("a file");
    assert_eq!(create(false), Err("d is not a dossier".into()));
    let mut dossier = Dossier::create(&path, true).expect("may be replaced");
    write(&mut dossier, &["Three."], false, &Fuse::none()).expect("written");
    drop(dossier);
    assert_eq!(dump(&path), "Three. / Three.");
}

#[test]
fn what_cannot_be_opened() {
    let (_folder, path) = temporary();
    let open = || match Dossier::open(&path) {
        Ok(dossier) => dossier.check().iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        Err(error) => error.to_string(),
    };
    let check = |expected: &str| assert_eq!(open().replace(&path.display().to_string(), "d"), expected);
    check("there is no dossier at d");
    fs::create_dir(&path).expect("a folder");
    check("d is not a dossier");
    assert!(files(&path).is_empty(), "no lock file in what is no dossier");
    fs::remove_dir(&path).expect("a folder");
    make(&path, &["One."]);
    check("");
    let manifest = fs::read_to_string(path.join("dossier.json")).expect("a manifest");
    let edit = |from: &str, to: &str| fs::write(path.join("dossier.json"), manifest.replace(from, to)).expect("a file");
    edit("\"version\": 1,\n  \"engine\": \"", "\"version\": 9,\n  \"engine\": \"9.");
    check(&format!("the dossier d is of format 9, which this version cannot read (rapporteur 9.{ENGINE} wrote it)"));
    edit("\"files\"", "\"filez\"");
    check("the manifest d/dossier.json is broken: missing field `files`");
    edit("graph.nq", "../../graph.nq");
    check("the manifest d/dossier.json is broken: “../../graph.nq” is no file of a dossier");
    fs::write(path.join("dossier.json"), &manifest[..30]).expect("a file");
    check("the manifest d/dossier.json is broken: EOF while parsing a string at line 2 column 28");
    edit("", "");
    let text = format!("documents/{}.txt", document("One.").id.0);
    fs::write(path.join(&text), "On").expect("a file");
    check(&format!("d/{text} is damaged: it is cut short: 2 of 4 bytes"));
    fs::write(path.join(&text), "Won!").expect("a file");
    check(&format!("d/{text} is damaged: it was changed by something else"));
    fs::write(path.join(&text), "One.").expect("a file");
    fs::remove_file(path.join("graph.nq")).expect("a file");
    check("d/graph.nq is damaged: it is missing");
}

#[test]
fn one_process_at_a_time() {
    let (_folder, path) = temporary();
    make(&path, &["One."]);
    let reader = Dossier::open(&path).expect("a dossier");
    assert!(Dossier::open(&path).is_ok(), "two may read");
    assert!(matches!(Dossier::open_to_change(&path), Err(Error::Locked(_))));
    drop(reader);
    let changer = Dossier::open_to_change(&path).expect("free again");
    assert!(matches!(Dossier::open(&path), Err(Error::Locked(_))));
    assert!(matches!(Dossier::create(&path, true), Err(Error::Locked(_))));
    drop(changer);
    assert!(Dossier::open(&path).is_ok());
}

/// Does something with a fuse that burns after each possible number of steps, until it does not burn.
fn at_each_step(mut each: impl FnMut(&Fuse)) -> u64 {
    for steps in 0..1000 {
        let fuse = Fuse::after(steps);
        each(&fuse);
        if !fuse.burnt() {
            return steps;
        }
    }
    panic!("a thousand steps");
}

#[test]
fn a_crash_leaves_the_old_or_the_new_state() {
    let (old, new) = ("One. Two. / One. Two.", "Three. Two. / Two. Three.");
    let mut seen = [0, 0];
    let steps = at_each_step(|fuse| {
        let (folder, path) = temporary();
        make(&path, &["One.", "Two."]);
        let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
        let _ = write(&mut dossier, &["Two.", "Three."], true, fuse);
        drop(dossier);
        let after = dump(&path);
        assert!(after == old || after == new, "{after}");
        seen[usize::from(after == new)] += 1;
        // The next change tidies up.
        drop(Dossier::open_to_change(&path).expect("a dossier"));
        assert_eq!(dump(&path), after);
        assert_eq!(files(folder.path()).len(), 3 + 2 * 3);
    });
    assert!(steps > 8 && seen.iter().all(|&times| times > 4), "{steps} {seen:?}");
}

#[test]
fn a_crash_in_the_making_leaves_nothing_or_all() {
    at_each_step(|fuse| {
        let (folder, path) = temporary();
        let mut dossier = Dossier::create(&path, false).expect("nothing there");
        let _ = write(&mut dossier, &["One."], false, fuse);
        if path.exists() {
            drop(dossier);
            assert_eq!(dump(&path), "One. / One.");
        } else {
            // The process ends without a word: nobody cleans up before the next one comes.
            dossier.lock = None;
            std::mem::forget(dossier);
            assert!(!files(folder.path()).is_empty());
            let next = folder.path().join("d.tmp-1");
            fs::rename(disk::beside(&path), next).expect("as another process");
            make(&path, &["One."]);
            assert_eq!(dump(&path), "One. / One.");
        }
        assert_eq!(files(folder.path()).len(), 3 + 3);
    });
}

#[test]
fn an_error_leaves_nothing() {
    let (folder, path) = temporary();
    let full = &mut |_: &mut dyn Write| Err(io::Error::other("the disk is full"));
    let (one, two) = (document("One."), document("Two."));
    let result = extraction(&two);
    let articles = [Article::Read { document: &two, extraction: &result }];
    let mut dossier = Dossier::create(&path, false).expect("nothing there");
    assert!(dossier.write(&settings(), &articles, full).is_err());
    drop(dossier);
    assert!(files(folder.path()).is_empty());
    make(&path, &["One."]);
    let before = files(folder.path());
    let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
    assert!(dossier.write(&settings(), &articles, full).is_err());
    assert!(dossier.contains(&one.id) && !dossier.contains(&two.id));
    let kept = dossier.write(&settings(), &[Article::Kept(&two.id)], &mut |_| Ok(()));
    assert!(matches!(kept, Err(Error::Unknown { .. })));
    drop(dossier);
    assert_eq!(files(folder.path()), before);
    assert_eq!(dump(&path), "One. / One.");
}
