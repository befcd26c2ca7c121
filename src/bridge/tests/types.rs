//! As much of TypeScript as `answer.d.ts` is written in: whether a JSON value is what a type promises.

use std::collections::BTreeMap;

use serde_json::Value;

/// The protocol as the shell knows it.
pub(super) const ANSWER: &str = include_str!("../../../npm/shell/answer.d.ts");

/// The declarations of a file.
#[derive(Debug)]
pub(super) struct Types(BTreeMap<String, Type>);

#[derive(Clone, Debug)]
enum Type {
    Named(String),
    /// A value that stands for itself.
    Literal(Value),
    /// A number written as text.
    NumberAsText,
    List(Box<Type>),
    /// Any names, all with such a value.
    Record(Box<Type>),
    Tuple(Vec<Element>),
    Object(Vec<Field>),
    Either(Vec<Type>),
    Both(Vec<Type>),
}

#[derive(Clone, Debug)]
enum Element {
    One(Type),
    Optional(Type),
    Rest(Type),
}

#[derive(Clone, Debug)]
struct Field {
    name: String,
    optional: bool,
    held: Type,
}

impl Types {
    /// Reads the exported interfaces and types; those of functions are left out.
    pub(super) fn read(file: &str) -> Self {
        let mut types = BTreeMap::new();
        for declaration in file.split("\nexport ").skip(1).filter(|declaration| !declaration.contains("=>")) {
            let mut parser = Parser { tokens: tokens(declaration), at: 0 };
            let kind = parser.next();
            let name = parser.next();
            if kind == "type" {
                parser.expect("=");
            }
            types.insert(name, parser.either());
        }
        Self(types)
    }

    /// Whether the value is what the type of that name promises, and nothing beyond it.
    #[track_caller]
    pub(super) fn promise(&self, name: &str, value: &Value) {
        assert!(self.fits(&Type::Named(name.to_owned()), value, true), "no {name}: {value}");
    }

    /// The texts that the variants of a union begin with.
    pub(super) fn names_of_variants(&self, name: &str) -> Vec<&str> {
        let Some(Type::Either(variants)) = self.0.get(name) else { panic!("{name} is no union") };
        variants.iter().flat_map(names_of).collect()
    }

    /// The names of the fields of an interface.
    pub(super) fn fields(&self, name: &str) -> Vec<&str> {
        let Some(Type::Object(fields)) = self.0.get(name) else { panic!("{name} is no interface") };
        fields.iter().map(|field| field.name.as_str()).collect()
    }

    fn fits(&self, wanted: &Type, value: &Value, exactly: bool) -> bool {
        match wanted {
            Type::Named(name) => match name.as_str() {
                "string" => value.is_string(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                "object" => value.is_object(),
                "null" => value.is_null(),
                "unknown" => true,
                name => self.fits(self.0.get(name).unwrap_or_else(|| panic!("no type {name}")), value, exactly),
            },
            Type::Literal(literal) => literal == value,
            Type::NumberAsText => value.as_str().is_some_and(|text| text.parse::<f64>().is_ok()),
            Type::List(element) => {
                value.as_array().is_some_and(|list| list.iter().all(|value| self.fits(element, value, true)))
            }
            Type::Record(held) => {
                value.as_object().is_some_and(|object| object.values().all(|value| self.fits(held, value, true)))
            }
            Type::Tuple(elements) => value.as_array().is_some_and(|list| self.fit_in_turn(elements, list)),
            Type::Object(fields) => value.as_object().is_some_and(|object| {
                let known = |name: &String| fields.iter().any(|field| field.name == *name);
                let fit = |field: &Field| match object.get(&field.name) {
                    Some(value) => self.fits(&field.held, value, true),
                    None => field.optional,
                };
                fields.iter().all(fit) && (!exactly || object.keys().all(known))
            }),
            Type::Either(variants) => variants.iter().any(|variant| self.fits(variant, value, exactly)),
            Type::Both(parts) => parts.iter().all(|part| self.fits(part, value, false)),
        }
    }

    fn fit_in_turn(&self, elements: &[Element], list: &[Value]) -> bool {
        let mut rest = list.iter();
        let fit = elements.iter().all(|element| match element {
            Element::One(wanted) => rest.next().is_some_and(|value| self.fits(wanted, value, true)),
            Element::Optional(wanted) => rest.next().is_none_or(|value| self.fits(wanted, value, true)),
            Element::Rest(Type::List(wanted)) => rest.by_ref().all(|value| self.fits(wanted, value, true)),
            Element::Rest(other) => panic!("no list: {other:?}"),
        });
        fit && rest.next().is_none()
    }
}

/// The literal at the head of a tuple, or those of the first field of an object.
fn names_of(variant: &Type) -> Vec<&str> {
    match variant {
        Type::Literal(literal) => literal.as_str().into_iter().collect(),
        Type::Tuple(elements) => match elements.first() {
            Some(Element::One(head)) => names_of(head),
            other => panic!("{other:?}"),
        },
        Type::Object(fields) => names_of(&fields[0].held),
        Type::Either(variants) => variants.iter().flat_map(names_of).collect(),
        Type::Both(parts) => names_of(&parts[0]),
        other => panic!("{other:?}"),
    }
}

struct Parser {
    tokens: Vec<String>,
    at: usize,
}

impl Parser {
    fn next(&mut self) -> String {
        self.at += 1;
        self.tokens[self.at - 1].clone()
    }

