//! RDF/XML, written by oxrdfxml. It lets control characters through and needs predicates that end in an XML name: `rdf` cleans
//! the texts and mints such names.

use crate::rdf::vocabulary::PREFIXES;
use oxrdf::{Quad, TripleRef};
use oxrdfio::{RdfFormat, RdfSerializer};
use std::io;

pub(super) fn write(triples: &[Quad], out: &mut dyn io::Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    for quad in triples {
        writer.serialize_triple(TripleRef::new(&quad.subject, &quad.predicate, &quad.object))?;
    }
    writer.finish()?;
    out.write_all(b"\n")
}
