//! The labels that edges may bear: Universal Dependencies v2 as the English treebanks EWT and GUM use it, and what the layer
//! over the tree derives. A step with another label would never match, so it is refused.

/// UD v2 relations, and the subtypes of EWT and GUM.
pub const UD_LABELS: &[&str] = &[
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "advmod:emph", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep",
    "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
];

/// Labels that the layer over the tree adds (`extract`): who does what where syntax leaves it implicit.
pub const DERIVED_LABELS: &[&str] = &[
    // Subject of an open complement: "they agreed to meet".
    "nsubj:xsubj",
    // Subject, object or oblique of a relative clause: "the officials who met".
    "nsubj:relcl",
    "obj:relcl",
    "obl:relcl",
    // What a noun belongs to, however it is put: "Norland's plan", "the plan of Norland", "the Norland plan".
    "poss",
    // Members of a whole: "delegations including …".
    "include",
];

/// Every label that a step may name.
pub fn known_labels() -> impl Iterator<Item = &'static str> + Clone {
    UD_LABELS.iter().chain(DERIVED_LABELS).copied()
}

/// Is it a relation that has subtypes or none: `nsubj` of `nsubj:*`?
pub(super) fn is_known_relation(relation: &str) -> bool {
    known_labels().any(|label| label.split(':').next() == Some(relation))
}

/// UD features of English with their values, as EWT and GUM have them.
pub(super) const FEATURES: &[(&str, &[&str])] = &[
    ("Abbr", &["Yes"]),
    ("Case", &["Acc", "Gen", "Nom"]),
    ("Definite", &["Def", "Ind"]),
    ("Degree", &["Cmp", "Pos", "Sup"]),
    ("ExtPos", &["ADP", "ADV", "CCONJ", "PRON", "PROPN", "SCONJ"]),
    ("Foreign", &["Yes"]),
    ("Gender", &["Fem", "Masc", "Neut"]),
    ("Mood", &["Imp", "Ind", "Sub"]),
    ("NumForm", &["Combi", "Digit", "Roman", "Word"]),
    ("NumType", &["Card", "Frac", "Mult", "Ord"]),
    ("Number", &["Plur", "Ptan", "Sing"]),
    ("Person", &["1", "2", "3"]),
    ("Polarity", &["Neg", "Pos"]),
    ("Poss", &["Yes"]),
    ("PronType", &["Art", "Dem", "Emp", "Ind", "Int", "Neg", "Prs", "Rcp", "Rel", "Tot"]),
    ("Reflex", &["Yes"]),
    ("Style", &["Arch", "Coll", "Expr", "Slng", "Vrnc"]),
    ("Tense", &["Past", "Pres"]),
    ("Typo", &["Yes"]),
    ("VerbForm", &["Fin", "Ger", "Inf", "Part"]),
    ("Voice", &["Pass"]),
];
