// What the page uses of d3-cloud.
declare module "d3-cloud" {
  export interface Placed {
    text: string;
    size: number;
    x: number;
    y: number;
  }
  export interface Cloud<T extends { text: string }> {
    size(extent: [number, number]): this;
    words(words: T[]): this;
    padding(pixels: number): this;
    rotate(degrees: number): this;
    font(family: string): this;
    fontWeight(weight: number): this;
    fontSize(size: (word: T) => number): this;
    random(next: () => number): this;
    spiral(kind: "archimedean" | "rectangular"): this;
    canvas(make: () => HTMLCanvasElement): this;
    on(event: "end", listener: (words: (T & Placed)[]) => void): this;
    start(): this;
    stop(): this;
  }
  export default function cloud<T extends { text: string }>(): Cloud<T>;
}
