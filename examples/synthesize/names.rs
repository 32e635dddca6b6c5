//! Invented names: countries, towns and people, with the spellings in which papers transliterate them.

use super::random::Random;
use std::collections::BTreeSet;

/// Given name and whether its bearer is a woman; spellings of one name, the usual one first.
const GIVEN: [(&[&str], bool); 64] = [
    (&["Henrik"], false),
    (&["Tomas"], false),
    (&["Gunnar"], false),
    (&["Anders"], false),
    (&["Lars"], false),
    (&["Erik"], false),
    (&["Ingrid"], true),
    (&["Astrid"], true),
    (&["Maren"], true),
    (&["Sigrid"], true),
    (&["Karin"], true),
    (&["Birgit"], true),
    (&["Yousef", "Yusuf", "Youssef"], false),
    (&["Mohammed", "Muhammad", "Mohamed"], false),
    (&["Hussein", "Hussain"], false),
    (&["Khalid", "Khaled"], false),
    (&["Omar", "Umar"], false),
    (&["Karim", "Kareem"], false),
    (&["Leila", "Leyla", "Layla"], true),
    (&["Fatima", "Fatma"], true),
    (&["Nadia"], true),
    (&["Samira"], true),
    (&["Yasmin", "Yasmine"], true),
    (&["Amina"], true),
    (&["Oleksandr", "Oleksander"], false),
    (&["Andriy", "Andrii"], false),
    (&["Dmitry", "Dmitri", "Dmitriy"], false),
    (&["Sergei", "Sergey"], false),
    (&["Mykola"], false),
    (&["Bohdan", "Bogdan"], false),
    (&["Olena"], true),
    (&["Iryna", "Irina"], true),
    (&["Natalia", "Nataliya"], true),
    (&["Svetlana"], true),
    (&["Oksana"], true),
    (&["Tatiana", "Tatyana"], true),
    (&["Carlos"], false),
    (&["Miguel"], false),
    (&["Rafael"], false),
    (&["Diego"], false),
    (&["Esteban"], false),
    (&["Fernando"], false),
    (&["Lucia"], true),
    (&["Isabel"], true),
    (&["Carmen"], true),
    (&["Beatriz"], true),
    (&["Elena"], true),
    (&["Paula"], true),
    (&["Peter"], false),
    (&["Martin"], false),
    (&["Philip"], false),
    (&["Richard"], false),
    (&["Gerald"], false),
    (&["Arthur"], false),
    (&["Margaret"], true),
    (&["Helen"], true),
    (&["Judith"], true),
    (&["Frances"], true),
    (&["Catherine"], true),
    (&["Rosemary"], true),
    (&["Viktor", "Victor"], false),
    (&["Pavel"], false),
    (&["Zoltan"], false),
    (&["Milena"], true),
];
/// Twelve given names go together, in this order.
const OF_A_KIND: usize = 12;

/// Beginnings, middles and ends of surnames, one row for each kind of given names.
const SURNAMES: [[&[&str]; 3]; 5] = [
    [
        &[
            "Ald", "Berg", "Dahl", "Ek", "Fal", "Grim", "Hag", "Isak", "Kjel", "Lind", "Nord", "Ost", "Ras", "Sol",
            "Tor", "Ul", "Vest",
        ],
        &["", "en", "er", "a", "e", "um"],
        &["gaard", "gren", "heim", "holt", "lund", "mark", "sen", "stad", "vik", "strand", "dal", "berg"],
    ],
    [
        &[
            "Had", "Sab", "Dar", "Naz", "Ter", "Kar", "Mans", "Rash", "Tal", "Zah", "Bar", "Fah", "Gham", "Jal", "Laz",
            "Qas", "Shar",
        ],
        &["a", "i", "am", "ar", "ou", "im", "ad"],
        &["dari", "biri", "wani", "zadi", "roun", "mani", "lati", "soub", "ridi", "nawi"],
    ],
    [
        &[
            "Bar", "Chern", "Dol", "Gor", "Kor", "Lev", "Mor", "Rad", "Sav", "Tar", "Vol", "Zel", "Brov", "Dub", "Hol",
            "Kov", "Yar",
        ],
        &["ol", "an", "en", "ak", "ch", "um", "et", "uk"],
        &["insky", "enko", "evich", "uk", "ovets", "yshyn", "itsky", "iuk"],
    ],
    [
        &[
            "Vald", "Mont", "Cast", "Per", "Alv", "Cor", "Ferr", "Gal", "Lor", "Mor", "Quint", "Sal", "Torr", "Zam",
            "Bel", "Cal",
        ],
        &["a", "e", "i", "o", "ald", "er", "an"],
        &["rez", "veira", "llano", "sano", "relli", "doso", "nedo", "mora", "quera", "tino"],
    ],
    [
        &[
            "Ash", "Black", "Carl", "Dun", "Ed", "Far", "Hart", "Kings", "Lang", "Marl", "New", "Pem", "Rad", "Sel",
            "Thorn", "Whit",
        ],
        &["", "er", "ing", "en", "le", "ful", "y"],
        &["ford", "ton", "well", "more", "worth", "ley", "combe", "shaw", "croft", "wick"],
    ],
];

