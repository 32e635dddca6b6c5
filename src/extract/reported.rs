//! Reported speech: clauses that somebody is said to have said, and the scope in which their claims hold.

use super::{
    mention::{Form, MentionId},
    quotation::{Segment, can_speak},
    reading::{At, Reading},
};
use crate::model::{TokenSpan, Upos};

/// A clause and who says it.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) sentence: u32,
    /// The speech verb, or the head of "according to …".
    pub(super) tag: At,
    pub(super) speakers: Vec<MentionId>,
    /// To whom, or through whom ("told the Courier").
    pub(super) addressee: Option<MentionId>,
    /// What is said: contiguous tokens.
    pub(super) clause: TokenSpan,
    /// Does a statement of its own come of it (or only attribution, as where the words are quoted in full)?
    pub(super) states: bool,
    pub(super) rule: &'static str,
}

/// Lists of verbs that report.
const SPEECH_LISTS: [&str; 3] = ["speech-verbs", "object-speech-verbs", "denial-speech-verbs"];

/// Finds the reported clauses of the article.
pub(super) fn find(reading: &Reading<'_>, segments: &[Segment]) -> Vec<Report> {
    let mut found = Vec::new();
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            let span = reading.token(at).span;
            let quoted = segments.iter().any(|s| !s.fragment && s.inner.covers(span));
            if quoted {
                continue;
            }
            if SPEECH_LISTS.iter().any(|list| is_verb_of(reading, at, list)) || counted(reading, at).is_some() {
                found.extend(by_verb(reading, segments, at));
            } else if reading.token(at).form.eq_ignore_ascii_case("according") {
                found.extend(according(reading, at));
            }
        }
    }
    found.retain(|report| !is_aside(reading, report));
    found
}

/// "…, said Ada Lind, whose son was taken", "Asked whether …, he said": parsers take what goes with the tag for what is said.
fn is_aside(reading: &Reading<'_>, report: &Report) -> bool {
    let first = &reading.sentence(report.sentence).tokens[report.clause.start as usize];
    let relative =
        matches!(&*first.form.to_lowercase(), "whose" | "which" | "whom") || first.feature("PronType") == Some("Rel");
    let question = first.form.eq_ignore_ascii_case("asked") && report.clause.start == 0;
    (relative && first.deprel.as_ref() != "det") || question
}

fn is_verb_of(reading: &Reading<'_>, at: At, list: &str) -> bool {
    let token = reading.token(at);
    token.upos == Upos::Verb && reading.listed(list, &token.lemma.to_lowercase())
}

fn by_verb(reading: &Reading<'_>, segments: &[Segment], verb: At) -> Vec<Report> {
    let passive = reading.children(verb).any(|c| &*reading.token(c).deprel == "aux:pass")
        || !reading.targets(verb, "obl:agent").is_empty();
    let mut subjects = reading.targets(verb, if passive { "obl:agent" } else { "nsubj" });
    subjects.sort();
    // "it said": whether a body or a thing is meant, coreference tells later.
    let voice = |id: &MentionId| can_speak(reading, *id) || reading.mention(*id).form == Form::Pronoun;
    let speakers: Vec<MentionId> =
        subjects.iter().filter_map(|at| reading.headed_by(*at).iter().copied().find(voice)).collect();
    let addressee = ["obj", "iobj", "obl:to"]
        .iter()
        .flat_map(|label| reading.targets(verb, label))
        .find_map(|at| reading.headed_by(at).iter().copied().find(|id| reading.mention(*id).class.is_actor()));
    // "…, but added that", "…, saying that": without a subject of its own, the verb has the speaker of the speech verb above it
    // or before it.
    let own = reading.children(verb).any(|c| reading.token(c).relation() == "nsubj");
    let speakers = if own || passive { speakers } else { speakers_before(reading, verb).unwrap_or(speakers) };
    if speakers.is_empty() {
        return Vec::new();
    }
    let report = |clause: TokenSpan, rule| Report {
        sentence: verb.sentence,
        tag: verb,
        speakers: speakers.clone(),
        addressee,
        clause,
        states: !mostly_quoted(reading, segments, verb.sentence, clause),
        rule,
    };
    if let Some(clause) = counted(reading, verb) {
        return vec![report(clause, "statement/figure")];
    }
    let as_before = verb.token > 0
        && reading.sentence(verb.sentence).tokens[verb.token as usize - 1].form.eq_ignore_ascii_case("as");
    if passive && as_before {
        // "…, as stated by the ministry": the rest of the sentence is what was stated.
        let own = reading.subtree(verb);
        let all = reading.sentence(verb.sentence).tokens.len();
        let clause =
            if own.start > 2 { TokenSpan::new(0, own.start as usize) } else { TokenSpan::new(own.end as usize, all) };
        return vec![report(without_edges(reading, verb.sentence, clause, verb), "statement/as-stated-by")];
    }
    let mut clauses = that_clauses(reading, verb);
    if clauses.is_empty() {
        clauses = complement_clauses(reading, verb);
    }
    if !clauses.is_empty() {
        return clauses.into_iter().map(|c| report(c, "statement/complement-clause")).collect();
    }
    if let Some(clause) =
        main_clause_around(reading, verb).or_else(|| clause_before_tag(reading, verb, subjects.first().copied()))
    {
        return vec![report(clause, "statement/parenthetical")];
    }
    if let Some(clause) = described(reading, verb) {
        return vec![report(clause, "statement/object")];
    }
    bare_clause(reading, verb).map(|clause| report(clause, "statement/complement-clause")).into_iter().collect()
}

