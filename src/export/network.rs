//! The one internal export graph that feeds every graph format: nodes and edges with labels, kinds, spells, positions, sizes,
//! colours and typed attributes. The writers only spell it out.

use super::{Options, Projection, layout};
use crate::{
    graph::{ClaimRef, Figures, KnowledgeGraph, MergedRelation, Node as GraphNode, Window},
    model::{Date, EntityClass, EntityId},
    rdf::{Iris, base_name, clean, statement_label, vocabulary::OFFICE},
};
use std::collections::{BTreeMap, BTreeSet};

/// A value with the type that typed formats declare.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Attribute {
    Text(String),
    Integer(i64),
    Decimal(f64),
    Boolean(bool),
}

impl Attribute {
    /// The value as text.
    pub(super) fn show(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Boolean(flag) => flag.to_string(),
        }
    }
    /// The value in JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Decimal(number) => (*number).into(),
            Self::Boolean(flag) => (*flag).into(),
        }
    }
}

/// The names and types of all attributes, sorted.
pub(super) fn columns<'a>(values: impl Iterator<Item = &'a Values>) -> BTreeMap<&'static str, &'a Attribute> {
    values.flatten().map(|(name, value)| (*name, value)).collect()
}

/// Nodes that are laid out within seconds.
const MOST_TO_LAY_OUT: usize = 30_000;

/// First and last day of a stretch of time, both inside.
pub(super) type Spell = (Date, Date);

pub(super) struct Node {
    /// Unique among nodes and edges: the minted IRI without its base, `/` as `:`.
    pub(super) id: String,
    pub(super) iri: String,
    /// One line.
    pub(super) label: String,
    /// `Person`, `Meeting`, `Statement`, `Article`.
    pub(super) kind: String,
    pub(super) spells: Vec<Spell>,
    /// Degrees north and east.
    coordinates: Option<(f64, f64)>,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// `#rrggbb`.
    pub(super) colour: &'static str,
    attributes: Values,
}

pub(super) struct Edge {
    pub(super) id: String,
    /// Index of a node.
    pub(super) source: usize,
    /// Index of a node.
    pub(super) target: usize,
    pub(super) kind: String,
    pub(super) weight: f64,
    pub(super) spells: Vec<Spell>,
    confidence: f64,
    /// Number of independent sources.
    sources: usize,
    /// IRIs of the claims behind it.
    claims: Vec<String>,
}

/// Attributes by name.
pub(super) type Values = BTreeMap<&'static str, Attribute>;

impl Node {
    /// The colour's red, green and blue.
    pub(super) fn rgb(&self) -> [u8; 3] {
        let part = |at: usize| self.colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        [1, 3, 5].map(|at| part(at).unwrap_or_default())
    }

    /// Everything but id, label, kind, position, size and colour.
    pub(super) fn values(&self) -> Values {
        let mut values = self.attributes.clone();
        values.insert("iri", Attribute::Text(self.iri.clone()));
        if let Some((north, east)) = self.coordinates {
            values.extend([("latitude", Attribute::Decimal(north)), ("longitude", Attribute::Decimal(east))]);
        }
        values.extend(ends(&self.spells));
        values
    }
}

impl Edge {
    /// Everything but id, ends, kind and weight.
    pub(super) fn values(&self) -> Values {
        let mut values = Values::from([
            ("confidence", Attribute::Decimal(self.confidence)),
            ("sources", Attribute::Integer(self.sources as i64)),
            ("claims", Attribute::Text(self.claims.join(" "))),
        ]);
        values.extend(ends(&self.spells));
        values
    }
}

fn ends(spells: &[Spell]) -> Values {
    let day = |date: Date| Attribute::Text(date.to_string());
    match (spells.first(), spells.last()) {
        (Some(first), Some(last)) => Values::from([("first", day(first.0)), ("last", day(last.1))]),
        _ => Values::new(),
    }
}

