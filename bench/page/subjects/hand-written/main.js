// What a merchant's developer would write in an afternoon: the code, a countdown, a question every 2 s, the result page.
import { encode } from "uqr";

const QUIET_ZONE = 4;
const PAUSE = 2_000;
const SVG = "http://www.w3.org/2000/svg";

const root = document.querySelector("#checkout");
const response = JSON.parse(root.querySelector("script").textContent);
const expires = Date.parse(response.orderCodeForm.expireTime);
const code = response.orderCodeForm.codeDetails.find(({ displayType }) => displayType === "TEXT").codeValue;
let over = false;

const heading = element("h1", "Pay with Kaspi.kz");
const amount = element("p", amountText(response.paymentAmount));
const countdown = element("p", "");
const notice = element("p", "Scan the code with the Kaspi.kz app");
notice.setAttribute("role", "status");
root.append(heading, amount, picture(code), countdown, notice, appLink(response.applinkUrl));

const ticking = setInterval(tick, 1_000);
tick();
ask();

function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

function amountText({ currency, value }) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(Number(value) / 100);
}

function appLink(url) {
  const link = element("a", "Open Kaspi.kz on this device");
  link.href = url;
  return link;
}

function picture(text) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (data[y][x]) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`;
    }
  }
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size + 2 * QUIET_ZONE} ${size + 2 * QUIET_ZONE}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Payment code");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

function tick() {
  const seconds = Math.max(0, Math.ceil((expires - Date.now()) / 1_000));
  countdown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (seconds === 0) finish("The code has expired");
}

async function ask() {
  if (over) return;
  try {
    const answer = await fetch(root.dataset.statusUrl, { cache: "no-store" });
    if (answer.ok) hear(await answer.json());
  } catch {
    notice.textContent = "The connection is unsteady";
  }
  if (!over) setTimeout(ask, PAUSE);
}

function hear({ status }) {
  if (status === "SUCCESS") {
    finish("Paid");
    location.assign(root.dataset.resultUrl);
  } else if (status === "FAIL" || status === "CANCELLED") {
    finish("The payment did not go through");
  }
}

function finish(text) {
  over = true;
  clearInterval(ticking);
  root.querySelector("svg").remove();
  notice.textContent = text;
}
