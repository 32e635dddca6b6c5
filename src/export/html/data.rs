//! `KnowledgeGraph` → what the page shows, as JSON: articles, entities, events and statements as nodes; claims with their evidence;
//! lasting ties; edges for the drawing. Everything refers to nodes and claims by their place in the lists.

use super::{super::layout, Extras, Options, context, lights};
use crate::{
    export::network::{Network, one_line},
    graph::{ClaimRef, EdgeKind, Figures, KnowledgeGraph, Node as GraphNode, Window},
    model::{Bound, EntityId, EventId, Interval, Quantity, Status},
    rdf::{Iris, base_name, clean, statement_label, wikidata},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Data {
    version: &'static str,
    base: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    /// Edge kinds, by which `edges` refer to them.
    kinds: Vec<String>,
    nodes: Vec<Node>,
    claims: Vec<Claim>,
    ties: Vec<Tie>,
    /// Source, target, kind.
    edges: Vec<(usize, usize, usize)>,
    lights: String,
}

/// Keys that do not apply are left out.
#[derive(Default, Serialize)]
struct Node {
    id: String,
    /// `article`, `entity`, `event`, `statement`.
    sort: &'static str,
    kind: String,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(f64, f64)>,
    /// First and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<(String, String)>,
    /// EDTF, and the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<(String, String)>,
    /// Articles that tell of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    articles: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inside: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<u32>,
    /// Degree, weighted degree, betweenness, `PageRank`, community.
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<(usize, u64, f64, f64, usize)>,
    /// Degrees north and east.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    disputed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<(String, usize)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    direct: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    medium: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressee: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

#[derive(Serialize)]
struct Claim {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<(String, usize)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<usize>,
    /// Article, words before, quoted words, words after.
    evidence: Vec<(usize, String, String, String)>,
    rule: String,
    confidence: u8,
}

#[derive(Serialize)]
struct Tie {
    kind: String,
    subject: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    former: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<(String, String)>,
    claims: Vec<usize>,
}

impl Data {
    pub(super) fn new(graph: &KnowledgeGraph, options: &Options, extras: &Extras) -> Self {
        let index = graph.nodes().enumerate().map(|(at, node)| (node, at)).collect();
        let (iris, figures) = (&Iris::new(graph, &options.rdf), graph.figures(Window::default()));
        let maker = Maker { graph, extras, index, figures, iris, base: &options.rdf.base };
        let mut nodes: Vec<Node> = graph.nodes().map(|node| maker.node(node)).collect();
        let (kinds, edges) = maker.edges();
        maker.arrange(&mut nodes, &edges, options);
        let ties = graph.relations().iter().map(|relation| maker.tie(relation)).collect();
        let claims = graph.claims().map(|claim| maker.claim(claim)).collect();
        let query = extras.query_page.clone();
        let base = options.rdf.base.clone();
        let version = env!("CARGO_PKG_VERSION");
        Self { version, base, query, kinds, nodes, claims, ties, edges, lights: lights::lights() }
    }
}

struct Maker<'a> {
    graph: &'a KnowledgeGraph,
    extras: &'a Extras,
    index: BTreeMap<GraphNode, usize>,
    figures: Figures,
    iris: &'a Iris,
    base: &'a str,
}

impl Maker<'_> {
    fn at(&self, node: GraphNode) -> usize {
        self.index.get(&node).copied().unwrap_or_default()
    }
    fn entity_at(&self, id: EntityId) -> usize {
        self.at(GraphNode::Entity(id))
    }
    fn entities_at(&self, ids: &[EntityId]) -> Vec<usize> {
        ids.iter().map(|&id| self.entity_at(id)).collect()
    }
    fn articles(&self, documents: &[u32]) -> Vec<usize> {
        documents.iter().map(|&at| self.at(GraphNode::Document(at))).collect()
    }
    /// Place of a claim in the one list of all claims.
    fn claim_at(&self, claim: ClaimRef) -> usize {
        let events = self.graph.event_claims().len();
        match claim {
            ClaimRef::Event(at) => at as usize,
            ClaimRef::Statement(at) => events + at as usize,
            ClaimRef::Relation(at) => events + self.graph.statements().len() + at as usize,
        }
    }

    fn node(&self, node: GraphNode) -> Node {
        let made = match node {
            GraphNode::Document(at) => self.article(at),
            GraphNode::Entity(id) => self.entity(id),
            GraphNode::Event(id) => self.event(id),
            GraphNode::Statement(at) => self.statement(at),
        };
        let iri = self.iris.node(node).as_str();
        Node { id: iri.strip_prefix(self.base).unwrap_or(iri).to_owned(), label: one_line(&made.label), ..made }
    }

    fn article(&self, at: u32) -> Node {
        let document = &self.graph.documents()[at as usize];
        let metadata = &document.metadata;
        let file = base_name(&document.file).to_owned();
        let day = metadata.published.map(|day| day.to_string());
        Node {
            sort: "article",
            kind: "Article".to_owned(),
            label: metadata.title.clone().unwrap_or_else(|| file.clone()),
            days: day.map(|day| (day.clone(), day)),
            publisher: metadata.publisher.as_deref().map(clean),
            // Only these can be followed without harm.
            url: metadata.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            file: Some(clean(&file)),
            ..Node::default()
        }
    }

    fn entity(&self, id: EntityId) -> Node {
        let entity = self.graph.entity(id);
        let documents: Vec<u32> = entity.documents.iter().filter_map(|d| self.graph.document_index(d)).collect();
        Node {
            sort: "entity",
            kind: entity.class.to_string(),
            label: entity.label.clone(),
            articles: self.articles(&documents),
            aliases: entity.aliases.iter().map(|alias| one_line(alias)).collect(),
            wikidata: entity.same_as.first().map(|link| wikidata(link)),
            affiliation: entity.affiliation.map(|id| self.entity_at(id)),
            inside: entity.contained_in.map(|id| self.entity_at(id)),
            points: entity.points,
            mentions: Some(entity.mentions),
            figures: self.figures.of(id).map(|of| {
                let rounded = |value: f64| (value * 1e5).round() / 1e5 + 0.0;
                (of.degree, of.weighted_degree, rounded(of.betweenness), rounded(of.pagerank), of.community)
            }),
            place: entity.coordinates.filter(|(north, east)| north.abs() <= 90.0 && east.abs() <= 180.0),
            ..Node::default()
        }
    }

    fn event(&self, id: EventId) -> Node {
        let merged = self.graph.merged(id);
        Node {
            sort: "event",
            kind: merged.class.to_string(),
            label: merged.label,
            days: merged.time.as_ref().map(days),
            time: merged.time.as_ref().map(time),
            articles: self.articles(&self.graph.told_by(&merged.claims)),
            claims: merged.claims.iter().map(|&claim| self.claim_at(claim)).collect(),
            status: Some(merged.status),
            sources: Some(merged.sources),
            disputed: self.disputed(id),
            roles: merged.roles.iter().map(|f| (f.value.0.to_string(), self.entity_at(f.value.1))).collect(),
            places: merged.place.iter().map(|place| self.entity_at(place.value)).collect(),
            about: merged.about.iter().map(|topic| self.entity_at(topic.value)).collect(),
            numbers: merged.quantities.iter().map(|quantity| number(&quantity.best.value)).collect(),
            ..Node::default()
        }
    }

    /// Do claims contradict each other, or do articles give days that do not meet?
    fn disputed(&self, id: EventId) -> bool {
        let claims: Vec<_> = self.graph.claims_of(id).map(|(_, claim)| claim).collect();
        let days_differ = claims.iter().enumerate().any(|(n, a)| {
            claims[n + 1..].iter().any(|b| {
                let other = a.evidence.first().map(|e| &e.document) != b.evidence.first().map(|e| &e.document);
                other && a.time.as_ref().zip(b.time.as_ref()).is_some_and(|(a, b)| !a.overlaps(b))
            })
        });
        days_differ || !self.graph.contradictions(id).is_empty()
    }

    fn statement(&self, at: u32) -> Node {
        let claim = &self.graph.statements()[at as usize];
        let by = ClaimRef::Statement(at);
        Node {
            sort: "statement",
            kind: "Statement".to_owned(),
            label: statement_label(self.graph, at),
            days: claim.time.as_ref().map(days),
            time: claim.time.as_ref().map(time),
            articles: self.articles(&self.graph.told_by(&[by])),
            claims: vec![self.claim_at(by)],
            about: self.entities_at(&claim.about),
            quote: Some(clean(&claim.quote)),
            direct: claim.direct,
            medium: claim.medium.as_ref().map(|medium| clean(&medium.0)),
            speaker: claim.speaker.map(|id| self.entity_at(id)),
            addressee: claim.addressee.map(|id| self.entity_at(id)),
            ..Node::default()
        }
    }

    fn claim(&self, claim: ClaimRef) -> Claim {
        let when = self.graph.time(claim);
        let mut made = Claim {
            status: None,
            time: when.map(time),
            days: when.map(days),
            by: self.entities_at(&self.graph.attribution(claim).0),
            said: self.graph.said(claim).map(days),
            numbers: Vec::new(),
            roles: Vec::new(),
            places: Vec::new(),
            evidence: self.evidence(claim),
            rule: String::new(),
            confidence: self.graph.confidence(claim),
        };
        match claim {
            ClaimRef::Event(at) => {
                let claim = &self.graph.event_claims()[at as usize];
                made.status = Some(claim.status);
                made.numbers = claim.quantities.iter().map(number).collect();
                made.roles = claim.roles.iter().map(|f| (f.role.to_string(), self.entity_at(f.entity))).collect();
                made.places = self.entities_at(&claim.place);
                made.rule = claim.rule.to_string();
            }
            ClaimRef::Statement(at) => made.rule = self.graph.statements()[at as usize].rule.to_string(),
            ClaimRef::Relation(at) => made.rule = self.graph.relation_claims()[at as usize].rule.to_string(),
        }
        made
    }

    fn evidence(&self, claim: ClaimRef) -> Vec<(usize, String, String, String)> {
        let show = |evidence: &crate::model::Evidence| {
            let text = self.extras.texts.get(&evidence.document).map(String::as_str);
            let (before, after) = context::around(evidence, text);
            let article = self.graph.document_index(&evidence.document)?;
            Some((self.at(GraphNode::Document(article)), clean(&before), clean(&evidence.quote), clean(&after)))
        };
        self.graph.evidence(claim).iter().filter_map(show).collect()
    }

    fn tie(&self, relation: &crate::graph::MergedRelation) -> Tie {
        Tie {
            kind: relation.class.to_string(),
            subject: self.entity_at(relation.subject),
            object: relation.object.map(|id| self.entity_at(id)),
            title: relation.title.as_deref().map(one_line),
            former: relation.former,
            time: relation.time.as_ref().map(time),
            claims: relation.claims.iter().map(|&claim| self.claim_at(claim)).collect(),
        }
    }

    /// All edges but those from articles, which would tie everything to everything.
    fn edges(&self) -> (Vec<String>, Vec<(usize, usize, usize)>) {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        let drawn = || self.graph.edges().filter(|edge| edge.kind != EdgeKind::Tells);
        for edge in drawn() {
            kinds.entry(edge.kind.as_str()).or_default();
        }
        for (at, kind) in kinds.values_mut().enumerate() {
            *kind = at;
        }
        let edge = |edge: &crate::graph::Edge| {
            let kind = kinds.get(edge.kind.as_str()).copied().unwrap_or_default();
            (self.at(edge.source), self.at(edge.target), kind)
        };
        let edges = drawn().map(edge).collect();
        (kinds.keys().map(|kind| (*kind).to_owned()).collect(), edges)
    }

    /// Positions: those of the export graph, relaxed. A node without an edge is not drawn.
    fn arrange(&self, nodes: &mut [Node], edges: &[(usize, usize, usize)], options: &Options) {
        let options = Options { projection: super::super::Projection::Events, ..options.clone() };
        let network = Network::new(self.graph, &options);
        let start: BTreeMap<&str, (f64, f64)> = network.nodes.iter().map(|n| (n.iri.as_str(), (n.x, n.y))).collect();
        let mut drawn: Vec<usize> = edges.iter().flat_map(|&(source, target, _)| [source, target]).collect();
        drawn.sort_unstable();
        drawn.dedup();
        let place: BTreeMap<usize, usize> = drawn.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let iri = |node: usize| format!("{}{}", self.base, nodes[node].id);
        let mut points: Vec<(f64, f64)> =
            drawn.iter().map(|&node| start.get(iri(node).as_str()).copied().unwrap_or_default()).collect();
        let pairs: Vec<(usize, usize)> = edges.iter().map(|(a, b, _)| (place[a], place[b])).collect();
        layout::relax(&mut points, &pairs);
        for (node, point) in drawn.into_iter().zip(points) {
            nodes[node].at = Some(point);
        }
    }
}

fn time(time: &Interval) -> (String, String) {
    (time.edtf.clone(), one_line(&time.text))
}
fn days(time: &Interval) -> (String, String) {
    (time.earliest.to_string(), time.latest.to_string())
}

/// What is counted, and how many: `killed`, "at least 9".
fn number(quantity: &Quantity) -> (String, String) {
    let bound = quantity.bound.map(|bound| format!("{} ", Bound::as_str(bound))).unwrap_or_default();
    let unit = quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    (quantity.role.to_string(), format!("{bound}{}{unit}", quantity.value))
}
