// Whether what is shown is current, in one word. Pure functions.

import type { Status } from "./documents";
import type { Health } from "./feed";

export type LightState = "live" | "catching-up" | "stale" | "offline";

export interface Light {
  state: LightState;
  /** Stale or offline since then, in ms; null: nothing was ever shown. */
  since: number | null;
}

export interface Lag {
  value: number;
  unit: "records" | "bytes";
  /** How long the engine needs for it at its present speed. */
  seconds: number;
}

/** What has been written and not counted yet; null while nobody knows. */
export function lagOf(status: Status): Lag | null {
  let known = false;
  let value = 0;
  let records = 0;
  let unit: Lag["unit"] = "records";
  for (const x of status.partitions) {
    if (x.lag === null) continue;
    known = true;
    value += x.lag;
    unit = x.unit;
    const each = x.unit === "bytes" && x.tally?.records > 0 ? x.applied / x.tally.records : 1;
    records += x.lag / Math.max(1, each);
  }
  if (!known) return null;
  return { value, unit, seconds: records / Math.max(1, status.rates.records_per_s) };
}

// Apart, so that the light does not flicker between the two.
const behindFromS = 5;
const behindUntilS = 2;

/** `interval` is what the engine was asked for; `sourceLostAt` when it was
 *  first seen without its source. */
export function lightOf(
  now: number,
  health: Health,
  intervalMs: number,
  status: Status | null,
  sourceLostAt: number | null,
  before: LightState,
): Light {
  if (health.lastAt === null)
    return { state: health.failures > 1 ? "offline" : "stale", since: null };
  const age = now - health.lastAt;
  if (age > 3_000 && health.failures > 2) return { state: "offline", since: health.lastAt };
  if (age > Math.max(5_000, 3 * intervalMs)) return { state: "stale", since: health.lastAt };
  if (sourceLostAt !== null) return { state: "stale", since: sourceLostAt };
  if (!status) return { state: "live", since: null };
  const behind = lagOf(status)?.seconds ?? 0;
  const limit = before === "catching-up" ? behindUntilS : behindFromS;
  const catching = status.state === "starting" || behind > limit;
  return { state: catching ? "catching-up" : "live", since: null };
}
