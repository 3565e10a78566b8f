// The pictures of the README: node pictures.mjs FOLDER. The engine and the
// feed are those of tools/demo.sh; the seed is always the same, the times are
// those of the day.
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {launch, open} from './support/browser.mjs';
import {Engine, feed, remove, workspace} from './support/engine.mjs';
import {missing} from './support/modules.mjs';

// How long tweets flow first: the clouds and the last minute fill.
const flow = Number(process.env.PICTURES_AFTER_S ?? 75);

const pictures = [
  ['dashboard', '/', {width: 1120, height: 1240}],
  ['dashboard-phone', '/', {width: 390, height: 844, scheme: 'dark'}],
  ['status', '/status', {width: 1280, height: 860}],
];

const folder = process.argv[2];
const why = folder ? missing() : 'Usage: node pictures.mjs FOLDER';
if (why) {
  console.error(why);
  process.exit(2);
}
await mkdir(folder, {recursive: true});
const home = await workspace();
const tweets = feed(home, '--rate', 200, '--seed', 12, '--partitions', 2);
const engine = await Engine.start(home);
const browser = await launch();
try {
  const pages = [];
  for (const [name, path, look] of pictures)
    pages.push([name, await open(null, engine, path, look)]);
  await sleep(flow * 1000);
  for (const [name, page] of pages) {
    const to = join(folder, `${name}.png`);
    await page.screenshot({path: to, animations: 'disabled'});
    console.log(to);
  }
} finally {
  await browser.close();
  await tweets.stop();
  await engine.stop();
  await remove(home);
}
