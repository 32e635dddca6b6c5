//! Word, tag and features → lemma: a table of irregular forms, then suffix rules checked against lists of base forms. The
//! algorithm is that of `training/make_lemmas.py`, which writes the tables (`models/lemmas.tsv` and the word lists).

use super::archive::ModelError;
use super::features::normalise;
use crate::model::Upos;
use std::collections::{HashMap, HashSet};

/// Irregular forms and base forms.
pub(super) struct Lemmatizer {
    table: HashMap<(&'static str, Upos), &'static str>,
    verbs: HashSet<&'static str>,
    nouns: HashSet<&'static str>,
    adjectives: HashSet<&'static str>,
}

impl Lemmatizer {
    pub(super) fn embedded() -> Result<Self, ModelError> {
        let set = |list: &'static str| list.lines().collect();
        Ok(Self {
            table: table(include_str!("../../models/lemmas.tsv"))?,
            verbs: set(include_str!("../../models/verbs.txt")),
            nouns: set(include_str!("../../models/nouns.txt")),
            adjectives: set(include_str!("../../models/adjectives.txt")),
        })
    }

    /// The dictionary form; `feats` as in CoNLL-U.
    pub(super) fn lemma(&self, form: &str, upos: Upos, feats: &str) -> String {
        let lower = normalise(form).to_lowercase();
        let has = |pair: &str| feats.split('|').any(|feature| feature == pair);
        if lower == "her" && has("Case=Acc") {
            return "she".to_owned();
        }
        // "'d" is tagged past where it is short for "had".
        if lower == "'d" && upos == Upos::Aux && has("Tense=Past") {
            return "have".to_owned();
        }
        let listed = self.table.get(&(lower.as_str(), upos)).map(|lemma| (*lemma).to_owned());
        match upos {
            Upos::Propn => listed.unwrap_or_else(|| {
                let capitalised = is_lower(form.chars().skip(1));
                if capitalised { self.by_rule(form, upos, &has) } else { form.to_owned() }
            }),
            Upos::Verb if self.is_base(&lower, &has) => self.by_rule(&lower, upos, &has),
            _ if listed.is_some() => listed.unwrap_or_default(),
            Upos::Num if lower.starts_with(|first: char| first.is_ascii_digit()) => lower.replace(',', ""),
            Upos::Num => lower,
            _ => self.by_rule(&lower, upos, &has),
        }
    }

    /// Is it a verb that the tags say is not inflected?
    fn is_base(&self, form: &str, has: &impl Fn(&str) -> bool) -> bool {
        let third = has("Number=Sing") && has("Person=3");
        let tagged = has("VerbForm=Inf") || has("Mood=Imp") || has("Tense=Pres") && has("VerbForm=Fin") && !third;
        tagged && self.verbs.contains(form)
    }

    fn by_rule(&self, form: &str, upos: Upos, has: &impl Fn(&str) -> bool) -> String {
        match upos {
            Upos::Verb | Upos::Aux => self.verb(form, has),
            Upos::Noun | Upos::Propn if has("Number=Plur") => match form.strip_suffix("men") {
                Some(stem) if form.chars().count() > 4 => format!("{stem}man"),
                _ => without_s(form, &self.nouns, false),
            },
            Upos::Adj | Upos::Adv => {
                let degrees = [("Degree=Cmp", "er"), ("Degree=Sup", "est")];
                let cut = degrees.iter().find_map(|(degree, suffix)| {
                    let stem = form.strip_suffix(suffix).filter(|_| has(degree))?;
                    (stem.chars().count() > 2).then(|| from_stem(stem, &self.adjectives))
                });
                cut.unwrap_or_else(|| form.to_owned())
            }
            _ => form.to_owned(),
        }
    }

    fn verb(&self, form: &str, has: &impl Fn(&str) -> bool) -> String {
        let past = has("Tense=Past");
        if has("VerbForm=Inf") || self.verbs.contains(form) && !past && !has("Number=Sing") {
            return form.to_owned();
        }
        if let Some(stem) = form.strip_suffix("ing").filter(|stem| stem.chars().count() > 1) {
            return from_stem(stem, &self.verbs);
        }
        if let Some(stem) = form.strip_suffix("ed").filter(|stem| stem.chars().count() > 1 && !has("Tense=Pres")) {
            let whole = &form[..form.len() - 1];
            let agreed = stem.ends_with('e') && self.verbs.contains(whole);
            return if agreed { whole.to_owned() } else { from_stem(stem, &self.verbs) };
        }
        if past { form.to_owned() } else { without_s(form, &self.verbs, true) }
    }
}

/// Reads `form, tab, tag, tab, lemma` lines.
fn table(text: &'static str) -> Result<HashMap<(&'static str, Upos), &'static str>, ModelError> {
    let entry = |(at, line): (usize, &'static str)| {
        let mut fields = line.split('\t');
        let (Some(form), Some(upos), Some(lemma)) =
            (fields.next(), fields.next().and_then(|tag| tag.parse().ok()), fields.next())
        else {
            return Err(ModelError::Lemmas { line: at + 1 });
        };
        Ok(((form, upos), lemma))
    };
    text.lines().enumerate().map(entry).collect()
}

