// `auto` follows the system; the others are set on <html>, where base.css
// reads them.

export type Theme = "auto" | "light" | "dark";

export const isTheme = (x: unknown): x is Theme => x === "auto" || x === "light" || x === "dark";

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

const stored = "murmuration.theme";

/** What the reader chose, on any page of this engine. */
export function storedTheme(): Theme {
  try {
    const theme = localStorage.getItem(stored);
    return isTheme(theme) ? theme : "auto";
  } catch {
    return "auto"; // storage is forbidden here
  }
}

export function storeTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(stored, theme);
  } catch {
    // It holds for this visit.
  }
}
