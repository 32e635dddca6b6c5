//! What is known about an article beside its text: from a front-matter block, a head line, the user's table (`table`), the file's
//! name, a dateline (`dateline`), a Markdown heading, or the user's word for all articles, in this order. Reads a small part of YAML (`key: value` lines between `---` lines), as static site generators
//! write it; lists, nested values and unknown keys are passed over. A date in a sentence is not looked at.

use super::{
    Options, dateline,
    files::{self, Kind},
};
use crate::{
    diagnostic::Diagnostic,
    model::{Date, Metadata},
};
use std::path::Path;

/// What was found, and where the article's own text starts.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) metadata: Metadata,
    pub(super) body_start: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Looks at a file's text and name, and at what the user said.
pub(super) fn find(name: &str, path: Option<&Path>, text: &str, options: &Options) -> Found {
    let mut found = Found::default();
    front_matter(name, text, &mut found);
    head_line(name, text, &mut found);
    let metadata = &mut found.metadata;
    if let Some(told) = options.metadata.of(name) {
        let told = told.clone();
        metadata.title = metadata.title.take().or(told.title);
        metadata.published = metadata.published.or(told.published);
        metadata.publisher = metadata.publisher.take().or(told.publisher);
        metadata.url = metadata.url.take().or(told.url);
    }
    let lined = || text.get(found.body_start..).and_then(dateline::date);
    metadata.published = metadata.published.or_else(|| date_of_name(path?)).or_else(lined).or(options.published);
    if metadata.published.is_none() {
        let hint = "begin the file with “---”, “published: YYYY-MM-DD”, “---”, or use --published or --metadata";
        let note = Diagnostic::note("publication date unknown: “yesterday” cannot be dated");
        found.diagnostics.push(note.in_file(name).hint(hint));
    }
    if metadata.title.is_none() && path.is_some_and(|path| files::kind(path) == Kind::Markdown) {
        metadata.title = text.get(found.body_start..).and_then(heading);
    }
    found
}

/// Reads a block between `---` lines at the start.
fn front_matter(name: &str, text: &str, found: &mut Found) {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return };
    let mut start = first.len();
    let mut inside = Vec::new();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            for (at, line) in inside {
                entry(name, text, at, line, found);
            }
            found.body_start = start + line.len();
            return;
        }
        inside.push((start, line));
        start += line.len();
    }
    if inside.first().is_some_and(|(_, line)| line.split_once(':').is_some_and(|(key, _)| is_key(key))) {
        let message = "the front matter is not closed: read as text";
        found.diagnostics.push(Diagnostic::warning(message).at(name, 1, 1).hint("close it with a line “---”"));
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// One line of front matter, at byte `at` of the text.
fn entry(name: &str, text: &str, at: usize, line: &str, found: &mut Found) {
    let Some((key, raw)) = line.split_once(':') else { return };
    let value = unquoted(raw);
    if !is_key(key) || value.is_empty() {
        return;
    }
    let metadata = &mut found.metadata;
    let own = || Some(value.to_owned());
    match key.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
        "title" | "headline" => metadata.title = metadata.title.take().or_else(own),
        "publisher" | "source" | "outlet" | "site" if !value.starts_with("http") => {
            metadata.publisher = metadata.publisher.take().or_else(own);
        }
        "url" | "link" | "canonical" | "source" => metadata.url = metadata.url.take().or_else(own),
        "published" | "date" | "datepublished" | "publicationdate" | "pubdate" if metadata.published.is_none() => {
            metadata.published = day(value);
            if metadata.published.is_none() {
                let column = at + key.len() + 1 + (raw.len() - raw.trim_start().len());
                found.diagnostics.push(bad_date(value).at_offset(name, text, column));
            }
        }
        _ => {}
    }
}

fn bad_date(value: &str) -> Diagnostic {
    let message = format!("“{value}” is not a date: the publication date is taken from elsewhere");
    Diagnostic::warning(message).hint("write it as YYYY-MM-DD")
}

/// A value without the quotation marks around it or the comment after it.
fn unquoted(raw: &str) -> &str {
    let value = raw.trim();
    for mark in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(mark).and_then(|rest| rest.split_once(mark)) {
            return inner.trim();
        }
    }
    value.split_once(" #").map_or(value, |(before, _)| before.trim_end())
}

