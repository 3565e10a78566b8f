// Asking the engine, with an end to every wait.

/** A leg that is switched off, or something that is not there (any more). */
export class NotThere extends Error {}

/** The document at `path`. Throws `NotThere` with the engine's reason for a
 *  404, another Error for everything else that is no document. */
export async function getJson<T>(path: string, timeoutMs = 10_000): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), timeoutMs);
  try {
    const answer = await fetch(path, { signal: giveUp.signal });
    if (answer.status === 404) throw new NotThere(await reasonIn(answer));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  } finally {
    clearTimeout(timer);
  }
}

async function reasonIn(answer: Response): Promise<string> {
  try {
    return String((await answer.json()).detail);
  } catch {
    return "The engine does not have this.";
  }
}

/** Milliseconds before try number `failures` + 1: doubles from one second to
 *  five, with a quarter of chance so that pages do not come back all at once. */
export function retryAfter(failures: number): number {
  return Math.min(5_000, 1000 * 2 ** Math.min(failures, 5)) * (0.75 + Math.random() / 4);
}
