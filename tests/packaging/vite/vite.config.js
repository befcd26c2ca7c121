import { defineConfig } from "vite";

export default defineConfig({
  // The development server must not move the package's script away from its wasm.
  optimizeDeps: { exclude: ["kaspi-checkout"] },
});
