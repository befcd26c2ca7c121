// How a wasm file is written, as far as the build takes it apart.

/** The sections by their numbers in the specification. */
export const SECTION = { custom: 0, imports: 2, exports: 7, code: 10 };

/** Reads the parts of a wasm file one after the other. */
export class Reader {
  /**
   * @param {Uint8Array} content
   * @param {number} at
   */
  constructor(content, at) {
    this.content = content;
    this.at = at;
  }

  more() {
    return this.at < this.content.length;
  }

  byte() {
    const value = this.content[this.at];
    if (value === undefined) throw new Error("the wasm ends too early");
    this.at += 1;
    return value;
  }

  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte();
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  }

  /** @param {number} length */
  bytes(length) {
    this.at += length;
    return this.content.subarray(this.at - length, this.at);
  }

  text() {
    return new TextDecoder().decode(this.bytes(this.number()));
  }

  /** @param {number} start */
  since(start) {
    return this.content.subarray(start, this.at);
  }

  rest() {
    return this.content.subarray(this.at);
  }
}

/** An unsigned LEB128 number. @param {number} value */
export function number(value) {
  const bytes = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  bytes.push(left);
  return Uint8Array.from(bytes);
}

/** A text with its length before it. @param {string} value */
export function text(value) {
  const bytes = new TextEncoder().encode(value);
  return Buffer.concat([number(bytes.length), bytes]);
}
