// The list that the reader chose: all time, a window, or what is trending. The
// choice stands in the page's address.

import { Bars } from "../shared/bars";
import { byId, setAttribute, setText } from "../shared/dom";
import type { Top, Window } from "../shared/documents";
import type { Channel } from "../shared/feed";
import { inFrame } from "../shared/frame";
import { linesIn } from "../shared/lines";
import { type ListName, type Ranking, type WindowName, aboutOf, choiceOf, pathOf, searchOf, streamed, windows } from "../shared/lists";
import { Repeat } from "../shared/repeat";
import type { Trend } from "../shared/trend";
import { openHistory } from "./tag_history";

const panel = byId("panel-top");
const about = byId("list-about");
const select = byId<HTMLSelectElement>("list-window");
const buttons = panel.querySelectorAll<HTMLButtonElement>("button[data-list]");
const bars = new Bars(byId("bars"), openHistory);

const titles: Record<ListName, string> = {
  all: "The ten most used",
  window: "Most used lately",
  trending: "Trending now",
};
const headings: Record<ListName, [string, string]> = {
  all: ["last minute", "in all"],
  window: ["\u00a0", "uses"],
  trending: ["\u00a0", "score"],
};

let choice = choiceOf(location.search);
let trends: readonly Trend[] = [];

/** Of each list what came last, or why there is none: at most seven. */
const known = new Map<string, Ranking | string>();

function took(path: string, what: Ranking | string): void {
  known.set(path, what);
  if (path === pathOf(choice)) inFrame(draw);
}

function draw(): void {
  const { list, window } = choice;
  setAttribute(panel, "data-list", list);
  setText(byId("top-title"), titles[list]);
  setText(byId("top-change"), headings[list][0]);
  setText(byId("top-figure"), headings[list][1]);
  for (const button of buttons) setAttribute(button, "aria-pressed", String(button.dataset.list === list));
  if (select.value !== window) select.value = window;
  setText(byId("list-window-name"), windows[window]);
  const newest = known.get(pathOf(choice));
  const document = typeof newest === "object" ? newest : null;
  const words = document ? aboutOf(document) : (newest ?? (running ? "\u00a0" : "Not loaded while paused")) as string;
  setText(about, words);
  setAttribute(about, "data-exact", document ? String(document.exact) : null);
  bars.show(document ? linesIn(document, trends) : []);
}

/** The list of all time, which the page has for its headline anyway. */
export function showTop(top: Top, each: readonly Trend[]): void {
  trends = each;
  known.set(pathOf({ list: "all", window: streamed }), top);
  if (choice.list === "all") draw();
}

function channel(list: ListName): Channel {
  const path = pathOf({ list, window: streamed });
  return {
    path,
    wanted: () => pathOf(choice) === path,
    show: (document) => took(path, document as Ranking),
    off: (reason) => took(path, reason),
  };
}

/** What the stream brings. */
export const listChannels = { window: channel("window"), trending: channel("trending") };

// The other windows are asked for while they are shown.
let running = false;
let everyMs = 1000;
let asked = pathOf(choice);
const repeat = new Repeat<Window>({
  path: () => (asked = pathOf(choice)),
  everyMs: () => Math.max(1000, everyMs),
  show: (document) => took(asked, document),
  off: (reason) => took(asked, reason),
});

function follow(): void {
  if (running && choice.list === "window" && choice.window !== streamed) repeat.start();
  else repeat.stop();
}

/** Whether the page is looked at, and how often its figures change. */
export function runLists(on: boolean, intervalMs: number): void {
  running = on;
  everyMs = intervalMs;
  follow();
}

function choose(list: ListName, window: WindowName): void {
  choice = { list, window };
  history.replaceState(null, "", `${location.pathname}${searchOf(choice, location.search)}${location.hash}`);
  repeat.stop();
  follow();
  draw();
}

for (const [value, text] of Object.entries(windows)) select.add(new Option(text, value));
select.addEventListener("change", () => choose("window", select.value as WindowName));
for (const button of buttons)
  button.addEventListener("click", () => choose(button.dataset.list as ListName, choice.window));
draw();
