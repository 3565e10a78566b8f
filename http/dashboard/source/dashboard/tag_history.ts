// One hashtag's own history, in a dialog. The engine keeps it in memory for
// the hashtags of its list: the page says what that means.

import { byId, fillTable, setAttribute, setText } from "../shared/dom";
import type { TagHistory } from "../shared/documents";
import { dateAndTime, hourAndMinute, timeOfDay, whole } from "../shared/format";
import { later } from "../shared/later";
import { Repeat } from "../shared/repeat";
import type { StackedBars } from "./charts";

const spans = {
  "10m": { step: "5s", points: 120, group: 1 },
  "1h": { step: "5s", points: 720, group: 12 },
  "24h": { step: "1m", points: 1440, group: 15 },
} as const;
type Span = keyof typeof spans;

const dialog = byId<HTMLDialogElement>("tag-history");
const note = byId("history-note");
const buttons = [...dialog.querySelectorAll<HTMLButtonElement>("button[data-span]")];
const table = byId<HTMLDetailsElement>("history-table");
let key = "";
let span: Span = "10m";
let known: TagHistory | null = null;

const bars = later(async (): Promise<StackedBars> => {
  const { StackedBars: made } = await import("./charts");
  return new made(byId<HTMLCanvasElement>("history-chart"));
});

const source = new Repeat<TagHistory>({
  path: () =>
    `/api/v1/tags/${encodeURIComponent(key)}/history` +
    `?step=${spans[span].step}&points=${spans[span].points}`,
  everyMs: () => (span === "24h" ? 60_000 : 5_000),
  show(history) {
    known = history;
    draw();
  },
  off(reason) {
    known = null;
    setText(note, reason);
    draw();
  },
  failed: () => setText(note, "The engine does not answer; it is asked again."),
});

/** Sums of `size` steps, counted from the newest. */
function grouped(points: TagHistory["points"], size: number): TagHistory["points"] {
  const result: TagHistory["points"] = [];
  for (let end = points.length; end > 0; end -= size) {
    const part = points.slice(Math.max(0, end - size), end);
    const added = part.reduce((sum, x) => sum + x.added, 0);
    result.unshift({ time: part[0]!.time, count: part.at(-1)!.count, added });
  }
  return result;
}

function draw(): void {
  for (const button of buttons)
    setAttribute(button, "aria-pressed", String(button.dataset.span === span));
  const points = grouped(known?.points ?? [], spans[span].group);
  if (known) {
    setText(byId("history-count"), whole(known.points.at(-1)?.count ?? 0));
    const since = dateAndTime(Date.parse(known.since));
    setText(
      note,
      `Known since ${since}, when it entered the list. The engine keeps this in memory: ` +
        "it begins anew when the engine restarts or the hashtag leaves the list.",
    );
  } else {
    setText(byId("history-count"), "–");
  }
  const write = span === "24h" ? hourAndMinute : timeOfDay;
  const labels = points.map((x) => write(Date.parse(x.time)));
  if (table.open)
    fillTable(
      byId("history-rows"),
      ["from", "uses", "in all"],
      points.map((x, i) => [labels[i] ?? "", whole(x.added), whole(x.count)]),
    );
  const values = points.map((x) => x.added);
  const most = Math.max(0, ...values);
  setAttribute(
    byId("history-chart"),
    "aria-label",
    `Uses over time, at most ${whole(most)} in one of ${whole(points.length)} steps; the table has them all`,
  );
  void bars().then((chart) => chart.show(labels, [{ label: "uses", color: "--bar", values }]));
}

export function openHistory(ofKey: string, tag: string): void {
  key = ofKey;
  known = null;
  dialog.dataset.key = key;
  setText(byId("history-tag"), tag);
  setText(note, "…");
  dialog.showModal();
  draw();
  source.start();
}

dialog.addEventListener("close", () => {
  source.stop();
  delete dialog.dataset.key;
});
dialog.addEventListener("click", (event) => {
  const target = event.target as Element;
  const chosen = target.closest<HTMLButtonElement>("button[data-span]")?.dataset.span;
  if (target === dialog || target.closest("#history-close")) dialog.close();
  if (chosen) {
    span = chosen as Span;
    known = null;
    source.again();
    draw();
  }
});
table.addEventListener("toggle", draw);
