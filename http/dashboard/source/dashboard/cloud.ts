// Where the words of a cloud go: d3-cloud. Loaded after the first figures are
// shown.

import cloud from "d3-cloud";

export interface Word {
  text: string;
  count: number;
}

export interface PlacedWord extends Word {
  size: number;
  x: number;
  y: number;
}

/** Only for measuring; one for all clouds, it is large. */
let sketch: HTMLCanvasElement | null = null;

/** In a field of `width` x `height` around 0, 0. The same words give the same
 *  places; a word that finds none is left out. */
export function place(
  words: readonly Word[],
  width: number,
  height: number,
  family: string,
): Promise<PlacedWord[]> {
  const most = Math.max(1, ...words.map((x) => x.count));
  const least = Math.min(most, ...words.map((x) => x.count));
  const spread = Math.max(1, Math.sqrt(most) - Math.sqrt(least));
  const [small, large] = [height / 13, height / 4.4];
  return new Promise((done) => {
    cloud<Word>()
      .canvas(() => (sketch ??= document.createElement("canvas")))
      .size([width, height])
      .words(words.map((x) => ({ ...x })))
      .padding(3)
      .rotate(0)
      .font(family)
      .fontWeight(600)
      .fontSize((x) => small + ((large - small) * (Math.sqrt(x.count) - Math.sqrt(least))) / spread)
      .random(() => 0.5)
      .spiral("rectangular")
      .on("end", done)
      .start();
  });
}
