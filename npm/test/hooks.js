// Lets plain Node import the sources before anything is built: what is built is replaced by the fake.

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith("./built/")) return next(`./test/fake/${specifier.slice(2)}`, context);
  return next(specifier, context);
}
