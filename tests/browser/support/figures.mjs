// What the panels say, and what the JSON says, in the same shape. Exact
// numbers are in `data-value`; ids as http/dashboard/README.md lists them.

/** The dashboard's panels. */
export const shown = page => page.evaluate(() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const value = x => x ? Number(x.dataset.value) : null;
  const words = id => all(`${id} [data-word]`)
      .map(x => [x.dataset.word, Number(x.dataset.count)]);
  return {
    total: value(document.querySelector('#total')),
    bars: all('#bars > li').map(x => [
      x.dataset.key, x.querySelector('.tag').textContent.trim(),
      value(x.querySelector('.count'))]),
    newest: all('#newest > li').map(x => [
      x.dataset.id, x.querySelector('.text').textContent.trim()]),
    short: words('#words-short'),
    long: words('#words-long'),
    share: Object.fromEntries([
      ...all('#share [data-kind]')
          .map(x => [x.dataset.kind, value(x.querySelector('.count'))]),
      ['none', value(document.querySelector('#share-none'))]]),
    volume: Object.fromEntries(
        ['tweets', 'positive', 'negative', 'neutral'].map(
            x => [x, value(document.querySelector(`#volume-${x}`))])),
  };
});

export const light = page => page.evaluate(() => {
  const x = document.querySelector('#light');
  return x && {state: x.dataset.state, text: x.textContent.trim()};
});

export async function told(engine) {
  const top = await engine.json('/api/v1/top?k=10');
  return {
    total: top.tweets,
    bars: top.tags.map(x => [x.key, x.tag, x.count]),
  };
}

/** What a list of /api/v1/top tells, its figures those that the bars show. */
export async function ranking(engine, query) {
  const {tags} = await engine.json(`/api/v1/top?${query}`);
  return tags.map(x => [x.key, x.tag, x.score ?? x.count]);
}

/** What /api/v1/history tells of a range of the sentiment over time. */
export async function volume(engine, range) {
  const asked = {'15s': 'step=1s&points=15', '60s': 'step=1s&points=60',
                 '1h': 'step=1m&points=60', '24h': 'step=1m&points=1440'};
  const {points} = await engine.json(`/api/v1/history?${asked[range]}`);
  const sum = name => points.reduce((all, x) => all + x[name], 0);
  return Object.fromEntries(['tweets', 'positive', 'negative', 'neutral'].map(
      name => [name, sum(name)]));
}

/** The ids and texts of the newest tweets, as many as the page shows. */
export async function newest(engine, count) {
  const {tweets} = await engine.json(`/api/v1/tweets?limit=${count}`);
  return tweets.map(x => [x.id, x.text.trim()]);
}

/** The counts of the words over `window`, by word. */
export async function words(engine, window) {
  const {words: all} = await engine.json(`/api/v1/words?window=${window}`);
  return new Map(all.map(x => [x.word, x.count]));
}

/** The status page's tables, their figures as numbers. */
export async function status_shown(page) {
  const rows = id => page.$$eval(`${id} tbody tr`, all => all.map(
      row => [...row.cells].map(cell => cell.textContent)));
  const figure = text => Number(text.replace(/[^0-9]/g, ''));
  const named = async (id, figures) => (await rows(id)).map(
      x => [x[0], ...x.slice(1, figures + 1).map(figure)]);
  return {
    partitions: await named('#partitions', 4),
    tally: await named('#tally', 1),
    pools: await named('#pools', 3),
    edges: (await rows('#edges')).map(x => [x[0], x[1], figure(x[5])]),
  };
}

/** The same as /api/v1/status tells it. */
export async function status_told(engine) {
  const status = await engine.json('/api/v1/status');
  return {
    partitions: status.partitions.map(
        x => [`${x.topic}/${x.partition}`, x.applied, x.durable, x.end, x.lag]),
    tally: Object.entries(status.tally),
    pools: Object.entries(status.actors).map(
        ([name, x]) => [name, x.pool_size, x.queued, x.processed]),
    edges: status.edges.map(x => [x.from, x.to, x.credit ?? 0]),
  };
}
