"use strict";
// The status document as tables.

const element = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

function cell(kind, value) {
  const made = document.createElement(kind);
  made.textContent = typeof value === "number" ? whole.format(value) : value ?? "–";
  return made;
}

function fill(id, head, rows) {
  const line = (kind, values) => {
    const made = document.createElement("tr");
    made.append(...values.map((value) => cell(kind, value)));
    return made;
  };
  element(id).replaceChildren(line("th", head), ...rows.map((values) => line("td", values)));
}

function show(status) {
  element("state").textContent = status.state;
  element("state").className = `state ${status.state}`;
  element("about").textContent = `version ${status.version}, up ${status.uptime_s} s, `
    + `source ${status.source.kind} ${status.source.connected ? "connected" : "not connected"}, `
    + `store ${status.store.kind} ${status.store.reachable ? "reachable" : "not reachable"}, `
    + `${whole.format(status.rates.records_per_s)} records/s`;
  element("reasons").replaceChildren(...status.reasons.map((reason) => cell("li", reason)));
  const tally = Object.entries(status.tally);
  fill("tally", tally.map(([name]) => name), [tally.map(([, count]) => count)]);
  fill("partitions", ["partition", "applied", "durable", "end", "lag", "unit", "gaps", "owner", "error"],
    status.partitions.map((x) => [`${x.topic}/${x.partition}`, x.applied, x.durable, x.end, x.lag, x.unit,
      x.gaps.length, x.owner, x.error ?? ""]));
  fill("actors", ["pool", "workers", "queued", "done", "busy", "restarts"],
    Object.entries(status.actors).map(([name, x]) => [name, x.pool_size, x.queued, x.processed,
      `${Math.round(100 * x.busy)} %`, x.restarts]));
}

async function refresh() {
  try {
    const answer = await fetch("/api/v1/status");
    if (answer.ok) show(await answer.json());
  } catch {
    element("state").textContent = "offline";
    element("state").className = "state offline";
  }
}

refresh();
setInterval(refresh, 1000);
