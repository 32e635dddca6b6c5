//! The rule language on a small ontology, hand-made sentences and a lemmatizer that knows three endings.

mod finding;
mod loading;
mod writing;

use super::{Context, RuleSet};
use crate::{
    model::{ByteSpan, EntityClass, NameKind, Sentence, Token, Upos},
    ontology::Ontology,
};

const TURTLE: &str = r#"@prefix rap: <https://w3id.org/rapporteur/ns#> .
@prefix frame: <https://w3id.org/rapporteur/frame#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
rap:Thing a owl:Class ; rdfs:label "thing" ; skos:definition "Anything." .
rap:Actor a owl:Class ; rdfs:label "actor" ; skos:definition "Who acts." .
rap:Person a owl:Class ; rdfs:subClassOf rap:Actor ; rdfs:label "person" ; skos:definition "A human being." .
rap:Group a owl:Class ; rdfs:subClassOf rap:Actor ; rdfs:label "group" ; skos:definition "Unnamed people." .
rap:Country a owl:Class ; rdfs:subClassOf rap:Actor ; rdfs:label "country" ; skos:definition "A state." .
rap:City a owl:Class ; rdfs:subClassOf rap:Thing ; rdfs:label "city" ; skos:definition "A city." .
rap:Event a owl:Class ; rdfs:label "event" ; skos:definition "What happens." .
rap:Relation a owl:Class ; rdfs:label "relation" ; skos:definition "What holds." .
rap:Meeting a owl:Class ; rdfs:subClassOf rap:Event ; rap:plover "CONSULT" ; rdfs:label "meeting" ; skos:definition "Talks." ;
  sh:property [ sh:path rap:participant ; sh:class rap:Actor ; sh:minCount 1 ; rap:fills "agent" , "patient" ] ,
              [ sh:path rap:host ; sh:class rap:Actor ; sh:maxCount 1 ] ,
              [ sh:path rap:about ; sh:class rap:Thing ; rap:fills "topic" ] ;
  rap:evokedBy [ rap:lemma "meet" ; rap:upos "VERB" ; rap:frame frame:transitive ] ,
               [ rap:lemma "talk" ; rap:upos "NOUN" ; rap:frame frame:nominal ] .
rap:Agreement a owl:Class ; rdfs:subClassOf rap:Event ; rap:plover "AGREE" ; rdfs:label "agreement" ; skos:definition "Parties agree." ;
  sh:property [ sh:path rap:party ; sh:class rap:Actor ; sh:minCount 1 ; rap:fills "agent" ] ;
  rap:evokedBy [ rap:lemma "reach" ; rap:upos "VERB" ; rap:frame frame:transitive ;
                 rap:requires ">obj [lemma=deal|agreement]" ; rap:status "occurred" ] .
rap:Travel a owl:Class ; rdfs:subClassOf rap:Event ; rap:plover "CONSULT" ; rdfs:label "travel" ; skos:definition "Moves." ;
  sh:property [ sh:path rap:traveller ; sh:class rap:Actor ; sh:minCount 1 ; rap:fills "agent" ] ;
  rap:evokedBy [ rap:lemma "reach" ; rap:upos "VERB" ; rap:frame frame:transitive ] .
rap:HoldsRole a owl:Class ; rdfs:subClassOf rap:Relation ; rdfs:label "office" ; skos:definition "Holds an office." ;
  sh:property [ sh:path rap:subject ; sh:class rap:Person ; sh:minCount 1 ] .
rap:participant a owl:ObjectProperty ; rdfs:label "participant" ; skos:definition "Takes part." .
rap:host a owl:ObjectProperty ; rdfs:label "host" ; skos:definition "Hosts." .
rap:about a owl:ObjectProperty ; rdfs:label "about" ; skos:definition "Topic." .
rap:party a owl:ObjectProperty ; rdfs:label "party" ; skos:definition "Agrees." .
rap:traveller a owl:ObjectProperty ; rdfs:label "traveller" ; skos:definition "Travels." .
rap:subject a owl:ObjectProperty ; rdfs:label "subject" ; skos:definition "Who." .
[] a rap:Lexicon ; rap:name "offices" ; rap:lemma "president" , "minister" .
"#;

const TOML: &str = r#"[frame.transitive]
trigger = "[upos=VERB]"
role.agent = ">nsubj | >obl:agent"
role.patient = ">obj | >nsubj:pass"
role.topic = ">obl [(>case [lemma=about])]"
[[frame.transitive.example]]
text = "Ann Lee met Bo Rask."
expect = ["Meeting(participant=Ann Lee, participant=Bo Rask) occurred"]

