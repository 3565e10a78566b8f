// The engine and its feed as a user starts them: arguments, a log directory,
// HTTP. No process outlives its test.
//
//   const home = await workspace();
//   await inject(home, '--count', 500);
//   const engine = await Engine.start(home);
//   await engine.json('/api/v1/top');
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {project} from './modules.mjs';

const programs = process.env.MURMURATION_BIN
    ?? join(project, 'build', 'release', 'bin');
const running = new Set();

process.on('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** What `check` returns once that is true; throws after `seconds`. */
export async function until(check, seconds, what, every = 100) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(every);
  }
}

export const workspace = () => mkdtemp(join(tmpdir(), 'murmuration-'));

export const remove = path => rm(path, {recursive: true, force: true});

function start(program, args) {
  const child = spawn(join(programs, program), args.map(String),
                      {stdio: ['ignore', 'ignore', 'pipe']});
  running.add(child);
  child.said = '';
  child.stderr.on('data', bytes => { child.said += bytes; });
  child.ended = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code;
  });
  return child;
}

/** Fake tweets into the log of `home`, to the end. */
export async function inject(home, ...args) {
  const child = feed(home, '--rate', 0, ...args);
  const code = await child.ended;
  if (code !== 0) throw new Error(`murmuration-inject: ${child.said}`);
}

/** Fake tweets that come until `stop` ends them, which gives their number. */
export function feed(home, ...args) {
  const truth = join(home, `truth-${Date.now()}-${Math.random()}.json`);
  const child = start('murmuration-inject', [
    '--log-dir', join(home, 'log'), '--truth', truth, ...args]);
  child.stop = async () => {
    child.kill('SIGTERM');
    await child.ended;
    return JSON.parse(await readFile(truth, 'utf8')).tweets;
  };
  return child;
}

export class Engine {
  /** `port` 0: a free one. `settings`: as in the config, dotted. */
  static async start(home, {port = 0, ...settings} = {}) {
    const all = {
      'source.log.directory': join(home, 'log'),
      'store.rocksdb.directory': join(home, 'ledger'),
      'http.port': port,
      ...settings,
    };
    const engine = new Engine();
    engine.home = home;
    engine.child = start('murmuration', Object.entries(all).flatMap(
        ([key, value]) => ['--set', `${key}=${JSON.stringify(value)}`]));
    const found = await until(() => {
      if (engine.child.exitCode !== null) throw new Error(engine.child.said);
      return /event=started .*address=(http:\/\/\S+)/.exec(engine.child.said);
    }, 20, 'the address of the engine', 5);
    engine.address = found[1];
    engine.port = Number(new URL(found[1]).port);
    await until(() => engine.ask('/readyz').then(x => x.ok, () => false), 20,
                '/readyz', 10);
    return engine;
  }

  ask(path) {
    return fetch(this.address + path, {signal: AbortSignal.timeout(5000)});
  }

  async json(path) {
    const answer = await this.ask(path);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  }

  /** Until so many tweets are counted. */
  async counted(tweets) {
    await until(async () => (await this.json('/api/v1/top')).tweets === tweets,
                30, `${tweets} tweets`);
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.child.ended;
  }

  async stop() {
    this.child.kill('SIGTERM');
    await this.child.ended;
  }
}
