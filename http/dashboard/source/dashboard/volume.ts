// Sentiment over time: each bar is as high as there were tweets. The last
// seconds follow the stream; hours are asked for.

import { byId, fillTable, setAttribute, setText } from "../shared/dom";
import type { History, Point } from "../shared/documents";
import { hourAndMinute, timeOfDay, whole } from "../shared/format";
import { inFrame } from "../shared/frame";
import { later } from "../shared/later";
import { Repeat } from "../shared/repeat";
import type { StackedBars } from "./charts";
import { type Mood, grouped, merged, moodOf, total } from "./points";

interface Span {
  step: "1s" | "1m";
  points: number; // asked for
  shown: number; // of them, the newest
  group: number; // to a bar
  everyMs: number; // asked again
  drawMs: number; // drawn again at the earliest
  words: string;
}
const ranges = {
  "15s": { step: "1s", points: 60, shown: 15, group: 1, everyMs: 60_000, drawMs: 1000, words: "15 seconds" },
  "60s": { step: "1s", points: 60, shown: 60, group: 1, everyMs: 60_000, drawMs: 2000, words: "60 seconds" },
  "1h": { step: "1m", points: 60, shown: 60, group: 1, everyMs: 10_000, drawMs: 1000, words: "hour" },
  "24h": { step: "1m", points: 1440, shown: 1440, group: 15, everyMs: 60_000, drawMs: 1000, words: "24 hours" },
} satisfies Record<string, Span>;
type Range = keyof typeof ranges;

const names: Record<Mood, string> = {
  positive: "positive",
  neutral: "neutral",
  negative: "negative",
  none: "not rated",
};
const moods = Object.keys(names) as Mood[];
const colors: Record<Mood, string> = {
  positive: "--good",
  neutral: "--plain",
  negative: "--bad",
  none: "--none",
};

const volume = byId("volume");
const canvas = byId<HTMLCanvasElement>("volume-chart");
const table = byId<HTMLDetailsElement>("volume-table");
const buttons = [...volume.querySelectorAll<HTMLButtonElement>("button[data-range]")];

let range: Range = "60s";
let points: readonly Point[] = [];
let followed = 0; // when the stream last brought points, in ms
let drawTimer = 0;
let drawnAt = 0;

const bars = later(async (): Promise<StackedBars> => {
  const { StackedBars: made } = await import("./charts");
  return new made(canvas);
});

export const volumeHistory = new Repeat<History>({
  path: () => `/api/v1/history?step=${ranges[range].step}&points=${ranges[range].points}`,
  // Without a stream the seconds are asked for, too.
  everyMs: () =>
    ranges[range].step === "1s" && Date.now() - followed > 5_000 ? 1_000 : ranges[range].everyMs,
  show(history) {
    points = history.points;
    drawSoon();
  },
});

/** The newest points, as the stream brings them. */
export function followPoints(history: History): void {
  if (ranges[range].step !== "1s") return;
  const more = merged(points, history.points, ranges[range].points);
  if (!more) {
    if (points.length > 0 && Date.now() - followed > 1_000) volumeHistory.again();
    followed = Date.now();
    return;
  }
  followed = Date.now();
  points = more;
  drawSoon();
}

/** The chart is the costliest part of the page. */
function drawSoon(): void {
  if (drawTimer) return;
  drawTimer = window.setTimeout(() => {
    drawTimer = 0;
    inFrame(draw);
  }, Math.max(0, drawnAt + ranges[range].drawMs - Date.now()));
}

function choose(next: Range): void {
  if (next === range) return;
  const step = ranges[range].step;
  range = next;
  drawnAt = 0;
  if (ranges[range].step !== step) points = [];
  volumeHistory.again();
  draw();
}

function draw(): void {
  drawnAt = points.length > 0 ? Date.now() : 0;
  const { shown, group, step, words }: Span = ranges[range];
  setAttribute(volume, "data-range", range);
  for (const button of buttons)
    setAttribute(button, "aria-pressed", String(button.dataset.range === range));
  const visible = points.slice(-shown);
  const sum = total(visible);
  const told = moods.map((mood) => ({ mood, n: moodOf[mood](sum) }));
  for (const { mood, n } of told) {
    const place = byId(`volume-${mood}`);
    setText(place, whole(n));
    setAttribute(place, "data-value", String(n));
  }
  setText(byId("volume-tweets"), whole(sum.tweets));
  setAttribute(byId("volume-tweets"), "data-value", String(sum.tweets));
  setAttribute(canvas, "aria-label", `Tweets of the last ${words} by sentiment; the figures are below`);
  const drawn = group > 1 ? grouped(visible, group) : visible;
  const write = step === "1s" ? timeOfDay : hourAndMinute;
  const labels = drawn.map((x) => write(Date.parse(x.time)));
  if (table.open)
    fillTable(
      byId("volume-rows"),
      ["from", "tweets", ...moods.map((mood) => names[mood])],
      drawn.map((x, i) => [labels[i] ?? "", whole(x.tweets), ...moods.map((mood) => whole(moodOf[mood](x)))]),
    );
  void bars().then((chart) =>
    chart.show(
      labels,
      moods.map((mood) => ({
        label: names[mood],
        color: colors[mood],
        values: drawn.map(moodOf[mood]),
      })),
    ),
  );
}

volume.addEventListener("click", (event) => {
  const chosen = (event.target as Element).closest<HTMLButtonElement>("button[data-range]");
  if (chosen?.dataset.range) choose(chosen.dataset.range as Range);
});
table.addEventListener("toggle", () => inFrame(draw));
