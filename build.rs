//! Turns the texts in `assets/texts/` into one enum of keys and one text of lines, a line for each key in each language, and stops where one is incomplete.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Texts = BTreeMap<String, String>;

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

fn main() {
    println!("cargo::rerun-if-changed=assets/texts");
    match LANGUAGES.into_iter().map(read).collect::<Result<Vec<_>, _>>().and_then(|texts| generate(&texts)) {
        Ok(source) => {
            let out = env::var_os("OUT_DIR").unwrap_or_default();
            if let Err(error) = fs::write(Path::new(&out).join("texts.rs"), source) {
                println!("cargo::error=the texts cannot be written: {error}");
            }
        }
        Err(problem) => println!("cargo::error={problem}"),
    }
}

fn read(language: &str) -> Result<Texts, String> {
    let path = format!("assets/texts/{language}.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let texts: Texts = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    match texts.iter().find(|(_, text)| text.trim().is_empty() || text.contains('\n')) {
        Some((key, _)) => Err(format!("{path}: the text of '{key}' is empty, or not one line")),
        None => Ok(texts),
    }
}

fn generate(languages: &[Texts]) -> Result<String, String> {
    let [_, _, english] = languages else {
        return Err("three languages are needed".to_owned());
    };
    for (language, texts) in LANGUAGES.into_iter().zip(languages) {
        let name = |key: &String| format!("assets/texts/{language}.json: '{key}'");
        if let Some(missing) = english.keys().find(|key| !texts.contains_key(*key)) {
            return Err(format!("{} is missing", name(missing)));
        }
        if let Some(extra) = texts.keys().find(|key| !english.contains_key(*key)) {
            return Err(format!("{} is no text of the element", name(extra)));
        }
    }
    for (key, text) in english {
        let wanted = places(text);
        for (language, texts) in LANGUAGES.into_iter().zip(languages) {
            let found = texts.get(key).map(|text| places(text)).unwrap_or_default();
            if found != wanted {
                return Err(format!("assets/texts/{language}.json: '{key}' has the places {found:?}, not {wanted:?}"));
            }
        }
    }
    let mut source =
        String::from("/// A text of the element.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Text {\n");
    for (key, text) in english {
        let _ = writeln!(source, "    /// `{key}`: {text}\n    {},", variant(key));
    }
    let _ = writeln!(source, "}}\n\n/// The keys of the texts, by which a page words them otherwise.");
    let _ = writeln!(source, "static KEYS: &str = {:?};", lines(english.keys()));
    for (language, texts) in LANGUAGES.into_iter().zip(languages) {
        let _ = writeln!(source, "static {}: &str = {:?};", language.to_uppercase(), lines(texts.values()));
    }
    Ok(source)
}

/// One text of many, each on a line: a table of where each of them is would ship in as many bytes as some of the texts do.
fn lines<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.flat_map(|text| [text, "\n"]).collect()
}

/// The places of a text that are filled when it is said, such as `{time}`, each as often as it stands there.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<_> =
        text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name)).collect();
    places.sort_unstable();
    places
}

fn variant(key: &str) -> String {
    key.split('_').flat_map(|word| [word[..1].to_uppercase(), word[1..].to_owned()]).collect()
}
