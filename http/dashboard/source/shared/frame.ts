// Drawing: in one frame, however many documents came since the last one, not
// more often than the eye reads figures, and not at all while nobody looks.

const pauseMs = 200;
const waiting = new Set<() => void>();
let asked = false;
let drawnAt = 0;

function draw(): void {
  asked = false;
  drawnAt = Date.now();
  const now = [...waiting];
  waiting.clear();
  for (const task of now) task();
}

/** `task` runs once, with whatever is newest then. */
export function inFrame(task: () => void): void {
  waiting.add(task);
  if (asked) return;
  asked = true;
  const wait = drawnAt + pauseMs - Date.now();
  if (wait > 0) setTimeout(() => requestAnimationFrame(draw), wait);
  else requestAnimationFrame(draw);
}
