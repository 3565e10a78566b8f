// The points of the history: kept together, joined, summed. Pure functions.

import type { Point } from "../shared/documents";

export type Mood = "positive" | "neutral" | "negative" | "none";

export const moodOf: Record<Mood, (x: Point) => number> = {
  positive: (x) => x.positive,
  neutral: (x) => x.neutral,
  negative: (x) => x.negative,
  none: (x) => Math.max(0, x.tweets - x.positive - x.neutral - x.negative),
};

/** `newer` replaces what has the same time; the newest `max` stay, in order of
 *  time. Null when seconds between the two are missing: ask for all of them. */
export function merged(known: readonly Point[], newer: readonly Point[], max: number): Point[] | null {
  const last = known.at(-1);
  const first = newer[0];
  if (!last || !first) return null;
  if (Date.parse(first.time) - Date.parse(last.time) > 1000) return null;
  const byTime = new Map(known.map((x) => [x.time, x]));
  for (const point of newer) byTime.set(point.time, point);
  return [...byTime.values()]
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .slice(-max);
}

/** Sums of `size` points each, counted from the newest. */
export function grouped(points: readonly Point[], size: number): Point[] {
  const result: Point[] = [];
  for (let end = points.length; end > 0; end -= size)
    result.unshift(total(points.slice(Math.max(0, end - size), end)));
  return result;
}

export function total(points: readonly Point[]): Point {
  const sum: Point = { time: points[0]?.time ?? "", tweets: 0, positive: 0, negative: 0, neutral: 0 };
  for (const x of points) {
    sum.tweets += x.tweets;
    sum.positive += x.positive;
    sum.negative += x.negative;
    sum.neutral += x.neutral;
  }
  return sum;
}
