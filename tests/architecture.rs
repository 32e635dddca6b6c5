//! What ARCHITECTURE.md promises about the code: who imports whom, what stays hidden, which files there are.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A module and all that it may import of ours. The library's root, the command line and tests may import everything.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostic", &[]),
    ("ontology", &["model", "diagnostic"]),
    ("rules", &["model", "ontology", "diagnostic"]),
    ("ingest", &["model", "diagnostic"]),
    ("annotate", &["model", "diagnostic"]),
    ("knowledge", &["model", "ontology", "rules", "annotate", "extract", "diagnostic"]),
    ("extract", &["model", "ontology", "rules", "knowledge", "diagnostic"]),
    ("resolve", &["model", "ontology", "diagnostic"]),
    ("graph", &["model", "ontology"]),
    ("rdf", &["model", "ontology", "graph", "diagnostic"]),
    ("dossier", &["model", "diagnostic"]),
    ("decide", &["model", "ontology", "resolve", "graph", "rdf", "dossier", "diagnostic"]),
    ("store", &["model", "rdf", "graph", "diagnostic"]),
    ("reference", &["model", "ontology", "rules", "knowledge", "rdf", "store"]),
    ("shacl", &["ontology", "rdf"]),
    ("export", &["model", "ontology", "graph", "rdf"]),
    ("serve", &["model", "ontology", "resolve", "graph", "rdf", "dossier", "decide", "store", "export", "diagnostic"]),
    ("engine", &["model", "annotate", "knowledge", "extract", "resolve", "graph", "diagnostic"]),
    ("check", &["model", "rules", "graph", "Engine", "diagnostic"]),
];

/// Stages that neither read files or clocks nor fail.
const PURE: &[&str] = &["model", "ontology", "rules", "annotate", "knowledge", "extract", "resolve", "graph", "rdf"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.map(|entry| entry.expect("readable").path())),
            Err(_) => found.push(path),
        }
    }
    found.sort();
    found
}

/// Modules of the library with their files: path from the root and code without comments and tests.
fn modules() -> BTreeMap<String, Vec<(String, String)>> {
    let mut modules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for path in files(&root().join("src")) {
        let name = path.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/");
        let module = name.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/") || name.ends_with("sample.rs");
        if path.extension().is_none_or(|ending| ending != "rs")
            || is_test
            || ["lib", "main", "cli"].contains(&module.as_str())
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        modules.entry(module).or_default().push((name, lines.join("\n")));
    }
    modules
}

/// What stands after each `crate::`, the names of a braced list each by itself.
fn imports(code: &str) -> BTreeSet<String> {
    let ident = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            found.insert(ident(rest));
            continue;
        };
        let (mut depth, mut first) = (1, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => first = true,
                c if depth == 1 && first && !c.is_whitespace() => {
                    found.insert(ident(&list[at..]));
                    first = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[test]
fn modules_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        let Some((_, may)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{module}: not in the table of ARCHITECTURE.md and of this test"));
            continue;
        };
        for (file, code) in files {
            let not = imports(&code).into_iter().filter(|name| *name != module && !may.contains(&name.as_str()));
            wrong.extend(not.map(|name| format!("{file} imports {name}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_behind_their_module() {
    let hidden = [
        ("petgraph", &["graph"][..]),
        ("oxigraph", &["store"]),
        ("toml_edit", &["rules", "dossier"]),
        ("oxttl", &["ontology"]),
        ("quick_xml", &["export", "rdf"]),
        ("csv::", &["export"]),
    ];
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        for (krate, home) in &hidden {
            let seen = files.iter().filter(|(_, code)| !home.contains(&module.as_str()) && code.contains(krate));
            wrong.extend(seen.map(|(file, _)| format!("{file} names {krate}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_outside_world_between_ingest_and_graph() {
    let outside =
        ["std::fs", "std::env", "std::time", "std::net", "std::process", "SystemTime", "Instant::now", "println!"];
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        if PURE.contains(&module.as_str()) {
            for (file, code) in files {
                wrong.extend(outside.iter().filter(|word| code.contains(*word)).map(|word| format!("{file}: {word}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_that_architecture_md_names_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|word| is_path(word)).collect();
    assert!(named.len() > 20, "only {} paths found: is this test still right?", named.len());
    let missing: Vec<&&str> = named.iter().filter(|path| !exists(path)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

/// Backticked text that can only be a path of the project.
fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-*".contains(c);
    let known = ["src/", "ontology/", "models/", "training/", "examples/", "tests/", "exports/", ".ci/"];
    word.chars().all(plain) && known.iter().any(|start| word.starts_with(start))
}

/// `*` stands for anything in the last part of a path.
fn exists(path: &str) -> bool {
    let Some((before, after)) = path.split_once('*') else { return root().join(path).exists() };
    let (folder, start) = before.rsplit_once('/').unwrap_or(("", before));
    let fits = |name: &str| name.starts_with(start) && name.ends_with(after);
    fs::read_dir(root().join(folder))
        .is_ok_and(|entries| entries.flatten().any(|entry| fits(&entry.file_name().to_string_lossy())))
}
