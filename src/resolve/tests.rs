//! Invented tellings in, who is one with whom out. Articles are written as claims; no text is read here.

use super::*;
use crate::model::{
    ByteSpan, CharSpan, Date, DocumentId, DocumentRecord, EntityClass, Evidence, Interval, LocalEntity, LocalEventId,
    Metadata, Name, Quantity, Reason, Selector, Status, Verdict,
};

mod misreadings;

/// One article, built claim by claim.
struct Article {
    extraction: Extraction,
    offset: usize,
}

impl Article {
    fn new(name: &str, published: &str) -> Self {
        let id = DocumentId::of(name);
        let metadata = Metadata { published: published.parse().ok(), ..Metadata::default() };
        let document = DocumentRecord { id, file: name.to_owned(), metadata };
        Self { extraction: Extraction::blank(document), offset: 0 }
    }
    fn thing(&mut self, class: EntityClass, label: &str, of: Option<&str>) -> LocalEntityId {
        let known = self.extraction.entities.iter().position(|e| e.label == label);
        let affiliation = of.map(|owner| self.thing(EntityClass::Country, owner, None));
        let at = known.unwrap_or_else(|| {
            self.extraction.entities.push(LocalEntity {
                class,
                label: label.to_owned(),
                aliases: Vec::new(),
                gazetteer: None,
                affiliation,
                points: label.split('-').next().and_then(|n| n.parse().ok()).filter(|_| class == EntityClass::Plan),
                named: !matches!(class, EntityClass::Group | EntityClass::Plan),
                mentions: vec![ByteSpan::new(0, 1)],
            });
            self.extraction.entities.len() - 1
        });
        LocalEntityId(at as u32)
    }
    /// `roles` are "role=Label", with "Class:" before the label where it is no country, and "/Owner" after a group.
    fn event(mut self, class: &str, status: Status, roles: &[&str], place: &str, day: &str) -> Self {
        let roles = roles.iter().map(|role| {
            let (role, filler) = role.split_once('=').expect("role=filler");
            let (class, filler) = filler.split_once(':').unwrap_or(("Country", filler));
            let (label, owner) = filler.split_once('/').map_or((filler, None), |(l, o)| (l, Some(o)));
            let entity = self.thing(class.parse().expect("a class"), label, owner);
            Filler { role: role.into(), entity }
        });
        let roles = roles.collect();
        let place = (!place.is_empty()).then(|| self.thing(EntityClass::City, place, None)).into_iter().collect();
        let days: Vec<Date> = day.split('/').filter_map(|d| d.parse().ok()).collect();
        let time = days.first().zip(days.last()).map(|(&a, &b)| Interval::days(a, b, day));
        self.offset += 10;
        let (bytes, chars) = (ByteSpan::new(self.offset, self.offset + 5), CharSpan::new(self.offset, self.offset + 5));
        let document = self.extraction.document.id.clone();
        let text = String::new();
        let evidence = Evidence { document, bytes, chars, quote: text.clone(), prefix: text.clone(), suffix: text };
        let number = self.extraction.events.len() as u32;
        self.extraction.events.push(EventClaim {
            event: LocalEventId(number),
            class: class.into(),
            status,
            roles,
            place,
            time,
            about: Vec::new(),
            quantities: Vec::new(),
            attribution: Attribution::default(),
            said: None,
            evidence: vec![evidence],
            rule: Name::from("test"),
            confidence: 90,
        });
        self
    }
    fn met(self, roles: &[&str], place: &str, day: &str) -> Self {
        self.event("Meeting", Status::Occurred, roles, place, day)
    }
    /// Of the last event.
    fn about(mut self, plan: &str) -> Self {
        let plan = self.thing(EntityClass::Plan, plan, None);
        self.extraction.events.last_mut().expect("an event").about.push(plan);
        self
    }
    fn number(mut self, role: &str, value: f64) -> Self {
        let quantity = Quantity { role: role.into(), value, bound: None, unit: None };
        self.extraction.events.last_mut().expect("an event").quantities.push(quantity);
        self
    }
    fn office(mut self, person: &str, country: &str, title: &str) -> Self {
        let subject = self.thing(EntityClass::Person, person, None);
        let object = Some(self.thing(EntityClass::Country, country, None));
        self.extraction.relations.push(RelationClaim {
            class: "HoldsRole".into(),
            subject,
            object,
            title: Some(title.to_owned()),
            former: false,
            time: None,
            attribution: Attribution::default(),
            evidence: Vec::new(),
            rule: Name::from("test"),
            confidence: 90,
        });
        self
    }
    fn names(mut self, class: EntityClass, labels: &[&str]) -> Self {
        for label in labels {
            self.thing(class, label, None);
        }
        self
    }
}

