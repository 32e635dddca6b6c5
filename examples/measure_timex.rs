//! Measures `extract::time` on TSV files of date expressions with ISO values (columns: document, its date, sentence, tag, surface, start,
//! end, iso, other, text) against the same documents in CoNLL-U with gold trees.
//!
//! ```text
//! cargo run --example measure_timex -- [--wrong] [--extra] CONLLU… -- TSV…
//! ```
//!
//! An expression of the TSV counts as found when one of ours shares a token with it, as found exactly when both have the same tokens, as
//! valued right when ours has the value of the file. Where ours is a range and the file marks one end of it, that end is compared.
//! Values that name no day of a calendar that moves (`--07`) are compared by what they do say.

use anyhow::{Context, Result, bail};
use rapporteur::extract::time::{self, Anchored, Meaning};
use rapporteur::model::{ByteSpan, Date, Sentence, Token, TokenSpan, Upos};
use std::collections::BTreeMap;

/// A document in CoNLL-U: names of its sentences, and the sentences.
#[derive(Default)]
struct Parsed {
    ids: Vec<String>,
    sentences: Vec<Sentence>,
}

/// One line of the TSV.
struct Gold {
    document: String,
    sentence: String,
    published: Option<Date>,
    tag: String,
    surface: String,
    start: u32,
    end: u32,
    iso: String,
    other: String,
    text: String,
}

#[derive(Default)]
struct Score {
    all: usize,
    found: usize,
    exact: usize,
    valued: usize,
    right: usize,
    ranged: usize,
    range_right: usize,
}

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let wrong = arguments.first().is_some_and(|argument| argument == "--wrong");
    if wrong {
        arguments.remove(0);
    }
    let extra = arguments.first().is_some_and(|argument| argument == "--extra");
    if extra {
        arguments.remove(0);
    }
    let Some(split) = arguments.iter().position(|argument| argument == "--") else {
        bail!("usage: measure_timex [--wrong] [--extra] CONLLU… -- TSV…");
    };
    let mut documents = BTreeMap::new();
    for path in &arguments[..split] {
        read_conllu(&std::fs::read_to_string(path).with_context(|| path.clone())?, &mut documents);
    }
    let mut total: BTreeMap<String, Score> = BTreeMap::new();
    for path in &arguments[split + 1..] {
        let gold = read_gold(&std::fs::read_to_string(path).with_context(|| path.clone())?);
        let mut by_document: BTreeMap<&str, Vec<&Gold>> = BTreeMap::new();
        for line in &gold {
            by_document.entry(&line.document).or_default().push(line);
        }
        for (name, lines) in by_document {
            let Some(parsed) = documents.get(name) else { bail!("no document {name} in the CoNLL-U files") };
            let found = time::anchor_document(&parsed.sentences, lines.first().and_then(|line| line.published));
            if extra {
                print_extra(name, parsed, &found, &lines);
            }
            for line in lines {
                let genre = name.split('_').nth(1).unwrap_or_default().to_owned();
                for key in [genre, "TOTAL".to_owned()] {
                    let last = key == "TOTAL";
                    score(line, parsed, &found, total.entry(key).or_default(), wrong && last);
                }
            }
        }
    }
    println!(
        "{:14} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "", "all", "found", "exact", "iso", "right", "range", "right"
    );
    for (genre, s) in &total {
        let part = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        println!(
            "{genre:14} {:5} {:7.3} {:7.3} {:7} {:7.3} {:7} {:7.3}",
            s.all,
            part(s.found, s.all),
            part(s.exact, s.all),
            s.valued,
            part(s.right, s.valued),
            s.ranged,
            part(s.range_right, s.ranged)
        );
    }
    Ok(())
}

/// What we found and the file does not mark: much of it right (lengths, recurring times), some of it not.
fn print_extra(name: &str, parsed: &Parsed, found: &[Anchored], lines: &[&Gold]) {
    for ours in found {
        let (Some(sentence), Some(id)) = (parsed.sentences.get(ours.sentence), parsed.ids.get(ours.sentence)) else {
            continue;
        };
        let tokens = sentence.tokens.get(ours.expression.tokens.range()).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let marked = |line: &&&Gold| line.sentence == *id && line.start < last.span.end && first.span.start < line.end;
        if !lines.iter().any(|line| marked(&line)) {
            let words: Vec<&str> = sentence.tokens.iter().map(|token| &*token.form).collect();
            let from = (ours.expression.tokens.start as usize).saturating_sub(6);
            let to = (ours.expression.tokens.end as usize + 6).min(words.len());
            let value = time::value(&ours.expression, &ours.anchor);
            println!(
                "EXTRA\t{name}\t{:?}\t{}\t{value}\t{}",
                ours.expression.kind,
                ours.expression.text,
                words[from..to].join(" ")
            );
        }
    }
}

