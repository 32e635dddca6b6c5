//! Option values that the library names: known ones only, with a suggestion for a wrong one.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Takes one of `all` by its name.
pub(super) fn one_of<T>(all: &'static [T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let names = PossibleValuesParser::new(all.iter().map(|&value| name(value)));
    names.try_map(move |given: String| all.iter().copied().find(|&value| name(value) == given).ok_or(std::fmt::Error))
}
