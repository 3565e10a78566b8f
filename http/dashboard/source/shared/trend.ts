// What changed in the last minute, as the engine tells it. Pure functions.

import type { Tag } from "./documents";

export interface Trend {
  /** Uses in the last minute; null: not told. */
  added: number | null;
  /** Ranks won, negative: lost; null: was not in the list, or not told. */
  moved: number | null;
  /** It was not in the list a minute ago. */
  entered: boolean;
}

export function trendsOf(tags: readonly Tag[]): Trend[] {
  const all = tags.map((tag) => ({
    added: tag.added_1m ?? null,
    moved: tag.rank_1m == null ? null : tag.rank_1m - tag.rank,
    entered: tag.rank_1m === null,
  }));
  // The engine has not run for a minute yet: then none is new among the others.
  if (all.every((x) => x.entered)) for (const x of all) x.entered = false;
  return all;
}

export type Verdict = "rising" | "chased" | "still" | "unknown";

/** Does the leader rise? `chased` when another one gains faster. */
export function verdictOf(trends: readonly Trend[]): Verdict {
  const own = trends[0]?.added ?? null;
  if (own === null) return "unknown";
  if (own === 0) return "still";
  return trends.slice(1).some((x) => (x.added ?? 0) > own) ? "chased" : "rising";
}