/// The day that a value begins with.
pub(super) fn day(value: &str) -> Option<Date> {
    leading_date(value).and_then(|(date, _)| date.ok())
}

/// A date at the start ("2031-03-02", "2031-03-02T10:00Z") with what follows it; `Err` if the calendar has no such day.
fn leading_date(value: &str) -> Option<(Result<Date, ()>, &str)> {
    let (head, rest) = value.split_at_checked(10)?;
    let shaped =
        head.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
    (shaped && ends).then(|| (head.parse().map_err(|_| ()), rest))
}

/// Reads " date 2031-03-02 The talks …" and "Published: 2031-03-02": the article starts after the date.
fn head_line(name: &str, text: &str, found: &mut Found) {
    let body = text.get(found.body_start..).unwrap_or_default();
    let line = body.trim_start();
    // Without a colon only in lower case: a sentence may begin with "Date".
    let marks = ["date ", "date: ", "Date: ", "DATE: ", "published: ", "Published: "];
    let Some(after) = marks.iter().find_map(|mark| line.strip_prefix(mark)) else { return };
    let after = after.trim_start_matches(' ');
    let Some((date, rest)) = leading_date(after) else { return };
    if date.is_err() {
        let value = after.get(..10).unwrap_or(after);
        found.diagnostics.push(bad_date(value).at_offset(name, text, text.len() - after.len()));
    }
    found.metadata.published = found.metadata.published.or(date.ok());
    found.body_start = text.len() - rest.trim_start().len();
}

