//! Runs the extractors in order and puts their findings into one [`Extraction`].

use super::{
    coreference::{self, Chains},
    event::{self, Dated, Draft, Scope, speaker_entity},
    mention::{self, Form, MentionId},
    office, plan,
    quotation::{self, Quotation, Segment},
    reading::{At, Reading, one_line},
    reported::{self, Report},
    signature, speech,
    time::{self, Anchored},
};
use crate::{
    knowledge::Knowledge,
    model::{
        AnnotatedDocument, Attribution, ByteSpan, Date, Extraction, Gap, GapKind, LocalEntityId, Medium, Name,
        StatementClaim, TokenSpan, Upos,
    },
};

/// Reads one annotated article.
pub fn extract(annotated: &AnnotatedDocument, knowledge: &Knowledge) -> Extraction {
    let mut reading = Reading::new(annotated, knowledge);
    let segments = quotation::segments(&reading);
    reading.quoted = segments.iter().filter(|s| !s.fragment).map(|s| s.inner).collect();
    mention::find(&mut reading);
    let mut chains = coreference::link(&reading);
    let times = times(&reading);
    let quotations = quotation::quotations(&reading, &chains, &segments);
    let reports = reported::find(&reading, &segments);
    let scope = Scope { times: &times, reports: &reports, quotations: &quotations };
    let mut matches = event::matches(&reading, &chains);
    let mut relations = office::find(&reading, &chains, &matches);
    // Who "we" are is known only now; what is said of them is read again.
    for sentence in speech::link(&reading, &mut chains, &quotations, &relations) {
        matches[sentence as usize] = event::matches_in(&reading, &chains, sentence);
    }
    let mut drafts = event::find(&reading, &mut chains, &scope, &matches);
    event::identity::number(&reading, &chains, &relations, &mut drafts);
    event::moment::from_occasions(&reading, &mut drafts);
    event::leader::add(&reading, &chains, &relations, &mut drafts);
    relations.extend(plan::find(&reading, &mut chains, &drafts, &relations));
    let statements = statements(&reading, &chains, &scope, &segments);
    let gaps = gaps(&reading, &chains, &scope, &drafts, &statements);
    Extraction {
        document: reading.document().record(),
        events: drafts.into_iter().map(|d| d.claim).collect(),
        statements,
        relations,
        gaps,
        sentences: reading.sentences().len() as u32,
        signature: signature::signature(reading.slice(reading.document().body)),
        entities: chains.entities,
    }
}

/// Temporal expressions by sentence.
fn times(reading: &Reading<'_>) -> Vec<Vec<Dated>> {
    let mut found: Vec<Vec<_>> = reading.sentences().iter().map(|_| Vec::new()).collect();
    let published = reading.document().metadata.published.or_else(|| dated_by_itself(reading));
    for Anchored { sentence, expression, anchor } in time::anchor_document(reading.sentences(), published) {
        let (interval, named) = (time::resolve(&expression, &anchor), time::named(&expression, &anchor));
        if let Some(list) = found.get_mut(sentence) {
            list.push(Dated { expression, interval, named });
        }
    }
    found
}

/// When an article of unknown date was written, as far as it tells: a full date in its opening ("…on 3 March 2031"), else the
/// latest day that it names, whose year may have to come from another date in it ("on Jan. 23", "since November 2025").
fn dated_by_itself(reading: &Reading<'_>) -> Option<Date> {
    const OPENING: usize = 3;
    let sentences = reading.sentences();
    let opening = &sentences[..OPENING.min(sentences.len())];
    let dated = time::annotate_document(opening, None);
    let full =
        dated.into_iter().find_map(|(_, _, interval)| interval.filter(|i| i.earliest == i.latest)).map(|i| i.earliest);
    full.or_else(|| latest_named_day(reading))
}

