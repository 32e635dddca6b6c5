//! Bytes of a `.rapmodel` file → its header and tensors, checked. The format is described in `models/FORMAT.md`; nothing is
//! trusted: a file that is cut short, altered or of another make gives a [`ModelError`], never a panic.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"RAPMODEL";
/// The format version that this program reads.
const FORMAT: u32 = 1;
const CHECKSUM: usize = 32;
const ALIGN: usize = 16;

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file does not begin as a model does.
    #[error("this is not a model: it does not begin with “RAPMODEL”")]
    Magic,
    /// Another format version.
    #[error("the model has format version {0}, this program reads version {FORMAT}")]
    Version(u32),
    /// The file ends too early.
    #[error("the model is cut short: {0} bytes are not enough")]
    Short(usize),
    /// The bytes are not those that were written.
    #[error("the model is damaged: its checksum differs from its content")]
    Checksum,
    /// The header is not what the format says.
    #[error("the model's header cannot be read: {0}")]
    Header(String),
    /// A tensor is missing.
    #[error("the model lacks the tensor “{0}”")]
    Missing(String),
    /// A tensor has another shape than the header's other entries imply.
    #[error("the tensor “{name}” has shape {found:?} instead of {expected:?}")]
    Shape {
        /// The tensor.
        name: String,
        /// What the rest of the model implies.
        expected: Vec<usize>,
        /// What the header says.
        found: Vec<usize>,
    },
    /// A tensor lies outside the payload.
    #[error("the tensor “{0}” lies outside the file")]
    Outside(String),
    /// A label that this program does not know.
    #[error("the model has a label that this program does not know: “{0}”")]
    Label(String),
    /// The word lists beside the model.
    #[error("line {line} of the lemma table is not “form, tab, tag, tab, lemma”")]
    Lemmas {
        /// Line from 1.
        line: usize,
    },
}

impl ModelError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Magic => "give a file that training/export.py wrote (models/english.rapmodel)",
            Self::Version(_) => "use the model that was released with this version of the program",
            Self::Short(_) | Self::Checksum | Self::Outside(_) => "copy or download the model again",
            Self::Lemmas { .. } => "write the table again with training/make_lemmas.py",
            _ => "export the model again with training/export.py of this version",
        }
    }
}

/// What the header says.
#[derive(Debug, Deserialize)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) symbols: BTreeMap<String, u64>,
    pub(super) encoders: BTreeMap<String, EncoderHeader>,
    pub(super) morphology: LabelsHeader,
    pub(super) parser: TransitionHeader,
    pub(super) entities: TransitionHeader,
    tensors: Vec<TensorHeader>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EncoderHeader {
    pub(super) width: usize,
    pub(super) depth: usize,
    pub(super) window: usize,
    pub(super) pieces: usize,
    pub(super) columns: Vec<ColumnHeader>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct ColumnHeader {
    pub(super) attribute: String,
    pub(super) seed: u32,
    pub(super) rows: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct LabelsHeader {
    pub(super) labels: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct TransitionHeader {
    pub(super) hidden: usize,
    pub(super) pieces: usize,
    pub(super) actions: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct TensorHeader {
    name: String,
    #[serde(rename = "type")]
    kind: TensorKind,
    shape: Vec<usize>,
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TensorKind {
    I8,
    F32,
}

/// A checked file: header and payload.
pub(super) struct Archive<'a> {
    pub(super) header: Header,
    payload: &'a [u8],
    index: BTreeMap<String, TensorHeader>,
}

impl<'a> Archive<'a> {
    /// Checks magic, version, lengths and checksum, and reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let short = || ModelError::Short(bytes.len());
        if bytes.get(..8).is_none_or(|magic| magic != MAGIC) {
            return Err(ModelError::Magic);
        }
        let version = number(bytes, 8).ok_or_else(short)?;
        if version != FORMAT {
            return Err(ModelError::Version(version));
        }
        let length = number(bytes, 12).ok_or_else(short)? as usize;
        let header_end = 16usize.saturating_add(length);
        let (content, checksum) = bytes.split_at_checked(bytes.len().saturating_sub(CHECKSUM)).ok_or_else(short)?;
        let text = content.get(16..header_end).ok_or_else(short)?;
        if Sha256::digest(content).as_slice() != checksum {
            return Err(ModelError::Checksum);
        }
        let header: Header = serde_json::from_slice(text).map_err(|error| ModelError::Header(error.to_string()))?;
        let payload = content.get(header_end.next_multiple_of(ALIGN)..).ok_or_else(short)?;
        let index = header.tensors.iter().map(|tensor| (tensor.name.clone(), tensor.clone())).collect();
        Ok(Self { header, payload, index })
    }

    /// The numbers of a tensor, multiplied out, if it has the shape `expected`.
    pub(super) fn tensor(&self, name: &str, expected: &[usize]) -> Result<Vec<f32>, ModelError> {
        let tensor = self.index.get(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        if tensor.shape != expected {
            let (name, expected, found) = (name.to_owned(), expected.to_vec(), tensor.shape.clone());
            return Err(ModelError::Shape { name, expected, found });
        }
        let outside = || ModelError::Outside(name.to_owned());
        let size = expected.iter().try_fold(1usize, |size, &axis| size.checked_mul(axis)).ok_or_else(outside)?;
        let width = if tensor.kind == TensorKind::F32 { 4 } else { 1 };
        let end = size.checked_mul(width).and_then(|length| tensor.at.checked_add(length)).ok_or_else(outside)?;
        let bytes = self.payload.get(tensor.at..end).ok_or_else(outside)?;
        if tensor.kind == TensorKind::F32 {
            return Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect());
        }
        let along = expected.last().copied().unwrap_or(1).max(1);
        let scales = self.tensor(&format!("{name}.scale"), &[size / along])?;
        let rows = bytes.chunks_exact(along).zip(scales);
        Ok(rows.flat_map(|(row, scale)| row.iter().map(move |&byte| f32::from(byte as i8) * scale)).collect())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..at + 4)?.first_chunk()?))
}
