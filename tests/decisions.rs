//! `decisions.toml`: what a person writes there holds after every rebuild, and goes without a trace when the line goes.

use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

struct Desk(TempDir);

impl Desk {
    /// A dossier of two articles on two meetings.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a temporary folder"));
        desk.file(
            "a.txt",
            "date 2031-03-14 President Mara Kell of Norland met Prime Minister Jon Brandt in Geneva on Monday.\n",
        );
        desk.file(
            "b.txt",
            "date 2031-05-16 Martha Kell of Norland met Prime Minister Jon Brandt in Vienna on Tuesday.\n",
        );
        assert_eq!(desk.run(&["build", "a.txt", "b.txt", "-o", "dossier", "-q"]).0, Some(0));
        desk
    }
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    fn file(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).expect("a file");
    }
    fn decide(&self, text: &str) {
        self.file("dossier/decisions.toml", text);
    }
    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        let output = command.args(arguments).current_dir(self.0.path()).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
    #[track_caller]
    fn done(&self, arguments: &[&str]) -> (String, String) {
        let (code, out, said) = self.run(arguments);
        assert_eq!(code, Some(0), "{arguments:?}\n{out}\n{said}");
        (out, said)
    }
    fn graph(&self) -> String {
        self.done(&["export", "dossier", "--format", "nquads"]).0
    }
    /// Labels of all people.
    fn people(&self) -> Vec<String> {
        let query = "SELECT ?label { ?p a rap:Person ; rdfs:label ?label } ORDER BY ?label";
        let (out, _) = self.done(&["query", "dossier", "--format", "csv", query]);
        out.lines().skip(1).map(|line| line.trim().to_owned()).collect()
    }
}

#[test]
fn same_holds_over_rebuilds_and_is_undone_by_deleting_the_line() {
    let desk = Desk::new();
    assert_eq!(desk.people(), ["Jon Brandt", "Mara Kell", "Martha Kell"]);
    let before = desk.graph();
    desk.decide("[[same]]\nthings = [\"Mara Kell\", \"martha kell\"]\ncomment = \"a slip of the second article\"\n");
    assert_eq!(desk.people(), ["Jon Brandt", "Mara Kell"]);
    let (page, _) = desk.done(&["explain", "dossier", "Mara Kell"]);
    assert!(page.contains("decided in decisions.toml:1: a slip of the second article"), "{page}");

    let decided = desk.graph();
    desk.done(&["build", "a.txt", "b.txt", "-o", "dossier", "--force"]);
    assert_eq!(desk.graph(), decided, "a new build knows the decision");
    desk.done(&["remove", "dossier", "a.txt"]);
    desk.done(&["add", "dossier", "a.txt"]);
    assert_eq!(desk.graph(), decided, "and so does an article that comes later");

    desk.decide("# nothing decided\n");
    assert_eq!(desk.graph(), before);
}

#[test]
fn different_and_rename() {
    let desk = Desk::new();
    desk.decide(
        "different = [ { things = [{ name = \"Jon Brandt\", article = \"a.txt\" }, { name = \"Jon Brandt\", article = \"b.txt\" }] } ]\n\
         [[rename]]\nthing = \"Mara Kell\"\nto = \"M. Kell\"\n",
    );
    assert_eq!(desk.people(), ["Jon Brandt", "Jon Brandt", "M. Kell", "Martha Kell"]);
    // A decision may use the name that another one gave.
    desk.decide(
        "[[rename]]\nthing = \"Mara Kell\"\nto = \"M. Kell\"\n[[same]]\nthings = [\"M. Kell\", \"Martha Kell\"]\n",
    );
    let (_, said) = desk.done(&["query", "dossier", "ASK { ?a rap:about ?b }"]);
    assert!(!said.contains("nothing is called"), "{said}");
    assert_eq!(desk.people(), ["Jon Brandt", "M. Kell"]);
}

#[test]
fn things_by_iri_and_events() {
    let desk = Desk::new();
    let events = |desk: &Desk| {
        let query = "SELECT ?e { ?e a rap:Meeting } ORDER BY ?e";
        let (out, _) = desk.done(&["query", "dossier", "--format", "csv", query]);
        out.lines().skip(1).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let meetings = events(&desk);
    let [one, other] = meetings.as_slice() else { panic!("{meetings:?}") };
    let kell = "https://w3id.org/rapporteur/id/person/mara-kell";
    desk.decide(&format!(
        "[[same]]\nthings = [\"{one}\", \"{other}\"]\n[[same]]\nthings = [\"{kell}\", \"id:person/martha-kell\"]\n"
    ));
    let (_, said) = desk.done(&["query", "dossier", "ASK { ?a rap:about ?b }"]);
    assert!(!said.contains("warning"), "{said}");
    assert_eq!(events(&desk).len(), 1);
    assert_eq!(desk.people().len(), 2);
    let (page, _) = desk.done(&["explain", "dossier", &events(&desk)[0]]);
    assert!(page.contains("decided in decisions.toml:1"), "{page}");
}

#[test]
fn a_line_that_means_nothing_is_said_with_its_place() {
    let desk = Desk::new();
    let before = desk.graph();
    desk.decide("\n[[same]]\nthings = [\"Mara Kell\",\n  \"Mara Kel\"]\n");
    let (_, said) = desk.done(&["query", "dossier", "ASK { ?a rap:about ?b }"]);
    assert!(said.contains("nothing is called “Mara Kel”: the line does nothing"), "{said}");
    assert!(said.contains("decisions.toml:4:3"), "{said}");
    assert!(said.contains("did you mean `Mara Kell`?"), "{said}");
    assert_eq!(desk.people().len(), 3);
    assert_eq!(desk.graph(), before);
}

#[test]
fn with_a_broken_file_nothing_is_answered() {
    let desk = Desk::new();
    let before = desk.graph();
    desk.decide("[[sane]]\nthings = [\"A\", \"B\"]\n");
    let (code, _, said) = desk.run(&["query", "dossier", "ASK { ?a rap:about ?b }"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("“sane” is no decision") && said.contains("decisions.toml:1"), "{said}");
    fs::remove_file(desk.path("dossier/decisions.toml")).expect("it is there");
    assert_eq!(desk.graph(), before);
}
