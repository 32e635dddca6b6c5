//! Any text is a pattern or a located error, and what a pattern is written as reads as the same pattern.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur::rules::Pattern;

fuzz_target!(|text: &str| {
    match text.parse::<Pattern>() {
        Ok(pattern) => assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern)),
        Err(error) => assert!(text.is_char_boundary(error.offset), "offset {} lies inside a character", error.offset),
    }
});
