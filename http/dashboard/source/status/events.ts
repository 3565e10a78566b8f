// What happened of late, in the engine's words.
import { byId, make } from "../shared/dom";
import type { Events } from "../shared/documents";
import { dateAndTime } from "../shared/format";

export function showEvents({ events }: Events): void {
  const list = byId("events");
  const now = JSON.stringify(events);
  if (list.dataset.shown === now) return;
  list.dataset.shown = now;
  list.replaceChildren(
    ...events.map((event) => {
      const item = make("li");
      item.dataset.kind = event.kind;
      const time = make("time", "quiet", dateAndTime(new Date(event.time)));
      time.dateTime = event.time;
      item.append(time, make("span", "kind", event.kind.replaceAll("_", " ")), make("span", "", event.text));
      return item;
    }),
  );
}
