// Everything that can happen to a payment, and what the result page must say then.

/**
 * @typedef {object} Scenario
 * @property {string} name what happens
 * @property {"SUCCESS" | "FAIL" | "CANCELLED"} says what the result page says in the end
 * @property {(visit: import("./visit.js").Visit) => Promise<unknown>} happens from the order to the last act
 */

const LOST = "never: the message is lost";
/** Longer than the merchant's server waits for a notification before it asks. */
const UNTIL_IT_ASKS = 12;
/** Longer than it waits for an answer. */
const UNTIL_IT_GIVES_UP = 11;

/** @type {Scenario[]} */
const BUYER = [
  { name: "approved", says: "SUCCESS", happens: async (visit) => visit.phone(await visit.buy(), "Pay") },
  { name: "declined", says: "FAIL", happens: async (visit) => visit.phone(await visit.buy(), "Decline") },
  {
    name: "insufficient balance",
    says: "FAIL",
    happens: async (visit) => visit.phone(await visit.buy(), "Pay with too little money"),
  },
  {
    name: "pending, then paid",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Pay, the bank answers later");
      await visit.state("pending");
      await visit.phone(code, "The bank says yes");
    },
  },
  {
    name: "pending, then refused",
    says: "FAIL",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Pay, the bank answers later");
      await visit.state("pending");
      await visit.phone(code, "The bank says no");
    },
  },
  {
    name: "left, then paid",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Put the phone away");
      await visit.phone(code, "Pay");
    },
  },
];

/** @type {Scenario[]} */
const TIME = [
  {
    name: "expired, nobody pays",
    says: "FAIL",
    happens: async (visit) => {
      await visit.buy();
      await visit.expire();
      await visit.look();
    },
  },
  {
    name: "expired, new code, paid",
    says: "SUCCESS",
    happens: async (visit) => {
      await visit.buy();
      await visit.expire();
      await visit.phone(await visit.renew(), "Pay");
    },
  },
  {
    name: "late: paid in time, known after the expiry",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.expire();
      await visit.phone(code, "It had been paid in time");
    },
  },
  {
    name: "late: known after a new code was made",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.expire();
      await visit.renew();
      await visit.phone(code, "It had been paid in time");
    },
  },
];

/** @type {Scenario[]} */
const NOTIFICATION = [
  {
    name: "notification lost",
    says: "SUCCESS",
    happens: async (visit) => {
      await visit.phone(await visit.buy(), "Pay", LOST);
      await visit.pass(UNTIL_IT_ASKS);
    },
  },
  {
    name: "notification repeated, eight at once",
    says: "SUCCESS",
    happens: async (visit) => visit.phone(await visit.buy(), "Pay", "eight times at once"),
  },
  {
    name: "notifications out of order",
    says: "SUCCESS",
    happens: async (visit) => visit.phone(await visit.buy(), "Pay", "in the wrong order"),
  },
  {
    name: "notification forged, then declined",
    says: "FAIL",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Put the phone away", "by a forger");
      await visit.phone(code, "Decline");
    },
  },
  {
    name: "cancelled after pay, before the shop was told",
    says: "CANCELLED",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Pay", LOST);
      await visit.phone(code, "Cancel and refund");
      await visit.pass(UNTIL_IT_ASKS);
    },
  },
  {
    name: "cancelled after pay, when the shop had been told",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.phone(code, "Pay");
      await visit.result();
      await visit.phone(code, "Cancel and refund");
      await visit.look();
    },
  },
];

/** @param {string} name @param {string} fault @returns {Scenario} */
const unbelievable = (name, fault) => ({
  name,
  says: "SUCCESS",
  happens: async (visit) => {
    const code = await visit.buy();
    await visit.fault("inquiryPayment", fault);
    await visit.phone(code, "Pay", LOST);
    await visit.pass(UNTIL_IT_ASKS);
    await visit.faultsHaveHit("inquiryPayment");
    await visit.pass(2 * UNTIL_IT_ASKS);
  },
});

/** @type {Scenario[]} */
const ANTOM = [
  {
    name: "Antom answers 5xx while the order is made",
    says: "SUCCESS",
    happens: async (visit) => {
      await visit.fault("pay", "broken", 2);
      await visit.phone(await visit.buy(), "Pay");
    },
  },
  {
    name: "Antom's answer to the order is lost",
    says: "SUCCESS",
    happens: async (visit) => {
      await visit.fault("pay", "answer-lost");
      await visit.phone(await visit.buy(), "Pay");
    },
  },
  {
    name: "Antom is slow while the order is made",
    says: "SUCCESS",
    happens: async (visit) => {
      await visit.fault("pay", "slow");
      await visit.order();
      await visit.faultsHaveHit("pay");
      await visit.turn("clock", { advanceMs: UNTIL_IT_GIVES_UP * 1000 });
      await visit.phone(await visit.scan(), "Pay");
    },
  },
  {
    name: "Antom answers 5xx when asked",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.fault("inquiryPayment", "broken", 2);
      await visit.phone(code, "Pay", LOST);
      await visit.pass(UNTIL_IT_ASKS);
    },
  },
  {
    name: "Antom is slow when asked",
    says: "SUCCESS",
    happens: async (visit) => {
      const code = await visit.buy();
      await visit.fault("inquiryPayment", "slow");
      await visit.phone(code, "Pay", LOST);
      await visit.pass(UNTIL_IT_ASKS);
      await visit.faultsHaveHit("inquiryPayment");
      await visit.pass(UNTIL_IT_GIVES_UP);
    },
  },
  unbelievable("somebody else answers in Antom's place", "forged"),
  unbelievable("Antom answers about another payment", "another-payment"),
];

export const SCENARIOS = [...BUYER, ...TIME, ...NOTIFICATION, ...ANTOM];
