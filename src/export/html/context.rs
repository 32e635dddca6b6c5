//! Evidence → the sentence around it, to show. A rough cut on purpose (full stop, space, capital): it decides what a reader sees
//! beside the quoted words, nothing else.

use crate::model::Evidence;

/// No more than this is shown on either side.
const LONGEST: usize = 400;

/// What stands before and after the quoted words: to the ends of the sentence where the text is at hand, else the few
/// characters that the evidence keeps.
pub fn around(evidence: &Evidence, text: Option<&str>) -> (String, String) {
    let cut = text.and_then(|text| {
        let (before, after) = (text.get(..evidence.bytes.start as usize)?, text.get(evidence.bytes.end as usize..)?);
        (text.get(evidence.bytes.range())? == evidence.quote).then_some((before, after))
    });
    if let Some((before, after)) = cut {
        return (start(before, &evidence.quote), end(after, &evidence.quote));
    }
    let before = evidence.prefix.rsplit('\n').next().unwrap_or_default();
    let after = evidence.suffix.split('\n').next().unwrap_or_default();
    (before.to_owned(), after.to_owned())
}

fn start(before: &str, quote: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    // The sentence may begin with the quote.
    let joined = format!("{line}{}", quote.chars().next().unwrap_or_default());
    let from = breaks(&joined).last().unwrap_or_default();
    let sentence = &line[from.min(line.len())..];
    let skip = sentence.chars().count().saturating_sub(LONGEST);
    let kept: String = sentence.chars().skip(skip).collect();
    if skip > 0 { format!("…{kept}") } else { kept }
}

fn end(after: &str, quote: &str) -> String {
    let line = after.split('\n').next().unwrap_or_default();
    // The quote's last character may be the full stop.
    let tail: String = quote.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    let joined = format!("{tail}{line}");
    let to = breaks(&joined).find(|&at| at >= tail.len()).unwrap_or(joined.len());
    let sentence = joined[tail.len()..to].trim_end();
    let kept: String = sentence.chars().take(LONGEST).collect();
    if kept.len() < sentence.len() { format!("{kept}…") } else { kept }
}

/// Where sentences start after others.
fn breaks(line: &str) -> impl Iterator<Item = usize> {
    let closes = |c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']');
    line.char_indices().filter_map(move |(at, c)| {
        if !matches!(c, '.' | '!' | '?') {
            return None;
        }
        let word = line[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        // "U.S.", "J. Doe", "Mr. Doe", "Feb. 18".
        let short =
            c == '.' && (word.chars().count() < 4 && word.starts_with(char::is_uppercase) || word.contains('.'));
        let rest = line[at + c.len_utf8()..].trim_start_matches(closes);
        let next = rest.trim_start();
        let begins = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''));
        (!short && rest.len() > next.len() && begins).then_some(line.len() - next.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteSpan, CharSpan, DocumentId};

    #[test]
    fn the_sentence_around_a_quote() {
        let check = |text: &str, quote: &str, expected: &str| {
            let at = text.find(quote).expect(quote);
            let evidence = Evidence {
                document: DocumentId::of(text),
                bytes: ByteSpan::new(at, at + quote.len()),
                chars: CharSpan::new(0, 0),
                quote: quote.to_owned(),
                prefix: String::new(),
                suffix: String::new(),
            };
            let (before, after) = around(&evidence, Some(text));
            assert_eq!(format!("{before}[{quote}]{after}"), expected);
        };
        let text = "Head\n\nOne came. On Feb. 18 Mr. Doe met A. Roe “at last.” Nobody said why.\nNext";
        check(text, "Doe met A. Roe", "On Feb. 18 Mr. [Doe met A. Roe] “at last.”");
        check(text, "Nobody said why.", "[Nobody said why.]");
        check(text, "Nobody", "[Nobody] said why.");
        check(text, "One came", "[One came].");
        check(text, "Next", "[Next]");
    }
}
