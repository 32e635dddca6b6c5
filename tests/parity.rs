//! The run time agrees with the trainer: `models/parity/*.jsonl` holds what spaCy makes of the same weights.

use rapporteur::annotate::{Annotator, WordSpan};
use rapporteur::model::{ByteSpan, Document, DocumentId, Metadata};
use serde::Deserialize;
use std::{fs, path::Path};

#[derive(Deserialize)]
struct Sample {
    words: Vec<String>,
    spaces: Vec<bool>,
    upos_feats: Vec<String>,
    heads: Vec<usize>,
    deprels: Vec<String>,
    entities: Vec<(usize, usize, String)>,
}

#[derive(Default)]
struct Agreement {
    words: usize,
    tags: usize,
    heads: usize,
    labels: usize,
    names: usize,
    all_names: usize,
}

#[test]
fn annotations_agree_with_the_trainer() {
    let annotator = Annotator::embedded().expect("the embedded model is sound");
    let mut agreement = Agreement::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/parity");
    for entry in fs::read_dir(folder).expect("the folder is part of the project") {
        let file = fs::read_to_string(entry.expect("readable").path()).expect("readable");
        for line in file.lines() {
            compare(&annotator, &serde_json::from_str(line).expect("well-formed"), &mut agreement);
        }
    }
    let Agreement { words, tags, heads, labels, names, all_names } = agreement;
    println!("{words} words: tags {tags}, heads {heads}, labels {labels}; {names} of {all_names} names");
    for (what, right, all) in
        [("tags", tags, words), ("heads", heads, words), ("labels", labels, words), ("names", names, all_names)]
    {
        assert!(right * 1000 >= all * 995, "{what}: {right} of {all}");
    }
}

fn compare(annotator: &Annotator, sample: &Sample, agreement: &mut Agreement) {
    let (mut text, mut words) = (String::new(), Vec::new());
    for (word, &space) in sample.words.iter().zip(&sample.spaces) {
        let start = text.len();
        text.push_str(word);
        words.push(WordSpan { span: ByteSpan::new(start, text.len()), glued: false });
        text.push_str(if space { " " } else { "" });
    }
    let body = ByteSpan::new(0, text.len());
    let document =
        Document { id: DocumentId(String::new()), file: String::new(), text, body, metadata: Metadata::default() };
    let annotated = annotator.annotate_words(document, &[words]);
    let (mut at, mut names) = (0, Vec::new());
    for sentence in &annotated.sentences {
        let start = at;
        for token in &sentence.tokens {
            let label =
                if token.feats.is_empty() { token.upos.to_string() } else { format!("{}|{}", token.upos, token.feats) };
            let head = token.head.map_or(at, |head| start + head as usize);
            let relation = if &*token.deprel == "root" { "ROOT" } else { &*token.deprel };
            if head != sample.heads[at] || relation != sample.deprels[at] {
                println!(
                    "{at} {}: {head} {relation}, expected {} {} in {:?}",
                    token.form, sample.heads[at], sample.deprels[at], sample.words
                );
            }
            agreement.words += 1;
            agreement.tags += usize::from(label == sample.upos_feats[at]);
            agreement.heads += usize::from(head == sample.heads[at]);
            agreement.labels += usize::from(relation == sample.deprels[at]);
            at += 1;
        }
        names.extend(
            sentence.names.iter().map(|name| {
                (start + name.tokens.start as usize, start + name.tokens.end as usize, name.kind.to_string())
            }),
        );
    }
    let found = names.iter().filter(|name| sample.entities.contains(name)).count();
    agreement.names += found;
    agreement.all_names += names.len() + sample.entities.len() - found;
}
