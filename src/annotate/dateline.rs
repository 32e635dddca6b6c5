//! Where what stands before the first sentence of a line ends: the dateline of an agency's report ("GENEVA, March 3 (NN) — Talks
//! began"), the mark of an item of a list ("• Talks began"), the hour of a live report ("10:02 – Talks began"). Read as one, the town
//! or the mark would become a word of the sentence. Only the shape is known here, not what a town is.

/// How far into a line a dateline may reach, in bytes.
const REACH: usize = 90;

/// Bytes of the dateline or mark that the line begins with, its dash and the blanks after it included; none without one.
pub(super) fn length(line: &str) -> Option<usize> {
    let marked = mark(line).unwrap_or_default();
    dateline(&line[marked..]).map(|length| marked + length).or((marked > 0).then_some(marked))
}

/// "•", "10:02 –", "3.15 p.m.:".
fn mark(line: &str) -> Option<usize> {
    let body = line.trim_start();
    let bullet = body.strip_prefix(['•', '‣', '▪', '●', '◦', '▶', '►', '■', '*', '–', '—', '-', '·']);
    let rest = match bullet {
        Some(rest) => rest,
        None => after_hour(body)?,
    };
    let sentence = rest.trim_start();
    (sentence.len() < rest.len() && !sentence.is_empty()).then(|| line.len() - sentence.len())
}

/// What follows "10:02 –", "10.02am:", "14:30 GMT -".
fn after_hour(body: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = digits(body);
    let minutes = body[hour..].strip_prefix([':', '.'])?;
    let end = digits(minutes);
    if !(1..=2).contains(&hour) || end != 2 {
        return None;
    }
    let mut rest = minutes[end..].trim_start();
    for zone in ["a.m.", "p.m.", "am", "pm", "AM", "PM", "GMT", "UTC", "CET", "EST", "EDT", "BST"] {
        rest = rest.strip_prefix(zone).unwrap_or(rest).trim_start();
    }
    rest.strip_prefix(['–', '—', '-', ':', '|'])
}

fn dateline(line: &str) -> Option<usize> {
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
            ("• Talks began.", Some("Talks began.")),
            ("10:02 – Talks began.", Some("Talks began.")),
            ("3.15 p.m.: Talks began.", Some("Talks began.")),
            ("14:30 GMT - Talks began.", Some("Talks began.")),
            ("- GENEVA (NN) — Talks began.", Some("Talks began.")),
            ("10:02 was the hour.", None),
            ("-5 degrees", None),
            ("*", None),
        ];
        for (line, rest) in cases {
            assert_eq!(length(line).map(|at| &line[at..]), rest, "{line}");
        }
    }
}
