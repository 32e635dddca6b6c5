use super::*;
use std::fs;

/// A folder with files, and what reading `inputs` in it gives: documents as `file: first words`, then the messages.
fn check(files: &[(&str, &[u8])], inputs: &[&str], expected: &str) {
    check_with(files, inputs, &Options::default(), "", expected);
}

fn check_with(files: &[(&str, &[u8])], inputs: &[&str], options: &Options, stdin: &str, expected: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    let inputs: Vec<PathBuf> =
        inputs.iter().map(|name| if *name == "-" { "-".into() } else { folder.path().join(name) }).collect();
    let read = read_with(&inputs, options, &mut stdin.as_bytes());
    let mut dump = String::new();
    for document in &read.documents {
        assert_eq!(document.id, DocumentId::of(&document.text));
        let body = &document.text[document.body.range()];
        dump += &[&document.file, ": ", body.lines().next().unwrap_or_default(), "\n"].concat();
    }
    for diagnostic in &read.diagnostics {
        if !diagnostic.message.starts_with("publication date unknown") {
            dump.push_str(diagnostic.to_string().lines().next().unwrap_or_default());
            dump.push('\n');
        }
    }
    let errors = read.diagnostics.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error).count();
    assert_eq!(errors, read.refused, "{dump}");
    let root = format!("{}/", folder.path().display());
    assert_eq!(dump.replace(&root, "").trim_end(), expected);
}

#[test]
fn folders_are_read_in_order() {
    let files: &[(&str, &[u8])] = &[
        ("b.txt", b"Second."),
        ("a.md", b"# First"),
        ("c/d/e.markdown", b"Fourth."),
        ("c/NOTE", b"Third."),
        (".hidden.txt", b"Hidden."),
        (".git/x.txt", b"Hidden."),
        ("page.html", b"<p>Page.</p>"),
        ("odd.xyz", b"Odd."),
    ];
    let expected = "a.md: # First\nb.txt: Second.\nc/NOTE: Third.\nc/d/e.markdown: Fourth.\n\
        odd.xyz: note: not read: its name ends like no article's\npage.html: note: a web page (HTML) is not read";
    check(
        files,
        &["."],
        &expected
            .replace("a.md", "./a.md")
            .replace("b.txt", "./b.txt")
            .replace("c/", "./c/")
            .replace("odd", "./odd")
            .replace("page.html", "./page.html"),
    );
    check(files, &["odd.xyz", "page.html"], "odd.xyz: Odd.\npage.html: error: a web page (HTML) is not read");
}

/// Files, inputs, expected dump.
type Case<'a> = (&'a [(&'a str, &'a [u8])], &'a [&'a str], &'a str);

#[test]
fn bad_input() {
    let cases: &[Case<'_>] = &[
        (&[("empty.txt", b"")], &["empty.txt"], "empty.txt: error: the file is empty"),
        (&[("blank.txt", b"\n \n")], &["blank.txt"], "blank.txt: error: the file is empty"),
        (&[("head.txt", b"---\ntitle: T\n---\n")], &["head.txt"], "head.txt: error: nothing but metadata: no article"),
        (&[("x.txt", b"\0\x01\x02\0")], &["x.txt"], "x.txt: error: a binary file, not text"),
        (&[], &["missing.txt"], "missing.txt: error: no such file or folder"),
        (&[("in/.keep", b"")], &["in"], "in: error: no articles in this folder"),
        (&[("in/a.pdf", b"%PDF")], &["in"], "in/a.pdf: note: PDF is not read\nin: error: no articles in this folder"),
        (&[("in/a.txt", b"")], &["in"], "in/a.txt: error: the file is empty"),
        (
            &[("a.txt", b"Talks."), ("b.txt", b"Talks."), ("c.txt", b"Other.")],
            &["a.txt", "b.txt", "c.txt", "a.txt"],
            "a.txt: Talks.\nc.txt: Other.\nb.txt: warning: the same article as a.txt: read once\na.txt: warning: the same article as a.txt: read once",
        ),
        (
            &[("a.txt", b"Talks.\r\n"), ("b.txt", b"\xEF\xBB\xBFTalks.\n")],
            &["a.txt", "b.txt"],
            "a.txt: Talks.\nb.txt: warning: the same article as a.txt: read once",
        ),
        (&[("a.txt", b"Caf\xE9.")], &["a.txt"], "a.txt: Café.\na.txt: note: not UTF-8 (line 1): read as Windows-1252"),
    ];
    for (files, inputs, expected) in cases {
        check(files, inputs, expected);
    }
}

#[test]
fn standard_input() {
    let options = Options { published: "2031-03-02".parse().ok(), ..Options::default() };
    check_with(&[], &["-"], &options, "Talks began.\n", "-: Talks began.");
    check_with(&[], &["-", "-"], &options, "Talks began.\n", "-: Talks began.\n-: error: the file is empty");
    check_with(&[], &["-"], &options, "", "-: error: the file is empty");
}

#[test]
fn large_files() {
    let line = "Talks ".repeat(50_000_000 / 6);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("line.txt");
    fs::write(&path, &line).expect("a file");
    let read_at = |limit| read(std::slice::from_ref(&path), &Options { limit, ..Options::default() });
    assert_eq!(read_at(Options::DEFAULT_LIMIT).documents.first().map(|d| d.text.len()), Some(line.len()));
    let refused = read_at(10_000_000);
    assert_eq!((refused.documents.len(), refused.refused), (0, 1));
    assert_eq!(refused.diagnostics.first().map(|d| d.message.as_str()), Some("larger than the limit of 10 MB"));
}

#[test]
#[cfg(unix)]
fn unreadable_files_and_links_in_circles() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let locked = folder.path().join("locked.txt");
    fs::write(&locked, "Secret.").expect("a file");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
    symlink(folder.path(), folder.path().join("again")).expect("a link");
    symlink(folder.path().join("nothing"), folder.path().join("broken.txt")).expect("a link");
    fs::write(folder.path().join("open.txt"), "Talks.").expect("a file");
    let read = read(&[folder.path().to_owned()], &Options::default());
    let messages: Vec<_> = read.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(messages.contains(&"no such file or folder"), "{messages:?}");
    // Root reads everything.
    let root = fs::read(&locked).is_ok();
    assert_eq!(read.documents.len(), if root { 2 } else { 1 });
    assert_eq!(messages.iter().any(|m| m.starts_with("cannot be read: ")), !root, "{messages:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let read = read_with(&["-".into()], &Options::default(), &mut Broken);
    let messages: Vec<_> = read.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!((messages, read.refused), (vec!["-: error: cannot be read: the disk is gone".to_owned()], 1));
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_an_article_or_a_refusal(bytes: Vec<u8>, front in "(---\n(date|title|x):[^\n]{0,12}\n---\n)?( date [0-9]{4}-[0-9]{2}-[0-9]{2} )?") {
        let bytes = [front.as_bytes(), &bytes].concat();
        let read = read_with(&["-".into()], &Options::default(), &mut bytes.as_slice());
        assert_eq!(read.documents.len() + read.refused, 1);
        for document in &read.documents {
            assert!(document.text.get(document.body.range()).is_some_and(|body| !body.trim().is_empty()));
            assert!(!document.text.contains(|c: char| c < ' ' && c != '\n' && c != '\t'));
        }
    }
}
