// Bad networks, and no network but the engine's own.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {agree, open} from './support/browser.mjs';
import {shown, told} from './support/figures.mjs';
import {alone, stage} from './support/stage.mjs';

const minutes = Number(process.env.BROWSER_MINUTES ?? 1);

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function dice(seed) {
  return () => {
    seed = seed + 0x6D2B79F5 | 0;
    let x = Math.imul(seed ^ seed >>> 15, 1 | seed);
    x = x + Math.imul(x ^ x >>> 7, 61 | x) ^ x;
    return ((x ^ x >>> 14) >>> 0) / 2 ** 32;
  };
}

test('with 30 % of the requests failing the figures are right soon',
     async context => {
  const own = await alone(context);
  const feed = own.feed('--rate', 100, '--seed', 10);
  const seed = Number(process.env.SEED ?? Date.now() % 1e6);
  context.diagnostic(`SEED=${seed}`);
  const random = dice(seed);
  let failed = 0, all = 0;
  const prepare = page => page.route(/\/api\//, route => {
    ++all;
    if (random() >= 0.3) return route.continue().catch(() => {});
    ++failed;
    return route.abort('connectionfailed').catch(() => {});
  });
  const page = await open(context, own.engine, '/', {prepare});
  await page.waitForTimeout(3000);
  await own.engine.counted(await feed.stop());
  await agree(async () => {
    const {total, bars} = await shown(page);
    return {total, bars};
  }, () => told(own.engine), 20, 'total and bars');
  context.diagnostic(`${failed} of ${all} requests failed`);
  const thrown = page.trouble.filter(x => x.startsWith('exception'));
  assert.deepEqual(thrown, []);
});

test('without an event stream it asks instead', async context => {
  const own = await alone(context);
  const feed = own.feed('--rate', 100, '--seed', 11);
  const prepare = page => page.route(/\/api\/v1\/stream/,
                                     route => route.abort());
  const page = await open(context, own.engine, '/', {prepare});
  await page.waitForTimeout(2000);
  await own.engine.counted(await feed.stop());
  await agree(async () => {
    const {total, bars} = await shown(page);
    return {total, bars};
  }, () => told(own.engine), 20, 'total and bars');
});

test(`${minutes} min of every page without an error, or another host`,
     {timeout: (minutes + 1) * 60000}, async context => {
  const {total} = await told(stage.engine);
  const dashboard = stage.open.get('/');
  await dashboard.waitForTimeout(
      Math.max(2000, stage.opened + minutes * 60000 - Date.now()));
  for (const [path, page] of stage.open)
    assert.deepEqual(page.trouble, [], path);
  assert.ok((await shown(dashboard)).total > total);
  const shifts = await dashboard.evaluate(() => window.shifts);
  context.diagnostic(`layout shift in that time: ${shifts.toFixed(4)}`);
  assert.ok(shifts < 0.1, `layout shift ${shifts}`);
});
