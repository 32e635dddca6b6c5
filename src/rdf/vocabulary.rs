//! Names of the vocabularies that the RDF uses, and how the program's categories map to them.

use crate::model::EntityClass;
use oxrdf::NamedNodeRef;

/// Prefixes that the exports declare and that a query may use undeclared; sorted.
pub const PREFIXES: &[(&str, &str)] = &[
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rap", "https://w3id.org/rapporteur/ns#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// More prefixes, of descriptions and reports; declared where they are used.
pub const OTHER_PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("question", "https://w3id.org/rapporteur/question#"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("shape", "https://w3id.org/rapporteur/shape#"),
    ("void", "http://rdfs.org/ns/void#"),
];

/// Our own namespace: classes, roles and properties of the ontology.
pub const RAP: &str = "https://w3id.org/rapporteur/ns#";

macro_rules! terms {
    ($(#[$doc:meta])* $module:ident $base:literal $($name:ident = $local:literal),* $(,)?) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "each constant is named as its term")]
        pub mod $module {
            use oxrdf::NamedNodeRef;
            $(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));)*
        }
    };
}

terms! {
    /// Our own terms that the program itself writes; those of events and roles come with the data.
    rap "https://w3id.org/rapporteur/ns#"
    EVENT = "Event", STATEMENT = "Statement", CLAIM = "Claim", PERSON = "Person", ORGANIZATION = "Organization",
    GROUP = "Group", COUNTRY = "Country", CITY = "City", REGION = "Region", FACILITY = "Facility", PLAN = "Plan",
    CONFLICT = "Conflict", OTHER = "Other", SOFTWARE = "Rapporteur",
    STATUS = "status", POLARITY = "polarity", CONFIDENCE = "confidence", ABOUT = "about", POINTS = "points",
    AFFILIATION = "affiliation", DIRECT = "direct", ADDRESSEE = "addressee", MEDIUM = "medium", FOUND_BY = "foundBy",
    CONTRADICTS = "contradicts", CORROBORATES = "corroborates", UPDATES = "updates", BASIS = "basis",
    ONE_BECAUSE = "oneBecause", ASSERTS = "asserts", EVENT_CLASS = "eventClass",
    SOURCES = "sources", REPORTED_BY = "reportedBy", MENTIONED_IN = "mentionedIn", MENTIONS = "mentions",
    TEXT_SHA256 = "textSha256", FILE = "file", EDTF = "edtf", TIME_TEXT = "timeText", TITLE = "title", FORMER = "former", PROVISION = "provision",
    QUANTITY = "quantity", PLOVER = "plover", QUANTITY_ROLE = "quantityRole", BOUND = "bound", SAID_BY = "saidBy", SAID_EARLIEST = "saidEarliest", SAID_LATEST = "saidLatest", DISCRIMINATOR = "discriminator",
    CHANGE = "Change", CHANGE_KIND = "changeKind", CONCERNS = "concerns", SLOT = "slot", BEFORE = "before", AFTER = "after",
}
terms! {
    /// Simple Event Model.
    sem "http://semanticweb.cs.vu.nl/2009/11/sem/"
    EVENT = "Event", ACTOR = "Actor", PLACE = "Place", TIME = "Time", HAS_ACTOR = "hasActor", HAS_PLACE = "hasPlace",
    HAS_TIME = "hasTime", HAS_TIME_STAMP = "hasTimeStamp", HAS_EARLIEST_BEGIN = "hasEarliestBeginTimeStamp",
    HAS_LATEST_END = "hasLatestEndTimeStamp",
}
terms! {
    /// schema.org, with the `http` that its RDF uses.
    schema "http://schema.org/"
    PERSON = "Person", PLACE = "Place", EVENT = "Event", QUOTATION = "Quotation", NEWS_ARTICLE = "NewsArticle", CLAIM = "Claim",
    ORGANIZATION = "Organization", QUANTITATIVE_VALUE = "QuantitativeValue", SAME_AS = "sameAs", LATITUDE = "latitude",
    LONGITUDE = "longitude", CONTAINED_IN_PLACE = "containedInPlace", TEXT = "text", SPOKEN_BY = "spokenByCharacter",
    ABOUT = "about", HEADLINE = "headline", DATE_PUBLISHED = "datePublished", URL = "url", PUBLISHER = "publisher",
    VALUE = "value", UNIT_TEXT = "unitText", SOFTWARE_VERSION = "softwareVersion",
}
terms! {
    /// W3C Organization Ontology.
    org "http://www.w3.org/ns/org#"
    ORGANIZATION = "Organization", MEMBERSHIP = "Membership", ROLE_CLASS = "Role", MEMBER = "member", ORG = "organization",
    ROLE = "role", MEMBER_DURING = "memberDuring", HAS_MEMBERSHIP = "hasMembership", MEMBER_OF = "memberOf",
    HEAD_OF = "headOf", SUB_ORGANIZATION_OF = "subOrganizationOf",
}
terms! {
    /// PROV-O.
    prov "http://www.w3.org/ns/prov#"
    ENTITY = "Entity", PLAN = "Plan", ACTIVITY = "Activity", SOFTWARE_AGENT = "SoftwareAgent", USED = "used",
    WAS_ASSOCIATED_WITH = "wasAssociatedWith", WAS_DERIVED_FROM = "wasDerivedFrom", WAS_ATTRIBUTED_TO = "wasAttributedTo",
    WAS_REVISION_OF = "wasRevisionOf", ALTERNATE_OF = "alternateOf",
}
terms! {
    /// Web Annotation.
    oa "http://www.w3.org/ns/oa#"
    SPECIFIC_RESOURCE = "SpecificResource", TEXT_POSITION_SELECTOR = "TextPositionSelector",
    TEXT_QUOTE_SELECTOR = "TextQuoteSelector", HAS_SOURCE = "hasSource", HAS_SELECTOR = "hasSelector", START = "start",
    END = "end", EXACT = "exact", PREFIX = "prefix", SUFFIX = "suffix",
}
terms! {
    /// SKOS.
    skos "http://www.w3.org/2004/02/skos/core#"
    PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel",
}
terms! {
    /// FOAF.
    foaf "http://xmlns.com/foaf/0.1/"
    PERSON = "Person", GROUP = "Group",
}
terms! {
    /// `GeoSPARQL`.
    geo "http://www.opengis.net/ont/geosparql#"
    FEATURE = "Feature", GEOMETRY = "Geometry", HAS_GEOMETRY = "hasGeometry", AS_WKT = "asWKT", WKT_LITERAL = "wktLiteral",
}

