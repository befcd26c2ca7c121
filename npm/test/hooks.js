// Lets plain Node import the sources before anything is built: what is built is replaced by the fake.

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const built = /^\.{1,2}\/(built\/.*)/.exec(specifier)?.[1];
  if (built) return next(new URL(`fake/${built}`, import.meta.url).href, context);
  return next(specifier, context);
}
