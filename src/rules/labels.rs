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

/// Relations that also bear the word that marks their dependent, as in Enhanced Dependencies: `obl:with`, `advcl:after`.
pub const MARKED_RELATIONS: &[&str] = &["obl", "nmod", "advcl", "acl"];

/// Prepositions and subordinators that [`MARKED_RELATIONS`] may bear, several words joined by underscores.
pub const MARKERS: &[&str] = &[
    "aboard", "about", "above", "according_to", "across", "after", "against", "ahead_of", "along", "along_with", "alongside", "although", "amid", "amidst",
    "among", "amongst", "around", "as", "as_of", "as_well_as", "at", "atop", "away_from", "because", "because_of", "before", "behind", "below", "beneath", "beside", "besides",
    "between", "beyond", "but", "by", "concerning", "considering", "despite", "down", "due_to", "during", "except", "excluding",
    "following", "for", "from", "given", "if", "in", "in_front_of", "in_order", "including", "inside", "instead_of", "into", "involving", "like", "minus",
    "in_favor_of", "in_favour_of", "in_support_of", "on_to", "using", "when", "near", "next_to", "of", "off", "on", "on_behalf_of", "onto", "opposite", "out_of", "outside", "over", "past", "pending", "per", "plus",
    "prior_to", "regarding", "round", "save", "since", "so", "so_that", "such_as", "than", "that", "through", "throughout", "till", "to", "together_with", "toward",
    "towards", "under", "underneath", "unless", "unlike", "until", "up", "upon", "versus", "via", "whether", "while", "with", "within",
    "without",
];

/// Every label without a marker that a step may name.
pub fn known_labels() -> impl Iterator<Item = &'static str> + Clone {
    UD_LABELS.iter().copied()
}

/// Is it a label that edges may bear: a relation of the treebanks, or one with the word that marks its dependent?
pub(super) fn is_known_label(label: &str) -> bool {
    let marked = label.split_once(':').is_some_and(|(relation, marker)| MARKED_RELATIONS.contains(&relation) && MARKERS.contains(&marker));
    marked || known_labels().any(|known| known == label)
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