fn score(gold: &Gold, parsed: &Parsed, found: &[Anchored], score: &mut Score, wrong: bool) {
    score.all += 1;
    let Some(at) = parsed.ids.iter().position(|id| *id == gold.sentence) else { return };
    let sentence = &parsed.sentences[at];
    let inside = |token: &Token| token.span.start < gold.end && gold.start < token.span.end;
    let tokens: Vec<usize> = (0..sentence.tokens.len()).filter(|at| inside(&sentence.tokens[*at])).collect();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
    let span = TokenSpan::new(*first, last + 1);
    let shared = |ours: &&Anchored| {
        let tokens = ours.expression.tokens;
        (tokens.end.min(span.end)).saturating_sub(tokens.start.max(span.start))
    };
    let ours =
        found.iter().filter(|ours| ours.sentence == at && ours.expression.tokens.overlaps(span)).max_by_key(shared);
    let valued = gold.iso.len() > 3 || gold.iso.parse::<i32>().is_ok();
    let (from, to) = limits(&gold.other);
    let ranged = from.is_some() && to.is_some() && !valued;
    score.valued += usize::from(valued);
    score.ranged += usize::from(ranged);
    let Some(ours) = ours else {
        if wrong && (valued || ranged) {
            println!("MISSED\t{}\t{}{}\t{}", gold.surface, gold.iso, gold.other, gold.text);
        }
        return;
    };
    score.found += 1;
    score.exact += usize::from(ours.expression.tokens == span);
    let ours_worth = worth(ours, span);
    let right = valued && ours_worth.iter().any(|value| same(value, gold));
    score.right += usize::from(right);
    // Where the file marks the whole and we a part of it ("late | 1980s"), the whole is compared.
    let part = ours.expression.part.filter(|_| ours.expression.tokens.start >= span.start);
    let interval = time::named(&time::Expression { part, ..ours.expression.clone() }, &ours.anchor);
    let range_right = ranged && interval.as_ref().is_some_and(|i| Some(i.earliest) == from && Some(i.latest) == to);
    score.range_right += usize::from(range_right);
    if wrong && ((valued && !right) || (ranged && !range_right)) {
        println!(
            "WRONG\t{}\t{}{}\tours “{}” {:?} {:?} {:?} published {:?} told {:?}\t{}",
            gold.surface,
            gold.iso,
            gold.other,
            ours.expression.text,
            ours_worth,
            interval.map(|i| i.edtf),
            ours.anchor.tense,
            ours.anchor.published,
            ours.anchor.reference.as_ref().map(|r| &r.edtf),
            gold.text
        );
    }
}

/// Our value; for a range of which the file marks a part, the values of its ends.
fn worth(ours: &Anchored, span: TokenSpan) -> Vec<String> {
    let whole = time::value(&ours.expression, &ours.anchor);
    match &ours.expression.meaning {
        Meaning::Range(first, last) if ours.expression.tokens != span => {
            let end = if span.start < ours.expression.tokens.end - span.len() as u32 { first } else { last };
            let part = time::Expression { meaning: (**end).clone(), ..ours.expression.clone() };
            vec![whole, time::value(&part, &ours.anchor)]
        }
        _ => vec![whole],
    }
}

/// Is our TIMEX3 value the file's ISO value?
fn same(ours: &str, gold: &Gold) -> bool {
    let iso = gold.iso.trim();
    if gold.tag == "time" || iso.contains('T') || (iso.len() == 8 && iso.contains(':')) {
        let clock = |text: &str| text.rsplit('T').next().unwrap_or_default().chars().take(5).collect::<String>();
        return clock(ours) == clock(iso);
    }
    let day = ours.split('T').next().unwrap_or_default();
    let day = match (day, gold.published) {
        ("PRESENT_REF", Some(published)) => published.to_string(),
        _ => match day.strip_prefix("BC") {
            Some(year) => format!("-{year}"),
            None => day.to_owned(),
        },
    };
    if let Some(open) = iso.strip_prefix("--") {
        // The file leaves the year open where the text speaks of every year; ours may be laid on one.
        return day.get(5..) == Some(open);
    }
    let padded = |text: &str| match text.strip_prefix('-') {
        Some(year) if year.len() < 4 => format!("-{year:0>4}"),
        None if text.len() < 4 => format!("{text:0>4}"),
        _ => text.to_owned(),
    };
    padded(&day) == padded(iso)
}