pub(super) struct Network {
    pub(super) directed: bool,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl Network {
    pub(super) fn new(graph: &KnowledgeGraph, options: &Options) -> Self {
        let iris = &Iris::new(graph, &options.rdf);
        let (relations, figures) = (graph.relations(), graph.figures(Window::default()));
        let maker = Maker { graph, iris, base: &options.rdf.base, relations, figures };
        let (links, directed) = match options.projection {
            Projection::Events => (maker.all_links(), true),
            Projection::Actors => (maker.actor_links(), false),
        };
        // A node that nothing is said about would only be noise.
        let linked: BTreeSet<GraphNode> = links.iter().flat_map(|l| [l.source, l.target]).collect();
        let index: BTreeMap<GraphNode, usize> = linked.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        let mut nodes: Vec<Node> = linked.iter().map(|&node| maker.node(node)).collect();
        let edges: Vec<Edge> = links.into_iter().map(|link| maker.edge(link, &index, &nodes)).collect();
        arrange(&mut nodes, &edges);
        Self { directed, nodes, edges }
    }

    /// The same with what is tied near each other. A graph so large that nobody can look at it as a whole stays a sunflower.
    pub(super) fn laid_out(graph: &KnowledgeGraph, options: &Options) -> Self {
        let mut network = Self::new(graph, options);
        if network.nodes.len() > MOST_TO_LAY_OUT {
            return network;
        }
        let mut points: Vec<(f64, f64)> = network.nodes.iter().map(|node| (node.x, node.y)).collect();
        let pairs: Vec<(usize, usize)> = network.edges.iter().map(|edge| (edge.source, edge.target)).collect();
        layout::relax(&mut points, &pairs);
        let mut taken = BTreeSet::new();
        for (node, (mut x, y)) in network.nodes.iter_mut().zip(points) {
            // Whole numbers; no node lies on another.
            while !taken.insert((x as i64, y as i64)) {
                x += 8.0;
            }
            (node.x, node.y) = (x, y);
        }
        network
    }
}

struct Link {
    source: GraphNode,
    target: GraphNode,
    kind: String,
    weight: f64,
    claims: Vec<ClaimRef>,
}

struct Maker<'a> {
    graph: &'a KnowledgeGraph,
    iris: &'a Iris,
    base: &'a str,
    relations: Vec<MergedRelation>,
    figures: Figures,
}

