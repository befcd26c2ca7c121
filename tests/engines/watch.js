// Remembers what the page was told.
var heard = [];
document.addEventListener("securitypolicyviolation", function (event) {
  // The browser looks for an icon of the page by itself.
  if (!event.blockedURI.endsWith("/favicon.ico"))
    heard.push("violation " + event.effectiveDirective + " " + event.blockedURI);
});
document.addEventListener("kaspi-error", function (event) {
  heard.push("error " + /** @type {CustomEvent} */ (event).detail.code);
});
document.addEventListener("kaspi-result", function (event) {
  heard.push("result " + /** @type {CustomEvent} */ (event).detail.status);
});
