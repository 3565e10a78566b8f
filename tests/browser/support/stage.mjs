// One engine with a feed and one browser, for the tests that disturb neither.
import {after} from 'node:test';

import {launch, open} from './browser.mjs';
import {Engine, feed, inject, remove, workspace} from './engine.mjs';

export const stage = {};

/** Before the first test. */
export async function begin() {
  stage.home = await workspace();
  await inject(stage.home, '--count', 2000, '--seed', 6);
  [stage.engine, stage.browser] =
      await Promise.all([Engine.start(stage.home), launch()]);
  await stage.engine.counted(2000);
  stage.feed = feed(stage.home, '--rate', 50, '--seed', 7);
  // Pages that stay open beside all tests.
  stage.open = new Map();
  for (const path of ['/', '/status', '/widget?list=all'])
    stage.open.set(path, await open(null, stage.engine, path, {ready: false}));
  stage.opened = Date.now();
}

after(async () => {
  await stage.browser?.close();
  await stage.feed?.stop();
  await stage.engine?.stop();
  await remove(stage.home);
});

/**
 * An engine of its own for a test that kills it, or feeds it with what the
 * others must not see; gone with the test.
 */
export async function alone(context, settings = {}) {
  const home = await workspace();
  const own = {home, feeds: [], engine: await Engine.start(home, settings)};
  context.after(async () => {
    for (const one of own.feeds) await one.stop();
    await own.engine.stop();
    await remove(home);
  });
  own.feed = (...args) => {
    own.feeds.push(feed(home, ...args));
    return {stop: () => own.feeds.pop().stop()};
  };
  own.restart = async () => {
    const {port} = own.engine;
    own.engine = await Engine.start(home, {...settings, port});
  };
  return own;
}