fn together(articles: &[&Article], decisions: &[Decision]) -> Resolution {
    let extractions: Vec<Extraction> = articles.iter().map(|a| a.extraction.clone()).collect();
    resolve_with(&extractions, &Gazetteer::default(), decisions)
}

/// Are the first events of the two articles one?
fn one_event(one: &Article, other: &Article) -> bool {
    together(&[one, other], &[]).events.iter().any(|event| event.claims.len() == 2)
}

const US: &[&str] = &["participant=Norland", "participant=Suderia"];

fn talks(name: &str, published: &str, place: &str, day: &str) -> Article {
    Article::new(name, published).met(US, place, day)
}

#[test]
fn one_meeting_told_twice_is_one() {
    let monday = talks("a", "2031-03-12", "Geneva", "2031-03-10/2031-03-11");
    for (other, expected, why) in [
        (talks("b", "2031-03-12", "Geneva", "2031-03-11"), true, "Monday and Tuesday, and Tuesday"),
        (talks("b", "2031-03-13", "Geneva", ""), true, "the article without a date came out then"),
        (talks("b", "2031-05-13", "Geneva", "2031-05-12"), false, "two months apart"),
        (talks("b", "2031-03-12", "Doha", "2031-03-11"), false, "in two towns"),
        (
            Article::new("b", "2031-03-12").met(
                &["participant=Norland", "participant=Arvenia"],
                "Geneva",
                "2031-03-11",
            ),
            false,
            "with another side",
        ),
        (
            Article::new("b", "2031-03-12").met(
                &["participant=Group:envoys/Norland", "participant=Group:delegates/Suderia"],
                "Geneva",
                "2031-03-10",
            ),
            true,
            "groups act for their country",
        ),
        (
            Article::new("b", "2031-03-12").office("Ada Brand", "Norland", "envoy").met(
                &["participant=Person:Ada Brand", "participant=Suderia"],
                "Geneva",
                "2031-03-10",
            ),
            true,
            "an envoy acts for her country",
        ),
        (
            Article::new("b", "2031-03-08").event("Meeting", Status::Planned, US, "Geneva", "2031-03-10"),
            true,
            "announced, and held",
        ),
        (
            Article::new("b", "2031-04-01").event("Meeting", Status::Planned, US, "Geneva", ""),
            false,
            "still to come when it was over",
        ),
        (
            Article::new("b", "2031-03-12").event("Attack", Status::Occurred, US, "Geneva", "2031-03-10"),
            false,
            "another class",
        ),
    ] {
        assert_eq!(one_event(&monday, &other), expected, "{why}");
    }
}

#[test]
fn rounds_with_other_numbers_are_two() {
    let round = |name: &str, n: f64| talks(name, "2031-03-12", "Geneva", "2031-03-10").number("round", n);
    assert!(one_event(&round("a", 2.0), &round("b", 2.0)));
    assert!(!one_event(&round("a", 2.0), &round("b", 3.0)));
}

#[test]
fn attacks_are_told_apart_by_who_strikes() {
    let strike = |name: &str, who: &str, killed: f64| {
        let article = Article::new(name, "2031-03-12");
        article
            .event("Attack", Status::Occurred, &[&format!("attacker={who}")], "Dellmar", "2031-03-11")
            .number("killed", killed)
    };
    assert!(one_event(&strike("a", "Norland", 6.0), &strike("b", "Norland", 6.0)));
    assert!(one_event(&strike("a", "Norland", 6.0), &strike("b", "Norland", 9.0)), "tolls rise");
    assert!(!one_event(&strike("a", "Norland", 6.0), &strike("b", "Suderia", 6.0)));
}

