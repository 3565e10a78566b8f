// The conservation law: what was read is what was counted, or it is said why
// not. Recomputed here from the document, not taken from the engine.
import { setText } from "../shared/dom";
import type { Partition, Status, Tally } from "../shared/documents";
import { whole } from "../shared/format";

const outcomes = ["counted", "filtered", "skipped", "malformed", "duplicate"] as const;

const accounted = (tally: Tally): number => outcomes.reduce((sum, name) => sum + tally[name], 0);

/** Offsets of a log are bytes, of which records say nothing. */
function offsetsHold(x: Partition): boolean {
  if (x.unit === "bytes" || x.origin === undefined) return true;
  const lost = x.gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  return x.applied - x.origin === x.tally.records + lost + (x.holes ?? 0);
}

/** What of the law is broken, in plain words; empty: it holds. */
export function violations(status: Status): string[] {
  const found: string[] = [];
  if (accounted(status.tally) !== status.tally.records) found.push("the outcomes do not add up to the records");
  for (const x of status.partitions) {
    const name = `${x.topic}/${x.partition}`;
    if (accounted(x.tally) !== x.tally.records) found.push(`${name}: the outcomes do not add up to the records`);
    if (!offsetsHold(x)) found.push(`${name}: offsets passed are not records + gaps + holes`);
  }
  return found;
}

export function showLaw(on: HTMLElement, status: Status): void {
  const broken = violations(status);
  const sum = outcomes.map((name) => `${whole(status.tally[name])} ${name}`).join(" + ");
  on.dataset.holds = String(broken.length === 0);
  setText(
    on,
    broken.length
      ? `Not conserved: ${broken.join("; ")}.`
      : `Conserved: ${whole(status.tally.records)} records = ${sum}.`,
  );
}
