/**
 * The nearest `lang` of an element, beyond the shadow roots that it stands in.
 * @param {Element} element
 */
export function nearestLanguage(element) {
  /** @type {Element | undefined} */
  let place = element;
  while (place) {
    const near = place.closest("[lang]");
    if (near) return near.getAttribute("lang");
    place = /** @type {Partial<ShadowRoot>} */ (place.getRootNode()).host;
  }
  return undefined;
}
