import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped, merged, moodOf, total } from "../../http/dashboard/source/dashboard/points";

const point = (second: number, tweets: number) => ({
  time: new Date(second * 1000).toISOString(),
  tweets,
  positive: 1,
  negative: 2,
  neutral: 0,
});

test("newer points replace those of the same second and follow the others", () => {
  const known = [point(1, 5), point(2, 5), point(3, 5)];
  const joined = merged(known, [point(3, 9), point(4, 7)], 3);
  assert.deepEqual(joined?.map((x) => x.tweets), [5, 9, 7]);
});

test("a hole between the two is not papered over", () => {
  assert.equal(merged([point(1, 5)], [point(3, 5)], 60), null);
  assert.equal(merged([], [point(3, 5)], 60), null);
});

test("groups are counted from the newest and lose nothing", () => {
  const all = [1, 2, 3, 4, 5, 6, 7].map((x) => point(x, x));
  const parts = grouped(all, 3);
  assert.deepEqual(parts.map((x) => x.tweets), [1, 9, 18]);
  assert.equal(total(parts).tweets, total(all).tweets);
});

test("what was not rated is the rest, never less than nothing", () => {
  assert.equal(moodOf.none(point(1, 5)), 2);
  assert.equal(moodOf.none(point(1, 1)), 0);
});
