// The bars alone, for a frame in another page:
//   /widget?k=10&list=window&window=5m&refresh=1&theme=auto
// all checked by the engine. Without `list` it draws /refreshData, so also what
// was posted there.

import "../shared/base.css";
import "../shared/bars.css";
import "./widget.css";

import { Bars } from "../shared/bars";
import { byId, setAttribute, setText } from "../shared/dom";
import type { Tag } from "../shared/documents";
import { inFrame } from "../shared/frame";
import { linesIn, linesOf } from "../shared/lines";
import { type Ranking, aboutOf, choiceOf, pathOf } from "../shared/lists";
import { Repeat } from "../shared/repeat";
import { applyTheme, isTheme } from "../shared/theme";
import { trendsOf } from "../shared/trend";

interface Chart {
  sLabel: string[];
  sData: number[];
}

const asked = new URLSearchParams(location.search);
const most = Number(asked.get("k") ?? 10);
const everyMs = Number(asked.get("refresh") ?? 1) * 1000;
const path = asked.has("list") ? `${pathOf(choiceOf(location.search))}&k=${most}` : "/refreshData";
const theme = asked.get("theme");

const bars = new Bars(byId("bars"));

/** What was posted may hold a label twice: each has a bar of its own. */
function tagsOf({ sLabel, sData }: Chart): Tag[] {
  const seen = new Map<string, number>();
  return sLabel.slice(0, most).map((tag, i) => {
    const nth = (seen.get(tag) ?? 0) + 1;
    seen.set(tag, nth);
    return { rank: i + 1, tag, key: nth > 1 ? `${tag} ${nth}` : tag, count: sData[i] ?? 0 };
  });
}

function show(document: Ranking | Chart): void {
  const lines = "tags" in document ? linesIn(document, trendsOf(document.tags)) : linesOf(tagsOf(document), []);
  setText(byId("note"), noteOf(document, lines.length));
  stale(false);
  inFrame(() => bars.show(lines));
}

/** What the bars do not show: that there are none, or that they are not exact. */
function noteOf(document: Ranking | Chart, shown: number): string {
  if ("tags" in document && document.list !== "all") return shown && document.exact ? "" : aboutOf(document);
  return shown ? "" : "No hashtag has been counted yet.";
}

// What was shown stays, in grey, while the engine does not answer.
function stale(is: boolean): void {
  setAttribute(byId("bars"), "data-stale", is ? "" : null);
}

const source = new Repeat<Ranking | Chart>({
  path: () => path,
  everyMs: () => everyMs,
  show,
  off: (reason) => setText(byId("note"), reason),
  failed: () => stale(true),
});

if (path.includes("list=trending")) setAttribute(byId("bars"), "aria-label", "Trending hashtags");
applyTheme(isTheme(theme) ? theme : "auto");
source.start();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) source.stop();
  else source.start();
});
