//! `Accept` → one of the forms that an answer has.

/// One of the forms on offer: that with the highest q-value, the first of equals; the first of all if nothing is asked for. None
/// if none is acceptable. An offer is a name and its media types.
pub(super) fn choose<'a, T>(accept: Option<&str>, offers: &'a [(T, &[&str])]) -> Option<&'a T> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else { return offers.first().map(|o| &o.0) };
    let ranges: Vec<(&str, u16)> = accept.split(',').filter_map(range).collect();
    let mut best: Option<(&T, u16)> = None;
    for (offer, types) in offers {
        let quality = types.iter().map(|media| quality(&ranges, media)).max().unwrap_or_default();
        if quality > best.map_or(0, |(_, q)| q) {
            best = Some((offer, quality));
        }
    }
    best.map(|(offer, _)| offer)
}

/// `text/html;level=1;q=0.5` → the range without parameters, and its quality in thousandths.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().filter(|media| media.contains('/'))?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight = weight.map_or(Some(1.0), |q| q.trim().parse::<f64>().ok())?;
    Some((media, (weight.clamp(0.0, 1.0) * 1000.0) as u16))
}

/// The most precise range that fits decides.
fn quality(ranges: &[(&str, u16)], media: &str) -> u16 {
    let kind = media.split('/').next().unwrap_or_default();
    let fits = |range: &str| {
        if range.eq_ignore_ascii_case(media) {
            3
        } else if range.strip_suffix("/*").is_some_and(|start| start.eq_ignore_ascii_case(kind)) {
            2
        } else {
            u8::from(range == "*/*")
        }
    };
    let precise = ranges.iter().map(|(range, q)| (fits(range), *q)).filter(|(fit, _)| *fit > 0);
    precise.max().map_or(0, |(_, q)| q)
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn the_best_that_both_sides_have() {
        const OFFERS: &[(&str, &[&str])] = &[
            ("json", &["application/sparql-results+json", "application/json"]),
            ("xml", &["application/sparql-results+xml", "application/xml"]),
            ("csv", &["text/csv"]),
        ];
        let check = |accept: &str, expected: Option<&str>| {
            assert_eq!(choose(Some(accept), OFFERS).copied(), expected, "{accept}");
        };
        check("", Some("json"));
        check("*/*", Some("json"));
        check("text/csv", Some("csv"));
        check("text/*;q=0.3, application/xml;q=0.2", Some("csv"));
        check("application/json;q=0.1, text/csv;q=0.9", Some("csv"));
        check("application/sparql-results+json;q=0, */*;q=0.1", Some("json"));
        check("application/sparql-results+json;q=0, application/json;q=0, */*;q=0.1", Some("xml"));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some("xml"));
        check("image/png", None);
        check("text/csv;q=0", None);
        check("TEXT/CSV", Some("csv"));
        check("nonsense, text/csv;q=x, application/xml", Some("xml"));
        assert_eq!(choose(None, OFFERS), Some(&"json"));
    }
}
