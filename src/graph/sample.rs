//! A small hand-made resolution for tests: two articles on a meeting (one says it took place, one that it is planned), an
//! attack with two tolls, a quotation, an office, a plan with 28 points and its revision, and strings that break writers.

use super::KnowledgeGraph;
use crate::model::{
    Attribution, Bound, ByteSpan, CharSpan, ClaimSet, Copies, Date, DocumentId, DocumentRecord, Entity, EntityClass,
    EntityId, Event, EventClaim, EventId, Evidence, Filler, Interval, Medium, Metadata, Quantity, RelationClaim,
    Resolution, StatementClaim, Status,
};

/// Quotes, markup, a control character, right-to-left text, an emoji outside the BMP, a line break, a back-slash.
pub(crate) const NASTY: &str = "“Q\"uo'te” <b>&amp;</b> \u{1}שלום مرحبا 🕊️ \\ a;b|c\n[[x]]";

pub(crate) const TEXTS: [&str; 2] = [
    "🕊️ Talks at last\n\nOfficials from Norland and Suderia met in Port Amber on Monday, the Harbour Times said. \
     A drone strike killed six people. Foreign minister Ada Brand said: “We are close.” \
     Norland has put forward a 28-point peace plan.",
    "Norland and Suderia are to meet in Port Amber.\nThe strike killed at least nine, Suderia said. \
     A 19-point draft revises the plan.",
];
// In the order of `entities`.
pub(crate) const PORT: EntityId = EntityId(0);
pub(crate) const NORLAND: EntityId = EntityId(1);
pub(crate) const SUDERIA: EntityId = EntityId(2);
pub(crate) const TIMES: EntityId = EntityId(3);
pub(crate) const BRAND: EntityId = EntityId(4);
pub(crate) const ODD: EntityId = EntityId(5);
pub(crate) const DRAFT: EntityId = EntityId(6);
pub(crate) const PLAN: EntityId = EntityId(7);

fn document(at: usize) -> DocumentId {
    DocumentId(format!("{}{}", ["0a", "1b"][at], "c".repeat(62)))
}

fn entity(class: EntityClass, label: &str) -> Entity {
    Entity {
        class,
        label: label.into(),
        aliases: Vec::new(),
        discriminator: String::new(),
        same_as: Vec::new(),
        affiliation: None,
        points: None,
        named: true,
        coordinates: None,
        contained_in: None,
        documents: vec![document(0)],
        mentions: 1,
    }
}

fn entities() -> Vec<Entity> {
    let wikidata = |n: u32| vec![format!("http://www.wikidata.org/entity/Q{n}")];
    vec![
        Entity {
            coordinates: Some((24.5, -54.25)),
            contained_in: Some(SUDERIA),
            ..entity(EntityClass::City, "Port Amber")
        },
        Entity { same_as: wikidata(4_000_001), ..entity(EntityClass::Country, "Norland") },
        Entity { coordinates: Some((0.0, 10.0)), ..entity(EntityClass::Country, "Suderia") },
        entity(EntityClass::Organization, "Harbour Times"),
        Entity { aliases: vec!["Brand".into(), "Minister Brand".into()], ..entity(EntityClass::Person, "Ada Brand") },
        Entity { aliases: vec![NASTY.into()], discriminator: "2".into(), ..entity(EntityClass::Person, NASTY) },
        Entity { points: Some(19), ..entity(EntityClass::Plan, "19-point draft") },
        Entity { points: Some(28), ..entity(EntityClass::Plan, "28-point peace plan") },
    ]
}

/// Evidence for `quote`, which must be in the text of the article.
pub(crate) fn evidence(at: usize, quote: &str) -> Vec<Evidence> {
    let text = TEXTS[at];
    let start = text.find(quote).expect("the quote is in the text");
    let (before, after) = (&text[..start], &text[start + quote.len()..]);
    let chars = before.chars().count();
    let tail: Vec<char> = before.chars().rev().take(32).collect();
    vec![Evidence {
        document: document(at),
        bytes: ByteSpan::new(start, start + quote.len()),
        chars: CharSpan::new(chars, chars + quote.chars().count()),
        quote: quote.into(),
        prefix: tail.into_iter().rev().collect(),
        suffix: after.chars().take(32).collect(),
    }]
}

fn day(text: &str, word: &str) -> Interval {
    let date: Date = text.parse().expect("a date");
    Interval::days(date, date, word)
}

fn event(
    event: u32,
    class: &str,
    roles: &[(&str, EntityId)],
    evidence: Vec<Evidence>,
) -> EventClaim<EntityId, EventId> {
    EventClaim {
        event: EventId(event),
        class: class.into(),
        status: Status::Occurred,
        roles: roles.iter().map(|(role, entity)| Filler { role: (*role).into(), entity: *entity }).collect(),
        place: Vec::new(),
        time: None,
        about: Vec::new(),
        quantities: Vec::new(),
        attribution: Attribution::default(),
        said: None,
        evidence,
        rule: "meeting/meet-intransitive".into(),
        confidence: 92,
    }
}

