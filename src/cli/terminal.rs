//! Messages and progress on standard error.

use super::Global;
use rapporteur::diagnostic::{Diagnostic, Severity};
use std::{
    env,
    io::{self, IsTerminal, Write},
    sync::Mutex,
    time::{Duration, Instant},
};

/// When messages have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where the user is spoken to.
#[derive(Clone)]
pub(super) struct Terminal {
    least: Severity,
    colored: bool,
    verbose: bool,
    /// Is there somebody who looks at progress?
    watched: bool,
}

/// Work shorter than this needs no progress; longer work shows it this often.
const PATIENCE: Duration = Duration::from_millis(400);

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        let watched = io::stderr().is_terminal();
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colored = match global.color {
            Color::Auto => watched && !plain,
            Color::Always => true,
            Color::Never => false,
        };
        let least = if global.quiet { Severity::Error } else { Severity::Note };
        Self { least, colored, verbose: global.verbose, watched: watched && !global.quiet }
    }

    /// Prints a message; standard error is the last resort, so that its failure goes unheard.
    pub(super) fn say(&self, diagnostic: &Diagnostic) {
        if diagnostic.severity < self.least {
            return;
        }
        let text = diagnostic.to_string();
        let (word, color) = match diagnostic.severity {
            Severity::Note => ("note:", "1;34"),
            Severity::Warning => ("warning:", "1;33"),
            Severity::Error => ("error:", "1;31"),
        };
        let text = if self.colored { text.replacen(word, &format!("\x1b[{color}m{word}\x1b[0m"), 1) } else { text };
        let _ = writeln!(io::stderr(), "{text}");
    }
    pub(super) fn say_all<'a>(&self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.say(diagnostic));
    }
    /// Says something that only `--verbose` asks for.
    pub(super) fn whisper(&self, text: &str) {
        if self.verbose {
            self.say(&Diagnostic::note(text));
        }
    }

    /// Counts work that may take long.
    pub(super) fn progress<'a>(&self, what: &'a str, total: usize) -> Progress<'a> {
        let start = Instant::now();
        Progress { what, total, start, shown: self.watched.then(|| Mutex::new((0, start, false))) }
    }
}

/// One line on the terminal that counts; nothing where nobody looks.
pub(super) struct Progress<'a> {
    what: &'a str,
    total: usize,
    start: Instant,
    /// Count, time of the last showing, was it ever shown?
    shown: Option<Mutex<(usize, Instant, bool)>>,
}

impl Progress<'_> {
    /// One more is done.
    pub(super) fn step(&self) {
        let Some(Ok(mut state)) = self.shown.as_ref().map(Mutex::lock) else { return };
        state.0 += 1;
        if state.1.elapsed() >= PATIENCE {
            let seconds = self.start.elapsed().as_secs_f64();
            let left = seconds / state.0 as f64 * (self.total - state.0.min(self.total)) as f64;
            let _ = write!(io::stderr(), "\r\x1b[K{} {} of {}, {left:.0} s left", self.what, state.0, self.total);
            *state = (state.0, Instant::now(), true);
        }
    }
}
impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(Ok(state)) = self.shown.as_ref().map(Mutex::lock)
            && state.2
        {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
