import assert from "node:assert/strict";
import { test } from "node:test";

import type { Trending, Window } from "../../http/dashboard/source/shared/documents";
import { linesIn, linesOf } from "../../http/dashboard/source/shared/lines";
import { aboutOf, choiceOf, pathOf, searchOf } from "../../http/dashboard/source/shared/lists";

const tag = { rank: 1, tag: "#Goal", key: "goal", count: 12.4 };
const at = "2026-11-21T10:20:30Z";

function window(change: Partial<Window> = {}): Window {
  return {
    list: "window",
    window: "5m",
    exact: true,
    max_error: 0,
    as_of: at,
    from: "2026-11-21T10:15:31Z",
    to: "2026-11-21T10:20:31Z",
    tweets: 1,
    tags: [tag],
    ...change,
  };
}

function trending(change: Partial<Trending> = {}): Trending {
  const rising = { ...tag, score: 7.3, expected: 1.7, since: "2026-11-21T10:10:00Z" };
  return { list: "trending", exact: true, as_of: at, to: at, tweets: 1, tags: [rising], ...change };
}

test("an address holds the choice, and nothing of it when it is the usual one", () => {
  for (const search of ["?list=window&window=24h", "?list=trending", ""])
    assert.equal(searchOf(choiceOf(search), search), search);
  assert.equal(searchOf({ list: "window", window: "1m" }, "?x=1&list=trending"), "?x=1&list=window&window=1m");
  assert.equal(searchOf({ list: "all", window: "1m" }, "?list=window&window=1m&x=1"), "?x=1");
});

test("what no list is called is all time, what no window is called five minutes", () => {
  assert.deepEqual(choiceOf("?list=top&window=2m"), { list: "all", window: "5m" });
  assert.deepEqual(choiceOf("?list=window&window=toString"), { list: "window", window: "5m" });
});

test("each list has its path", () => {
  assert.equal(pathOf({ list: "window", window: "1h" }), "/api/v1/top?list=window&window=1h");
  assert.equal(pathOf({ list: "trending", window: "1h" }), "/api/v1/top?list=trending");
});

test("a window tells its time, with the day when that is another one", () => {
  const today = aboutOf(window(), new Date(at));
  const later = aboutOf(window(), new Date("2026-12-24T10:20:30Z"));
  assert.match(today, /^\S+( [AP]M)? to \S+( [AP]M)?$/);
  assert.match(later, /2026/);
  assert.ok(later.length > today.length);
});

test("a list that is not exact says so, and by how much", () => {
  const now = new Date(at);
  assert.match(aboutOf(window({ exact: false, max_error: 12 }), now), / · not exact: counts up to 12 too low$/);
  assert.match(aboutOf(window({ exact: false, max_error: null }), now), / · not exact: some counts are too low$/);
  assert.match(aboutOf(trending({ exact: false }), now), /not exact/);
  for (const exact of [window(), trending()]) assert.doesNotMatch(aboutOf(exact, now), /not exact/);
});

test("an empty list is told in words", () => {
  assert.equal(aboutOf(window({ tags: [], window: "24h" })), "No hashtag in the last 24 hours");
  assert.equal(aboutOf(trending({ tags: [] })), "Nothing is used much more than usual");
});

test("a trending tag shows its score, and what it was made from", () => {
  const [line] = linesIn(trending(), []);
  assert.equal(line?.value, 7.3);
  assert.equal(line?.figure, (7.3).toLocaleString(undefined, { minimumFractionDigits: 2 }));
  assert.match(line?.said ?? "", /^12 now, 1.7 expected$/);
  assert.match(line?.since ?? "", /^since /);
});

test("only counts of all time tell what changed within a minute", () => {
  const trend = { added: 3, moved: 1, entered: false };
  assert.equal(linesIn({ list: "all", exact: true, as_of: at, tweets: 1, tags: [tag] }, [trend])[0]?.trend, trend);
  assert.equal(linesIn(window(), [trend])[0]?.trend, null);
  assert.deepEqual(linesOf([tag], []).map((x) => [x.value, x.said, x.unit]), [[12.4, "", ""]]);
});
