//! Word forms → the numbers that the network sees of them (`models/FORMAT.md`, "Features of a word").
//!
//! The hashes are those of spaCy and thinc, because the weights were trained with them: `MurmurHash64A` for text, and thinc's
//! variant of `MurmurHash3` (`x86_128` finaliser over eight bytes) for the rows of a hashed embedding.

use super::archive::{ColumnHeader, ModelError};
use std::collections::BTreeMap;

/// What a column of an encoder looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

/// One hashed column of an encoder.
#[derive(Clone, Debug)]
pub(super) struct Column {
    attribute: Attribute,
    seed: u32,
    pub(super) rows: usize,
}

impl Column {
    pub(super) fn new(header: &ColumnHeader) -> Result<Self, ModelError> {
        let attribute = match header.attribute.to_ascii_lowercase().as_str() {
            "norm" => Attribute::Norm,
            "prefix" => Attribute::Prefix,
            "suffix" => Attribute::Suffix,
            "shape" => Attribute::Shape,
            "spacy" => Attribute::Spacy,
            "is_space" => Attribute::IsSpace,
            _ => return Err(ModelError::Label(header.attribute.clone())),
        };
        if header.rows == 0 {
            return Err(ModelError::Header("a hashed column has no rows".to_owned()));
        }
        Ok(Self { attribute, seed: header.seed, rows: header.rows })
    }

    /// The four rows of this column that stand for a word.
    pub(super) fn rows_of(&self, word: &WordFeatures) -> [usize; 4] {
        let key = match self.attribute {
            Attribute::Norm => word.norm,
            Attribute::Prefix => word.prefix,
            Attribute::Suffix => word.suffix,
            Attribute::Shape => word.shape,
            Attribute::Spacy => u64::from(word.space_follows),
            Attribute::IsSpace => 0,
        };
        embedding_hashes(key, self.seed).map(|hash| hash as usize % self.rows)
    }
}

/// Everything the network sees of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordFeatures {
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    space_follows: bool,
}

impl WordFeatures {
    pub(super) fn new(form: &str, space_follows: bool, symbols: &BTreeMap<String, u64>) -> Self {
        let key = |text: &str| match symbols.get(text) {
            _ if text.is_empty() => 0,
            Some(&number) => number,
            None => text_hash(text.as_bytes(), 1),
        };
        let form = normalise(form);
        let prefix = form.chars().next().map_or(0, |first| key(first.encode_utf8(&mut [0; 4])));
        let suffix = form.char_indices().rev().nth(2).map_or(&*form, |(at, _)| &form[at..]);
        Self { norm: key(&form.to_lowercase()), prefix, suffix: key(suffix), shape: key(&shape(&form)), space_follows }
    }
}

/// One typographic variant for each quote, apostrophe, hyphen, dash and ellipsis.
pub(super) fn normalise(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for character in form.chars() {
        match character {
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '‒' => out.push('-'),
            '—' | '―' => out.push('–'),
            '…' => out.push_str("..."),
            _ => out.push(character),
        }
    }
    out
}

/// `Xxxx`, `dddd`: of a run of equal classes only the first four are kept.
fn shape(form: &str) -> String {
    if form.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let (mut out, mut last, mut run) = (String::with_capacity(form.len()), None, 0);
    for character in form.chars() {
        let class = match character {
            _ if character.is_alphabetic() => {
                if character.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if is_digit(character) => 'd',
            _ => character,
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            out.push(class);
        }
    }
    out
}

/// Python's `isdigit`: decimal digits and superscripts, but no fractions or Roman numerals.
fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
        || !character.is_ascii()
            && character.is_numeric()
            && !matches!(character, '¼'..='¾' | '\u{2150}'..='\u{218B}' | '\u{3007}'..='\u{3029}')
}

/// `MurmurHash64A`.
fn text_hash(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        let mut key = u64::from_le_bytes(*eight).wrapping_mul(M);
        key = (key ^ (key >> 47)).wrapping_mul(M);
        hash = (hash ^ key).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0u64, |tail, &byte| (tail << 8) | u64::from(byte));
        hash = (hash ^ tail).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// thinc's `MurmurHash3` of one number: four row numbers before the modulus.
fn embedding_hashes(key: u64, seed: u32) -> [u32; 4] {
    fn mix(mut hash: u64) -> u64 {
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ (hash >> 33)
    }
    let block = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let (mut first, mut second) = (block ^ u64::from(seed) ^ 8, u64::from(seed) ^ 8);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    (first, second) = (mix(first), mix(second));
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_four_of_a_run() {
        for (form, expected) in
            [("Norland", "Xxxxx"), ("12,345", "dd,ddd"), ("n't", "x'x"), ("ABCDEFG", "XXXX"), ("–", "–"), ("a½", "x½")]
        {
            assert_eq!(shape(form), expected, "{form}");
        }
    }

    #[test]
    fn typography_does_not_count() {
        assert_eq!(normalise("‘don’t’ “a‑b” — …"), "'don't' \"a-b\" – ...");
        let symbols = BTreeMap::new();
        assert_eq!(WordFeatures::new("n’t", true, &symbols), WordFeatures::new("n't", true, &symbols));
    }

    #[test]
    fn hashes_are_those_of_the_trainer() {
        assert_eq!(text_hash("hello".as_bytes(), 1), 5_983_625_672_228_268_878);
    }
}