/// Python's `islower`: some cased letters, none of them upper case.
fn is_lower(characters: impl Iterator<Item = char>) -> bool {
    let mut cased = characters.filter(|character| character.is_uppercase() || character.is_lowercase()).peekable();
    cased.peek().is_some() && cased.all(char::is_lowercase)
}

/// Ends with a consonant that was doubled before -ed, -ing, -er, -est: "stopp".
fn is_doubled(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    let (last, before) = (back.next(), back.next());
    back.count() > 1 && last == before && last.is_some_and(|last| !"aeioulsz".contains(last))
}

/// Does an unknown stem look like one that lost an e? ("devastat" does, "batter" does not.)
fn wants_e(stem: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    if ends(&["at", "iz", "is", "us", "v", "c", "u", "dg", "ns", "rs", "ur", "ut", "rg", "ng"]) {
        return !ends(&["eat", "oat", "ing", "ang", "ong", "out", "our"]);
    }
    let back: Vec<char> = stem.chars().rev().take(3).collect();
    let vowel = |character: char| "aeiou".contains(character);
    matches!(back[..], [last, middle, first]
        if !vowel(last) && !"wxyrnl".contains(last) && vowel(middle) && !vowel(first))
}

/// Base form of what is left when -ed, -ing, -er or -est is cut off.
fn from_stem(stem: &str, known: &HashSet<&'static str>) -> String {
    let with_e = format!("{stem}e");
    let mut shorter = stem.chars();
    shorter.next_back();
    let shorter = shorter.as_str();
    let (in_y, doubled) = (stem.ends_with('i').then(|| format!("{shorter}y")), is_doubled(stem));
    let mut options: Vec<&str> = in_y.as_deref().into_iter().chain([stem, with_e.as_str()]).collect();
    if doubled || ["ll", "ss", "zz", "ck"].iter().any(|ending| stem.ends_with(ending)) {
        options.push(shorter);
    }
    let known = |option: &str| known.contains(option);
    if known(stem) && known(&with_e) && wants_e(stem) {
        return with_e;
    }
    if let Some(hit) = options.into_iter().find(|option| known(option)) {
        return hit.to_owned();
    }
    match in_y {
        Some(in_y) => in_y,
        None if doubled => shorter.to_owned(),
        None if wants_e(stem) => with_e,
        None => stem.to_owned(),
    }
}

/// Base form of a plural noun, or of a verb's third person.
fn without_s(form: &str, known: &HashSet<&'static str>, verb: bool) -> String {
    let length = form.chars().count();
    let Some(plain) = form.strip_suffix('s').filter(|plain| !plain.ends_with('s') && length > 2) else {
        return form.to_owned();
    };
    let in_y = form.strip_suffix("ies").filter(|_| length > 4).map(|stem| format!("{stem}y"));
    let in_f = form.strip_suffix("ves").filter(|_| !verb).map(|stem| [format!("{stem}f"), format!("{stem}fe")]);
    let without_es = form.strip_suffix("es").filter(|_| in_y.is_none());
    let options = in_y.as_deref().into_iter().chain([plain]).chain(without_es);
    let options = options.chain(in_f.iter().flatten().map(String::as_str));
    if let Some(hit) = options.into_iter().find(|option| known.contains(option)) {
        return hit.to_owned();
    }
    if let Some(in_y) = in_y {
        return in_y;
    }
    let sibilant = ["ches", "shes", "sses", "xes", "zzes", "oes"].iter().any(|ending| form.ends_with(ending));
    if sibilant { form[..form.len() - 2].to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas_are_dictionary_forms() {
        let lemmatizer = Lemmatizer::embedded().expect("the tables are well-formed");
        for (form, upos, feats, expected) in [
            ("men", Upos::Noun, "Number=Plur", "man"),
            ("better", Upos::Adj, "Degree=Cmp", "good"),
            ("'s", Upos::Aux, "Tense=Pres", "be"),
            ("'s", Upos::Part, "", "'s"),
            ("n’t", Upos::Part, "", "not"),
            ("talks", Upos::Noun, "Number=Plur", "talk"),
            ("Talks", Upos::Verb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "talk"),
            ("agreed", Upos::Verb, "Tense=Past|VerbForm=Part", "agree"),
            ("stopped", Upos::Verb, "Tense=Past|VerbForm=Fin", "stop"),
            ("devastated", Upos::Verb, "Tense=Past|VerbForm=Part", "devastate"),
            ("countries", Upos::Noun, "Number=Plur", "country"),
            ("met", Upos::Verb, "Tense=Past|VerbForm=Fin", "meet"),
            ("Norland", Upos::Propn, "Number=Sing", "Norland"),
            ("Ostravians", Upos::Propn, "Number=Plur", "Ostravian"),
            ("her", Upos::Pron, "Case=Acc|Gender=Fem", "she"),
            ("1,200", Upos::Num, "NumType=Card", "1200"),
        ] {
            assert_eq!(lemmatizer.lemma(form, upos, feats), expected, "{form} {upos} {feats}");
        }
    }
}
