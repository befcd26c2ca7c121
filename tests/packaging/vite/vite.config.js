import { defineConfig } from "vite";

export default defineConfig({
  // For the development server of Vite 7 and older, which moves a package's scripts away from its other files.
  optimizeDeps: { exclude: ["kaspi-checkout"] },
});
