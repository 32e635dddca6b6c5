//! Bad input: each a message that names the place and what to do, the other inputs go on, the exit code tells, and nothing
//! half-written stays.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

const ARTICLE: &str = "President Mara Kell met Prime Minister Jon Brandt in Geneva on Monday.\n";

/// A folder to run the program in.
struct Desk(TempDir);

/// What the program did.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        let output = command.args(arguments).current_dir(self.0.path()).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
    /// Names of what lies in the folder.
    fn names(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("readable").file_name().to_string_lossy().into();
        let mut names: Vec<String> = fs::read_dir(self.0.path()).expect("the folder").map(name).collect();
        names.sort();
        names
    }
    /// A dossier of one article.
    fn with_dossier() -> Self {
        let desk = Self::new();
        desk.file("a.txt", ARTICLE).run(&["build", "a.txt", "-o", "dossier"]).expect(0, &[]);
        desk
    }
}

impl Run {
    #[track_caller]
    fn expect(&self, code: i32, said: &[&str]) {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        for words in said {
            assert!(self.stderr.contains(words), "“{words}” is not in:\n{}", self.stderr);
        }
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
    }
}

/// A bad file beside a good one: the good one is read, the exit code is 1, the message names the file.
#[track_caller]
fn check_refused(name: &str, content: &[u8], said: &[&str]) {
    let desk = Desk::new();
    desk.file("good.txt", ARTICLE).file(name, content);
    let run = desk.run(&["build", "good.txt", name, "-o", "dossier"]);
    run.expect(1, &[&[name, "error"], said].concat());
    assert!(run.stdout.contains("1 article"), "{}", run.stdout);
    let alone = desk.run(&["build", name, "-o", "alone"]);
    alone.expect(2, &["no article could be read"]);
    let mut names = vec!["dossier".to_owned(), "good.txt".into(), name.into()];
    names.sort();
    assert_eq!(desk.names(), names, "something half-written stays");
}

#[test]
fn files_that_are_no_articles() {
    check_refused("empty.txt", b"", &["empty"]);
    check_refused("blank.txt", b" \n\n \n", &["empty"]);
    check_refused("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", &[]);
    check_refused("page.html", b"<p>Talks began.</p>", &["HTML", "hint"]);
}

#[test]
fn bytes_that_are_no_utf8() {
    let desk = Desk::new();
    desk.file("latin.txt", b"Pr\xe9sident Kell met Mr Brandt in Geneva on Monday.\n");
    let run = desk.run(&["build", "latin.txt", "-o", "dossier"]);
    assert!(run.stderr.contains("latin.txt"), "{}", run.stderr);
    assert!(matches!(run.code, Some(0 | 2)), "{:?}", run.code);
}

#[test]
fn one_line_of_50_megabytes() {
    let line = "Talks went on and on in Geneva. ".repeat(50_000_000 / 32);
    check_refused("line.txt", line.as_bytes(), &["larger than the limit", "hint"]);
}

#[test]
fn missing_inputs_and_folders_without_articles() {
    let desk = Desk::new();
    desk.file("good.txt", ARTICLE).file("pictures/a.png", "x");
    desk.run(&["build", "good.txt", "gone.txt", "-o", "one"]).expect(1, &["gone.txt", "no such file"]);
    desk.run(&["build", "good.txt", "pictures", "-o", "two"]).expect(1, &["pictures", "no articles"]);
    desk.run(&["build", "pictures", "-o", "three"]).expect(2, &["no articles", "no dossier was made"]);
    assert!(!desk.path("three").exists());
}

#[test]
fn the_same_article_twice() {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE).file("b.txt", ARTICLE);
    let run = desk.run(&["build", "a.txt", "b.txt", "-o", "dossier"]);
    run.expect(0, &["b.txt", "the same article as a.txt"]);
    assert!(run.stdout.contains("1 article "), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.file("good.txt", ARTICLE).file("secret.txt", ARTICLE);
    fs::set_permissions(desk.path("secret.txt"), fs::Permissions::from_mode(0o000)).expect("our file");
    // Root may read everything.
    if fs::read(desk.path("secret.txt")).is_ok() {
        return;
    }
    desk.run(&["build", "good.txt", "secret.txt", "-o", "dossier"]).expect(1, &["secret.txt", "cannot be read"]);
}

