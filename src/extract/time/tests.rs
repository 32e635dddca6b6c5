//! One table: what an expression, published on a day, in a clause of some tense, is worth. Sentences come from a tiny tokenizer
//! without a tree; trees for the tenses are written out.

use super::{Anchor, Bound, Kind, Tense, anchor_document, annotate_document, named, recognise, resolve, value};
use crate::model::{ByteSpan, Date, Interval, NameKind, NamedSpan, Sentence, Token, TokenSpan, Upos};

/// Words and punctuation; hyphens, brackets and 's apart, as in Universal Dependencies.
fn tokenize(text: &str) -> Vec<(usize, String)> {
    let mut tokens: Vec<(usize, String)> = Vec::new();
    let mut glue = false;
    for (at, c) in text.char_indices() {
        let date =
            tokens.last().is_some_and(|(_, last)| last.chars().all(|c| c.is_ascii_digit() || "-/:.,".contains(c)));
        let next_digit = text[at + c.len_utf8()..].chars().next().is_some_and(|next| next.is_ascii_digit());
        let inside_number =
            "/:.,".contains(c) || (c == '-' && tokens.last().is_some_and(|(_, last)| [4, 7].contains(&last.len())));
        let abbreviation =
            c == '.' && tokens.last().is_some_and(|(_, last)| ABBREVIATIONS.contains(&last.to_lowercase().as_str()));
        let possessive = "'’".contains(c) && text[at + c.len_utf8()..].starts_with('s');
        if c.is_whitespace() {
            glue = false;
        } else if c.is_alphanumeric() || abbreviation || (inside_number && date && next_digit && glue) {
            match tokens.last_mut().filter(|_| glue) {
                Some((_, last)) => last.push(c),
                None => tokens.push((at, c.to_string())),
            }
            glue = true;
        } else {
            tokens.push((at, c.to_string()));
            glue = possessive;
        }
    }
    tokens
}
const ABBREVIATIONS: [&str; 15] =
    ["jan", "feb", "aug", "sept", "oct", "nov", "dec", "a", "p", "a.m", "p.m", "mon", "no", "c", "apr"];

fn upos(form: &str) -> Upos {
    let lower = form.to_lowercase();
    match lower.as_str() {
        "the" | "a" | "an" | "this" | "that" | "these" | "every" | "each" => Upos::Det,
        "in" | "on" | "at" | "of" | "from" | "until" | "by" | "since" | "to" | "for" | "after" | "before" | "than" => {
            Upos::Adp
        }
        "and" | "or" => Upos::Cconj,
        "met" | "fell" | "ended" | "said" | "died" | "talks" if lower != "talks" => Upos::Verb,
        "he" | "she" | "they" | "it" => Upos::Pron,
        "last" | "next" | "early" | "late" | "recent" | "coming" | "past" | "few" | "several" | "third" | "first" => {
            Upos::Adj
        }
        "ago" | "later" | "earlier" | "now" | "overnight" => Upos::Adv,
        "will" | "may" if form == lower => Upos::Aux,
        "march" if form == lower => Upos::Verb,
        _ if form.chars().all(|c| c.is_ascii_punctuation() || c == '–') => Upos::Punct,
        _ if form.starts_with(|c: char| c.is_ascii_digit()) => Upos::Num,
        "one" | "two" | "three" | "five" | "ten" | "twenty" => Upos::Num,
        _ if form.starts_with(char::is_uppercase) => Upos::Propn,
        _ => Upos::Noun,
    }
}

fn sentence(text: &str) -> Sentence {
    let token = |(at, form): (usize, String)| Token {
        span: ByteSpan::new(at, at + form.len()),
        lemma: form.to_lowercase().into(),
        upos: upos(&form),
        feats: "".into(),
        head: None,
        deprel: "dep".into(),
        glued: false,
        form: form.into(),
    };
    let tokens = tokenize(text).into_iter().map(token).collect();
    Sentence { span: ByteSpan::new(0, text.len()), paragraph: 0, tokens, names: Vec::new() }
}

