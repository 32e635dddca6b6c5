//! `kill -9` while articles are added and removed: the dossier is as before or as after, opens, and loses no article.
//!
//! `KILLS=1000 cargo test --release --test kill -- --nocapture` for more than the few of every run.

use rapporteur::{
    dossier::Dossier,
    model::{DocumentId, Extraction},
};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rapporteur");

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the examples").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files
}

fn start(arguments: &[&str], folder: &Path) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

fn run(arguments: &[&str], folder: &Path) {
    assert!(start(arguments, folder).wait().expect("it ends").success(), "{arguments:?}");
}

/// Everything in a dossier: opened, each checksum checked, each article read.
fn contents(folder: &Path) -> Vec<(DocumentId, String, Extraction)> {
    let dossier = Dossier::open(&folder.join("dossier")).unwrap_or_else(|error| panic!("{error}"));
    let wrong: Vec<String> = dossier.check().iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let documents = dossier.documents().expect("articles");
    let extractions = dossier.extractions().expect("what they say");
    assert_eq!(documents.len(), extractions.len());
    documents
        .into_iter()
        .zip(extractions)
        .map(|(document, extraction)| (document.id, document.text, extraction))
        .collect()
}

/// Numbers that look random: Knuth's linear congruential generator.
struct Random(u64);

impl Random {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

#[test]
fn killed_at_any_moment() {
    let kills: usize = env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let desk = tempfile::tempdir().expect("a temporary folder");
    let (folder, files) = (desk.path(), examples());
    let names: Vec<&str> = files.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    let (first, rest) = names.split_first().expect("examples");
    let mut build = vec!["build", "-o", "dossier"];
    build.extend(rest);
    run(&build, folder);
    let without = contents(folder);
    let begun = Instant::now();
    run(&["add", "dossier", first], folder);
    let mut takes = begun.elapsed().as_secs_f64();
    let with = contents(folder);
    assert_eq!(with.len(), without.len() + 1);
    let base = Path::new(first).file_name().and_then(|name| name.to_str()).expect("a name");

    let (mut random, mut there) = (Random(kills as u64), true);
    let (mut old, mut new, mut ended) = (0, 0, 0);
    // A process that has ended cannot be killed: it does not count, and the next is given less time.
    for turn in 0..4 * kills {
        if old + new == kills {
            break;
        }
        let arguments = if there { ["remove", "dossier", base] } else { ["add", "dossier", first] };
        // The disk changes in the last part of a run: half of all kills fall there.
        let share = if turn % 2 == 0 { random.share() } else { 0.6 + 0.4 * random.share() };
        let mut child = start(&arguments, folder);
        thread::sleep(Duration::from_secs_f64(takes * share));
        let late = child.try_wait().expect("a state").is_some();
        takes *= if late { 0.95 } else { 1.01 };
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        let after = contents(folder);
        let is = after.len() == with.len();
        assert!(
            after == if is { with.clone() } else { without.clone() },
            "turn {turn}: neither the old nor the new state"
        );
        match (late, is == there) {
            (true, _) => ended += 1,
            (false, true) => old += 1,
            (false, false) => new += 1,
        }
        there = is;
    }
    println!("{} kills: {old} left the old state, {new} the new one; {ended} processes ended before", old + new);
    assert!(old + new > kills / 2, "hardly any process was caught at work");
    // No lock stays, and what was left over goes with the next change.
    run(&if there { ["remove", "dossier", base] } else { ["add", "dossier", first] }, folder);
    let packs: BTreeSet<String> = fs::read_dir(folder.join("dossier/packs"))
        .expect("packs")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(packs.iter().all(|name| !name.contains("new")), "{packs:?}");
    assert_eq!(packs.len() % 2, 0, "{packs:?}");
}