#[test]
fn plans_of_other_lengths_are_rejected_apart() {
    let reject = |name: &str, plan: &str| {
        let article = Article::new(name, "2031-03-12");
        article.event("Rejection", Status::Occurred, &["rejecter=Norland"], "", "2031-03-11").about(plan)
    };
    assert!(one_event(&reject("a", "24-point plan"), &reject("b", "24-point plan")));
    assert!(!one_event(&reject("a", "24-point plan"), &reject("b", "17-point plan")));
}

/// A telling without a date that fits two meetings is neither, and never a bridge between them.
#[test]
fn what_fits_two_events_is_neither() {
    let (march, may) =
        (talks("a", "2031-03-12", "Geneva", "2031-03-10"), talks("b", "2031-05-13", "Geneva", "2031-05-12"));
    let undated = talks("c", "2031-09-01", "Geneva", "");
    let found = together(&[&march, &may, &undated], &[]);
    assert_eq!(found.events.len(), 3);
    let fresh = talks("c", "2031-05-13", "Geneva", "");
    assert_eq!(together(&[&march, &may, &fresh], &[]).events.len(), 2, "the one of that week is meant");
}

#[test]
fn order_of_articles_changes_nothing() {
    let articles = [
        talks("a", "2031-03-12", "Geneva", "2031-03-10"),
        talks("b", "2031-05-13", "Geneva", "2031-05-12"),
        talks("c", "2031-05-14", "Geneva", ""),
        talks("d", "2031-05-12", "", "2031-05-12"),
        talks("e", "2031-03-11", "Geneva", "2031-03-11"),
    ];
    let forwards: Vec<&Article> = articles.iter().collect();
    let backwards: Vec<&Article> = articles.iter().rev().collect();
    assert_eq!(together(&forwards, &[]), together(&backwards, &[]));
}

#[test]
fn every_join_has_its_reasons() {
    let found = together(
        &[&talks("a", "2031-03-12", "Geneva", "2031-03-10"), &talks("b", "2031-03-12", "Geneva", "2031-03-11")],
        &[],
    );
    let [merge] = found.merges.events.as_slice() else { panic!("{:?}", found.merges) };
    let days = |r: &Reason| matches!(r, Reason::Days(a, b) if a.min(b) == "2031-03-10" && a.max(b) == "2031-03-11");
    assert!(merge.because.iter().any(days), "{merge:?}");
    assert!(merge.because.contains(&Reason::Place("Geneva".into())));
    assert!(merge.because.contains(&Reason::Sides(vec!["Norland".into(), "Suderia".into()])));
    assert!(found.merges.entities.iter().any(|m| m.because == Reason::Name("Norland".into())));
}

fn people(articles: &[&Article], decisions: &[Decision]) -> Vec<(String, usize)> {
    let found = together(articles, decisions).entities.into_iter().filter(|e| e.class == EntityClass::Person);
    found.map(|e| (e.label, e.documents.len())).collect()
}

fn person(name: &str, label: &str) -> Article {
    Article::new(name, "2031-03-12").names(EntityClass::Country, &["Norland"]).names(EntityClass::Person, &[label])
}

#[test]
fn names_of_one_person() {
    for (labels, expected, why) in [
        (&["Dan Marlow", "Daniel Marlow", "D. Marlow"][..], 1, "short forms"),
        (&["Dan Marlow", "Diana Marlow", "D. Marlow"], 3, "an initial that fits two is neither"),
        (&["Dan Marlow", "Marlow"], 1, "the only bearer"),
        (&["Dan Marlow", "Eve Marlow", "Marlow"], 3, "a surname that two have"),
        (&["Hiroki Ohkawa", "Hiroki Okawa"], 1, "a long vowel"),
        (&["Yousef Haddari", "Yusuf Al-Haddari"], 1, "transliterations"),
        (&["Viktor Grabovskiy", "Viktor Grabovsky"], 1, "endings"),
        (&["Marek Tavrolin", "Marek Tavrolen"], 1, "a letter, with the same given name"),
        (&["Ada Marlow", "Ada Barlow"], 2, "another name"),
    ] {
        let articles: Vec<Article> = labels.iter().enumerate().map(|(n, l)| person(&format!("a{n}"), l)).collect();
        let found = people(&articles.iter().collect::<Vec<_>>(), &[]);
        assert_eq!(found.len(), expected, "{why}: {found:?}");
    }
}

