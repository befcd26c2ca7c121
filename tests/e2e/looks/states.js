// Every visual state, and what a page, its server and its buyer do to bring it about.

import { MINUTE } from "../support/pay_response.js";

/** @typedef {import("./showing.js").Showing} Showing */

/**
 * @typedef {object} State
 * @property {string} state the element's public state
 * @property {string} sign what the card holds in this view and not before it
 * @property {Record<string, string>} [attributes]
 * @property {string} [status] what the server says; without it, it never answers
 * @property {number | null} [age] how old the pay response is, in ms; null: there is none
 * @property {Record<string, any>} [change] fields of the pay response
 * @property {string} [userAgent] where the page is not in a desktop's browser
 * @property {(showing: Showing) => Promise<void>} [before] what is so before the element comes
 * @property {(showing: Showing) => Promise<void>} [then] what happens once it is there
 */

const TENGE = { paymentAmount: { currency: "KZT", value: "1250000" } };
const ONWARD = { "result-url": "/order" };
const CODE = { attributes: { mode: "qr" }, status: "PROCESSING", change: TENGE };
const APP = { attributes: { mode: "app", launch: "tap" }, status: "PROCESSING", change: TENGE };
const EXPIRED = { age: 11 * MINUTE, status: "FAIL", attributes: { "refresh-url": "/renew" } };

const INSTAGRAM =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 354.0.0.29.90";

const LINKS = ["applinkUrl", "schemeUrl", "paymentData", "paymentActionForm", "redirectActionForm"];

/** @param {string[]} fields */
const without = (fields) => Object.fromEntries(fields.map((field) => [field, undefined]));

/** @type {Record<string, State>} */
export const STATES = {
  idle: { state: "idle", sign: ".scene", age: null },
  code: { state: "waiting", sign: ".code", ...CODE },
  code_in_dollars: { state: "waiting", sign: ".tenge", ...CODE, change: {} },
  code_enlarged: {
    state: "waiting",
    sign: "[data-enlarged]",
    ...CODE,
    then: (showing) => showing.press("enlarge"),
  },
  hosted_picture: {
    state: "waiting",
    sign: ".code",
    ...CODE,
    change: {
      ...TENGE,
      orderCodeForm: {
        codeDetails: [{ displayType: "BIGIMAGE", codeValue: "https://qr.alipayplus.com/showQrImage?picSize=L" }],
      },
    },
  },
  last_minute: { state: "waiting", sign: ".urgent", ...CODE, age: 9 * MINUTE + 15_000 },
  link_copied: { state: "waiting", sign: ".copied", ...CODE, then: (showing) => showing.press("copy") },
  link_by_hand: {
    state: "waiting",
    sign: ".link",
    ...CODE,
    before: (showing) => showing.run(`Object.defineProperty(navigator, "clipboard", { value: undefined })`),
    then: (showing) => showing.press("copy"),
  },
  shareable: {
    state: "waiting",
    sign: ".share",
    ...CODE,
    before: (showing) => showing.run(`navigator.share = async (shared) => void (window.shared = shared)`),
  },
  app: { state: "waiting", sign: ".app-link", ...APP },
  app_announced: { state: "waiting", sign: ".stay", ...APP, attributes: { mode: "app" } },
  app_opened: { state: "waiting", sign: ".app-link", ...APP, then: (showing) => showing.press("app-link") },
  app_hinted: {
    state: "waiting",
    sign: ".hint",
    ...APP,
    then: async (showing) => {
      await showing.press("app-link");
      await showing.passUntil(".hint");
    },
  },
  inside_another_app: { state: "waiting", sign: ".hint", ...APP, attributes: {}, userAgent: INSTAGRAM },
  page: {
    state: "waiting",
    sign: ".page-link",
    ...CODE,
    attributes: { mode: "app" },
    change: { ...TENGE, ...without([...LINKS, "orderCodeForm"]) },
  },
  unsteady: {
    state: "waiting",
    sign: ".connection",
    ...CODE,
    status: "unreachable",
    then: (showing) => showing.passUntil(".connection"),
  },
  offline: {
    state: "waiting",
    sign: ".connection",
    ...CODE,
    then: (showing) => showing.run(`dispatchEvent(new Event("offline"))`),
  },
  pending: { state: "pending", sign: ".heading", status: "PENDING" },
  confirming: { state: "confirming", sign: ".heading", age: 11 * MINUTE },
  expired: { state: "expired", sign: ".heading", ...EXPIRED, attributes: {} },
  expired_renewable: { state: "expired", sign: ".new-code", ...EXPIRED },
  expired_renewing: {
    state: "expired",
    sign: ".text + .text",
    ...EXPIRED,
    then: async (showing) => {
      await showing.press("new-code");
      await showing.passUntil(".text + .text");
    },
  },
  expired_not_renewed: {
    state: "expired",
    sign: ".hint",
    ...EXPIRED,
    attributes: { "refresh-url": "/no-code" },
    then: async (showing) => {
      await showing.press("new-code");
      await showing.passUntil(".hint");
    },
  },
  paid: { state: "paid", sign: ".continue", status: "SUCCESS", attributes: ONWARD },
  failed: { state: "failed", sign: ".continue", status: "FAIL", attributes: ONWARD },
  cancelled: { state: "cancelled", sign: ".continue", status: "CANCELLED", attributes: ONWARD },
  rejected: { state: "rejected", sign: ".heading", change: without([...LINKS, "normalUrl", "orderCodeForm"]) },
  without_the_module: { state: "waiting", sign: ".fallback", ...CODE, before: (showing) => showing.blockTheModule() },
};
