//! Descriptions of what was told before: "the envoy" by office, country and field, "the plan" and its versions, "the delegation" by
//! owner and kind, "the palace" by its words.

use super::Links;
use crate::{
    extract::{
        mention::{Form, Mention, MentionId},
        reading::At,
    },
    model::{EntityClass, TokenSpan},
};

/// How many sentences back "the town" may have been named.
const PLACE_REACH: u32 = 12;

impl Links<'_, '_> {
    pub(super) fn descriptions(&mut self) {
        let order = self.ordered();
        for (position, &at) in order.iter().enumerate() {
            let mention = self.mention(at);
            if matches!(mention.form, Form::Name | Form::Adjective | Form::Pronoun) {
                continue;
            }
            // "the leader of the north, Ada Lind": told already who is meant.
            if mention.class == EntityClass::Person && self.is_named(at) {
                continue;
            }
            let before = &order[..position];
            let antecedent = match mention.class {
                EntityClass::Person => self.office_holder(mention, before),
                EntityClass::Plan if self.is_version(mention) => {
                    let known = self.same_version(mention, before);
                    let revised = self.same_plan(mention, before).filter(|_| known.is_none());
                    self.revisions.extend(revised.map(|plan| (MentionId(at), MentionId(plan))));
                    known
                }
                EntityClass::Plan => self.same_plan(mention, before),
                EntityClass::Conflict => before
                    .iter()
                    .rev()
                    .copied()
                    .find(|&b| self.mention(b).class == EntityClass::Conflict && !self.mention(b).is_name()),
                EntityClass::Group => self.same_group(mention, before),
                class if class.is_place() => self.same_place(mention, before),
                _ => self.same_label(mention, before),
            };
            if let Some(antecedent) = antecedent {
                self.join(antecedent, at);
            }
        }
    }

    /// "the envoy": the nearest person before it who bears that office, of the same country where one is given; else the
    /// nearest one described so.
    fn office_holder(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        if mention.form != Form::Definite {
            return None;
        }
        let office = self.reading.token(mention.at).lemma.to_lowercase();
        let owner = self.owner(mention);
        let holds = |candidate: &Mention| {
            let title =
                candidate.title.map(|t| self.reading.text(candidate.at.sentence, t).to_lowercase()).unwrap_or_default();
            let named = candidate.is_name() && title.split(' ').any(|word| word == office);
            let described = !candidate.is_name()
                && candidate.form != Form::Pronoun
                && self.reading.token(candidate.at).lemma.to_lowercase() == office;
            named || described
        };
        let belongs = |candidate: &Mention| {
            let mut title = candidate.title.map(|t| self.owners_in(candidate.at.sentence, t)).unwrap_or_default();
            // "President Mara Kell of Norland" is no Suderian president.
            let of = self.reading.targets(candidate.at, "nmod:of").into_iter();
            title.extend(of.flat_map(|of| self.reading.headed_by(of)).map(|id| self.root(id.0)));
            owner.is_none_or(|o| {
                title.is_empty() && candidate.affiliation.is_none()
                    || title.contains(&o)
                    || self.owner(candidate) == Some(o)
            })
        };
        let field = self.field(mention);
        before.iter().rev().copied().find(|&b| {
            let candidate = self.mention(b);
            candidate.class == EntityClass::Person
                && holds(candidate)
                && belongs(candidate)
                && self.is_of_field(candidate, &field)
        })
    }

    /// What the words before an office say it is for: "deputy foreign minister" → deputy, foreign.
    fn field(&self, mention: &Mention) -> Vec<String> {
        let reading = self.reading;
        let telling = |c: &At| {
            matches!(reading.token(*c).relation(), "amod" | "compound")
                && c.token < mention.at.token
                && reading.headed_by(*c).is_empty()
                && !reading.is_temporal(*c)
                && !reading.listed("former-markers", &reading.token(*c).lemma.to_lowercase())
        };
        reading.children(mention.at).filter(telling).map(|c| spelled(&reading.token(c).form)).collect()
    }

    /// A finance minister is no foreign minister; "the minister" may be any.
    fn is_of_field(&self, candidate: &Mention, field: &[String]) -> bool {
        let own = match candidate.title {
            Some(title) => {
                let words = self.reading.text(candidate.at.sentence, title);
                words.split([' ', '-']).map(spelled).collect()
            }
            None if candidate.is_name() => return true,
            None => self.field(candidate),
        };
        own.is_empty() || field.iter().all(|word| own.contains(word))
    }

    fn owner(&self, mention: &Mention) -> Option<u32> {
        mention.affiliation.map(|id| self.root(id.0))
    }

    fn owners_in(&self, sentence: u32, tokens: TokenSpan) -> Vec<u32> {
        let inside = |id: &MentionId| tokens.covers(self.reading.mention(*id).tokens);
        self.reading.mentions_in(sentence).into_iter().filter(inside).map(|id| self.root(id.0)).collect()
    }

