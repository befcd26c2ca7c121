//! Finding one of a few names in a text.

/// A table of names, the telling ones first, and what each of them tells.
pub(super) type Markers<T> = [(&'static str, T)];

/// What the first name of `markers` that stands in `text` tells; `None` where none of them does.
pub(super) fn first<T: Copy>(markers: &Markers<T>, text: &str) -> Option<T> {
    markers.iter().find(|(marker, _)| holds(text, marker)).map(|(_, told)| *told)
}

/// Whether `marker` stands anywhere in `text`, in the same case.
///
/// Byte by byte, since these texts are short and read once: the standard library's search is faster but larger than
/// all the names that it would look for.
pub(super) fn holds(text: &str, marker: &str) -> bool {
    let mut rest = text.as_bytes();
    loop {
        if rest.starts_with(marker.as_bytes()) {
            return true;
        }
        match rest.split_first() {
            Some((_, tail)) => rest = tail,
            None => return false,
        }
    }
}
