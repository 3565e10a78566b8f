// The build, and the settings in force as the engine tells them.
import { byId, fillTable, setText } from "../shared/dom";
import type { Config, Setting } from "../shared/documents";

/** `[["source.kind", "log"], …]`: dotted as for `--set`. */
export function flatten(settings: { [key: string]: Setting }, prefix = ""): [string, string][] {
  return Object.entries(settings).flatMap(([name, value]): [string, string][] => {
    const key = prefix + name;
    const nested = typeof value === "object" && value !== null && !Array.isArray(value);
    return nested ? flatten(value, `${key}.`) : [[key, typeof value === "string" ? value : JSON.stringify(value)]];
  });
}

export function showConfig({ build, config }: Config): void {
  const libraries = Object.entries(build.libraries ?? {}).map(([name, version]) => `${name} ${version}`);
  setText(byId("build"), [`murmuration ${build.version}`, build.compiler, build.type, ...libraries].join(" · "));
  fillTable(byId("config"), ["key", "value"], flatten(config));
}
