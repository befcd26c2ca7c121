//! Writes JSON text.

/// The text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.push('\\'),
            // Six of the control characters have shorter names, which no message needs.
            '\0'..='\x1f' => {
                quoted.push_str(if letter < '\x10' { "\\u000" } else { "\\u001" });
                quoted.extend(char::from_digit(letter as u32 % 16, 16));
                continue;
            }
            _ => {}
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}

/// A list of what is JSON text already.
pub(crate) fn list(elements: &[String]) -> String {
    enclosed('[', elements, ']')
}

/// An object; the values are JSON text already, the names need no escaping.
pub(crate) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(name, value)| ["\"", name, "\":", value].concat()).collect();
    enclosed('{', &fields, '}')
}

fn enclosed(open: char, parts: &[String], close: char) -> String {
    let mut text = parts.join(",");
    text.insert(0, open);
    text.push(close);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_well_kept_reader_reads_any_text_back(text in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&quoted(&text)).unwrap(), text);
        }
    }

    #[test]
    fn control_characters_are_read_back() {
        let text: String = ('\0'..='\x7f').collect();
        assert_eq!(serde_json::from_str::<String>(&quoted(&text)).unwrap(), text);
    }

    #[test]
    fn lists_and_objects_are_read_back() {
        let written = object(&[("a", list(&[quoted("x"), "1".into()])), ("b", list(&[])), ("c", object(&[]))]);
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read, serde_json::json!({"a": ["x", 1], "b": [], "c": {}}));
    }
}
