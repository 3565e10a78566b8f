// An hour open, shortened: how the page's heap grows.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {heap, open} from './support/browser.mjs';
import {stage} from './support/stage.mjs';

const minutes = Number(process.env.BROWSER_MINUTES ?? 10);

test('a page that stays open does not grow', {timeout: (minutes + 2) * 60000},
     async context => {
  const page = await open(context, stage.engine, '/');
  // Series that are kept for a time fill first.
  await page.waitForTimeout(minutes * 6000);
  const first = await heap(page);
  await page.waitForTimeout(minutes * 54000);
  const last = await heap(page);
  const hour = (last - first) * 60 / (minutes * 0.9);
  context.diagnostic(`heap ${(last / 1e6).toFixed(2)} MB, `
                     + `${(hour / 1e6).toFixed(2)} MB more in an hour`);
  assert.ok(hour < 10e6, `${hour} bytes an hour`);
});