/// Speakers of the nearest speech verb with a subject of its own, among the governors and then leftwards.
fn speakers_before(reading: &Reading<'_>, verb: At) -> Option<Vec<MentionId>> {
    let before = (0..verb.token).rev().map(|token| At { sentence: verb.sentence, token });
    let governors = reading.ancestors(verb);
    governors.into_iter().chain(before).filter(|at| at.token < verb.token).find_map(|at| {
        let speaks = SPEECH_LISTS.iter().any(|list| is_verb_of(reading, at, list));
        let subjects = reading.children(at).filter(|c| &*reading.token(*c).deprel == "nsubj");
        let voices: Vec<MentionId> = subjects.filter_map(|s| reading.headed_by(s).first().copied()).collect();
        (speaks && !voices.is_empty()).then_some(voices)
    })
}

/// Words between a speech verb and its "that" ("said on Monday in the capital that").
const THAT_REACH: usize = 14;

/// Clauses that "that" opens after the verb, by surface order: parsers lose them behind dates and places.
fn that_clauses(reading: &Reading<'_>, verb: At) -> Vec<TokenSpan> {
    let words = &reading.sentence(verb.sentence).tokens;
    let is_that = |at: usize| {
        words.get(at).is_some_and(|w| &*w.lemma == "that" && !matches!(w.relation(), "det" | "obj" | "obl" | "nsubj"))
    };
    let first = verb.token as usize + 1;
    let Some(that) = (first..(first + THAT_REACH).min(words.len())).find(|&at| is_that(at)) else { return Vec::new() };
    let clean = words[first..that].iter().all(|w| {
        w.upos != Upos::Verb && w.upos != Upos::Aux && !matches!(&*w.form, ";" | ":" | "." | "“" | "”" | "\"")
    });
    // "a plan that …" after an object is a relative clause of it.
    let relative = words[that - 1].upos == Upos::Noun
        && that > first
        && reading.children(verb).any(|c| &*reading.token(c).deprel == "obj" && c.token as usize == that - 1)
        && &*words[verb.token as usize].lemma != "tell"
        // "voiced the hope that", "denied reports that": what is hoped or reported.
        && !reading.listed("content-nouns", &words[that - 1].lemma);
    if !clean || relative {
        return Vec::new();
    }
    let mut bounds = vec![that + 1];
    let mut end = words.len();
    for at in that + 1..words.len() {
        if &*words[at].form == ";" {
            end = at;
            break;
        }
        if words[at].upos != Upos::Cconj {
            continue;
        }
        if is_that(at + 1) {
            bounds.push(at + 2);
        }
        // "…, but added that": another verb of the same speaker ends the clause.
        let other = words.get(at + 1).is_some_and(|w| {
            w.upos == Upos::Verb
                && w.head == Some(verb.token)
                && reading.listed("speech-verbs", &w.lemma.to_lowercase())
        });
        if other {
            end = at;
            break;
        }
    }
    // "said that he was safe, and students burned flags": another deed of others.
    let deed = reading.children(verb).filter(|c| {
        &*reading.token(*c).deprel == "conj"
            && reading.child(*c, "cc").is_some()
            && reading.child(*c, "nsubj").is_some()
    });
    let start_of = |c: At| reading.subtree(c).start as usize;
    end = deed.map(start_of).filter(|start| *start > that + 2).fold(end, usize::min);
    bounds.retain(|&b| b <= end);
    (0..bounds.len())
        .map(|n| {
            let stop = bounds.get(n + 1).map_or(end, |next| next - 2);
            without_edges(reading, verb.sentence, TokenSpan::new(bounds[n], stop), verb)
        })
        .filter(|span| span.len() >= 2)
        .collect()
}

