//! A text → its paragraphs. Blank lines part them. Single line breaks do so too (news files have one paragraph a line), unless
//! the lines were wrapped by hand or by a program, which their lengths and the words at the breaks tell.

use super::tokenize::is_blank;
use std::ops::Range;

/// Longest line of a text that was wrapped.
const WRAPPED: usize = 100;
/// Shortest such width.
const NARROW: usize = 50;

/// Byte ranges of the paragraphs, in order; none is blank.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let (mut paragraphs, mut block) = (Vec::new(), Vec::new());
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}']) {
        let range = at..at + line.len();
        at += line.len();
        if line.chars().all(is_blank) {
            close(text, &mut block, &mut paragraphs);
        } else {
            block.push(range);
        }
    }
    close(text, &mut block, &mut paragraphs);
    paragraphs
}

/// Joins the lines of a block that belong together.
fn close(text: &str, block: &mut Vec<Range<usize>>, paragraphs: &mut Vec<Range<usize>>) {
    let wrapped = is_wrapped(text, block);
    let mut last: Option<Range<usize>> = None;
    for line in block.drain(..) {
        let joined = last.as_ref().is_some_and(|last| wrapped || goes_on(&text[last.clone()], &text[line.clone()]));
        match &mut last {
            Some(last) if joined => last.end = line.end,
            _ => paragraphs.extend(last.replace(line)),
        }
    }
    paragraphs.extend(last);
}

/// Was the block filled to a width: would the first word of no line have fitted on the line before?
fn is_wrapped(text: &str, block: &[Range<usize>]) -> bool {
    let length = |line: &Range<usize>| text[line.clone()].trim_end().chars().count();
    let width = block.iter().map(length).max().unwrap_or_default();
    let filled = |pair: &[Range<usize>]| {
        let word = text[pair[1].clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
        length(&pair[0]) + 1 + word > width
    };
    block.len() > 2 && (NARROW..=WRAPPED).contains(&width) && block.windows(2).all(filled)
}

/// Does a sentence run on over the line break?
fn goes_on(line: &str, next: &str) -> bool {
    let line = line.trim_end();
    let last_line = line.rsplit('\n').next().unwrap_or(line);
    let open = !line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', '…']);
    open && last_line.chars().count() <= WRAPPED && next.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text)
            .into_iter()
            .map(|range| text[range].split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        check("One.\n\nTwo.\nThree\n", &["One.", "Two.", "Three"]);
        check(
            "The talks were held in\nPort Amber and\nlasted an hour.",
            &["The talks were held in", "Port Amber and lasted an hour."],
        );
        let wrapped = "The president of Norland said on Monday that the talks would\nresume next week. Ministers of both countries had met in Port\nAmber before. Nothing was signed.";
        check(wrapped, &[&wrapped.replace('\n', " ")]);
        check(" \n\u{200b}\n", &[]);
    }
}
