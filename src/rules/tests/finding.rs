//! What the rules find in sentences, and what the trace tells of it.

use super::{HELD, MET, TOML, lemma, ontology, read, rules};
use crate::{
    model::{Edge, SentenceGraph},
    rules::{Match, RuleSet, Target, Trace},
};

/// Matches as lines: rule, trigger, status, arguments and anchors with the words' forms.
fn lines(set: &RuleSet, text: &str, extra: &[(u32, u32, &str)]) -> (Vec<String>, Trace) {
    let read = read(text);
    let mut edges = SentenceGraph::tree_edges(&read.sentence);
    edges.extend(extra.iter().map(|&(head, dependent, label)| Edge {
        head,
        dependent,
        label: label.into(),
        derived: true,
    }));
    let graph = SentenceGraph::new(&read.sentence, edges);
    let mut trace = Trace::default();
    let found = set.find(&graph, &read, Some(&mut trace));
    assert_eq!(found, set.find(&graph, &read, None), "tracing changes nothing");
    let form = |token: &u32| graph.token(*token).form.to_string();
    let line = |found: &Match| {
        let arguments: Vec<String> =
            found.arguments.iter().map(|arg| format!("{}={}", arg.role, form(&arg.token))).collect();
        let kind = if matches!(found.target, Target::Event(_)) { "" } else { "relation " };
        let status = found.status.map_or(String::new(), |status| format!(" {status}"));
        let anchors: Vec<String> = found.anchors.iter().map(form).collect();
        let anchors = if anchors.is_empty() { String::new() } else { format!(" + {}", anchors.join(" ")) };
        format!("{kind}{} at {}({}){status}{anchors}", found.rule, form(&found.trigger), arguments.join(", "))
    };
    (found.iter().map(line).collect(), trace)
}

fn check(text: &str, wanted: &[&str]) {
    assert_eq!(lines(&rules(), text, &[]).0, wanted);
}

#[test]
fn frames_serve_classes() {
    check(MET, &["Meeting/frame:transitive at met(about=fish, participant=Lee, participant=Rask)"]);
}

#[test]
fn a_special_rule_recalls_its_captures_and_keeps_to_the_maximum() {
    // Two objects make one meeting; of two hosts the nearer stays.
    check(
        HELD,
        &["meeting/hold-talks at held(about=trade, host=Rask, participant=Officials) occurred + talks discussion"],
    );
}

#[test]
fn required_roles_and_ranges_filter() {
    let degree = "
        She    she    PRON 2 nsubj
        met    meet   VERB 0 root
        goals  goal   NOUN 2 obj";
    check(degree, &[]);
    let trace = lines(&rules(), degree, &[]).1.to_string();
    assert_eq!(
        trace,
        "Meeting/frame:transitive at “met” (2): no, nothing fills participant\n  \
         participant (agent): not “She” (1), it is no mention of an entity\n  \
         participant (patient): not “goals” (3), it is no mention of an entity\n  \
         about (topic): nothing, `>obl` fails at “met” (2)\n"
    );
}

#[test]
fn the_more_specific_class_wins() {
    let deal = "
        Lee     Lee    PROPN 2 nsubj Person PERSON
        reached reach  VERB  0 root
        a       a      DET   4 det
        deal    deal   NOUN  2 obj";
    check(deal, &["Agreement/frame:transitive at reached(party=Lee) occurred + deal"]);
    let trace = lines(&rules(), deal, &[]).1.to_string();
    assert!(
        trace.contains("Travel/frame:transitive at “reached” (2): no, Agreement/frame:transitive is more specific"),
        "{trace}"
    );
    let city = deal.replace("deal   NOUN  2 obj", "town   NOUN  2 obj");
    check(&city, &["Travel/frame:transitive at reached(traveller=Lee)"]);
    let trace = lines(&rules(), &city, &[]).1.to_string();
    let wanted = "no, what it requires fails: `[lemma=deal|agreement]` fails at “deal” (4)";
    assert!(trace.contains(wanted), "{trace}");
}

#[test]
fn relations_tie_what_was_captured_together() {
    let text = "
        Lee       Lee       PROPN 0 root  Person PERSON
        ,         ,         PUNCT 3 punct
        President President PROPN 1 appos
        of        of        ADP   5 case
        Norland   Norland   PROPN 3 nmod  Country GPE
        and       and       CCONJ 7 cc
        minister  minister  NOUN  1 appos
        of        of        ADP   9 case
        Suderia   Suderia   PROPN 7 nmod  Country GPE";
    check(
        text,
        &[
            "relation office/apposition at Lee(object=Norland, subject=Lee, title=President) + President",
            "relation office/apposition at Lee(object=Suderia, subject=Lee, title=minister) + minister",
        ],
    );
}

