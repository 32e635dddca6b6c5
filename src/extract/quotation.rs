//! Direct quotations: the spans between quotation marks, and who speaks. Works on the text, paragraph by paragraph, because
//! quotations run over sentences, lose marks at paragraph breaks, and are interrupted by the speaker tag.

use super::{
    coreference::Chains,
    mention::MentionId,
    reading::{At, Reading, one_line},
};
use crate::model::{ByteSpan, EntityClass, Upos};

/// The text between two quotation marks.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Without the marks.
    pub(super) inner: ByteSpan,
    pub(super) paragraph: u32,
    /// A few quoted words inside somebody else's clause, as against speech of its own.
    pub(super) fragment: bool,
    /// Does the speech go on in the next paragraph (no mark closes it)?
    goes_on: bool,
}

/// Speech in quotation marks, rejoined, with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    pub(super) parts: Vec<ByteSpan>,
    pub(super) speaker: Option<MentionId>,
    /// The speech verb or "according to" that ties the two.
    pub(super) tag: Option<At>,
    pub(super) words: String,
}

/// Finds the quoted segments of the article.
pub(super) fn segments(reading: &Reading<'_>) -> Vec<Segment> {
    let text = &reading.document().text;
    let double = text.contains(['“', '"', '«']);
    let mut found: Vec<Segment> = Vec::new();
    for (paragraph, span) in paragraphs(reading) {
        let inner = quoted(text, span, double);
        found.extend(inner.into_iter().map(|inner| Segment {
            inner,
            paragraph,
            fragment: is_fragment(text, inner),
            goes_on: inner.end == span.end,
        }));
    }
    found
}

/// Paragraph numbers with the bytes they span.
fn paragraphs(reading: &Reading<'_>) -> Vec<(u32, ByteSpan)> {
    let mut found: Vec<(u32, ByteSpan)> = Vec::new();
    for sentence in reading.sentences() {
        match found.last_mut() {
            Some((number, span)) if *number == sentence.paragraph => *span = span.union(sentence.span),
            _ => found.push((sentence.paragraph, sentence.span)),
        }
    }
    found
}

/// Spans inside quotation marks. A mark that opens where one is open is a lost paragraph break inside one quotation; one that
/// never closes reaches to the paragraph's end.
fn quoted(text: &str, paragraph: ByteSpan, double: bool) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    let body = text.get(paragraph.range()).unwrap_or_default();
    for (offset, mark) in body.char_indices() {
        let at = paragraph.start as usize + offset;
        let next = body[offset + mark.len_utf8()..].chars().next().unwrap_or(' ');
        let opens_here =
            (before.is_whitespace() || matches!(before, '(' | '—' | '–' | '-' | ':')) && !next.is_whitespace();
        let (opens, closes) = match mark {
            '“' | '«' => (true, false),
            '”' | '»' => (false, true),
            '"' => (opens_here, !opens_here),
            '‘' if !double => (true, false),
            '’' | '\'' if !double => (
                mark == '\'' && opens_here,
                matches!(before, '.' | ',' | '!' | '?')
                    || (!next.is_alphabetic() && open.is_some() && !before.is_whitespace() && before != 's'),
            ),
            _ => (false, false),
        };
        match open {
            None if opens => open = Some(at + mark.len_utf8()),
            Some(start) if closes => {
                found.push(ByteSpan::new(start, at));
                open = None;
            }
            _ => {}
        }
        before = mark;
    }
    if let Some(start) = open {
        found.push(ByteSpan::new(start, paragraph.end as usize));
    }
    found.retain(|span| text.get(span.range()).is_some_and(|t| t.chars().any(char::is_alphanumeric)));
    found
}

/// A quotation of its own begins with a capital and has some words or a final mark; a fragment is woven into a clause.
fn is_fragment(text: &str, inner: ByteSpan) -> bool {
    let words = text.get(inner.range()).unwrap_or_default().trim();
    let capital = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let count = words.split_whitespace().count();
    let closed = words.ends_with([',', '.', '!', '?', '…', '—', '–']);
    // "Coalition of the Ready": a name in quotation marks.
    let name = !closed
        && words.split_whitespace().filter(|w| w.chars().count() > 3).all(|w| w.starts_with(char::is_uppercase));
    if name {
        return true;
    }
    !(capital && (count >= 4 || closed) || (count >= 6 && closed))
}

