// The code as a PNG, for those who pay from another device later.

/** Device pixels a module: scanners and printers want whole ones. */
const SCALE = 12;

/**
 * Offers the code as a file. Where the browser cannot, nothing happens: the code is on the screen.
 * @param {string} path its dark modules
 * @param {number} size its side in modules
 */
export function save(path, size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * SCALE;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.fillStyle = "#000";
  context.fill(new Path2D(path));
  canvas.toBlob((blob) => {
    if (!blob) return;
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: "kaspi-qr.png" }).click();
    URL.revokeObjectURL(href);
  });
}
