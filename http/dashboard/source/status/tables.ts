// The tables of the status page.
import { byId, fillTable } from "../shared/dom";
import type { Edge, Partition, Pool, Tally } from "../shared/documents";
import { percent, rate, whole } from "../shared/format";

const known = (n: number | null | undefined): string => (n === null || n === undefined ? "–" : whole(n));

/** Fills a table when its figures have changed. */
function fill(id: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = byId(id);
  const now = rows.map((row) => row.join("\t")).join("\n");
  if (table.dataset.shown === now) return;
  table.dataset.shown = now;
  fillTable(table, head, rows);
}

export function showEdges(edges: readonly Edge[]): void {
  fill(
    "edges",
    ["from", "to", "records/s", "waiting", "unit", "credit left", "of"],
    edges.map((x) => [
      x.from,
      x.to,
      rate(x.records_per_s),
      known(x.queued),
      x.queued === null ? "–" : x.queued_unit,
      known(x.credit),
      known(x.credit_max),
    ]),
  );
}

export function showPartitions(partitions: readonly Partition[]): void {
  fill(
    "partitions",
    ["partition", "applied", "durable", "end", "lag", "unit", "owner", "lost in gaps", "error"],
    partitions.map((x) => [
      `${x.topic}/${x.partition}`,
      whole(x.applied),
      whole(x.durable),
      known(x.end),
      known(x.lag),
      x.unit,
      x.owner || "–",
      whole(x.gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0)),
      x.error ?? "–",
    ]),
  );
}

export function showTally(tally: Tally): void {
  const outcomes = Object.entries(tally);
  fill(
    "tally",
    ["outcome", "records"],
    outcomes.map(([name, count]) => [name, whole(count)]),
  );
}

export function showPools(pools: Record<string, Pool>): void {
  fill(
    "pools",
    ["pool", "workers", "queued", "done", "busy", "restarts"],
    Object.entries(pools).map(([name, x]) => [
      name,
      whole(x.pool_size),
      whole(x.queued),
      whole(x.processed),
      percent(x.busy),
      whole(x.restarts),
    ]),
  );
}
