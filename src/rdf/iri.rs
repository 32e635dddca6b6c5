//! Mints IRIs: a slug of the class and of the name, plus a digest of the content where the name alone is not unique. They
//! depend on the thing itself, so an article more or less leaves the IRIs of the others as they are.
//!
//! Letters of any script stay (these are IRIs, not URIs); NFC and lower case make them comparable.

use super::{Options, vocabulary};
use crate::{
    graph::{Change, ClaimRef, KnowledgeGraph, MergedRelation},
    model::{DocumentRecord, Entity, EntityId, EventId, Evidence, RelationClaim},
};
use oxrdf::NamedNode;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// Slugs are cut at a word's end before this many characters.
const SLUG_CHARS: usize = 60;

/// The IRI of everything in one graph.
#[derive(Clone, Debug)]
pub struct Iris {
    base: String,
    documents: Vec<NamedNode>,
    entities: Vec<NamedNode>,
    events: Vec<NamedNode>,
    statements: Vec<NamedNode>,
    event_claims: Vec<NamedNode>,
    statement_claims: Vec<NamedNode>,
    relation_claims: Vec<NamedNode>,
}

impl Iris {
    /// Mints all of them.
    pub fn new(graph: &KnowledgeGraph, options: &Options) -> Self {
        let mut minter = Minter { base: &options.base, taken: BTreeSet::new() };
        let documents = graph.documents().iter().map(|d| minter.mint("article", &document(d))).collect();
        let entities = graph.entities().map(|(_, e)| minter.mint(&slug(e.class.as_str()), &entity(e))).collect();
        let event = |event: &crate::model::Event| {
            let class = slug(&event.class);
            format!("{class}-{}", digest(&[event.class.as_str(), &event.key]))
        };
        let events = graph.events().map(|(_, e)| minter.mint("event", &event(e))).collect();
        let mut iris = Self {
            base: options.base.clone(),
            documents,
            entities,
            events,
            statements: Vec::new(),
            event_claims: Vec::new(),
            statement_claims: Vec::new(),
            relation_claims: Vec::new(),
        };
        iris.statements =
            (0..graph.statements().len()).map(|at| minter.mint("statement", &iris.statement_name(graph, at))).collect();
        for claim in graph.claims() {
            let name = iris.claim_name(graph, claim);
            let iri = minter.mint("claim", &name);
            match claim {
                ClaimRef::Event(_) => iris.event_claims.push(iri),
                ClaimRef::Statement(_) => iris.statement_claims.push(iri),
                ClaimRef::Relation(_) => iris.relation_claims.push(iri),
            }
        }
        iris
    }

