//! iCalendar (RFC 5545): one all-day event for each dated event. No time of writing: `DTSTAMP`, which the format wants, is the
//! event's own first day, so that a rebuild gives the same bytes.

use super::Options;
use crate::{
    graph::KnowledgeGraph,
    model::{Date, Status},
    rdf::{Iris, clean},
};
use std::io;

pub(super) fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let iris = Iris::new(graph, &options.rdf);
    let mut line = |text: &str| fold(text, out);
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rapporteur//EN", "CALSCALE:GREGORIAN"] {
        line(head)?;
    }
    for (id, _) in graph.events() {
        let merged = graph.merged(id);
        let Some(time) = &merged.time else { continue };
        line("BEGIN:VEVENT")?;
        line(&format!("UID:{}", escape(iris.event(id).as_str())))?;
        line(&format!("DTSTAMP:{}T000000Z", day(time.earliest)))?;
        line(&format!("DTSTART;VALUE=DATE:{}", day(time.earliest)))?;
        // The end of an all-day event is the first day that is no longer in it.
        line(&format!("DTEND;VALUE=DATE:{}", day(time.latest.plus_days(1))))?;
        line(&format!("SUMMARY:{}", escape(&merged.label)))?;
        if let Some(place) = merged.place.first() {
            line(&format!("LOCATION:{}", escape(&graph.entity(place.value).label)))?;
        }
        let status = match merged.status {
            Status::Occurred | Status::Ongoing => "CONFIRMED",
            Status::Planned | Status::Possible => "TENTATIVE",
            Status::Negated => "CANCELLED",
        };
        line(&format!("STATUS:{status}"))?;
        let quotes: Vec<&str> = merged.claims.iter().flat_map(|&c| graph.evidence(c)).map(|e| &*e.quote).collect();
        line(&format!("DESCRIPTION:{}", escape(&format!("{}: {}", merged.status, quotes.join("\n")))))?;
        line("END:VEVENT")?;
    }
    line("END:VCALENDAR")
}

fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn escape(text: &str) -> String {
    clean(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Lines end in CRLF and have at most 75 bytes; a longer one goes on after CRLF and a blank, never inside a character.
fn fold(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > 75 {
            out.write_all(b"\r\n ")?;
            used = 1;
        }
        write!(out, "{c}")?;
        used += c.len_utf8();
    }
    out.write_all(b"\r\n")
}