/// Joins the segments of a speech and finds its speaker.
pub(super) fn quotations(reading: &Reading<'_>, chains: &Chains, segments: &[Segment]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut last_paragraph = None;
    let mut goes_on = false;
    for (index, segment) in segments.iter().enumerate().filter(|(_, s)| !s.fragment) {
        let tag = tag_of(reading, segments, index);
        let same_paragraph = last_paragraph == Some(segment.paragraph);
        let speaker_of = |id: Option<MentionId>| id.and_then(|id| chains.of(id));
        let unclosed = std::mem::replace(&mut goes_on, segment.goes_on) && starts_paragraph(reading, segment);
        if let Some(last) = found.last_mut().filter(|_| same_paragraph || unclosed) {
            let agrees =
                tag.is_none_or(|t| last.speaker.is_none() || speaker_of(t.speaker) == speaker_of(last.speaker));
            // "…," she said. "…," she added: each tag has a statement of its own.
            let own = tag.and_then(|t| t.at).zip(last.tag).is_some_and(|(own, before)| own != before);
            if agrees && !own {
                last.parts.push(segment.inner);
                let more = words_of(reading, segment.inner);
                // The comma before the tag stands for the stop of a sentence of its own.
                let stop = more.starts_with(char::is_uppercase) && last.words.ends_with(char::is_alphanumeric);
                last.words = format!("{}{} {more}", last.words, if stop { "." } else { "" });
                if last.speaker.is_none() {
                    (last.speaker, last.tag) = tag.map_or((None, None), |t| (t.speaker, t.at));
                }
                last_paragraph = Some(segment.paragraph);
                continue;
            }
        }
        // Speech without a tag goes on with the speaker of the paragraph before.
        let continued = found.last().filter(|_| {
            last_paragraph.is_some_and(|p| segment.paragraph <= p + 1) && starts_paragraph(reading, segment)
        });
        let (speaker, at) = match (tag, continued) {
            (Some(tag), _) => (tag.speaker, tag.at),
            (None, Some(before)) => (before.speaker, None),
            (None, None) => (introduced(reading, segment), None),
        };
        found.push(Quotation { parts: vec![segment.inner], speaker, tag: at, words: words_of(reading, segment.inner) });
        last_paragraph = Some(segment.paragraph);
    }
    found
}

fn words_of(reading: &Reading<'_>, inner: ByteSpan) -> String {
    one_line(reading.slice(inner)).trim_end_matches([',', ' ']).replace([' ', '“'], " ").replace(" \"", " ")
}

fn starts_paragraph(reading: &Reading<'_>, segment: &Segment) -> bool {
    let first = reading.sentences().iter().find(|s| s.paragraph == segment.paragraph);
    first.is_some_and(|s| segment.inner.start.saturating_sub(s.span.start) <= 3)
}

/// A speaker and what ties them to the words.
#[derive(Clone, Copy)]
struct Tag {
    speaker: Option<MentionId>,
    at: Option<At>,
}

/// The tag after the words ("…," said Marlow), else the one before them (Marlow said: "…").
fn tag_of(reading: &Reading<'_>, segments: &[Segment], index: usize) -> Option<Tag> {
    let segment = &segments[index];
    let text = reading.slice(segment.inner).trim_end();
    let goes_on = text.ends_with([',', '?', '!', '…', '—', '–', '-']) || !text.ends_with('.');
    let after = window(reading, segments, index, true);
    let before = window(reading, segments, index, false);
    let spoken_after =
        after.iter().take(18).copied().find(|&at| is_speech_verb(reading, at) || is_according(reading, at));
    let lowercase_start =
        after.first().is_some_and(|&at| reading.token(at).form.chars().next().is_some_and(char::is_lowercase));
    if let Some(verb) = spoken_after.filter(|_| goes_on || lowercase_start) {
        return Some(Tag { speaker: speaker(reading, verb, &after), at: Some(verb) });
    }
    let spoken_before =
        before.iter().rev().take(30).copied().find(|&at| is_speech_verb(reading, at) || is_according(reading, at));
    spoken_before
        .map(|verb| Tag { speaker: speaker(reading, verb, &before), at: Some(verb) })
        .or_else(|| script(reading, &before))
}

/// Longest name before a colon, in tokens.
const SCRIPT: usize = 6;

/// "Marlow: “…”", as live pages and transcripts write it.
fn script(reading: &Reading<'_>, before: &[At]) -> Option<Tag> {
    let (colon, name) = before.split_last()?;
    let bare = name.len() <= SCRIPT && &*reading.token(*colon).form == ":";
    let speaker = name.iter().rev().find_map(|at| actor_at(reading, *at)).filter(|_| bare)?;
    Some(Tag { speaker: Some(speaker), at: None })
}

