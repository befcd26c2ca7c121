// The few words of the fallback, in the three languages of the checkout.

import { nearestLanguage } from "./shell/nearest-language.js";

/** @typedef {"pay" | "scan" | "none" | "confirming" | "expired" | "pending" | "paid" | "failed" | "cancelled" | "onward"} Key */

/** @type {Record<string, Record<Key, string>>} */
const WORDS = {
  en: {
    pay: "Pay with Kaspi.kz",
    scan: "Code of the payment: scan it in the Kaspi.kz app",
    none: "The payment cannot be shown here. Please go back to the shop.",
    confirming: "Checking your payment…",
    expired: "The time to pay is over. As far as we know, nothing was charged.",
    pending: "Your payment is being processed. Please do not pay again.",
    paid: "Paid. Thank you!",
    failed: "The payment was not made.",
    cancelled: "The payment was cancelled.",
    onward: "Continue",
  },
  ru: {
    pay: "Оплатить через Kaspi.kz",
    scan: "Код платежа: отсканируйте его в приложении Kaspi.kz",
    none: "Не удалось открыть оплату. Пожалуйста, вернитесь в магазин.",
    confirming: "Проверяем платёж…",
    expired: "Время на оплату вышло. Насколько нам известно, деньги не списаны.",
    pending: "Ваш платёж обрабатывается. Пожалуйста, не платите ещё раз.",
    paid: "Оплачено. Спасибо!",
    failed: "Оплата не прошла.",
    cancelled: "Платёж отменён.",
    onward: "Продолжить",
  },
  kk: {
    pay: "Kaspi.kz арқылы төлеу",
    scan: "Төлем коды: оны Kaspi.kz қосымшасында сканерлеңіз",
    none: "Төлемді ашу мүмкін болмады. Дүкенге қайта оралыңыз.",
    confirming: "Төлеміңіз тексерілуде…",
    expired: "Төлеу уақыты аяқталды. Біздегі мәлімет бойынша ақша алынған жоқ.",
    pending: "Төлеміңіз өңделуде. Қайта төлемеңіз.",
    paid: "Төленді. Рақмет!",
    failed: "Төлем өтпеді.",
    cancelled: "Төлем тоқтатылды.",
    onward: "Жалғастыру",
  },
};

/**
 * The words for an element: its `locale`, else the nearest `lang`, else the browser's languages, else Russian.
 * @param {Element} host
 * @param {string} [locale]
 */
export function wordsFor(host, locale) {
  const wished = [locale, nearestLanguage(host), ...navigator.languages];
  const known = wished.map((tag) => tag?.trim().slice(0, 2).toLowerCase()).find((tag) => tag && tag in WORDS);
  const lang = known ?? "ru";
  return { ...WORDS[lang], lang };
}
