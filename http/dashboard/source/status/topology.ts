// The dataflow, drawn from the edges that the engine names: who sends to whom,
// how fast, what waits on the way, and how much may still be sent.
import { setAttribute, setText } from "../shared/dom";
import type { Edge, Status } from "../shared/documents";
import { percent, rate, whole } from "../shared/format";

const svgSpace = "http://www.w3.org/2000/svg";

/** The stages in the order of the flow; who is none of these has its own. */
const stages: readonly (readonly string[])[] = [
  ["source"],
  ["consumer"],
  ["hashtag_counter", "word_counter", "classifier"],
  ["aggregator"],
  ["store_writer", "dashboard"],
];

interface Place {
  x: number;
  y: number;
}

/** Sizes in the drawing's own units. A phone's drawing goes downwards. */
const wide = { width: 1200, height: 330, node: { width: 140, height: 54 } };
const narrow = { width: 400, height: 800, node: { width: 126, height: 54 } };
/** From the end of an edge to its labels; and from one label to the next. */
const labelAt = { wide: 48, narrow: 34 };
const labelStep = 17;

function element<K extends keyof SVGElementTagNameMap>(
  kind: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(svgSpace, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

function places(names: ReadonlySet<string>, down: boolean): Map<string, Place> {
  const { width, height, node } = down ? narrow : wide;
  const shown = stages.map((stage) => stage.filter((name) => names.has(name))).filter((stage) => stage.length);
  const along = (i: number): number => {
    const [length, own] = down ? [height, node.height] : [width, node.width];
    return shown.length < 2 ? length / 2 : own / 2 + 4 + (i * (length - own - 8)) / (shown.length - 1);
  };
  const across = (i: number, count: number): number => ((i + 0.5) * (down ? width : height)) / count;
  return new Map(
    shown.flatMap((stage, i) =>
      stage.map((name, j): [string, Place] => [
        name,
        down ? { x: across(j, stage.length), y: along(i) } : { x: along(i), y: across(j, stage.length) },
      ]),
    ),
  );
}

/** What stands beside an edge: its rate, what waits, the credit that is left. */
function labels(edge: Edge): string[] {
  const left = edge.credit === null ? "" : `credit ${whole(edge.credit)}/${whole(edge.credit_max ?? edge.credit)}`;
  return [`${rate(edge.records_per_s)}/s`, edge.queued === null ? "" : `${whole(edge.queued)} waiting`, left];
}

/** How much of an edge lies before its labels. Where edges part or meet, these
 *  stand at the end that is alone. */
function labelEnd(edge: Edge, edges: readonly Edge[]): "start" | "middle" | "end" {
  if (edges.filter((x) => x.from === edge.from).length > 1) return "end";
  return edges.filter((x) => x.to === edge.to).length > 1 ? "start" : "middle";
}

/** What is told within a node, below its name. */
function about(name: string, status: Status): string {
  if (name === "source") return status.source.kind;
  if (name === "store_writer") return status.store.kind;
  if (name === "consumer") {
    const owned = status.partitions.filter((x) => x.owned !== false).length;
    return `${whole(owned)} of ${whole(status.partitions.length)} partitions`;
  }
  const pool = status.actors[name];
  return pool ? `${whole(pool.pool_size)} × ${percent(pool.busy)} busy` : "";
}

export class Topology {
  private drawn = "";
  private readonly nodes = new Map<string, SVGTextElement>();
  private readonly lines = new Map<string, { line: SVGPathElement; texts: SVGTextElement[] }>();
  private readonly down = matchMedia("(max-width: 46rem)");

  constructor(private readonly figure: HTMLElement) {}

  show(edges: readonly Edge[], status: Status): void {
    const shape = `${this.down.matches}:${edges.map((x) => `${x.from}>${x.to}`).join()}`;
    if (shape !== this.drawn) this.draw(edges);
    this.drawn = shape;
    for (const edge of edges) {
      const known = this.lines.get(`${edge.from}>${edge.to}`);
      if (!known) continue;
      labels(edge).forEach((text, i) => {
        const on = known.texts[i];
        if (on) setText(on, text);
      });
      // A line that is held up: nothing more may be sent.
      setAttribute(known.line, "data-held", edge.credit === 0 ? "true" : null);
      setAttribute(known.line, "data-flows", edge.records_per_s > 0 ? "true" : null);
    }
    for (const [name, text] of this.nodes) setText(text, about(name, status));
  }

  private draw(edges: readonly Edge[]): void {
    const down = this.down.matches;
    const { width, height, node } = down ? narrow : wide;
    const at = places(new Set(edges.flatMap((x) => [x.from, x.to])), down);
    this.nodes.clear();
    this.lines.clear();
    const drawing = element("svg", {
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": "The dataflow from the source to the store and the dashboard; the table below has its figures.",
    });
    for (const edge of edges) {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      if (from && to) drawing.append(...this.line(edge, from, to, labelEnd(edge, edges)));
    }
    for (const [name, place] of at) {
      const { x, y } = place;
      const box = element("rect", {
        x: x - node.width / 2,
        y: y - node.height / 2,
        width: node.width,
        height: node.height,
        rx: 8,
      });
      const title = element("text", { x, y: y - 4, class: "name" });
      title.textContent = name.replaceAll("_", " ");
      const detail = element("text", { x, y: y + 15, class: "detail" });
      this.nodes.set(name, detail);
      drawing.append(box, title, detail);
    }
    this.figure.replaceChildren(drawing);
  }

  private line(edge: Edge, from: Place, to: Place, end: "start" | "middle" | "end"): SVGElement[] {
    const down = this.down.matches;
    const { node } = down ? narrow : wide;
    const [x1, y1] = down ? [from.x, from.y + node.height / 2] : [from.x + node.width / 2, from.y];
    const [x2, y2] = down ? [to.x, to.y - node.height / 2] : [to.x - node.width / 2, to.y];
    const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
    const path = down
      ? `M${x1} ${y1}C${x1} ${my} ${x2} ${my} ${x2} ${y2}`
      : `M${x1} ${y1}C${mx} ${y1} ${mx} ${y2} ${x2} ${y2}`;
    const line = element("path", { d: path });
    const far = down ? labelAt.narrow : labelAt.wide;
    const [x, y] = {
      start: down ? [x1, y1 + far] : [x1 + far, y1],
      middle: [mx, my],
      end: down ? [x2, y2 - far - labelStep] : [x2 - far, y2],
    }[end] as [number, number];
    const texts = [-7, labelStep - 2, 2 * labelStep - 3].map((below, i) =>
      element("text", { x, y: y + below, class: i ? "edge quiet" : "edge" }),
    );
    this.lines.set(`${edge.from}>${edge.to}`, { line, texts });
    return [line, ...texts];
  }
}
