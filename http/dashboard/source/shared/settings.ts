// What the reader may choose; kept in this browser only. A stored value that
// is none of the choices is the standard one.

export const choices = {
  /** ms between two updates of the figures */
  figures: [100, 250, 500, 1000, 2000, 5000, 10000],
  /** ms between two looks at the newest tweets */
  newest: [1000, 2000, 5000, 10000, 30000],
  /** ms between two word clouds */
  words: [2000, 5000, 10000, 30000, 60000],
} as const;

export type Rate = keyof typeof choices;
export type Settings = Record<Rate, number>;

export const standard: Settings = { figures: 1000, newest: 2000, words: 5000 };

const stored = "murmuration.rates";

export function checked(found: unknown): Settings {
  const result = { ...standard };
  if (typeof found !== "object" || found === null) return result;
  for (const name of Object.keys(choices) as Rate[]) {
    const value = (found as Record<string, unknown>)[name];
    if ((choices[name] as readonly unknown[]).includes(value)) result[name] = value as number;
  }
  return result;
}

export function load(): Settings {
  try {
    return checked(JSON.parse(localStorage.getItem(stored) ?? "null"));
  } catch {
    return { ...standard }; // storage is forbidden here, or not ours
  }
}

export function save(settings: Settings): void {
  try {
    localStorage.setItem(stored, JSON.stringify(settings));
  } catch {
    // They hold for this visit.
  }
}
