//! Refuses text that Oxigraph's parser would not survive: nesting that overflows its stack, or that it takes exponential time for.
//! Parsing cannot be stopped, so this comes before it.

use crate::diagnostic::Diagnostic;

/// More brackets within each other than any query that a person wrote.
const DEEPEST: usize = 40;
/// More signs in a row than make sense.
const SIGNS: usize = 24;

/// Looks at the text. Comments and strings are not told apart from the rest: only the absurd is refused.
pub(super) fn check(text: &str) -> Result<(), Diagnostic> {
    let (mut depth, mut signs) = (0_usize, 0_usize);
    for c in text.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        signs = match c {
            '!' | '+' | '-' | '^' => signs + 1,
            c if c.is_whitespace() => signs,
            _ => 0,
        };
        if depth > DEEPEST || signs > SIGNS {
            return Err(Diagnostic::error("the query is nested too deeply")
                .hint(format!("no more than {DEEPEST} brackets may stand within each other")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn the_absurd_is_refused_and_nothing_else() {
        let test = |text: &str, fine: bool| assert_eq!(check(text).is_ok(), fine, "{text:.80}");
        test("SELECT * { ?s ?p ?o FILTER(!BOUND(?x) && -?y < +1) }", true);
        test(&format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(30), ")".repeat(30)), true);
        test(&format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(50), ")".repeat(50)), false);
        test(&format!("ASK {{ FILTER({}1) }}", "! ".repeat(50)), false);
    }
}
