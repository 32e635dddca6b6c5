//! The files of knowledge that the binary carries.

macro_rules! files {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("../../", $file)))),*]
    };
}

/// Turtle: classes, properties, event families, word lists.
pub(super) const ONTOLOGY: &[(&str, &str)] = files![
    "ontology/rapporteur.ttl",
    "ontology/shapes.ttl",
    "ontology/events/consult.ttl",
    "ontology/events/cooperation.ttl",
    "ontology/events/force.ttl",
    "ontology/events/plans.ttl",
    "ontology/events/pressure.ttl",
    "ontology/events/stance.ttl",
    "ontology/lexicon/actors.ttl",
    "ontology/lexicon/grammar.ttl",
    "ontology/lexicon/measures.ttl",
    "ontology/lexicon/reading.ttl",
    "ontology/lexicon/speech.ttl",
    "ontology/lexicon/status.ttl",
    "ontology/lexicon/things.ttl",
    "ontology/lexicon/titles.ttl",
];

/// TOML: frames and special rules.
pub(super) const RULES: &[(&str, &str)] = files![
    "ontology/rules/frames-nouns.toml",
    "ontology/rules/frames-verbs.toml",
    "ontology/rules/idioms-attack.toml",
    "ontology/rules/idioms-deeds.toml",
    "ontology/rules/idioms-force.toml",
    "ontology/rules/idioms-meeting.toml",
    "ontology/rules/idioms-plans.toml",
    "ontology/rules/idioms-stance.toml",
    "ontology/rules/idioms-words.toml",
    "ontology/rules/relations.toml",
];
