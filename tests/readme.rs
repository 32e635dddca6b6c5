//! The commands of README.md and of `tests/cli/*.md` give what is written there.
//!
//! After a change that is meant: `TRYCMD=overwrite cargo test --test readme`, and read the difference.

use rapporteur::{Engine, check, knowledge::Sources};
use std::{env, fs, path::Path};

/// The first block of a language in the README.
fn block(language: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let rest = text.split(&format!("```{language}\n")).nth(1).expect("a block of this language");
    rest.split("```").next().unwrap_or_default().to_owned()
}

#[test]
fn knowledge_that_the_readme_teaches_loads_and_works() {
    let mut sources = Sources::embedded();
    sources.ontology.push(("README.ttl".into(), block("turtle")));
    sources.rules.push(("README.toml".into(), block("toml")));
    let engine = Engine::new(&sources).unwrap_or_else(|error| panic!("{error}"));
    let verdicts = check::run(&engine);
    let ours: Vec<_> = verdicts.iter().filter(|verdict| verdict.example.place.file == "README.toml").collect();
    assert_eq!(ours.len(), 2);
    for verdict in ours {
        assert!(verdict.passed(), "{}", verdict.difference);
    }
    let found = check::claims(&engine, "Mara Kell confabulated with Jon Brandt in Geneva.", None);
    assert!(found.iter().any(|claim| claim.class == "Meeting"), "{found:?}");
}

#[test]
fn commands_in_documents_give_what_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The commands run where there is nothing but the examples.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = folder.path().join("examples/articles");
    fs::create_dir_all(&articles).expect("a folder");
    for entry in fs::read_dir(root.join("examples/articles")).expect("the examples") {
        let path = entry.expect("readable").path();
        fs::copy(&path, articles.join(path.file_name().expect("a name"))).expect("a copy");
    }
    env::set_current_dir(folder.path()).expect("the folder is there");
    // One after the other: the README makes the dossier that the other pages ask.
    for page in ["README.md", "tests/cli/questions.md", "tests/cli/structure.md"] {
        trycmd::TestCases::new().case(root.join(page)).run();
    }
}