    /// Of an article, by its place.
    pub fn document(&self, at: u32) -> &NamedNode {
        &self.documents[at as usize]
    }
    /// Of an entity.
    pub fn entity(&self, id: EntityId) -> &NamedNode {
        &self.entities[id.0 as usize]
    }
    /// Of an event.
    pub fn event(&self, id: EventId) -> &NamedNode {
        &self.events[id.0 as usize]
    }
    /// Of a statement, by its place.
    pub fn statement(&self, at: u32) -> &NamedNode {
        &self.statements[at as usize]
    }
    /// Of a claim.
    pub fn claim(&self, claim: ClaimRef) -> &NamedNode {
        match claim {
            ClaimRef::Event(at) => &self.event_claims[at as usize],
            ClaimRef::Statement(at) => &self.statement_claims[at as usize],
            ClaimRef::Relation(at) => &self.relation_claims[at as usize],
        }
    }
    /// Of a node.
    pub fn node(&self, node: crate::graph::Node) -> &NamedNode {
        use crate::graph::Node;
        match node {
            Node::Document(at) => self.document(at),
            Node::Entity(id) => self.entity(id),
            Node::Event(id) => self.event(id),
            Node::Statement(at) => self.statement(at),
        }
    }
    /// Of a stretch of text.
    pub fn evidence(&self, evidence: &Evidence) -> NamedNode {
        let chars = evidence.chars;
        self.named("evidence", &format!("{}-{}-{}", short(&evidence.document.0), chars.start, chars.end))
    }
    /// Of the office in time that a claim tells of.
    pub fn office_of(&self, claim: &RelationClaim<EntityId>) -> NamedNode {
        self.membership(&MergedRelation {
            class: claim.class.clone(),
            subject: claim.subject,
            object: claim.object,
            title: claim.title.clone(),
            former: claim.former,
            time: None,
            claims: Vec::new(),
        })
    }
    /// Of an office in time.
    pub fn membership(&self, relation: &MergedRelation) -> NamedNode {
        let subject = self.entity(relation.subject).as_str();
        let object = relation.object.map(|o| self.entity(o).as_str()).unwrap_or_default();
        let title = relation.title.as_deref().unwrap_or_default().to_lowercase();
        let former = if relation.former { "former" } else { "" };
        let who = subject.rsplit(['/', '#']).next().unwrap_or_default();
        let name = [who, &slug(&title)].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
        self.named("membership", &format!("{name}-{}", digest(&[subject, object, &title, former])))
    }
    /// Of an office, whoever holds it.
    pub fn office(&self, title: &str) -> NamedNode {
        self.named("role", &named(title))
    }
    /// Of a change between two states.
    pub fn change(&self, graph: &KnowledgeGraph, change: &Change) -> NamedNode {
        let mut parts = vec![self.node(change.about).as_str().to_owned()];
        parts.extend([&change.slot, &change.before, &change.after].map(|value| value.clone().unwrap_or_default()));
        parts.extend(change.claims.iter().flat_map(|claim| graph.evidence(*claim)).map(place));
        self.named("change", &format!("{}-{}", slug(change.kind.as_str()), digest(&parts)))
    }
    /// Of a time, by its EDTF.
    pub fn time(&self, edtf: &str) -> NamedNode {
        self.named("time", &edtf.replace('/', "_").replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-"))
    }
    /// Of an outlet, by its name; that of the organisation of the same name.
    pub fn publisher(&self, name: &str) -> NamedNode {
        self.named("organization", &named(name))
    }
    /// Of the run that gave these articles' graph.
    pub fn run(&self, graph: &KnowledgeGraph) -> NamedNode {
        let mut parts = vec![env!("CARGO_PKG_VERSION")];
        parts.extend(graph.documents().iter().map(|d| d.id.0.as_str()));
        self.named("run", &digest(&parts))
    }
    /// Of a graph that is no article's.
    pub fn graph(options: &Options, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/{name}", options.base))
    }
    /// A part of another thing: `<thing>.part`. A slug has no full stop, so this is never another thing's IRI; a `#` would keep
    /// Turtle from writing it with a prefix.
    pub fn part(whole: &NamedNode, part: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}.{part}", whole.as_str()))
    }
    fn named(&self, class: &str, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{class}/{name}", self.base))
    }

    fn statement_name(&self, graph: &KnowledgeGraph, at: usize) -> String {
        let claim = &graph.statements()[at];
        let speaker = claim.speaker.map(|s| slug(&graph.entity(s).label)).unwrap_or_default();
        let mut parts = vec![claim.quote.clone(), if claim.direct { "direct" } else { "reported" }.to_owned()];
        parts.extend(claim.speaker.map(|s| self.entity(s).as_str().to_owned()));
        parts.extend(claim.evidence.iter().map(place));
        let digest = digest(&parts);
        if speaker.is_empty() { digest } else { format!("{speaker}-{digest}") }
    }

    fn claim_name(&self, graph: &KnowledgeGraph, claim: ClaimRef) -> String {
        let mut parts: Vec<String> = graph.evidence(claim).iter().map(place).collect();
        let mut entity = |tag: &str, id: EntityId| parts.push(format!("{tag}={}", self.entity(id).as_str()));
        let class = match claim {
            ClaimRef::Event(at) => {
                let claim = &graph.event_claims()[at as usize];
                claim.roles.iter().for_each(|f| entity(&f.role, f.entity));
                claim.place.iter().for_each(|&e| entity("place", e));
                claim.about.iter().for_each(|&e| entity("about", e));
                parts.push(claim.status.to_string());
                slug(&claim.class)
            }
            ClaimRef::Statement(at) => {
                parts.push(self.statement(at).as_str().to_owned());
                "statement".to_owned()
            }
            ClaimRef::Relation(at) => {
                let claim = &graph.relation_claims()[at as usize];
                entity("subject", claim.subject);
                claim.object.into_iter().for_each(|e| entity("object", e));
                parts.push(format!("{} {}", claim.title.as_deref().unwrap_or_default(), claim.former));
                slug(&claim.class)
            }
        };
        format!("{class}-{}", digest(&parts))
    }
}