impl Maker<'_> {
    fn all_links(&self) -> Vec<Link> {
        let link = |edge: &crate::graph::Edge| Link {
            source: edge.source,
            target: edge.target,
            kind: edge.kind.as_str().to_owned(),
            weight: self.graph.sources(&edge.claims) as f64,
            claims: edge.claims.clone(),
        };
        // A role and a built-in edge may bear one name between the same ends: one link then.
        let mut links: BTreeMap<(GraphNode, GraphNode, String), Link> = BTreeMap::new();
        for new in self.graph.edges().map(link) {
            let key = (new.source, new.target, new.kind.clone());
            match links.get_mut(&key) {
                Some(old) => old.claims.extend(new.claims),
                None => {
                    links.insert(key, new);
                }
            }
        }
        links.into_values().collect()
    }

    fn actor_links(&self) -> Vec<Link> {
        let tie = |tie: crate::graph::ActorTie| Link {
            source: GraphNode::Entity(tie.source),
            target: GraphNode::Entity(tie.target),
            kind: tie.class.to_string(),
            weight: tie.events.len() as f64,
            claims: tie.claims,
        };
        self.graph.actor_ties().into_iter().map(tie).collect()
    }

    fn short(&self, node: GraphNode) -> String {
        let iri = self.iris.node(node).as_str();
        iri.strip_prefix(self.base).unwrap_or(iri).replace('/', ":")
    }

    fn edge(&self, link: Link, index: &BTreeMap<GraphNode, usize>, nodes: &[Node]) -> Edge {
        let (source, target) = (index[&link.source], index[&link.target]);
        let confidence = link.claims.iter().map(|&c| self.graph.confidence(c)).max().unwrap_or_default();
        Edge {
            id: format!("{}..{}..{}", nodes[source].id, link.kind, nodes[target].id),
            source,
            target,
            weight: link.weight,
            spells: self.claim_spells(&link.claims),
            confidence: f64::from(confidence) / 100.0,
            sources: self.graph.sources(&link.claims),
            claims: link.claims.iter().map(|&c| self.iris.claim(c).as_str().to_owned()).collect(),
            kind: link.kind,
        }
    }

    /// When what the claims say holds: their times; where none has one, the days they were published.
    fn claim_spells(&self, claims: &[ClaimRef]) -> Vec<Spell> {
        let times = claims.iter().filter_map(|&c| self.graph.time(c)).map(|t| (t.earliest, t.latest)).collect();
        let spells = join(times);
        if spells.is_empty() { self.published(&self.graph.told_by(claims)) } else { spells }
    }

    fn published(&self, documents: &[u32]) -> Vec<Spell> {
        let day = |&at: &u32| self.graph.documents()[at as usize].metadata.published;
        join(documents.iter().filter_map(day).map(|d| (d, d)).collect())
    }

    fn node(&self, node: GraphNode) -> Node {
        let (kind, label, spells, coordinates, attributes) = match node {
            GraphNode::Document(at) => self.article(at),
            GraphNode::Entity(id) => self.entity(id),
            GraphNode::Event(id) => self.event(id),
            GraphNode::Statement(at) => self.statement(at),
        };
        let colour = colour(node, &kind);
        let (id, iri) = (self.short(node), self.iris.node(node).as_str().to_owned());
        let label = one_line(&label);
        Node { id, iri, label, kind, spells, coordinates, x: 0.0, y: 0.0, size: 1.0, colour, attributes }
    }

    fn article(&self, at: u32) -> Parts {
        let document = &self.graph.documents()[at as usize];
        let metadata = &document.metadata;
        let mut attributes = BTreeMap::new();
        put(&mut attributes, "file", Some(base_name(&document.file)));
        put(&mut attributes, "publisher", metadata.publisher.as_deref());
        put(&mut attributes, "url", metadata.url.as_deref());
        put(&mut attributes, "published", metadata.published.map(|d| d.to_string()).as_deref());
        let label = metadata.title.clone().unwrap_or_else(|| base_name(&document.file).to_owned());
        ("Article".to_owned(), label, self.published(&[at]), None, attributes)
    }

    fn entity(&self, id: EntityId) -> Parts {
        let entity = self.graph.entity(id);
        let mut attributes = BTreeMap::new();
        attributes.insert("mentions", Attribute::Integer(i64::from(entity.mentions)));
        put(&mut attributes, "aliases", Some(&*entity.aliases.join("; ")).filter(|a| !a.is_empty()));
        put(&mut attributes, "wikidata", entity.same_as.first().map(String::as_str));
        put(&mut attributes, "affiliation", entity.affiliation.map(|a| &*self.graph.entity(a).label));
        put(&mut attributes, "contained_in", entity.contained_in.map(|a| &*self.graph.entity(a).label));
        put(&mut attributes, "offices", Some(&*self.offices(id)).filter(|o| !o.is_empty()));
        if let Some(points) = entity.points {
            attributes.insert("points", Attribute::Integer(i64::from(points)));
        }
        attributes.extend(self.figures(id));
        let documents: Vec<u32> = entity.documents.iter().filter_map(|d| self.graph.document_index(d)).collect();
        let spells = self.published(&documents);
        (entity.class.to_string(), entity.label.clone(), spells, entity.coordinates, attributes)
    }

    /// Where an actor stands among the actors; the same in both projections.
    fn figures(&self, id: EntityId) -> Values {
        let Some(of) = self.figures.of(id) else { return Values::new() };
        let rounded = |value: f64| Attribute::Decimal((value * 1e6).round() / 1e6 + 0.0);
        Values::from([
            ("degree", Attribute::Integer(of.degree as i64)),
            ("weighted_degree", Attribute::Integer(of.weighted_degree as i64)),
            ("betweenness", rounded(of.betweenness)),
            ("pagerank", rounded(of.pagerank)),
            ("community", Attribute::Integer(of.community as i64)),
        ])
    }

    fn offices(&self, id: EntityId) -> String {
        let office = |relation: &MergedRelation| {
            let title = relation.title.clone()?;
            let former = if relation.former { "former " } else { "" };
            let of = relation.object.map(|o| format!(" ({})", self.graph.entity(o).label)).unwrap_or_default();
            Some(format!("{former}{title}{of}"))
        };
        let own = self.relations.iter().filter(|r| r.subject == id && r.class == OFFICE);
        own.filter_map(office).collect::<Vec<_>>().join("; ")
    }

    fn event(&self, id: crate::model::EventId) -> Parts {
        let merged = self.graph.merged(id);
        let mut attributes = BTreeMap::new();
        put(&mut attributes, "status", Some(merged.status.as_str()));
        attributes.insert("sources", Attribute::Integer(merged.sources as i64));
        attributes.insert("confidence", Attribute::Decimal(f64::from(merged.confidence) / 100.0));
        attributes.insert("disputed", Attribute::Boolean(!self.graph.contradictions(id).is_empty()));
        let numbers: Vec<String> =
            merged.quantities.iter().map(|q| format!("{} {}", q.best.value.role, q.best.value.value)).collect();
        put(&mut attributes, "quantities", Some(&*numbers.join("; ")).filter(|n| !n.is_empty()));
        let quote = merged.claims.first().and_then(|&c| self.graph.evidence(c).first());
        put(&mut attributes, "quote", quote.map(|e| &*e.quote));
        let spells = merged.time.map(|t| vec![(t.earliest, t.latest)]);
        let spells = spells.unwrap_or_else(|| self.published(&self.graph.told_by(&merged.claims)));
        (merged.class.to_string(), merged.label, spells, None, attributes)
    }

    fn statement(&self, at: u32) -> Parts {
        let claim = &self.graph.statements()[at as usize];
        let mut attributes = BTreeMap::new();
        attributes.insert("direct", Attribute::Boolean(claim.direct));
        attributes.insert("confidence", Attribute::Decimal(f64::from(claim.confidence) / 100.0));
        put(&mut attributes, "quote", Some(&claim.quote));
        put(&mut attributes, "medium", claim.medium.as_ref().map(|m| &*m.0));
        let label = statement_label(self.graph, at);
        ("Statement".to_owned(), label, self.claim_spells(&[ClaimRef::Statement(at)]), None, attributes)
    }
}

