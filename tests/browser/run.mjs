// All browser tests, on one engine and one browser: node run.mjs [--soak]
// [FILE…]. Ends with 77, skipped, where the browser or its driver is missing.
import {missing} from './support/modules.mjs';

const given = process.argv.slice(2);
const soak = given.includes('--soak');
const named = given.filter(x => x !== '--soak');
const all = soak ? ['soak', 'network']
  : ['panels', 'lists', 'hostile', 'access', 'speed', 'network'];

const why = missing();
if (why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}
const {begin} = await import('./support/stage.mjs');
await begin();
for (const name of named.length ? named : all)
  await import(`./${name}_test.mjs`);
