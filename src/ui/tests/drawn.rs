//! Reads what was drawn, as the shell does.

use serde_json::Value;

/// A node of a description.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawn<'a>(pub(crate) &'a Value);

impl<'a> Drawn<'a> {
    /// The one node with this part.
    #[track_caller]
    pub(crate) fn part(self, part: &str) -> Self {
        let found = self.parts(part);
        let [one] = found[..] else { panic!("{} nodes with the part {part}", found.len()) };
        one
    }

    /// Whether a node has this part.
    pub(crate) fn has(self, part: &str) -> bool {
        !self.parts(part).is_empty()
    }

    /// All nodes with this part, in order.
    pub(crate) fn parts(self, part: &str) -> Vec<Self> {
        let is_part = |node: &Self| node.attribute("part").is_some_and(|parts| parts.split(' ').any(|one| one == part));
        self.all().into_iter().filter(is_part).collect()
    }

    /// All nodes with this attribute, in order.
    pub(crate) fn with(self, attribute: &str) -> Vec<Self> {
        self.all().into_iter().filter(|node| node.attribute(attribute).is_some()).collect()
    }

    /// All nodes with this tag, in order.
    pub(crate) fn tagged(self, tag: &str) -> Vec<Self> {
        self.all().into_iter().filter(|node| node.0.get(0).is_some_and(|own| own == tag)).collect()
    }

    /// The attribute of this node.
    pub(crate) fn attribute(self, name: &str) -> Option<&'a str> {
        self.0.get(1)?.get(name)?.as_str()
    }

    /// The nodes right in this one.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        self.0.as_array().into_iter().flatten().skip(2).map(Self)
    }

    /// What can be read in it, texts that only the browser can write left out.
    pub(crate) fn text(self) -> String {
        match self.0.as_str() {
            Some(text) => text.to_owned(),
            None => self.children().map(Self::text).collect(),
        }
    }

    /// What only the browser can write, right in this node.
    #[track_caller]
    pub(crate) fn written_by_the_browser(self) -> &'a Value {
        let mut children = self.children().filter(|child| child.0.is_object());
        children.next().unwrap_or_else(|| panic!("{}", self.0)).0
    }

    /// The node and all that is in it.
    fn all(self) -> Vec<Self> {
        [self].into_iter().chain(self.children().flat_map(Self::all)).collect()
    }
}
