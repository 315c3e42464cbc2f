/** One thing that `z` takes back, or that `Mod+Shift+Z` does again. */
export type Step = {
  readonly run: () => void;
  /** False once it is too late; it is then passed over. */
  readonly stillThere?: () => boolean;
};

const undoable: Step[] = [];
const redoable: Step[] = [];
const limit = 50;

/** Makes something the next that `z` takes back. What was taken back before cannot be done again after it. */
export function rememberUndo(step: Step, { again = false } = {}): void {
  push(undoable, step);
  if (!again) redoable.length = 0;
}

export function rememberRedo(step: Step): void {
  push(redoable, step);
}

function push(stack: Step[], step: Step): void {
  stack.push(step);
  stack.splice(0, stack.length - limit);
}

function pop(stack: Step[]): Step | undefined {
  let last = stack.pop();
  while (last?.stillThere?.() === false) last = stack.pop();
  return last;
}

export const nextUndo = (): Step | undefined => pop(undoable);
export const nextRedo = (): Step | undefined => pop(redoable);
