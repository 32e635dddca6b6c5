//! From annotated text to what one article claims.

pub mod time;
