use super::*;
use proptest::prelude::*;

/// Words separated by spaces; a bar before a glued word.
fn check(text: &str, expected: &str) {
    let words = Tokenizer::new().tokenize(text);
    let mut found = String::new();
    for word in words {
        if !found.is_empty() {
            found.push(if word.glued { '|' } else { ' ' });
        }
        found.push_str(&text[word.start..word.end]);
    }
    assert_eq!(found, expected);
}

#[test]
fn words_are_cut_as_in_the_treebanks() {
    for (text, expected) in [
        ("Port Amber's mayor didn't resign.", "Port Amber|'s mayor did|n't resign ."),
        ("They cannot, won't and I’d’ve", "They can|not , wo|n't and I|’d|’ve"),
        ("a 28-point, U.S.-backed plan", "a 28 - point , U.S. - backed plan"),
        ("non-stop e-mail, son-in-law", "non-stop e-mail , son - in - law"),
        ("at 5:30 p.m. on Jan. 3, 2026", "at 5:30 p.m. on Jan. 3 , 2026"),
        ("$3.7bn, €1,200 and 20%", "$ 3.7 bn , € 1,200 and 20 %"),
        ("Lt. Gen. J. D. Harrow", "Lt. Gen. J. D. Harrow"),
        (
            "See https://example.org/a_(b). Mail x.y@example.com!",
            "See https://example.org/a_(b) . Mail x.y@example.com !",
        ),
        ("@user_1 #Peace", "@user_1 #Peace"),
        ("“No,” she said… “never!!”", "“ No , ” she said … “ never !! ”"),
        ("ministers' talks -- and/or", "ministers|' talks -- and / or"),
        ("Norland‑Suderia – 2025–2026", "Norland ‑ Suderia – 2025 – 2026"),
        ("in the '90s and 1990s, 21st", "in the '90s and 1990s , 21st"),
        ("He said 'yes' to it.", "He said ' yes ' to it ."),
        ("The answer is no.", "The answer is no ."),
        ("Item No. 5 at 4 a.m.", "Item No. 5 at 4 a.m."),
    ] {
        check(text, expected);
    }
}

proptest! {
    #[test]
    fn tokenizing_loses_nothing(text in "(?s)([a-zA-Z0-9.,:;'’\"“”!?$%&/()@#_ \n-]|\\PC|.){0,60}") {
        let words = Tokenizer::new().tokenize(&text);
        let mut end = 0;
        for word in words {
            prop_assert!(word.start >= end && word.end > word.start);
            prop_assert!(text[end..word.start].chars().all(is_blank));
            prop_assert!(!text[word.start..word.end].contains(char::is_whitespace));
            end = word.end;
        }
        prop_assert!(text[end..].chars().all(is_blank));
    }
}
