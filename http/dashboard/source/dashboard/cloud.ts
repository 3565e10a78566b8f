// Where the words of a cloud go: each as near to the middle as it fits, the
// commonest first. Pure but for measuring.

export interface Word {
  text: string;
  count: number;
}

export interface PlacedWord extends Word {
  size: number;
  /** Its middle, from the middle of the field. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line is so much higher than its letters are large. */
const lineHeight = 1.08;
const gap = 6;
/** A word that finds no place after so many tries is left out. */
const triesMax = 700;

const apart = (a: PlacedWord, b: PlacedWord): boolean =>
  Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height;

/** Tried one after the other until all words find a place. */
const scales = [1, 0.85, 0.7, 0.58, 0.48];

/** In a field of `width` x `height` around 0, 0; `measure` tells how wide a
 *  text is in letters of size 1. The same words give the same places. */
export function place(
  words: readonly Word[],
  width: number,
  height: number,
  measure: (text: string) => number,
): PlacedWord[] {
  let placed: PlacedWord[] = [];
  for (const scale of scales) {
    placed = placeAt(scale, words, width, height, measure);
    if (placed.length === words.length) break;
  }
  return placed;
}

function placeAt(
  scale: number,
  words: readonly Word[],
  width: number,
  height: number,
  measure: (text: string) => number,
): PlacedWord[] {
  const roots = words.map((x) => Math.sqrt(x.count));
  const least = Math.min(...roots);
  const spread = Math.max(1, Math.max(...roots) - least);
  const [small, large] = [(scale * height) / 13, (scale * height) / 4.5];
  const placed: PlacedWord[] = [];
  words.forEach((word, i) => {
    const size = small + ((large - small) * (roots[i]! - least)) / spread;
    const own: PlacedWord = {
      ...word,
      size,
      x: 0,
      y: 0,
      width: measure(word.text) * size + gap,
      height: size * lineHeight,
    };
    // A spiral as wide as the field is; neighbours begin at other angles.
    const start = i * 2.4;
    for (let turn = 0; turn < triesMax; turn += 1) {
      const angle = start + Math.sqrt(turn) * 1.9;
      const far = Math.sqrt(turn / triesMax);
      own.x = (far * Math.cos(angle) * width) / 2;
      own.y = (far * Math.sin(angle) * height) / 2;
      const inside =
        Math.abs(own.x) * 2 + own.width <= width && Math.abs(own.y) * 2 + own.height <= height;
      if (inside && placed.every((other) => apart(own, other))) {
        placed.push(own);
        return;
      }
    }
  });
  return placed;
}
