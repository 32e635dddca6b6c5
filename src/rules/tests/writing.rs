//! Patterns and expectations as text: what is read, how it is written again, what is refused.

use crate::rules::{
    Difference, Expected, Pattern, compare, parse_expectation,
    pattern::{Atom, Constraint, Direction, Item, Key, Label, Offset, Repeat, Sequence, Step, Term, Test, Value},
};
use proptest::prelude::*;

#[test]
fn patterns_have_a_normal_form() {
    let cases = [
        ("[]", "[]"),
        (">nsubj", ">nsubj"),
        (" > nsubj ", "error 2"),
        (">nsubj:*|<acl:relcl", ">nsubj:* | <acl:relcl"),
        (">*", ">*"),
        (">**", ">**"),
        (">* *", ">**"),
        (">conj*>appos?", ">conj* >appos?"),
        (">obj@theme[lemma=talk]", ">obj@theme [lemma=talk]"),
        (">conj * @x >nmod:poss", ">conj*@x >nmod:poss"),
        ("@theme >nmod", "@theme >nmod"),
        ("(>nsubj|>obl:agent)+@a", "(>nsubj | >obl:agent)+@a"),
        ("[lemma=a|b&upos=VERB & !form = \"U.S.\"]", "[lemma=a|b & upos=VERB & !form=U.S.]"),
        ("[lemma!=a]", "[!lemma=a]"),
        ("[!lemma!=a]", "[lemma=a]"),
        (
            "[entity=Country & name=GPE & lexicon=offices & feats.Tense=Past]",
            "[class=Country & name=GPE & lexicon=offices & feats.Tense=Past]",
        ),
        ("[deprel=nsubj:*|\"obj\"]", "[deprel=nsubj:*|obj]"),
        (r#"[case="according to"|"a\"b\\c"]"#, r#"[case="according to"|"a\"b\\c"]"#),
        ("[upos=VERB & (>obj [lemma=talk]) & !(>aux | >mark)]", "[upos=VERB & (>obj [lemma=talk]) & !(>aux | >mark)]"),
        ("", "error 0"),
        (">", "error 1"),
        (">nsubj:", "error 7"),
        (">nsubj |", "error 8"),
        (">nsubj)", "error 6"),
        ("(>nsubj", "error 0"),
        ("[lemma=a", "error 0"),
        ("[lemma=]", "error 7"),
        ("[lemma=a, upos=VERB]", "error 8"),
        ("[lemma=a upos=VERB]", "error 9"),
        ("[lema=a]", "error 1"),
        ("[lemma a]", "error 7"),
        ("[feats.=a]", "error 1"),
        ("[]?", "error 2"),
        ("*", "error 0"),
        ("nsubj", "error 0"),
        (">nsubj @", "error 8"),
        (">nsubj@a @b", "error 9"),
        ("[form=\"a]", "error 6"),
    ];
    for (text, wanted) in cases {
        let got = text
            .parse::<Pattern>()
            .map_or_else(|error| format!("error {}", error.offset), |pattern| pattern.to_string());
        assert_eq!(got, wanted, "{text:?}");
    }
}

#[test]
fn pattern_errors_say_what_to_do() {
    let cases = [
        ("[lema=a]", "`lema` is no key", "did you mean `lemma`?"),
        ("[lemma=a, b]", "terms are joined by `&`", "replace the comma by `&`"),
        ("[]*", "a constraint cannot be repeated", "repeat the step before it"),
        ("nsubj", "`n` cannot stand here", "a step begins with"),
        (">nsubj )", "this `)` closes nothing", "take it out"),
    ];
    for (text, message, hint) in cases {
        let error = text.parse::<Pattern>().unwrap_err();
        assert!(
            error.message.contains(message) && error.hint.as_ref().is_some_and(|got| got.contains(hint)),
            "{error:?}"
        );
    }
    let deep = "(".repeat(100_000);
    assert!(deep.parse::<Pattern>().unwrap_err().message.contains("deep"));
}

fn a_pattern() -> impl Strategy<Value = Pattern> {
    let name = || "[a-z]{1,5}".prop_map(Into::into);
    let label = prop_oneof![
        Just(Label::Any),
        "[a-z]{1,4}(:[a-z]{1,4})?".prop_map(|text| Label::Exact(text.into())),
        "[a-z]{1,4}".prop_map(|text| Label::Family(text.into())),
    ];
    let step = (prop_oneof![Just(Direction::Down), Just(Direction::Up)], label);
    let key = prop_oneof![
        proptest::sample::select(vec![
            Key::Lemma,
            Key::Form,
            Key::Upos,
            Key::Deprel,
            Key::Class,
            Key::NameKind,
            Key::Case
        ]),
        "[A-Z][a-z]{1,5}".prop_map(|name| Key::Feature(name.into())),
    ];
    let value = "\\PC{1,8}".prop_map(|text| Value { text: text.into(), at: Offset(0) });
    let values = (key, prop::collection::vec(value, 1..3)).prop_map(|(key, values)| Test::Values(key, values));
    let leaf = prop_oneof![
        step.prop_map(|(direction, label)| Atom::Step(Step { direction, label })),
        prop::collection::vec((any::<bool>(), values), 0..3).prop_map(|terms| {
            let term = |(negated, test)| Term { negated, test, at: Offset(0) };
            Atom::Test(Constraint { terms: terms.into_iter().map(term).collect() })
        }),
    ];
    let pattern_of = move |atom: BoxedStrategy<Atom>| {
        let repeat = prop_oneof![Just(Repeat::Once), Just(Repeat::Optional), Just(Repeat::Any), Just(Repeat::Some)];
        let item = (atom, repeat, prop::option::of(name())).prop_map(|(atom, repeat, capture)| {
            let repeat = if matches!(atom, Atom::Test(_)) { Repeat::Once } else { repeat };
            Item { atom, repeat, capture, at: Offset(0) }
        });
        let recall = prop::option::weighted(0.2, name());
        let sequence = (recall, prop::collection::vec(item, 1..4)).prop_map(|(recall, mut items)| {
            let recall = recall.map(|name| Item {
                atom: Atom::Recall(name),
                repeat: Repeat::Once,
                capture: None,
                at: Offset(0),
            });
            items.splice(0..0, recall);
            Sequence { items }
        });
        prop::collection::vec(sequence, 1..3).prop_map(|alternatives| Pattern { alternatives })
    };
    let nested = leaf.prop_recursive(3, 24, 3, move |atom| {
        pattern_of(atom).prop_flat_map(|pattern| {
            let test = Term { negated: true, test: Test::Path(pattern.clone()), at: Offset(0) };
            prop_oneof![Just(Atom::Group(pattern)), Just(Atom::Test(Constraint { terms: vec![test] }))]
        })
    });
    nested.prop_map(|atom| Pattern {
        alternatives: vec![Sequence { items: vec![Item { atom, repeat: Repeat::Once, capture: None, at: Offset(0) }] }],
    })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        if let Ok(pattern) = text.parse::<Pattern>() {
            prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
        }
    }
    #[test]
    fn any_signs_are_read_or_refused(text in "[\\[\\]()<>@|&=!?*+:\"a-c ]{0,40}") {
        if let Ok(pattern) = text.parse::<Pattern>() {
            prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
        }
    }
    #[test]
    fn what_is_written_is_read_again(pattern in a_pattern()) {
        let text = pattern.to_string();
        prop_assert_eq!(text.parse::<Pattern>(), Ok(pattern), "{}", text);
    }
    #[test]
    fn any_expectation_is_read_or_refused(text in "([A-Z][a-z]{0,3}\\()?[a-z=,()\"\\\\ ]{0,40}") {
        if let Ok(expected) = parse_expectation(&text) {
            prop_assert_eq!(parse_expectation(&expected.to_string()), Ok(expected));
        }
    }
}

