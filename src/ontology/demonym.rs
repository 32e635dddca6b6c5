//! Adjectives and names of peoples of countries that no gazetteer knows: is "Norlandic" made from "Norland"?

/// How demonyms end.
const ENDINGS: [&str; 22] = [
    "an", "ans", "ian", "ians", "ic", "ish", "ese", "er", "ers", "i", "is", "n", "ns", "ean", "eans", "ine", "ines",
    "ite", "ites", "ene", "ard", "ards",
];

/// "Norlandic", "Norlander", "Norlanders" from "Norland"; "Suderian" from "Suderia".
pub fn is_demonym_of(adjective: &str, country: &str) -> bool {
    let (adjective, country) = (adjective.to_lowercase(), country.to_lowercase());
    let shared = adjective.chars().zip(country.chars()).take_while(|(a, b)| a == b).count();
    let rest = country.chars().count() - shared;
    let ending: String = adjective.chars().skip(shared).collect();
    shared >= 4 && rest <= 3 && adjective != country && ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_demonym_of;

    #[test]
    fn demonyms_of_unknown_countries() {
        for (adjective, country, expected) in [
            ("Norlandic", "Norland", true),
            ("Norlanders", "Norland", true),
            ("Suderian", "Suderia", true),
            ("Velmari", "Velmar", true),
            ("Norwich", "Norland", false),
            ("Norland", "Norland", false),
        ] {
            assert_eq!(is_demonym_of(adjective, country), expected, "{adjective} from {country}");
        }
    }
}
