//! Writes JSON text.

/// JSON text that is being written, from its beginning to its end: commas stand where they have to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    /// Begins a list, which ends with [`end_list`](Self::end_list).
    pub(crate) fn list(&mut self) {
        self.raw("[");
    }

    /// Ends the list that was begun last.
    pub(crate) fn end_list(&mut self) {
        self.0.push(']');
    }

    /// Begins an object, which ends with [`end_object`](Self::end_object).
    pub(crate) fn object(&mut self) {
        self.raw("{");
    }

    /// Ends the object that was begun last.
    pub(crate) fn end_object(&mut self) {
        self.0.push('}');
    }

    /// Names the value that follows, in an object.
    pub(crate) fn name(&mut self, name: &str) {
        self.text(name);
        self.0.push(':');
    }

    /// A field of an object: a name and a text.
    pub(crate) fn field(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text(text);
    }

    /// A field of an object whose value is JSON text already.
    pub(crate) fn raw_field(&mut self, name: &str, json: &str) {
        self.name(name);
        self.raw(json);
    }

    /// What is JSON text already.
    pub(crate) fn raw(&mut self, json: &str) {
        if !matches!(self.0.bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.0.push(',');
        }
        self.0.push_str(json);
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) {
        self.raw("\"");
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.0.push('\\'),
                // Six of the control characters have shorter names, which no message needs.
                '\0'..='\x1f' => {
                    self.0.push_str(if letter < '\x10' { "\\u000" } else { "\\u001" });
                    if let Some(digit) = char::from_digit(letter as u32 % 16, 16) {
                        self.0.push(digit);
                    }
                    continue;
                }
                _ => {}
            }
            self.0.push(letter);
        }
        self.0.push('"');
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(text: &str) -> String {
        let mut writer = Writer::default();
        writer.text(text);
        writer.finish()
    }

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
        let mut writer = Writer::default();
        writer.object();
        writer.name("a");
        writer.list();
        writer.text("x");
        writer.raw("1");
        writer.text("[");
        writer.text("{:");
        writer.end_list();
        writer.name("b");
        writer.list();
        writer.end_list();
        writer.name("c");
        writer.object();
        writer.end_object();
        writer.field("\"", "\"");
        writer.raw_field("d", "null");
        writer.end_object();
        let read: serde_json::Value = serde_json::from_str(&writer.finish()).unwrap();
        assert_eq!(read, serde_json::json!({"a": ["x", 1, "[", "{:"], "b": [], "c": {}, "\"": "\"", "d": null}));
    }
}
