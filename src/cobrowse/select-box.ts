/** A step, or the next option that begins with a text. */
export type SelectMove = { readonly by: number } | { readonly startingWith: string };

/** Chooses another option as the keyboard would; the list itself is drawn by the browser and cannot be opened by a script. */
export function stepSelect(select: HTMLSelectElement, move: SelectMove): void {
  if (select.disabled) return;
  const options = [...select.options];
  const now = select.selectedIndex;
  const isFree = (index: number): boolean => options[index]?.disabled === false;
  const next = 'by' in move ? step({ now, by: move.by, count: options.length, isFree }) : find(options, now, move.startingWith);
  if (next === undefined || next === now) return;
  select.selectedIndex = next;
  select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

interface Step {
  readonly now: number;
  readonly by: number;
  readonly count: number;
  readonly isFree: (index: number) => boolean;
}

/** From where it leads to, the first free one onwards; further back when there is none. */
function step({ now, by, count, isFree }: Step): number | undefined {
  const direction = Math.sign(by);
  const wanted = Math.max(0, Math.min(count - 1, now + by));
  for (let at = wanted; at >= 0 && at < count; at += direction) if (isFree(at)) return at;
  for (let at = wanted; at !== now && at >= 0 && at < count; at -= direction) if (isFree(at)) return at;
  return undefined;
}

function find(options: readonly HTMLOptionElement[], now: number, text: string): number | undefined {
  const order = options.map((_, index) => (now + 1 + index) % options.length);
  const start = text.toLowerCase();
  return order.find((index) => options[index]?.disabled === false && options[index].label.toLowerCase().startsWith(start));
}
