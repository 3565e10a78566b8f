// Every panel shows what the JSON says.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {agree, open} from './support/browser.mjs';
import {until} from './support/engine.mjs';
import {light, newest, shown, status_shown, status_told, told, volume, words}
  from './support/figures.mjs';
import {alone, stage} from './support/stage.mjs';

const live = page => until(
    async () => (await light(page))?.state === 'live', 20, 'the light: live');

/** As often as the page offers, by its own settings. */
async function hurry(page) {
  await page.selectOption('#rate-figures', '250');
  await page.selectOption('#rate-newest', '1000');
  await page.selectOption('#rate-words', '2000');
}

/** Total and bars, then what hangs on time, all to the last digit. */
async function all_agree(page, engine, seconds = 15) {
  const counts = async () => {
    const {total, bars} = await shown(page);
    return {total, bars};
  };
  await agree(counts, () => told(engine), seconds, 'total and bars');
  const count = (await shown(page)).newest.length;
  assert.ok(count > 0, 'no tweet is shown');
  await agree(async () => (await shown(page)).newest,
              () => newest(engine, count), seconds, 'the newest tweets');
  await agree(async () => (await shown(page)).share,
              () => engine.json('/api/v1/sentiment'), seconds, 'the share');
  for (const range of ['15s', '60s', '1h', '24h']) {
    await page.click(`button[data-range="${range}"]`);
    await agree(async () => (await shown(page)).volume,
                () => volume(engine, range), seconds, `volume of ${range}`);
  }
  for (const id of ['short', 'long']) {
    const window = await page.getAttribute(`#words-${id}`, 'data-window');
    let found = [], known = new Map();
    await until(async () => {
      found = (await shown(page))[id];
      known = await words(engine, window);
      return found.length > 0
          && found.every(([word, n]) => known.get(word) === n);
    }, seconds, `words of ${window}`).catch(error => {
      const off = found.filter(([word, n]) => known.get(word) !== n);
      throw new Error(`${error.message}: ${JSON.stringify(off.slice(0, 5))}`);
    });
  }
}

test('counts keep up with the JSON while tweets flow', async context => {
  const page = await open(context, stage.engine, '/');
  await live(page);
  const late = [];
  for (let i = 0; i < 5; ++i) {
    const before = await told(stage.engine);
    await page.waitForTimeout(1500);
    const seen = await shown(page);
    const after = await told(stage.engine);
    assert.ok(seen.total <= after.total);
    if (seen.total < before.total) late.push(before.total - seen.total);
    const least = new Map(before.bars.map(x => [x[0], x[2]]));
    const most = new Map(after.bars.map(x => [x[0], x[2]]));
    for (const [key, , count] of seen.bars) {
      assert.ok(count >= (least.get(key) ?? 0), key);
      assert.ok(count <= (most.get(key) ?? Infinity), key);
    }
  }
  assert.deepEqual(late, []);
  assert.deepEqual(page.trouble, []);
});

test('every panel is exact once the feed rests', async context => {
  const own = await alone(context);
  const feed = own.feed('--rate', 200, '--seed', 8);
  const page = await open(context, own.engine, '/');
  await live(page);
  await hurry(page);
  await page.waitForTimeout(3000);
  await own.engine.counted(await feed.stop());
  await all_agree(page, own.engine);
  assert.deepEqual(page.trouble, []);
  const status = await open(context, own.engine, '/status');
  await agree(() => status_shown(status), () => status_told(own.engine), 15,
              'the status page');
  assert.match(await status.locator('#law').innerText(), /Conserved: [1-9]/);
  const widget = await open(context, own.engine, '/widget?list=all&k=5');
  await agree(async () => (await shown(widget)).bars,
              async () => (await told(own.engine)).bars.slice(0, 5), 10,
              'the widget');
  assert.deepEqual([...status.trouble, ...widget.trouble], []);
});

test('a page survives an engine that is killed, and is exact again',
     async context => {
  const own = await alone(context);
  const before = own.feed('--rate', 200, '--seed', 9);
  const page = await open(context, own.engine, '/');
  await live(page);
  await hurry(page);
  await own.engine.kill();
  await until(async () => ['offline', 'stale'].includes(
      (await light(page)).state), 20, 'the light: offline or stale');
  const words = await light(page);
  assert.match(words.text, /offline|stale since/i);
  await own.restart();
  await live(page);
  await page.waitForTimeout(1000);
  await own.engine.counted(await before.stop());
  await all_agree(page, own.engine);
});

test('the status page shows partitions, pools, tally and law',
     async context => {
  const page = await open(context, stage.engine, '/status');
  const status = await stage.engine.json('/api/v1/status');
  const text = id => page.locator(id).innerText();
  await until(async () => (await text('#state')).includes('running'), 10,
              'the state');
  for (const x of status.partitions)
    assert.match(await text('#partitions'), new RegExp(x.topic));
  for (const id of ['#topology', '#pools', '#tally', '#law', '#events',
                    '#config', '#build', '#store'])
    assert.equal(await page.locator(id).count(), 1, id);
  assert.match(await text('#build'), new RegExp(status.version));
  assert.deepEqual(page.trouble, []);
});

test('the widget shows what /refreshData tells', async context => {
  const own = await alone(context, {'http.update-data': true});
  const form = new URLSearchParams(
      {label: "['#one', '#two', '#three']", data: '[30, 20, 10]'});
  await fetch(`${own.engine.address}/updateData`,
              {method: 'POST', body: form});
  const page = await open(context, own.engine, '/widget?k=2');
  await agree(async () => (await shown(page)).bars.map(x => x.slice(1)),
              () => [['#one', 30], ['#two', 20]], 10, 'the bars');
  assert.deepEqual(page.trouble, []);
});
