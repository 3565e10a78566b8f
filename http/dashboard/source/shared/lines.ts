// What the bars show of each list: one line a hashtag. Pure functions.

import type { Tag, Trending, TrendingTag } from "./documents";
import { exact, hourAndMinute, rate, score } from "./format";
import type { Ranking } from "./lists";
import type { Trend } from "./trend";

export interface Line {
  rank: number;
  tag: string;
  key: string;
  /** How long the bar is, beside the others. */
  size: number;
  /** What the figure is of, exactly. */
  value: number;
  figure: string;
  /** For whom the columns have no headings. */
  unit: string;
  /** What changed within the last minute, where that is told. */
  trend: Trend | null;
  /** In place of that. */
  since: string;
  /** A line of its own under the name. */
  said: string;
}

function line(tag: Tag, unit: string, trend: Trend | null): Line {
  const { rank, key, count } = tag;
  return { rank, tag: tag.tag, key, size: count, value: count, figure: exact(count), unit, trend, since: "", said: "" };
}

/** Of plain counts. */
export function linesOf(tags: readonly Tag[], trends: readonly Trend[], unit = ""): Line[] {
  return tags.map((tag, i) => line(tag, unit, trends[i] ?? null));
}

function rising(tag: TrendingTag): Line {
  return {
    ...line(tag, " score", null),
    size: tag.score,
    value: tag.score,
    figure: score(tag.score),
    since: `since ${hourAndMinute(new Date(tag.since))}`,
    said: `${rate(tag.count)} now, ${rate(tag.expected)} expected`,
  };
}

/** Of a document of the engine; `trends` are of the list of all time. */
export function linesIn(document: Ranking, trends: readonly Trend[]): Line[] {
  if (document.list === "trending") return (document as Trending).tags.map(rising);
  if (document.list === "window") return linesOf(document.tags, [], " uses");
  return linesOf(document.tags, trends, " in all");
}
