// The bars alone, for a frame in another page:
//   /widget?k=10&list=all&refresh=1&theme=auto
// all checked by the engine. Without `list` it draws /refreshData, so also what
// was posted there.

import "../shared/base.css";
import "../shared/bars.css";
import "./widget.css";

import { Bars } from "../shared/bars";
import { byId, setAttribute, setText } from "../shared/dom";
import type { Tag, Top } from "../shared/documents";
import { inFrame } from "../shared/frame";
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
const list = asked.get("list");
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

function show(document: Top | Chart): void {
  const tags = "tags" in document ? document.tags : tagsOf(document);
  setText(byId("note"), tags.length ? "" : "No hashtag has been counted yet.");
  stale(false);
  inFrame(() => bars.show(tags, trendsOf(tags)));
}

// What was shown stays, in grey, while the engine does not answer.
function stale(is: boolean): void {
  setAttribute(byId("bars"), "data-stale", is ? "" : null);
}

const source = new Repeat<Top | Chart>({
  path: () => (list ? `/api/v1/top?list=${encodeURIComponent(list)}&k=${most}` : "/refreshData"),
  everyMs: () => everyMs,
  show,
  off: (reason) => setText(byId("note"), reason),
  failed: () => stale(true),
});

applyTheme(isTheme(theme) ? theme : "auto");
source.start();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) source.stop();
  else source.start();
});
