// What npm installed into the build folder (tools/setup.sh --test), from where
// Node would not look for it by itself.
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const project = join(
    dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const installed = process.env.MURMURATION_NODE_PACKAGES
    ?? join(project, 'build', 'browser');
const browser = process.env.MURMURATION_CHROMIUM ?? '/usr/bin/chromium';

/** Why there can be no browser; empty when there can. */
export function missing() {
  for (const path of [join(installed, 'node_modules'), browser]) {
    if (!existsSync(path)) return `${path} is missing: tools/setup.sh --test`;
  }
  return '';
}

export const chromiumPath = browser;
export const load = createRequire(join(installed, 'package.json'));
