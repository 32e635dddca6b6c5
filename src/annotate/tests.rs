use super::*;
use crate::model::{DocumentId, Metadata};

pub(super) fn document(text: &str) -> Document {
    Document {
        id: DocumentId(String::new()),
        file: "test".to_owned(),
        text: text.to_owned(),
        body: ByteSpan::new(0, text.len()),
        metadata: Metadata::default(),
    }
}

#[test]
fn spans_are_those_of_the_whole_text() {
    let annotator = Annotator::embedded().expect("the embedded model is sound");
    let mut document = document("Title: x\n\nMira Castellan didn't sign.\n");
    document.body = ByteSpan::new(10, document.text.len());
    let annotated = annotator.annotate(document);
    for token in annotated.sentences.iter().flat_map(|sentence| &sentence.tokens) {
        assert_eq!(&annotated.document.text[token.span.range()], &*token.form);
    }
    assert_eq!(annotated.sentences[0].tokens[0].span.start, 10);
}
