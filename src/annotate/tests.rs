use super::*;
use crate::model::{DocumentId, Metadata};
use sha2::{Digest, Sha256};

const MODEL: &[u8] = include_bytes!("../../models/english.rapmodel");

fn document(text: &str) -> Document {
    Document {
        id: DocumentId(String::new()),
        file: "test.txt".to_owned(),
        text: text.to_owned(),
        body: ByteSpan::new(0, text.len()),
        metadata: Metadata::default(),
    }
}

fn annotator() -> Annotator {
    Annotator::embedded().expect("the embedded model is sound")
}

fn conllu(annotated: &AnnotatedDocument) -> String {
    let mut out = Vec::new();
    conllu::write(annotated, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("CoNLL-U is UTF-8")
}

#[test]
fn spans_are_those_of_the_whole_text() {
    let mut document = document("Title: x\n\nMira Castellan didn't sign.\n");
    document.body = ByteSpan::new(10, document.text.len());
    let annotated = annotator().annotate(document);
    for token in annotated.sentences.iter().flat_map(|sentence| &sentence.tokens) {
        assert_eq!(&annotated.document.text[token.span.range()], &*token.form);
    }
    assert_eq!(annotated.sentences[0].tokens[0].span.start, 10);
}

#[test]
fn conllu_of_a_short_report() {
    let text = "Mira Castellan, the president of Norland, met Ostravian officials in Port Selwyn on Tuesday.\n\
                “We didn't sign the 12-point plan,” her spokesman said.\n";
    insta::assert_snapshot!(conllu(&annotator().annotate(document(text))));
}

#[test]
fn json_has_the_same_tokens() {
    let annotated = annotator().annotate(document("Norland's envoy left."));
    let mut out = Vec::new();
    json::write(&annotated, &mut out).expect("memory does not fail");
    let value: serde_json::Value = serde_json::from_slice(&out).expect("well-formed");
    let forms: Vec<_> =
        value["sentences"][0]["tokens"].as_array().expect("a list").iter().map(|t| t["form"].clone()).collect();
    assert_eq!(forms, ["Norland", "'s", "envoy", "left", "."]);
    assert_eq!(value["sentences"][0]["tokens"][1]["glued"], true);
}

#[test]
fn what_was_read_before_does_not_matter() {
    let (annotator, other) = (annotator(), "The minister of Suderia resigned. Nobody knows why.");
    let text = "Talks in Port Amber ended without a deal, the mediator said, but they will resume next week.";
    let fresh = conllu(&annotator.annotate(document(text)));
    annotator.annotate(document(other));
    assert_eq!(conllu(&annotator.annotate(document(text))), fresh);
    let behind = conllu(&annotator.annotate(document(&format!("{other}\n\n{text}"))));
    let words = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    assert!(words(&behind).ends_with(&words(&fresh)), "paragraphs do not see each other");
}

#[test]
fn odd_texts_are_read() {
    let annotator = annotator();
    for text in [
        "",
        " \n\n ",
        ".",
        "\u{301}",
        "a\u{0}b",
        "))))((((",
        "😀👍🏽",
        "İstanbul ǅ ﬁ",
        &"word ".repeat(4500),
        &"x".repeat(1_000_000),
        &"\n".repeat(1_000_000),
        &"(.,;!?)“’-".repeat(1000),
        &format!("e{}", "\u{301}".repeat(10_000)),
        "a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{ad}f\u{feff}g",
        "قال الوزير: «لا». \u{202e}abc\u{202c} ואמר: ״כן״.",
    ] {
        let annotated = annotator.annotate(document(text));
        let words: String =
            annotated.sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| &*token.form).collect();
        assert_eq!(words, text.split(tokenize::is_blank).collect::<String>());
        for sentence in &annotated.sentences {
            assert!(sentence.tokens.iter().any(|token| token.head.is_none()), "a sentence has a root");
            assert!(
                sentence
                    .tokens
                    .iter()
                    .all(|token| token.head.is_none_or(|head| (head as usize) < sentence.tokens.len()))
            );
        }
    }
}

/// The model with its header changed, its checksum made right again.
fn with_header(change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let length = u32::from_le_bytes(MODEL[12..16].try_into().expect("four bytes")) as usize;
    let mut header = serde_json::from_slice(&MODEL[16..16 + length]).expect("well-formed");
    change(&mut header);
    let mut text = header.to_string().into_bytes();
    let payload = &MODEL[(16 + length).next_multiple_of(16)..MODEL.len() - 32];
    text.resize((16 + text.len()).next_multiple_of(16) - 16, b' ');
    let mut file = [&MODEL[..12], &(text.len() as u32).to_le_bytes(), &text, payload].concat();
    file.extend_from_slice(&Sha256::digest(&file));
    file
}

#[test]
fn broken_models_are_refused() {
    let patched = |at: usize, byte: u8| {
        let mut file = MODEL.to_vec();
        file[at] = byte;
        file
    };
    let tensor = |header: &mut serde_json::Value, name: &str| {
        let tensors = header["tensors"].as_array().expect("a list");
        tensors.iter().position(|tensor| tensor["name"] == name).expect("the tensor is there")
    };
    assert!(Annotator::from_bytes(&with_header(|_| ())).is_ok());
    for (file, expected) in [
        (Vec::new(), "this is not a model: it does not begin with “RAPMODEL”"),
        (patched(0, b'X'), "this is not a model: it does not begin with “RAPMODEL”"),
        (patched(8, 9), "the model has format version 9, this program reads version 1"),
        (MODEL[..20].to_vec(), "the model is cut short: 20 bytes are not enough"),
        (MODEL[..MODEL.len() - 1].to_vec(), "the model is damaged: its checksum differs from its content"),
        (
            patched(MODEL.len() / 2, MODEL[MODEL.len() / 2] ^ 1),
            "the model is damaged: its checksum differs from its content",
        ),
        (
            with_header(|header| {
                let at = tensor(header, "parser.lower.pad");
                header["tensors"][at]["name"] = "other".into();
            }),
            "the model lacks the tensor “parser.lower.pad”",
        ),
        (
            with_header(|header| {
                let at = tensor(header, "syntax.embed.0");
                header["tensors"][at]["shape"] = serde_json::json!([4, 96]);
            }),
            "the tensor “syntax.embed.0” has shape [4, 96] instead of [5000, 96]",
        ),
        (
            with_header(|header| {
                let at = tensor(header, "syntax.mix.bias");
                header["tensors"][at]["at"] = u64::MAX.into();
            }),
            "the tensor “syntax.mix.bias” lies outside the file",
        ),
        (
            with_header(|header| header["morphology"]["labels"][0] = "VERBAL".into()),
            "the model has a label that this program does not know: “VERBAL”",
        ),
    ] {
        let error = Annotator::from_bytes(&file).err().expect(expected);
        assert_eq!(error.to_string(), expected);
        assert!(!error.hint().is_empty());
    }
}