    fn skip(&mut self, token: &str) -> bool {
        let skipped = self.tokens.get(self.at).is_some_and(|next| next == token);
        self.at += usize::from(skipped);
        skipped
    }

    #[track_caller]
    fn expect(&mut self, token: &str) {
        assert!(self.skip(token), "{token} is missing at {:?}", &self.tokens[self.at..]);
    }

    fn either(&mut self) -> Type {
        self.skip("|");
        let mut variants = vec![self.both()];
        while self.skip("|") {
            variants.push(self.both());
        }
        if variants.len() == 1 { variants.remove(0) } else { Type::Either(variants) }
    }

    fn both(&mut self) -> Type {
        let mut parts = vec![self.list()];
        while self.skip("&") {
            parts.push(self.list());
        }
        if parts.len() == 1 { parts.remove(0) } else { Type::Both(parts) }
    }

    fn list(&mut self) -> Type {
        let mut element = self.one();
        while self.skip("[") {
            self.expect("]");
            element = Type::List(Box::new(element));
        }
        element
    }

    fn one(&mut self) -> Type {
        let token = self.next();
        match token.as_str() {
            "(" => {
                let inner = self.either();
                self.expect(")");
                inner
            }
            "[" => {
                let mut elements = Vec::new();
                while !self.skip("]") {
                    elements.push(self.element());
                    self.skip(",");
                }
                Type::Tuple(elements)
            }
            "{" => {
                let mut fields = Vec::new();
                while !self.skip("}") {
                    let name = self.next();
                    let optional = self.skip("?");
                    self.expect(":");
                    fields.push(Field { name, optional, held: self.either() });
                    self.skip(";");
                }
                Type::Object(fields)
            }
            "`${number}`" => Type::NumberAsText,
            "Record" => {
                self.expect("<");
                self.expect("string");
                self.expect(",");
                let held = self.either();
                self.expect(">");
                Type::Record(Box::new(held))
            }
            token => match serde_json::from_str::<Value>(token) {
                Ok(literal) if !literal.is_null() => Type::Literal(literal),
                _ => Type::Named(token.to_owned()),
            },
        }
    }

    fn element(&mut self) -> Element {
        if self.skip("...") {
            return Element::Rest(self.either());
        }
        let element = self.either();
        if self.skip("?") { Element::Optional(element) } else { Element::One(element) }
    }
}

/// The words and signs of a declaration, without its comments.
fn tokens(declaration: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = declaration.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").unwrap() + 2,
            '/' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '`' => rest[1..].find(first).unwrap() + 2,
            '.' => 3,
            letter if is_of_a_word(letter) => rest.find(|letter| !is_of_a_word(letter)).unwrap_or(rest.len()),
            sign => sign.len_utf8(),
        };
        if first != '/' {
            tokens.push(rest[..end].to_owned());
        }
        rest = rest[end..].trim_start();
    }
    tokens
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[test]
fn a_type_is_told_from_what_it_is_not() {
    let types = Types::read(
        r#"
export interface Box {
  /** A comment. */
  held: Thing;
  more?: number[];
}
export type Thing = ["one", string?] | ({ kind: "a" | "b" } & { size: `${number}` }) | null
  | Record<string, boolean>;
"#,
    );
    let fits = |text: &str| types.fits(&Type::Named("Box".into()), &serde_json::from_str(text).unwrap(), true);
    for fitting in [
        r#"{"held": ["one"]}"#,
        r#"{"held": ["one", "x"], "more": []}"#,
        r#"{"held": {"kind": "b", "size": "1.50"}, "more": [1, 2]}"#,
        r#"{"held": null}"#,
        r#"{"held": {}}"#,
        r#"{"held": {"x": true}}"#,
    ] {
        assert!(fits(fitting), "{fitting}");
    }
    for other in [
        "{}",
        r#"{"held": ["two"]}"#,
        r#"{"held": ["one", 1]}"#,
        r#"{"held": ["one", "x", "y"]}"#,
        r#"{"held": {"kind": "c", "size": "1"}}"#,
        r#"{"held": {"kind": "a", "size": "much"}}"#,
        r#"{"held": {"kind": "a"}}"#,
        r#"{"held": null, "more": ["1"]}"#,
        r#"{"held": null, "less": 1}"#,
    ] {
        assert!(!fits(other), "{other}");
    }
    assert_eq!(types.fields("Box"), ["held", "more"]);
}
