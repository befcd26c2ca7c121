// The payment that every subject shows: published as a sample by Antom, given a life that outlasts a round.

import { readFile } from "node:fs/promises";
import { PNG } from "pngjs";
import { encode } from "uqr";

/** Longer than the longest wait that is measured, and than a round, in milliseconds. */
const LIFE = 15 * 60_000;

/** The example invoice of the BOLT 11 specification: what the one subject that knows no other code can show. */
export const INVOICE =
  "lnbc20m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqscc6gd6ql3jrc5yzme8v4ntcewwz5cnw92tz0pc8qcuufvq7khhr8wpald05e92xw006sq94mg8v2ndf4sefvf9sygkshp5zfem29trqq2yxxz7";

const sample = JSON.parse(
  await readFile(new URL("../../tests/fixtures/antom/KASPI_KZ__pay_response_WAP.json", import.meta.url), "utf8"),
);

/** What a scanner must read. */
export const CODE = sample.orderCodeForm.codeDetails[0].codeValue;

/** The pay response, created now. */
export function payResponse() {
  const now = Date.now();
  return {
    ...sample,
    paymentCreateTime: new Date(now).toISOString(),
    orderCodeForm: { ...sample.orderCodeForm, expireTime: new Date(now + LIFE).toISOString() },
  };
}

/** The code as the path of an SVG with its quiet zone, and the number of modules a side. */
export function codeAsPath() {
  const { data, size } = encode(CODE, { ecc: "M", border: 4 });
  let path = "";
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`;
  }
  return { path, modules: size };
}

/** The code as a picture, for the subject whose backend draws it. */
export function codeAsPng() {
  const scale = 6;
  const { data, size } = encode(CODE, { ecc: "M", border: 4 });
  const picture = new PNG({ width: size * scale, height: size * scale });
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const dark = data[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      picture.data.fill(dark ? 0 : 255, (y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3);
      picture.data[(y * picture.width + x) * 4 + 3] = 255;
    }
  }
  return PNG.sync.write(picture);
}