/// "Talks will resume, an official told the Courier.": whatever the tree, a tag after a comma at the end of the sentence.
fn clause_before_tag(reading: &Reading<'_>, verb: At, subject: Option<At>) -> Option<TokenSpan> {
    const LONGEST_TAIL: usize = 12;
    let words = &reading.sentence(verb.sentence).tokens;
    let subject = subject?;
    let span = reading.headed_by(subject).first().map(|id| reading.mention(*id).tokens)?;
    let mut start = (span.start as usize).min(verb.token as usize);
    if let Some(title) = reading.headed_by(subject).first().and_then(|id| reading.mention(*id).title) {
        start = start.min(title.start as usize);
    }
    while start > 0 && words[start - 1].upos == Upos::Det {
        start -= 1;
    }
    let mut comma = start.checked_sub(1)?;
    while comma > 0 && matches!(&*words[comma].form, "”" | "\"" | "“") {
        comma -= 1;
    }
    let tail = words.len() - verb.token as usize;
    let tagged = &*words[comma].form == "," && tail <= LONGEST_TAIL && comma >= 3;
    // "In a statement posted on the site, the army said": a phrase is no clause.
    let finite = words[..comma].iter().any(|w| w.feature("VerbForm") == Some("Fin") && w.relation() != "acl");
    (tagged && finite)
        .then(|| without_edges(reading, verb.sentence, TokenSpan::new(0, comma), verb))
        .filter(|c| c.len() >= 3)
}

/// "warning the deal would fail": a clause right after the verb, where the tree shows none.
fn bare_clause(reading: &Reading<'_>, verb: At) -> Option<TokenSpan> {
    const SUBJECT_REACH: usize = 9;
    let words = &reading.sentence(verb.sentence).tokens;
    let start = verb.token as usize + 1;
    let nominal = words
        .get(start)
        .is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num));
    let reach = (start + SUBJECT_REACH).min(words.len());
    let finite = (start..reach)
        .take_while(|&at| words[at].upos != Upos::Punct)
        .find(|&at| words[at].feature("VerbForm") == Some("Fin") && at > start)?;
    // "announced a visit that had been planned": what is said is the visit.
    if words[start..finite]
        .iter()
        .any(|w| w.feature("PronType") == Some("Rel") || matches!(&*w.lemma, "that" | "which" | "who"))
    {
        return None;
    }
    let end = (finite..words.len()).find(|&at| &*words[at].form == ",").unwrap_or(words.len());
    nominal.then(|| without_edges(reading, verb.sentence, TokenSpan::new(start, end), verb))
}

