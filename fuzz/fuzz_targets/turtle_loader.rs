//! Any text is an ontology or a list of diagnostics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur::ontology::Ontology;

fuzz_target!(|text: &str| {
    if let Err(diagnostics) = Ontology::load(&[("fuzzed.ttl", text)]) {
        assert!(!diagnostics.is_empty());
    }
});
