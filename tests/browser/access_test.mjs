// For everybody: axe, keyboard, reduced motion, narrow screens.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {findings} from './support/axe.mjs';
import {drawn, open} from './support/browser.mjs';
import {until} from './support/engine.mjs';
import {stage} from './support/stage.mjs';

const pages = ['/', '/?list=window&window=1h', '/status', '/widget'];

for (const scheme of ['light', 'dark']) {
  test(`axe finds nothing serious, ${scheme}`, async context => {
    for (const path of pages) {
      // A row that glides over another one is no finding.
      const page = await open(context, stage.engine, path,
                              {scheme, motion: 'reduce'});
      for (const width of [1280, 360]) {
        await page.setViewportSize({width, height: 800});
        await page.waitForTimeout(300);
        const found = await findings(page);
        assert.deepEqual(found, [], `${path} at ${width} px`);
      }
      await page.context().close();
    }
  });
}

test('nothing scrolls sideways on a narrow screen', async context => {
  for (const path of pages) {
    const page = await open(context, stage.engine, path);
    for (const width of [360, 320]) {
      await page.setViewportSize({width, height: 640});
      await page.waitForTimeout(300);
      const wide = await page.evaluate(() => {
        const all = document.documentElement;
        if (all.scrollWidth <= all.clientWidth) return [];
        return [...document.querySelectorAll('body *')]
            .filter(x => x.getBoundingClientRect().right > innerWidth + 1)
            .map(x => x.id ? `#${x.id}` : `${x.tagName}.${x.className}`);
      });
      assert.deepEqual(wide, [], `${path} at ${width} px`);
    }
  }
});

const focused = page => page.evaluate(() => {
  const x = document.activeElement;
  return x?.closest('#bars > li')?.dataset.key ?? null;
});

test('a history opens and closes with the keyboard alone', async context => {
  const page = await open(context, stage.engine, '/');
  let key = null;
  for (let i = 0; i < 40 && !key; ++i) {
    await page.keyboard.press('Tab');
    key = await focused(page);
  }
  assert.ok(key, 'Tab reaches no bar');
  const ring = await page.evaluate(() => {
    const x = getComputedStyle(document.activeElement);
    return x.outlineStyle !== 'none' || x.boxShadow !== 'none';
  });
  assert.ok(ring, 'the focus cannot be seen');
  await page.keyboard.press('Enter');
  const history = page.locator('#tag-history');
  await history.waitFor({state: 'visible', timeout: 5000});
  assert.equal(await history.getAttribute('data-key'), key);
  // The order may change meanwhile: the focus stays with its tag.
  await page.waitForTimeout(1500);
  await page.keyboard.press('Escape');
  await history.waitFor({state: 'hidden', timeout: 5000});
  assert.equal(await focused(page), key, 'the focus is lost');
  assert.deepEqual(page.trouble, []);
});

test('reduced motion is honoured', async context => {
  const page = await open(context, stage.engine, '/',
                          {motion: 'reduce'});
  const moving = new Set();
  for (let i = 0; i < 20; ++i) {
    const names = await page.evaluate(() => document.getAnimations()
        .filter(x => x.playState === 'running'
                && x.effect.getComputedTiming().duration > 20)
        .map(x => `${x.effect.target?.className || x.effect.target?.id} `
             + `${x.transitionProperty ?? x.animationName ?? 'script'}`));
    names.forEach(x => moving.add(x));
    await page.waitForTimeout(100);
  }
  assert.deepEqual([...moving], []);
});

test('a page without figures yet is whole, too', async context => {
  // The first figures take their time: what is there then must do.
  const prepare = page => page.route('**/api/**', async route => {
    await new Promise(done => setTimeout(done, 1500));
    await route.continue().catch(() => {});
  });
  const page = await open(context, stage.engine, '/',
                          {prepare, ready: false});
  assert.deepEqual(await findings(page), []);
  await until(() => drawn(page).then(() => true), 20, 'the bars');
});
