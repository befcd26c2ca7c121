//! The languages of the element, their texts, and which of them the buyer reads.

use crate::text::{before, line};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A language of the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// The language of a tag such as `kk`, `ru-KZ` or `en_US`; nothing for other languages.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = before(tag.trim_ascii(), |byte| matches!(byte, b'-' | b'_'));
        [Self::Kk, Self::Ru, Self::En].into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The buyer's language: the attribute `locale` if it names one, else that of the nearest `lang`, else the first of
    /// the browser's languages that is known, else Russian.
    #[must_use]
    pub fn choose<'a>(locale: Option<&str>, nearest: Option<&str>, browser: impl IntoIterator<Item = &'a str>) -> Self {
        let told = locale.and_then(Self::of_tag).or_else(|| nearest.and_then(Self::of_tag));
        told.or_else(|| browser.into_iter().find_map(Self::of_tag)).unwrap_or(Self::Ru)
    }

    /// The language as HTML and `Intl` name it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The text in this language.
    #[must_use]
    pub fn text(self, text: Text) -> &'static str {
        let texts = match self {
            Self::Kk => KK,
            Self::Ru => RU,
            Self::En => EN,
        };
        line(texts, text as usize)
    }
}

impl Text {
    /// The key of the text.
    #[must_use]
    pub fn key(self) -> &'static str {
        line(KEYS, self as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attribute_wins_over_the_page_and_the_page_over_the_browser() {
        assert_eq!(Language::choose(Some("kk"), Some("ru"), ["en"]), Language::Kk);
        assert_eq!(Language::choose(Some("auto"), Some("ru-KZ"), ["en"]), Language::Ru);
        assert_eq!(Language::choose(None, Some("de"), ["fr", "en-GB", "kk"]), Language::En);
        assert_eq!(Language::choose(None, None, ["fr"]), Language::Ru);
    }

    #[test]
    fn tags_are_read_by_their_first_part() {
        for (tag, language) in [
            ("kk-Cyrl-KZ", Some(Language::Kk)),
            ("RU", Some(Language::Ru)),
            ("en_US", Some(Language::En)),
            ("enx", None),
            ("", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn every_text_is_told_in_its_language() {
        assert_eq!(Language::En.text(Text::CheckNow), "Check now");
        assert_eq!(Language::Ru.text(Text::PaidTitle), "Оплачено");
        assert_eq!(Language::Kk.text(Text::PaidTitle), "Төленді");
        assert_eq!(Text::CheckNow.key(), "check_now");
    }
}