/// The date at the start of a file's name: `2031-03-02-talks.txt`, `20310302_talks.txt`.
fn date_of_name(path: &Path) -> Option<Date> {
    let stem = path.file_stem()?.to_str()?;
    if let Some((date, _)) = leading_date(stem) {
        return date.ok();
    }
    let (digits, rest) = stem.split_at_checked(8)?;
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    // A number of another kind seldom begins like a year of the age of newspapers.
    let date = Date::new(i32::from(year), month as u8, day as u8).filter(|_| (1700..2200).contains(&year));
    date.filter(|_| digits.bytes().all(|b| b.is_ascii_digit()) && !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The first heading of the first level, without its markup.
fn heading(body: &str) -> Option<String> {
    let mut before: Option<&str> = None;
    let mut fenced = false;
    for line in body.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let title = match (line.strip_prefix("# "), before) {
            (Some(title), _) if !fenced => Some(title.trim().trim_end_matches('#')),
            (_, Some(text)) if !fenced && line.len() > 2 && line.trim_end().bytes().all(|b| b == b'=') => Some(text),
            _ => None,
        };
        if let Some(title) = title.map(plain).filter(|title| !title.is_empty()) {
            return Some(title);
        }
        before = Some(line).filter(|line| !line.trim().is_empty());
    }
    None
}

/// Markdown's inline text without emphasis marks and link targets.
fn plain(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '*' | '`' | '\\' => {}
            // Underscores inside words are no marks.
            '_' if out.is_empty() || out.ends_with(' ') || !rest.starts_with(char::is_alphanumeric) => {}
            '[' if rest.contains("](") => {}
            ']' if rest.starts_with('(') => rest = rest.split_once(')').map_or("", |(_, after)| after),
            _ => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `title|published|publisher|url|body`, then the messages that are no notes.
    fn dump(file: &str, text: &str, published: Option<&str>) -> String {
        let options = Options { published: published.and_then(|date| date.parse().ok()), ..Options::default() };
        let found = find(file, Some(Path::new(file)), text, &options);
        let Metadata { title, published, publisher, url } = found.metadata;
        let fields = [title, published.map(|date| date.to_string()), publisher, url];
        let body = text[found.body_start..].lines().next().unwrap_or_default();
        let mut dump = fields.map(|field| field.unwrap_or("-".into())).join("|") + "|" + body;
        for diagnostic in found.diagnostics.iter().filter(|d| d.severity != crate::diagnostic::Severity::Note) {
            dump.push('\n');
            dump.push_str(diagnostic.to_string().lines().next().unwrap_or_default());
        }
        dump
    }

    #[test]
    fn front_matter_blocks() {
        let cases = [
            (
                "---\ntitle: \"Talks: day two\"\npublished: 2031-03-02\npublisher: The Norport Gazette # paper\nurl: https://gazette.example/talks\ntags:\n  - talks\n---\nThe talks began.\n",
                "Talks: day two|2031-03-02|The Norport Gazette|https://gazette.example/talks|The talks began.",
            ),
            (
                "---\nheadline: 'Talks'\nDate: 2031-03-02T18:00:00Z\nsource: https://gazette.example/1\n---\n\nBody.",
                "Talks|2031-03-02|-|https://gazette.example/1|",
            ),
            (
                "---\ndate: March 2\n---\nBody.",
                "-|-|-|-|Body.\na.txt:2:7: warning: “March 2” is not a date: the publication date is taken from elsewhere",
            ),
            (
                "---\ndate: 2031-02-30\n---\nBody.",
                "-|-|-|-|Body.\na.txt:2:7: warning: “2031-02-30” is not a date: the publication date is taken from elsewhere",
            ),
            (
                "---\ntitle: Talks\nBody.",
                "-|-|-|-|---\na.txt:1:1: warning: the front matter is not closed: read as text",
            ),
            ("---\nA rule, then text.", "-|-|-|-|---"),
            ("---\npublished: 2031-03-02\n---\n date 2031-03-05 The talks.", "-|2031-03-02|-|-|The talks."),
            ("---\n---\nBody.", "-|-|-|-|Body."),
            ("Body.\n---\ntitle: no\n---\n", "-|-|-|-|Body."),
        ];
        for (text, expected) in cases {
            assert_eq!(dump("a.txt", text, None), expected, "{text}");
        }
    }

    #[test]
    fn head_lines() {
        let cases = [
            (" date 2031-03-02 The talks began.\nMore.", "-|2031-03-02|-|-|The talks began."),
            ("Date: 2031-03-02\n\nThe talks began.", "-|2031-03-02|-|-|The talks began."),
            ("Published: 2031-03-02 The talks began.", "-|2031-03-02|-|-|The talks began."),
            ("Date 2031-03-02 was chosen.", "-|-|-|-|Date 2031-03-02 was chosen."),
            ("date 2031-03-021 no", "-|-|-|-|date 2031-03-021 no"),
            (
                "date 2031-13-02 The talks.",
                "-|-|-|-|The talks.\na.txt:1:6: warning: “2031-13-02” is not a date: the publication date is taken from elsewhere",
            ),
            ("GENEVA, March 3, 2031 (NN) — Talks began.", "-|2031-03-03|-|-|GENEVA, March 3, 2031 (NN) — Talks began."),
        ];
        for (text, expected) in cases {
            assert_eq!(dump("a.txt", text, None), expected, "{text}");
        }
    }

    #[test]
    fn names_and_options() {
        let cases = [
            ("in/2031-03-02-talks.txt", None, "2031-03-02"),
            ("2031-03-02.md", None, "2031-03-02"),
            ("20310302_talks.txt", None, "2031-03-02"),
            ("20310302", None, "2031-03-02"),
            ("203103021.txt", None, "-"),
            ("20311302_talks.txt", None, "-"),
            ("00010203_talks.txt", None, "-"),
            ("2031-02-30-talks.txt", Some("2031-01-01"), "2031-01-01"),
            ("000_ab.txt", Some("2031-01-01"), "2031-01-01"),
            ("2031-03-02-talks.txt", Some("2031-01-01"), "2031-03-02"),
            ("é.txt", None, "-"),
        ];
        for (file, published, expected) in cases {
            assert_eq!(dump(file, "Body.", published), format!("-|{expected}|-|-|Body."), "{file}");
        }
    }

    #[test]
    fn headings() {
        let cases = [
            ("a.md", "# Talks in *Norport* and [Suderia](https://s.example)\n\nBody.", "Talks in Norport and Suderia"),
            ("a.md", "\n\nTalks resume\n============\nBody.", "Talks resume"),
            ("a.md", "## Small\n```\n# code\n```\n# Big #\n", "Big"),
            ("a.md", "Body.", "-"),
            ("a.txt", "# Talks", "-"),
            ("a.markdown", "---\ntitle: Mine\n---\n# Other", "Mine"),
        ];
        for (file, text, expected) in cases {
            let dump = dump(file, text, None);
            assert_eq!(dump.split('|').next(), Some(expected), "{text}");
        }
    }
}