type Parts = (String, String, Vec<Spell>, Option<(f64, f64)>, Values);

fn put(attributes: &mut Values, key: &'static str, value: Option<&str>) {
    if let Some(value) = value {
        attributes.insert(key, Attribute::Text(clean(value)));
    }
}

/// Labels go into attributes and tables that know no line breaks.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sorted, overlapping or adjoining spells joined.
fn join(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort();
    let mut joined: Vec<Spell> = Vec::new();
    for (start, end) in spells {
        match joined.last_mut() {
            Some(last) if start <= last.1.plus_days(1) => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// Colours that colour-blind readers can tell apart (Okabe and Ito), by kind.
fn colour(node: GraphNode, kind: &str) -> &'static str {
    match (node, kind.parse::<EntityClass>()) {
        (GraphNode::Document(_), _) => "#999999",
        (GraphNode::Event(_), _) => "#d55e00",
        (GraphNode::Statement(_), _) => "#f0e442",
        (GraphNode::Entity(_), Ok(EntityClass::Person)) => "#0072b2",
        (GraphNode::Entity(_), Ok(EntityClass::Organization | EntityClass::Group)) => "#56b4e9",
        (GraphNode::Entity(_), Ok(class)) if class.is_place() => "#009e73",
        (GraphNode::Entity(_), Ok(EntityClass::Plan | EntityClass::Conflict)) => "#cc79a7",
        (GraphNode::Entity(_), _) => "#bbbbbb",
    }
}

/// A start for a layout: a sunflower with the best connected in the middle, so that no two nodes lie on one another.
fn arrange(nodes: &mut [Node], edges: &[Edge]) {
    let mut degree = vec![0_u32; nodes.len()];
    for edge in edges {
        degree[edge.source] += 1;
        degree[edge.target] += 1;
    }
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(degree[at]));
    for (rank, at) in order.into_iter().enumerate() {
        // The golden angle, and a square root so that the density is even.
        let (angle, radius) = (rank as f64 * 2.399_963_229_728_653, 60.0 * (rank as f64).sqrt());
        let rounded = |value: f64| (value * 100.0).round() / 100.0 + 0.0;
        nodes[at].x = rounded(radius * angle.cos());
        nodes[at].y = rounded(radius * angle.sin());
        nodes[at].size = rounded(4.0 + 3.0 * f64::from(degree[at]).sqrt());
    }
}
