// What can be wrong with the space of the card; evaluated in the page.

export const FAULTS = `(() => {
  const root = document.querySelector("kaspi-checkout").shadowRoot;
  const card = root.querySelector(".card, .fallback").getBoundingClientRect();
  const found = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  for (const element of root.querySelectorAll(":is(.card, .fallback) :not(slot, path, .announcement)")) {
    if (!element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    const said = element.localName + "." + element.getAttribute("class");
    if (box.right > card.right + 1 || box.left < card.left - 1) found.push(said + " sticks out");
    if (element.matches("a, button, input") && (box.width < 44 || box.height < 44)) found.push(said + " is small");
    if (element.scrollWidth > element.clientWidth + 1 && element.matches("p, h2, li, button, a")) found.push(said + " is cut off");
  }
  return found;
})()`;
