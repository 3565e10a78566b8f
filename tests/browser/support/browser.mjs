// Pages of a headless Chromium that notes all that must not happen.
//
//   const page = await open(context, engine, '/', {width: 360});
//   …
//   assert.deepEqual(page.trouble, []);
import {isDeepStrictEqual} from 'node:util';

import {chromiumPath, load} from './modules.mjs';
import {until} from './engine.mjs';

const {chromium} = load('playwright-core');

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

let browser;

/** The browser of all that is opened later. */
export async function launch() {
  browser = await chromium.launch(
      {executablePath: chromiumPath, headless: true, args: quiet});
  return browser;
}

// Runs in the page before its own scripts.
function watch() {
  window.shifts = 0;
  addEventListener('securitypolicyviolation', event => {
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
  });
  new PerformanceObserver(list => {
    for (const shift of list.getEntries())
      if (!shift.hadRecentInput) window.shifts += shift.value;
  }).observe({type: 'layout-shift', buffered: true});
}

/**
 * A page that is closed with its test: `trouble` holds console errors,
 * violations of the CSP, exceptions, dialogs and requests to other hosts.
 * `prepare` is called before it goes to the address; with `ready` it waits for
 * the first figures.
 */
export async function open(test, engine, path, {
  width = 1280, height = 800, scheme = 'light', motion = 'no-preference',
  prepare = async () => {}, ready = true, ...more} = {}) {
  const context = await browser.newContext({
    viewport: {width, height}, colorScheme: scheme, reducedMotion: motion,
    locale: 'en-GB', timezoneId: 'UTC', ...more});
  test?.after(() => context.close());
  const page = await context.newPage();
  page.trouble = [];
  const note = text => page.trouble.push(text);
  const home = new URL(engine.address).host;
  page.on('console', said => {
    if (said.type() === 'error') note(`console: ${said.text()}`);
  });
  page.on('pageerror', error => note(`exception: ${error}`));
  page.on('dialog', dialog => {
    note(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', request => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== home)
      note(`request to ${url.host}`);
  });
  await page.addInitScript(watch);
  await prepare(page, context);
  await page.goto(engine.address + path);
  if (ready) await drawn(page, path);
  return page;
}

/** Until the page shows figures. */
export function drawn(page, path = '/') {
  const what = path.startsWith('/status')
    ? '#partitions td, #partitions [data-partition]' : '#bars > li';
  return page.waitForSelector(what, {timeout: 20000});
}

/** Chromium's own metrics of the page. */
export async function metrics(page) {
  const session = page.devtools ??= await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const {metrics: all} = await session.send('Performance.getMetrics');
  return Object.fromEntries(all.map(x => [x.name, x.value]));
}

/** Bytes of JavaScript objects after a collection of what is unused. */
export async function heap(page) {
  const session = page.devtools ??= await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await metrics(page)).JSHeapUsedSize;
}

/** Until what `read` says of the page is what `wanted` gives. */
export async function agree(read, wanted, seconds, what) {
  let found, expected;
  try {
    await until(async () => {
      [found, expected] = [await read(), await wanted()];
        return isDeepStrictEqual(found, expected);
    }, seconds, what, 200);
  } catch (error) {
    throw new Error(`${error.message}\n page: ${JSON.stringify(found)}\n `
                    + `JSON: ${JSON.stringify(expected)}`);
  }
}
