//! The words on the screen: the language's, or the merchant's own.

use crate::language::{Language, Text};

/// A language, and the texts that the merchant words otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
    overrides: Vec<(String, String)>,
}

impl Words {
    /// The words of a language; `overrides` are pairs of a text's key and its words.
    #[must_use]
    pub fn new(language: Language, overrides: Vec<(String, String)>) -> Self {
        Self { language, overrides }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    pub(super) fn say(&self, text: Text) -> &str {
        let own = self.overrides.iter().find(|(key, _)| key == text.key());
        own.map_or_else(|| self.language.text(text), |(_, words)| words.as_str())
    }
}
