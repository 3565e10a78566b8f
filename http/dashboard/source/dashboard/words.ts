// The word clouds. A new one is laid out when the words or their order have
// changed, and glides from the old one.

import { byId, setAttribute, setText } from "../shared/dom";
import type { Words } from "../shared/documents";
import { whole } from "../shared/format";
import { later } from "../shared/later";
import { Repeat } from "../shared/repeat";
import type { PlacedWord, Word } from "./cloud";

const wordsMax = 32;
const [width, height] = [520, 260];
const svg = "http://www.w3.org/2000/svg";
const cloud = later(() => import("./cloud"));

/** The part of the field that has words in it, as a viewBox. */
function frameOf(placed: readonly PlacedWord[]): string {
  let [x, y] = [width / 6, height / 6];
  for (const word of placed) {
    x = Math.max(x, Math.abs(word.x) + word.size * 0.34 * word.text.length);
    y = Math.max(y, Math.abs(word.y) + word.size);
  }
  return [-x, -y, 2 * x, 2 * y].map(Math.round).join(" ");
}

class WordCloud {
  private readonly shown = new Map<string, SVGTextElement>();
  private laidOut = "";
  private busy = false;
  readonly source: Repeat<Words>;

  constructor(
    private readonly field: HTMLElement,
    window: string,
    everyMs: () => number,
  ) {
    field.dataset.window = window;
    this.source = new Repeat<Words>({
      path: () => `/api/v1/words?window=${window}`,
      everyMs,
      show: (document) => void this.show(document),
      off: (reason) => this.note(reason),
    });
  }

  private note(text: string): void {
    setText(this.field.parentElement!.querySelector(".note")!, text);
    this.field.hidden = text !== "" && this.shown.size === 0;
  }

  private async show(document: Words): Promise<void> {
    const words = document.words.slice(0, wordsMax).map((x) => ({ text: x.word, count: x.count }));
    this.note(words.length ? "" : "No words in this time.");
    this.count(words);
    // Steps of a fifth: small changes of the counts move nothing.
    const most = Math.max(1, ...words.map((x) => x.count));
    const shape = words.map((x) => `${x.text} ${Math.round((5 * x.count) / most)}`).join("\n");
    if (shape === this.laidOut || this.busy) return;
    this.busy = true;
    const family = getComputedStyle(this.field).fontFamily;
    const placed = await (await cloud()).place(words, width, height, family);
    this.busy = false;
    this.laidOut = shape;
    this.draw(placed);
    this.count(words);
  }

  private draw(placed: readonly PlacedWord[]): void {
    const canvas = this.field.querySelector("svg")!;
    const kept = new Set(placed.map((x) => x.text));
    for (const [text, element] of this.shown)
      if (!kept.has(text)) {
        element.remove();
        this.shown.delete(text);
      }
    canvas.setAttribute("viewBox", frameOf(placed));
    for (const word of placed) {
      let element = this.shown.get(word.text);
      if (!element) {
        element = document.createElementNS(svg, "text");
        element.textContent = word.text;
        element.setAttribute("data-word", word.text);
        canvas.append(element);
        this.shown.set(word.text, element);
      }
      setAttribute(element, "data-often", word.size > height / 9 ? "" : null);
      setAttribute(element, "font-size", word.size.toFixed(1));
      element.style.transform = `translate(${word.x}px, ${word.y}px)`;
    }
  }

  // The counts are exact also while the words keep their places.
  private count(words: readonly Word[]): void {
    for (const { text, count } of words) {
      const element = this.shown.get(text);
      if (element) setAttribute(element, "data-count", String(count));
    }
    const summary = words.slice(0, 10).map((x) => `${x.text} ${whole(x.count)}`);
    setText(this.field.querySelector(".for-readers")!, `Most used: ${summary.join(", ")}`);
  }
}

/** Both, which ask every `everyMs()`; the long one a third as often. */
export function wordClouds(everyMs: () => number): Repeat<Words>[] {
  return [
    new WordCloud(byId("words-short"), "15s", everyMs).source,
    new WordCloud(byId("words-long"), "5m", () => 3 * everyMs()).source,
  ];
}
