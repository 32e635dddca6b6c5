//! Bytes to text: UTF-8, UTF-16 with a byte order mark, else Windows-1252; line ends become `\n`, and the control characters that
//! XML 1.0 cannot carry are removed (every export must be able to quote the text). Sources: the WHATWG Encoding Standard's table
//! of windows-1252, XML 1.0 section 2.2.

use crate::diagnostic::Diagnostic;

/// A file's text and what had to be done to get it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) notes: Vec<Diagnostic>,
}

/// The text of a file, or why it is none.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded, Diagnostic> {
    if bytes.is_empty() {
        return Err(Diagnostic::error("the file is empty"));
    }
    let mut notes = Vec::new();
    let raw = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(Diagnostic::error("the encoding UTF-32 is not read"));
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut notes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut notes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => eight_bit(rest, &mut notes)?,
        _ => eight_bit(bytes, &mut notes)?,
    };
    let (text, removed) = normalise(&raw);
    if removed > 0 {
        notes.push(Diagnostic::note(format!("{removed} control characters were left out")));
    }
    // Spans count bytes in 32 bits.
    if u32::try_from(text.len()).is_err() {
        return Err(Diagnostic::error("the text is longer than 4 GB"));
    }
    if text.trim().is_empty() {
        return Err(Diagnostic::error("the file is empty"));
    }
    Ok(Decoded { text, notes })
}

/// UTF-8 if it is, else the likelier of damaged UTF-8 and Windows-1252.
fn eight_bit(bytes: &[u8], notes: &mut Vec<Diagnostic>) -> Result<String, Diagnostic> {
    refuse_binary(bytes)?;
    let Err(error) = std::str::from_utf8(bytes) else {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    };
    let line = bytes.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count() + 1;
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good >= bad {
        let message = format!("damaged UTF-8 ({bad} places, the first in line {line}): each is a “\u{FFFD}” now");
        notes.push(Diagnostic::warning(message));
        Ok(String::from_utf8_lossy(bytes).into_owned())
    } else {
        notes.push(Diagnostic::note(format!("not UTF-8 (line {line}): read as Windows-1252")));
        Ok(bytes.iter().map(|&byte| windows_1252(byte)).collect())
    }
}

/// Refuses what has zeros or too many control characters to be a text.
fn refuse_binary(bytes: &[u8]) -> Result<(), Diagnostic> {
    let refuse = |hint: &str| Err(Diagnostic::error("a binary file, not text").hint(hint));
    let zeros: usize = bytes.iter().map(|&byte| usize::from(byte == 0)).sum();
    if zeros * 5 > bytes.len() * 2 && zeros * 2 <= bytes.len() + 1 {
        return refuse("if it is UTF-16, save it with a byte order mark or as UTF-8");
    }
    let control = bytes.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)).count();
    if zeros > 0 || control * 10 > bytes.len() { refuse("articles are plain text or Markdown") } else { Ok(()) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notes: &mut Vec<Diagnostic>) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut bad = usize::from(!rest.is_empty());
    let text = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|c| {
            c.unwrap_or_else(|_| {
                bad += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if bad > 0 {
        notes.push(Diagnostic::warning(format!("damaged UTF-16 ({bad} places)")));
    }
    text
}

/// The character of a byte in Windows-1252, which agrees with Latin-1 but for 32 codes.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    FROM_80.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}

/// One kind of line end, no forbidden characters; how many of these there were.
fn normalise(raw: &str) -> (String, usize) {
    let (mut text, mut removed) = (String::with_capacity(raw.len()), 0);
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                text.push('\n');
            }
            // Page and column breaks separate words; removing them would join two.
            '\u{B}' | '\u{C}' => text.push('\n'),
            '\t' | '\n' => text.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => removed += 1,
            _ => text.push(c),
        }
    }
    (text, removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, or the messages if there is none; notes after `|`.
    fn dump(bytes: &[u8]) -> String {
        match text(bytes) {
            Ok(Decoded { text, notes }) => {
                notes.iter().fold(text, |dump, note| format!("{dump}|{}: {}", severity(note), note.message))
            }
            Err(error) => format!("refused: {}", error.message),
        }
    }
    fn severity(diagnostic: &Diagnostic) -> &'static str {
        if diagnostic.severity == crate::diagnostic::Severity::Note { "note" } else { "warning" }
    }

    #[test]
    fn encodings() {
        let little: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("Norport é\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain("𝒩 talks".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let no_mark: Vec<u8> = "Talks in Norport".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: &[(&[u8], &str)] = &[
            ("Talks in Åsted “began”.\n".as_bytes(), "Talks in Åsted “began”.\n"),
            (b"\xEF\xBB\xBFTalks", "Talks"),
            (&little, "Norport é\n"),
            (&big, "𝒩 talks"),
            (&no_mark, "refused: a binary file, not text"),
            (b"\xFF\xFEN\0o\0\xFF", "No|warning: damaged UTF-16 (1 places)"),
            (b"one\ntw\xE9\x92s", "one\ntwé’s|note: not UTF-8 (line 2): read as Windows-1252"),
            (
                b"caf\xC3\xA9 \xC3\xA9t\xC3\xA9 \xE2\x80",
                "café été \u{FFFD}|warning: damaged UTF-8 (1 places, the first in line 1): each is a “\u{FFFD}” now",
            ),
            (b"a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"),
            (b"page\x0Cpage, a bell\x07 rings", "page\npage, a bell rings|note: 1 control characters were left out"),
            (b"", "refused: the file is empty"),
            (b" \r\n\t\n", "refused: the file is empty"),
            (b"\xEF\xBB\xBF", "refused: the file is empty"),
            (b"\xFF\xFE\0\0N\0\0\0", "refused: the encoding UTF-32 is not read"),
            (b"\x7FELF\x02\x01\x01\0\0\0", "refused: a binary file, not text"),
            (b"\x01\x02talks", "refused: a binary file, not text"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(dump(bytes), *expected, "{bytes:?}");
        }
    }
}