/// The latest explicit date of the article, moved on to the nearest day that it names without a year.
fn latest_named_day(reading: &Reading<'_>) -> Option<Date> {
    const NEAR: i64 = 183;
    let expressions: Vec<time::Expression> = reading.sentences().iter().flat_map(time::recognise).collect();
    let known = expressions.iter().filter_map(|e| match e.meaning {
        time::Meaning::Day { year: Some(year), month: Some(month), day, .. } => Date::new(year, month, day),
        time::Meaning::Month { year: Some(year), month } => {
            Some(Date::new(year, month, 1)?.plus_months(1).plus_days(-1))
        }
        _ => None,
    });
    let known = known.max()?;
    let partial = expressions.iter().filter_map(|e| match e.meaning {
        time::Meaning::Day { year: None, month: Some(month), day, .. } => {
            let years = [known.year() - 1, known.year(), known.year() + 1];
            years.into_iter().filter_map(|year| Date::new(year, month, day)).min_by_key(|d| d.days_since(known).abs())
        }
        _ => None,
    });
    let later = partial.filter(|d| d.days_since(known).abs() <= NEAR).max();
    Some(later.map_or(known, |day| day.max(known)))
}

fn statements(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    segments: &[Segment],
) -> Vec<StatementClaim<LocalEntityId>> {
    let mut found: Vec<StatementClaim<LocalEntityId>> = Vec::new();
    for quotation in scope.quotations {
        found.push(direct(reading, chains, scope, quotation));
    }
    for report in scope.reports.iter().filter(|r| r.states) {
        let claims = report.speakers.iter().map(|speaker| reported_claim(reading, chains, scope, report, *speaker));
        found.extend(claims.filter(|claim| claim.speaker.is_some()));
    }
    found.extend(fragments(reading, chains, scope, segments));
    found.sort_by(|a, b| (&a.evidence[0].bytes, !a.direct).cmp(&(&b.evidence[0].bytes, !b.direct)));
    found
}

fn direct(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    quotation: &Quotation,
) -> StatementClaim<LocalEntityId> {
    let whole = quotation.parts.iter().copied().reduce(ByteSpan::union).unwrap_or(ByteSpan::new(0, 0));
    let time = quotation.tag.and_then(|tag| scope.time_at(reading, tag));
    StatementClaim {
        speaker: quotation.speaker.and_then(|s| speaker_entity(reading, chains, s)),
        addressee: None,
        direct: true,
        quote: quotation.words.clone(),
        medium: quotation.tag.and_then(|tag| medium(reading, tag)),
        time,
        about: Vec::new(),
        attribution: Attribution::default(),
        evidence: vec![reading.evidence(whole)],
        rule: Name::from("statement/quotation"),
        confidence: if quotation.speaker.is_some() { 95 } else { 60 },
    }
}

fn reported_claim(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    report: &Report,
    speaker: MentionId,
) -> StatementClaim<LocalEntityId> {
    let clause = reading.bytes(report.sentence, report.clause);
    StatementClaim {
        speaker: speaker_entity(reading, chains, speaker),
        addressee: report.addressee.and_then(|a| chains.of(a)),
        direct: false,
        quote: one_line(reading.slice(clause)),
        medium: medium(reading, report.tag),
        time: scope.time_at(reading, report.tag),
        about: Vec::new(),
        attribution: Attribution::default(),
        evidence: vec![reading.evidence(clause)],
        rule: Name::from(report.rule),
        confidence: 85,
    }
}

