// A font whose every letter is the same block, so that the card looks alike on machines with different fonts.

/** Units to the em. */
const EM = 1_000;
const [ASCENT, DESCENT] = [800, -200];
const BLOCK = { gid: 1, advance: 540, left: 40, right: 500, top: 560 };
const SPACE = { gid: 2, advance: 280 };
const SPACES = [0x20, 0xa0, 0x202f];
/** What the card's texts are made of: Latin, Cyrillic, punctuation, signs of currencies. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x400, 0x4ff],
  [0x2010, 0x2044],
  [0x20a0, 0x20bf],
];

/** A run of big-endian numbers. */
class Bytes {
  /** @type {number[]} */
  all = [];
  /** @param {number[]} values */
  u16(...values) {
    for (const value of values) this.all.push((value >> 8) & 255, value & 255);
    return this;
  }
  /** @param {number[]} values */
  u32(...values) {
    for (const value of values) this.u16((value >>> 16) & 0xffff, value & 0xffff);
    return this;
  }
  /** @param {string} text */
  letters(text) {
    this.all.push(...Buffer.from(text, "latin1"));
    return this;
  }
  get buffer() {
    return Buffer.from(this.all);
  }
}

/** Which glyph each letter has: a `cmap` of format 4. */
function cmap() {
  const segments = [...RANGES, [0xffff, 0xffff]];
  const twice = 2 * segments.length;
  const glyphs = RANGES.flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, index) => (SPACES.includes(first + index) ? SPACE.gid : BLOCK.gid)),
  );
  const table = new Bytes().u16(4, 16 + 4 * twice + 2 * glyphs.length, 0, twice);
  const power = 2 ** Math.floor(Math.log2(segments.length));
  table.u16(2 * power, Math.log2(power), twice - 2 * power);
  table.u16(...segments.map(([, last = 0]) => last), 0, ...segments.map(([first = 0]) => first));
  table.u16(...segments.map((_, index) => (index < RANGES.length ? 0 : 1)));
  let before = 0;
  for (const [index, [first = 0, last = 0]] of segments.entries()) {
    // Counted from the place of this very number.
    table.u16(index < RANGES.length ? 2 * (segments.length - index) + 2 * before : 0);
    before += last - first + 1;
  }
  table.u16(...glyphs);
  return new Bytes().u16(0, 1, 3, 1).u32(12).letters(table.buffer.toString("latin1")).buffer;
}

function block() {
  const { left, right, top } = BLOCK;
  const glyph = new Bytes().u16(1, left, 0, right, top, 3, 0);
  // Four corners, each on the curve, by words: first x, then y, each from the corner before.
  glyph.all.push(1, 1, 1, 1);
  glyph.u16(left, 0, right - left, 0, 0, top, 0, -top);
  return glyph.buffer;
}

function names() {
  const texts = ["Blocks", "Regular", "Blocks", "Blocks", "1", "Blocks"].map((text) =>
    Buffer.from(text, "utf16le").swap16(),
  );
  const table = new Bytes().u16(0, texts.length, 6 + 12 * texts.length);
  let offset = 0;
  for (const [index, text] of texts.entries()) {
    table.u16(3, 1, 0x409, index + 1, text.length, offset);
    offset += text.length;
  }
  return Buffer.concat([table.buffer, ...texts]);
}

/** The font, as a TrueType file. */
export function testFont() {
  const glyph = block();
  const [first = 0] = RANGES[0] ?? [];
  const os2 = new Bytes().u16(4, BLOCK.advance, 400, 5, 0, ...Array(10).fill(0), 0, ...Array(5).fill(0), 0, 0, 0, 0);
  os2
    .u16(0)
    .letters("TEST")
    .u16(0x40, first, 0x20bf, ASCENT, DESCENT & 0xffff, 0, ASCENT, -DESCENT)
    .u32(1, 0);
  os2.u16(500, 700, 0, 0x20, 1);
  const widths = new Bytes().u16(BLOCK.advance, BLOCK.left, BLOCK.advance, BLOCK.left, SPACE.advance, 0);
  const bounds = [BLOCK.left, 0, BLOCK.right, BLOCK.top];
  /** @type {Record<string, Buffer>} In the order of their names. */
  const tables = {
    "OS/2": os2.buffer,
    cmap: cmap(),
    glyf: Buffer.concat([glyph, glyph]),
    head: new Bytes()
      .u32(0x10000, 0x10000, 0, 0x5f0f3cf5)
      .u16(0, EM)
      .u32(0, 0, 0, 0)
      .u16(...bounds, 0, 8, 2, 0, 0).buffer,
    hhea: new Bytes()
      .u32(0x10000)
      .u16(ASCENT, DESCENT & 0xffff, 0, BLOCK.advance, 0, 0, BLOCK.right, 1, 0, 0, 0, 0, 0, 0, 0, 3).buffer,
    hmtx: widths.buffer,
    loca: new Bytes().u16(0, glyph.length / 2, glyph.length, glyph.length).buffer,
    maxp: new Bytes().u32(0x10000).u16(3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0).buffer,
    name: names(),
    post: new Bytes().u32(0x30000, 0).u16(0, 0).u32(0, 0, 0, 0, 0).buffer,
  };
  return assembled(tables);
}

/** @param {Record<string, Buffer>} tables */
function assembled(tables) {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const head = new Bytes()
    .u32(0x10000)
    .u16(entries.length, 16 * power, Math.log2(power), 16 * (entries.length - power));
  let offset = 12 + 16 * entries.length;
  /** @type {Buffer[]} */
  const bodies = [];
  for (const [name, content] of entries) {
    const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
    head.letters(name).u32(sum, offset, content.length);
    offset += padded.length;
    bodies.push(padded);
  }
  return Buffer.concat([head.buffer, ...bodies]);
}
