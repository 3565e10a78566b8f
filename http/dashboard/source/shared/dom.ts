// Every text goes in as text: hashtags and tweets come from strangers.

/** The element of that id; a page without it is a mistake of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`this page has no #${id}`);
  return found as T;
}

/** Sets the text unless it is there already: no layout without a change. */
export function setText(on: Element, text: string): void {
  if (on.textContent !== text) on.textContent = text;
}

/** As `setText`, for an attribute; null takes it away. */
export function setAttribute(on: Element, name: string, value: string | null): void {
  if (on.getAttribute(name) === value) return;
  if (value === null) on.removeAttribute(name);
  else on.setAttribute(name, value);
}

export function make<K extends keyof HTMLElementTagNameMap>(
  kind: K,
  className = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(kind);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A text that may run in either direction, among others that do not. */
export function isolated(text: string, className = ""): HTMLElement {
  return make("bdi", className, text);
}

/** Fills a table: a heading, and rows whose numbers are written for the reader. */
export function fillTable(
  table: HTMLElement,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const line = (kind: "th" | "td", values: readonly string[]) => {
    const made = make("tr");
    made.append(
      ...values.map((value) => {
        const cell = make(kind, "", value);
        if (kind === "th") cell.setAttribute("scope", "col");
        return cell;
      }),
    );
    return made;
  };
  const top = make("thead");
  top.append(line("th", head));
  const body = make("tbody");
  body.append(...rows.map((values) => line("td", values)));
  const caption = table.querySelector("caption");
  table.replaceChildren(...(caption ? [caption] : []), top, body);
}
