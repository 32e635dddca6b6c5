//! Why a command could not run.

use rapporteur::{EngineError, diagnostic::Diagnostic, dossier};
use std::io;

/// Ends the program.
#[derive(Debug)]
pub(super) enum Failure {
    /// Who reads our output has gone: no failure of ours.
    BrokenPipe,
    /// Everything else, in words.
    Told(Vec<Diagnostic>),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Told(vec![diagnostic])
    }
}
impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Told(diagnostics)
    }
}
impl From<dossier::Error> for Failure {
    fn from(error: dossier::Error) -> Self {
        Diagnostic::from(error).into()
    }
}
impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Knowledge(diagnostics) => Self::Told(diagnostics),
            EngineError::Model(error) => {
                Diagnostic::error(format!("the model cannot be used: {error}")).hint(error.hint()).into()
            }
        }
    }
}
/// Of standard output; files name themselves in their own messages.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Diagnostic::error(format!("cannot write the output: {error}")).into(),
        }
    }
}
