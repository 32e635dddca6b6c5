//! Names of places by what stands around them: "the town of Marrah" is Marrah, "the Norlandic capital" the city that the gazetteer
//! gives for it, "Bosnian Serbs" neither Bosnia nor Serbia but a people of their own.

use super::{Form, Mention, MentionId};
use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, TokenSpan, Upos},
};

pub(super) fn find(reading: &mut Reading<'_>) {
    datelines(reading);
    directions(reading);
    peoples(reading);
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            named_of(reading, at);
            capital(reading, at);
        }
    }
}

/// "PORT AMBER, Norland, Jan 8 (NN) - …": the capitals that an agency's report opens with are a town, and take no part.
fn datelines(reading: &mut Reading<'_>) {
    /// Tokens within which the dash follows.
    const REACH: usize = 16;
    for at in 0..reading.mentions.len() {
        let mention = &reading.mentions[at];
        let words = &reading.sentence(mention.at.sentence).tokens;
        let surface = reading.text(mention.at.sentence, mention.tokens);
        let shouted = surface.len() > 2 && surface.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        let opens = mention.tokens.start == 0
            && words
                .get(mention.tokens.end as usize)
                .is_some_and(|w| matches!(&*w.form, "," | "(" | "—" | "–" | "-" | "--"));
        let dashed = words.iter().take(REACH).any(|w| matches!(&*w.form, "—" | "–" | "-" | "--"));
        if mention.is_name() && mention.key.is_none() && shouted && opens && dashed {
            reading.mentions[at].class = EntityClass::City;
        }
    }
}

/// "the North" in an article on North Norland is that country.
fn directions(reading: &mut Reading<'_>) {
    let countries: Vec<(String, String)> = reading
        .mentions
        .iter()
        .filter(|m| m.class == EntityClass::Country && m.label.contains(' '))
        .filter_map(|m| Some((m.label.clone(), m.key.clone()?)))
        .collect();
    let opposite = |(label, _): &(String, String)| {
        let (direction, rest) = label.split_once(' ')?;
        let other = match direction {
            "North" => "South",
            "South" => "North",
            "East" => "West",
            "West" => "East",
            _ => return None,
        };
        let place = reading.knowledge.gazetteer.lookup(&format!("{other} {rest}"))?;
        (place.class == EntityClass::Country).then(|| (place.label.clone(), place.key.clone()))
    };
    let opposites: Vec<(String, String)> = countries.iter().filter_map(opposite).collect();
    let countries: Vec<(String, String)> = countries.into_iter().chain(opposites).collect();
    let country = |word: &str| {
        let direction = matches!(word, "North" | "South" | "East" | "West");
        countries.iter().find(|(label, _)| direction && label.split(' ').next() == Some(word)).cloned()
    };
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            let word = reading.token(at);
            let Some((label, key)) = country(&word.form) else { continue };
            let whole = label.split(' ').nth(1).unwrap_or_default();
            let words = &reading.sentence(sentence).tokens;
            // "North and South Norland".
            let paired = words.get(token as usize + 1..token as usize + 4).is_some_and(|next| {
                next[0].upos == Upos::Cconj
                    && matches!(&*next[1].form, "North" | "South" | "East" | "West")
                    && &*next[2].form == whole
            });
            let alone = reading.child(at, "det").is_some_and(|d| d.token + 1 == token)
                && !matches!(word.relation(), "compound" | "amod" | "flat")
                && reading.children(at).all(|c| !matches!(reading.token(c).relation(), "compound" | "flat"));
            if !alone && !paired {
                continue;
            }
            let tokens = TokenSpan::new(token as usize, token as usize + 1);
            let mut named = Mention::new(at, tokens, EntityClass::Country, Form::Name, label.clone());
            named.key = Some(key.clone());
            match reading.headed_by(at).first().copied() {
                Some(known) => reading.mentions[known.0 as usize] = named,
                None => {
                    reading.add(named);
                }
            }
        }
    }
}

