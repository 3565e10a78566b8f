// The word clouds. A new one is laid out when the words or their order have
// changed.

import { byId, setAttribute, setText } from "../shared/dom";
import type { Words } from "../shared/documents";
import { whole } from "../shared/format";
import { Repeat } from "../shared/repeat";
import { type PlacedWord, type Word, place } from "./cloud";

const wordsMax = 32;
/** What links (`https://t.co/…`), entities (`&amp;`) and retweets leave behind is counted as words, and tells nothing. */
const leftovers = /^(?:[a-z0-9]|https?|co|amp|lt|gt|rt)$/;
const [width, height] = [520, 260];
const svg = "http://www.w3.org/2000/svg";

/** Known widths of words, in letters of size 1; emptied when there are many. */
const widths = new Map<string, number>();
const widthsMax = 2000;
let pen: CanvasRenderingContext2D | null = null;

function measure(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 0.6;
  if (widths.size >= widthsMax) widths.clear();
  pen.font = `600 100px ${getComputedStyle(document.body).fontFamily}`;
  const width = pen.measureText(text).width / 100;
  widths.set(text, width);
  return width;
}

class WordCloud {
  private readonly shown = new Map<string, SVGTextElement>();
  private laidOut = "";
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
      show: (document) => this.show(document),
      off: (reason) => this.note(reason),
    });
  }

  private note(text: string): void {
    setText(this.field.parentElement!.querySelector(".note")!, text);
    this.field.hidden = text !== "" && this.shown.size === 0;
  }

  private show(document: Words): void {
    const words = document.words
      .filter((x) => !leftovers.test(x.word))
      .slice(0, wordsMax)
      .map((x) => ({ text: x.word, count: x.count }));
    this.note(words.length ? "" : "No words in this time.");
    // Steps of a fifth: small changes of the counts move nothing.
    const most = Math.max(1, ...words.map((x) => x.count));
    const shape = words.map((x) => `${x.text} ${Math.round((5 * x.count) / most)}`).join("\n");
    if (shape !== this.laidOut) {
      this.laidOut = shape;
      this.draw(place(words, width, height, measure));
    }
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
    for (const word of placed) {
      let element = this.shown.get(word.text);
      if (!element) {
        element = document.createElementNS(svg, "text");
        element.textContent = word.text;
        element.setAttribute("data-word", word.text);
        canvas.append(element);
        this.shown.set(word.text, element);
      }
      setAttribute(element, "data-often", word.size > height / 8 ? "" : null);
      setAttribute(element, "font-size", word.size.toFixed(1));
      setAttribute(element, "x", String(word.x));
      setAttribute(element, "y", String(word.y));
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
