// Outsiders' text is text: it runs nothing, hides nothing and turns nothing
// around.
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';

import {open} from './support/browser.mjs';
import {until} from './support/engine.mjs';
import {shown} from './support/figures.mjs';
import {alone, stage} from './support/stage.mjs';

const tag = '<img src=x onerror="window.__pwned=1;alert(1)">';
const long = 'x'.repeat(139);

// No more than ten hashtags: all of them are in the list.
const tweets = [
  ['plain', 'hello #Coffee'],
  ['markup', `${tag}<script>window.__pwned=1</script> #markup`],
  ['quoted', `"><svg onload=window.__pwned=1> &lt;b&gt; '"\``],
  ['override', '\u202Edetrevni \u2066 #over\u202Eride #after'],
  ['arabic', 'صباح الخير #قهوة'],
  ['hebrew', 'בוקר טוב #קפה'],
  ['emoji', `${'👩‍👩‍👧‍👦'.repeat(20)}${'🎉'.repeat(120)} #emoji`],
  ['long', `#${long} ${'w'.repeat(200)}`],
  ['marks', `Z${'\u0335\u0321\u0353'.repeat(60)} much`],
  ['newline', 'one\ntwo\u2028three'],
];

const record = ([, text], i) => JSON.stringify({
  id: 100 + i, id_str: String(100 + i), text, lang: 'en',
  created_at: new Date().toUTCString().replace(
      /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 +0000 $4'),
  user: {screen_name: tag, name: tag},
});

async function hostile_engine(context, settings) {
  const own = await alone(context, settings);
  const log = join(own.home, 'log', 'tweets');
  await mkdir(log, {recursive: true});
  await writeFile(join(log, '0.jsonl'),
                  tweets.map(record).map(x => `${x}\n`).join(''));
  await own.engine.counted(tweets.length);
  return own.engine;
}

/** Nothing of an outsider became an element, or ran. */
async function assert_only_text(page) {
  const found = await page.evaluate(() => ({
    pwned: window.__pwned ?? false,
    images: [...document.images].map(x => x.outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap(
        x => [...x.attributes].filter(a => a.name.startsWith('on'))
            .map(() => x.outerHTML)),
    scripts: [...document.scripts].filter(x => !x.src).length,
  }));
  assert.deepEqual(found, {pwned: false, images: [], handlers: [], scripts: 0});
  assert.deepEqual(page.trouble, []);
}

test('hostile tweets and hashtags show as what they are', async context => {
  const engine = await hostile_engine(context);
  const page = await open(context, engine, '/', {width: 360});
  const {tweets: newest} = await engine.json('/api/v1/tweets?limit=10');
  await page.waitForSelector('#newest > li');
  const items = await page.evaluate(() => [
    ...document.querySelectorAll('#newest > li')].map(x => [
      x.dataset.id, x.querySelector('.text').textContent.trim(),
      x.querySelector('.author').textContent.trim()]));
  assert.ok(items.length >= 5);
  for (const [id, text, author] of items) {
    const told = newest.find(x => x.id === id);
    assert.equal(text, told.text.trim());
    assert.ok(author.includes(told.author.trim()), author);
  }
  const {tags} = await engine.json('/api/v1/top?k=10');
  const {bars} = await shown(page);
  assert.deepEqual(bars.map(x => x[1]), tags.map(x => x.tag));
  await assert_only_text(page);
  // A tag that turns round what comes behind it would change the count.
  const loose = await page.evaluate(() => [
    ...document.querySelectorAll(
        '#bars .tag, #newest .text, #newest .author')].filter(x => {
      const inner = x.querySelector('bdi') ?? x;
      return !/isolate|plaintext/.test(getComputedStyle(inner).unicodeBidi);
    }).map(x => x.className));
  assert.deepEqual(loose, []);
});

test('a hostile hashtag has a history, too', async context => {
  const engine = await hostile_engine(context);
  const page = await open(context, engine, '/', {width: 360});
  for (const key of ['قهوة', long]) {
    await page.locator(`#bars > li[data-key="${key}"]`).click();
    await until(() => page.evaluate(
        () => document.querySelector('#tag-history')?.dataset.key)
        .then(x => x === key), 10, `the history of ${key}`);
    await page.waitForTimeout(500);
    await page.keyboard.press('Escape');
  }
  await assert_only_text(page);
});

test('what was posted to the chart shows as text', async context => {
  const own = await alone(context, {'http.update-data': true});
  const labels = [tag, '#\u202Eevil', `#${long}`];
  await fetch(`${own.engine.address}/updateData`, {
    method: 'POST',
    body: new URLSearchParams(
        {label: JSON.stringify(labels), data: '[3, 2, 1]'})});
  const page = await open(context, own.engine, '/widget', {width: 320});
  const {bars} = await shown(page);
  assert.deepEqual(bars.map(x => x[1]), labels);
  await assert_only_text(page);
});
