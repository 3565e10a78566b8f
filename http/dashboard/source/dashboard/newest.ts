// The newest tweets, in places that stay: a text changes, nothing moves. Not
// while the reader points at them.

import { byId, isolated, make, setAttribute, setText } from "../shared/dom";
import type { Tweets } from "../shared/documents";
import { dateAndTime, timeOfDay } from "../shared/format";

const list = byId("newest");
const placesMax = 8;
const day = 86_400_000;

interface Place {
  item: HTMLLIElement;
  author: HTMLElement;
  text: HTMLElement;
  time: HTMLTimeElement;
  sentiment: HTMLElement;
}

const places: Place[] = [];
let waiting: Tweets | null = null;
let shownAt = 0;
let timer = 0;

const feelings: Record<string, string> = {
  positive: "positive",
  negative: "negative",
  neutral: "neutral",
};

function makePlace(): Place {
  const place: Place = {
    item: make("li"),
    author: isolated("", "author"),
    text: isolated("", "text"),
    time: make("time", "time"),
    sentiment: make("span", "sentiment"),
  };
  const line = make("p", "line");
  line.append(place.author, place.time, place.sentiment);
  const said = make("p", "said");
  said.append(place.text);
  place.item.append(line, said);
  list.append(place.item);
  places.push(place);
  return place;
}

/** Shows them, `everyMs` after the last time at the earliest. */
export function showNewest(tweets: Tweets, everyMs: number): void {
  waiting = tweets;
  if (timer) return;
  timer = window.setTimeout(draw, Math.max(0, shownAt + everyMs - Date.now()));
}

function draw(): void {
  timer = 0;
  if (!waiting) return;
  if (list.matches(":hover")) {
    timer = window.setTimeout(draw, 500);
    return;
  }
  shownAt = Date.now();
  const tweets = waiting.tweets.slice(0, placesMax);
  byId("newest-empty").hidden = tweets.length > 0;
  tweets.forEach((tweet, i) => {
    const place = places[i] ?? makePlace();
    setAttribute(place.item, "data-id", tweet.id ?? "");
    setText(place.author, tweet.author ? `@${tweet.author}` : "unknown");
    setText(place.text, tweet.text);
    setAttribute(place.text, "lang", tweet.lang);
    const at = tweet.created_at ? new Date(tweet.created_at) : null;
    const known = at && !Number.isNaN(at.getTime()) ? at : null;
    setText(place.time, known ? (Date.now() - known.getTime() < day ? timeOfDay : dateAndTime)(known) : "");
    setAttribute(place.time, "datetime", known?.toISOString() ?? null);
    const feeling = feelings[tweet.sentiment] ?? "none";
    setAttribute(place.sentiment, "data-kind", feeling);
    setText(place.sentiment, feeling === "none" ? "not rated" : feeling);
  });
  while (places.length > tweets.length) places.pop()?.item.remove();
}