/// `form/lemma/UPOS/feats/head/deprel`, heads from 1, `_` for no features.
fn tree(rows: &str) -> Sentence {
    let mut at = 0;
    let token = |row: &str| {
        let columns: Vec<&str> = row.split('/').collect();
        let [form, lemma, upos, feats, head, deprel] = columns.as_slice() else { panic!("{row}") };
        let span = ByteSpan::new(at, at + form.len());
        at += form.len() + 1;
        Token {
            span,
            form: (*form).into(),
            lemma: (*lemma).into(),
            upos: upos.parse().unwrap(),
            feats: if *feats == "_" { "" } else { feats }.into(),
            head: head.parse::<u32>().unwrap().checked_sub(1),
            deprel: (*deprel).into(),
            glued: false,
        }
    };
    let tokens = rows.split_whitespace().map(token).collect();
    Sentence { span: ByteSpan::new(0, at), paragraph: 0, tokens, names: Vec::new() }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn tense(letter: &str) -> Tense {
    match letter {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        _ => Tense::Unknown,
    }
}

/// Text, published, tense, value, earliest, latest; no days if the last two are empty. 2025-11-25 is a Tuesday.
const TABLE: &[(&str, &str, &str, &str, &str, &str)] = &[
    // Explicit dates, in the styles of the news.
    ("November 25, 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("on Nov. 25, 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("on 25 November 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("the 25th of November 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("the fifth of January", "2025-02-01", "past", "2025-01-05", "2025-01-05", "2025-01-05"),
    ("on November 25th, 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("25/11/2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("11/25/2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("25.11.2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("2025-11-25", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("Tuesday, November 25, 2025", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("Tuesday 25 November", "2025-12-01", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("Late Monday (November 24)", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("Monday night (Nov. 24)", "2025-11-25", "past", "2025-11-24TNI", "2025-11-24", "2025-11-24"),
    ("Monday the 24th", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    // Partial dates go to the year that tense and publication ask for.
    ("on November 24", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("on November 30", "2025-11-25", "past", "2024-11-30", "2024-11-30", "2024-11-30"),
    ("on November 30", "2025-11-25", "future", "2025-11-30", "2025-11-30", "2025-11-30"),
    ("on November 26", "2025-11-25", "past", "2025-11-26", "2025-11-26", "2025-11-26"),
    ("on January 3", "2025-12-30", "future", "2026-01-03", "2026-01-03", "2026-01-03"),
    ("on December 30", "2026-01-02", "past", "2025-12-30", "2025-12-30", "2025-12-30"),
    ("on December 30", "2026-01-02", "unknown", "2025-12-30", "2025-12-30", "2025-12-30"),
    ("on January 3", "2025-12-30", "present", "2026-01-03", "2026-01-03", "2026-01-03"),
    ("on 29 February", "2026-01-02", "past", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("Sunday, October 26", "2026-01-02", "unknown", "2025-10-26", "2025-10-26", "2025-10-26"),
    ("on the 20th", "2025-11-25", "past", "2025-11-20", "2025-11-20", "2025-11-20"),
    ("on the 20th", "2025-11-25", "future", "2025-12-20", "2025-12-20", "2025-12-20"),
    ("in November", "2025-11-25", "past", "2025-11", "2025-11-01", "2025-11-30"),
    ("in December", "2025-11-25", "past", "2024-12", "2024-12-01", "2024-12-31"),
    ("in December", "2025-11-25", "future", "2025-12", "2025-12-01", "2025-12-31"),
    ("in November 2025", "2026-01-02", "past", "2025-11", "2025-11-01", "2025-11-30"),
    ("in March of 2014", "2026-01-02", "past", "2014-03", "2014-03-01", "2014-03-31"),
    ("in March, 2014", "2026-01-02", "past", "2014-03", "2014-03-01", "2014-03-31"),
    ("in May", "2026-01-02", "past", "2025-05", "2025-05-01", "2025-05-31"),
    // Days of a month, together.
    ("on Jan. 23 and 24", "2026-01-25", "past", "2026-01-23/2026-01-24", "2026-01-23", "2026-01-24"),
    ("March 3-5", "2026-04-25", "past", "2026-03-03/2026-03-05", "2026-03-03", "2026-03-05"),
    ("March 3–5, 2024", "2026-04-25", "past", "2024-03-03/2024-03-05", "2024-03-03", "2024-03-05"),
    ("between 3 and 5 March", "2026-04-25", "past", "2026-03-03/2026-03-05", "2026-03-03", "2026-03-05"),
    ("from 3 to 5 March", "2026-04-25", "past", "2026-03-03/2026-03-05", "2026-03-03", "2026-03-05"),
    ("May 1, 2 and 3", "2026-06-25", "past", "2026-05-01/2026-05-03", "2026-05-01", "2026-05-03"),
    ("from March 30 to April 2", "2026-06-25", "past", "2026-03-30/2026-04-02", "2026-03-30", "2026-04-02"),
    ("from December 30 to January 2", "2026-06-25", "past", "2025-12-30/2026-01-02", "2025-12-30", "2026-01-02"),
    ("from March to May 2014", "2026-06-25", "past", "2014-03/2014-05", "2014-03-01", "2014-05-31"),
    ("between May and June", "2026-07-25", "past", "2026-05/2026-06", "2026-05-01", "2026-06-30"),
    // Days of the week.
    ("on Monday", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("on Tuesday", "2025-11-25", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("on Tuesday", "2025-11-25", "future", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("on Wednesday", "2025-11-25", "past", "2025-11-19", "2025-11-19", "2025-11-19"),
    ("on Wednesday", "2025-11-25", "future", "2025-11-26", "2025-11-26", "2025-11-26"),
    ("on Monday", "2025-11-25", "future", "2025-12-01", "2025-12-01", "2025-12-01"),
    ("on Monday", "2025-11-25", "present", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("on Thursday", "2025-11-25", "present", "2025-11-27", "2025-11-27", "2025-11-27"),
    ("on Thursday", "2025-11-25", "unknown", "2025-11-20", "2025-11-20", "2025-11-20"),
    ("on Friday", "2026-01-23", "future", "2026-01-23", "2026-01-23", "2026-01-23"),
    ("next Monday", "2025-11-25", "future", "2025-12-01", "2025-12-01", "2025-12-01"),
    ("last Friday", "2025-11-25", "past", "2025-11-21", "2025-11-21", "2025-11-21"),
    ("last Tuesday", "2025-11-25", "past", "2025-11-18", "2025-11-18", "2025-11-18"),
    ("this Thursday", "2025-11-25", "future", "2025-11-27", "2025-11-27", "2025-11-27"),
    ("this coming Sunday", "2025-11-25", "future", "2025-11-30", "2025-11-30", "2025-11-30"),
    ("Monday of last week", "2025-11-25", "past", "2025-11-17", "2025-11-17", "2025-11-17"),
    ("Wednesday next week", "2025-11-25", "future", "2025-12-03", "2025-12-03", "2025-12-03"),
    ("Monday night", "2025-11-25", "past", "2025-11-24TNI", "2025-11-24", "2025-11-24"),
    ("on Sunday morning", "2025-11-25", "past", "2025-11-23TMO", "2025-11-23", "2025-11-23"),
    ("early on Sunday", "2025-11-25", "past", "2025-11-23", "2025-11-23", "2025-11-23"),
    ("the early hours of Friday", "2025-11-25", "past", "2025-11-21", "2025-11-21", "2025-11-21"),
    ("the evening of November 20", "2025-11-25", "past", "2025-11-20TEV", "2025-11-20", "2025-11-20"),
    ("from Monday to Wednesday", "2025-11-28", "past", "2025-11-24/2025-11-26", "2025-11-24", "2025-11-26"),
    ("from Monday to Wednesday", "2025-11-28", "future", "2025-12-01/2025-12-03", "2025-12-01", "2025-12-03"),
    ("on Monday and Tuesday", "2025-11-26", "past", "2025-11-24/2025-11-25", "2025-11-24", "2025-11-25"),
    (
        "Late Monday (November 24) and throughout Tuesday",
        "2025-11-25",
        "past",
        "2025-11-24/2025-11-25",
        "2025-11-24",
        "2025-11-25",
    ),
    // Days from publication.
    ("today", "2025-11-25", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("yesterday", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("tomorrow", "2025-11-25", "future", "2025-11-26", "2025-11-26", "2025-11-26"),
    ("the day before yesterday", "2025-11-25", "past", "2025-11-23", "2025-11-23", "2025-11-23"),
    ("the day after tomorrow", "2025-11-25", "future", "2025-11-27", "2025-11-27", "2025-11-27"),
    ("tonight", "2025-11-25", "future", "2025-11-25TNI", "2025-11-25", "2025-11-25"),
    ("last night", "2025-11-25", "past", "2025-11-24TNI", "2025-11-24", "2025-11-25"),
    ("overnight", "2025-11-25", "past", "2025-11-24TNI", "2025-11-24", "2025-11-25"),
    ("overnight", "2025-11-25", "future", "2025-11-25TNI", "2025-11-25", "2025-11-26"),
    ("overnight on Sunday", "2025-11-25", "past", "2025-11-22TNI", "2025-11-22", "2025-11-23"),
    ("this morning", "2025-11-25", "past", "2025-11-25TMO", "2025-11-25", "2025-11-25"),
    ("yesterday evening", "2025-11-25", "past", "2025-11-24TEV", "2025-11-24", "2025-11-24"),
    ("earlier today", "2025-11-25", "past", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("later on November 25", "2025-11-25", "future", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("now", "2025-11-25", "present", "PRESENT_REF", "2025-11-25", "2025-11-25"),
    ("currently", "2025-11-25", "present", "PRESENT_REF", "2025-11-25", "2025-11-25"),
    // Weeks and weekends.
    ("this week", "2025-11-25", "past", "2025-W48", "2025-11-24", "2025-11-30"),
    ("last week", "2025-11-25", "past", "2025-W47", "2025-11-17", "2025-11-23"),
    ("next week", "2026-01-25", "future", "2026-W05", "2026-01-26", "2026-02-01"),
    ("early next week", "2025-11-25", "future", "2025-W49", "2025-12-01", "2025-12-04"),
    ("late last week", "2025-11-25", "past", "2025-W47", "2025-11-21", "2025-11-23"),
    ("over the weekend", "2025-11-25", "past", "2025-W47-WE", "2025-11-22", "2025-11-23"),
    ("over the weekend", "2025-11-25", "future", "2025-W48-WE", "2025-11-29", "2025-11-30"),
    ("over the weekend", "2025-11-23", "past", "2025-W47-WE", "2025-11-22", "2025-11-23"),
    ("last weekend", "2025-11-25", "past", "2025-W47-WE", "2025-11-22", "2025-11-23"),
    ("earlier this week", "2025-11-27", "past", "2025-W48", "2025-11-24", "2025-11-27"),
    // Months, quarters, years.
    ("this month", "2025-11-25", "past", "2025-11", "2025-11-01", "2025-11-30"),
    ("last month", "2025-11-25", "past", "2025-10", "2025-10-01", "2025-10-31"),
    ("next month", "2025-12-25", "future", "2026-01", "2026-01-01", "2026-01-31"),
    ("earlier this month", "2025-11-25", "past", "2025-11", "2025-11-01", "2025-11-25"),
    ("later this year", "2025-11-25", "future", "2025", "2025-11-25", "2025-12-31"),
    ("last year", "2025-11-25", "past", "2024", "2024-01-01", "2024-12-31"),
    ("next year", "2025-11-25", "future", "2026", "2026-01-01", "2026-12-31"),
    ("November last year", "2025-11-25", "past", "2024-11", "2024-11-01", "2024-11-30"),
    ("last November", "2025-11-25", "past", "2024-11", "2024-11-01", "2024-11-30"),
    ("next May", "2025-11-25", "future", "2026-05", "2026-05-01", "2026-05-31"),
    ("this November", "2025-11-25", "past", "2025-11", "2025-11-01", "2025-11-30"),
    ("the third quarter of 2024", "2025-11-25", "past", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("last quarter", "2025-11-25", "past", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("early 2014", "2025-11-25", "past", "2014", "2014-01-01", "2014-06-30"),
    ("late last year", "2025-11-25", "past", "2024", "2024-07-01", "2024-12-31"),
    ("mid-March", "2025-11-25", "past", "2025-03", "2025-03-09", "2025-03-23"),
    ("the end of November", "2025-11-25", "future", "2025-11", "2025-11-21", "2025-11-30"),
    ("the end of the year", "2025-11-25", "future", "2025", "2025-10-01", "2025-12-31"),
    ("the start of 2022", "2025-11-25", "past", "2022", "2022-01-01", "2022-03-31"),
    ("the first half of 2022", "2025-11-25", "past", "2022", "2022-01-01", "2022-06-30"),
    ("in 2014", "2025-11-25", "past", "2014", "2014-01-01", "2014-12-31"),
    ("from 2014 to 2016", "2025-11-25", "past", "2014/2016", "2014-01-01", "2016-12-31"),
    ("2014-15", "2025-11-25", "past", "2014/2015", "2014-01-01", "2015-12-31"),
    ("the 1990s", "2025-11-25", "past", "199", "1990-01-01", "1999-12-31"),
    ("the late 1980s", "2025-11-25", "past", "198", "1985-01-01", "1989-12-31"),
    ("the '90s", "2025-11-25", "past", "199", "1990-01-01", "1999-12-31"),
    ("the nineties", "2025-11-25", "past", "199", "1990-01-01", "1999-12-31"),
    ("the 20th century", "2025-11-25", "past", "19", "1900-01-01", "1999-12-31"),
    ("the twentieth century", "2025-11-25", "past", "19", "1900-01-01", "1999-12-31"),
    ("400 BC", "2025-11-25", "past", "BC0400", "-399-01-01", "-399-12-31"),
    ("the summer of 2010", "2025-11-25", "past", "2010-SU", "2010-06-01", "2010-08-31"),
    ("last summer", "2025-11-25", "past", "2025-SU", "2025-06-01", "2025-08-31"),
    ("this winter", "2026-01-25", "present", "2025-WI", "2025-12-01", "2026-02-28"),
    // Counting.
    ("two days ago", "2025-11-25", "past", "2025-11-23", "2025-11-23", "2025-11-23"),
    ("three weeks ago", "2025-11-25", "past", "2025-W45", "2025-11-03", "2025-11-09"),
    ("a month ago", "2025-11-25", "past", "2025-10", "2025-10-01", "2025-10-31"),
    ("two and a half years ago", "2025-11-25", "past", "2023-05", "2023-05-01", "2023-05-31"),
    ("nearly four years ago", "2025-11-25", "past", "2021", "2021-01-01", "2021-12-31"),
    ("a week earlier", "2025-11-25", "past", "2025-W47", "2025-11-17", "2025-11-23"),
    ("a day earlier", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("years ago", "2025-11-25", "past", "PAST_REF", "", ""),
    ("in two days", "2025-11-25", "future", "2025-11-27", "2025-11-27", "2025-11-27"),
    ("in two days", "2025-11-25", "past", "P2D", "", ""),
    ("in recent days", "2025-11-25", "past", "PAST_REF", "2025-11-18", "2025-11-25"),
    ("in recent weeks", "2025-11-25", "past", "PAST_REF", "2025-10-28", "2025-11-25"),
    ("in recent months", "2025-11-25", "past", "PAST_REF", "2025-05-25", "2025-11-25"),
    ("in the coming hours", "2026-01-23", "future", "FUTURE_REF", "2026-01-23", "2026-01-24"),
    ("in the coming days", "2025-11-25", "future", "FUTURE_REF", "2025-11-25", "2025-12-02"),
    ("the past two weeks", "2025-11-25", "past", "P2W", "2025-11-11", "2025-11-25"),
    ("the last 24 hours", "2025-11-25", "past", "PT24H", "2025-11-24", "2025-11-25"),
    ("the next five years", "2025-11-25", "future", "P5Y", "2025-11-25", "2030-11-25"),
    // Lengths and recurring times.
    ("for two years", "2025-11-25", "past", "P2Y", "", ""),
    ("24 hours", "2025-11-25", "past", "PT24H", "", ""),
    ("two days of talks", "2025-11-25", "past", "P2D", "", ""),
    ("a three-hour meeting", "2025-11-25", "past", "PT3H", "", ""),
    ("for several weeks", "2025-11-25", "past", "PXW", "", ""),
    ("for months", "2025-11-25", "past", "PXM", "", ""),
    ("every Monday", "2025-11-25", "present", "XXXX-WXX-1", "", ""),
    ("on Sundays", "2025-11-25", "present", "XXXX-WXX-7", "", ""),
    ("each year", "2025-11-25", "present", "P1Y", "", ""),
    ("every two weeks", "2025-11-25", "present", "P2W", "", ""),
    ("every November", "2025-11-25", "present", "XXXX-11", "", ""),
    // Clocks.
    ("at 3 p.m.", "2025-11-25", "past", "T15:00", "", ""),
    ("at 3:30 pm on Monday", "2025-11-25", "past", "2025-11-24T15:30", "2025-11-24", "2025-11-24"),
    ("Monday at 9 a.m.", "2025-11-25", "past", "2025-11-24T09:00", "2025-11-24", "2025-11-24"),
    ("at 1400 GMT on Friday", "2025-11-25", "future", "2025-11-28T14:00", "2025-11-28", "2025-11-28"),
    ("at noon", "2025-11-25", "past", "T12:00", "", ""),
    // Bounds.
    ("since February 2022", "2025-11-25", "past", "2022-02", "2022-02-01", "2025-11-25"),
    ("since Monday", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-25"),
    ("by the end of the year", "2025-11-25", "future", "2025", "2025-11-25", "2025-12-31"),
    ("by Friday", "2025-11-25", "future", "2025-11-28", "2025-11-25", "2025-11-28"),
    ("until Friday", "2025-11-25", "future", "2025-11-28", "2025-11-25", "2025-11-28"),
    ("before Friday", "2025-11-25", "future", "2025-11-28", "2025-11-25", "2025-11-27"),
    ("before 2014", "2025-11-25", "past", "2014", "", ""),
    ("after Monday", "2025-11-25", "past", "2025-11-24", "2025-11-24", "2025-11-25"),
    ("around 2014", "2025-11-25", "past", "2014", "2014-01-01", "2014-12-31"),
    ("no later than Friday", "2025-11-25", "future", "2025-11-28", "2025-11-25", "2025-11-28"),
];

#[test]
fn expressions_are_worth_their_days() {
    let mut wrong = Vec::new();
    for (text, published, in_tense, expected, earliest, latest) in TABLE {
        let anchor = Anchor { published: Some(date(published)), reference: None, tense: tense(in_tense) };
        let found = recognise(&sentence(text));
        let ours: Vec<(String, Option<Interval>)> =
            found.iter().map(|expression| (value(expression, &anchor), resolve(expression, &anchor))).collect();
        let days = |interval: &Option<Interval>| {
            interval.as_ref().map_or((String::new(), String::new()), |i| (i.earliest.to_string(), i.latest.to_string()))
        };
        let right = matches!(ours.as_slice(), [(value, interval)] if value == expected && days(interval) == ((*earliest).into(), (*latest).into()));
        if !right {
            wrong.push(format!(
                "{text} ({published}, {in_tense}): expected {expected} {earliest} {latest}, got {ours:?}"
            ));
        }
    }
    assert!(TABLE.len() >= 120);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), TABLE.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_date() {
    let texts = [
        "the 28-point plan",
        "World War II",
        "the G7",
        "COVID-19",
        "an 86-year-old woman",
        "a child 3 years old",
        "Article 5",
        "it may end",
        "they march on",
        "$2014",
        "2014 people",
        "22 missiles and 460 drones",
        "the second draft",
        "Resolution 1701",
        "call 555-2014",
        "the fall of the city",
    ];
    for text in texts {
        let found = recognise(&sentence(text));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn names_that_hold_a_weekday_are_no_dates() {
    let mut paper = sentence("the Sunday Courier said");
    paper.names.push(NamedSpan { tokens: TokenSpan::new(0, 3), kind: NameKind::Org });
    assert!(recognise(&paper).is_empty());
}

#[test]
fn spans_kinds_bounds_and_texts() {
    let cases = [
        ("She left since early March 2014, he said", "early March 2014", Kind::Date, Some(Bound::Since)),
        ("They met over the weekend.", "the weekend", Kind::Date, None),
        ("It fell (Nov. 24).", "Nov. 24", Kind::Date, None),
        ("It ended by 3 p.m. on Monday.", "3 p.m. on Monday", Kind::Time, Some(Bound::By)),
        ("It ended about two weeks ago", "two weeks ago", Kind::Date, Some(Bound::About)),
        ("It fell in mid-March.", "mid-March", Kind::Date, None),
        ("a two-day visit", "two-day", Kind::Duration, None),
        ("starting on Monday", "Monday", Kind::Date, Some(Bound::Since)),
        ("ahead of Friday", "Friday", Kind::Date, Some(Bound::Before)),
        ("every Friday", "every Friday", Kind::Set, None),
    ];
    for (text, words, kind, bound) in cases {
        let found = recognise(&sentence(text));
        let ours: Vec<_> = found.iter().map(|e| (e.text.as_str(), e.kind, e.bound)).collect();
        assert_eq!(ours, [(words, kind, bound)], "{text}");
    }
}

#[test]
fn edtf_has_the_grain_of_the_words() {
    let cases = [
        ("in November 2025", "2025-11"),
        ("in 2014", "2014"),
        ("around 2014", "2014~"),
        ("the 1990s", "199X"),
        ("the 20th century", "19XX"),
        ("the summer of 2010", "2010-22"),
        ("last week", "2025-11-17/2025-11-23"),
        ("the third quarter of 2024", "2024-07/2024-09"),
        ("from 2014 to 2016", "2014/2016"),
        ("late 2014", "2014-07/2014-12"),
        ("yesterday", "2025-11-24"),
        ("last night", "2025-11-24/2025-11-25"),
        ("400 BC", "-0399"),
    ];
    let anchor = Anchor { published: Some(date("2025-11-25")), reference: None, tense: Tense::Past };
    for (text, edtf) in cases {
        let found = recognise(&sentence(text));
        let interval = found.first().and_then(|expression| named(expression, &anchor));
        assert_eq!(interval.map(|interval| interval.edtf).as_deref(), Some(edtf), "{text}");
    }
}

#[test]
fn without_publication_only_whole_dates_resolve() {
    for (text, expected, resolves) in [
        ("on Monday", "XXXX-WXX-1", false),
        ("in November", "XXXX-11", false),
        ("on November 25", "XXXX-11-25", false),
        ("yesterday", "XXXX-XX-XX", false),
        ("on November 25, 2025", "2025-11-25", true),
    ] {
        let found = recognise(&sentence(text));
        let anchor = Anchor::default();
        assert_eq!(value(&found[0], &anchor), expected, "{text}");
        assert_eq!(resolve(&found[0], &anchor).is_some(), resolves, "{text}");
    }
}

#[test]
fn a_story_goes_on_from_its_last_date() {
    let check = |texts: &[&str], expected: &[&str]| {
        let sentences: Vec<Sentence> = texts.iter().map(|text| sentence(text)).collect();
        let found = annotate_document(&sentences, Some(date("2025-11-25")));
        let ours: Vec<String> =
            found.into_iter().map(|(_, _, interval)| interval.map_or_else(String::new, |i| i.edtf)).collect();
        assert_eq!(ours, expected, "{texts:?}");
    };
    check(&["They met on November 3.", "The next day it ended."], &["2025-11-03", "2025-11-04"]);
    check(&["They met on November 3.", "Two days later it ended."], &["2025-11-03", "2025-11-05"]);
    check(&["They met on November 12.", "That week it fell."], &["2025-11-12", "2025-11-10/2025-11-16"]);
    check(&["In June 2014 they met.", "The same month it ended."], &["2014-06", "2014-06"]);
    check(&["On 30 May 1832 he fell.", "On 2 June he died."], &["1832-05-30", "1832-06-02"]);
    check(&["In 2014 they met.", "Two years later it ended."], &["2014", "2016"]);
    check(&["Since 2014 it fell.", "On November 3 they met."], &["2014-01-01/2025-11-25", "2025-11-03"]);
    check(&["It ended two days later."], &[""]);
    // News comes back from a look at the past.
    check(
        &["They met on Monday.", "In 2014 it fell.", "On November 3 they met."],
        &["2025-11-24", "2014", "2025-11-03"],
    );
    check(&["They met on Monday.", "In 2014 it fell.", "Two years later it ended."], &["2025-11-24", "2014", "2016"]);
}

#[test]
fn tenses_come_from_the_governing_clause() {
    const FIN: &str = "Tense=Past|VerbForm=Fin";
    let cases = [
        (format!("They/they/PRON/_/2/nsubj met/meet/VERB/{FIN}/0/root on/on/ADP/_/4/case Friday/Friday/PROPN/_/2/obl"), "past"),
        ("They/they/PRON/_/3/nsubj will/will/AUX/VerbForm=Fin/3/aux meet/meet/VERB/VerbForm=Inf/0/root on/on/ADP/_/5/case Friday/Friday/PROPN/_/3/obl".into(), "future"),
        ("They/they/PRON/_/3/nsubj have/have/AUX/Tense=Pres|VerbForm=Fin/3/aux met/meet/VERB/Tense=Past|VerbForm=Part/0/root Friday/Friday/PROPN/_/3/obl".into(), "past"),
        ("They/they/PRON/_/3/nsubj are/be/AUX/Tense=Pres|VerbForm=Fin/3/aux set/set/VERB/Tense=Past|VerbForm=Part/0/root to/to/PART/_/5/mark meet/meet/VERB/VerbForm=Inf/3/xcomp Friday/Friday/PROPN/_/5/obl".into(), "future"),
        ("They/they/PRON/_/3/nsubj are/be/AUX/Tense=Pres|VerbForm=Fin/3/aux going/go/VERB/Tense=Pres|VerbForm=Part/0/root to/to/PART/_/5/mark meet/meet/VERB/VerbForm=Inf/3/xcomp Friday/Friday/PROPN/_/5/obl".into(), "future"),
        ("They/they/PRON/_/3/nsubj are/be/AUX/Tense=Pres|VerbForm=Fin/3/aux meeting/meet/VERB/Tense=Pres|VerbForm=Part/0/root Friday/Friday/PROPN/_/3/obl".into(), "present"),
        (format!("He/he/PRON/_/2/nsubj flew/fly/VERB/{FIN}/0/root to/to/PART/_/4/mark sign/sign/VERB/VerbForm=Inf/2/advcl Friday/Friday/PROPN/_/4/obl"), "past"),
        (format!("Talks/talk/NOUN/_/4/nsubj scheduled/schedule/VERB/Tense=Past|VerbForm=Part/1/acl Friday/Friday/PROPN/_/2/obl failed/fail/VERB/{FIN}/0/root"), "future"),
        (format!("Talks/talk/NOUN/_/4/nsubj held/hold/VERB/Tense=Past|VerbForm=Part/1/acl Friday/Friday/PROPN/_/2/obl failed/fail/VERB/{FIN}/0/root"), "past"),
        (format!("He/he/PRON/_/2/nsubj said/say/VERB/{FIN}/0/root they/they/PRON/_/5/nsubj would/will/AUX/VerbForm=Fin/5/aux meet/meet/VERB/VerbForm=Inf/2/ccomp Friday/Friday/PROPN/_/5/obl"), "future"),
        ("They/they/PRON/_/2/nsubj are/be/AUX/Tense=Pres|VerbForm=Fin/0/root to/to/PART/_/4/mark meet/meet/VERB/VerbForm=Inf/2/xcomp Friday/Friday/PROPN/_/4/obl".into(), "future"),
        ("It/it/PRON/_/3/nsubj is/be/AUX/Tense=Pres|VerbForm=Fin/3/aux:pass expected/expect/VERB/Tense=Past|VerbForm=Part/0/root to/to/PART/_/6/mark be/be/AUX/VerbForm=Inf/6/aux:pass held/hold/VERB/Tense=Past|VerbForm=Part/3/xcomp Friday/Friday/PROPN/_/6/obl".into(), "future"),
        ("It/it/PRON/_/4/nsubj will/will/AUX/VerbForm=Fin/4/aux be/be/AUX/VerbForm=Inf/4/aux:pass held/hold/VERB/Tense=Past|VerbForm=Part/0/root Friday/Friday/PROPN/_/4/obl".into(), "future"),
        ("Talks/talk/NOUN/_/0/root on/on/ADP/_/3/case Friday/Friday/PROPN/_/1/nmod".into(), "unknown"),
    ];
    for (rows, expected) in cases {
        let found = anchor_document(&[tree(&rows)], Some(date("2025-11-25")));
        assert_eq!(found.first().map(|anchored| anchored.anchor.tense), Some(tense(expected)), "{rows}");
    }
}