#[test]
fn rules_of_one_class_at_one_trigger_are_joined() {
    let more = "[[rule]]\nname = \"meeting/meet-alone\"\nevent = \"rap:Meeting\"\ntrigger = \"[lemma=meet & (>obl)]\"\n\
                role.participant = \">obl [class=City|Actor]\"\nrole.host = \">nsubj\"\nstatus = \"planned\"\n\
                [[rule.example]]\ntext = \"X\"\nexpect = [\"Meeting()\"]\n[[rule.example]]\ntext = \"Y\"\nexpect = []\n";
    let more = more.replace("City|Actor", "Actor").replace("role.participant = \">obl", "role.participant = \">obj");
    let set = RuleSet::load(&ontology(), &[("small.toml", TOML), ("more.toml", &more)], lemma).unwrap();
    let (found, trace) = lines(&set, MET, &[]);
    assert_eq!(found, ["meeting/meet-alone at met(about=fish, host=Lee, participant=Lee, participant=Rask) planned"]);
    assert_eq!(trace.matched().count(), 2);
    assert!(trace.to_string().contains("matched, joined to meeting/meet-alone"), "{trace}");
}

#[test]
fn patterns_walk_as_written() {
    // One rule, its role path varied; the answer is what fills the role.
    let text = "
        Lee     Lee     PROPN 2 nsubj      Person PERSON
        met     meet    VERB  0 root
        Rask    Rask    PROPN 2 obj        Person PERSON
        and     and     CCONJ 5 cc
        Dorn    Dorn    PROPN 3 conj       Person PERSON
        and     and     CCONJ 7 cc
        Munk    Munk    PROPN 5 conj       Person PERSON
        ahead   ahead   ADP   10 case
        of      of      ADP   8 fixed
        trips   trip    NOUN  2 obl
        waited  wait    VERB  7 acl:relcl";
    let cases = [
        (">obj", "Rask"),
        (">obj >conj", "Dorn"),
        (">obj >conj?", "Rask Dorn"),
        (">obj >conj*", "Rask Dorn Munk"),
        (">obj >conj+", "Dorn Munk"),
        (">obj (>conj [form=Dorn])* >conj", "Dorn Munk"),
        (">nsubj | >obj", "Lee Rask"),
        (">nsubj:*", "Lee"),
        (">*", "Lee Rask trips"),
        (">** [class=Person]", "Lee Rask Dorn Munk"),
        (">** [name=PERSON & !form=Lee|Munk]", "Rask Dorn"),
        (">** [deprel=acl:*]", "waited"),
        (">** [deprel=acl]", ""),
        (">** [feats.Tense=Past & upos!=VERB]", ""),
        (">** [feats.Tense=Past] <acl:relcl", "Munk"),
        (">** <*", "Rask met Dorn Munk ahead trips"),
        (">obj <obj", "met"),
        ("[lemma=meet]", "met"),
        ("[]", "met"),
        (">obl [case=\"ahead of\"]", "trips"),
        (">obl [case=ahead]", "trips"),
        (">obl [case=of]", ""),
        (">** [(>conj >conj)]", "Rask"),
        (">** [(>conj) & !(>conj >conj)]", "Dorn"),
        (">** [(<conj <conj <obj [lemma=meet])]", "Munk"),
        ("@first >conj", "Dorn"),
        ("@first | >obj >conj", "Rask Dorn"),
        (">nsubj@s <nsubj >obj [!(@s)]", ""),
        (">** [(>conj@next [(@next >conj)])]", "Rask"),
        (">nsubj@s <nsubj >obl (@s | [])", "Lee trips"),
        (">** [class=Thing]", "Lee Rask Dorn Munk"),
    ];
    let read = read(text);
    let graph = SentenceGraph::tree(&read.sentence);
    for (path, wanted) in cases {
        let quoted = path.replace('"', "\\\"");
        let rule = format!(
            "[[rule]]\nname = \"r\"\nevent = \"rap:Meeting\"\ntrigger = \"[lemma=meet] >obj@first\"\nrole.participant = \">nsubj\"\n\
             role.about = \"{quoted}\"\n[[rule.example]]\ntext = \"X\"\nexpect = [\"Meeting()\"]\n[[rule.example]]\ntext = \"Y\"\nexpect = []\n"
        );
        let set = RuleSet::load(&ontology(), &[("small.toml", TOML), ("r.toml", &rule)], lemma)
            .unwrap_or_else(|errors| panic!("{path}: {errors:#?}"));
        let found = set.find(&graph, &read, None);
        let tokens = found.iter().flat_map(|found| &found.arguments).filter(|argument| argument.role == "about");
        let mut tokens: Vec<u32> = tokens.map(|argument| argument.token).collect();
        let mut wanted: Vec<u32> = wanted
            .split_whitespace()
            .map(|form| read.sentence.tokens.iter().position(|token| *token.form == *form).unwrap() as u32)
            .collect();
        tokens.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(tokens, wanted, "{path}");
    }
}

#[test]
fn derived_edges_count_like_others() {
    let text = "
        they   they   PRON 2 nsubj Group
        agreed agree  VERB 0 root
        to     to     PART 4 mark
        meet   meet   VERB 2 xcomp";
    assert!(lines(&rules(), text, &[]).0.is_empty());
    // The frame asks for plain subjects; a frame that wants derived ones says `>nsubj:*`.
    assert_eq!(lines(&rules(), text, &[(3, 0, "nsubj")]).0, ["Meeting/frame:transitive at meet(participant=they)"]);
}

#[test]
fn a_sentence_without_triggers_says_so() {
    let (found, trace) = lines(&rules(), "Fish fish NOUN 0 root", &[]);
    assert!(found.is_empty());
    assert_eq!(trace.to_string(), "no rule has a trigger in this sentence\n");
}
