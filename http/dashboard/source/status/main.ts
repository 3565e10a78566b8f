// The status document as tables.
import "../shared/base.css";
import "./status.css";

import { byId, fillTable, make, setText } from "../shared/dom";
import type { Status } from "../shared/documents";
import { getJson } from "../shared/fetch";
import { percent, rate, whole } from "../shared/format";
import { applyTheme, storedTheme } from "../shared/theme";

function showState(name: string): void {
  const state = byId("state");
  setText(state, name);
  state.dataset.state = name;
}

const known = (n: number | null): string => (n === null ? "–" : whole(n));

function show(status: Status): void {
  showState(status.state);
  const { source, store } = status;
  setText(
    byId("about"),
    `version ${status.version}, up ${whole(status.uptime_s)} s, ` +
      `source ${source.kind} ${source.connected ? "connected" : "not connected"}, ` +
      `store ${store.kind} ${store.reachable ? "reachable" : "not reachable"}, ` +
      `${rate(status.rates.records_per_s)} records/s`,
  );
  byId("reasons").replaceChildren(...status.reasons.map((reason) => make("li", "", reason)));
  const tally = Object.entries(status.tally);
  fillTable(
    byId("tally"),
    tally.map(([name]) => name),
    [tally.map(([, count]) => whole(count))],
  );
  fillTable(
    byId("partitions"),
    ["partition", "applied", "durable", "end", "lag", "unit", "gaps", "owner", "error"],
    status.partitions.map((x) => [
      `${x.topic}/${x.partition}`,
      whole(x.applied),
      whole(x.durable),
      known(x.end),
      known(x.lag),
      x.unit,
      whole(x.gaps.length),
      x.owner ?? "–",
      x.error ?? "",
    ]),
  );
  fillTable(
    byId("pools"),
    ["pool", "workers", "queued", "done", "busy", "restarts"],
    Object.entries(status.actors).map(([name, x]) => [
      name,
      whole(x.pool_size),
      whole(x.queued),
      whole(x.processed),
      percent(x.busy),
      whole(x.restarts),
    ]),
  );
}

// One request at a time, however slow the engine is.
async function refresh(): Promise<void> {
  try {
    show(await getJson<Status>("/api/v1/status"));
  } catch {
    showState("offline");
  }
  setTimeout(() => void refresh(), 1000);
}

applyTheme(storedTheme());
void refresh();
