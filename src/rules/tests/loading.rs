//! What the rule loader accepts, and what it says about slips.

use super::{TOML, TURTLE, lemma, ontology, rules};
use crate::{
    model::Date,
    ontology::Ontology,
    rules::{RuleSet, UD_LABELS, known_labels},
};
use proptest::prelude::*;

/// Replaces a piece of the rules, or of the ontology, and returns what is then reported.
fn broken(from: &str, to: &str) -> String {
    assert!(TOML.contains(from) || TURTLE.contains(from), "{from}");
    let toml = TOML.replacen(from, to, 1);
    let turtle = if TOML.contains(from) { TURTLE.to_owned() } else { TURTLE.replacen(from, to, 1) };
    let ontology = Ontology::load(&[("small.ttl", &turtle)]).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let errors = RuleSet::load(&ontology, &[("small.toml", &toml)], lemma).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn examples_keep_what_they_say() {
    let set = rules();
    let examples: Vec<String> =
        set.examples().map(|example| format!("{} {}", example.rule, example.expect.len())).collect();
    assert_eq!(
        examples,
        [
            "frame:transitive 1",
            "frame:nominal 1",
            "meeting/hold-talks 1",
            "meeting/hold-talks 0",
            "office/apposition 1",
            "office/apposition 0"
        ]
    );
    let example = set.examples().nth(2).unwrap();
    assert_eq!(example.published, Date::new(2031, 3, 14));
    assert_eq!(example.target.as_ref().unwrap().class(), "Meeting");
    let line = TOML.lines().position(|line| line.contains("Officials from")).unwrap() as u32;
    assert_eq!((example.place.file.as_str(), example.place.line), ("small.toml", Some(line)));
    assert!(set.warnings().is_empty());
    assert_eq!(
        set.rules().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        [
            "Agreement/frame:transitive",
            "Meeting/frame:transitive",
            "Meeting/frame:nominal",
            "Travel/frame:transitive",
            "meeting/hold-talks",
            "office/apposition"
        ]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn slips_are_reported_with_place_and_hint() {
    let cases = [
        // TOML
        ("[frame.nominal]", "[frame.nominal", "small.toml:10:15: error: not well-formed TOML"),
        ("[frame.nominal]", "[fram.nominal]", "a rule file has no key `fram`\n  hint: did you mean `frame`?"),
        (
            "status = \"occurred\"",
            "state = \"occurred\"",
            "small.toml:25:1: error: a rule has no key `state`\n  hint: did you mean",
        ),
        ("published = 2031-03-14", "publised = 2031-03-14", "an example has no key `publised`"),
        ("published = 2031-03-14", "published = \"2031-02-30\"", "is not a calendar date"),
        ("published = 2031-03-14", "published = 3", "`published` is not a text"),
        ("expect = []", "", "does not say what to expect"),
        ("expect = []", "expect = \"\"", "`expect` is not a list"),
        ("expect = []", "expect = [3]", "an expectation is a text"),
        ("[[rule]]", "[rule]", "not well-formed TOML"),
        ("role.topic = \">obl [(>case [lemma=about])]\"", "role.topic = 3", "role topic is not a text"),
        // Frames and rules
        ("text = \"Ann Lee met Bo Rask.\"\nexpect", "text = \"\"\nexpect", "this example has no text"),
        ("[[frame.nominal.example]]", "[[frame.transitive.example]]", "frame nominal has no example"),
        ("name = \"meeting/hold-talks\"", "", "this rule has no name"),
        ("name = \"office/apposition\"", "name = \"meeting/hold-talks\"", "two rules called meeting/hold-talks"),
        ("trigger = \"[upos=VERB]\"\n", "", "transitive has no trigger"),
        (
            "event = \"rap:Meeting\"",
            "event = \"rap:Meting\"",
            "small.toml:20:10: error: rap:Meting is not an event class",
        ),
        ("event = \"rap:Meeting\"", "event = \"rap:Meting\"", "did you mean `Meeting`?"),
        ("event = \"rap:Meeting\"", "event = \"Meeting\"", "write \"rap:Meeting\""),
        ("event = \"rap:Meeting\"", "event = \"rap:HoldsRole\"", "rap:HoldsRole is not an event class"),
        ("event = \"rap:Meeting\"", "event = \"rap:Meeting\"\nrelation = \"rap:HoldsRole\"", "not both"),
        ("event = \"rap:Meeting\"", "", "does not say what it finds"),
        ("status = \"occurred\"", "status = \"occured\"", "“occured” is no status\n  hint: did you mean `occurred`?"),
        (
            "role.host =",
            "role.hots =",
            "small.toml:23:6: error: rap:Meeting has no slot hots\n  hint: did you mean `host`?",
        ),
        (
            "role.participant = \">nsubj\"\n",
            "",
            "rap:Meeting must have participant, and meeting/hold-talks has no path to it",
        ),
        // Patterns
        (
            ">obl:agent\"",
            ">obl:agant\"",
            "small.toml:3:24: error: no edge ever bears the label `obl:agant`\n  hint: did you mean `obl:agent`?",
        ),
        (">obl:agent\"", ">obl:wiht\"", "did you mean `obl:with`?"),
        (">nsubj | >obl", ">nsubjj:* | >obl", "no edge ever bears the label `nsubjj`\n  hint: did you mean `nsubj`?"),
        ("[upos=NOUN]", "[upos=NOUNS]", "`NOUNS` is no value of upos\n  hint: did you mean `NOUN`?"),
        ("[upos=NOUN]", "[upos=NOUN", "small.toml:11:12: error: not a pattern: this `[` is never closed"),
        ("[upos=NOUN]", ">nsubj", "a trigger begins with a constraint"),
        ("[upos=NOUN]", "[feats.Tens=Past]", "English has no feature `Tens`\n  hint: did you mean `Tense`?"),
        ("[upos=NOUN]", "[feats.Tense=Passed]", "`Passed` is no value of feats.Tense"),
        ("[name=PERSON]", "[name=PERSONS]", "did you mean `PERSON`?"),
        ("[class=Country]", "[class=Contry]", "did you mean `Country`?"),
        ("[lexicon=offices]", "[lexicon=office]", "did you mean `offices`?"),
        (
            "lemma=talk|discussion]",
            "lemma=talks|discussion & upos=NOUN]",
            "“talks” is no lemma: the lemmatizer makes “talk” of it\n  hint: write “talk”",
        ),
        ("lemma=hold|have", "lemma=holding|have", "small.toml:21:19: error: “holding” is no lemma"),
        ("lemma=hold|have", "lemma=\\\"hold up\\\"|have", "“hold up” is not one word"),
        (
            "\"@theme >nmod",
            "\"@them >nmod",
            "small.toml:24:15: error: nothing is captured as @them\n  hint: did you mean `theme`?",
        ),
        (">obj@theme [lemma=talk", ">obj@a@b [lemma=talk", "not a pattern: a capture is named after a step"),
        // Examples
        (
            "Meeting(participant=Officials",
            "Meting(participant=Officials",
            "Meting is no class of claims\n  hint: did you mean `Meeting`?",
        ),
        (
            "Meeting(participant=Officials",
            "Meeting(partcipant=Officials",
            "Meeting has no slot partcipant\n  hint: did you mean `participant`?",
        ),
        (
            "Norland) occurred\"]\n[[rule",
            "Norland) occured\"]\n[[rule",
            "small.toml:29:56: error: “occured” is no status",
        ),
        ("expect = []", "expect = [\"Meeting()\"]", "rule meeting/hold-talks has no negative example"),
        (
            "expect = [\"HoldsRole(subject=Ann Lee, object=Norland, title=president)\"]",
            "expect = []",
            "rule office/apposition has no positive example",
        ),
        // Ontology and rules together
        (
            "rap:frame frame:nominal",
            "rap:frame frame:nominel",
            "small.ttl:20:29: error: there is no frame nominel\n  hint: did you mean `nominal`?",
        ),
        ("rap:lemma \"meet\"", "rap:lemma \"meeting\"", "“meeting” is no lemma: the lemmatizer makes “meet” of it"),
        (">obj [lemma=deal|agreement]", ">obj [lemma=deal|agreement", "small.ttl:24:37: error: not a pattern"),
        (
            ">obj [lemma=deal|agreement]",
            ">obbj [lemma=deal|agreement]",
            "small.ttl:24:32: error: no edge ever bears the label `obbj`",
        ),
        (">obj [lemma=deal|agreement]", ">obj@x [lemma=deal|agreement]", "nothing can recall @x"),
        (
            "\"talk\" ; rap:upos \"NOUN\"",
            "\"talk\" ; rap:upos \"VERB\"",
            "the trigger of frame nominal can never be such a word",
        ),
        (
            "rap:fills \"topic\"",
            "rap:fills \"topik\"",
            "slot about is filled by “topik”, which is no role of any frame\n  hint: did you mean `topic`?",
        ),
        (
            "sh:path rap:host ; sh:class rap:Actor ;",
            "sh:path rap:host ; sh:class rap:Actor ; sh:minCount 1 ;",
            "Meeting/frame:transitive has no path to it",
        ),
        (
            "sh:class rap:Actor ; sh:minCount 1 ; rap:fills \"agent\" ] ;\n  rap:evokedBy [ rap:lemma \"reach\" ; rap:upos \"VERB\" ; rap:frame frame:transitive ] .",
            "sh:class rap:Actor ] .",
            "nothing evokes rap:Travel",
        ),
        (
            "rap:traveller ; sh:class rap:Actor ; sh:minCount 1 ; rap:fills \"agent\"",
            "rap:traveller ; sh:class rap:Actor",
            "Travel/frame:transitive fills no slot of rap:Travel",
        ),
        ("rap:plover \"AGREE\"", "rap:abstract true ; rap:plover \"AGREE\"", "rap:Agreement is abstract"),
    ];
    for (from, to, wanted) in cases {
        let got = broken(from, to);
        assert!(got.contains(wanted), "{from:?} → {to:?}\nwanted {wanted:?}\ngot {got}");
    }
}

#[test]
fn an_idle_frame_is_only_odd() {
    let more =
        "[frame.idle]\ntrigger = \"[]\"\nrole.agent = \">nsubj\"\n[[frame.idle.example]]\ntext = \"X\"\nexpect = []\n";
    let set = RuleSet::load(&ontology(), &[("small.toml", TOML), ("more.toml", more)], lemma).unwrap();
    let warnings: Vec<String> = set.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "more.toml:1:8: warning: no class is evoked in frame idle\n  hint: name it in a rap:evokedBy block, or take it out"
        ]
    );
}

#[test]
fn labels_are_listed_once() {
    let mut labels: Vec<&str> = known_labels().collect();
    let count = labels.len();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), count);
    assert!(UD_LABELS.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_torn_file_is_read_or_refused(from in 0..TOML.len(), length in 0_usize..200, put in "[a-z=.\\[\\]\"\n ]{0,6}") {
        let torn = format!("{}{put}{}", &TOML[..from], TOML.get(from + length..).unwrap_or_default());
        if let Err(errors) = RuleSet::load(&ontology(), &[("torn.toml", &torn)], lemma) {
            prop_assert!(!errors.is_empty());
        }
    }
}
