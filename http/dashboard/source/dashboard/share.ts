// How the rated tweets share out, of all that were counted.

import { byId, setAttribute, setText } from "../shared/dom";
import type { Sentiment } from "../shared/documents";
import { percent, whole } from "../shared/format";

const kinds = ["positive", "neutral", "negative"] as const;
const share = byId("share");
const parts = kinds.map((kind) => {
  const find = (what: string) => share.querySelector<HTMLElement>(`[data-kind="${kind}"] ${what}`)!;
  return { kind, percent: find(".percent"), count: find(".count"), piece: byId(`share-${kind}`), shown: -1 };
});

export function showShare(mood: Sentiment): void {
  const rated = mood.positive + mood.neutral + mood.negative;
  for (const part of parts) {
    const of = rated ? mood[part.kind] / rated : 0;
    setText(part.percent, percent(of));
    setText(part.count, whole(mood[part.kind]));
    setAttribute(part.count, "data-value", String(mood[part.kind]));
    if (Math.abs(of - part.shown) >= 0.001) {
      part.shown = of;
      part.piece.style.flexGrow = String(Math.max(of, 0.001));
    }
  }
  const none = byId("share-none");
  setText(none, whole(mood.none));
  setAttribute(none, "data-value", String(mood.none));
}
