// Remembers, over all loads of the page in this tab, each opening of the app and whether a gesture was fresh then.
document.addEventListener("kaspi-handoff", function (event) {
  var handoffs = JSON.parse(sessionStorage.getItem("handoffs") || "[]");
  // WebKit's test browser knows no user activation.
  var gesture = navigator.userActivation ? navigator.userActivation.isActive : null;
  handoffs.push({ url: /** @type {CustomEvent} */ (event).detail.url, gesture: gesture });
  sessionStorage.setItem("handoffs", JSON.stringify(handoffs));
});