#[test]
fn wrong_words_on_the_command_line() {
    let desk = Desk::with_dossier();
    desk.run(&["export", "dossier", "--format", "turtel"]).expect(2, &["turtel", "turtle"]);
    desk.run(&["quiery", "dossier"]).expect(2, &["query"]);
    desk.run(&["build", "a.txt", "-o", "x", "--published", "31 Feb"]).expect(2, &["31 Feb", "YYYY-MM-DD"]);
    desk.run(&["build", "a.txt", "-o", "x", "--base", "no iri"]).expect(2, &["no iri", "hint"]);
    desk.run(&["annotate", "a.txt", "--model", "a.txt"]).expect(2, &["a.txt", "not a model", "hint"]);
    desk.run(&["query", "dossier", "--name", "who-met"]).expect(2, &["who-met", "who-met-whom"]);
    desk.run(&["query", "dossier", "--name", "who-met-whom", "--param", "plaice=Geneva"])
        .expect(2, &["plaice", "place"]);
    desk.run(&["explain", "dossier", "Mara Kel"]).expect(2, &["Mara Kel", "hint"]);
    desk.run(&["export", "dossier", "--format", "csv"]).expect(2, &["folder", "--output"]);
    desk.run(&["build", "a.txt", "-o", "x", "--ontology", "nowhere"]).expect(2, &["nowhere"]);
    assert_eq!(desk.names(), ["a.txt", "dossier"]);
}

#[test]
fn queries_with_errors() {
    let desk = Desk::with_dossier();
    desk.run(&["query", "dossier", "SELECT ?x WHERE {\n ?x a"]).expect(2, &["query:2:", "hint"]);
    desk.run(&["query", "dossier", "SELECT * { ?x ex:knows ?y }"]).expect(2, &["ex:"]);
    desk.file("q.rq", "SELEKT").run(&["query", "dossier", "q.rq"]).expect(2, &["q.rq:1:", "hint"]);
    desk.run(&["query", "dossier", "gone.rq"]).expect(2, &["gone.rq", "no such file"]);
    desk.run(&["query", "dossier", "SELECT * { ?x ?y ?z }", "--format", "turtle"]).expect(2, &["hint"]);
    desk.run(&["query", "dossier", "DELETE WHERE { ?x ?y ?z }"]).expect(2, &["add", "remove"]);
}

#[test]
fn knowledge_with_errors() {
    let desk = Desk::new();
    desk.file("bad.toml", "[[rule]]\nname = \"x/y\"\nevnt = \"rap:Meeting\"\n");
    desk.run(&["check", "bad.toml"]).expect(2, &["bad.toml:3", "evnt", "did you mean `event`"]);
    desk.file("broken.toml", "[[rule]\n");
    desk.run(&["check", "broken.toml"]).expect(2, &["broken.toml:1"]);
    desk.file("bad.ttl", "@prefix rap: <https://w3id.org/rapporteur/ns#> .\nrap:Meeting a .\n");
    desk.run(&["check", "bad.ttl"]).expect(2, &["bad.ttl:2"]);
    desk.file("words.txt", "x").run(&["check", "words.txt"]).expect(2, &["words.txt", "hint"]);
    desk.file("more/bad.ttl", "not turtle").file("a.txt", ARTICLE);
    desk.run(&["build", "a.txt", "-o", "dossier", "--ontology", "more"]).expect(2, &["more/bad.ttl:1"]);
    assert!(!desk.path("dossier").exists());
}

