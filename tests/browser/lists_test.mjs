// The list that the reader chose: all time, a window, what is trending.
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';

import {findings} from './support/axe.mjs';
import {agree, open} from './support/browser.mjs';
import {ranking, shown} from './support/figures.mjs';
import {alone} from './support/stage.mjs';

const long = 'x'.repeat(139);
const minute = 60_000;

/** A tweet of an author of its own. */
function record(text, at, i) {
  return JSON.stringify({
    id_str: String(i), text, lang: 'en',
    created_at: new Date(at).toUTCString().replace(
        /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 +0000 $4'),
    user: {screen_name: `author${i}`},
  });
}

/** Two hours of tea and milk; in the last two minutes two tags rise. */
async function rising(context, settings = {}) {
  const own = await alone(context, settings);
  const now = Date.now();
  const lines = [];
  const add = (text, at) => lines.push(record(text, at, lines.length));
  for (let i = 120; i > 0; --i) {
    const at = now - i * minute;
    for (let j = 0; j < 12; ++j) add('#tea <b>&amp;</b>', at);
    for (let j = 0; j < 9; ++j) add('#milk', at);
    for (let j = 0; i <= 2 && j < 20; ++j) add(`#قهوة #${long}`, at);
  }
  const log = join(own.home, 'log', 'tweets');
  await mkdir(log, {recursive: true});
  await writeFile(join(log, '0.jsonl'), lines.map(x => `${x}\n`).join(''));
  await own.engine.counted(lines.length);
  return own.engine;
}

const bars = async page => (await shown(page)).bars;
const same = (page, engine, query) =>
  agree(() => bars(page), () => ranking(engine, query), 10, query);
const address = page => new URL(page.url()).search;
const pressed = page => page.getAttribute(
    '#panel-top button[aria-pressed="true"]', 'data-list');
const about = page => page.locator('#list-about').innerText();

test('the page shows each list as the JSON tells it', async context => {
  const engine = await rising(context);
  const page = await open(context, engine, '/');
  await same(page, engine, 'list=all');
  assert.equal(await pressed(page), 'all');
  for (const window of ['1m', '15m', '1h', '24h', '5m']) {
    await page.selectOption('#list-window', window);
    await same(page, engine, `list=window&window=${window}`);
    assert.equal(address(page), `?list=window&window=${window}`);
  }
  assert.equal(await pressed(page), 'window');
  // With the keyboard.
  await page.focus('button[data-list="trending"]');
  await page.keyboard.press('Enter');
  await same(page, engine, 'list=trending');
  assert.equal(address(page), '?list=trending');
  const {tags} = await engine.json('/api/v1/top?list=trending');
  assert.deepEqual(tags.map(x => x.key).sort(), [long, 'قهوة'].sort());
  const first = page.locator('#bars > li').first();
  const since = new Date(tags[0].since).toISOString().slice(11, 16);
  assert.equal(await first.locator('.gained').innerText(), `since ${since}`);
  assert.match(await first.locator('.said').innerText(),
               new RegExp(`^${Math.round(tags[0].count)} now, .* expected$`));
  await page.reload();
  await same(page, engine, 'list=trending');
  assert.deepEqual(await findings(page), []);
  await page.setViewportSize({width: 320, height: 640});
  await page.waitForTimeout(300);
  assert.ok(await page.evaluate(() => {
    const all = document.documentElement;
    return all.scrollWidth <= all.clientWidth;
  }), 'it scrolls sideways');
  await page.click('button[data-list="all"]');
  await same(page, engine, 'list=all');
  assert.equal(address(page), '');
  assert.ok(await page.evaluate(() => window.shifts) < .05);
  assert.deepEqual(page.trouble, []);
});

test('the lists are shown without a stream, and in the widget',
     async context => {
  const engine = await rising(context);
  const prepare = page => page.route('**/stream?*', route => route.abort());
  const page = await open(context, engine, '/?list=trending', {prepare});
  await same(page, engine, 'list=trending');
  await page.click('button[data-list="window"]');
  await same(page, engine, 'list=window&window=5m');
  for (const query of ['list=trending', 'list=window&window=1m&k=3']) {
    const widget = await open(context, engine, `/widget?${query}`,
                              {width: 320});
    await same(widget, engine, query);
    assert.deepEqual(widget.trouble, []);
  }
});

test('a list that is off says so, and the others stay', async context => {
  const engine = await rising(context, {'lists.trending': false});
  const page = await open(context, engine, '/');
  await page.click('button[data-list="trending"]');
  await agree(async () => (await about(page)).includes('lists.trending'),
              () => true, 10, 'the reason');
  assert.deepEqual(await bars(page), []);
  await page.click('button[data-list="window"]');
  await same(page, engine, 'list=window&window=5m');
});
