// Makes what is on the page alike to what was drawn, with as few changes as it takes: what stays keeps its focus, its place
// in a screen reader and its running animation, and a link that is just being followed stays in the page.

/**
 * Makes `shown` alike to `drawn`, which is used up.
 * @param {Node} shown
 * @param {Node} drawn of the same kind
 */
export function patch(shown, drawn) {
  if (!(shown instanceof Element && drawn instanceof Element)) {
    if (shown.textContent !== drawn.textContent) shown.textContent = drawn.textContent;
    return;
  }
  patchAttributes(shown, drawn);
  let place = shown.firstChild;
  for (let wanted = drawn.firstChild, next; wanted; wanted = next) {
    next = wanted.nextSibling;
    // What is not wanted here makes room for what is shown already, further on.
    if (hasAlike(place, wanted)) while (place && !areAlike(place, wanted)) place = remove(place);
    if (place && areAlike(place, wanted)) {
      const node = place;
      place = node.nextSibling;
      patch(node, wanted);
    } else if (place && !hasAlike(next, place)) {
      const node = place;
      place = node.nextSibling;
      shown.replaceChild(wanted, node);
    } else {
      // What is wanted further on stays for then.
      shown.insertBefore(wanted, place);
    }
  }
  while (place) place = remove(place);
}

/**
 * @param {ChildNode} node
 * @returns {ChildNode | null} the next one
 */
function remove(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/**
 * Whether one of the siblings from `first` on is alike.
 * @param {Node | null} first
 * @param {Node} wanted
 */
function hasAlike(first, wanted) {
  for (let node = first; node; node = node.nextSibling) if (areAlike(node, wanted)) return true;
  return false;
}

/**
 * A part stays what it is. The scene of another state is another one: what stayed and moved would be seen to jump.
 * @param {Node} one
 * @param {Node} other
 */
function areAlike(one, other) {
  return (
    one.nodeName === other.nodeName && ["part", "data-state"].every((name) => named(one, name) === named(other, name))
  );
}

/**
 * @param {Node} node
 * @param {string} name
 */
function named(node, name) {
  return node instanceof Element ? node.getAttribute(name) : null;
}

/**
 * @param {Element} shown
 * @param {Element} drawn
 */
function patchAttributes(shown, drawn) {
  for (const name of shown.getAttributeNames()) if (!drawn.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of drawn.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}
