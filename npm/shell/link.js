// The link itself, for another device or person.

/**
 * Copies the link, and tells how it went.
 * @param {string} link
 * @param {import("./answer.d.ts").Tell} tell
 */
export async function copy(link, tell) {
  try {
    await navigator.clipboard.writeText(link);
    tell({ event: "copied", text: link });
  } catch {
    tell({ event: "not-copied", text: link });
  }
}

/**
 * Lets the buyer send the link on; whether that was done is nobody's business.
 * @param {string} link
 */
export async function share(link) {
  // A buyer who changes their mind is no error.
  await navigator.share({ url: link }).catch(() => {});
}
