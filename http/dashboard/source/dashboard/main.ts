// The dashboard: what came last is kept, and drawn in the next frame.

import "../shared/base.css";
import "../shared/bars.css";
import "./dashboard.css";

import { byId, setAttribute, setText } from "../shared/dom";
import type { History, Sentiment, Status, Tag, Top, Tweets } from "../shared/documents";
import { Feed } from "../shared/feed";
import { getJson } from "../shared/fetch";
import { compact, rate, timeOfDay, whole } from "../shared/format";
import { inFrame } from "../shared/frame";
import { type LightState, lagOf, lightOf } from "../shared/light";
import { load } from "../shared/settings";
import { applyTheme, storedTheme } from "../shared/theme";
import { type Trend, trendsOf } from "../shared/trend";
import { showHeadline } from "./headline";
import { listChannels, runLists, showTop } from "./list_panel";
import { showNewest } from "./newest";
import { settingsForm } from "./settings_form";
import { showShare } from "./share";
import { followPoints, volumeHistory } from "./volume";
import { wordClouds } from "./words";

applyTheme(storedTheme());
const settings = load();

let top: Top | null = null;
let mood: Sentiment | null = null;
let status: Status | null = null;
let sourceLostAt: number | null = null;
let paused = false;
let lightBefore: LightState = "stale";

function figure(id: string, text: string, value: number | null): void {
  setText(byId(id), text);
  setAttribute(byId(id), "data-value", value === null ? null : String(value));
}

/** What changed within a minute is told once a second: ten rows whose figures
 *  all move cost more than what else is drawn. */
const trendMs = 1000;
let trends: Trend[] = [];
let trendsAt = 0;
let trendKeys = "";

function trendsNow(tags: readonly Tag[]): Trend[] {
  const keys = tags.map((x) => x.key).join("\n");
  const now = Date.now();
  if (keys !== trendKeys || now - trendsAt >= trendMs) {
    trends = trendsOf(tags);
    trendKeys = keys;
    trendsAt = now;
  }
  return trends;
}

function draw(): void {
  if (top) {
    const each = trendsNow(top.tags);
    showHeadline(top, each);
    showTop(top, each);
  }
  if (mood) showShare(mood);
  const tweets = top?.tweets ?? status?.tally.counted;
  if (tweets !== undefined) figure("total", whole(tweets), tweets);
  if (status) {
    figure("rate", rate(status.rates.tweets_per_s), status.rates.tweets_per_s);
    const lag = lagOf(status);
    figure("lag", lag ? compact(lag.value) : "–", lag?.value ?? null);
    setText(byId("lag-unit"), lag?.unit === "bytes" ? "bytes behind" : "records behind");
    setText(byId("notice"), status.reasons[0] ?? "");
  }
}

/** Hides a panel whose part of the engine is off, and says why. */
function panelOff(id: string): (reason: string) => void {
  return (reason) => setPanel(id, reason);
}

function setPanel(id: string, reason: string): void {
  const panel = byId(id);
  setText(panel.querySelector(":scope > .note")!, reason);
  setAttribute(panel, "data-off", reason ? "" : null);
}

const feed = new Feed(
  {
    top: {
      path: "/api/v1/top",
      show(document) {
        top = document as Top;
        setPanel("panel-top", "");
        inFrame(draw);
      },
      off: panelOff("panel-top"),
    },
    sentiment: {
      path: "/api/v1/sentiment",
      show(document) {
        mood = document as Sentiment;
        setPanel("panel-share", "");
        inFrame(draw);
      },
      off: panelOff("panel-share"),
    },
    status: {
      path: "/api/v1/status",
      show(document) {
        status = document as Status;
        sourceLostAt = status.source.connected ? null : (sourceLostAt ?? Date.now());
        inFrame(draw);
      },
    },
    tweets: {
      path: "/api/v1/tweets?limit=10",
      show: (document) => showNewest(document as Tweets, settings.newest),
    },
    points: {
      path: "/api/v1/history?step=1s&points=5",
      show: (document) => followPoints(document as History),
    },
    ...listChannels,
  },
  settings.figures,
);

function showLight(): void {
  const now = Date.now();
  const health = feed.health;
  const light = paused
    ? { state: "stale" as const, since: health.lastAt }
    : lightOf(now, health, settings.figures, status, sourceLostAt, lightBefore);
  lightBefore = light.state;
  const since = light.since === null ? "" : timeOfDay(light.since);
  const text = {
    live: "live",
    "catching-up": "catching up",
    stale: since ? `stale since ${since}` : "connecting",
    offline: "offline",
  }[light.state];
  setAttribute(byId("light"), "data-state", light.state);
  setText(byId("light-text"), text);
  setText(byId("light-note"), light.state === "offline" && since ? `last answer ${since}` : "");
  setAttribute(document.documentElement, "data-light", light.state);
}

// What is loaded later waits for the first figures, so that they come first.
const slow = [volumeHistory, ...wordClouds(() => settings.words)];
let slowStarted = false;

function run(): void {
  const on = !paused && !document.hidden;
  if (on) feed.start();
  else feed.stop();
  runLists(on, settings.figures);
  for (const source of slow)
    if (on && slowStarted) source.start();
    else source.stop();
  showLight();
}

async function begin(): Promise<void> {
  run();
  try {
    feed.offer("top", await getJson<Top>("/api/v1/top"));
  } catch {
    // The feed goes on asking.
  }
  requestAnimationFrame(() =>
    setTimeout(() => {
      slowStarted = true;
      run();
    }, 50),
  );
}

settingsForm(settings, () => {
  feed.changeInterval(settings.figures);
  runLists(!paused && !document.hidden, settings.figures);
  for (const source of slow) source.again();
});
byId("pause").addEventListener("click", () => {
  paused = !paused;
  setText(byId("pause"), paused ? "Resume" : "Pause");
  run();
});
document.addEventListener("visibilitychange", run);
setInterval(showLight, 500);
void begin();
