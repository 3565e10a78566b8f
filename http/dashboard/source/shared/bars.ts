// The ten bars: plain elements, so that they are there before any library is.
// A row belongs to a hashtag and keeps it when ranks change: it glides.

import { isolated, make, setAttribute, setText } from "./dom";
import { change, whole } from "./format";
import type { Line } from "./lines";

interface Row {
  item: HTMLLIElement;
  rank: HTMLElement;
  tag: HTMLElement;
  fill: HTMLElement;
  move: HTMLElement;
  moveText: HTMLElement;
  change: HTMLElement;
  gained: HTMLElement;
  when: HTMLElement;
  count: HTMLElement;
  unit: HTMLElement;
  said: HTMLElement;
  length: number;
}

/** A bar is not redrawn for less: a third of a pixel on a phone. */
const lengthStep = 0.001;
const glideMs = 450;

export class Bars {
  private rows = new Map<string, Row>();

  /** With `open` the rows are buttons, which call it. */
  constructor(
    private readonly list: HTMLElement,
    private readonly open?: (key: string, tag: string) => void,
  ) {
    if (!open) return;
    list.addEventListener("click", (event) => {
      const item = (event.target as Element).closest("li");
      if (item?.dataset.key) open(item.dataset.key, item.querySelector(".tag")?.textContent ?? "");
    });
  }

  show(lines: readonly Line[]): void {
    const longest = Math.max(1, ...lines.map((x) => x.size));
    const order = lines.map((line) => this.rows.get(line.key) ?? this.add(line.key));
    this.arrange(lines, order);
    lines.forEach((line, i) => fill(order[i]!, line, Math.max(0, line.size) / longest));
  }

  private add(key: string): Row {
    const row = makeRow(key, this.open !== undefined);
    this.rows.set(key, row);
    return row;
  }

  private arrange(lines: readonly Line[], order: readonly Row[]): void {
    const present = [...this.list.children];
    if (present.length === order.length && order.every((row, i) => row.item === present[i])) return;
    const before = new Map(present.map((item) => [item, (item as HTMLElement).offsetTop]));
    const kept = new Set(lines.map((x) => x.key));
    for (const [key, row] of this.rows)
      if (!kept.has(key)) {
        row.item.remove();
        this.rows.delete(key);
      }
    // The one that has the focus stays where it is, and the others are put
    // around it: what is moved loses the focus.
    const fixed = order.findIndex((row) => row.item.contains(document.activeElement));
    order.forEach((row, i) => {
      if (i < fixed) this.list.insertBefore(row.item, order[fixed]!.item);
      else if (i > fixed) this.list.append(row.item);
    });
    glide(before, order);
  }
}

function glide(before: Map<Element, number>, order: readonly Row[]): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const { item } of order) {
    const from = before.get(item);
    const way = from === undefined ? 0 : from - item.offsetTop;
    if (way !== 0)
      item.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], {
        duration: glideMs,
        easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
      });
    else if (from === undefined && before.size > 0)
      item.animate([{ opacity: 0 }, { opacity: 1 }], { duration: glideMs });
  }
}

function makeRow(key: string, opens: boolean): Row {
  const item = make("li");
  item.dataset.key = key;
  const line = make(opens ? "button" : "div", "row");
  if (opens) line.setAttribute("type", "button");
  const row: Row = {
    item,
    rank: make("span", "rank"),
    tag: isolated("", "tag"),
    fill: make("span", "fill"),
    move: make("span", "move"),
    moveText: make("span", "for-readers"),
    change: make("span", "change"),
    gained: make("span", "gained"),
    when: make("span", "for-readers"),
    count: make("span", "count"),
    unit: make("span", "for-readers"),
    said: make("span", "said"),
    length: -1,
  };
  row.move.setAttribute("aria-hidden", "true");
  row.change.append(row.move, row.moveText, row.gained, row.when);
  const bar = make("span", "bar");
  bar.append(row.fill);
  line.append(row.rank, row.tag, row.change, row.count, row.unit, row.said, bar);
  if (opens) line.append(make("span", "for-readers", "; show its history"));
  item.append(line);
  return row;
}

function fill(row: Row, line: Line, length: number): void {
  setText(row.rank, whole(line.rank));
  setText(row.tag, line.tag);
  setText(row.count, line.figure);
  setAttribute(row.count, "data-value", String(line.value));
  setText(row.unit, line.unit + (line.said && ", "));
  setText(row.said, line.said);
  if (Math.abs(length - row.length) >= lengthStep || (length === 1 && row.length !== 1)) {
    row.length = length;
    row.fill.style.transform = `scaleX(${length})`;
  }
  const added = line.trend?.added ?? null;
  const moved = line.trend?.moved ?? 0;
  const kind = line.trend?.entered ? "new" : moved > 0 ? "up" : moved < 0 ? "down" : "same";
  setAttribute(row.change, "data-move", kind);
  setAttribute(row.change, "data-value", added === null ? null : String(added));
  const places = whole(Math.abs(moved));
  setText(row.move, { new: "new", up: `▲\u2009${places}`, down: `▼\u2009${places}`, same: "" }[kind]);
  setText(row.moveText, { new: " new, ", up: ` up ${places}, `, down: ` down ${places}, `, same: " " }[kind]);
  setText(row.gained, added === null ? line.since : change(added));
  setText(row.when, added !== null ? " in the last minute, " : line.since ? ", " : " ");
}
