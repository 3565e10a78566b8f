import assert from "node:assert/strict";
import { test } from "node:test";

import { place } from "../../http/dashboard/source/dashboard/cloud";

const words = Array.from({ length: 32 }, (_, i) => ({ text: `word${i}`, count: 100 - 3 * i }));
const measure = (text: string) => text.length * 0.55;

test("all words find a place inside the field and off each other", () => {
  const placed = place(words, 520, 260, measure);
  assert.equal(placed.length, words.length);
  placed.forEach((a, i) => {
    assert.ok(Math.abs(a.x) * 2 + a.width <= 520 && Math.abs(a.y) * 2 + a.height <= 260);
    for (const b of placed.slice(i + 1))
      assert.ok(
        Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height,
        `${a.text} lies on ${b.text}`,
      );
  });
});

test("the same words have the same places, and none need none", () => {
  assert.deepEqual(place(words, 520, 260, measure), place(words, 520, 260, measure));
  assert.deepEqual(place([], 520, 260, measure), []);
});

test("a word wider than the field is left out, the others stay", () => {
  const placed = place([{ text: "x".repeat(400), count: 9 }, { text: "y", count: 1 }], 520, 260, measure);
  assert.deepEqual(placed.map((x) => x.text), ["y"]);
});
