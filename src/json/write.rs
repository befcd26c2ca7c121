//! Writes JSON text.

/// A list that is being written.
#[derive(Debug)]
pub(crate) struct List(String);

/// An object that is being written.
#[derive(Debug)]
pub(crate) struct Object(String);

impl List {
    pub(crate) fn new() -> Self {
        Self(String::new())
    }

    /// Adds what is JSON text already.
    pub(crate) fn add(&mut self, json: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(json);
    }

    /// Adds a text.
    pub(crate) fn add_text(&mut self, text: &str) {
        self.add(&quoted(text));
    }

    /// The list as JSON text.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "[]" } else { "]" });
        self.0
    }
}

impl Object {
    pub(crate) fn new() -> Self {
        Self(String::new())
    }

    /// Adds a field whose value is JSON text already.
    pub(crate) fn set(&mut self, name: &str, json: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(json);
    }

    /// Adds a field with a text.
    pub(crate) fn set_text(&mut self, name: &str, text: &str) {
        self.set(name, &quoted(text));
    }

    /// The object as JSON text.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// The text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.push('\\'),
            // Six of the control characters have shorter names, which no message needs.
            '\0'..='\x1f' => {
                quoted.push_str(if letter < '\x10' { "\\u000" } else { "\\u001" });
                if let Some(digit) = char::from_digit(letter as u32 % 16, 16) {
                    quoted.push(digit);
                }
                continue;
            }
            _ => {}
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
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
        let mut list = List::new();
        list.add_text("x");
        list.add("1");
        let mut object = Object::new();
        object.set("a", &list.finish());
        object.set("b", &List::new().finish());
        object.set("c", &Object::new().finish());
        object.set_text("\"", "\"");
        let read: serde_json::Value = serde_json::from_str(&object.finish()).unwrap();
        assert_eq!(read, serde_json::json!({"a": ["x", 1], "b": [], "c": {}, "\"": "\""}));
    }
}
