//! Speed of the linguistic engine, pass by pass as far as the public interface lets one see: loading the model, a whole
//! article, and the same article in given words (without the tokenizer).

#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::annotate::{Annotator, WordSpan, conllu};
use rapporteur::model::{ByteSpan, Document, DocumentId, Metadata};

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
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
