//! The IRIs that the loader itself knows: the namespaces, the terms of RDFS, OWL, SKOS and SHACL that it reads, and the
//! annotations of ours that say how a class is evoked. Everything else is data.

/// Our own terms.
pub const RAP: &str = "https://w3id.org/rapporteur/ns#";
/// Syntactic frames.
pub const FRAME: &str = "https://w3id.org/rapporteur/frame#";

pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";
pub(super) const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const RDF_FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
pub(super) const RDF_REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
pub(super) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub(super) const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
pub(super) const SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
pub(super) const SUB_PROPERTY_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
pub(super) const DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
pub(super) const RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";
pub(super) const OWL_THING: &str = "http://www.w3.org/2002/07/owl#Thing";

pub(super) const CLASS_TYPES: &[&str] =
    &["http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2000/01/rdf-schema#Class"];
pub(super) const PROPERTY_TYPES: &[&str] = &[
    "http://www.w3.org/2002/07/owl#ObjectProperty",
    "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "http://www.w3.org/2002/07/owl#AnnotationProperty",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
];

/// What may stand in an `rap:evokedBy [ … ]` block.
pub(super) const EVOCATION_KEYS: &[&str] = &["lemma", "upos", "requires", "frame", "status"];
/// What may stand in an `rap:entry [ … ]` block.
pub(super) const ENTRY_KEYS: &[&str] = &["key", "value"];
/// What of ours may stand in a `sh:property [ … ]` block.
pub(super) const SLOT_KEYS: &[&str] = &["fills"];
/// What of SHACL may stand in a `sh:property [ … ]` block: its core constraints and what tools show.
pub(super) const SHACL_SLOT_KEYS: &[&str] = &[
    "and",
    "class",
    "closed",
    "datatype",
    "deactivated",
    "defaultValue",
    "description",
    "disjoint",
    "equals",
    "flags",
    "group",
    "hasValue",
    "ignoredProperties",
    "in",
    "languageIn",
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "message",
    "minCount",
    "minExclusive",
    "minInclusive",
    "minLength",
    "name",
    "node",
    "nodeKind",
    "not",
    "or",
    "order",
    "path",
    "pattern",
    "property",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "qualifiedValueShape",
    "severity",
    "uniqueLang",
    "xone",
];
/// Annotations of ours on classes and word lists; an ontology need not declare them.
pub(super) const ANNOTATIONS: &[&str] = &[
    "abstract", "entry", "evokedBy", "fills", "frame", "key", "lemma", "name", "plover", "property", "requires",
    "status", "upos", "value",
];
/// Classes of ours that an ontology need not declare.
pub(super) const META_CLASSES: &[&str] = &["Lexicon"];

/// The IRI of one of our terms.
pub fn rap(name: &str) -> String {
    format!("{RAP}{name}")
}