/// Complement clauses; conjuncts with "that" of their own are clauses of their own.
fn complement_clauses(reading: &Reading<'_>, verb: At) -> Vec<TokenSpan> {
    // "He spoke on Monday, he said: “…”": what follows the colon is said.
    let words = &reading.sentence(verb.sentence).tokens;
    let colon = words.get(verb.token as usize + 1).is_some_and(|w| &*w.form == ":");
    let said = |c: &At| &*reading.token(*c).deprel == "ccomp" && !(colon && c.token < verb.token);
    let mut heads: Vec<At> = reading.children(verb).filter(said).collect();
    let split: Vec<At> = heads.iter().flat_map(|h| conjoined(reading, *h)).collect();
    heads.extend(split.iter().copied());
    heads
        .iter()
        .filter(|head| !is_question(reading, **head))
        .map(|&head| {
            let mut span = reading.subtree(head);
            // A later conjunct ends the clause of the first.
            for other in heads.iter().filter(|o| o.token > head.token) {
                let start = reading.subtree(*other).start;
                if span.start < start && start < span.end {
                    span.end = start;
                }
            }
            without_edges(reading, verb.sentence, span, verb)
        })
        .filter(|span| !span.is_empty())
        .collect()
}

/// "failed to agree how much …", "asked whether …": a question is not a statement.
fn is_question(reading: &Reading<'_>, head: At) -> bool {
    let first = At { sentence: head.sentence, token: reading.subtree(head).start };
    matches!(
        &*reading.token(first).form.to_lowercase(),
        "how" | "whether" | "if" | "when" | "where" | "why" | "who" | "which" | "what"
    )
}

fn conjoined(reading: &Reading<'_>, head: At) -> Vec<At> {
    let marked = |at: &At| reading.child(*at, "mark").is_some_and(|m| &*reading.token(m).lemma == "that");
    reading.children(head).filter(|c| &*reading.token(*c).deprel == "conj" && marked(c)).collect()
}

/// Without "that", commas, quotation marks at the ends, and without the verb itself where the clause surrounds it.
fn without_edges(reading: &Reading<'_>, sentence: u32, span: TokenSpan, verb: At) -> TokenSpan {
    let words = &reading.sentence(sentence).tokens;
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    if span.contains(verb.token as usize) {
        let before = verb.token as usize - start;
        let after = end - verb.token as usize;
        if before >= after { end = verb.token as usize } else { start = verb.token as usize + 1 }
    }
    let edge = |at: usize| {
        let word = &words[at];
        word.upos == Upos::Punct && !matches!(&*word.form, "“" | "”" | "\"")
            || (&*word.lemma == "that" && word.upos == Upos::Sconj)
            || word.upos == Upos::Cconj
    };
    while start < end && edge(start) {
        start += 1;
    }
    while end > start && edge(end - 1) {
        end -= 1;
    }
    TokenSpan::new(start, end)
}

/// "Talks will resume, an official told the Courier": the clause is the one that the speech verb hangs on.
fn main_clause_around(reading: &Reading<'_>, verb: At) -> Option<TokenSpan> {
    let token = reading.token(verb);
    let head = reading.head(verb)?;
    // "…, witnesses said, and hospitals …": parsers may make a conjunct without "and" of the tag.
    let aside = token.relation() == "parataxis"
        || token.relation() == "conj" && reading.child(verb, "cc").is_none() && reading.child(verb, "nsubj").is_some();
    if !aside || !matches!(reading.token(head).upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux) {
        return None;
    }
    let own = reading.subtree(verb);
    let whole = reading.subtree(head);
    let clause = if own.start as usize > head.token as usize {
        TokenSpan::new(whole.start as usize, own.start as usize)
    } else {
        TokenSpan::new(own.end as usize, whole.end as usize)
    };
    Some(without_edges(reading, verb.sentence, clause, verb)).filter(|c| c.len() >= 3)
}

