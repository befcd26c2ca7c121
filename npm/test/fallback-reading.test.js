import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { destination, httpsOrigin, namesShared, objectOf, readPayment, readTime } from "../fallback-reading.js";

const kaspi = await readFile(
  new URL("../../tests/fixtures/antom/KASPI_KZ__pay_response_WAP.json", import.meta.url),
  "utf8",
);
const page = { href: "http://127.0.0.1:8080/shop/pay", origin: "http://127.0.0.1:8080" };

test("a pay response gives the link, the largest picture and the times", () => {
  const payment = readPayment(kaspi, undefined);
  assert.match(payment.link ?? "", /^https:\/\/open-sea-global\.alipayplus\.com\/.*checkout\.htm\?codeValue=28166/);
  assert.match(payment.image ?? "", /^https:\/\/qr\.alipayplus\.com\/showQrImage\?.*picSize=L$/);
  assert.equal(payment.created, Date.parse("2026-01-26T06:16:13Z"));
  assert.equal(payment.expires, Date.parse("2026-01-26T06:26:14Z"));
});

test("nothing is offered of a payment that was not created, or is paid", () => {
  const read = (/** @type {unknown} */ resultStatus) =>
    readPayment(JSON.stringify({ ...JSON.parse(kaspi), result: { resultStatus } }), undefined);
  for (const resultStatus of ["F", "S"]) {
    const { link, image } = read(resultStatus);
    assert.deepEqual([link, image], [undefined, undefined]);
  }
  for (const resultStatus of ["U", "", undefined]) assert.match(read(resultStatus).link ?? "", /^https:/);
});

test("any text is read without a fault", () => {
  for (const text of [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    '{"orderCodeForm":7,"result":{"resultStatus":"U"}}',
    undefined,
  ]) {
    const { link, image, expires } = readPayment(text, undefined);
    assert.deepEqual([link, image, expires], [undefined, undefined, undefined]);
  }
});

test("only the page's list of origins counts where it gives one", () => {
  assert.equal(readPayment(kaspi, "https://pay.example").link, undefined);
  assert.match(readPayment(kaspi, "https://l.kaspi.kz").link ?? "", /^https:\/\/l\.kaspi\.kz/);
  for (const evil of [
    "https://kaspi.kz.evil.example/",
    "https://evilkaspi.kz/",
    "https://kaspi.kz/",
    "https://user@l.kaspi.kz/",
    "https://l.kaspi.kz@evil.example/",
    "http://l.kaspi.kz/",
    "javascript://l.kaspi.kz/%0aalert(1)",
    "https://evil.example\\.kaspi.kz/",
    "https://evil.example\t.kaspi.kz/",
    " https://l.kaspi.kz/",
    "https://l.kaspi.kz:8443/",
    "//l.kaspi.kz/",
    `https://l.kaspi.kz/${"a".repeat(2048)}`,
  ]) {
    const response = { result: { resultStatus: "U" }, normalUrl: evil };
    assert.equal(readPayment(JSON.stringify(response), undefined).link, undefined, evil);
  }
});

test("an origin is https and plainly written", () => {
  assert.equal(httpsOrigin("HTTPS://L.KASPI.KZ:443/x"), "https://l.kaspi.kz");
  assert.equal(httpsOrigin("https://192.168.1.20:8443/x"), "https://192.168.1.20:8443");
  for (const odd of [
    "https://1.2.3/",
    "https://1.2.3.04/",
    "https://1.2.3.256/",
    "https://0x7f.1/",
    "https://",
    "https://a b/",
    "ftp://x.example/",
    7,
    null,
  ]) {
    assert.equal(httpsOrigin(odd), undefined, String(odd));
  }
});

