//! Text that becomes HTML: whatever comes from the ontology is escaped, and the marks between are ours.

/// A page in the making.
#[derive(Default)]
pub(super) struct Html {
    page: String,
}

impl Html {
    /// Marks of ours.
    pub(super) fn raw(&mut self, marks: &str) -> &mut Self {
        self.page.push_str(marks);
        self
    }
    /// Text, safe within an element and within a quoted attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.page.push_str("&amp;"),
                '<' => self.page.push_str("&lt;"),
                '>' => self.page.push_str("&gt;"),
                '"' => self.page.push_str("&quot;"),
                c => self.page.push(c),
            }
        }
        self
    }
    /// The page, without the definition lists that nothing went into.
    pub(super) fn finish(self) -> String {
        self.page.replace("<dl>\n</dl>\n", "")
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn text_is_no_markup() {
        let mut out = Html::default();
        out.raw("<p title=\"").text("a \"b\"").raw("\">").text("<b> & </b>").raw("</p>");
        assert_eq!(out.finish(), "<p title=\"a &quot;b&quot;\">&lt;b&gt; &amp; &lt;/b&gt;</p>");
    }
}
