// One document, asked for again and again: one request at a time, later after
// a failure, not at all while stopped.

import { NotThere, getJson, retryAfter } from "./fetch";

export interface Asked<T> {
  /** Read before each request: what the reader chose may have changed. */
  path(): string;
  everyMs(): number;
  show(document: T): void;
  off?(reason: string): void;
  failed?(): void;
}

const offAgainMs = 30_000;

export class Repeat<T> {
  private running = false;
  private timer = 0;
  private failures = 0;
  private turn = 0; // answers of earlier turns come too late

  constructor(private readonly asked: Asked<T>) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.ask(++this.turn);
  }

  stop(): void {
    this.running = false;
    this.turn += 1;
    clearTimeout(this.timer);
  }

  /** At once, for another path or rate. */
  again(): void {
    if (!this.running) return;
    this.stop();
    this.start();
  }

  private async ask(turn: number): Promise<void> {
    let pause = this.asked.everyMs();
    try {
      const document = await getJson<T>(this.asked.path());
      if (turn !== this.turn) return;
      this.failures = 0;
      this.asked.show(document);
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof NotThere) {
        this.asked.off?.(error.message);
        pause = Math.max(pause, offAgainMs);
      } else {
        this.asked.failed?.();
        pause = Math.min(pause, retryAfter(this.failures++));
      }
    }
    this.timer = window.setTimeout(() => void this.ask(turn), pause);
  }
}
