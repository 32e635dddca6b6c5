//! Where the dateline of an agency's report ends: "GENEVA, March 3 (NN) — Talks began" is a place, a day and an agency, and then
//! a sentence. Read as one, the town would become a word of the sentence. Only the shape is known here, not what a town is.

/// How far into a line a dateline may reach, in bytes.
const REACH: usize = 90;

/// Bytes of the dateline that the line begins with, its dash and the blanks after it included; none without one.
pub(super) fn length(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let body = &line[indent..];
    let near = (0..=REACH.min(body.len())).rev().find(|&at| body.is_char_boundary(at)).unwrap_or(0);
    let dash = [" —", " – ", " - ", " -- ", ": "];
    let (at, mark) = dash.iter().filter_map(|mark| Some((body[..near].find(mark)?, mark))).min_by_key(|(at, _)| *at)?;
    let (head, rest) = (&body[..at], body[at + mark.len()..].trim_start());
    let begins =
        rest.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘'));
    // A colon also stands after other things, "(NN):" not among them.
    (begins && is_place_and_day(head) && (*mark != ": " || !head.ends_with(')')))
        .then(|| indent + body.len() - rest.len())
}

/// "PORT AMBER, Norland, Jan 8 (NN)"; "Port Amber (NN)": a town in capitals, or an agency in brackets at the end; no verb's words.
fn is_place_and_day(head: &str) -> bool {
    let shouted = |word: &str| word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let agency = head.ends_with(')') && head.contains(" (");
    let town = head.split([',', ' ', '/']).next().unwrap_or_default();
    let words = || head.split([' ', ',', '(', ')', '/']).filter(|word| !word.is_empty());
    let proper =
        words().all(|word| !word.starts_with(char::is_lowercase) || matches!(word, "and" | "de" | "of" | "al"));
    (shouted(town) || (agency && words().count() <= 8))
        && proper
        && words().any(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn datelines_end_at_their_dash() {
        let cases = [
            ("GENEVA, March 3 (NN) — Talks began.", Some("Talks began.")),
            ("PORT AMBER, Norland, Sept. 4, 2031 -- \"Talks\" began.", Some("\"Talks\" began.")),
            ("OSTRAVA/LINZ, June 7 — Talks began.", Some("Talks began.")),
            ("Port Amber, 5 March (NN) – Talks began.", Some("Talks began.")),
            ("NATO - Talks began", Some("Talks began")),
            ("PORT AMBER, Norland: Talks began", Some("Talks began")),
            ("Port Amber: Talks began", None),
            ("THE PRESIDENT said: Talks began", None),
            ("Talks – the first since March – began.", None),
            ("GENEVA (NN) talks began — and ended.", None),
            ("The president — Norland's first — left.", None),
            ("GENEVA", None),
            ("", None),
        ];
        for (line, rest) in cases {
            assert_eq!(length(line).map(|at| &line[at..]), rest, "{line}");
        }
    }
}
