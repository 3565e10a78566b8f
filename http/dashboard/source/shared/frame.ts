// One drawing a frame, however many documents came since the last one; none
// while nobody looks.

const waiting = new Set<() => void>();
let asked = false;

function draw(): void {
  asked = false;
  const now = [...waiting];
  waiting.clear();
  for (const task of now) task();
}

/** `task` runs once in the next frame, with whatever is newest then. */
export function inFrame(task: () => void): void {
  waiting.add(task);
  if (asked) return;
  asked = true;
  requestAnimationFrame(draw);
}