/// A few quoted words inside a reported clause are the speaker's own.
fn fragments(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    segments: &[Segment],
) -> Vec<StatementClaim<LocalEntityId>> {
    let reports: Vec<(&Report, ByteSpan)> =
        scope.reports.iter().map(|r| (r, reading.bytes(r.sentence, r.clause))).collect();
    // The name of a thing in quotation marks ("prosperity plan") is not speech.
    let names_thing = |s: &Segment| {
        reading
            .mentions
            .iter()
            .any(|m| m.form != Form::Pronoun && reading.bytes(m.at.sentence, m.tokens).covers(s.inner))
    };
    let titled = |s: &Segment| {
        reading
            .slice(s.inner)
            .split_whitespace()
            .filter(|w| w.chars().count() > 3)
            .all(|w| w.starts_with(char::is_uppercase))
    };
    let own = segments.iter().filter(|s| {
        s.fragment && reading.slice(s.inner).split_whitespace().count() >= 2 && !names_thing(s) && !titled(s)
    });
    own.filter_map(|segment| {
        let (report, _) = reports
            .iter()
            .filter(|(_, clause)| clause.overlaps(segment.inner))
            .min_by_key(|(_, clause)| clause.len())?;
        let speaker = report.speakers.iter().find_map(|s| speaker_entity(reading, chains, *s))?;
        Some(StatementClaim {
            speaker: Some(speaker),
            addressee: None,
            direct: true,
            quote: one_line(reading.slice(segment.inner)).trim_end_matches(',').to_owned(),
            medium: None,
            time: scope.time_at(reading, report.tag),
            about: Vec::new(),
            attribution: Attribution::default(),
            evidence: vec![reading.evidence(segment.inner)],
            rule: Name::from("statement/quoted-words"),
            confidence: 85,
        })
    })
    .collect()
}

/// "in a post on X", "in a statement".
fn medium(reading: &Reading<'_>, tag: At) -> Option<Medium> {
    ["obl:in", "obl:on", "obl:during"].iter().flat_map(|label| reading.targets(tag, label)).find_map(|at| {
        let noun = reading.token(at).lemma.to_lowercase();
        reading.listed("speech-nouns", &noun).then(|| Medium(medium_phrase(reading, at)))
    })
}

/// "a post on Facebook", without what the post says or where it was put.
fn medium_phrase(reading: &Reading<'_>, noun: At) -> String {
    let span = reading.subtree(noun);
    let start = reading.child(noun, "case").map_or(span.start, |case| case.token + 1);
    let clause = |c: &At| {
        c.token > noun.token
            && matches!(reading.token(*c).relation(), "acl" | "ccomp" | "advcl" | "punct" | "parataxis")
    };
    let end = reading.children(noun).filter(clause).map(|c| reading.subtree(c).start).min().unwrap_or(span.end);
    reading.text(noun.sentence, TokenSpan::new(start as usize, end.max(noun.token + 1) as usize))
}

fn gaps(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    drafts: &[Draft],
    statements: &[StatementClaim<LocalEntityId>],
) -> Vec<Gap> {
    let gap = |kind, span: ByteSpan, names: Vec<String>| Gap { kind, span, text: one_line(reading.slice(span)), names };
    let mut found = Vec::new();
    for (at, sentence) in reading.sentences().iter().enumerate() {
        let told = drafts.iter().any(|d| d.trigger.sentence == at as u32)
            || statements.iter().any(|s| s.evidence.iter().any(|e| e.bytes.overlaps(sentence.span)));
        let verbal = sentence.tokens.iter().any(|t| t.upos == Upos::Verb);
        if !told && verbal {
            let names = reading
                .mentions_in(at as u32)
                .into_iter()
                .map(|id| reading.mention(id))
                .filter(|m| m.form == Form::Name);
            found.push(gap(GapKind::Sentence, sentence.span, names.map(|m| m.label.clone()).collect()));
        }
        let undated = scope.times[at]
            .iter()
            .filter(|d| d.interval.is_none() && matches!(d.expression.kind, time::Kind::Date | time::Kind::Time));
        found.extend(undated.map(|d| gap(GapKind::Time, reading.bytes(at as u32, d.expression.tokens), Vec::new())));
    }
    for id in 0..reading.mentions.len() as u32 {
        let mention = reading.mention(MentionId(id));
        let personal = mention.form == Form::Pronoun && mention.class != crate::model::EntityClass::Other;
        if personal && chains.of(MentionId(id)).is_none() {
            found.push(gap(GapKind::Pronoun, reading.bytes(mention.at.sentence, mention.tokens), Vec::new()));
        }
    }
    for quotation in scope.quotations.iter().filter(|q| q.speaker.is_none()) {
        found.extend(quotation.parts.first().map(|part| gap(GapKind::Speaker, *part, Vec::new())));
    }
    found.sort_by_key(|g| (g.span, g.kind));
    found
}
