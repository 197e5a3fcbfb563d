import { dateOfId } from './dated-id.ts';
import type { Kept } from './kept-before.ts';
import type { KeptThing } from './kept-things.ts';

/**
 * As what things are listed. A newer version has the name of the older one, which then goes. A document of a page that did not hear the same
 * does not replace what it does not have in it: it gets the next number (`record`, `record-2`; `receipt-1`, `receipt-2`).
 */
export class KeptNames {
  /** A receipt is of what one page heard, and of no other. */
  readonly #receipts = new Map<string, string>();

  /** @param knows whether this page heard what was said then, by the clock of the log */
  of({ key, kind }: KeptThing, kept: ReadonlyMap<string, Kept>, knows: (at: number) => boolean): string {
    if (kind === 'still') return key;
    if (kind === 'transcript') return free(key, (name) => isMine(kept.get(name), knows));
    const names = new Set(this.#receipts.values());
    const name = this.#receipts.get(key) ?? free(key, (one) => !kept.has(one) && !names.has(one));
    this.#receipts.set(key, name);
    return name;
  }
}

/** Whether nothing is lost when it is replaced. */
function isMine(kept: Kept | undefined, knows: (at: number) => boolean): boolean {
  if (kept === undefined || kept.state !== undefined) return true;
  const at = dateOfId(kept.artefactIds[0] ?? '') ?? 0;
  return at === 0 || knows(at);
}

function free(first: string, isFree: (name: string) => boolean): string {
  const [, stem = first, from = '1'] = /^(.*?)-(\d+)$/u.exec(first) ?? [];
  for (let number = Number(from); ; number += 1) {
    const name = number === 1 ? first : `${stem}-${String(number)}`;
    if (isFree(name)) return name;
  }
}
