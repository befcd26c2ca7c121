"use client";

import { createElement, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { defineKaspiCheckout } from "./index.js";

/** A checkout may begin as soon as it is in the page: what it is to know is told before. On a server React 18 warns of it. */
const useEarlyEffect = globalThis.document ? useLayoutEffect : useEffect;

/** The properties that are text, and the attributes that carry them: also in the page that a server renders. */
/** @type {Record<string, string>} */
const ATTRIBUTES = {
  statusUrl: "status-url",
  resultUrl: "result-url",
  failureUrl: "failure-url",
  refreshUrl: "refresh-url",
  eventsUrl: "events-url",
  mode: "mode",
  launch: "launch",
  locale: "locale",
  theme: "theme",
  redirectTarget: "redirect-target",
  allowedOrigins: "allowed-origins",
  appOrigins: "app-origins",
};

/** @type {Record<string, string>} */
const EVENTS = {
  onReady: "kaspi-ready",
  onStateChange: "kaspi-statechange",
  onHandoff: "kaspi-handoff",
  onResult: "kaspi-result",
  onExpired: "kaspi-expired",
  onRefresh: "kaspi-refresh",
  onError: "kaspi-error",
};

/**
 * `<kaspi-checkout>` for React 18 and 19.
 * @type {typeof import("./react.d.ts").KaspiCheckout}
 */
export function KaspiCheckout({
  payResponse,
  statusSource,
  texts,
  renewable = false,
  className,
  ref,
  children,
  ...rest
}) {
  /** @type {import("react").RefObject<import("./index.d.ts").KaspiCheckoutElement | null>} */
  const element = useRef(null);
  /** @type {Record<string, any>} */
  const properties = rest;
  const latest = useRef(properties);
  /** @type {Record<string, unknown>} */
  const attributes = { "pay-response": asText(payResponse), class: className };
  for (const [name, value] of Object.entries(properties)) {
    if (!(name in EVENTS)) attributes[ATTRIBUTES[name] ?? name] = value;
  }
  // React 18 would write hidden="false", which hides.
  if (attributes.hidden === false) delete attributes.hidden;
  useEarlyEffect(() => {
    latest.current = properties;
  });
  useEarlyEffect(defineKaspiCheckout, []);
  useEarlyEffect(() => {
    if (element.current) Object.assign(element.current, { statusSource, texts, renewable });
  }, [statusSource, texts, renewable]);

  // A listener of kaspi-refresh tells that new codes can be had, so only what is wanted is listened to.
  const wanted = Object.keys(EVENTS).filter((name) => properties[name]);
  const names = wanted.join();
  useEarlyEffect(() => {
    const stop = new AbortController();
    for (const name of names.split(",").filter(Boolean)) {
      const call = (/** @type {any} */ event) => latest.current[name]?.(event);
      element.current?.addEventListener(EVENTS[name], call, { signal: stop.signal });
    }
    return () => stop.abort();
  }, [names]);

  const hold = useCallback(
    (/** @type {any} */ node) => {
      element.current = node;
      if (typeof ref === "function") return ref(node);
      if (ref) ref.current = node;
    },
    [ref],
  );
  return createElement("kaspi-checkout", { ...attributes, ref: hold }, children);
}

/** @param {unknown} payResponse */
function asText(payResponse) {
  return payResponse && typeof payResponse !== "string" ? JSON.stringify(payResponse) : payResponse || undefined;
}
