import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { checkerPlugin } from "./checker-plugin.ts";
import { cataloguePlugin } from "./catalogue-plugin.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), cataloguePlugin(), checkerPlugin()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8600", ws: true } } },
});
