// What axe-core says of a page.
import {load} from './modules.mjs';

const {source} = load('axe-core');

/** What it finds serious or critical, in one line each. */
export async function findings(page) {
  await page.evaluate(source);
  const {violations} = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
              'best-practice'],
    resultTypes: ['violations'],
  }));
  return violations.filter(x => ['serious', 'critical'].includes(x.impact))
      .map(x => `${x.id}: ${x.nodes.length} times, first `
           + `${x.nodes[0].target.join(' ')}: ${x.nodes[0].failureSummary}`);
}
