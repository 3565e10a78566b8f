// Drawing: in one frame, however many documents came since the last one, not
// more often than the eye reads figures, and not at all while nobody looks.

const pauseMs = 250;
const waiting = new Set<() => void>();
let asked = false;
let drawnAt = 0;

// What a task asks for is done in the same frame: documents are read, then what
// they tell is drawn.
function draw(): void {
  drawnAt = Date.now();
  for (const task of waiting) {
    waiting.delete(task);
    task();
  }
  asked = false;
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
