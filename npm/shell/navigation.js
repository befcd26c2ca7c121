// The only module that leaves the page. Its addresses have passed the core's `Origins`.

/**
 * Follows a real link.
 * @param {Element} root where the widget is
 * @param {string} url
 * @param {string} [frame] the browsing context
 */
export function follow(root, url, frame = "_self") {
  const link = Object.assign(document.createElement("a"), { href: url, target: frame });
  inThePage(root, link, () => link.click());
}

/**
 * Sends a real form, for a link that asks for `POST`.
 * @param {Element} root where the widget is
 * @param {string} url
 * @param {[string, string][]} fields
 * @param {string} [frame] the browsing context
 */
export function submit(root, url, fields, frame = "_self") {
  const form = document.createElement("form");
  // A field may bear the name of a property of the form, which it then hides.
  const attributes = { method: "post", action: url, target: frame };
  for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
  form.append(
    ...fields.map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })),
  );
  inThePage(root, form, () => HTMLFormElement.prototype.submit.call(form));
}

/**
 * Firefox follows no link that is outside of the document. Within the widget its click is one on the widget: a dialog that
 * closes when somebody clicks beside it stays. The page may have taken the widget away when it was told what comes.
 * @param {Element} root
 * @param {HTMLElement} element
 * @param {() => void} act
 */
function inThePage(root, element, act) {
  const place = document.createElement("div");
  place.hidden = true;
  place.append(element);
  (root.isConnected ? root : document.body).append(place);
  act();
  place.remove();
}