#[test]
fn expectations_are_read() {
    let cases = [
        (
            "Meeting(participant=Ann Lee, place=Port Amber) occurred",
            "Meeting(participant=Ann Lee, place=Port Amber) occurred",
        ),
        (" Meeting ( place = Port Amber,participant=Ann ) ", "Meeting(participant=Ann, place=Port Amber)"),
        ("Attack(killed=6)possible", "Attack(killed=6) possible"),
        ("Protest()", "Protest()"),
        (
            r#"Statement(speaker=Lee, quote="Yes, we \"can\".") direct"#,
            r#"Statement(quote="Yes, we \"can\".", speaker=Lee) direct"#,
        ),
        (
            "HoldsRole(subject=Lee, object=NATO (the alliance), title=head) former",
            "HoldsRole(object=\"NATO (the alliance)\", subject=Lee, title=head) former",
        ),
        ("Meeting(participant=Lee, Rask)", "error 26 `slot=value` was expected here"),
        ("Meeting(participant=)", "error 21 slot participant has no value"),
        ("Meeting(participant=Lee", "error 24 `,` or `)` is missing here"),
        ("Meeting(participant=\"Lee)", "error 22 this quotation mark is never closed"),
        ("Meeting", "error 8 `(` is missing after Meeting"),
        ("Meeting() occured", "error 11 “occured” is no status did you mean `occurred`?"),
        ("", "error 1 a class is missing here"),
    ];
    for (text, wanted) in cases {
        let got = match parse_expectation(text) {
            Ok(expected) => expected.to_string(),
            Err(error) => {
                let column = error.place.as_ref().and_then(|place| place.column).unwrap();
                format!("error {column} {} {}", error.message, error.hint.unwrap_or_default())
            }
        };
        assert!(got == wanted || wanted.starts_with("error") && got.starts_with(wanted), "{text}\n{got}");
    }
}

#[test]
fn claims_are_compared() {
    let claims =
        |texts: &[&str]| -> Vec<Expected> { texts.iter().map(|text| parse_expectation(text).unwrap()).collect() };
    let check = |expected: &[&str], got: &[&str], wanted: &str| {
        let difference = compare(&claims(expected), &claims(got));
        assert_eq!(difference.to_string(), wanted, "{expected:?} {got:?}");
        assert_eq!(difference.is_empty(), difference == Difference::default());
    };
    check(&[], &[], "");
    check(&["A(x=1) occurred", "B(y=2)"], &["B(y=2) planned", "A(x=1) occurred"], "");
    check(&["A(x=1)"], &["A(x=1, time=2031-03-12, attribution=Z) occurred"], "");
    check(
        &["A(x=1, time=2031-03-12)"],
        &["A(x=1, time=2031-03-13)"],
        "  A(…)\n    - time=2031-03-12\n    + time=2031-03-13\n",
    );
    check(&["A(x=1)"], &["A(x=1, x=2)"], "  A(…)\n    + x=2\n");
    check(&["A(x=1) planned"], &["A(x=1) occurred"], "  A(…)\n    - planned\n    + occurred\n");
    check(&["A(x=1)"], &["B(x=1)"], "- A(x=1)\n+ B(x=1)\n");
    check(&["A(x=1)", "A(x=1)"], &["A(x=1)"], "- A(x=1)\n");
    check(&["Statement(speaker=Lee)"], &["Statement(speaker=Lee, about=Fish, quote=No)"], "");
    // The exact one is not taken by the one that would also fit another.
    check(&["A(x=1)", "A(x=1, time=2031-03-12)"], &["A(x=1, time=2031-03-12)", "A(x=1, time=2031-03-14)"], "");
}