/// "described the talks as productive", "noted Norlandic interest in a fund".
fn described(reading: &Reading<'_>, verb: At) -> Option<TokenSpan> {
    if !is_verb_of(reading, verb, "object-speech-verbs") {
        return None;
    }
    let object = reading.children(verb).find(|c| &*reading.token(*c).deprel == "obj")?;
    let particle = reading.child(verb, "compound").is_some_and(|c| reading.token(c).upos == Upos::Adp);
    let mut span = reading.subtree(object);
    let as_phrase = reading.children(verb).filter(|c| c.token > object.token).find(|c| {
        let marked = |relation| reading.child(*c, relation).is_some_and(|m| &*reading.token(m).lemma == "as");
        marked("case") || marked("mark") || matches!(reading.token(*c).relation(), "xcomp")
    });
    if let Some(phrase) = as_phrase {
        span = span.union(reading.subtree(phrase));
    }
    // "denounced the deal" judges it, "called off a visit" says nothing: only what is noted or reported is said by its noun alone.
    let alone = reading.listed("noting-verbs", &reading.token(verb).lemma.to_lowercase());
    let quoted = reading.sentence(verb.sentence).tokens[span.range()].iter().any(|w| matches!(&*w.form, "“" | "\""));
    if particle || !(alone || as_phrase.is_some() || quoted) {
        return None;
    }
    Some(without_edges(reading, verb.sentence, span, verb)).filter(|s| s.len() >= 3)
}

/// "put the toll at 198": who counts says how many.
fn counted(reading: &Reading<'_>, verb: At) -> Option<TokenSpan> {
    if !is_verb_of(reading, verb, "counting-verbs") {
        return None;
    }
    let object = reading.children(verb).find(|c| &*reading.token(*c).deprel == "obj")?;
    let sum = reading
        .targets(verb, "obl:at")
        .into_iter()
        .find(|at| reading.token(*at).upos == Upos::Num || { reading.child(*at, "nummod").is_some() })?;
    let noun = reading.listed("figure-nouns", &reading.token(object).lemma.to_lowercase());
    let span = reading.subtree(object).union(reading.subtree(sum));
    noun.then(|| without_edges(reading, verb.sentence, span, verb)).filter(|s| s.len() >= 3)
}

/// "…, according to the ministry": the clause is the rest of the sentence that it hangs on.
fn according(reading: &Reading<'_>, word: At) -> Option<Report> {
    let words = &reading.sentence(word.sentence).tokens;
    // Parsers attach "according" as case, as fixed or as a verb: the source is the next actor within reach.
    let source =
        (word.token + 1..(word.token + 14).min(words.len() as u32)).map(|token| At { sentence: word.sentence, token });
    // Not the body that modifies the speaker: "a Navy spokesman" is the spokesman.
    let modifies = |at: At| {
        matches!(reading.token(at).relation(), "compound" | "amod" | "flat")
            || &*reading.token(at).deprel == "nmod:poss"
    };
    let speaks = |at: At| reading.headed_by(at).iter().copied().find(|id| can_speak(reading, *id));
    let speaker =
        source.clone().filter(|at| !modifies(*at)).find_map(speaks).or_else(|| source.clone().find_map(speaks));
    let speaker = speaker.or_else(|| source.clone().find_map(|at| reading.headed_by(at).first().copied()))?;
    let head_token = reading.mention(speaker).at;
    let end = reading.subtree(head_token).end.max(reading.mention(speaker).tokens.end) as usize;
    let clause = if word.token <= 1 {
        let stop = (end..words.len()).find(|&at| &*words[at].form == ";").unwrap_or(words.len());
        TokenSpan::new(end, stop)
    } else {
        // Back to the last clause boundary with its own attribution is not attempted: the whole stretch before it.
        TokenSpan::new(0, word.token as usize)
    };
    let clause = without_edges(reading, word.sentence, clause, At { sentence: word.sentence, token: word.token });
    (clause.len() >= 3).then_some(Report {
        sentence: word.sentence,
        tag: word,
        speakers: vec![speaker],
        addressee: None,
        clause,
        states: true,
        rule: "statement/according-to",
    })
}

/// Are nearly all the words of the clause inside quotation marks? Then it is a direct quotation.
fn mostly_quoted(reading: &Reading<'_>, segments: &[Segment], sentence: u32, clause: TokenSpan) -> bool {
    let words = &reading.sentence(sentence).tokens[clause.range()];
    let counted = words.iter().filter(|w| w.upos != Upos::Punct).count();
    let quoted =
        words.iter().filter(|w| w.upos != Upos::Punct && segments.iter().any(|s| s.inner.covers(w.span))).count();
    // "the government “will not go there”": its subject makes it a clause of the reporter's.
    counted > 0 && quoted * 20 >= counted * 19
}
