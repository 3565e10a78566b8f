// What changed in the last minute. The engine tells; one that does not is
// watched from here, as long as the page is open. Pure but for its samples.

import type { Tag, Top } from "../shared/documents";

export interface Trend {
  /** Uses in the last minute; null: not known yet. */
  added: number | null;
  /** Ranks won, negative: lost; null: was not in the list. */
  moved: number | null;
  /** It was not in the list a minute ago. */
  entered: boolean;
}

interface Sample {
  at: number;
  tags: Map<string, { count: number; rank: number }>;
}

const minuteMs = 60_000;
const betweenMs = 5_000;
/** Samples kept: a minute of them, and the one before. */
const samplesMax = minuteMs / betweenMs + 2;

export class Trends {
  private samples: Sample[] = [];

  /** Looks at what is there now. Times in ms. */
  take(top: Top, now: number): void {
    const last = this.samples.at(-1);
    if (last && now - last.at < betweenMs) return;
    this.samples.push({
      at: now,
      tags: new Map(top.tags.map((x) => [x.key, { count: x.count, rank: x.rank }])),
    });
    while (
      this.samples.length > samplesMax ||
      (this.samples.length > 1 && now - (this.samples[1]?.at ?? now) >= minuteMs)
    )
      this.samples.shift();
  }

  of(tag: Tag): Trend {
    const then = this.samples[0]?.tags.get(tag.key);
    const rank = tag.rank_1m === undefined ? then?.rank : (tag.rank_1m ?? undefined);
    return {
      added: tag.added_1m ?? (then ? Math.max(0, tag.count - then.count) : null),
      moved: rank === undefined ? null : rank - tag.rank,
      entered: tag.rank_1m === null && (tag.added_1m ?? 0) >= tag.count && tag.count > 0,
    };
  }
}

export type Verdict = "rising" | "chased" | "still" | "unknown";

/** Does the leader rise? `chased` when another one gains faster. */
export function verdictOf(trends: readonly Trend[]): Verdict {
  const own = trends[0]?.added ?? null;
  if (own === null) return "unknown";
  if (own === 0) return "still";
  return trends.slice(1).some((x) => (x.added ?? 0) > own) ? "chased" : "rising";
}