    /// "the plan", "the draft": the plan spoken of before, unless a number or an owner tells them apart.
    fn same_plan(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let head = self.reading.token(mention.at).lemma.to_lowercase();
        let owner = self.owner(mention);
        let compatible = |candidate: &Mention| {
            let points = mention.points.is_none() || candidate.points.is_none() || mention.points == candidate.points;
            let kind = qualifier(&mention.label) == qualifier(&candidate.label)
                || qualifier(&mention.label).is_none()
                || qualifier(&candidate.label).is_none();
            let same_owner = owner.is_none() || self.owner(candidate).is_none() || owner == self.owner(candidate);
            points && kind && same_owner
        };
        let plans = before
            .iter()
            .rev()
            .copied()
            .filter(|&b| self.mention(b).class == EntityClass::Plan && !self.mention(b).is_name());
        let definite = mention.form == Form::Definite;
        plans.into_iter().find(|&b| {
            let candidate = self.mention(b);
            // An indefinite "a proposal" opens a new plan, unless it only repeats how the plan was described.
            let repeated =
                self.reading.token(candidate.at).lemma.to_lowercase() == head || qualifier(&mention.label).is_some();
            compatible(candidate) && (definite || repeated)
        })
    }

    /// "the new version", "the revised plan": not the plan that was spoken of, but what became of it.
    fn is_version(&self, mention: &Mention) -> bool {
        let reading = self.reading;
        mention.form == Form::Definite
            && mention.points.is_none()
            && reading.children(mention.at).any(|child| {
                let word = reading.token(child);
                word.relation() == "amod" && reading.listed("version-adjectives", &word.form.to_lowercase())
            })
    }

    /// The version spoken of before.
    fn same_version(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let known = |b: &u32| self.revisions.iter().any(|(version, _)| self.root(version.0) == self.root(*b));
        let compatible =
            |b: &u32| self.owner(mention).is_none_or(|o| self.owner(self.mention(*b)).is_none_or(|p| p == o));
        before.iter().rev().copied().find(|b| known(b) && compatible(b))
    }

    /// Groups of one owner and one kind are one group ("Russian officials", "the Russian delegation"); without an owner, the
    /// nearest group with the same head noun.
    fn same_group(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let noun = |m: &Mention| self.reading.token(m.at).lemma.to_lowercase();
        let delegation = |m: &Mention| self.reading.listed("delegation-nouns", &noun(m));
        let same_kind = |m: &Mention| noun(m) == noun(mention) || (delegation(m) && delegation(mention));
        let owner = self.owner(mention);
        let groups = before
            .iter()
            .rev()
            .copied()
            .filter(|&b| self.mention(b).class == EntityClass::Group && self.mention(b).form != Form::Pronoun);
        match owner {
            Some(owner) => {
                groups.into_iter().find(|&b| self.owner(self.mention(b)) == Some(owner) && same_kind(self.mention(b)))
            }
            None if mention.form == Form::Definite => {
                groups.into_iter().find(|&b| noun(self.mention(b)) == noun(mention))
            }
            None => groups.into_iter().find(|&b| self.mention(b).label.eq_ignore_ascii_case(&mention.label)),
        }
    }

    /// "the bridge", "the town": the last place before it that its noun fits, unless an owner tells them apart. A town may be any
    /// that was named; what is built or lies somewhere has the noun in its name or description.
    fn same_place(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        let noun = self.reading.token(mention.at).lemma.to_lowercase();
        let bare = mention.form == Form::Definite && mention.tokens.len() <= 2 && mention.affiliation.is_none();
        let fits = |b: &u32| {
            let candidate = self.mention(*b);
            let town = mention.class == EntityClass::City && candidate.is_name();
            let words = candidate.label.to_lowercase();
            candidate.class == mention.class
                && mention.at.sentence - candidate.at.sentence <= PLACE_REACH
                && (town || words.rsplit(' ').next() == Some(&noun))
                && !candidate.metonym
        };
        let last = bare.then(|| before.iter().rev().copied().find(fits)).flatten();
        last.or_else(|| self.same_label(mention, before))
    }
    fn same_label(&self, mention: &Mention, before: &[u32]) -> Option<u32> {
        before.iter().rev().copied().find(|&b| {
            let candidate = self.mention(b);
            candidate.class == mention.class
                && candidate.label.eq_ignore_ascii_case(&mention.label)
                && self.owner(candidate) == self.owner(mention)
        })
    }
}

/// A word as both spellings of English have it ("defence", "labour").
fn spelled(word: &str) -> String {
    word.to_lowercase().replace("defence", "defense").replace("labour", "labor")
}

/// What kind of plan the description says ("peace plan" → peace).
fn qualifier(label: &str) -> Option<String> {
    let words: Vec<&str> = label.split([' ', '-']).collect();
    let before = words.len().checked_sub(2).and_then(|at| words.get(at))?;
    let telling = before.chars().all(char::is_lowercase)
        && !matches!(
            *before,
            "point"
                | "proposed"
                | "new"
                | "draft"
                | "final"
                | "initial"
                | "backed"
                | "current"
                | "revised"
                | "possible"
        );
    telling.then(|| (*before).to_owned())
}