#[test]
fn namesakes_in_the_service_of_other_countries_are_two() {
    let of = |name: &str, country: &str| Article::new(name, "2031-03-12").office("Ada Brand", country, "minister");
    assert_eq!(people(&[&of("a", "Norland"), &of("b", "Norland")], &[]).len(), 1);
    assert_eq!(people(&[&of("a", "Norland"), &of("b", "Suderia")], &[]).len(), 2);
    let both = of("b", "Suderia").names(EntityClass::Country, &["Norland"]);
    assert_eq!(people(&[&of("a", "Norland"), &both], &[]).len(), 1, "an article about both tells of a change of sides");
}

#[test]
fn an_office_is_its_holder_at_the_time() {
    let named = |name: &str, day: &str, who: &str| Article::new(name, day).office(who, "Norland", "president");
    let unnamed = |day: &str, label: &str| {
        let mut article = Article::new("z", day);
        article.thing(EntityClass::Person, label, Some("Norland"));
        article.extraction.entities.iter_mut().filter(|e| e.label == label).for_each(|e| e.named = false);
        article
    };
    let (ada, eve) = (named("a", "2031-01-10", "Ada Brand"), named("b", "2031-06-10", "Eve Marlow"));
    let still = named("c", "2031-03-10", "Ada Brand");
    let meant = |day: &str, label: &str, articles: &[&Article]| {
        let article = unnamed(day, label);
        let all: Vec<&Article> = articles.iter().copied().chain([&article]).collect();
        let found = together(&all, &[]);
        let whose = found
            .entities
            .into_iter()
            .find(|e| e.documents.contains(&article.extraction.document.id) && e.class == EntityClass::Person);
        whose.map(|e| e.label).unwrap_or_default()
    };
    assert_eq!(meant("2031-02-01", "Norlandic president", &[&ada, &eve, &still]), "Ada Brand");
    assert_eq!(meant("2031-07-01", "Norland's president", &[&ada, &eve]), "Eve Marlow");
    assert_eq!(
        meant("2031-04-20", "Norlandic president", &[&ada, &eve, &still]),
        "Norlandic president",
        "one or the other"
    );
    assert_eq!(meant("2034-01-01", "Norlandic president", &[&ada]), "Norlandic president", "years later");
    assert_eq!(meant("2031-02-01", "Norlandic vice president", &[&ada]), "Norlandic vice president");
    let found = together(&[&ada, &unnamed("2031-02-01", "Norlandic president")], &[]);
    let because = found.merges.entities.iter().map(|m| m.because.to_string());
    assert!(because.into_iter().any(|b| b == "the president at the time (2031-02-01) is Ada Brand"));
    assert!(found.entities.iter().all(|e| !e.aliases.contains(&"Norlandic president".to_owned())));
}

#[test]
fn bodies_by_acronym_and_by_the_end_of_their_name() {
    let body = |name: &str, label: &str| {
        Article::new(name, "2031-03-12")
            .names(EntityClass::Country, &["Norland"])
            .names(EntityClass::Organization, &[label])
    };
    for (labels, expected, why) in [
        (&["Red Valley Front", "RVF"][..], 1, "initials"),
        (&["Red Valley Front", "Royal Veterans Federation", "RVF"], 3, "initials of two"),
        (&["Norland Coast Guard", "Coast Guard"], 1, "the end of one name"),
        (&["Norland Coast Guard", "Suderia Coast Guard", "Coast Guard"], 3, "the end of two"),
        (&["United Front", "United Front Council"], 2, "the beginning of a name is another body"),
        (&["Free Democrats", "Free Democrat"], 1, "singular before a name"),
    ] {
        let articles: Vec<Article> = labels.iter().enumerate().map(|(n, l)| body(&format!("a{n}"), l)).collect();
        let found = together(&articles.iter().collect::<Vec<_>>(), &[]);
        let bodies = found.entities.iter().filter(|e| e.class == EntityClass::Organization).count();
        assert_eq!(bodies, expected, "{why}");
    }
}

