//! stub
use crate::{diagnostic::Diagnostic, model::*, ontology::Ontology};
pub trait Context {
    fn class(&self, token: u32) -> Option<EntityClass>;
    fn name_kind(&self, token: u32) -> Option<NameKind>;
}
#[derive(Debug)]
pub struct RuleSet;
pub enum Target {
    Event(Name),
    Relation(Name),
}
pub struct Argument {
    pub role: Name,
    pub token: u32,
}
pub struct Match {
    pub rule: Name,
    pub target: Target,
    pub trigger: u32,
    pub status: Option<Status>,
    pub arguments: Vec<Argument>,
}
pub struct Trace;
impl RuleSet {
    pub fn load(
        _o: &Ontology,
        _f: &[(&str, &str)],
        _l: &dyn Fn(&str, Upos) -> String,
    ) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self)
    }
    pub fn find(&self, _g: &SentenceGraph, _c: &dyn Context, _t: Option<&mut Trace>) -> Vec<Match> {
        vec![]
    }
}
