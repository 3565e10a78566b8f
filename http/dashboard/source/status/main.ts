// What the engine does, in the terms of its own status document.
import "../shared/base.css";
import "./status.css";

import { byId, make, setText } from "../shared/dom";
import type { Config, Events, Status } from "../shared/documents";
import { getJson, retryAfter } from "../shared/fetch";
import { rate } from "../shared/format";
import { applyTheme, storedTheme } from "../shared/theme";
import { showConfig } from "./config";
import { showEvents } from "./events";
import { duration, milliseconds } from "./format";
import { showLaw } from "./law";
import { showEdges, showPartitions, showPools, showTally } from "./tables";
import { Topology } from "./topology";

const topology = new Topology(byId("topology"));

function showState(name: string): void {
  const state = byId("state");
  setText(state, name);
  state.dataset.state = name;
}

function showStore(store: Status["store"]): void {
  const on = byId("store");
  on.dataset.reachable = String(store.reachable);
  const waiting = store.pending === undefined ? "" : `, calls pending: ${store.pending}`;
  const state = store.reachable ? `answers in ${milliseconds(store.latency_ms)}${waiting}` : "does not answer";
  setText(on, `store ${store.kind} ${state}`);
  on.title = store.error ?? "";
}

function show(status: Status): void {
  showState(status.state);
  const { source, rates } = status;
  setText(byId("uptime"), `up ${duration(status.uptime_s)}`);
  setText(byId("rates"), `${rate(rates.records_per_s)} records/s`);
  setText(byId("source"), `source ${source.kind} ${source.connected ? "connected" : "not connected"}`);
  showStore(status.store);
  const reasons = [...status.reasons];
  if (source.error) reasons.push(source.error);
  const list = byId("reasons");
  if (list.textContent !== reasons.join("")) list.replaceChildren(...reasons.map((x) => make("li", "", x)));
  const edges = status.edges ?? [];
  topology.show(edges, status);
  showEdges(edges);
  showPartitions(status.partitions);
  showTally(status.tally);
  showLaw(byId("law"), status);
  showPools(status.actors);
}

/** Asks again and again, one request at a time, also after failures. */
function follow<T>(path: string, everyMs: number, use: (document: T) => void, lost: () => void): void {
  let failures = 0;
  const ask = async (): Promise<void> => {
    if (!document.hidden) {
      try {
        use(await getJson<T>(path));
        failures = 0;
      } catch {
        failures += 1;
        lost();
      }
    }
    setTimeout(() => void ask(), failures ? retryAfter(failures - 1) : everyMs);
  };
  void ask();
}

applyTheme(storedTheme());
follow<Status>("/api/v1/status", 1000, show, () => showState("offline"));
follow<Events>("/api/v1/events", 2000, showEvents, () => {});
// It changes with a restart only; then the page that asks sees the new one.
follow<Config>("/api/v1/config", 60_000, showConfig, () => {});
