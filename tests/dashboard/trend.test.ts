import assert from "node:assert/strict";
import { test } from "node:test";

import { trendsOf, verdictOf } from "../../http/dashboard/source/shared/trend";

const tag = (rank: number, added?: number, before?: number | null) => ({
  rank,
  tag: `#t${rank}`,
  key: `t${rank}`,
  count: 100,
  added_1m: added,
  rank_1m: before,
});

test("ranks won are positive, ranks lost negative", () => {
  const [won, lost] = trendsOf([tag(1, 5, 3), tag(2, 1, 1)]);
  assert.equal(won?.moved, 2);
  assert.equal(lost?.moved, -1);
});

test("who was not in the list is new, unless nobody was", () => {
  assert.deepEqual(trendsOf([tag(1, 5, 1), tag(2, 9, null)]).map((x) => x.entered), [false, true]);
  assert.deepEqual(trendsOf([tag(1, 5, null), tag(2, 9, null)]).map((x) => x.entered), [false, false]);
});

test("the leader rises, is chased, rests, or nobody knows", () => {
  const verdict = (...added: (number | undefined)[]) =>
    verdictOf(trendsOf(added.map((n, i) => tag(i + 1, n, i + 1))));
  assert.equal(verdict(5, 5), "rising");
  assert.equal(verdict(5, 6), "chased");
  assert.equal(verdict(0, 6), "still");
  assert.equal(verdict(undefined, undefined), "unknown");
  assert.equal(verdict(), "unknown");
});
