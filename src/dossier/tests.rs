use super::*;
use crate::model::{ByteSpan, Metadata};

fn document(text: &str) -> Document {
    let published = "2031-03-02".parse().ok();
    let metadata = Metadata { title: Some("Talks".into()), published, ..Metadata::default() };
    let body = ByteSpan::new(0, text.len());
    Document { id: DocumentId::of(text), file: "talks.txt".into(), text: text.into(), body, metadata }
}

fn extraction(document: &Document) -> Extraction {
    Extraction::blank(document.record())
}

fn settings() -> Settings {
    Settings { base: "https://example.org/id/".into(), knowledge: "k1".into(), options: BTreeMap::new() }
}

/// Writes these texts; those that the dossier has are kept if `keep`.
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
    dossier.write_with(&settings(), &articles, fuse)
}

fn make(path: &Path, texts: &[&str]) {
    let mut dossier = Dossier::create(path, false).expect("nothing there");
    write(&mut dossier, texts, false, &Fuse::none()).expect("written");
}

/// The texts of a dossier, everything checked.
fn dump(path: &Path) -> String {
    let dossier = Dossier::open(path).expect("a dossier");
    assert_eq!(dossier.check().iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    let mut texts: Vec<_> = dossier.ids().iter().map(|id| dossier.document(id).expect("an article").text).collect();
    texts.sort();
    assert_eq!(dossier.stale("k1").expect("readable"), []);
    let (records, extractions) = (dossier.records().expect("records"), dossier.extractions().expect("extractions"));
    for (record, extraction) in records.iter().zip(&extractions) {
        assert_eq!((&extraction.document, dossier.extraction(&record.id).ok().as_ref()), (record, Some(extraction)));
    }
    assert_eq!(dossier.documents().expect("articles").len(), extractions.len());
    texts.join(" ")
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
    assert_eq!(dump(&path), "One. Two.");
    let one = document("One.");
    let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
    assert_eq!(dossier.document(&one.id).expect("an article"), one);
    assert_eq!(dossier.settings(), &settings());
    assert_eq!(dossier.stale("k2").expect("readable"), dossier.ids(), "other knowledge");
    write(&mut dossier, &["Two.", "Three."], true, &Fuse::none()).expect("written");
    assert!(matches!(dossier.document(&one.id), Err(Error::Unknown { .. })));
    drop(dossier);
    assert_eq!(dump(&path), "Three. Two.");
    // Nothing of the article that went, and nothing half-written, is left.
    assert_eq!(files(folder.path()).len(), 4);
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
    assert_eq!(dump(&path), "Two.");
    assert_eq!(files(folder.path()).len(), 4);
    // A damaged dossier can be replaced, too.
    fs::write(path.join("dossier.json"), "{\"format\"").expect("a file");
    assert_eq!(create(false), Err("d is not a dossier".into()));
    let mut dossier = Dossier::create(&path, true).expect("may be replaced");
    write(&mut dossier, &["Three."], false, &Fuse::none()).expect("written");
    drop(dossier);
    assert_eq!(dump(&path), "Three.");
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
    edit("\"version\":2,\"engine\":\"", "\"version\":9,\"engine\":\"9.");
    check(&format!("the dossier d is of format 9, which this version cannot read (rapporteur 9.{ENGINE} wrote it)"));
    edit("\"version\":2", "\"version\":1");
    check("the dossier d is of format 1, which this version no longer reads");
    edit("\"knowledge\":\"k1\"", "\"k\":1");
    check("the manifest d/dossier.json is broken: missing field `knowledge` at line 1 column 111");
    let name = pack_of(&path);
    edit(&name, "../../escape");
    check("the manifest d/dossier.json is broken: “../../escape” is no file of a dossier");
    fs::write(path.join("dossier.json"), &manifest[..30]).expect("a file");
    check("the manifest d/dossier.json is broken: EOF while parsing an object at line 1 column 30");
    edit("", "");
    for ending in ["jsonl", "postcard"] {
        let file = path.join(format!("packs/{name}.{ending}"));
        let whole = fs::read(&file).expect("a file");
        let damaged = |what: &str| format!("d/packs/{name}.{ending} is damaged: {what}");
        fs::write(&file, &whole[..10]).expect("a file");
        check(&damaged(&format!("it is cut short: 10 of {} bytes", whole.len())));
        fs::write(&file, vec![b'x'; whole.len()]).expect("a file");
        check(&damaged("it was changed by something else"));
        fs::remove_file(&file).expect("a file");
        check(&damaged("it is missing"));
        fs::write(&file, &whole).expect("a file");
    }
    check("");
}

/// The name of the only pack.
fn pack_of(path: &Path) -> String {
    let names = files(&path.join("packs"));
    assert_eq!(names.len(), 2);
    names[0].split('.').next().expect("a name").to_owned()
}

#[test]
fn packs_grow_like_the_digits_of_a_counter() {
    let (folder, path) = temporary();
    let texts: Vec<String> = (0..21).map(|n| format!("Text {n:02}.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    make(&path, &texts[..1]);
    for count in 2..=texts.len() {
        let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
        write(&mut dossier, &texts[..count], true, &Fuse::none()).expect("written");
        let sizes: Vec<usize> = dossier.manifest.packs.iter().map(|pack| pack.articles.len()).collect();
        assert!(sizes.windows(2).all(|pair| pair[0] >= 2 * pair[1]), "{sizes:?}");
        assert_eq!(files(folder.path()).len(), 2 + 2 * sizes.len());
    }
    assert_eq!(dump(&path), texts.join(" "));
    let (_other, path) = temporary();
    make(&path, &texts);
    assert_eq!(dump(&path), texts.join(" "));
    let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
    write(&mut dossier, &texts[1..], true, &Fuse::none()).expect("written");
    drop(dossier);
    assert_eq!(dump(&path), texts[1..].join(" "));
    let traces = files(&path)
        .iter()
        .filter(|file| {
            let bytes = fs::read(path.join(file)).expect("a file");
            bytes.windows(8).any(|window| window == b"Text 00.")
        })
        .count();
    assert_eq!(traces, 0, "what was removed is in no file");
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
    let (old, new) = ("One. Two.", "Three. Two.");
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
        assert_eq!(files(folder.path()).len(), 4);
    });
    assert!(steps > 8 && seen.iter().all(|&times| times > 3), "{steps} {seen:?}");
}

#[test]
fn a_crash_in_the_making_leaves_nothing_or_all() {
    at_each_step(|fuse| {
        let (folder, path) = temporary();
        let mut dossier = Dossier::create(&path, false).expect("nothing there");
        let _ = write(&mut dossier, &["One."], false, fuse);
        if path.exists() {
            drop(dossier);
            assert_eq!(dump(&path), "One.");
        } else {
            // The process ends without a word: nobody cleans up before the next one comes.
            dossier.lock = None;
            std::mem::forget(dossier);
            assert!(!files(folder.path()).is_empty());
            let next = folder.path().join("d.tmp-1");
            fs::rename(disk::beside(&path), next).expect("as another process");
            make(&path, &["One."]);
            assert_eq!(dump(&path), "One.");
        }
        assert_eq!(files(folder.path()).len(), 4);
    });
}

#[test]
fn an_error_leaves_nothing() {
    let (folder, path) = temporary();
    let (one, two) = (document("One."), document("Two."));
    let result = extraction(&two);
    let read = Article::Read { document: &two, extraction: &result };
    let mut dossier = Dossier::create(&path, false).expect("nothing there");
    fs::write(disk::beside(&path).join("packs"), "in the way").expect("a file");
    assert!(dossier.write(&settings(), &[read]).is_err());
    drop(dossier);
    assert!(files(folder.path()).is_empty());
    make(&path, &["One."]);
    let mut dossier = Dossier::open_to_change(&path).expect("a dossier");
    let file = path.join(format!("packs/{}.postcard", pack_of(&path)));
    let whole = fs::read(&file).expect("a file");
    fs::write(&file, b"").expect("a file");
    let before = files(folder.path());
    // The small pack would go into the new one, but cannot be read.
    assert!(dossier.write(&settings(), &[Article::Kept(&one.id), read]).is_err());
    assert!(dossier.contains(&one.id) && !dossier.contains(&two.id));
    let kept = dossier.write(&settings(), &[Article::Kept(&two.id)]);
    assert!(matches!(kept, Err(Error::Unknown { .. })));
    drop(dossier);
    assert_eq!(files(folder.path()), before);
    fs::write(&file, whole).expect("a file");
    assert_eq!(dump(&path), "One.");
}
