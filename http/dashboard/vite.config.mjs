// The three pages, each with what it needs and no more. Nothing is inlined:
// the pages' content security policy allows files of their own origin only.
import { defineConfig } from "vite";

export default defineConfig({
  appType: "mpa",
  publicDir: false,
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: ["index.html", "status.html", "widget.html"],
      // One script and one sheet for what pages share: a browser asks for six
      // things at once, and the first figures are one of them.
      output: {
        manualChunks: (id) => (/source\/shared\/|preload-helper/.test(id) ? "shared" : undefined),
      },
    },
  },
  // `npm run dev` beside an engine at its standard address.
  server: {
    proxy: Object.fromEntries(
      ["/api", "/refreshData", "/openapi.json", "/metrics"].map((path) => [
        path,
        "http://127.0.0.1:8080",
      ]),
    ),
  },
});
