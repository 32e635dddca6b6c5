//! How long each pass of an annotation takes, for `benches/annotate.rs`.

use std::time::{Duration, Instant};

/// Time in the passes of one [`Annotator::annotate_timed`](super::Annotator::annotate_timed).
#[derive(Clone, Copy, Debug, Default)]
pub struct Passes {
    /// Paragraphs and words of the text.
    pub cut: Duration,
    /// Features and embedding of words not met before.
    pub embed: Duration,
    /// Context vectors for syntax.
    pub encode_syntax: Duration,
    /// Context vectors for names.
    pub encode_names: Duration,
    /// Parts of speech and features.
    pub tag: Duration,
    /// Heads, relations and sentence starts.
    pub parse: Duration,
    /// Names with their types.
    pub names: Duration,
    /// Lemmas, and the tokens as they are handed out.
    pub tokens: Duration,
}

/// Time since the last look.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn lap(&mut self) -> Duration {
        let now = Instant::now();
        let past = now - self.0;
        self.0 = now;
        past
    }
}