fn toll(role: &str, value: f64, bound: Option<Bound>) -> Vec<Quantity> {
    vec![Quantity { role: role.into(), value, bound, unit: None }]
}

fn events() -> Vec<EventClaim<EntityId, EventId>> {
    let sides = [("participant", NORLAND), ("participant", SUDERIA)];
    vec![
        EventClaim {
            place: vec![PORT],
            time: Some(day("2031-03-03", "Monday")),
            about: vec![PLAN],
            attribution: Attribution(vec![TIMES, NORLAND]),
            ..event(0, "Meeting", &sides, evidence(0, "Officials from Norland and Suderia met in Port Amber on Monday"))
        },
        EventClaim {
            place: vec![PORT],
            status: Status::Planned,
            confidence: 80,
            ..event(0, "Meeting", &sides, evidence(1, "Norland and Suderia are to meet in Port Amber"))
        },
        EventClaim {
            quantities: toll("killed", 6.0, None),
            ..event(1, "Attack", &[("weapon", ODD)], evidence(0, "A drone strike killed six people."))
        },
        EventClaim {
            quantities: toll("killed", 9.0, Some(Bound::AtLeast)),
            attribution: Attribution(vec![SUDERIA]),
            said: Some(day("2031-03-04", "Tuesday")),
            ..event(1, "Attack", &[("target", SUDERIA)], evidence(1, "The strike killed at least nine"))
        },
        EventClaim {
            about: vec![PLAN],
            quantities: vec![Quantity { role: "amount".into(), value: 1.5, bound: None, unit: Some("USD".into()) }],
            ..event(
                2,
                "Proposal",
                &[("proposer", NORLAND)],
                evidence(0, "Norland has put forward a 28-point peace plan."),
            )
        },
        EventClaim {
            about: vec![PLAN],
            status: Status::Negated,
            ..event(3, "Rejection", &[("rejecter", SUDERIA)], evidence(1, "A 19-point draft revises the plan."))
        },
    ]
}

fn statement(speaker: Option<EntityId>, quote: &str, evidence: Vec<Evidence>) -> StatementClaim<EntityId> {
    StatementClaim {
        speaker,
        addressee: None,
        direct: true,
        quote: quote.into(),
        medium: None,
        time: None,
        about: Vec::new(),
        attribution: Attribution::default(),
        evidence,
        rule: "quotation/direct".into(),
        confidence: 95,
    }
}

fn relation(
    class: &str,
    subject: EntityId,
    object: Option<EntityId>,
    evidence: Vec<Evidence>,
) -> RelationClaim<EntityId> {
    RelationClaim {
        class: class.into(),
        subject,
        object,
        title: None,
        former: false,
        time: None,
        attribution: Attribution::default(),
        evidence,
        rule: "office/apposition".into(),
        confidence: 90,
    }
}

fn relations() -> Vec<RelationClaim<EntityId>> {
    let minister = || evidence(0, "Foreign minister Ada Brand");
    vec![
        RelationClaim {
            title: Some("Foreign minister".into()),
            time: Some(day("2031-03-04", "Tuesday")),
            ..relation("HoldsRole", BRAND, Some(NORLAND), minister())
        },
        RelationClaim { title: Some("sister".into()), ..relation("KinOf", BRAND, Some(ODD), minister()) },
        RelationClaim { title: Some("envoy".into()), former: true, ..relation("HoldsRole", ODD, None, minister()) },
        relation("LocatedIn", PORT, Some(SUDERIA), evidence(1, "Port Amber")),
        relation("RevisionOf", DRAFT, Some(PLAN), evidence(1, "A 19-point draft revises the plan.")),
    ]
}

pub(crate) fn resolution() -> Resolution {
    let record =
        |at: usize, file: &str, metadata: Metadata| DocumentRecord { id: document(at), file: file.into(), metadata };
    let first = Metadata {
        title: Some("🕊️ Talks at last".into()),
        published: Date::new(2031, 3, 4),
        publisher: Some("Harbour Times".into()),
        url: Some("https://news.example/a?b=1&c=\"2\"".into()),
    };
    let about =
        |class: &str, key: &str, claims: &[u32]| Event { class: class.into(), key: key.into(), claims: claims.into() };
    let said = StatementClaim {
        addressee: Some(SUDERIA),
        medium: Some(Medium("a post".into())),
        about: vec![PLAN],
        ..statement(Some(BRAND), "We are close.", evidence(0, "“We are close.”"))
    };
    Resolution {
        documents: vec![record(0, "in/a.txt", first), record(1, "b.txt", Metadata::default())],
        copies: Copies::default(),
        entities: entities(),
        events: vec![
            about("Meeting", "m1", &[0, 1]),
            about("Attack", "a1", &[2, 3]),
            about("Proposal", "p1", &[4]),
            about("Rejection", "r1", &[5]),
        ],
        claims: ClaimSet {
            events: events(),
            statements: vec![said, statement(None, NASTY, evidence(1, "Suderia said"))],
            relations: relations(),
        },
        gaps: Vec::new(),
        merges: crate::model::Merges::default(),
    }
}

pub(crate) fn graph() -> KnowledgeGraph {
    KnowledgeGraph::new(resolution())
}