struct Minter<'a> {
    base: &'a str,
    taken: BTreeSet<String>,
}

impl Minter<'_> {
    /// Two things of equal content are told apart by their order, which is that of the resolution.
    fn mint(&mut self, class: &str, name: &str) -> NamedNode {
        let plain = format!("{}{class}/{name}", self.base);
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|iri| !self.taken.contains(iri));
        let iri = free.unwrap_or(plain);
        self.taken.insert(iri.clone());
        NamedNode::new_unchecked(iri)
    }
}

fn document(record: &DocumentRecord) -> String {
    let title = slug(record.metadata.title.as_deref().unwrap_or_default());
    let short = short(&record.id.0);
    if title.is_empty() { short } else { format!("{title}-{short}") }
}

fn entity(entity: &Entity) -> String {
    let name = named(&entity.label);
    match entity.discriminator.as_str() {
        "" => name,
        discriminator => format!("{name}-{}", digest(&[discriminator])),
    }
}

/// The slug of a label; with a digest where the slug hides what tells it from others.
fn named(label: &str) -> String {
    let slug = slug(label);
    let lossy = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !"-–.,'’&/()".contains(c);
    if slug.is_empty() {
        digest(&[label])
    } else if label.contains(lossy) || label.chars().count() > SLUG_CHARS {
        format!("{slug}-{}", digest(&[label]))
    } else {
        slug
    }
}

fn place(evidence: &Evidence) -> String {
    format!("{} {:?}", evidence.document.0, evidence.chars)
}

fn short(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(12).collect()
}

/// Ten hexadecimal digits of the SHA-256 of the parts.
fn digest(parts: &[impl AsRef<str>]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_ref());
        hasher.update([0x1f]);
    }
    let mut text = String::new();
    for byte in hasher.finalize().iter().take(5) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Lower-case letters and digits of any script, joined by hyphens: "Port Amber" → `port-amber`.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in text.nfc().collect::<String>().to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if slug.chars().count() + word.chars().count() > SLUG_CHARS {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The property or class of our namespace that a name of the ontology stands for.
pub(super) fn term(name: &str) -> NamedNode {
    let local = |(at, c): (usize, char)| {
        let fits = c.is_ascii_alphanumeric() || c == '_' || (at > 0 && c == '-');
        if fits && !(at == 0 && c.is_ascii_digit()) { c } else { '_' }
    };
    let local: String = name.chars().enumerate().map(local).collect();
    NamedNode::new_unchecked(format!("{}{local}", vocabulary::RAP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable() {
        let check = |input: &str, expected: &str| assert_eq!(slug(input), expected);
        check("Port Amber", "port-amber");
        check("28-point peace plan", "28-point-peace-plan");
        check("Z\u{75}\u{308}rich – Süd", "zürich-süd");
        check("…", "");
        check(&"word ".repeat(40), "word-word-word-word-word-word-word-word-word-word-word-word");
    }

    #[test]
    fn names_that_a_slug_would_hide_get_a_digest() {
        assert_eq!(named("U.S. Army"), "u-s-army");
        assert_eq!(named("🕊️").len(), 10);
        assert!(named("C++ group").starts_with("c-group-"));
    }

    #[test]
    fn terms_are_xml_names() {
        let check =
            |input: &str, expected: &str| assert_eq!(term(input).as_str(), format!("{}{expected}", vocabulary::RAP));
        check("points_after", "points_after");
        check("9 lives", "__lives");
    }
}
