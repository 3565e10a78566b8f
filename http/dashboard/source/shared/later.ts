// Parts of a page that are loaded when the first figures are shown.

import { retryAfter } from "./fetch";

/** What `load` gives, tried until it does: once, however often it is asked. */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  const attempt = async (failures: number): Promise<T> => {
    try {
      return await load();
    } catch {
      await new Promise((done) => setTimeout(done, retryAfter(failures)));
      return attempt(failures + 1);
    }
  };
  return () => (made ??= attempt(0));
}