[frame.nominal]
trigger = "[upos=NOUN]"
role.agent = ">nmod [case=between|of] | >nmod:poss"
role.topic = ">nmod [case=about|on]"
[[frame.nominal.example]]
text = "Talks between Norland and Suderia resumed."
expect = ["Meeting(participant=Norland, participant=Suderia) occurred"]

[[rule]]
name = "meeting/hold-talks"
event = "rap:Meeting"
trigger = "[lemma=hold|have & upos=VERB] >obj@theme [lemma=talk|discussion]"
role.participant = ">nsubj"
role.host = ">obl [case=with]"
role.about = "@theme >nmod [case=about|on]"
status = "occurred"
[[rule.example]]
text = "Officials from Norland held talks."
published = 2031-03-14
expect = ["Meeting(participant=Officials from Norland) occurred"]
[[rule.example]]
text = "She holds a degree in physics."
expect = []

[[rule]]
name = "office/apposition"
relation = "rap:HoldsRole"
trigger = "[name=PERSON] >appos@office [lexicon=offices]"
role.subject = "[]"
role.title = "@office"
role.object = "@office >nmod [class=Country]"
[[rule.example]]
text = "Ann Lee, president of Norland, smiled."
expect = ["HoldsRole(subject=Ann Lee, object=Norland, title=president)"]
[[rule.example]]
text = "Ann Lee, a friend of mine, smiled."
expect = []
"#;

fn ontology() -> Ontology {
    Ontology::load(&[("small.ttl", TURTLE)]).unwrap_or_else(|errors| panic!("{errors:#?}"))
}
fn rules() -> RuleSet {
    RuleSet::load(&ontology(), &[("small.toml", TOML)], lemma).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// A lemmatizer that takes off a regular ending.
fn lemma(word: &str, upos: Upos) -> String {
    let endings: &[&str] = match upos {
        Upos::Verb => &["ing", "ed", "s"],
        Upos::Noun => &["s"],
        _ => &[],
    };
    let stem = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'));
    stem.unwrap_or(word).to_owned()
}

/// A sentence with the classes of its mentions.
struct Read {
    sentence: Sentence,
    classes: Vec<Option<EntityClass>>,
    names: Vec<Option<NameKind>>,
}

impl Context for Read {
    fn class(&self, token: u32) -> Option<EntityClass> {
        self.classes[token as usize]
    }
    fn name_kind(&self, token: u32) -> Option<NameKind> {
        self.names[token as usize]
    }
}

/// One token a line: form, lemma, part of speech, head (from 1, 0 for none), relation, and if need be the class of its mention
/// and the type of its name.
fn read(text: &str) -> Read {
    let mut read = Read {
        sentence: Sentence { span: ByteSpan::new(0, 0), paragraph: 0, tokens: Vec::new(), names: Vec::new() },
        classes: Vec::new(),
        names: Vec::new(),
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let head: u32 = fields[3].parse().unwrap();
        read.sentence.tokens.push(Token {
            span: ByteSpan::new(0, 0),
            form: fields[0].into(),
            lemma: fields[1].into(),
            upos: fields[2].parse().unwrap(),
            feats: if fields[0].ends_with("ed") { "Tense=Past|VerbForm=Fin".into() } else { "".into() },
            head: head.checked_sub(1),
            deprel: fields[4].into(),
            glued: false,
        });
        read.classes.push(fields.get(5).and_then(|class| class.parse().ok()));
        read.names.push(fields.get(6).map(|kind| kind.parse().unwrap()));
    }
    read
}

const MET: &str = "
    Lee        Lee        PROPN 2 nsubj Person PERSON
    met        meet       VERB  0 root
    Rask       Rask       PROPN 2 obj   Person PERSON
    about      about      ADP   5 case
    fish       fish       NOUN  2 obl
    in         in         ADP   7 case
    Arnhold    Arnhold    PROPN 2 obl   City   GPE";
const HELD: &str = "
    Officials  official   NOUN  2 nsubj Group
    held       hold       VERB  0 root
    talks      talk       NOUN  2 obj
    on         on         ADP   5 case
    trade      trade      NOUN  3 nmod
    and        and        CCONJ 7 cc
    discussion discussion NOUN  2 obj
    with       with       ADP   9 case
    Rask       Rask       PROPN 2 obl   Person PERSON
    with       with       ADP   11 case
    Suderia    Suderia    PROPN 2 obl   Country GPE";