#[test]
fn ministries_of_two_countries_are_two() {
    let ministry = |name: &str, of: Option<&str>| {
        let mut article = Article::new(name, "2031-03-12").names(EntityClass::Country, &["Norland", "Suderia"]);
        article.thing(EntityClass::Organization, "Defence Ministry", of);
        article
    };
    let count = |owners: &[Option<&str>]| {
        let articles: Vec<Article> = owners.iter().enumerate().map(|(n, of)| ministry(&format!("a{n}"), *of)).collect();
        let found = together(&articles.iter().collect::<Vec<_>>(), &[]);
        found.entities.iter().filter(|e| e.class == EntityClass::Organization).count()
    };
    assert_eq!(count(&[Some("Norland"), Some("Norland"), None]), 1, "nobody else has one");
    assert_eq!(count(&[Some("Norland"), Some("Suderia")]), 2);
    assert_eq!(count(&[Some("Norland"), Some("Suderia"), None]), 3, "better another node than a wrong one");
}

/// One article dates the attack and speaks of it again by its place; others, which take it for one, are not torn apart by that.
#[test]
fn what_an_article_comes_back_to_is_one() {
    let attack =
        |article: Article, day: &str| article.event("Attack", Status::Occurred, &["attacker=Norland"], "Dellmar", day);
    let twice = attack(attack(Article::new("a", "2031-03-12"), "2031-03-11"), "");
    assert_eq!(together(&[&twice], &[]).events.len(), 1);
    let two_days = attack(attack(Article::new("a", "2031-03-12"), "2031-03-11"), "2031-03-02");
    assert_eq!(together(&[&two_days], &[]).events.len(), 2);
}

/// "Called on Norland and Suderia", where one article's reading takes one of them for the place.
#[test]
fn whom_one_article_takes_for_the_place() {
    let call = |name: &str, to: &str, place: &str| {
        let roles = ["demander=Arvenia".to_owned(), format!("addressee={to}")];
        let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
        Article::new(name, "2031-03-12")
            .event("Demand", Status::Occurred, &roles, place, "2031-03-11")
            .about("24-point plan")
    };
    assert!(one_event(&call("a", "Norland", "Suderia"), &call("b", "Suderia", "")));
    assert!(!one_event(&call("a", "Norland", ""), &call("b", "Suderia", "")), "two calls");
}

fn decide(verdict: Verdict, names: &[&str]) -> Decision {
    let things = names.iter().map(|n| vec![Selector::Called((*n).to_owned())]).collect();
    Decision { verdict, things, place: "decisions.toml:1".into(), comment: Some("we know".into()) }
}

#[test]
fn decisions_come_before_rules() {
    let (ada, eve) = (person("a", "Ada Marlow"), person("b", "Eve Brand"));
    let same = [decide(Verdict::Same, &["ada marlow", "Eve Brand"])];
    assert_eq!(people(&[&ada, &eve], &same).len(), 1);
    let reason = &together(&[&ada, &eve], &same).merges.entities;
    assert!(reason.iter().any(|m| m.because.to_string() == "decided in decisions.toml:1: we know"), "{reason:?}");

    let (dan, daniel) = (person("a", "Dan Marlow"), person("b", "Daniel Marlow"));
    assert_eq!(people(&[&dan, &daniel], &[decide(Verdict::Different, &["Dan Marlow", "Daniel Marlow"])]).len(), 2);
    // Kept apart whatever else would join them, by way of others too.
    let initial = person("c", "D. Marlow");
    assert_eq!(
        people(&[&dan, &daniel, &initial], &[decide(Verdict::Different, &["Dan Marlow", "Daniel Marlow"])]).len(),
        2
    );

    let renamed = people(&[&dan, &daniel], &[decide(Verdict::Rename("Mr Marlow".into()), &["Dan Marlow"])]);
    assert_eq!(renamed, [("Mr Marlow".to_owned(), 2)]);
}

#[test]
fn decisions_about_events() {
    let (one, other) =
        (talks("a", "2031-03-12", "Geneva", "2031-03-10"), talks("b", "2031-03-12", "Geneva", "2031-03-11"));
    let told =
        |a: &Article| vec![Selector::Told(a.extraction.document.id.clone(), a.extraction.events[0].evidence[0].bytes)];
    let decision =
        |verdict, a: &Article, b: &Article| Decision { things: vec![told(a), told(b)], ..decide(verdict, &[]) };
    assert_eq!(together(&[&one, &other], &[decision(Verdict::Different, &one, &other)]).events.len(), 2);
    let far = talks("b", "2031-05-13", "Doha", "2031-05-12");
    assert_eq!(together(&[&one, &far], &[decision(Verdict::Same, &one, &far)]).events.len(), 1);
}