/// Tokens outside quotation marks beside a segment, up to the end of their sentence (by a final mark), in text order.
fn window(reading: &Reading<'_>, segments: &[Segment], index: usize, after: bool) -> Vec<At> {
    let segment = &segments[index];
    let mut tokens: Vec<At> = Vec::new();
    for (sentence, annotated) in
        reading.sentences().iter().enumerate().filter(|(_, s)| s.paragraph == segment.paragraph)
    {
        let all = 0..annotated.tokens.len() as u32;
        tokens.extend(all.map(|token| At { sentence: sentence as u32, token }));
    }
    let quoted = |at: &At| segments.iter().any(|s| s.inner.covers(reading.token(*at).span));
    let is_mark = |at: &At| matches!(&*reading.token(*at).form, "\"" | "“" | "”" | "«" | "»" | "''" | "``");
    let final_mark = |at: &At| matches!(&*reading.token(*at).form, "." | "!" | "?");
    let mut found: Vec<At> = Vec::new();
    if after {
        for at in tokens.iter().filter(|at| reading.token(**at).span.start >= segment.inner.end) {
            if quoted(at) || final_mark(at) {
                break;
            }
            if !is_mark(at) {
                found.push(*at);
            }
        }
    } else {
        for at in tokens.iter().rev().filter(|at| reading.token(**at).span.end <= segment.inner.start) {
            if quoted(at) || final_mark(at) {
                break;
            }
            if !is_mark(at) {
                found.push(*at);
            }
        }
        found.reverse();
    }
    found
}

fn is_speech_verb(reading: &Reading<'_>, at: At) -> bool {
    let token = reading.token(at);
    matches!(token.upos, Upos::Verb | Upos::Aux) && reading.listed("speech-verbs", &token.lemma.to_lowercase())
}

fn is_according(reading: &Reading<'_>, at: At) -> bool {
    reading.token(at).form.eq_ignore_ascii_case("according")
}

/// Who speaks: the verb's subject, else the nearest actor beside it.
fn speaker(reading: &Reading<'_>, verb: At, window: &[At]) -> Option<MentionId> {
    let inside = |at: &At| window.contains(at);
    let subject = reading
        .targets(verb, "nsubj")
        .into_iter()
        .filter(|at| inside(at) && at.sentence == verb.sentence)
        .find_map(|at| actor_at(reading, at));
    if subject.is_some() && !is_according(reading, verb) {
        return subject;
    }
    let position = window.iter().position(|at| *at == verb)?;
    let (before, after) = window.split_at(position);
    let previous = || before.iter().rev().find_map(|at| actor_at(reading, *at));
    let next = || after.iter().skip(1).find_map(|at| actor_at(reading, *at));
    // "said Marlow" at the start of the window is inverted; "Marlow said" is not.
    if position == 0 || is_according(reading, verb) { next() } else { previous().or_else(next) }
}

fn actor_at(reading: &Reading<'_>, at: At) -> Option<MentionId> {
    reading.headed_by(at).iter().copied().find(|id| can_speak(reading, *id))
}

pub(super) fn can_speak(reading: &Reading<'_>, id: MentionId) -> bool {
    let mention = reading.mention(id);
    let described_by_adjective = mention.form == super::mention::Form::Adjective;
    (mention.class.is_actor()
        || mention.class == EntityClass::City
        || (mention.form == super::mention::Form::Pronoun && mention.label != "it" && mention.label != "its"))
        && !described_by_adjective
}

/// The speaker whom the sentence before introduces: "Brandt was defiant:" or the subject of the paragraph's first sentence.
fn introduced(reading: &Reading<'_>, segment: &Segment) -> Option<MentionId> {
    let (at, sentence) =
        reading.sentences().iter().enumerate().rev().find(|(_, s)| s.span.end <= segment.inner.start)?;
    let colon = reading.slice(sentence.span).trim_end().ends_with(':');
    let near = segment.paragraph.saturating_sub(sentence.paragraph) <= 1;
    if !(colon || near && sentence.paragraph == segment.paragraph) {
        return None;
    }
    (0..sentence.tokens.len() as u32)
        .map(|token| At { sentence: at as u32, token })
        .filter(|at| reading.token(*at).relation() == "nsubj")
        .find_map(|at| actor_at(reading, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_open_and_close() {
        for (text, expected) in [
            ("He said: \"We agree. \"We go on.\"", vec!["We agree. \"We go on."]),
            ("“Yes,” she said, “and no.”", vec!["Yes,", "and no."]),
            ("A \"dignified\" end", vec!["dignified"]),
            ("\"It goes on without end", vec!["It goes on without end"]),
            ("Five o'clock, no quotation", vec![]),
        ] {
            let double = text.contains(['“', '"', '«']);
            let spans = quoted(text, ByteSpan::new(0, text.len()), double);
            let got: Vec<&str> = spans.iter().map(|s| &text[s.range()]).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