test("times need an offset", () => {
  assert.equal(readTime("2026-01-25T22:26:14-08:00"), Date.parse("2026-01-26T06:26:14Z"));
  assert.equal(readTime("2026-01-25T22:26:14+06"), Date.parse("2026-01-25T16:26:14Z"));
  assert.equal(readTime("2026-01-25T22:26:14.5Z"), Date.parse("2026-01-25T22:26:14.500Z"));
  assert.equal(readTime("1769408774000"), 1769408774000);
  for (const odd of ["2026-01-25T22:26:14", "2026-**-25T22:26:14Z", "", null, {}])
    assert.equal(readTime(odd), undefined);
});

test("the server's word wins where its origin is allowed, else the author's place", () => {
  const named = ["https://shop.example/thanks"];
  const choose = (/** @type {unknown} */ wanted) => destination(wanted, named, "https://*.pay.example", page);
  assert.equal(choose("/orders/1"), "/orders/1");
  assert.equal(choose("https://a.pay.example/x"), "https://a.pay.example/x");
  assert.equal(choose("https://shop.example/other"), "https://shop.example/other");
  for (const evil of [
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "/\\evil.example",
    7,
    undefined,
  ]) {
    assert.equal(choose(evil), "https://shop.example/thanks", String(evil));
  }
  assert.equal(destination(undefined, ["javascript:alert(1)", "/own"], "", page), "/own");
  assert.equal(destination("https://user@127.0.0.1:8080/", [undefined], "", page), undefined);
});

test("another payment's answer is told apart", () => {
  const payment = { paymentId: "1", paymentRequestId: "r" };
  assert.equal(namesShared(payment, {}), 0);
  assert.equal(namesShared(payment, { paymentId: "1", paymentRequestId: "r" }), 2);
  assert.equal(namesShared(payment, { paymentId: 1 }), 1);
  assert.equal(namesShared(payment, { paymentId: "2" }), undefined);
  assert.equal(namesShared(payment, { paymentId: "1", paymentRequestId: "s" }), undefined);
});

test("an expiry without an offset is in the creation's, and the other way round", () => {
  const times = (/** @type {string} */ created, /** @type {string} */ expireTime) => {
    const { created: from, expires } = readPayment(
      JSON.stringify({ paymentCreateTime: created, orderCodeForm: { expireTime } }),
      undefined,
    );
    return [from, expires];
  };
  const told = [Date.parse("2026-01-26T06:00:00Z"), Date.parse("2026-01-26T06:10:00Z")];
  assert.deepEqual(times("2026-01-26T12:00:00+06:00", "2026-01-26T12:10:00"), told);
  assert.deepEqual(times("2026-01-26T12:00:00", "2026-01-26T12:10:00+0600"), told);
  assert.deepEqual(times("2026-01-26T12:00:00", "2026-01-26T12:10:00"), [undefined, undefined]);
});

test("a name that is written as a number keeps its digits", () => {
  const digits = "20260126194010800100188550244314856";
  const { paymentId, paymentRequestId } = readPayment(
    `{"paymentId": ${digits}, "paymentRequestId":${digits}}`,
    undefined,
  );
  assert.deepEqual([paymentId, paymentRequestId], [digits, digits]);
  const shared = (/** @type {string} */ told) =>
    namesShared({ paymentId: digits }, objectOf(`{"status":"SUCCESS","paymentId":${told}}`) ?? {});
  assert.equal(shared(digits), 1);
  assert.equal(shared(`${digits.slice(0, -1)}7`), undefined);
  assert.deepEqual(objectOf(String.raw`{"text":"{\"paymentId\":5}"}`), { text: '{"paymentId":5}' });
});

test("a name that is none, or not exact, is another payment's", () => {
  const ours = { paymentId: "20260126194010800100188550244314856" };
  for (const theirs of [20260126194010800100188550244314856, ["other"], { x: 1 }, true, 1.5, "other"]) {
    assert.equal(namesShared(ours, { paymentId: theirs }), undefined, String(theirs));
    assert.equal(namesShared({}, { paymentId: theirs }), 0, String(theirs));
  }
  for (const none of [undefined, null, "", " "]) assert.equal(namesShared(ours, { paymentId: none }), 0);
});
