// The shop's own script: makes an order and hands the server's answer to the element.

const pay = /** @type {HTMLButtonElement} */ (document.querySelector("#pay"));
const checkout = /** @type {HTMLElement} */ (document.querySelector("#checkout"));
const problem = /** @type {HTMLElement} */ (document.querySelector("#problem"));
const language = /** @type {HTMLSelectElement} */ (document.querySelector("#language"));

/**
 * What the merchant's server answers for an order.
 * @typedef {{ id: string, payResponse: object, statusUrl: string, resultUrl: string, refreshUrl: string, eventsUrl: string }} Order
 */

pay.addEventListener("click", async () => {
  pay.disabled = true;
  problem.textContent = "";
  try {
    const order = await ask("/api/orders", { method: "POST" });
    history.replaceState(null, "", `?order=${order.id}`);
    show(order);
  } catch {
    problem.textContent = "The order could not be made. Please try again.";
    pay.disabled = false;
  }
});

// The element follows the page's `lang` by itself.
language.addEventListener("change", () => {
  document.documentElement.lang = language.value;
});

// A reload shows the same order again.
const known = new URLSearchParams(location.search).get("order");
if (known) {
  pay.disabled = true;
  show(await ask(`/api/orders/${encodeURIComponent(known)}`));
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Order>}
 */
async function ask(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.json();
}

/** @param {Order} order */
function show(order) {
  const element = document.createElement("kaspi-checkout");
  element.setAttribute("status-url", order.statusUrl);
  element.setAttribute("result-url", order.resultUrl);
  element.setAttribute("refresh-url", order.refreshUrl);
  element.setAttribute("events-url", order.eventsUrl);
  element.setAttribute("pay-response", JSON.stringify(order.payResponse));
  checkout.replaceChildren(element);
  checkout.hidden = false;
}
