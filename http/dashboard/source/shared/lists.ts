// Which list the reader looks at, and what is said of it. Pure functions.

import type { Top, Trending, Window } from "./documents";
import { dateAndTime, exact, timeOfDay } from "./format";

export const windows = {
  "1m": "minute",
  "5m": "5 minutes",
  "15m": "15 minutes",
  "1h": "hour",
  "24h": "24 hours",
} as const;

export type WindowName = keyof typeof windows;
export type ListName = "all" | "window" | "trending";
export type Ranking = Top | Window | Trending;

export interface Choice {
  list: ListName;
  window: WindowName;
}

/** The window that the stream carries. */
export const streamed: WindowName = "5m";

const isWindow = (x: string | null): x is WindowName => x !== null && Object.hasOwn(windows, x);

/** What an address asks for; what is unknown there is as if it were not. */
export function choiceOf(search: string): Choice {
  const asked = new URLSearchParams(search);
  const list = asked.get("list");
  const window = asked.get("window");
  return {
    list: list === "window" || list === "trending" ? list : "all",
    window: isWindow(window) ? window : streamed,
  };
}

/** The address's query with the choice in it; the rest of it stays. */
export function searchOf({ list, window }: Choice, search: string): string {
  const made = new URLSearchParams(search);
  made.delete("window");
  if (list === "all") made.delete("list");
  else made.set("list", list);
  if (list === "window") made.set("window", window);
  const text = made.toString();
  return text && `?${text}`;
}

export function pathOf({ list, window }: Choice): string {
  return `/api/v1/top?list=${list}${list === "window" ? `&window=${window}` : ""}`;
}

/** One line about a list: of when it is, whether it is exact. */
export function aboutOf(document: Ranking, now = new Date()): string {
  switch (document.list) {
    case "all":
      return "Since counting began";
    case "window":
      return windowAbout(document, now);
    case "trending":
      return trendingAbout(document);
  }
}

function windowAbout(document: Window, now: Date): string {
  const name = windows[document.window as WindowName] ?? document.window;
  const words = document.tags.length ? span(document, now) : `No hashtag in the last ${name}`;
  if (document.exact) return words;
  const off = document.max_error;
  return `${words} · not exact: ${off === null ? "some counts are too low" : `counts up to ${exact(off)} too low`}`;
}

function span({ from, to }: Window, now: Date): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const today = (x: Date) => x.toDateString() === now.toDateString();
  const first = today(begin) ? timeOfDay(begin) : dateAndTime(begin);
  const sameDay = begin.toDateString() === end.toDateString();
  return `${first} to ${sameDay || today(end) ? timeOfDay(end) : dateAndTime(end)}`;
}

function trendingAbout({ tags, exact: whole }: Trending): string {
  const words = tags.length ? "Rising above their own past" : "Nothing is used much more than usual";
  if (!whole) return `${words} · not exact: part of the last six hours is missing`;
  return tags.length ? `${words} · score in standard deviations` : words;
}
