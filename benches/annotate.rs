//! Speed of the linguistic engine: loading the model, a whole article, the same article in given words (without the tokenizer),
//! and each pass of it: cutting, embedding, the two encoders, tagger, parser, name finder, lemmas and tokens.

#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::annotate::{Annotator, Pass, WordSpan, conllu};
use rapporteur::model::{ByteSpan, Document, DocumentId, Metadata};
use std::time::{Duration, Instant};

const PARAGRAPH: &str = "Mira Castellan, the president of Norland, met Ostravian officials in Port Selwyn on Tuesday to discuss \
    a 12-point plan that mediators from Suderia had drafted. “We didn't sign anything,” her spokesman, Ivo Harrow, told \
    reporters after the talks, which lasted three hours and ended without a deal. Both sides said that they would meet \
    again next week, although the opposition in Norland's parliament has called the proposal a surrender.";

fn document() -> Document {
    let text = [PARAGRAPH; 12].join("\n\n");
    let body = ByteSpan::new(0, text.len());
    Document { id: DocumentId(String::new()), file: String::new(), text, body, metadata: Metadata::default() }
}

fn benchmark(criterion: &mut Criterion) {
    criterion.bench_function("load", |bencher| bencher.iter(Annotator::embedded));
    let annotator = Annotator::embedded().expect("the embedded model is sound");
    let annotated = annotator.annotate(document());
    let mut paragraphs: Vec<Vec<WordSpan>> = Vec::new();
    for sentence in &annotated.sentences {
        paragraphs.resize(sentence.paragraph as usize + 1, Vec::new());
        let words = sentence.tokens.iter().map(|token| WordSpan { span: token.span, glued: token.glued });
        paragraphs[sentence.paragraph as usize].extend(words);
    }
    let tokens = paragraphs.iter().map(Vec::len).sum::<usize>();
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("text", |bencher| bencher.iter(|| annotator.annotate(document())));
    group.bench_function("words", |bencher| bencher.iter(|| annotator.annotate_words(document(), &paragraphs)));
    group.bench_function("conllu", |bencher| bencher.iter(|| conllu::write(&annotated, &mut Vec::new())));
    group.finish();
    let mut group = criterion.benchmark_group("pass");
    group.throughput(Throughput::Elements(tokens as u64));
    for (name, pass) in PASSES {
        group.bench_function(*name, |bencher| {
            bencher.iter_custom(|rounds| (0..rounds).map(|_| time(&annotator, *pass)).sum());
        });
    }
    group.finish();
}

/// The words are known after the first round: `embed` is then the look-up alone.
const PASSES: &[(&str, Pass)] = &[
    ("cut", Pass::Cut),
    ("embed", Pass::Embed),
    ("encode syntax", Pass::EncodeSyntax),
    ("encode names", Pass::EncodeNames),
    ("tag", Pass::Tag),
    ("parse", Pass::Parse),
    ("find names", Pass::FindNames),
    ("lemmas and tokens", Pass::Tokens),
];

/// How long a pass takes in the annotation of the article.
fn time(annotator: &Annotator, pass: Pass) -> Duration {
    let (mut spent, document) = (Duration::ZERO, document());
    let mut last = Instant::now();
    annotator.annotate_watched(document, &mut |done| {
        let now = Instant::now();
        if done == pass {
            spent += now - last;
        }
        last = now;
    });
    spent
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
