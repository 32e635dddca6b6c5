//! An article's sentences: tree, names, mentions, the rules that were tried, the claims that were made.

use super::{
    super::{self as cli, Result, Terminal, build::ingest, knowledge, output, table::Table},
    Explain, Global,
};
use rapporteur::{
    Engine, check,
    diagnostic::Diagnostic,
    extract,
    graph::KnowledgeGraph,
    model::{AnnotatedDocument, ByteSpan, Document, DocumentId, Extraction, GapKind, Metadata, Sentence},
    rules::{Attempt, Outcome, Trace},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

impl Explain {
    pub(super) fn sentences(&self, global: &Global, terminal: &Terminal) -> Result<cli::Outcome> {
        let engine = knowledge::engine_with(global, self.model.as_deref())?;
        let document = self.document(terminal)?;
        let annotated = engine.annotate(document);
        let chosen = self.chosen(&annotated)?;
        let extraction = extract::extract(&annotated, &engine.knowledge);
        let graph = engine.graph(std::slice::from_ref(&extraction));
        let page = Page {
            engine: &engine,
            annotated: &annotated,
            extraction: &extraction,
            graph: &graph,
            all: global.verbose,
        };
        output::to(None, |out| Ok(chosen.into_iter().try_for_each(|at| page.write(at, out))?))?;
        Ok(cli::Outcome::Done)
    }

    /// The article, or the text itself as an article.
    fn document(&self, terminal: &Terminal) -> Result<Document> {
        if let Some(file) = &self.subject {
            let (documents, _) = ingest(std::slice::from_ref(file), &self.published, terminal)?;
            let none = || Diagnostic::error("there is no article to explain");
            return Ok(documents.into_iter().next().ok_or_else(none)?);
        }
        let text = self.text.clone().unwrap_or_default();
        let (id, body) = (DocumentId::of(&text), ByteSpan::new(0, text.len()));
        let metadata = Metadata { published: self.published.published, ..Metadata::default() };
        Ok(Document { id, file: "--text".into(), text, body, metadata })
    }

    /// Indices of the sentences asked for.
    fn chosen(&self, annotated: &AnnotatedDocument) -> Result<Vec<usize>> {
        let count = annotated.sentences.len();
        let range = format!("the article has sentences 1 to {count}");
        match (self.sentence, &self.text) {
            (Some(number), _) if number as usize <= count => Ok(vec![number as usize - 1]),
            (Some(number), _) => Err(Diagnostic::error(format!("there is no sentence {number}")).hint(range).into()),
            (None, Some(words)) if self.subject.is_some() => {
                let found = containing(annotated, words);
                let none = || Diagnostic::error(format!("no sentence has the words “{words}”")).hint(range);
                if found.is_empty() { Err(none().into()) } else { Ok(found) }
            }
            _ => Ok((0..count).collect()),
        }
    }
}

/// Sentences with these words, whatever the blanks between them.
fn containing(annotated: &AnnotatedDocument, words: &str) -> Vec<usize> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words = one_line(words);
    let has = |sentence: &Sentence| {
        one_line(annotated.document.text.get(sentence.span.range()).unwrap_or_default()).contains(&words)
    };
    annotated.sentences.iter().enumerate().filter(|(_, sentence)| has(sentence)).map(|(at, _)| at).collect()
}

struct Page<'a> {
    engine: &'a Engine,
    annotated: &'a AnnotatedDocument,
    extraction: &'a Extraction,
    graph: &'a KnowledgeGraph,
    /// Show every attempt of every rule?
    all: bool,
}

