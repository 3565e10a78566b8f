import assert from "node:assert/strict";
import { test } from "node:test";

import type { Partition, Status } from "../../http/dashboard/source/shared/documents";
import { type LightState, lagOf, lightOf } from "../../http/dashboard/source/shared/light";

const now = 1_000_000;

function status(lag: number | null, unit: "records" | "bytes" = "records", state = "running"): Status {
  const tally = { records: 100, counted: 100, filtered: 0, skipped: 0, malformed: 0, duplicate: 0 };
  const partition = { applied: 200_000, lag, unit, tally } as Partition;
  return { state, partitions: [partition], rates: { records_per_s: 10, tweets_per_s: 10 } } as Status;
}

function light(age: number | null, failures: number, of: Status | null = null, before: LightState = "live") {
  return lightOf(now, { lastAt: age === null ? null : now - age, failures }, 1000, of, null, before).state;
}

test("what came a moment ago is live", () => {
  assert.equal(light(500, 0, status(0)), "live");
  assert.equal(light(500, 3, status(0)), "live");
});

test("silence makes it stale, failures make it offline, both say since when", () => {
  assert.equal(light(5_500, 0), "stale");
  assert.equal(light(3_500, 3), "offline");
  assert.deepEqual(lightOf(now, { lastAt: now - 9_000, failures: 0 }, 1000, null, null, "live"), {
    state: "stale",
    since: now - 9_000,
  });
});

test("a slow refresh rate is not taken for silence", () => {
  const health = { lastAt: now - 20_000, failures: 0 };
  assert.equal(lightOf(now, health, 10_000, status(0), null, "live").state, "live");
});

test("nothing at all is not called live", () => {
  assert.equal(light(null, 0), "stale");
  assert.equal(light(null, 2), "offline");
});

test("figures of an engine without its source are stale since it was lost", () => {
  const health = { lastAt: now, failures: 0 };
  assert.deepEqual(lightOf(now, health, 1000, status(0), now - 7_000, "live"), {
    state: "stale",
    since: now - 7_000,
  });
});

test("an engine that starts or is seconds behind catches up, until it nearly has", () => {
  assert.equal(light(0, 0, status(0, "records", "starting")), "catching-up");
  assert.equal(light(0, 0, status(60)), "catching-up");
  assert.equal(light(0, 0, status(30)), "live");
  assert.equal(light(0, 0, status(30), "catching-up"), "catching-up");
  assert.equal(light(0, 0, status(15), "catching-up"), "live");
});

test("bytes are told as the records that they hold", () => {
  assert.deepEqual(lagOf(status(40_000, "bytes")), { value: 40_000, unit: "bytes", seconds: 2 });
  assert.equal(lagOf(status(null)), null);
});
