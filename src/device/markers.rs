//! Finding one of a few names in a text.

/// What a name tells, the telling ones first, and the names that tell it, with a bar between them.
pub(super) type Markers<T> = [(T, &'static str)];

/// What the first of `markers` tells that has a name in `text`; `None` where none of them has.
pub(super) fn first<T: Copy>(markers: &Markers<T>, text: &str) -> Option<T> {
    markers.iter().find(|(_, names)| holds(text, names)).map(|(told, _)| *told)
}

/// Whether one of `names`, which have a bar between them, stands anywhere in `text`, in the same case.
///
/// Byte by byte, since these texts are short and read once: the standard library's search is faster but larger than
/// all the names that it would look for.
pub(super) fn holds(text: &str, names: &str) -> bool {
    names.as_bytes().split(|byte| *byte == b'|').any(|name| stands_in(text.as_bytes(), name))
}

/// Whether `name` stands anywhere in `text`.
fn stands_in(mut text: &[u8], name: &[u8]) -> bool {
    loop {
        if text.starts_with(name) {
            return true;
        }
        match text.split_first() {
            Some((_, tail)) => text = tail,
            None => return false,
        }
    }
}
