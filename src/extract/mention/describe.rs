//! Descriptions: noun phrases without a name whose head the lexicon knows ("Norlandic officials", "the envoy", "a 20-point
//! plan", "the war in Suderia", "Norland's defence ministry").

use super::{Form, Mention, MentionId, is_definite, premodified};
use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, TokenSpan, Upos},
};

/// Lists of head nouns with what they describe; the first that has the noun decides.
const LISTS: [(&str, EntityClass); 12] = [
    ("city-nouns", EntityClass::City),
    ("group-nouns", EntityClass::Group),
    ("plan-nouns", EntityClass::Plan),
    ("conflict-nouns", EntityClass::Conflict),
    ("office-heads", EntityClass::Person),
    ("office-titles", EntityClass::Person),
    ("anonymous-persons", EntityClass::Person),
    ("kin-nouns", EntityClass::Person),
    ("organization-nouns", EntityClass::Organization),
    ("outlet-nouns", EntityClass::Organization),
    ("facility-nouns", EntityClass::Facility),
    ("region-nouns", EntityClass::Region),
];

pub(super) fn find(reading: &mut Reading<'_>) {
    super::title::find(reading);
    super::naming::find(reading);
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            if let Some(class) = class_of(reading, at) {
                for mention in described(reading, at, class) {
                    reading.add(mention);
                }
            }
        }
    }
}

