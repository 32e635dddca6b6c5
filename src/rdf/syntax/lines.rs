//! N-Triples and N-Quads: one statement a line.

use oxrdf::{GraphName, Quad};
use std::io;

pub(super) fn write(quads: &[Quad], out: &mut dyn io::Write) -> io::Result<()> {
    for quad in quads {
        write!(out, "{} {} {}", quad.subject, quad.predicate, quad.object)?;
        if quad.graph_name != GraphName::DefaultGraph {
            write!(out, " {}", quad.graph_name)?;
        }
        out.write_all(b" .\n")?;
    }
    Ok(())
}