/// "the eastern province of Gharsa", "the villages of Alta and Berm": the noun stands for the names; "the centre of Harn", "the streets of
/// Harn" for the town that they are part of.
fn named_of(reading: &mut Reading<'_>, noun: At) {
    let lemma = reading.token(noun).lemma.to_lowercase();
    let class = reading.knowledge.entry("named-of-nouns", &lemma).and_then(|class| class.parse().ok());
    let part = reading.listed("place-part-nouns", &lemma);
    if (class.is_none() && !part) || !reading.headed_by(noun).is_empty() {
        return;
    }
    let named = |id: &MentionId| {
        let mention = reading.mention(*id);
        // "the port of Norland" is a port in it; a name that the gazetteer does not know is what the noun says.
        let known = mention.class.is_place() && mention.class != EntityClass::Country;
        mention.form == Form::Name && (known || mention.key.is_none() && !part)
    };
    let of = reading.targets(noun, "nmod:of").into_iter().flat_map(|of| reading.headed_by(of).to_vec());
    let meant: Vec<MentionId> = of.filter(named).collect();
    for MentionId(id) in &meant {
        let label = reading.mentions[*id as usize].label.clone();
        if let Some(class) = class.filter(|_| reading.mentions[*id as usize].key.is_none()) {
            // What the noun says once holds for the name wherever the article has it.
            let same = |m: &&mut Mention| m.is_name() && m.key.is_none() && m.label == label;
            reading.mentions.iter_mut().filter(same).for_each(|m| m.class = class);
        }
    }
    let plural = reading.token(noun).feature("Number") == Some("Plur");
    match meant.as_slice() {
        [] => {}
        [MentionId(one), ..] if !part && !plural => reading.move_head(*one as usize, noun),
        _ => reading.stands_for(noun, meant),
    }
}

/// "the Norlandic capital", "Norland's capital".
fn capital(reading: &mut Reading<'_>, noun: At) {
    if &*reading.token(noun).lemma != "capital"
        || reading.token(noun).upos != Upos::Noun
        || !reading.headed_by(noun).is_empty()
    {
        return;
    }
    let country = super::describe::owners(reading, noun).into_iter().find_map(|id| reading.mention(id).key.clone());
    let gazetteer = &reading.knowledge.gazetteer;
    let Some(city) = country.and_then(|key| gazetteer.capital(&key)) else { return };
    let (key, label) = (city.key.clone(), city.label.clone());
    let tokens = TokenSpan::new(noun.token as usize, noun.token as usize + 1);
    let mut mention = Mention::new(noun, tokens, EntityClass::City, Form::Name, label);
    mention.key = Some(key);
    reading.add(mention);
}

/// Two demonyms side by side are one people: "Greek Cypriots", "the Bosnian Serb leader".
fn peoples(reading: &mut Reading<'_>) {
    let demonym = |m: &Mention| {
        m.tokens.len() == 1
            && (m.form == Form::Adjective || m.class == EntityClass::Group && m.form == Form::Indefinite)
            && matches!(m.class, EntityClass::Country | EntityClass::Region | EntityClass::Group)
    };
    for second in 0..reading.mentions.len() {
        let other = &reading.mentions[second];
        if !demonym(other)
            || reading.token(other.at).upos == Upos::Adj && !ends_people(&reading.text(other.at.sentence, other.tokens))
        {
            continue;
        }
        let adjacent = |m: &Mention| {
            demonym(m)
                && m.at.sentence == other.at.sentence
                && m.tokens.end == other.tokens.start
                && m.class != EntityClass::Group
        };
        let Some(first) = reading.mentions.iter().position(adjacent) else { continue };
        let tokens = reading.mentions[first].tokens.union(other.tokens);
        let text = reading.text(other.at.sentence, tokens);
        let label = if text.ends_with('s') { text } else { format!("{text}s") };
        // The first half stays as another mention of the people, under no head of its own.
        reading.unhead(first);
        for half in [first, second] {
            let mention = &mut reading.mentions[half];
            mention.tokens = tokens;
            mention.class = EntityClass::Group;
            mention.form = Form::Name;
            mention.label.clone_from(&label);
            mention.key = None;
            mention.plural = true;
        }
    }
}

/// Demonyms that are nouns too ("Cypriot", "Serb", "Somali"), as against adjectives alone ("Russian" of "Ukrainian-Russian").
fn ends_people(word: &str) -> bool {
    !["ish", "ese", "ch"].iter().any(|end| word.ends_with(end))
}
