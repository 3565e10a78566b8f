// The documents as they change: from the engine's stream, and by asking for
// them while there is no stream, or none of a kind has come with it yet.
// What was shown stays: a failure calls nothing back.

import { NotThere, getJson, retryAfter } from "./fetch";
import { inFrame } from "./frame";

export interface Channel {
  /** Asked when the stream does not bring it. */
  path: string;
  /** It is not asked for while nobody looks at it. */
  wanted?(): boolean;
  show(document: unknown): void;
  /** The engine does not have it, for the reason it gives. */
  off?(reason: string): void;
}

/** How it goes: what the light is made of. Times in ms of this machine. */
export interface Health {
  /** The last time something came, null before the first. */
  lastAt: number | null;
  /** Failures in a row, of the stream and of what was asked. */
  failures: number;
}

interface Line extends Channel {
  seen: boolean; // on the present stream
  newest: string | null; // of the stream, not read yet
  read(): void;
  asking: boolean;
  failures: number;
  notBefore: number;
}

const tickMs = 250;
/** The engine's status changes every second: a stream that says nothing for so
 *  long, and two intervals, is dead. */
const silenceMs = 8_000;
/** A leg that is off may be on after a restart. */
const offAgainMs = 30_000;
/** How long a new stream has to bring a document before it is asked for. */
const graceMs = 2_500;

// Of what the stream brings between two drawings, the last is read.
function lineOf(channel: Channel): Line {
  const line: Line = {
    ...channel,
    seen: false,
    newest: null,
    asking: false,
    failures: 0,
    notBefore: 0,
    read() {
      if (line.newest !== null) line.show(JSON.parse(line.newest));
      line.newest = null;
    },
  };
  return line;
}

export class Feed {
  readonly health: Health = { lastAt: null, failures: 0 };
  private readonly lines = new Map<string, Line>();
  private stream: EventSource | null = null;
  private open = false;
  private openedAt = 0;
  private streamFailures = 0;
  private streamNotBefore = 0;
  private timer = 0;

  constructor(
    channels: Record<string, Channel>,
    private intervalMs: number,
  ) {
    for (const [name, channel] of Object.entries(channels))
      this.lines.set(name, lineOf(channel));
  }

  start(): void {
    if (this.timer) return;
    this.timer = window.setInterval(() => this.tick(), tickMs);
    this.tick();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.close();
  }

  /** From the next stream on, which begins now. */
  changeInterval(ms: number): void {
    if (ms === this.intervalMs) return;
    this.intervalMs = ms;
    this.close();
    if (this.timer) this.tick();
  }

  /** A document that came another way, such as the page's first. */
  offer(name: string, document: unknown): void {
    const line = this.lines.get(name);
    if (line && !line.seen) this.took(line, document);
  }

  private took(line: Line, document: unknown): void {
    this.alive(line);
    line.show(document);
  }

  private alive(line: Line): void {
    this.health.lastAt = Date.now();
    this.health.failures = 0;
    line.failures = 0;
  }

  private tick(): void {
    const now = Date.now();
    if (!this.stream && now >= this.streamNotBefore) this.listen(now);
    const limit = silenceMs + 2 * this.intervalMs;
    if (this.open && now - Math.max(this.health.lastAt ?? 0, this.openedAt) > limit) this.fail();
    for (const line of this.lines.values()) {
      const brought = this.open && (line.seen || now - this.openedAt < graceMs);
      if (!brought && !line.asking && now >= line.notBefore && line.wanted?.() !== false) void this.ask(line);
    }
  }

  private listen(now: number): void {
    const names = [...this.lines.keys()].join(",");
    const stream = new EventSource(`/api/v1/stream?events=${names}&interval=${this.intervalMs}`);
    this.stream = stream;
    this.openedAt = now;
    stream.onopen = () => {
      if (stream !== this.stream) return;
      this.open = true;
      this.openedAt = Date.now();
      this.streamFailures = 0;
    };
    stream.onerror = () => {
      if (stream === this.stream) this.fail();
    };
    for (const [name, line] of this.lines)
      stream.addEventListener(name, (event) => {
        if (stream !== this.stream) return;
        line.seen = true;
        this.alive(line);
        line.newest = (event as MessageEvent<string>).data;
        inFrame(line.read);
      });
  }

  // The browser would try again by itself, at its own times: the page's are
  // known, and spread.
  private fail(): void {
    this.close();
    this.health.failures += 1;
    this.streamNotBefore = Date.now() + retryAfter(this.streamFailures++);
  }

  private close(): void {
    this.stream?.close();
    this.stream = null;
    this.open = false;
    for (const line of this.lines.values()) {
      line.seen = false;
      line.notBefore = 0;
    }
  }

  private async ask(line: Line): Promise<void> {
    line.asking = true;
    try {
      const document = await getJson(line.path);
      // What the stream has brought meanwhile is newer.
      if (this.timer && !line.seen) this.took(line, document);
      line.notBefore = Date.now() + Math.max(1000, this.intervalMs);
    } catch (error) {
      if (error instanceof NotThere) {
        this.health.failures = 0;
        line.off?.(error.message);
        line.notBefore = Date.now() + offAgainMs;
      } else {
        this.health.failures += 1;
        line.notBefore = Date.now() + retryAfter(line.failures++);
      }
    } finally {
      line.asking = false;
    }
  }
}
