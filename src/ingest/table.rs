//! A table of what is known of many articles, as exports of news archives have it beside a folder of texts: CSV or TSV with a head
//! line, JSON (a list of objects, or objects by any key), or JSON Lines. Columns `file`, `published`, `publisher`, `title`, `url`
//! and their usual other names; columns that it does not know are passed over.

use super::metadata::day;
use crate::{diagnostic::Diagnostic, model::Metadata};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// Metadata by the file that it tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(BTreeMap<String, Metadata>);

impl Table {
    /// Reads a table. Rows that cannot be used become warnings.
    ///
    /// # Errors
    /// What is wrong with the file as a whole: it cannot be read, is not of its format, or has no column of file names.
    pub fn read(path: &Path) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|error| Diagnostic::error(format!("cannot be read: {error}")).in_file(&name))?;
        Self::parse(&name, text.trim_start_matches('\u{feff}'))
    }

    /// The same from text; the name's ending tells the format.
    fn parse(name: &str, text: &str) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        let rows = match ending.as_str() {
            "json" => json(text),
            "jsonl" | "ndjson" => text.lines().filter(|l| !l.trim().is_empty()).map(json_line).collect(),
            "tsv" => separated(text, b'\t'),
            _ => separated(text, b','),
        };
        let rows = rows.map_err(|message| Diagnostic::error(message).in_file(name).hint(HINT))?;
        let mut table = Self::default();
        let mut said = Vec::new();
        for (number, row) in rows.into_iter().enumerate() {
            match metadata(&row) {
                Ok((file, metadata)) => {
                    table.0.insert(key(&file), metadata);
                }
                Err(message) => said.push(Diagnostic::warning(format!("row {}: {message}", number + 1)).in_file(name)),
            }
        }
        if table.0.is_empty() {
            return Err(Diagnostic::error("no row names a file").in_file(name).hint(HINT));
        }
        Ok((table, said))
    }

    /// What the table says of a file: by its name as given, else by the last part of its path.
    pub(super) fn of(&self, file: &str) -> Option<&Metadata> {
        let file = key(file);
        let last = || self.0.get(file.rsplit('/').next().unwrap_or_default());
        self.0.get(&file).or_else(last)
    }
}

const HINT: &str = "give a CSV with the columns file,published,publisher,title,url, or the same as JSON";

/// One path for all ways to write it.
fn key(file: &str) -> String {
    file.replace('\\', "/").trim_start_matches("./").to_owned()
}

type Row = BTreeMap<String, String>;

fn separated(text: &str, delimiter: u8) -> Result<Vec<Row>, String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|error| error.to_string())?.clone();
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| error.to_string())?;
            Ok(columns.iter().zip(record.iter()).map(|(c, v)| (c.to_owned(), v.to_owned())).collect())
        })
        .collect()
}

fn json(text: &str) -> Result<Vec<Row>, String> {
    match serde_json::from_str(text).map_err(|error| error.to_string())? {
        Value::Array(rows) => rows.iter().map(row).collect(),
        Value::Object(rows) => rows.values().map(row).collect(),
        _ => Err("neither a list nor an object".to_owned()),
    }
}

fn json_line(line: &str) -> Result<Row, String> {
    row(&serde_json::from_str(line).map_err(|error| error.to_string())?)
}

fn row(value: &Value) -> Result<Row, String> {
    let object = value.as_object().ok_or("a row that is no object")?;
    Ok(object.iter().filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned()))).collect())
}

/// The file that a row tells of, and what it tells.
fn metadata(row: &Row) -> Result<(String, Metadata), String> {
    let find = |names: &[&str]| {
        let own = |column: &str| names.contains(&column.trim().to_lowercase().replace(['-', '_', ' '], "").as_str());
        row.iter().find(|(column, _)| own(column)).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    };
    let own = |names: &[&str]| find(names).map(str::to_owned);
    let file = own(&["file", "filename", "path"]).ok_or("no file is named")?;
    let published = find(&["published", "date", "datepublished", "publicationdate", "pubdate"]);
    let published = match published.map(|value| (value, day(value))) {
        Some((value, None)) => return Err(format!("“{value}” is not a date: write it as YYYY-MM-DD")),
        Some((_, date)) => date,
        None => None,
    };
    let outlet = own(&["publisher", "source", "outlet", "site"]);
    Ok((
        file,
        Metadata { title: own(&["title", "headline"]), published, publisher: outlet, url: own(&["url", "link"]) },
    ))
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn tables_of_all_kinds() {
        let rows = [
            ("a.csv", "file,published,outlet,extra\nin/one.txt,2031-03-02,The Ridge,x\ntwo.txt,,\"Bay, The\",\n"),
            ("a.tsv", "Filename\tDate\tSource\nin/one.txt\t2031-03-02T10:00Z\tThe Ridge\ntwo.txt\t\tBay, The\n"),
            (
                "a.json",
                r#"[{"path":"in/one.txt","date":"2031-03-02","source":"The Ridge"},{"file":"two.txt","publisher":"Bay, The"}]"#,
            ),
            (
                "a.jsonl",
                "{\"file\":\"in/one.txt\",\"published\":\"2031-03-02\",\"publisher\":\"The Ridge\"}\n{\"file\":\"two.txt\",\"site\":\"Bay, The\"}\n",
            ),
        ];
        for (name, text) in rows {
            let (table, said) = Table::parse(name, text).expect(name);
            assert!(said.is_empty(), "{name}: {said:?}");
            let one = table.of("./in/one.txt").expect(name);
            assert_eq!(one.published.map(|d| d.to_string()).as_deref(), Some("2031-03-02"), "{name}");
            assert_eq!(one.publisher.as_deref(), Some("The Ridge"), "{name}");
            assert_eq!(
                table.of("some/folder/two.txt").and_then(|m| m.publisher.as_deref()),
                Some("Bay, The"),
                "{name}"
            );
            assert_eq!(table.of("three.txt"), None, "{name}");
        }
    }

    #[test]
    fn bad_tables_say_what_is_wrong() {
        let cases = [
            ("a.csv", "name,when\nx,y\n", "no row names a file"),
            ("a.json", "{", "EOF while parsing"),
            ("a.json", "3", "neither a list nor an object"),
        ];
        for (name, text, expected) in cases {
            let error = Table::parse(name, text).expect_err(name);
            assert!(error.to_string().contains(expected), "{error}");
        }
        let (_, said) = Table::parse("a.csv", "file,date\none.txt,soon\ntwo.txt,2031-01-01\n").expect("a table");
        assert!(said[0].to_string().contains("row 1: “soon” is not a date"), "{said:?}");
    }
}
