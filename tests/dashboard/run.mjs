// Bundles the tests beside this file with the page's own esbuild, and runs
// them with Node's test runner.
//   node run.mjs BUILD/dashboard
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const work = resolve(process.argv[2]);
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(join(work, "package.json"))("esbuild");
const out = mkdtempSync(join(tmpdir(), "murmuration-dashboard-"));
try {
  const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
  esbuild.buildSync({
    entryPoints: tests.map((name) => join(here, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
  });
  const files = readdirSync(out).map((name) => join(out, name));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
