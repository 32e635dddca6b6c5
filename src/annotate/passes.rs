//! The passes of an annotation, for whoever measures them: each is told when it is done. What a clock says then is the caller's business; nothing
//! here reads one.

/// A pass that has just been done; all but [`Pass::Cut`] come once for every batch of the text or once for every piece in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Paragraphs and words of the text.
    Cut,
    /// Features and embedding of words not met before.
    Embed,
    /// Context vectors for syntax.
    EncodeSyntax,
    /// Context vectors for names.
    EncodeNames,
    /// Parts of speech and features.
    Tag,
    /// Heads, relations and sentence starts.
    Parse,
    /// Names with their types.
    FindNames,
    /// Lemmas, and the tokens as they are handed out.
    Tokens,
}

/// Told of every pass that is done.
pub(super) type Watch<'a> = &'a mut dyn FnMut(Pass);