#[test]
fn folders_that_are_no_dossiers_are_left_alone() {
    let desk = Desk::with_dossier();
    desk.file("mine/letter.txt", "Dear Mara");
    for arguments in [&["build", "a.txt", "-o", "mine"][..], &["build", "a.txt", "-o", "mine", "--force"]] {
        desk.run(arguments).expect(2, &["mine is not a dossier", "hint"]);
    }
    assert_eq!(fs::read_to_string(desk.path("mine/letter.txt")).expect("it is still there"), "Dear Mara");
    desk.run(&["build", "a.txt", "-o", "dossier"]).expect(2, &["already", "--force"]);
    desk.run(&["build", "a.txt", "-o", "dossier", "--force"]).expect(0, &[]);
    desk.run(&["query", "mine", "ASK {}"]).expect(2, &["mine is not a dossier"]);
    desk.run(&["status", "nowhere"]).expect(2, &["there is no dossier", "build"]);
}

#[test]
fn a_damaged_dossier_is_named() {
    let desk = Desk::with_dossier();
    let packs = fs::read_dir(desk.path("dossier/packs")).expect("packs").map(|entry| entry.expect("readable").path());
    let pack = packs.into_iter().find(|path| path.extension().is_some_and(|e| e == "postcard")).expect("a pack");
    let bytes = fs::read(&pack).expect("a pack");
    fs::write(&pack, &bytes[..bytes.len() / 2]).expect("shorter");
    desk.run(&["status", "dossier"]).expect(2, &[".postcard", "cut short", "hint"]);
    desk.run(&["query", "dossier", "ASK { ?x ?y ?z }"]).expect(2, &[".postcard"]);
    desk.run(&["build", "a.txt", "-o", "dossier", "--force"]).expect(0, &[]);
    desk.run(&["status", "dossier"]).expect(0, &[]);
}

/// Everything that the dossier says.
fn graph_of(desk: &Desk, dossier: &str) -> String {
    let run = desk.run(&["export", dossier, "--format", "nquads"]);
    run.expect(0, &[]);
    run.stdout
}

/// Is there a file below the folder that holds these words?
fn holds(folder: &Path, words: &str) -> bool {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()).any(|path| {
        let found = |bytes: Vec<u8>| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        if path.is_dir() { holds(&path, words) } else { found(fs::read(&path).expect("a file")) }
    })
}

#[test]
fn add_and_remove_give_what_build_gives() {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE).file("b.txt", "Mara Kell flew to Vienna on 3 March 2031, officials said.\n");
    desk.run(&["build", "a.txt", "b.txt", "-o", "both"]).expect(0, &[]);
    desk.run(&["build", "a.txt", "-o", "one"]).expect(0, &[]);
    let alone = graph_of(&desk, "one");
    desk.run(&["add", "one", "b.txt"]).expect(0, &[]);
    assert!(graph_of(&desk, "one") == graph_of(&desk, "both"), "add differs from build");
    desk.run(&["add", "one", "a.txt"]).expect(0, &["in the dossier already"]);
    desk.run(&["remove", "one", "b.txt", "c.txt"]).expect(1, &["c.txt"]);
    assert!(graph_of(&desk, "one") == alone, "remove leaves a trace");
    assert!(holds(&desk.path("both"), "Vienna") && !holds(&desk.path("one"), "Vienna"), "remove leaves words");
    assert!(desk.run(&["list", "one"]).stdout.contains("a.txt"));
    desk.run(&["remove", "one", "nothing"]).expect(2, &["nothing was removed"]);
}

/// Three articles of one attack and one without a day.
fn desk_of_an_attack() -> Desk {
    let desk = Desk::new();
    let article = |day: &str, outlet: &str, text: &str| {
        format!("---\npublished: 2031-03-{day}\npublisher: {outlet}\n---\n\n{text}\n")
    };
    let told = |number: &str| {
        format!(
            "Suderian missiles hit the town of Dellmar on 1 March, killing {number} people, Norland's interior ministry said."
        )
    };
    desk.file("first.md", article("02", "Northern Post", &told("14")))
        .file("copy.md", article("03", "The Quay Gazette", &told("14")))
        .file("later.md", article("05", "The Ledger", &told("19")))
        .file("undated.txt", "Ada Brand met Tomas Reyk in Vienna on 28 February 2031.\n");
    desk.run(&["build", "first.md", "copy.md", "later.md", "undated.txt", "-o", "dossier"]).expect(0, &[]);
    desk
}

