//! Every example of every rule and frame, run through the whole chain: one named check each.

use rapporteur::{Engine, check, knowledge::Sources};

#[test]
fn every_example_of_every_rule() {
    let engine = Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}"));
    let verdicts = check::run(&engine);
    let failures: Vec<_> = verdicts.iter().filter_map(check::Verdict::diagnostic).collect();
    for verdict in &verdicts {
        println!("{} … {}", verdict.name(), if verdict.passed() { "ok" } else { "FAILED" });
    }
    println!("{} passed, {} failed", verdicts.len() - failures.len(), failures.len());
    let listed: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} of {} examples fail:\n{}", failures.len(), verdicts.len(), listed.join("\n"));
    assert!(verdicts.len() > 300, "examples went missing: {} are left", verdicts.len());
}