fn class_of(reading: &Reading<'_>, at: At) -> Option<EntityClass> {
    let token = reading.token(at);
    if !matches!(token.upos, Upos::Noun | Upos::Propn) || is_part_of_name_or_title(reading, at) {
        return None;
    }
    // A noun that only modifies another ("peace plan proposal", "delegation members") names nothing itself, but for who acts in
    // an event ("a rebel assault").
    if matches!(token.relation(), "compound" | "flat" | "fixed") {
        return is_actor_of_event(reading, at).then_some(EntityClass::Group);
    }
    // The "law" of "son-in-law" is no law.
    let glued = at.token > 0 && {
        let before = &reading.sentence(at.sentence).tokens[at.token as usize - 1];
        before.upos == Upos::Punct && before.span.end == token.span.start && matches!(&*before.form, "-" | "‑")
    };
    if glued && &*token.form.to_lowercase() == "law" {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    let plural = token.feature("Number") == Some("Plur");
    let words = [lemma.clone(), hyphenated(reading, at).unwrap_or_default()];
    let listed = |list: &str| words.iter().any(|word| reading.listed(list, word));
    let class = LISTS.iter().find(|(list, _)| listed(list)).map(|(_, class)| *class)?;
    let singular_group = listed("group-singular");
    match class {
        EntityClass::Group if plural || singular_group => Some(EntityClass::Group),
        // "a rebel" is a person; "a nation" is not.
        EntityClass::Group => {
            (is_person_noun(&lemma) || super::title::is_office(reading, &lemma)).then_some(EntityClass::Person)
        }
        EntityClass::Person if plural => Some(EntityClass::Group),
        other => Some(other),
    }
}

/// "a rebel assault", "police raids": not what is talked about in "hostage talks".
fn is_actor_of_event(reading: &Reading<'_>, at: At) -> bool {
    let lemma = reading.token(at).lemma.to_lowercase();
    let head = reading.head(at).filter(|_| reading.token(at).relation() == "compound");
    let event = head.is_some_and(|head| reading.knowledge.is_event_word(&reading.token(head).lemma.to_lowercase()));
    event && reading.listed("group-nouns", &lemma) && reading.listed("acting-modifiers", &lemma)
}

/// "hardliner" of "hard-liners": the noun with what is hyphenated before it, as one word.
fn hyphenated(reading: &Reading<'_>, at: At) -> Option<String> {
    let words = &reading.sentence(at.sentence).tokens;
    let [first, dash, last] = words.get((at.token as usize).checked_sub(2)?..=at.token as usize)? else { return None };
    let glued = first.span.end == dash.span.start && dash.span.end == last.span.start;
    (glued && matches!(&*dash.form, "-" | "‑" | "‐")).then(|| format!("{}{}", first.form, last.lemma).to_lowercase())
}

/// Does the noun's ending say that it means a person?
fn is_person_noun(lemma: &str) -> bool {
    ["er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ate", "al", "el", "ee", "person", "ary"]
        .iter()
        .any(|end| lemma.ends_with(end))
}

/// Is the token inside a name, in the title before one, or the noun that stands for one ("the town of …")?
fn is_part_of_name_or_title(reading: &Reading<'_>, at: At) -> bool {
    if reading.headed_by(at).iter().any(|id| reading.mention(*id).is_name()) {
        return true;
    }
    reading.mentions.iter().any(|m| {
        m.at.sentence == at.sentence
            && ((m.is_name() && m.tokens.contains(at.token as usize))
                || m.title.is_some_and(|t| t.contains(at.token as usize)))
    })
}

fn described(reading: &Reading<'_>, at: At, class: EntityClass) -> Vec<Mention> {
    let tokens = premodified(reading, at);
    let form = if is_definite(reading, at) { Form::Definite } else { Form::Indefinite };
    let mut mention = Mention::new(at, tokens, class, form, label(reading, at, tokens, class));
    mention.plural = reading.token(at).feature("Number") == Some("Plur");
    if class == EntityClass::Plan {
        mention.points = points(reading, at);
    }
    let owners = owners(reading, at);
    // "US and Russian officials" are two groups; "a US-Russian team" is one.
    if class == EntityClass::Group && mention.plural && owners.len() > 1 {
        return split(reading, &mention, &owners);
    }
    mention.affiliation =
        owners.first().copied().or_else(|| seat(reading, at).filter(|_| class == EntityClass::Organization));
    vec![mention]
}

/// "a court in Norland": the country that a body without a name sits in is whose it is.
fn seat(reading: &Reading<'_>, at: At) -> Option<MentionId> {
    let within = reading.targets(at, "nmod:in").into_iter().flat_map(|place| reading.headed_by(place)).copied();
    within.into_iter().find(|&id| reading.mention(id).class == EntityClass::Country)
}

/// One group for each owner, labelled by it.
fn split(reading: &Reading<'_>, whole: &Mention, owners: &[MentionId]) -> Vec<Mention> {
    let head = reading.token(whole.at).form.clone();
    let of = |&owner: &MentionId| {
        let tokens = reading.mention(owner).tokens;
        let mut mention = whole.clone();
        let owner_text = reading.text(whole.at.sentence, tokens);
        mention.label = if tokens.start > whole.at.token {
            format!("{head} from {owner_text}")
        } else {
            format!("{owner_text} {head}")
        };
        mention.affiliation = Some(owner);
        mention
    };
    owners.iter().map(of).collect()
}

/// Countries and bodies that the phrase ties the noun to: "Russian officials", "US negotiators", "Kyiv's team", "officials from X".
pub(super) fn owners(reading: &Reading<'_>, at: At) -> Vec<MentionId> {
    let mut found = Vec::new();
    for label in ["amod", "compound", "nmod:poss", "nmod:of", "nmod:from", "nmod:for"] {
        for target in reading.targets(at, label) {
            let owner = reading.headed_by(target).iter().copied().find(|&id| {
                let mention = reading.mention(id);
                mention.class.is_place() || mention.class == EntityClass::Organization
            });
            found.extend(owner.filter(|id| !found.contains(id)));
        }
    }
    if found.is_empty() {
        found.extend(origin(reading, at));
    }
    found
}

/// "dissidents from Norland", "ministers from the Norlandic government": whose people they are. Where the parser hangs the phrase on the
/// verb, only if that is a verb of company and not one of taking away ("withdrew soldiers from Norland").
fn origin(reading: &Reading<'_>, at: At) -> Option<MentionId> {
    let next = At { token: at.token + 1, ..at };
    let keeps_company = |verb: &At| reading.listed("verbs-of-company", &reading.token(*verb).lemma);
    let on_verb =
        reading.head(at).filter(keeps_company).map(|verb| reading.targets(verb, "obl:from")).unwrap_or_default();
    let mut phrases = reading.targets(at, "nmod:from").into_iter().chain(on_verb);
    let from = phrases.find(|from| reading.child(*from, "case") == Some(next))?;
    let is_owner = |id: &MentionId| reading.mention(*id).class.is_place();
    // A body without a name is described after this, but its country is known.
    reading.headed_by(from).iter().copied().find(is_owner).or_else(|| {
        let owners = ["amod", "compound", "nmod:poss"].map(|label| reading.targets(from, label));
        owners.into_iter().flatten().flat_map(|owner| reading.headed_by(owner).to_vec()).find(is_owner)
    })
}

/// The description without determiner; a plan, a war or a body also with the "of"/"in"/"with" phrase that tells which.
fn label(reading: &Reading<'_>, at: At, tokens: TokenSpan, class: EntityClass) -> String {
    let links: &[&str] = match class {
        EntityClass::Conflict => &["in", "with", "against", "between", "over"],
        EntityClass::Organization | EntityClass::Person => &["of", "for"],
        // "a group of mayors" says more than "a group".
        EntityClass::Group if reading.token(at).feature("Number") != Some("Plur") => &["of"],
        _ => &[],
    };
    let mut end = tokens.end;
    for child in reading.children(at).filter(|c| c.token > at.token && reading.token(*c).relation() == "nmod") {
        let linked = reading.child(child, "case").is_some_and(|case| links.contains(&&*reading.token(case).lemma));
        let span = reading.subtree(child);
        // "a team of nine" is a team.
        let counts = class == EntityClass::Group && reading.token(child).upos == Upos::Num;
        if linked && !counts && span.start == end {
            // Of a long phrase only the noun: "a group of residents of the border town of …".
            end = if span.len() <= 6 { span.end } else { end.max(child.token + 1) };
        }
    }
    reading
        .text(at.sentence, TokenSpan::new(tokens.start as usize, end as usize))
        .trim_matches(['"', '“', '”', ' '])
        .to_owned()
}

/// "28-point plan", "plan of 19 points": the number before "point(s)" in the phrase.
fn points(reading: &Reading<'_>, at: At) -> Option<u32> {
    let words = &reading.sentence(at.sentence).tokens;
    let phrase = reading.subtree(at);
    let point = phrase
        .range()
        .take(24)
        .find(|&t| matches!(&*words[t].lemma.to_lowercase(), "point" | "points" | "step" | "article"))?;
    let before = (phrase.start as usize..point).rev().take(2);
    before
        .into_iter()
        .find_map(|t| crate::extract::quantity::number(reading.knowledge, &words[t].form))
        .map(|value| value as u32)
}