#[test]
fn as_of_a_day_only_what_was_out_is_known() {
    let desk = desk_of_an_attack();
    let question = "SELECT DISTINCT ?published ?earliest ?number { GRAPH ?article { ?claim rap:killed ?number ; \
        sem:hasEarliestBeginTimeStamp ?earliest } ?article schema:datePublished ?published } ORDER BY ?published";
    let rows = |day: &str| {
        let run = desk.run(&["query", "dossier", question, "--format", "csv", "--as-of", day]);
        run.expect(0, &["1 article without a day of publication: left out"]);
        run.stdout.lines().skip(1).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let [first, copy, later] =
        ["2031-03-02,2031-03-01,14", "2031-03-03,2031-03-01,14", "2031-03-05,2031-03-01,19"].map(str::to_owned);
    assert!(rows("2031-03-01").is_empty());
    assert_eq!(rows("2031-03-02"), std::slice::from_ref(&first));
    assert_eq!(rows("2031-03-04"), [first.clone(), copy.clone()]);
    assert_eq!(rows("2031-03-05"), [first, copy, later]);
    let people = |arguments: &[&str]| {
        let mut all = vec!["query", "dossier", "ASK { ?person a rap:Person ; rdfs:label 'Ada Brand' }"];
        all.extend(arguments);
        desk.run(&all).stdout.trim().to_owned()
    };
    assert_eq!((people(&[]).as_str(), people(&["--as-of", "2031-12-31"]).as_str()), ("yes", "no"));
}

#[test]
fn changes_tell_what_is_new() {
    let desk = desk_of_an_attack();
    let changes = |arguments: &[&str]| {
        let mut all = vec!["changes"];
        all.extend(arguments);
        let run = desk.run(&all);
        run.expect(0, &[]);
        run.stdout
    };
    let since = |day: &str| {
        let lines = changes(&["dossier", "--since", day, "--format", "jsonl"]);
        let get = |line: &str| {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert!(value["sources"].as_array().is_some_and(|sources| !sources.is_empty()), "{line}");
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            format!("{} {} {} {}", text("change"), text("slot"), text("before"), text("after")).trim().to_owned()
        };
        lines.lines().map(get).collect::<Vec<_>>()
    };
    assert!(since("2031-03-06").is_empty());
    assert_eq!(changes(&["dossier", "--since", "2031-03-06"]), "Nothing changed.\n");
    let (late, all) = (since("2031-03-05"), since("2031-03-02"));
    assert!(!late.is_empty() && all.iter().any(|change| change == "new event"), "{late:?} {all:?}");
    // A copy of a text is no second source.
    assert!(since("2031-03-03").iter().all(|change| !change.starts_with("confirmed  1 source 3")));
    desk.run(&["build", "first.md", "-o", "old"]).expect(0, &[]);
    assert!(changes(&["old", "dossier"]).contains("Ada Brand"), "a new person");
    assert!(changes(&["dossier", "old"]).contains("Gone ("), "an event that nobody tells any more");
    let turtle = changes(&["old", "dossier", "--format", "turtle"]);
    assert!(turtle.contains("rap:changeKind \"new person\"") && turtle.contains("prov:wasDerivedFrom"), "{turtle}");
    desk.run(&["changes", "dossier"]).expect(2, &["--since"]);
    let listed = desk.run(&["list", "dossier"]).stdout;
    assert!(listed.contains("\tcopy of "), "{listed}");
    assert!(desk.run(&["status", "dossier"]).stdout.contains("of them"));
}

#[test]
fn what_commands_say_when_all_is_well() {
    let desk = Desk::with_dossier();
    desk.file("dated.txt", "---\npublished: 2031-03-14\n---\n\nMara Kell met Jon Brandt in Geneva on Monday.\n");
    let check = |arguments: &[&str], said: &[&str]| {
        let run = desk.run(arguments);
        run.expect(0, &[]);
        for words in said {
            assert!(run.stdout.contains(words), "{arguments:?}: “{words}” is not in:\n{}", run.stdout);
        }
    };
    check(&["annotate", "a.txt"], &["# text = President Mara Kell met", "\tmeet\tVERB\t", "NER=B-PERSON"]);
    check(&["annotate", "a.txt", "--format", "json"], &["\"lemma\":\"meet\""]);
    check(&["annotate", "dated.txt", "--timex"], &["\tDATE\t2031-03-10\t2031-03-10\tMonday"]);
    check(&["explain", "dated.txt", "--sentence", "1"], &["Mentions", "matched", "Meeting(participant=Jon Brandt"]);
    check(&["explain", "a.txt", "--text", "in  geneva"], &["Sentence 1:"]);
    check(&["explain", "dossier", "mara kell"], &["Mara Kell (Person)", "Meeting(", "in a.txt"]);
    check(&["report", "dossier"], &["day of publication unknown", "out of 1 sentence in 1 article"]);
    check(&["status", "dossier"], &["articles", "this version, with the present knowledge"]);
    check(&["query", "dossier"], &["who-met-whom", "--param"]);
    for command in [
        "build", "add", "remove", "list", "status", "query", "changes", "export", "explain", "report", "check",
        "annotate",
    ] {
        check(&[command, "--help"], &["Examples:\n  rapporteur "]);
    }
    let run = desk.run(&["build", "a.txt", "-o", "quiet", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn every_format_is_written() {
    let desk = Desk::with_dossier();
    let formats = desk.run(&["export", "dossier", "--format", "?"]).stderr;
    let listed = formats.split("[possible values: ").nth(1).and_then(|rest| rest.split(']').next()).expect("a list");
    for format in listed.split(", ") {
        let name = format!("out.{format}");
        desk.run(&["export", "dossier", "--format", format, "-o", &name]).expect(0, &[]);
        assert!(desk.path(&name).exists(), "{format}");
    }
    assert!(!desk.names().iter().any(|name| name.starts_with('.')), "something half-written stays: {:?}", desk.names());
}

#[test]
fn a_reader_that_goes_is_no_failure() {
    let desk = Desk::with_dossier();
    let program = env!("CARGO_BIN_EXE_rapporteur");
    let script = format!("{program} export dossier --format nquads | true; exit ${{PIPESTATUS[0]}}");
    let status = Command::new("bash").args(["-c", &script]).current_dir(desk.0.path()).status();
    // No bash, no pipe.
    if let Ok(status) = status {
        assert_eq!(status.code(), Some(0));
    }
}

#[test]
fn validate_tells_what_does_not_fit_and_where_it_comes_from() {
    let desk = Desk::with_dossier();
    let run = desk.run(&["validate", "dossier"]);
    run.expect(0, &[]);
    assert!(run.stdout.starts_with("0 violations on "), "{}", run.stdout);
    desk.run(&["export", "dossier", "--format", "turtle", "--graphs", "union", "-o", "graph.ttl"]).expect(0, &[]);
    desk.run(&["validate", "graph.ttl"]).expect(0, &[]);
    let text = fs::read_to_string(desk.path("graph.ttl")).expect("the export");
    let broken = text.replacen("rap:status \"occurred\"", "rap:status \"rumoured\"", 1);
    assert_ne!(text, broken);
    let run = desk.file("broken.ttl", broken).run(&["validate", "broken.ttl"]);
    run.expect(1, &[]);
    for words in [
        "violation: ",
        "rap:status “rumoured” is none of",
        "In of shape:Claim",
        "from a.txt: ",
        "met Prime Minister Jon Brandt",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let report = desk.run(&["validate", "broken.ttl", "--format", "turtle"]);
    report.expect(1, &[]);
    assert!(report.stdout.contains("sh:sourceConstraintComponent sh:InConstraintComponent"), "{}", report.stdout);
}

#[test]
fn validate_refuses_what_it_cannot_check() {
    let desk = Desk::with_dossier();
    let shape = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rap: <https://w3id.org/rapporteur/ns#> .\n\
        @prefix ex: <http://example.org/> .\nex:S a sh:NodeShape ; sh:targetClass rap:Person ; sh:closed true .\n";
    desk.file("shapes/mine.ttl", shape);
    let given = ["validate", "dossier", "--ontology", "shapes"];
    desk.run(&given).expect(2, &["mine.ttl:3:", "sh:closed cannot be checked here"]);
    desk.run(&["check", "shapes/mine.ttl"]).expect(2, &["sh:closed cannot be checked here"]);
    desk.file("shapes/mine.ttl", shape.replace("sh:closed true", "sh:property [ sh:path ex:born ; sh:minCount 1 ]"));
    let run = desk.run(&given);
    run.expect(1, &[]);
    assert!(run.stdout.contains("person/mara-kell <http://example.org/born> has 0 of at least 1"), "{}", run.stdout);
    assert!(run.stdout.contains("from a.txt: ["), "{}", run.stdout);
    desk.run(&["validate", "none"]).expect(2, &["none"]);
    desk.file("graph.csv", "").run(&["validate", "graph.csv"]).expect(2, &["graph.csv", ".ttl"]);
    desk.file("graph.ttl", "<a> <b>").run(&["validate", "graph.ttl"]).expect(2, &["graph.ttl:1:"]);
}

#[test]
fn inference_is_only_where_it_is_asked_for() {
    let desk = Desk::with_dossier();
    let ask = "ASK { ?a rap:metWith ?b }";
    assert_eq!(desk.run(&["query", "dossier", ask]).stdout.trim(), "no");
    assert_eq!(desk.run(&["query", "dossier", ask, "--infer"]).stdout.trim(), "yes");
    let plain = desk.run(&["export", "dossier", "--format", "trig"]).stdout;
    let inferred = desk.run(&["export", "dossier", "--format", "trig", "--infer"]).stdout;
    assert!(!plain.contains("inferred") && inferred.contains("graph:inferred {"), "{inferred}");
    desk.run(&["export", "dossier", "--format", "gexf", "--infer"]).expect(2, &["--infer goes with turtle"]);
    desk.run(&["export", "dossier", "--format", "turtle", "--rdf12"]).expect(2, &["--rdf12 goes with trig"]);
    let stated = desk.run(&["export", "dossier", "--format", "turtle", "--rdf12", "--graphs", "union"]);
    assert!(stated.stdout.contains("#reifies> <<( <"), "{}", stated.stdout);
}

#[test]
fn the_vocabulary_is_printed_in_every_form() {
    let desk = Desk::new();
    let print = |format: &str| desk.run(&["ontology", "--format", format]).stdout;
    assert!(print("html").contains("<h3 id=\"Meeting\">"));
    assert!(print("context").contains("\"@vocab\""));
    assert!(print("questions").contains("question:who-met-whom"));
    desk.file("all.ttl", print("turtle"));
    let run = desk.run(&["validate", "all.ttl"]);
    assert!(run.stdout.contains(" triples"), "{}\n{}", run.stdout, run.stderr);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_stay_what_they_are() {
    let desk = Desk::with_dossier();
    desk.file("real.ttl", "before");
    std::os::unix::fs::symlink("real.ttl", desk.path("link.ttl")).expect("a link");
    let export = |to: &str| desk.run(&["export", "dossier", "--format", "turtle", "-o", to]).expect(0, &[]);
    export("link.ttl");
    assert!(desk.path("link.ttl").symlink_metadata().expect("there").is_symlink());
    let turtle = fs::read_to_string(desk.path("real.ttl")).expect("written through the link");
    assert!(turtle.starts_with("@prefix"), "{turtle}");
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs").success());
    let pipe = desk.path("pipe");
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).expect("readable"));
    export("pipe");
    assert_eq!(reader.join().expect("read to the end"), turtle);
}
