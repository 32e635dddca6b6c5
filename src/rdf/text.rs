//! Text that every RDF syntax can carry.

/// The text without the characters that XML 1.0 forbids (control characters but tab and line feed, U+FFFE, U+FFFF); a carriage
/// return, which XML readers turn into a line feed, becomes one here already.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.contains(forbidden) {
        return text;
    }
    text.replace(forbidden, "")
}

fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn keeps_what_xml_can_carry() {
        let check = |input: &str, expected: &str| assert_eq!(clean(input), expected);
        check("a\tb\nc", "a\tb\nc");
        check("a\r\nb\rc", "a\nb\nc");
        check("\u{0}a\u{b}b\u{1f}\u{ffff}", "ab");
        check("שלום 🕊️ \u{85}", "שלום 🕊️ \u{85}");
    }
}
