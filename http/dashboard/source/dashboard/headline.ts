// What a stranger sees first: who leads, whether it rises.

import { byId, setAttribute, setText } from "../shared/dom";
import type { Top } from "../shared/documents";
import { change, whole } from "../shared/format";
import { type Trend, type Verdict, verdictOf } from "../shared/trend";

const leader = byId("leader");
const verdict = byId("verdict");
const margin = byId("margin");
const announcer = byId("announcer");

const signs: Record<Verdict, string> = { rising: "▲", chased: "▲", still: "■", unknown: "" };

/** Screen readers hear of a new leader, but not more often than this. */
const quietMs = 20_000;
let announced = "";
let announcedAt = 0;

function sentence(kind: Verdict, added: number): string {
  const more = `${change(added)} in the last minute`;
  switch (kind) {
    case "rising":
      return `Rising: ${more}`;
    case "chased":
      return `Rising, chased: ${change(added)} in a minute`;
    case "still":
      return `Steady: ${more}`;
    case "unknown":
      return "";
  }
}

export function showHeadline(top: Top, trends: readonly Trend[]): void {
  const [first, second] = top.tags;
  setText(leader, first?.tag ?? "No hashtag yet");
  // A long name is written smaller: it stays on one line of the same height.
  const letters = [...(first?.tag ?? "")].length;
  setAttribute(leader, "data-size", letters <= 10 ? "s" : letters <= 15 ? "m" : letters <= 22 ? "l" : "xl");
  const kind = first ? verdictOf(trends) : "unknown";
  setAttribute(verdict, "data-verdict", kind);
  setText(byId("verdict-sign"), signs[kind]);
  setText(byId("verdict-text"), first ? sentence(kind, trends[0]?.added ?? 0) : "Nothing has been counted");
  const chaser = kind === "chased" ? fastest(top, trends) : -1;
  setText(byId("margin-count"), first ? whole(first.count) : "0");
  const other = chaser > 0 ? top.tags[chaser] : second;
  margin.hidden = !first;
  byId("margin-other").hidden = !other;
  if (first && other) {
    setText(byId("margin-by"), whole(first.count - other.count));
    setText(byId("margin-tag"), other.tag);
  }
  if (first) announce(first.key, first.tag);
}

function fastest(top: Top, trends: readonly Trend[]): number {
  let best = 0;
  top.tags.forEach((_, i) => {
    if ((trends[i]?.added ?? 0) > (trends[best]?.added ?? 0)) best = i;
  });
  return best;
}

function announce(key: string, tag: string): void {
  const now = Date.now();
  if (key === announced || now - announcedAt < quietMs) return;
  if (announced) announcer.textContent = `${tag} leads now`;
  announced = key;
  announcedAt = now;
}