const LAND: [&[&str]; 3] = [
    &[
        "Bel", "Cal", "Dar", "Est", "Gor", "Hal", "Ist", "Jor", "Kal", "Lor", "Mar", "Nor", "Osk", "Pal", "Quel",
        "Ros", "Sar", "Tal", "Ulm", "Ver", "Wal", "Yar", "Zan",
    ],
    &[
        "da", "ga", "la", "ma", "na", "ra", "sa", "ta", "va", "do", "lo", "mo", "no", "ro", "so", "to", "vo", "le",
        "me", "ne", "re", "se", "te", "ve",
    ],
    &["via", "ria", "nia", "stan", "land", "sia", "dia", "thia", "lia"],
];

const TOWN: [&[&str]; 3] = [
    &[
        "Dell", "Vest", "Har", "Brack", "Sten", "Ol", "Mir", "Kras", "Tel", "Ard", "Win", "Lam", "Bor", "Fen", "Gal",
        "Hul", "Ner", "Pir", "Sol", "Tur",
    ],
    &["", "a", "e", "i", "o", "en", "er", "ov", "in"],
    &["mar", "burg", "grad", "haven", "stad", "ville", "by", "brook", "nica", "mere", "holm", "gate", "vik", "dorf"],
];

/// All names that are taken; no two things get one name unless the story wants it.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    fn free(&mut self, random: &mut Random, parts: &[&[&str]; 3]) -> String {
        for extra in 0.. {
            let mut name: String = parts.iter().map(|part| *random.pick(part)).collect();
            if extra > 20 {
                // The stock is used up: one syllable more.
                name = format!(
                    "{}{}{}{}",
                    random.pick(parts[0]),
                    random.pick(parts[1]),
                    random.pick(parts[1]),
                    random.pick(parts[2])
                );
            }
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
        unreachable!("the loop has no end")
    }
    /// A country's name and the adjective made of it.
    pub(super) fn country(&mut self, random: &mut Random) -> (String, String) {
        let name = self.free(random, &LAND);
        let adjective = match name.strip_suffix("land") {
            Some(stem) => format!("{stem}landic"),
            None if name.ends_with("stan") => format!("{name}i"),
            None => format!("{name}n"),
        };
        (name, adjective)
    }
    pub(super) fn town(&mut self, random: &mut Random) -> String {
        let name = self.free(random, &TOWN);
        if random.chance(12) { format!("Port {name}") } else { name }
    }
    /// A person's name in its spellings. A surname may be another's too; the whole name is not.
    pub(super) fn person(&mut self, random: &mut Random) -> (Vec<Spelling>, bool) {
        loop {
            let at = random.below(GIVEN.len());
            let (given, female) = GIVEN[at];
            let parts = &SURNAMES[(at / OF_A_KIND).min(SURNAMES.len() - 1)];
            let mut surname: String = parts.iter().map(|part| *random.pick(part)).collect();
            if self.taken.len() > 20_000 && random.chance(50) {
                surname = format!("{}{}", random.pick(parts[0]), surname.to_lowercase());
            }
            if self.taken.insert(format!("{} {surname}", given[0])) {
                let others = variants(&surname);
                let count = given.len().max(others.len());
                let spelling = |n: usize| Spelling {
                    given: given[n % given.len()].to_owned(),
                    surname: others[n % others.len()].clone(),
                };
                return ((0..count).map(spelling).collect(), female);
            }
        }
    }
}

/// One way to write a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) given: String,
    pub(super) surname: String,
}

impl Spelling {
    pub(super) fn full(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }
}

/// "Barolinsky", "Barolinskyy", "Barolinskiy".
fn variants(surname: &str) -> Vec<String> {
    match surname.strip_suffix("sky") {
        Some(stem) => ["sky", "skyy", "skiy"].iter().map(|end| format!("{stem}{end}")).collect(),
        None if surname.contains("ou") => vec![surname.to_owned(), surname.replacen("ou", "u", 1)],
        None => vec![surname.to_owned()],
    }
}
