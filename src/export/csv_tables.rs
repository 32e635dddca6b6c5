//! Two tables, `nodes.csv` and `edges.csv`, for data frames and spreadsheets. Cells that a spreadsheet would run as a formula
//! get a leading apostrophe.

use super::{
    File,
    network::{Attribute, Network, Values, columns},
};
use std::{collections::BTreeMap, io};

pub(super) fn files(network: &Network) -> io::Result<Vec<File>> {
    let nodes = network.nodes.iter().map(|node| {
        let fixed = [&node.id, &node.label, &node.kind].map(Clone::clone).to_vec();
        (fixed, node.values())
    });
    let edges = network.edges.iter().map(|edge| {
        let (source, target) = (&network.nodes[edge.source].id, &network.nodes[edge.target].id);
        let fixed = vec![edge.id.clone(), source.clone(), target.clone(), edge.kind.clone(), edge.weight.to_string()];
        (fixed, edge.values())
    });
    Ok(vec![
        File {
            name: "nodes.csv".to_owned(),
            content: table(&["id", "label", "kind"], &nodes.collect::<Vec<_>>(), harmless)?,
        },
        File {
            name: "edges.csv".to_owned(),
            content: table(&["id", "source", "target", "kind", "weight"], &edges.collect::<Vec<_>>(), harmless)?,
        },
    ])
}

type Row = (Vec<String>, Values);

fn table(head: &[&str], rows: &[Row], cell: impl Fn(String) -> String) -> io::Result<Vec<u8>> {
    let columns: BTreeMap<&str, &Attribute> = columns(rows.iter().map(|(_, values)| values));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head.iter().copied().chain(columns.keys().copied()))?;
    for (fixed, values) in rows {
        let value = |name: &&str| values.get(*name).map(Attribute::show).unwrap_or_default();
        writer.write_record(fixed.iter().cloned().chain(columns.keys().map(value)).map(&cell))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn harmless(cell: String) -> String {
    let number = cell.parse::<f64>().is_ok();
    if !number && cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell }
}