impl Page<'_> {
    fn write(&self, at: usize, out: &mut dyn Write) -> io::Result<()> {
        let Some(sentence) = self.annotated.sentences.get(at) else { return Ok(()) };
        let text = self.annotated.document.text.get(sentence.span.range()).unwrap_or_default();
        writeln!(out, "Sentence {}: {}\n", at + 1, text.split_whitespace().collect::<Vec<_>>().join(" "))?;
        tree(sentence, out)?;
        self.names(sentence, out)?;
        self.mentions(sentence, out)?;
        writeln!(out, "\nRules")?;
        self.rules(&extract::trace(self.annotated, &self.engine.knowledge, at as u32), out)?;
        self.claims(sentence, out)?;
        writeln!(out)
    }

    /// Attempts that say something; rules that look at every word and find nothing there are only counted.
    fn rules(&self, trace: &Trace, out: &mut dyn Write) -> io::Result<()> {
        let mut words: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for attempt in &trace.attempts {
            words.entry(&attempt.rule).or_default().insert(attempt.trigger.token);
        }
        let everywhere = |attempt: &Attempt| words.get(attempt.rule.as_str()).is_some_and(|words| words.len() > 2);
        let told =
            |attempt: &&Attempt| self.all || !matches!(attempt.outcome, Outcome::NoTrigger(_)) || !everywhere(attempt);
        let attempts: Vec<&Attempt> = trace.attempts.iter().filter(told).collect();
        for attempt in &attempts {
            attempt.to_string().lines().try_for_each(|line| writeln!(out, "  {line}"))?;
        }
        match trace.attempts.len() - attempts.len() {
            0 if attempts.is_empty() => writeln!(out, "  none has a trigger here"),
            0 => Ok(()),
            more => writeln!(out, "  {more} more attempts of rules that look at every word: -v shows them"),
        }
    }

    fn names(&self, sentence: &Sentence, out: &mut dyn Write) -> io::Result<()> {
        let words = |name: &rapporteur::model::NamedSpan| {
            let tokens = sentence.tokens.get(name.tokens.range()).unwrap_or_default();
            let span = tokens.iter().map(|token| token.span).reduce(ByteSpan::union).unwrap_or(sentence.span);
            self.annotated.document.text.get(span.range()).unwrap_or_default()
        };
        let names: Vec<String> = sentence.names.iter().map(|name| format!("{} ({})", words(name), name.kind)).collect();
        writeln!(out, "\nNames\n  {}", if names.is_empty() { "none".into() } else { names.join(", ") })
    }

    fn mentions(&self, sentence: &Sentence, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nMentions")?;
        let mut found: Vec<(ByteSpan, [String; 3])> = Vec::new();
        for entity in &self.extraction.entities {
            for &span in entity.mentions.iter().filter(|span| sentence.span.covers(**span)) {
                let words = self.annotated.document.text.get(span.range()).unwrap_or_default();
                found.push((span, [words.to_owned(), entity.class.to_string(), format!("is {}", entity.label)]));
            }
        }
        found.sort();
        let mut table = Table::default();
        for (_, row) in found {
            table.row(row);
        }
        table.write(2, out)
    }

    fn claims(&self, sentence: &Sentence, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nClaims")?;
        let mut none = true;
        for claim in self.graph.claims() {
            if self.graph.evidence(claim).iter().any(|evidence| evidence.bytes.overlaps(sentence.span)) {
                none = false;
                let rule = self.graph.rule(claim);
                writeln!(
                    out,
                    "  {}\n    by {rule}, confidence {}%",
                    check::short_form(self.graph, claim),
                    self.graph.confidence(claim)
                )?;
            }
        }
        for gap in self.extraction.gaps.iter().filter(|gap| sentence.span.covers(gap.span)) {
            let what = match gap.kind {
                GapKind::Sentence => continue,
                GapKind::Time => "no date for",
                GapKind::Pronoun => "no antecedent for",
                GapKind::Speaker => "no speaker for",
            };
            writeln!(out, "  {what} “{}”", gap.text)?;
        }
        if none { writeln!(out, "  none") } else { Ok(()) }
    }
}

/// Tokens in a table, each with its head.
fn tree(sentence: &Sentence, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::default();
    for (at, token) in sentence.tokens.iter().enumerate() {
        let head =
            token.head.and_then(|head| Some(format!("{} {}", head + 1, sentence.tokens.get(head as usize)?.form)));
        table.row([
            (at + 1).to_string(),
            token.form.to_string(),
            token.lemma.to_string(),
            token.upos.to_string(),
            token.deprel.to_string(),
            head.unwrap_or_default(),
        ]);
    }
    table.write(2, out)
}