/// The types of an entity: our class first, then the standard ones.
pub fn types(class: EntityClass) -> &'static [NamedNodeRef<'static>] {
    match class {
        EntityClass::Person => &[rap::PERSON, foaf::PERSON, schema::PERSON, sem::ACTOR],
        EntityClass::Organization => &[rap::ORGANIZATION, org::ORGANIZATION, schema::ORGANIZATION, sem::ACTOR],
        EntityClass::Group => &[rap::GROUP, foaf::GROUP, sem::ACTOR],
        EntityClass::Country => &[rap::COUNTRY, schema::PLACE, geo::FEATURE, sem::PLACE, sem::ACTOR],
        EntityClass::City => &[rap::CITY, schema::PLACE, geo::FEATURE, sem::PLACE],
        EntityClass::Region => &[rap::REGION, schema::PLACE, geo::FEATURE, sem::PLACE],
        EntityClass::Facility => &[rap::FACILITY, schema::PLACE, geo::FEATURE, sem::PLACE],
        EntityClass::Plan => &[rap::PLAN, prov::PLAN, prov::ENTITY],
        EntityClass::Conflict => &[rap::CONFLICT, sem::EVENT, schema::EVENT],
        EntityClass::Other => &[rap::OTHER],
    }
}

/// The tie that is a node of its own (`org:Membership`), because it has a title and a time.
pub const OFFICE: &str = "HoldsRole";
/// The tie whose title is what a plan would bring about.
pub const PROVISION: &str = "Provision";

/// The tie that makes one organisation a part of another.
pub const MEMBERSHIP: &str = "MemberOf";

/// Ties whose standard property is written beside our own: relation class, property.
pub const RELATION_PROPERTIES: &[(&str, NamedNodeRef<'static>)] = &[
    ("MemberOf", org::MEMBER_OF),
    ("Leads", org::HEAD_OF),
    ("RevisionOf", prov::WAS_REVISION_OF),
    ("LocatedIn", schema::CONTAINED_IN_PLACE),
];

/// What follows for a plan from an event about it: event class, role, our property, its standard superproperty.
pub const PLAN_AUTHORS: &[(&str, &str, &str, NamedNodeRef<'static>)] =
    &[("Proposal", "proposer", "proposedBy", prov::WAS_ATTRIBUTED_TO)];
