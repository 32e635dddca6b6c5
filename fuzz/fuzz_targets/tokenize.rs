//! Any text is cut into words that lie in order and leave nothing but white space out: `cargo fuzz run tokenize`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur::annotate::words;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for word in words(text).into_iter().flatten() {
        let (start, stop) = (word.span.start as usize, word.span.end as usize);
        assert!(start >= end && stop > start);
        assert!(text[end..start].chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')));
        end = stop;
    }
    assert!(text[end..].chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')));
});
