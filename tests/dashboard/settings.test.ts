import assert from "node:assert/strict";
import { test } from "node:test";

import { checked, standard } from "../../http/dashboard/source/shared/settings";

test("what is stored counts only where it is a choice", () => {
  assert.deepEqual(checked({ figures: 5000, newest: 1, words: "x", more: 1 }), { ...standard, figures: 5000 });
  for (const nothing of [null, 3, "x", []]) assert.deepEqual(checked(nothing), standard);
});
