//! The commands of README.md and of `tests/cli/*.md` give what is written there.
//!
//! After a change that is meant: `TRYCMD=overwrite cargo test --test readme`, and read the difference.

use std::{env, fs, path::Path};

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
    for page in ["README.md", "tests/cli/questions.md"] {
        trycmd::TestCases::new().case(root.join(page)).run();
    }
}