/// The days of `from` and `to`.
fn limits(other: &str) -> (Option<Date>, Option<Date>) {
    let field = |key: &str| other.split(';').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    let first = field("from").and_then(|text| match text.len() {
        4 => format!("{text}-01-01").parse().ok(),
        7 => format!("{text}-01").parse().ok(),
        _ => text.parse().ok(),
    });
    let last = field("to").and_then(|text| match text.len() {
        4 => format!("{text}-12-31").parse().ok(),
        7 => format!("{text}-01").parse::<Date>().ok().map(|day| day.plus_months(1).plus_days(-1)),
        _ => text.parse().ok(),
    });
    (first, last)
}

fn read_gold(text: &str) -> Vec<Gold> {
    let line = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut next = || columns.next().unwrap_or_default();
        Some(Gold {
            document: next(),
            published: next().parse().ok(),
            sentence: next(),
            tag: next(),
            surface: next(),
            start: next().parse().ok()?,
            end: next().parse().ok()?,
            iso: next(),
            other: next(),
            text: next(),
        })
    };
    text.lines().skip(1).filter_map(line).collect()
}

/// Sentences with spans in characters of the sentence's text, as the TSV counts.
fn read_conllu(text: &str, documents: &mut BTreeMap<String, Parsed>) {
    let (mut id, mut paragraph) = (String::new(), 0);
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix("# ") {
            if let Some(name) = comment.strip_prefix("sent_id = ") {
                name.clone_into(&mut id);
            }
            paragraph += u32::from(comment.starts_with("newpar"));
        } else if line.is_empty() && !rows.is_empty() {
            let document = id.rsplit_once('-').map_or("", |(document, _)| document).to_owned();
            let parsed = documents.entry(document).or_default();
            parsed.ids.push(id.clone());
            parsed.sentences.push(sentence(&rows, paragraph));
            rows.clear();
        } else if !line.is_empty() && !line.starts_with('#') {
            rows.push(line.split('\t').collect());
        }
    }
}

fn sentence(rows: &[Vec<&str>], paragraph: u32) -> Sentence {
    let mut numbers = BTreeMap::new();
    let mut tokens = Vec::new();
    let mut heads = Vec::new();
    let (mut at, mut whole): (usize, Option<(usize, usize, bool)>) = (0, None);
    for row in rows {
        let column = |number: usize| row.get(number).copied().unwrap_or("_");
        let spaced = !column(9).split('|').any(|pair| pair == "SpaceAfter=No");
        let length = column(1).chars().count();
        if let Some((_, last)) = column(0).split_once('-') {
            whole = last.parse().ok().map(|last| (last, at + length, spaced));
            continue;
        }
        let Ok(number) = column(0).parse::<usize>() else { continue };
        let inside = whole.is_some_and(|(last, ..)| number <= last);
        numbers.insert(number, tokens.len());
        heads.push(column(6).parse::<usize>().unwrap_or(0));
        tokens.push(Token {
            span: ByteSpan::new(at, at + length),
            form: column(1).into(),
            lemma: column(2).into(),
            upos: column(3).parse().unwrap_or(Upos::X),
            feats: if column(5) == "_" { "" } else { column(5) }.into(),
            head: None,
            deprel: column(7).into(),
            glued: false,
        });
        at += length + usize::from(spaced && !inside);
        if let Some((last, end, spaced)) = whole.filter(|(last, ..)| *last == number) {
            debug_assert_eq!(last, number);
            at = end + usize::from(spaced);
            whole = None;
        }
    }
    for (token, head) in tokens.iter_mut().zip(heads) {
        token.head = numbers.get(&head).map(|head| *head as u32);
    }
    Sentence { span: ByteSpan::new(0, at), paragraph, tokens, names: Vec::new() }
}
